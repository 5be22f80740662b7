import { isObject } from '../model/json.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { nerdctlNativeContainers, nerdctlNativeImages } from '../probe/commands-move.ts';
import { inspectAll } from './ask.ts';
import { at, type Fields, text } from './json.ts';
import type { Gathered } from './nerdctl-shape.ts';

/** What `nerdctl inspect` does not say of these containers, put beside it. Reads only. @throws as `inspectAll` */
export async function gatherNerdctl(
  host: ReadHost,
  entries: readonly Fields[],
): Promise<readonly Fields[]> {
  const ids = entries.map((entry) => text(entry['Id']));
  const names = [...new Set(entries.map((entry) => text(entry['Image'])))];
  const [natives, images] = await Promise.all([
    inspectAll(host, ids, 'nerdctl', nerdctlNativeContainers),
    inspectAll(host, names, 'nerdctl', nerdctlNativeImages),
  ]);
  const native = new Map(natives.map((each) => [text(each['ID']), each]));
  const image = new Map(images.map((each) => [text(at(each, 'Image')['Name']), each]));
  return Promise.all(
    entries.map(async (entry): Promise<Fields & Gathered> => {
      const own = native.get(text(entry['Id'])) ?? {};
      const dir = text(at(own, 'Labels')['nerdctl/state-dir']);
      return {
        ...entry,
        Native: own,
        Network: dir === '' ? {} : await json(host, `${dir}/network-config.json`),
        NativeImage: image.get(text(entry['Image'])) ?? {},
      };
    }),
  );
}

/** An object of JSON in a file; empty where there is none. */
async function json(host: ReadHost, path: string): Promise<Fields> {
  try {
    const value: unknown = JSON.parse(textOf(await host.file(path)) ?? '{}');
    return isObject(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
