import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { keptBelow, ownersBelow } from '../probe/commands-move.ts';

/** Who owns what lies below a path of the host. */
export interface Owners {
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  /** May everybody read all of it, and go into its directories? */
  readonly readable: boolean;
  /** A socket or a device, which no owner makes usable. */
  readonly special: boolean;
  /** A setuid or setgid program, which a new owner would end. */
  readonly setuid?: boolean;
  /** Not there: none was found, or it was not looked for. */
  readonly kept?: Kept;
}

/** What a new owner would end, or what can't get one: of each kind the path of the first. */
export interface Kept {
  /** A setuid or setgid program. */
  readonly setuid?: string;
  /** A program with capabilities. */
  readonly capable?: string;
  /** Made immutable or append-only by chattr(1). */
  readonly fixed?: string;
}

/** Asks for it; nothing where nobody recorded it. */
export async function keptOf(host: ReadHost, path: string): Promise<Kept> {
  try {
    return parseKept((await host.run(keptBelow(path))).stdout);
  } catch (error) {
    if (error instanceof NotRecorded) return {};
    throw error;
  }
}

/** Lines `setuid PATH`, `capable PATH`, `fixed PATH`. */
export function parseKept(stdout: string): Kept {
  const kept = stdout.split('\n').flatMap((line) => {
    const [, kind, path] = /^(setuid|capable|fixed) (.+)$/.exec(line) ?? [];
    return kind === undefined ? [] : [[kind, path] as const];
  });
  return Object.fromEntries(kept);
}

/** Asks find(1); null where something can't be seen or there are too many kinds to judge. */
export async function ownersOf(host: ReadHost, path: string): Promise<Owners | null> {
  try {
    const { status, code, stdout, stderr } = await host.run(ownersBelow(path));
    return status !== 'exited' || code !== 0 || stderr !== '' ? null : parseOwners(stdout);
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

const MOST = 500;

/** Lines `COUNT UID:GID MODE TYPE`, the type in find's letters. */
export function parseOwners(stdout: string): Owners | null {
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length === 0 || lines.length >= MOST) return null;
  const uids = new Set<number>();
  const gids = new Set<number>();
  let readable = true;
  let special = false;
  let setuid = false;
  for (const line of lines) {
    const [, uid, gid, mode = '0', type = ''] = /^ *\d+ (\d+):(\d+) (\d+) (\w)$/.exec(line) ?? [];
    if (uid === undefined || gid === undefined) return null;
    uids.add(Number(uid));
    gids.add(Number(gid));
    const others = Number.parseInt(mode, 8) & 0o7;
    // The mode of a link says nothing.
    if (type !== 'l' && (others & (type === 'd' ? 0o5 : 0o4)) !== (type === 'd' ? 0o5 : 0o4)) {
      readable = false;
    }
    if (['s', 'b', 'c'].includes(type)) special = true;
    if (type === 'f' && (Number.parseInt(mode, 8) & 0o6000) !== 0) setuid = true;
  }
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);
  return {
    uids: sorted(uids),
    gids: sorted(gids),
    readable,
    special,
    ...(setuid ? { setuid } : {}),
  };
}
