/** Root's nerdctl as a source: is there one, what it has, and how it goes with other engines. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { at, text } from '../../src/migrate/json.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { rootfulNerdctl } from '../../src/migrate/nerdctl-source.ts';
import { readInventory } from '../../src/migrate/read-inventory.ts';
import { readSources, together } from '../../src/migrate/sources.ts';
import { commandKey } from '../../src/model/read-host.ts';
import {
  nerdctlNativeContainers,
  nerdctlNativeImages,
  rootfulContainers,
  rootfulImages,
  rootfulInspect,
  rootfulNetworks,
} from '../../src/probe/commands-move.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';
import { FakeHost } from '../probes/fake-host.ts';
import recorded from './recorded/nerdctl-2.3.json' with { type: 'json' };
import { gathered, IMAGE, LAYERS, shaped } from './recorded-nerdctl.ts';

describe('is there a nerdctl of root with containers?', () => {
  const dir = { kind: 'directory' } as const;
  const below = (namespace: string) => `/var/lib/nerdctl/1935db59/containers/${namespace}/ab12/x`;
  const seen = (files: Record<string, string | typeof dir>, running = true, uid = 0) =>
    rootfulNerdctl(
      new FakeHost({ files, self: { uid, gid: uid }, otherCommands: 'throw' }),
      running,
    );

  it('is asked of directories alone, and containerd is never started', async () => {
    expect(await seen({})).toEqual({ seen: 'none', namespaces: [] });
    expect(await seen({ [below('default')]: '' })).toEqual({ seen: 'there', namespaces: [] });
    expect((await seen({ [below('default')]: '' }, false)).seen).toBe('asleep');
    expect(await seen({ [below('k8s.io')]: '', [below('moby')]: '' })).toEqual({
      seen: 'none',
      namespaces: [],
    });
    expect(await seen({ [below('default')]: '', [below('build')]: '' })).toEqual({
      seen: 'there',
      namespaces: ['build'],
    });
    const toml = { '/etc/nerdctl/nerdctl.toml': 'data_root = "/data"\n' };
    expect((await seen({ ...toml, [below('default')]: '' })).seen).toBe('none');
    const moved = '/data/00000000/containers/default/ab12/x';
    expect((await seen({ ...toml, [moved]: '' })).seen).toBe('there');
    expect((await seen({ '/var/lib/nerdctl': dir }, true, 1000)).seen).toBe('hidden');
    expect((await seen({}, true, 1000)).seen).toBe('none');
  });

  it('says so where it can not be looked at', async () => {
    const files = { [below('default')]: '', [below('build')]: '' };
    const host = new FakeHost({ files, self: { uid: 0, gid: 0 }, otherCommands: 'throw' });
    expect(await readSources(host, { docker: false, containerd: false })).toMatchObject({
      containers: [],
      unseen: ['nerdctl-asleep'],
      namespaces: ['build'],
    });
    expect(host.ran).toEqual([]);
  });

  it('reads what was recorded, with the names of an image put together', async () => {
    const plain = gathered('front');
    const id = text(plain['Id']);
    const digest = text(at(at(IMAGE, 'Image'), 'Target')['digest']);
    const images = JSON.stringify(recorded.images);
    const host = new FakeHost({
      self: { uid: 0, gid: 0 },
      commands: {
        [commandKey(rootfulContainers('nerdctl'))]: `${id}\n`,
        [commandKey(rootfulInspect([id], 'nerdctl'))]: JSON.stringify([plain]),
        [commandKey(nerdctlNativeContainers([id]))]: JSON.stringify([plain['Native']]),
        [commandKey(nerdctlNativeImages(['docker.io/library/site:2']))]: images,
        [commandKey(rootfulImages([digest], 'nerdctl'))]: images,
        [commandKey(rootfulNetworks(['shopnet'], 'nerdctl'))]: JSON.stringify(recorded.networks),
      },
      otherCommands: 'missing',
    });
    const read = await readInventory(host, 'nerdctl');
    expect(read.containers.map(({ name, imageId }) => [name, imageId])).toEqual([
      ['front', digest],
    ]);
    expect([...read.images.values()].map(({ refs }) => refs)).toEqual([['site:2', 'site:latest']]);
  });
});

describe('nerdctl beside other engines of root', () => {
  const shelf = (
    source: 'docker' | 'nerdctl',
    image: string,
    layers: readonly string[],
  ): Inventory => {
    const entry = {
      ...shaped('front'),
      Id: source,
      Name: source,
      Image: image,
      NetworkSettings: {},
    };
    const Config = { Image: 'site:2' };
    const row = {
      source,
      id: image,
      refs: ['site:2'],
      size: 1,
      entry: { RootFS: { Layers: layers } },
    };
    const each = container({ ...entry, Config }, source);
    return { ...NOTHING, containers: [each], images: new Map([[image, row]]) };
  };

  it('has the same image where the layers are the same, whatever its id', () => {
    const both = (layers: readonly string[]) =>
      together(shelf('docker', 'sha256:1', LAYERS), shelf('nerdctl', 'sha256:2', layers)).own?.get(
        'nerdctl',
      ) ?? [];
    expect(both(LAYERS)).toEqual([]);
    expect(both(LAYERS.slice(1)).map(({ key }) => key)).toEqual(['migrate.name-twice']);
    expect(together(NOTHING, shelf('nerdctl', 'sha256:2', LAYERS)).own?.get('nerdctl')).toEqual([]);
  });

  it('goes on itself when everything has moved, and is asked for each thing', () => {
    const entry = shaped('plain');
    const each = container(entry, 'nerdctl');
    const image = {
      source: 'nerdctl' as const,
      id: each.imageId,
      refs: ['site:2'],
      size: 1,
      entry: {},
    };
    const steps = moveSteps({
      user: { name: 'alice', uid: 1000 },
      engine: 'docker',
      inventory: {
        ...NOTHING,
        containers: [each],
        entries: new Map([[each.id, entry]]),
        images: new Map([[each.imageId, image]]),
      },
      groups: [{ name: 'plain', project: false, members: [each] }],
      freeBytes: null,
      units: [],
      staying: [],
    });
    const changes = steps.flatMap((step) => step.changes);
    const calls = changes.flatMap(({ action }) => render(action));
    expect(calls).toContain('rw_migrate_from nerdctl rw_migrate_stop plain');
    expect(steps.at(-1)).toMatchObject({
      id: 'migrate-cutover',
      status: 'skip',
      because: { key: 'migrate.cutover-containerd' },
    });
    const back = changes.flatMap(({ action }) => {
      const undo = inverse(action);
      return undo === null ? [] : render(undo);
    });
    expect(back).toContain("rw_migrate_from nerdctl rw_migrate_start --still 'plain=always'");
  });
});
