import type { Effect } from '../model/action.ts';
import type { MakeImage, MountImage, UnmountImage } from '../model/action-image.ts';
import type { FileState, ReadHost } from '../model/read-host.ts';
import { MAX_FILE } from './inspect.ts';
import { sha256 } from './subid-edit.ts';

/** The file as anybody sees it: of root alone, and too large to be read. */
export function imageMade({ path }: MakeImage): readonly Effect[] {
  const state: FileState = {
    kind: 'too-big',
    path,
    mode: 0o600,
    uid: 0,
    gid: 0,
    realPath: null,
  };
  return [{ type: 'file', state }];
}

/** The list of mounts with the image in it, or without: proc_pid_mountinfo(5). */
export async function mountEffects(
  host: ReadHost,
  action: MountImage | UnmountImage,
): Promise<readonly Effect[]> {
  const state = await host.file('/proc/self/mountinfo', { maxBytes: MAX_FILE });
  if (state.kind !== 'file') return [];
  const point = action.point.replace(/[\s\\]/g, octal);
  const others = state.bytes.split('\n').filter((line) => line.split(' ')[4] !== point);
  const line = `0 0 7:0 / ${point} rw,nosuid,nodev,relatime - xfs /dev/loop0 rw,attr2`;
  const rows = others.filter((row) => row !== '');
  const bytes = `${[...rows, ...(action.do === 'mount-image' ? [line] : [])].join('\n')}\n`;
  return [{ type: 'file', state: { ...state, bytes, sha256: sha256(bytes) } }];
}

function octal(mark: string): string {
  return `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
