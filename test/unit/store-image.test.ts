import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { imageUnit } from '../../src/model/store-image.ts';
import { readFacts } from '../../src/probe/index.ts';
import { simulatedEffects } from '../../src/run/effects.ts';
import { standingOf } from '../../src/run/inspect.ts';
import { inverse } from '../../src/run/inverse.ts';
import { makePlan } from '../../src/run/plan.ts';
import { render } from '../../src/run/render.ts';
import { planLines } from '../hosts/made/record.ts';

const hostOf = (name: string): OverlayHost => {
  const path = fileURLToPath(new URL(`../hosts/${name}.yaml`, import.meta.url));
  return new OverlayHost(new RecordedHost(parseRecording(readFileSync(path, 'utf8'), name)));
};

const given: GivenAnswers = {
  engines: { value: ['podman'], source: 'flag' },
  'storage.image': { value: '/var/lib/rootless/alice.xfs', source: 'flag' },
};

describe('the name of a mount unit', () => {
  // As systemd-escape --path --suffix=mount of systemd 252 writes them.
  it.each([
    ['/var/lib/rootless/alice', 'var-lib-rootless-alice.mount'],
    ['/var/lib/rootless/a-b', 'var-lib-rootless-a\\x2db.mount'],
    ['/var/lib/rootless/.hid.den', 'var-lib-rootless-.hid.den.mount'],
    ['/.first', '\\x2efirst.mount'],
    ['/srv/J\u00fcrgen @ x', 'srv-J\\xc3\\xbcrgen\\x20\\x40\\x20x.mount'],
  ])('%s', (point, unit) => {
    expect(imageUnit(point)).toBe(unit);
  });
});

describe('a store in a file', () => {
  it('is planned for a home on a server, and is all there afterwards', async () => {
    const host = hostOf('nfs-home');
    const input = { host, userName: 'alice', given };
    const { plan, problems } = await makePlan(input);
    expect(problems).toEqual([]);
    await expect(planLines(plan)).toMatchFileSnapshot(
      '../hosts/made/plans/nfs-home.podman-image.txt',
    );
    const effects = simulatedEffects(host, 'alice');
    for (const { action } of changesOf(plan)) host.apply(await effects(action));
    const { storeImage } = await readFacts(host, 'alice');
    expect(storeImage).toMatchObject({
      value: { mounts: expect.arrayContaining([expect.objectContaining({ type: 'xfs' })]) },
    });
    const again = await makePlan(input);
    expect(changesOf(again.plan).map(({ id }) => id)).toEqual([]);
    expect(again.plan.steps.find(({ id }) => id === 'storage')?.because.key).toBe('image.mounted');
  });

  it('is looked at, and taken back from the last change to the first', async () => {
    const host = hostOf('nfs-home');
    const { plan } = await makePlan({ host, userName: 'alice', given });
    const effects = simulatedEffects(host, 'alice');
    const own = changesOf(plan).filter(({ id }) => id.startsWith('storage.image'));
    expect(own.map(({ id }) => id)).toEqual([
      'storage.image-dir',
      'storage.image-file',
      'storage.image-entry',
      'storage.image-mount',
    ]);
    const mount = own[3]?.action ?? { do: 'manual' as const };
    const file = own[1]?.action ?? { do: 'manual' as const };
    expect(await standingOf(host, mount)).toBe('unknown');
    for (const { action } of own) host.apply(await effects(action));
    expect(await standingOf(host, file)).toBe('unknown');
    expect(await standingOf(host, mount)).toBe('after');
    const back = own.toReversed().map(({ action }) => inverse(action) ?? { do: 'manual' as const });
    expect(back.flatMap(render)).toEqual([
      'rw_unmount_image /var/lib/rootless/alice.xfs /var/lib/rootless/alice var-lib-rootless-alice.mount',
      expect.stringMatching(
        /^rw_remove_file \/etc\/systemd\/system\/var-lib-rootless-alice\.mount /,
      ),
      'rw_remove_image /var/lib/rootless/alice.xfs',
      'rw_remove_directories /var/lib/rootless/alice /var/lib/rootless',
    ]);
    for (const action of back) host.apply(await effects(action));
    expect(await standingOf(host, mount)).toBe('unknown');
    expect(await standingOf(host, file)).toBe('before');
    expect(back[0] && inverse(back[0])).toEqual(mount);
  });
});

describe('a file that root cannot see', () => {
  it('is unknown where a server squashes root, and absent where root can look', async () => {
    const closed = ['/home/alice'];
    const base = hostOf('debian-13');
    const before = { kind: 'absent' } as const;
    const own = { mode: 0o644, uid: 1000, gid: 1000 };
    const path = '/home/alice/.config/containers/storage.conf';
    const action = { do: 'write-file', path, bytes: 'x', ...own, before } as const;
    const host = (uid: number, hidden: readonly string[]) => ({
      name: 'made',
      self: { uid, gid: uid },
      env: () => null,
      file: () => Promise.resolve({ kind: 'absent', path } as const),
      stat: (dir: string) =>
        dir === '/home/alice'
          ? base.stat(dir)
          : Promise.resolve({ kind: 'absent', ...own, size: 0, realPath: null } as const),
      list: (dir: string) => Promise.resolve(hidden.includes(dir) ? null : []),
      run: base.run.bind(base),
      space: () => Promise.resolve(null),
    });
    expect(await standingOf(host(0, closed), action)).toBe('unknown');
    expect(await standingOf(host(0, []), action)).toBe('before');
    expect(await standingOf(host(1000, closed), action)).toBe('before');
  });
});
