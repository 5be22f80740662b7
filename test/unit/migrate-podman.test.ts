/** A container of root's Podman, made again by another engine. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { recipeOf } from '../../src/migrate/create-args.ts';
import { createOptions, lostOptions } from '../../src/migrate/podman-options.ts';
import { containerShape, imageShape, networkShape } from '../../src/migrate/podman-shape.ts';
import { ID, inspected } from './inspected-podman.ts';

const IMAGE = {
  Id: 'f'.repeat(64),
  RepoTags: ['localhost/site:1'],
  Config: { Env: ['GREETING=hello'], Cmd: ['httpd', '-f'] },
};

/** How it is made again in Docker. */
function recipe(entry: object, image: object = IMAGE, target: 'docker' | 'podman' = 'docker') {
  const shaped = containerShape({ ...entry });
  return recipeOf(shaped, container(shaped, 'podman'), imageShape({ ...image }), {
    target,
    image: 'IMAGE',
    nameOf: (id) => id,
  }).create.join(' ');
}

describe('a container of Podman', () => {
  it.each(['docker', 'podman'] as const)(
    'says nothing that Podman itself has added, to %s',
    (to) => {
      expect(recipe(inspected(), IMAGE, to)).toBe('IMAGE');
    },
  );

  it('keeps what somebody chose, though it looks like what Podman adds', () => {
    const CreateCommand = [
      ...['podman', 'run', '-dit', '-eHOME=/data', '--env=PATH=/x', '--pids-limit', '2048'],
      ...['--ulimit', 'nofile=512:1024', 'localhost/site:1'],
    ];
    const entry = inspected({
      config: { CreateCommand, Tty: true, Env: ['HOME=/data', 'PATH=/x', 'TERM=xterm'] },
      host: {
        Ulimits: [
          { Name: 'RLIMIT_NOFILE', Soft: 512, Hard: 1024 },
          { Name: 'RLIMIT_NPROC', Soft: 9, Hard: 9 },
        ],
      },
    });
    const made = recipe(entry);
    expect(made).toContain('--env HOME=/data --env PATH=/x');
    expect(made).toContain('--pids-limit 2048 --ulimit nofile=512:1024');
    expect(made).not.toContain('TERM');
    expect(made).not.toContain('nproc');
  });

  it('keeps a HOME of unknown origin where it is not that of root', () => {
    const config = { CreateCommand: undefined, User: 'app', Env: ['HOME=/srv/app'] };
    expect(recipe(inspected({ config }))).toContain('--env HOME=/srv/app');
    expect(recipe(inspected({ config: { ...config, User: '' } }))).not.toContain('HOME');
  });

  it.each([
    [['sh', '-c', 'x y'], 'a string, as Podman 4 has it: lossy', 'sh -c x y'],
    [['sh', '-c', 'x y'], 'a list, as of Podman 5', ['sh', '-c', 'x y']],
  ])('has its entry point %j from the whole command line (%s)', (words, _, Entrypoint) => {
    const entry = inspected({ config: { Entrypoint, Cmd: ['one', 'two'] } });
    const whole = ['/run/podman-init', '--', ...words, 'one', 'two'];
    const shaped = containerShape({ ...entry, Path: whole[0], Args: whole.slice(1) });
    expect(shaped['Config']).toMatchObject({ Entrypoint: words });
  });

  it('has a time, a signal and limits in words of Docker', () => {
    const config = { StopTimeout: 1, StopSignal: 3, WorkingDir: '/app' };
    const host = { NanoCpus: 5e8, CpuPeriod: 100_000, CpuQuota: 50_000, ShmSize: 1024 };
    const made = recipe(inspected({ config, host }));
    expect(made).toContain('--workdir /app');
    expect(made).toContain('--stop-signal SIGQUIT --stop-timeout 1');
    expect(made).toContain('--cpus 0.5 --shm-size 1024');
    expect(made).not.toContain('--cpu-quota');
  });

  it('gives a size of its log, and memory with options that all engines take', () => {
    const host = {
      LogConfig: { Type: 'json-file', Config: null, Size: '10MB' },
      Tmpfs: { '/tmp': 'size=1m,rw,rprivate,nosuid,nodev,tmpcopyup', '/run': 'rw,tmpcopyup' },
    };
    const made = recipe(inspected({ host }));
    expect(made).toContain('--tmpfs /tmp:size=1m,exec --tmpfs /run:exec');
    expect(made).toContain('--log-driver json-file --log-opt max-size=10m');
    // No size: as 5 and as 6 say it.
    for (const Size of ['0B', '-1B']) {
      const unlimited = inspected({ host: { LogConfig: { Type: 'journald', Size } } });
      expect(recipe(unlimited)).not.toContain('--log');
    }
  });

  const shop = (address: string) => ({
    podman: {},
    shop: { Aliases: [ID.slice(0, 12), 'door'], IPAMConfig: null, IPAddress: address },
  });

  it('keeps an address only where somebody chose it', () => {
    const by = (...options: string[]) => ({
      config: { CreateCommand: ['podman', 'create', ...options, 'x'] },
    });
    const networks = shop('10.77.0.5');
    const chosen = (more: object) => recipe(inspected({ ...more, networks }));
    expect(chosen(by('--network', 'shop'))).toMatch(/^--network shop --network-alias door IMAGE/);
    expect(chosen(by('--net=shop', '--ip', '10.77.0.5'))).toContain('--ip 10.77.0.5');
    expect(chosen(by('--network', 'shop:ip=10.77.0.5,alias=door'))).toContain('--ip 10.77.0.5');
    // Through the API nobody knows; what Podman took from its own ranges was nobody's choice.
    const api = { config: { CreateCommand: undefined } };
    expect(chosen(api)).toContain('--ip 10.77.0.5');
    const pool = recipe(inspected({ ...api, networks: shop('10.89.3.2') }));
    expect(pool).not.toContain('--ip');
  });

  it('has networks with small keys', () => {
    const network = networkShape({
      name: 'shop',
      driver: 'macvlan',
      internal: true,
      labels: { a: 'b' },
      subnets: [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1' }],
    });
    expect(network).toMatchObject({
      Name: 'shop',
      Driver: 'macvlan',
      Internal: true,
      Labels: { a: 'b' },
      IPAM: { Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }] },
    });
  });
});

