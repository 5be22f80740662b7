import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import { at, type Fields, objects, text } from '../../src/migrate/json.ts';
import { moveSteps } from '../../src/migrate/moves.ts';
import { judgeFromNerdctl } from '../../src/migrate/nerdctl-judge.ts';
import {
  containerShape,
  imageShape,
  networkShape,
  volumeShape,
} from '../../src/migrate/nerdctl-shape.ts';
import {
  chainId,
  nerdctlOnly,
  nerdctlReasons,
  rootfulNerdctl,
} from '../../src/migrate/nerdctl-source.ts';
import { readInventory } from '../../src/migrate/read-inventory.ts';
import { readSources, together } from '../../src/migrate/sources.ts';
import { commandKey } from '../../src/model/read-host.ts';
import {
  nerdctlNativeContainers,
  nerdctlNativeImages,
  nerdctlSnapshots,
  rootfulContainers,
  rootfulImages,
  rootfulInspect,
  rootfulNetworks,
} from '../../src/probe/commands-move.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';
import { FakeHost } from '../probes/fake-host.ts';
import recorded from './recorded/nerdctl-2.3.json' with { type: 'json' };

/** What nerdctl 2.3.5 says on Debian 13, without what nothing here reads; of seccomp's names only how many. */
const IMAGE = recorded.images[0] as unknown as Fields;
const LAYERS = at(at(IMAGE, 'ImageConfig'), 'rootfs')['diff_ids'] as string[];
const PORTS: Readonly<Record<string, object>> = {
  plain: {
    portMappings: [
      { HostPort: 80, ContainerPort: 8000, Protocol: 'tcp', HostIP: '0.0.0.0' },
      { HostPort: 8083, ContainerPort: 8001, Protocol: 'udp', HostIP: '127.0.0.1' },
    ],
  },
};

function gathered(
  name: string,
  { spec = {}, labels = {}, ...more }: Record<string, object> = {},
): Fields {
  const found = recorded.containers.find((each) => each.Name === name);
  if (found === undefined) throw new Error(`${name} was not recorded`);
  const { native, ...compat } = found as unknown as { native: Fields } & Fields;
  const counted = at(at(at(native, 'Spec'), 'linux'), 'seccomp');
  const syscalls = objects(counted['syscalls']).map(({ names }) => ({
    names: Array.from({ length: Number(names) }, (_, n) => `call-${n}`),
  }));
  const linux = at(at(native, 'Spec'), 'linux');
  const seccomp = 'seccomp' in linux ? { seccomp: { ...counted, syscalls } } : {};
  return {
    ...compat,
    Native: {
      ...native,
      Labels: { ...at(native, 'Labels'), ...labels },
      Spec: { ...at(native, 'Spec'), linux: { ...linux, ...seccomp }, ...spec },
    },
    Network: PORTS[name] ?? {},
    NativeImage: IMAGE,
    ...more,
  };
}

const shaped = (name: string, more?: Record<string, object>) =>
  containerShape(gathered(name, more));
const created = (
  name: string,
  target: 'docker' | 'podman' = 'docker',
  image = imageShape(IMAGE),
) => {
  const entry = shaped(name);
  return recipeOf(entry, container(entry, 'nerdctl'), image, {
    target,
    image: 'site:2',
    nameOf: (id) => id,
  }).create.join(' ');
};
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

