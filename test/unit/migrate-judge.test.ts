import { describe, expect, it } from 'vitest';
import { parseInspect } from '../../src/migrate/container.ts';
import { judge } from '../../src/migrate/judge.ts';

const target = { engine: 'docker' as const, uid: 1000, firstPort: 1024, limits: true };
const around = {
  networks: new Map(),
  volumes: new Map(),
  owners: new Map([['/srv/www', { uids: [33], gids: [33], readable: true, special: false }]]),
  written: new Map(),
};

/** The judgement of a container as `docker inspect` shows it. */
function judged(host: object, rest: object = {}) {
  const [container] = parseInspect(
    JSON.stringify([{ Name: '/web', Config: { Image: 'x' }, HostConfig: host, ...rest }]),
  );
  if (container === undefined) throw new Error('not parsed');
  const { verdict, because } = judge(container, target, around);
  return { verdict, because: because.map(({ key }) => key) };
}

describe('judge', () => {
  it('lets an ordinary container move as it is', () => {
    const ports = { '80/tcp': [{ HostIp: '', HostPort: '8080' }] };
    expect(judged({ NetworkMode: 'bridge', PortBindings: ports })).toEqual({
      verdict: 'moves',
      because: [],
    });
  });

  it.each([
    [{ Privileged: true }, 'migrate.privileged'],
    [{ NetworkMode: 'host' }, 'migrate.host-network'],
    [{ UsernsMode: 'host' }, 'migrate.userns-host'],
    [{ PidMode: 'host' }, 'migrate.pid-host'],
    [{ Devices: [{ PathOnHost: '/dev/ttyUSB0' }] }, 'migrate.devices'],
    [{ CapAdd: ['SYS_MODULE'] }, 'migrate.capabilities'],
    [{ PortBindings: { '5000/sctp': [{ HostPort: '5000' }] } }, 'migrate.sctp'],
  ])('keeps %j where it is', (host, reason) => {
    expect(judged(host)).toEqual({ verdict: 'stays', because: [reason] });
  });

  it('keeps what talks to the rootful daemon', () => {
    const mounts = [{ Type: 'bind', Source: '/var/run/docker.sock', Destination: '/s' }];
    expect(judged({}, { Mounts: mounts }).verdict).toBe('stays');
  });

  it('says once what a pod or a unit of systemd brings with it, and all that it does not', () => {
    const because = (key: string) => {
      const [container] = parseInspect(
        JSON.stringify([
          { Id: 'x', HostConfig: { AutoRemove: true, PidMode: 'container:y', Privileged: true } },
        ]),
      );
      if (container === undefined) throw new Error('not parsed');
      const own = new Map([['x', [{ key }]]]);
      return judge(container, target, { ...around, own }).because.map((each) => each.key);
    };
    const [alone, looks, removes] = [
      'migrate.privileged',
      'migrate.joined-namespace',
      'migrate.auto-remove',
    ];
    expect(because('migrate.pod')).toEqual(['migrate.pod', alone, removes]);
    expect(because('migrate.quadlet')).toEqual(['migrate.quadlet', alone, looks]);
    expect(because('migrate.systemd-unit')).toEqual(['migrate.systemd-unit', alone, looks]);
    expect(because('migrate.id-map')).toEqual(['migrate.id-map', alone, looks, removes]);
  });

  it('names the changes that a move needs', () => {
    const ports = { '80/tcp': [{ HostPort: '80' }], '443/tcp': null };
    const mounts = [{ Type: 'bind', Source: '/srv/www', Destination: '/www' }];
    const host = {
      PortBindings: ports,
      RestartPolicy: { Name: 'always' },
      Devices: [{ PathOnHost: '/dev/fuse' }],
    };
    expect(judged(host, { Mounts: mounts })).toEqual({
      verdict: 'moves-with-changes',
      because: ['migrate.low-ports', 'migrate.bind-mounts'],
    });
  });
});

describe('parseInspect', () => {
  it.each(['[]', '{}', '[1, null, "x"]'])('finds no container in %s', (json) => {
    expect(parseInspect(json)).toEqual([]);
  });

  it('takes an entry of an unknown version with nothing in it', () => {
    expect(parseInspect('[{"HostConfig":null,"Mounts":"?"}]')).toMatchObject([
      { name: '', ports: [], mounts: [], privileged: false },
    ]);
  });
});
