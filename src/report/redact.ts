import type { Account } from '../model/facts.ts';
import type { CommandResult } from '../model/read-host.ts';
import type { RecordedFile, Recording } from '../model/recording.ts';

/** What was replaced, for the person to read before the file leaves the machine. */
export interface Redacted {
  readonly recording: Recording;
  /** Kind and how often: names, addresses, secrets. */
  readonly replaced: Readonly<Record<'names' | 'addresses' | 'secrets', number>>;
}

/** Names that say nothing about a person or a place: system accounts of distributions. */
const PUBLIC_BELOW_UID = 1000;

/**
 * Replaces names, addresses and secrets in a recording, the same thing by the same word everywhere, so
 * that the recording still fits together: the target becomes `alice`, other people `user1`..., the host
 * `host1`. What is replaced is longest-first and whole-word, so that `bob` does not change `bobsled`.
 */
export function redact(
  recording: Recording,
  people: readonly Account[],
  hostName: string,
  target: string | null,
): Redacted {
  const names = new Map<string, string>();
  let next = 1;
  for (const { name, uid } of people) {
    if (uid < PUBLIC_BELOW_UID || uid === 65534 || name === 'nobody') continue;
    if (name === target) continue;
    names.set(name, `user${next++}`);
  }
  if (target !== null && target !== 'root') names.set(target, 'alice');
  const [shortHost = ''] = hostName.split('.');
  for (const host of [hostName, shortHost]) {
    if (host.length > 1 && host !== 'localhost') names.set(host, 'host1');
  }
  const counts = { names: 0, addresses: 0, secrets: 0 };
  const clean = (text: string) => replaceAll(text, names, counts);
  const cleanFile = (file: RecordedFile, path: string): RecordedFile => ({
    ...file,
    realPath: file.realPath === null ? null : clean(file.realPath),
    bytes:
      file.bytes === null || PUBLIC.has(path)
        ? file.bytes
        : clean(dropPeople(path, file.bytes, counts)),
  });
  const cleanResult = (result: CommandResult): CommandResult => ({
    ...result,
    stdout: clean(result.stdout),
    stderr: clean(result.stderr),
  });
  return {
    recording: {
      ...recording,
      name: clean(recording.name),
      user: recording.user === null ? null : clean(recording.user),
      env: mapEntries(recording.env, clean, (value) => clean(value)),
      files: mapEntries(recording.files, clean, cleanFile),
      absent: recording.absent.map(clean),
      directories: mapEntries(recording.directories, clean, (listed) => listed.map(clean)),
      spaces: mapEntries(recording.spaces, clean, (space) => space),
      commands: mapEntries(recording.commands, clean, cleanResult),
    },
    replaced: counts,
  };
}

/** Files without a secret that look as if they had one: `passwd: files systemd`. */
const PUBLIC = new Set(['/etc/nsswitch.conf']);

/** Files of which nothing may leave the machine but their existence, or what kind of thing they hold. */
function dropPeople(path: string, bytes: string, counts: { addresses: number }): string {
  if (path === '/etc/machine-id') return '00000000000000000000000000000001\n';
  if (path !== '/proc/net/if_inet6') return bytes;
  // Addresses without colons; those of a link hold the number of its hardware.
  return bytes.replace(/^[0-9a-f]{32}/gm, (address) => {
    if (/^0+1$/.test(address)) return address;
    counts.addresses += 1;
    const prefix = address.startsWith('fe80') ? 'fe80' : '20010db8';
    return `${prefix.padEnd(31, '0')}1`;
  });
}

