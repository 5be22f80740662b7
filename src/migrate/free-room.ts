import type { Facts } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { dockerDataRoot } from '../probe/docker.ts';
import { ancestors } from '../probe/home.ts';
import { spaceOf } from '../probe/home-answers.ts';
import type { TargetEngine } from './target-engine.ts';

type Known = Pick<Facts, 'home' | 'target' | 'podman'>;

/**
 * Bytes that are free where an engine of the user keeps its volumes, or will; null: not known. `asked`: the directory
 * that an answer gives it, `default` or nothing for the usual one. A disk of its own may be mounted there, also in the
 * home. Where nobody recorded it, it is that of the home. Reads only.
 */
export async function freeFor(
  host: ReadHost,
  facts: Known,
  engine: TargetEngine,
  asked: string | undefined,
): Promise<number | null> {
  const { home, target } = facts;
  if (!home.known || !target.known) return null;
  const place = asked?.startsWith('/') === true ? asked : await usualPlace(host, facts, engine);
  for (const dir of ancestors(place)) {
    if (dir === home.value.path) break;
    const space = await spaceOf(host, target.value, dir);
    if (space === 'hangs') return null;
    // What is not there yet will lie where the directory above it does.
    if (space !== null) return space.freeBytes;
  }
  return home.value.fs.freeBytes;
}

async function usualPlace(host: ReadHost, facts: Known, engine: TargetEngine): Promise<string> {
  const { target, podman } = facts;
  if (!target.known) return '/';
  const { dataHome } = target.value;
  if (engine === 'docker') return dockerDataRoot(host, target.value);
  const store = podman.known ? podman.value.store : undefined;
  return engine === 'podman' ? (store ?? `${dataHome}/containers/storage`) : `${dataHome}/nerdctl`;
}
