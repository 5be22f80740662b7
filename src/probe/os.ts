import { familyOf } from '../distro/family-of.ts';
import { MANAGER_PROGRAMS } from '../distro/managers.ts';
import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Os } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { finding, judged } from './finding.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';
import { which } from './which.ts';

/** Both places of os-release(5), the administrator's first. */
const PATHS = ['/etc/os-release', '/usr/lib/os-release'] as const;
const MAN = 'https://www.freedesktop.org/software/systemd/man/latest/os-release.html';

/** Which distribution this is, and whether changes to it would last. */
export const probe: Probe<'os'> = {
  id: 'os',
  async read(host): Promise<Fact<Os>> {
    for (const path of PATHS) {
      const text = textOf(await host.file(path));
      if (text === null) continue;
      const os = osFrom(parseOsRelease(text), await immutableOf(host));
      return known(
        os.family === 'unknown' ? { ...os, managers: await managersOn(host) } : os,
        path,
      );
    }
    return unknown(msg('core.file-missing', { path: PATHS[0] }));
  },
};

/**
 * The assignments of os-release(5): shell-like, one a line. Single and double quotes, and a backslash before
 * `" $ \ backquote` inside double quotes; a later assignment wins. Lines that are none are left out.
 */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const row of text.split('\n')) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(row.replace(/\r$/, '').trimEnd());
    if (match?.[1] !== undefined) values.set(match[1], unquote(match[2] ?? ''));
  }
  return values;
}

function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || !value.endsWith(quote) || value.length < 2) return value;
  const inside = value.slice(1, -1);
  return quote === '"' ? inside.replace(/\\(["$`\\])/g, '$1') : inside;
}

/** The fact from the assignments. ID defaults to `linux`, as os-release(5) says. */
export function osFrom(values: ReadonlyMap<string, string>, immutable: Os['immutable']): Os {
  const id = values.get('ID') || 'linux';
  const idLike = (values.get('ID_LIKE') ?? '').split(/\s+/).filter((name) => name !== '');
  const versionId = values.get('VERSION_ID') || null;
  const variantId = values.get('VARIANT_ID') ?? '';
  const codename = values.get('VERSION_CODENAME') || null;
  const base = values.get('UBUNTU_CODENAME') || values.get('DEBIAN_CODENAME') || codename;
  return {
    id,
    idLike,
    versionId,
    codename,
    ...(base === codename || base === null ? {} : { baseCodename: base }),
    ...(variantId === '' ? {} : { variantId }),
    prettyName: values.get('PRETTY_NAME') || values.get('NAME') || id,
    family: familyOf(id, idLike, versionId),
    // Guix has no mark of its own beside its name; it makes /etc anew from its configuration.
    immutable: immutable ?? (id.toLowerCase() === 'guix' ? 'guix' : null),
  };
}

/** What a person goes by who has to say whose packages an unknown distribution has. */
async function managersOn(host: ReadHost): Promise<readonly string[]> {
  const found = await Promise.all(
    MANAGER_PROGRAMS.map(async ([name, file]) =>
      (await which(host, file)) === null ? [] : [name],
    ),
  );
  return found.flat();
}

/** Systems that write /etc or /usr in their own way: the ordinary change would be lost or refused. */
async function immutableOf(host: ReadHost): Promise<Os['immutable']> {
  const [nixos, ostree, transactional, mounts] = await Promise.all([
    host.stat('/etc/NIXOS'),
    host.stat('/run/ostree-booted'),
    which(host, 'transactional-update'),
    readMounts(host),
  ]);
  if (nixos.kind !== 'absent') return 'nixos';
  if (ostree.kind !== 'absent') return 'ostree';
  const readOnly = (path: string) => mountOf(mounts ?? [], path)?.options[0] === 'ro';
  // The tool alone says little: it is the read-only /usr that makes changes need a new snapshot.
  if (transactional !== null && readOnly('/usr')) return 'transactional';
  if (readOnly('/etc')) return 'read-only-etc';
  // SteamOS: /etc is laid over, but programs are those of the image. A /usr of its own that an administrator
  // mounts read-only is another thing: there the package manager is told how to write to it.
  return readOnly('/') && readOnly('/usr') ? 'read-only-root' : null;
}

const SUPPORTED = { id: 'os.supported', title: msg('checks.os'), source: MAN };
const IMMUTABLE = {
  id: 'os.immutable',
  title: msg('checks.os-immutable'),
  source: 'https://systemd.io/BUILDING_IMAGES/',
};

/** Can we set up this distribution, and will it last? */
export const checks: readonly Check[] = [
  {
    id: 'os.supported',
    run: ({ os }) => [
      judged(SUPPORTED, os, ({ prettyName, family, id, idLike, managers = [] }, from) => {
        const evidence = `${prettyName} (${from})`;
        const like = idLike.join(' ') || '-';
        const looked = { id, like, managers: managers.join(' ') || '-' };
        return family === 'unknown'
          ? finding(SUPPORTED, 'warn', evidence, { cause: msg('checks.os-unsupported', looked) })
          : finding(SUPPORTED, 'ok', evidence);
      }),
    ],
  },
  {
    id: 'os.immutable',
    run({ os }) {
      // Nothing to say about an ordinary system.
      if (!os.known || os.value.immutable === null) return [];
      const { immutable } = os.value;
      const blocked = ['nixos', 'guix', 'read-only-etc'].includes(immutable);
      const cause = msg(blocked ? 'checks.os-immutable-config' : 'checks.os-immutable-layered');
      return [finding(IMMUTABLE, blocked ? 'fail' : 'warn', immutable, { cause })];
    },
  },
];
