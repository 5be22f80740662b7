import { parseDockerSize } from '../model/bytes.ts';
import { isObject } from '../model/json.ts';
import type { ReadHost } from '../model/read-host.ts';
import { rootfulDiskUsage, sizesBelow } from '../probe/commands-move.ts';
import { objects, text } from './json.ts';

/** Bytes of the volumes of root's Docker, as the daemon rounds them, by name; empty where it does not say. */
export async function dockerSizes(host: ReadHost): Promise<ReadonlyMap<string, number>> {
  const usage = await host.run(rootfulDiskUsage());
  return sizesOf(usage.code === 0 ? usage.stdout : '');
}

/** `docker system df -v --format '{{json .}}'`: of each volume its `Name` and `Size`. */
function sizesOf(stdout: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  try {
    const usage: unknown = JSON.parse(stdout);
    for (const volume of isObject(usage) ? objects(usage['Volumes']) : []) {
      const size = parseDockerSize(text(volume['Size']));
      if (size !== null) sizes.set(text(volume['Name']), size);
    }
  } catch {
    // Sizes are for the estimate alone; the copy itself counts.
  }
  return sizes;
}

/**
 * Bytes of volumes, counted by du(1), by name, for engines that tell no program how large a volume is.
 * `places`: names with their directories.
 */
export async function countedSizes(
  host: ReadHost,
  places: readonly (readonly [string, string])[],
): Promise<ReadonlyMap<string, number>> {
  if (places.length === 0) return new Map();
  const { stdout } = await host.run(sizesBelow(places.map(([, path]) => path)));
  const names = new Map(places.map(([name, path]) => [path, name]));
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [, bytes, path = ''] = /^(\d+)\t(.*)$/.exec(line) ?? [];
      const name = names.get(path);
      return bytes === undefined || name === undefined ? [] : [[name, Number(bytes)] as const];
    }),
  );
}
