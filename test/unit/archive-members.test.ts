import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { StepResult } from '../../src/model/step.ts';
import { withWholeArchives } from '../../src/run/archive-members.ts';
import { change } from '../../src/steps/common.ts';
import { alice } from '../probes/context.ts';
import { FakeHost, type FakeResult } from '../probes/fake-host.ts';

const SMALL = '/srv/nerdctl-2.3.5-linux-amd64.tar.gz';
const LIST = `target$ tar -tzf ${SMALL}`;
const message = { key: 'core.raw', args: { text: 'x' } } as const;

function install(id: string, members: readonly string[]): Change {
  return change({
    id,
    kind: 'file',
    scope: 'user',
    title: message,
    why: message,
    action: {
      do: 'install-archive',
      archive: SMALL,
      sha256: 'a'.repeat(64),
      members,
      optional: ['sometimes'],
      dir: '/d',
      record: '/r',
    },
    source: 'a test',
  });
}

const ITSELF = install('packages.nerdctl-archive', ['nerdctl', 'containerd-rootless.sh']);
const PART = install('packages.nerdctl-containerd', ['containerd', 'runc']);
const OTHER = install('packages.nerdctl-rootlesskit', ['rootlesskit']);

const planned = (...changes: readonly Change[]): StepResult => ({
  status: 'change',
  because: message,
  changes,
  notes: [message],
});

/** A host with the archive, and what tar says of it; null for no tar. */
const hostWith = (said: FakeResult | null, size = 1) =>
  new FakeHost({ files: { [SMALL]: 'x'.repeat(size) }, commands: { [LIST]: said } });

describe('an archive that is on the host', () => {
  const looked = (host: FakeHost, result: StepResult) =>
    withWholeArchives(host, host, result, alice);

  it('lets a plan through when it holds every member, wherever', async () => {
    const result = planned(ITSELF, PART);
    const list = 'bin/\nbin/nerdctl\nbin/containerd-rootless.sh\n./bin/containerd\nbin/runc\n';
    expect(await looked(hostWith(list), result)).toBe(result);
  });

  it('blocks it with every member that it lacks', async () => {
    const list = 'nerdctl\ncontainerd-rootless.sh\ncontainerd-rootless-setuptool.sh\n';
    expect(await looked(hostWith(list), planned(ITSELF, PART, OTHER))).toEqual({
      status: 'blocked',
      because: expect.objectContaining({
        key: 'steps.archive-not-full',
        args: expect.objectContaining({
          archive: SMALL,
          members: ['containerd', 'runc', 'rootlesskit'],
        }),
      }),
      changes: [],
    });
  });

  it('is not a release where nerdctl itself is not in it', async () => {
    const directory = 'nerdctl/\nnerdctl/README\ncontainerd-rootless.sh.txt\n';
    expect((await looked(hostWith(directory), planned(ITSELF, PART))).because).toMatchObject({
      key: 'steps.archive-lacks',
      args: { members: ['nerdctl', 'containerd-rootless.sh'] },
    });
  });

  it.each<[string, FakeHost]>([
    ['is not there', new FakeHost({ commands: { [LIST]: '' } })],
    ['is no archive', hostWith({ code: 2, stdout: '', stderr: 'not in gzip format' })],
    ['takes too long', hostWith({ status: 'timeout', code: -1, stdout: 'nerdctl\n' })],
    ['has a longer list than is kept', hostWith('x\n'.repeat(524_288))],
    ['cannot be listed', hostWith(null)],
    ['was not recorded', new FakeHost({ files: { [SMALL]: 'x' }, otherCommands: 'throw' })],
  ])('stops nothing before it is tried where it %s', async (_what, host) => {
    const result = planned(ITSELF, PART);
    expect(await looked(host, result)).toBe(result);
  });

  it('is read once a world, and again when it is another file', async () => {
    const world = new FakeHost();
    const list = 'nerdctl\ncontainerd-rootless.sh\n';
    const first = hostWith(list);
    for (const _ of [1, 2]) await withWholeArchives(world, first, planned(ITSELF), alice);
    expect(first.ran).toEqual([LIST]);
    const second = hostWith(list, 2);
    await withWholeArchives(world, second, planned(ITSELF), alice);
    expect(second.ran).toEqual([LIST]);
  });
});

describe('what root is to install for everybody', () => {
  const shared = (dir = '/usr/local/bin'): StepResult => {
    const { action } = ITSELF;
    if (action.do !== 'install-archive') throw new Error(action.do);
    return planned({ ...ITSELF, action: { ...action, dir, owner: 'root' } });
  };
  const looked = async (files: Readonly<Record<string, string>>, result = shared()) => {
    const host = new FakeHost({ files });
    return (await withWholeArchives(host, host, result, alice)).because;
  };
  const taken = (...paths: readonly string[]) => ({ key: 'steps.archive-taken', args: { paths } });

  it('goes where nobody put anything of these names', async () => {
    expect(await looked({ '/usr/local/bin/other': 'x' })).toEqual(message);
  });

  it('is blocked where it is there already, or would come before another one', async () => {
    expect(await looked({ '/usr/local/bin/nerdctl': 'x', '/usr/bin/nerdctl': 'x' })).toEqual(
      taken('/usr/local/bin/nerdctl', '/usr/bin/nerdctl'),
    );
    expect(await looked({ '/usr/sbin/sometimes': 'x' })).toEqual(taken('/usr/sbin/sometimes'));
  });

  it('is ours where a record of ours says so', async () => {
    expect(await looked({ '/usr/local/bin/nerdctl': 'x', '/r': 'x' })).toEqual(message);
  });

  it('is looked for on the PATH only where it will be on it', async () => {
    const plugins = shared('/usr/local/libexec/cni');
    expect(await looked({ '/usr/bin/nerdctl': 'x' }, plugins)).toEqual(message);
  });

  it('is the business of the helper in a home', async () => {
    expect(await looked({ '/d/nerdctl': 'x', '/usr/bin/nerdctl': 'x' }, planned(ITSELF))).toEqual(
      message,
    );
  });
});