function replaceAll(
  text: string,
  names: ReadonlyMap<string, string>,
  counts: { names: number; addresses: number; secrets: number },
): string {
  let result = text;
  for (const [name, stand] of [...names].sort(([a], [b]) => b.length - a.length)) {
    const pattern = new RegExp(`(?<![\\w.-])${escapePattern(name)}(?![\\w-]|\\.\\w)`, 'g');
    result = result.replace(pattern, () => {
      counts.names += 1;
      return stand;
    });
  }
  for (const [pattern, stand] of SECRETS) {
    result = result.replace(pattern, (_whole, before: string) => {
      counts.secrets += 1;
      return `${before}${stand}`;
    });
  }
  result = result.replace(SERVERS, (whole, before: string, server: string) => {
    if (PUBLIC_SERVERS.test(server)) return whole;
    counts.addresses += 1;
    return `${before}server.example.org`;
  });
  for (const pattern of ADDRESSES) {
    result = result.replace(pattern, (address) => {
      if (isPublicConstant(address)) return address;
      counts.addresses += 1;
      return address.includes('@')
        ? 'someone@example.org'
        : address.includes(':')
          ? '2001:db8::1'
          : '192.0.2.1';
    });
  }
  return result;
}

/** Words in the name of a key, a variable or a setting whose value is a secret. */
const WORDS =
  'password|passwd|passphrase|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key';

/**
 * Objects of Docker's config.json that name registries and what is said to them; lists of daemon.json that name
 * servers without a port, or hold a person's own words; `key: value` pairs and
 * assignments whose value is a secret; headers; user info in URLs; private keys; GECOS.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/("(?:auths|HttpHeaders|credHelpers)"\s*:\s*)\{(?:[^{}]|\{[^{}]*\})*\}/gi, '{}'],
  [
    /("(?:insecure-registries|dns-search|labels|allow-nondistributable-artifacts)"\s*:\s*)\[[^\]]*\]/gi,
    '[]',
  ],
  [/("no-proxy"\s*:\s*)"[^"]*"/gi, '"REMOVED"'],
  [new RegExp(`("[\\w-]*(?:auth|${WORDS})[\\w-]*"\\s*:\\s*)"[^"]*"`, 'gi'), '"REMOVED"'],
  [
    new RegExp(
      `((?<![\\w])[\\w.-]*(?:${WORDS})[\\w.-]*\\s*[=:]\\s*)(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"',;]+)`,
      'gi',
    ),
    'REMOVED',
  ],
  [/(\b(?:Bearer|Basic)\s+)[\w.~+/=-]{6,}/g, 'REMOVED'],
  [/(:\/\/)[^\s/@:]+:[^\s/@]+@/g, 'REMOVED@'],
  [/(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g, 'REMOVED'],
  [/^([^:\n]+:[^:\n]*:\d+:\d+:)[^:\n]+(?=:\/[^:\n]*:\/[^:\n]*$)/gm, ''],
];

const ADDRESSES: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+\.[\w.-]*\w/g,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g,
  /(?<![\w:.])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/gi,
];

/** Names of servers: in a URL, and with a port in quotes as in the registries of daemon.json. */
const SERVERS = /(:\/\/(?:[^\s/@"']+@)?|"(?=[\w.-]+:\d+"))([\w-]+(?:\.[\w-]+)*\.[a-z]\w+)/gi;

/** Where the vendors of distributions and engines keep their documentation and packages. */
const PUBLIC_SERVERS =
  /(?:^|\.)(?:example|debian|ubuntu|fedoraproject|redhat|centos|opensuse|suse|archlinux|alpinelinux|kernel|docker|podman|quay|github|freedesktop|gnu|man7)\.(?:org|com|io|net)$/i;

/** Addresses that are the same on every machine. */
function isPublicConstant(address: string): boolean {
  return (
    /^(127\.|0\.0\.0\.0|255\.|10\.0\.2\.|172\.17\.|10\.88\.|169\.254\.)/.test(address) ||
    /^(user|machine|systemd-\w+|getty|user-runtime-dir)@/.test(address) ||
    /@\.?(service|slice|socket)$/.test(address)
  );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function mapEntries<A, B>(
  record: Readonly<Record<string, A>>,
  key: (name: string) => string,
  value: (value: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(
    Object.entries(record).map(([name, each]) => [key(name), value(each, name)]),
  );
}