describe('a container of rootful nerdctl', () => {
  it('has what stands in labels, in the OCI specification and in a file beside it', () => {
    const plain = container(shaped('plain'), 'nerdctl');
    expect(plain).toMatchObject({
      source: 'nerdctl',
      name: 'plain',
      image: 'site:2',
      imageId: text(at(at(IMAGE, 'Image'), 'Target')['digest']),
      networkMode: 'bridge',
      networks: [],
      restart: 'always',
      stopSeconds: 1,
      memory: 67108864,
      logDriver: 'json-file',
      securityOpt: ['no-new-privileges'],
      ports: [
        { host: 80, address: '', container: 8000, protocol: 'tcp' },
        { host: 8083, address: '127.0.0.1', container: 8001, protocol: 'udp' },
      ],
    });
    expect(plain.mounts.map(({ type, source }) => [type, source])).toEqual([
      ['volume', 'files'],
      ['bind', '/srv'],
      ['tmpfs', 'tmpfs'],
    ]);
    const front = container(shaped('front'), 'nerdctl');
    expect(front.project).toBe('shop');
    expect(front.networks).toEqual([
      { name: 'shopnet', aliases: [], ipv4: '10.77.0.77', ipv6: '' },
    ]);
    // Three files that nerdctl makes for each container are no mounts of anybody's.
    expect(front.mounts).toEqual([]);
    const priv = container(shaped('priv'), 'nerdctl');
    expect(priv).toMatchObject({ privileged: true, pidMode: 'host', utsMode: '' });
  });

  it('is made again with all of it, and with nothing that nerdctl adds', () => {
    expect(created('plain')).toBe(
      "-p 80:8000/tcp -p 127.0.0.1:8083:8001/udp -v files:/files -v /srv:/host:ro --tmpfs /scratch:noexec,size=1m --hostname box --env SHOP=a 'quoted' value with $dollar --restart always --stop-signal SIGINT --stop-timeout 1 --tty --cap-add CAP_SYS_PTRACE --cap-drop CAP_NET_RAW --security-opt no-new-privileges --memory 67108864 --cpu-period 100000 --cpu-quota 50000 site:2",
    );
    expect(created('plain2')).toBe(
      '-v files:/files -v anon:/a -v 5372bc8e3f618014fb3de287b8bf0b0689f8da2b4fcd241b87547c4985e0404c:/x --user 999:999 --workdir /www --restart on-failure:3 --read-only --group-add 5 --device /dev/fuse:/dev/fuse:rwm --sysctl net.ipv4.ip_forward=1 --dns 1.1.1.1 --add-host foo:1.2.3.4 --pids-limit 99 --shm-size 33554432 --ulimit nofile=100:200 --log-opt max-size=1m --health-cmd ls / --health-interval 5000000000ns --health-timeout 30000000000ns --health-retries 3 site:2 busybox httpd -f -p 8000 -h /www'.replace(
        '--log-opt',
        '--log-driver json-file --log-opt',
      ),
    );
    expect(created('front')).toBe(
      '--network shopnet --ip 10.77.0.77 --label com.docker.compose.project=shop --label com.docker.compose.service=front site:2',
    );
  });

  it('is found by its host name where the target has aliases', () => {
    const entry = shaped('front', { Config: { Hostname: 'door' } });
    expect(container(entry, 'nerdctl').networks[0]?.aliases).toEqual(['door']);
  });

  it('has the entry point of its image where its command line begins with it', () => {
    const image = {
      ...IMAGE,
      ImageConfig: { config: { Entrypoint: ['httpd', '-f'], Cmd: ['-p', '1'] } },
    };
    const of = (from: Fields) => at(containerShape(from), 'Config');
    const front = of({ ...gathered('front'), NativeImage: image });
    expect([front['Entrypoint'], front['Cmd']]).toEqual([
      ['httpd', '-f'],
      ['-p', '8000', '-h', '/www'],
    ]);
    const other = of({ ...gathered('plain2'), NativeImage: image });
    expect([other['Entrypoint'], other['Cmd']]).toEqual([
      ['busybox'],
      ['httpd', '-f', '-p', '8000', '-h', '/www'],
    ]);
    const init = containerShape({ ...gathered('front'), Path: '/sbin/tini', Args: ['--', 'sh'] });
    expect([at(init, 'HostConfig')['Init'], at(init, 'Config')['Cmd']]).toEqual([true, ['sh']]);
  });

  it('survives what is missing, and names without a label', () => {
    for (const odd of [{}, { Id: 'ab'.repeat(32) }, { Native: null, Network: [], Config: 'x' }]) {
      const entry = containerShape(odd as Fields);
      expect(container(entry, 'nerdctl')).toMatchObject({ ports: [], mounts: [], networks: [] });
      expect(nerdctlReasons(entry, new Map()).map(({ key }) => key)).toEqual([
        'migrate.nerdctl-foreign',
      ]);
    }
    const labels = { 'nerdctl/networks': '["a' };
    expect(container(shaped('front', { labels }), 'nerdctl').networks).toEqual([]);
  });
});

describe('images, networks and volumes of nerdctl', () => {
  it('are those of Docker in other words', () => {
    expect(imageShape(IMAGE)).toMatchObject({
      Id: text(at(at(IMAGE, 'Image'), 'Target')['digest']),
      RepoTags: ['site:2'],
      Size: 2084864,
      RootFS: { Layers: LAYERS },
    });
    const pinned = { ...IMAGE, Image: { Name: 'docker.io/library/site@sha256:12', Target: {} } };
    expect(imageShape(pinned)['RepoTags']).toEqual([]);
    const [network] = recorded.networks.map((each) => networkShape(each as unknown as Fields));
    expect(network).toEqual({
      Name: 'shopnet',
      Driver: 'bridge',
      Internal: false,
      Labels: { kept: 'yes' },
      IPAM: { Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }] },
    });
    const inside = { CNI: { name: 'inn', plugins: [{ type: 'bridge', ipam: { ranges: null } }] } };
    expect(networkShape(inside)).toMatchObject({ Internal: true, IPAM: { Config: [] } });
    expect(networkShape({ CNI: { name: 'l', plugins: [{ type: 'macvlan' }] } })).toMatchObject({
      Driver: 'macvlan',
      Internal: false,
    });
    const [volume] = recorded.volumes.map((each) => volumeShape(each as unknown as Fields));
    expect(volume).toMatchObject({ Name: 'files', Driver: 'local', Options: {} });
  });
});

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
