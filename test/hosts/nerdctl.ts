/** nerdctl's release archive, packed as its project does it; see the script `nerdctl` beside this file. */

import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost, TestVm } from './hosts.ts';
import { run } from './run.ts';

const SCRIPT = fileURLToPath(new URL('./nerdctl', import.meta.url));

type Kind = 'small' | 'full' | 'bypass';

/** Where a person put the archive, and the hash that the release page would give. */
export interface Archive {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Puts the archive into a host, where everyone can read it; `full` is the one with BuildKit, `bypass` that one
 * with bypass4netns as well. The first one is built: a few minutes.
 */
export async function bringNerdctl(host: TestHost, kind: Kind = 'small'): Promise<Archive> {
  const { from, ...archive } = await packed(kind);
  copyFileSync(from, join(host.root, archive.path));
  await host.must(['chmod', '0644', archive.path]);
  return archive;
}

/** The same for a virtual machine: the small one. */
export async function sendNerdctl(vm: TestVm): Promise<Archive> {
  const { from, ...archive } = await packed('small');
  await vm.push(from, archive.path);
  await vm.must(['chmod', '0644', archive.path]);
  return archive;
}

/** Builds the archive where that was not done yet; `from` is where it lies on this machine. */
async function packed(kind: Kind): Promise<Archive & { readonly from: string }> {
  const made = await run('bash', [SCRIPT, kind], {});
  if (made.code !== 0) throw new Error(`${SCRIPT}: exit ${made.code}\n${made.stderr}`);
  const from = made.stdout.trim();
  const sha256 = createHash('sha256').update(readFileSync(from)).digest('hex');
  return { from, path: `/srv/${basename(from)}`, sha256 };
}
