/** Why a container of root's nerdctl stays, or moves with changes. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { at } from '../../src/migrate/json.ts';
import { judgeFromNerdctl } from '../../src/migrate/nerdctl-judge.ts';
import { chainId, nerdctlOnly, nerdctlReasons } from '../../src/migrate/nerdctl-source.ts';
import { commandKey } from '../../src/model/read-host.ts';
import { nerdctlSnapshots } from '../../src/probe/commands-move.ts';
import { FakeHost } from '../probes/fake-host.ts';
import recorded from './recorded/nerdctl-2.3.json' with { type: 'json' };
import { gathered, LAYERS, shaped } from './recorded-nerdctl.ts';

const parents = new Map(
  recorded.containers.map(({ native }) => [native.SnapshotKey, chainId(LAYERS)] as const),
);
/** `ctr snapshots list` */
const SNAPSHOTS = ['KEY PARENT KIND', 'sha256:7283 Committed', ...parents]
  .map((row) => (typeof row === 'string' ? row : `${row.join('        ')} Active    `))
  .join('\n');
const why = (name: string, more?: Record<string, object>) =>
  nerdctlReasons(shaped(name, more), parents).map(({ key, args }) =>
    [key, ...Object.values(args ?? {})].flat(),
  );

describe('a reason of its own to stay', () => {
  it('has none that is like all others', () => {
    expect(why('plain')).toEqual([]);
    expect(why('plain2')).toEqual([]);
    expect(why('front')).toEqual([]);
  });

  it('is an image that its name does not mean any more, or that nobody can compare', () => {
    expect(nerdctlReasons(shaped('plain'), new Map())[0]?.key).toBe('migrate.nerdctl-image');
    const gone = { NativeImage: {} };
    expect(why('plain', gone)).toEqual([['migrate.nerdctl-image', 'site:2']]);
    // https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
    expect(chainId(['sha256:a'])).toBe('sha256:a');
    expect(chainId(LAYERS)).toBe(
      'sha256:aa7a58ccd6786e390dba1b718ad06c219c9aadedaa4386957795bdf4889e2e1c',
    );
  });

  it('is a unit of systemd that starts it', async () => {
    const unit = '[Service]\nExecStart=/usr/local/bin/nerdctl start plain\n';
    const host = new FakeHost({
      files: { '/etc/systemd/system/plain.service': unit },
      commands: { [commandKey(nerdctlSnapshots('overlayfs'))]: SNAPSHOTS },
    });
    const entries = new Map(['plain', 'plain2'].map((name) => [name, shaped(name)] as const));
    const { own } = await nerdctlOnly(host, { entries });
    expect([...own.values()].map((reasons) => reasons.map(({ key }) => key))).toEqual([
      ['migrate.systemd-unit'],
      [],
    ]);
  });

  it.each([
    [{ Runtime: 'io.containerd.kata.v2' }, '--runtime io.containerd.kata.v2'],
    [{ OomScoreAdj: -500 }, '--oom-score-adj -500'],
    [{ BlkioWeight: 300 }, '--blkio-weight 300'],
    [{ CpusetMems: '0' }, '--cpuset-mems 0'],
    [{ OomKillDisable: true }, '--oom-kill-disable'],
  ])('is what would be lost on the way: %j', (host, said) => {
    const HostConfig = { ...at(gathered('plain'), 'HostConfig'), ...host };
    expect(why('plain', { HostConfig })).toEqual([['migrate.podman-options', said]]);
  });

  it('is a profile, a map of ids, a hook or an address of its own', () => {
    const linux = at(at(at(gathered('plain'), 'Native'), 'Spec'), 'linux');
    const own = { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [] };
    const spec = (more: object) => ({ spec: { linux: { ...linux, ...more } } });
    expect(why('plain', spec({ seccomp: own }))).toEqual([['migrate.seccomp']]);
    expect(why('plain', spec({ uidMappings: [{ hostID: 100000 }] }))).toEqual([['migrate.id-map']]);
    const hooks = { createRuntime: [{ path: '/usr/bin/nvidia-container-runtime-hook' }] };
    expect(why('plain', { spec: { hooks } })[0]).toContain('--gpus');
    const labels = { 'nerdctl/mac-address': '02:42:ac:11:00:02' };
    expect(why('plain', { labels })[0]).toContain('--mac-address 02:42:ac:11:00:02');
  });
});

describe('a target without names in the network for everybody', () => {
  it('is told of where several containers are in it', () => {
    const all = ['plain', 'plain2', 'front'].map((name) => container(shaped(name), 'nerdctl'));
    const judged = (containers: typeof all, at: number) => {
      const each = all[at];
      if (each === undefined) throw new Error('no container');
      return judgeFromNerdctl({ container: each, verdict: 'moves', because: [] }, { containers });
    };
    expect(judged(all, 0)).toMatchObject({
      verdict: 'moves-with-changes',
      because: [{ key: 'migrate.nerdctl-bridge' }],
    });
    expect(judged(all.slice(1), 1).verdict).toBe('moves');
    expect(judged(all, 2).verdict).toBe('moves');
  });
});
