import { type Mount, parseMounts } from '../model/mounts.ts';
import type { FileState, ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';

export { type Mount, mountOf, parseMounts } from '../model/mounts.ts';

/** Parsed once for all probes that look at the same state. */
const parsed = new WeakMap<FileState, readonly Mount[]>();

/** What is mounted now, as this process sees it; null where the kernel does not say. */
export async function readMounts(host: ReadHost): Promise<readonly Mount[] | null> {
  const state = await host.file('/proc/self/mountinfo', { maxBytes: 8 * 1024 * 1024 });
  if (state.kind !== 'file') return null;
  // One mount point with a strange name must not hide all the others.
  const mounts = parsed.get(state) ?? parseMounts(textOf(state) ?? state.bytes);
  parsed.set(state, mounts);
  return mounts;
}
