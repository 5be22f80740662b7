import { describe, expect, it } from 'vitest';
import { parseInspect } from '../../src/migrate/container.ts';
import { judge } from '../../src/migrate/judge.ts';
import { portArgs } from '../../src/migrate/network-args.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';

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

it('says to whom nerdctl leads who asks for the host', () => {
  const [asks] = parseInspect(
    '[{"Name":"/web","HostConfig":{"ExtraHosts":["host:host-gateway"]}}]',
  );
  if (asks === undefined) throw new Error('not parsed');
  const said = (engine: TargetEngine) =>
    judge(asks, { ...target, engine }, around).because.map(({ key }) => key);
  expect(said('nerdctl')).toEqual(['migrate.nerdctl-host-gateway']);
  expect(said('podman')).toEqual([]);
});

describe('a port that the engine picks from a range', () => {
  const bindings = { '80/tcp': [{ HostIp: '', HostPort: '8100-8110' }] };
  const taken = [
    { HostIp: '0.0.0.0', HostPort: '8103' },
    { HostIp: '::', HostPort: '8103' },
  ];
  const read = (now: object = {}) => {
    const [found] = parseInspect(
      JSON.stringify([
        { Name: '/web', HostConfig: { PortBindings: bindings }, NetworkSettings: { Ports: now } },
      ]),
    );
    if (found === undefined) throw new Error('not parsed');
    return found;
  };
  const changes = (engine: TargetEngine, now: object = {}) =>
    judge(read(now), { ...target, engine }, around).because;
  const all = { '80/tcp': taken };

  it('is the one that it has today, for every target, and that is said', () => {
    const said = { key: 'migrate.port-range', args: { range: '8100-8110', port: 8103 } };
    for (const engine of ['docker', 'podman', 'nerdctl'] as const) {
      expect(changes(engine, all)).toEqual([said]);
      expect(portArgs(read(all), engine)).toEqual(['-p', '8103:80/tcp']);
    }
  });

  it('is the first for who picks none, where it has none today', () => {
    expect(changes('docker')).toEqual([]);
    expect(portArgs(read(), 'docker')).toEqual(['-p', '8100-8110:80/tcp']);
    expect(changes('podman')).toEqual([
      { key: 'migrate.port-range', args: { range: '8100-8110', port: 8100 } },
    ]);
    expect(portArgs(read({ '80/tcp': null }), 'nerdctl')).toEqual(['-p', '8100:80/tcp']);
    // Of another range it is none of this one.
    const other = { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '9000' }] };
    expect(read(other).ports).toMatchObject([{ host: 8100, held: false }]);
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