describe('the command line that a container was made with', () => {
  const lost = (...options: string[]) => {
    const made = createOptions({ CreateCommand: ['/usr/bin/podman', 'run', ...options, 'image'] });
    return made === null ? null : lostOptions(made);
  };

  it('ends where the image stands', () => {
    expect(lost('-it', '--', 'x', '--oom-score-adj=5')).toEqual([]);
    expect(lost('-p', '80:80', 'image', '--mac-address', 'x')).toEqual([]);
  });

  it.each([
    [['--gpus', 'all'], '--gpus'],
    [['-d', '--volumes-from=other'], '--volumes-from'],
    [['-itX'], '-X'],
    [['--rootfs'], '--rootfs'],
    [['-v', '/a:/b:O'], '--volume /a:/b:O'],
    [['-v/a:/b:ro,idmap'], '--volume /a:/b:ro,idmap'],
    [['--mount', 'type=image,src=x,dst=/y'], '--mount type=image,src=x,dst=/y'],
    [['--security-opt', 'new=thing'], '--security-opt new=thing'],
    [['--mount', 'type=tmpfs,dst=/t,U=true'], '--mount type=tmpfs,dst=/t,U=true'],
    [['--network', 'ns:/run/netns/x'], '--network ns:/run/netns/x'],
    [['--network', 'shop:mac=aa'], '--network shop:mac=aa'],
    [['--group-add=keep-groups'], '--group-add keep-groups'],
  ])('%j is not carried over', (options, said) => {
    expect(lost(...options)).toEqual([said]);
  });

  it('is none of a kube file, and unknown through the API', () => {
    const made = createOptions({ CreateCommand: ['podman', 'kube', 'play', 'x.yaml'] });
    expect(made === null ? null : lostOptions(made)).toEqual(['kube play']);
    expect(createOptions({})).toBe(null);
  });
});
