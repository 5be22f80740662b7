/** A container of root's nerdctl, made again by another engine. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { at, type Fields, text } from '../../src/migrate/json.ts';
import {
  containerShape,
  imageShape,
  networkShape,
  volumeShape,
} from '../../src/migrate/nerdctl-shape.ts';
import { nerdctlReasons } from '../../src/migrate/nerdctl-source.ts';
import recorded from './recorded/nerdctl-2.3.json' with { type: 'json' };
import { gathered, IMAGE, LAYERS, shaped } from './recorded-nerdctl.ts';

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
    expect(network).toMatchObject({
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
