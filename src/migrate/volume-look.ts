import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { volumeLook } from '../probe/commands-move.ts';

/** What is in a volume of root. */
export interface VolumeLook {
  /** Names in it, without itself. */
  readonly files: number;
  /** What its blocks take; what has several names counts once. */
  readonly bytes: number;
  /** Bytes that are read of its files, holes included. */
  readonly size: number;
  /** The largest ids, as root's containers see them, and a file that has each. */
  readonly uid: Owned;
  readonly gid: Owned;
  /** Block and character devices, and the first of them. */
  readonly devices: Found;
  readonly sockets: number;
  readonly fifos: number;
  /** What is none of these, nor a file, a directory or a link. */
  readonly others: number;
  /** Files with a setuid or setgid bit. */
  readonly setuid: number;
  /** Files with further names. */
  readonly linked: number;
  /** Files with holes. */
  readonly sparse: number;
  /** Files of which a name lies outside, and the first of them; null: not looked at. */
  readonly outside: Found | null;
  /** What chattr(1) made immutable or append-only, likewise. */
  readonly fixed: Found | null;
  /** Files with extended attributes, of which with ACLs and with capabilities; null: nobody could say. */
  readonly attributes: number | null;
  readonly acls: number | null;
  readonly capabilities: number | null;
  /** Files with attributes that are root's alone (`trusted.*`, xattr(7)), which are in none of the others. */
  readonly trusted: number | null;
}

/** How many there are, and the path of the first one, within the volume. */
interface Found {
  readonly count: number;
  readonly path: string;
}

/** An id, and the path of a file that has it, within the volume: `.` is the volume itself. */
export interface Owned {
  readonly id: number;
  readonly path: string;
}

/** Of a volume, what a look goes by. */
interface Looked {
  readonly name: string;
  readonly driver: string;
  readonly options: readonly string[];
  readonly mountpoint: string;
}

/** Is it one that a move takes: without options, of the driver that keeps it in a directory? */
export function isPlain(volume: Pick<Looked, 'driver' | 'options'> | undefined): boolean {
  return volume?.driver === 'local' && volume.options.length === 0;
}

/**
 * Looks through volumes, one after the other, by their names; null for those that could not be seen whole, which
 * says nothing of them. Reads only.
 */
export async function lookAtVolumes(
  host: ReadHost,
  volumes: ReadonlyMap<string, Looked>,
): Promise<ReadonlyMap<string, VolumeLook | null>> {
  const looks = new Map<string, VolumeLook | null>();
  for (const volume of volumes.values()) {
    if (isPlain(volume)) looks.set(volume.name, await lookAt(host, volume.mountpoint));
  }
  return looks;
}

async function lookAt(host: ReadHost, path: string): Promise<VolumeLook | null> {
  try {
    const { status, code, stdout, stderr } = await host.run(volumeLook(path));
    return status === 'exited' && code === 0 && onlyGone(stderr) ? parseLook(stdout) : null;
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/** Is nothing said but that files went while they were listed? A database that runs removes some all the time. */
function onlyGone(stderr: string): boolean {
  return stderr
    .split('\n')
    .every((line) => line === '' || line.endsWith(': No such file or directory'));
}

/** The lines of `probe/volume-look.ts`; null where one is missing or find(1) was ended. */
export function parseLook(stdout: string): VolumeLook | null {
  const lines = new Map(
    stdout.split('\n').flatMap((line) => {
      const [, key = '', value = '', path = ''] = /^([a-z]+) (\d+|-)(?: (.*))?$/s.exec(line) ?? [];
      return key === '' ? [] : [[key, { value, path }] as const];
    }),
  );
  let whole = ['0', '1'].includes(lines.get('end')?.value ?? '');
  const number = (key: string): number => {
    const value = lines.get(key)?.value ?? '-';
    if (value === '-') whole = false;
    return Number(value);
  };
  const perhaps = (key: string): number | null => {
    const value = lines.get(key)?.value ?? '-';
    return value === '-' ? null : Number(value);
  };
  const path = (key: string): string => lines.get(key)?.path ?? '';
  const found = (key: string): Found | null => {
    const count = perhaps(key);
    return count === null ? null : { count, path: path(key) };
  };
  const look: VolumeLook = {
    files: number('files'),
    bytes: number('bytes'),
    size: number('size'),
    uid: { id: number('uid'), path: path('uid') },
    gid: { id: number('gid'), path: path('gid') },
    devices: { count: number('device'), path: path('device') },
    sockets: number('socket'),
    fifos: number('fifo'),
    others: number('other'),
    setuid: number('setuid'),
    linked: number('linked'),
    sparse: number('sparse'),
    outside: found('outside'),
    fixed: found('fixed'),
    attributes: perhaps('attributes'),
    acls: perhaps('acls'),
    capabilities: perhaps('capabilities'),
    trusted: perhaps('trusted'),
  };
  return whole ? look : null;
}
