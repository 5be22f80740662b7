/** What is in /etc and /home of a host: kind, mode, owner, content. */
import type { TestHost } from '../../hosts/hosts.ts';

/** Path to `kind mode uid:gid target sha256`. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * What the engines and the wizard keep for themselves, which is not configuration: images and containers,
 * caches, the journal of runs.
 */
const DATA =
  /\/\.local\/share\/(docker|containers|containerd|nerdctl|cni|buildkit)(\/|$)|\/\.cache(\/|$)|\/state\/rootless-wizard(\/|$)/;

/** What maintainer scripts make: links, the cache of the linker, the group of a daemon's socket. */
const SCRIPTS =
  /^\/etc(\/(alternatives|apparmor\.d\/local|rc\d\.d|systemd\/(system|user)\/[^/]+\.wants)(\/|$)|\/(ld\.so\.cache|inputrc|networks|group|gshadow)-?$|$)/;

/** Is a path of packages, and so apt's business? They stay unless asked for. */
export async function ofPackages(host: TestHost): Promise<(path: string) => boolean> {
  const lists = await host.must('cat /var/lib/dpkg/info/*.list /var/lib/dpkg/info/*.conffiles');
  const paths = new Set(lists.split('\n'));
  return (path) => paths.has(path) || SCRIPTS.test(path);
}

/** Reads /etc and /home as they are now. */
export async function manifest(host: TestHost): Promise<Manifest> {
  const text = await host.must(
    `find /etc /home -xdev -printf '%p\\t%y %m %U:%G %l\\n'
    find /etc /home -xdev -type f -print0 | xargs -0 sha256sum -z | tr '\\0' '\\n'`,
  );
  const entries = new Map<string, string>();
  for (const row of text.split('\n')) {
    const [path, what] = row.split('\t');
    if (path !== undefined && what !== undefined) entries.set(path, what.trim());
    const [, sum, file] = /^([0-9a-f]{64}) [ *](.*)$/s.exec(row) ?? [];
    if (sum !== undefined && file !== undefined) {
      entries.set(file, `${entries.get(file) ?? ''} ${sum}`);
    }
  }
  return entries;
}

/**
 * What other programs leave when they are used: sudo's mark that it need not lecture again, the backup that
 * shadow keeps of each file it edits, locks of networks (root's, too: older packages of Podman start
 * services of root when they are installed), nerdctl's own network, and the name that an older Docker gives
 * itself.
 */
const LEFT_BY_OTHERS =
  /\/\.sudo_as_admin_successful$|^\/etc\/sub[ug]id-$|\/cni\/net\.d\/(cni\.lock|\.nerdctl\.lock|\.cni-concurrency\.lock|nerdctl-bridge\.conflist)$|^\/etc\/containers\/networks(\/netavark\.lock)?$|\/\.config\/docker\/key\.json$/;

/**
 * Directories that engines make for themselves wherever they look for a file, or that hold their data and
 * our journal. They may be left, empty but for such things; every other directory counts.
 */
const WAYS =
  /^\/(root|home\/[^/]+)\/\.(local(\/(share|state))?|config(\/(cni(\/net\.d(\/default)?)?|containerd|docker))?)$/;

/** Everything that differs, one line each; `except` names what may. */
export function differences(
  before: Manifest,
  after: Manifest,
  except: readonly RegExp[] | ((path: string) => boolean) = [],
): readonly string[] {
  const expected = (path: string): boolean =>
    DATA.test(path) ||
    LEFT_BY_OTHERS.test(path) ||
    (typeof except === 'function' ? except(path) : except.some((one) => one.test(path)));
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = paths.filter((path) => before.get(path) !== after.get(path) && !expected(path));
  const empty = (path: string): boolean =>
    WAYS.test(path) &&
    !before.has(path) &&
    after.get(path)?.startsWith('d ') === true &&
    changed.every((other) => !other.startsWith(`${path}/`) || after.get(other)?.startsWith('d '));
  return changed
    .filter((path) => !empty(path))
    .map((path) => `${path}: ${before.get(path) ?? 'absent'} -> ${after.get(path) ?? 'absent'}`);
}
