import { type Fields, texts } from './json.ts';

/** What a container of Podman was made with, from the command line that it keeps. */
export interface CreateOptions {
  /** Long names and their values; a switch has `true`. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** The first option that this program does not know: what comes behind it is not read. Else null. */
  readonly unknown: string | null;
}

/** Without a value, unless behind `=`. */
const SWITCHES = new Set(
  `detach disable-content-trust env-host http-proxy init interactive no-healthcheck no-hostname
  no-hosts oom-kill-disable privileged publish-all quiet read-only read-only-tmpfs replace rm rmi
  sig-proxy tls-verify tty unsetenv-all`.split(/\s+/),
);

/** With a value. Each is carried over, says nothing of the container, or is judged by itself. */
const VALUED = new Set(
  `add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop
  cgroup-conf cgroup-parent cgroupns cgroups chrootdirs cidfile conmon-pidfile cpu-period
  cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems detach-keys
  device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops
  dns dns-opt dns-option dns-search entrypoint env env-file env-merge expose gidmap group-add
  group-entry health-cmd health-interval health-log-destination health-max-log-count
  health-max-log-size health-on-failure health-retries health-start-period health-startup-cmd
  health-startup-interval health-startup-retries health-startup-success health-startup-timeout
  health-timeout hostname hosts-file hostuser image-volume init-path ip ip6 ipc label label-file
  log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount
  name net network network-alias oom-score-adj os passwd-entry personality pid pidfile
  pids-limit platform pod pod-id-file publish pull rdt-class requires restart retry retry-delay
  sdnotify seccomp-policy secret security-opt shm-size shm-size-systemd stop-signal stop-timeout
  subgidname subuidname sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user userns
  uts variant volume workdir`.split(/\s+/),
);

const SHORT: Readonly<Record<string, string>> = {
  a: 'attach',
  c: 'cpu-shares',
  d: 'detach',
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  p: 'publish',
  P: 'publish-all',
  q: 'quiet',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
};

/**
 * The options of `Config.CreateCommand`; null where there is none, as for what was made through the API.
 * Source: podman-create(1).
 */
export function createOptions(config: Fields): CreateOptions | null {
  const words = texts(config['CreateCommand']);
  if (words.length === 0) return null;
  const start = words.findIndex((word) => word === 'run' || word === 'create');
  if (start < 0) return { options: [], unknown: words.slice(1, 3).join(' ') };
  const options: (readonly [string, string])[] = [];
  const left = words.slice(start + 1);
  while (left[0]?.startsWith('-') === true && left[0] !== '-' && left[0] !== '--') {
    const word = left.shift() ?? '';
    const unknown = word.startsWith('--') ? long(word, left, options) : short(word, left, options);
    if (unknown !== null) return { options, unknown };
  }
  return { options, unknown: null };
}

function long(word: string, left: string[], options: (readonly [string, string])[]) {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (SWITCHES.has(name)) options.push([name, value ?? 'true']);
  else if (VALUED.has(name)) options.push([alias(name), value ?? left.shift() ?? '']);
  else return `--${name}`;
  return null;
}

/** `-it`, `-p 80:80`, `-eA=b` */
function short(word: string, left: string[], options: (readonly [string, string])[]) {
  let rest = word.slice(1);
  while (rest !== '') {
    const letter = rest.slice(0, 1);
    const name = SHORT[letter];
    rest = rest.slice(1);
    if (name === undefined) return `-${letter}`;
    if (SWITCHES.has(name)) {
      options.push([name, 'true']);
      continue;
    }
    options.push([name, rest === '' ? (left.shift() ?? '') : rest.replace(/^=/, '')]);
    rest = '';
  }
  return null;
}

function alias(name: string): string {
  return name === 'net' ? 'network' : name === 'dns-opt' ? 'dns-option' : name;
}

/** Values of one option, in their order. */
export function valuesOf(made: CreateOptions | null, name: string): readonly string[] {
  return made?.options.filter(([each]) => each === name).map(([, value]) => value) ?? [];
}

/** What of these options would be lost or changed on the way, as a person wrote it. */
export function lostOptions({ options, unknown }: CreateOptions): readonly string[] {
  const lost = options.filter(([name, value]) => isLost(name, value));
  return [
    ...lost.map(([name, value]) => `--${name} ${value}`),
    ...(unknown === null ? [] : [unknown]),
  ];
}

function isLost(name: string, value: string): boolean {
  switch (name) {
    case 'mount':
      return (
        !/(^|,)type=(bind|volume|tmpfs)(,|$)/.test(value) ||
        /(^|,)(idmap|subpath)/.test(value) ||
        // Of whom it is, no other command line says.
        (/(^|,)type=tmpfs(,|$)/.test(value) && /(^|,)(U|chown)(=true)?(,|$)/.test(value))
      );
    case 'volume':
      return /:([^/:]*,)?(O|idmap|upperdir|noexec|exec|dev|suid|nocopy|copy)([,=][^/:]*)?$/.test(
        value,
      );
    case 'security-opt':
      return !/^(no-new-privileges|label|seccomp|apparmor|mask|unmask|proc-opts|systempaths)([=:].*)?$/.test(
        value,
      );
    case 'group-add':
      return value === 'keep-groups';
    case 'network':
      return /^(ns:|(slirp4netns|pasta):)|[:,](mac|interface_name|host_interface_name)=/.test(
        value,
      );
    case 'ulimit':
      return value === 'host';
    case 'cgroups':
      return value === 'disabled';
    default:
      return false;
  }
}

/** Addresses that somebody chose, by network; '' is the only one. `--ip` and `--network NAME:ip=...` */
export function chosenAddresses(
  made: CreateOptions,
): ReadonlyMap<string, { readonly ipv4: string; readonly ipv6: string }> {
  const [ipv4 = ''] = valuesOf(made, 'ip');
  const [ipv6 = ''] = valuesOf(made, 'ip6');
  const all = new Map([['', { ipv4, ipv6 }]]);
  for (const value of valuesOf(made, 'network')) {
    const [, name = '', rest = ''] = /^([^:]*):(.*)$/.exec(value) ?? [];
    const given = rest.split(',').flatMap((part) => /^ip6?=(.*)$/.exec(part)?.[1] ?? []);
    const six = given.find((address) => address.includes(':')) ?? '';
    const four = given.find((address) => !address.includes(':')) ?? '';
    if (given.length > 0) all.set(name, { ipv4: four, ipv6: six });
  }
  return all;
}
