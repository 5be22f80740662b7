/** nerdctl's release archive, packed as its project does it; see the script `nerdctl` beside this file. */

import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHost } from './hosts.ts';
import { run } from './run.ts';

const SCRIPT = fileURLToPath(new URL('./nerdctl', import.meta.url));

/** Where a person put the archive, and the hash that the release page would give. */
export interface Archive {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Puts the archive into a host, where everyone can read it; `full` is the one with BuildKit, `bypass` that one
 * with bypass4netns as well. The first one is built: a few minutes.
 */
export async function bringNerdctl(
  host: TestHost,
  kind: 'small' | 'full' | 'bypass' = 'small',
): Promise<Archive> {
  const made = await run('bash', [SCRIPT, kind], {});
  if (made.code !== 0) throw new Error(`${SCRIPT}: exit ${made.code}\n${made.stderr}`);
  const from = made.stdout.trim();
  const path = `/srv/${basename(from)}`;
  copyFileSync(from, join(host.root, path));
  await host.must(['chmod', '0644', path]);
  return { path, sha256: createHash('sha256').update(readFileSync(from)).digest('hex') };
}
