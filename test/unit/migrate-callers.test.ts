/** Who calls root's Docker for its containers, and who calls the containers themselves. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { dockerOnly } from '../../src/migrate/docker-callers.ts';
import { callersNote } from '../../src/migrate/firewall.ts';
import { judge } from '../../src/migrate/judge.ts';
import type { Target } from '../../src/migrate/judge-target.ts';
import { NotRecorded } from '../../src/model/read-host.ts';
import { FakeHost } from '../probes/fake-host.ts';

const PLAIN = { Id: '11'.repeat(32), Name: '/web', Config: { Labels: {} } };
const SHOP = {
  Id: '22'.repeat(32),
  Name: '/shop-db-1',
  Config: {
    Labels: {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'db',
      'com.docker.compose.project.working_dir': '/srv/shop',
      'com.docker.compose.project.config_files': '/srv/shop/compose.yaml',
    },
  },
};
const UNITS = '/etc/systemd/system';

/** What is said of each container, by its name, with these files; units named in `enabled` are. */
async function said(files: Readonly<Record<string, string>>, enabled: readonly string[] = []) {
  const entries = [PLAIN, SHOP];
  const state = enabled
    .map((unit) => `Id=${unit}\nUnitFileState=enabled\nActiveState=inactive\n`)
    .join('\n');
  const host = new FakeHost({ files: { ...files, '/run/systemd/system/x': '' } });
  host.run = () => Promise.resolve({ status: 'exited', code: 0, stdout: state, stderr: '' });
  const found = await dockerOnly(host, {
    containers: entries.map((each) => container(each)),
    entries: new Map(entries.map((each) => [each.Id, each])),
  });
  const { own = new Map(), callers = new Map() } = found;
  return entries.map(({ Id }) => [
    (own.get(Id) ?? []).map(({ key }: { key: string }) => key),
    callers.get(Id) ?? [],
  ]);
}

describe('who calls the Docker of root', () => {
  const nothing = [[], []];

  it('is a unit that would start it again, where it is enabled or runs', async () => {
    const unit = '[Service]\nExecStart=/usr/bin/docker start -a web\n';
    const path = `${UNITS}/web.service`;
    expect(await said({ [path]: unit }, ['web.service'])).toEqual([
      [['migrate.docker-unit'], [path]],
      nothing,
    ]);
    expect(await said({ [path]: unit })).toEqual([[[], [path]], nothing]);
    expect(await said({})).toEqual([nothing, nothing]);
  });

  it.each([
    'WorkingDirectory=/srv/shop\nExecStart=/usr/bin/docker compose up',
    'WorkingDirectory=/srv/shop/\nExecStart=docker-compose up -d --build',
    'ExecStart=/usr/bin/docker compose -f /srv/shop/compose.yaml up',
    'ExecStart=/usr/bin/docker compose --project-directory=/srv/shop up',
    'WorkingDirectory=/\nExecStart=/usr/bin/docker compose -p shop up \\\n  -d',
  ])('is a unit of its compose project: %j', async (unit) => {
    const [web, db] = await said({ [`${UNITS}/shop.service`]: unit }, ['shop.service']);
    expect(web).toEqual(nothing);
    expect(db?.[0]).toEqual(['migrate.docker-unit']);
  });

  it.each([
    'WorkingDirectory=/srv/other\nExecStart=/usr/bin/docker compose up',
    'WorkingDirectory=/srv/shop\nExecStart=/usr/bin/docker compose -p other up',
    'WorkingDirectory=/srv/shop\nExecStart=/usr/bin/docker compose pull',
    'WorkingDirectory=/srv/shop\nExecStart=/bin/true',
  ])('is no unit of another: %j', async (unit) => {
    const all = await said({ [`${UNITS}/shop.service`]: unit }, ['shop.service']);
    expect(all.map(([own]) => own)).toEqual([[], []]);
  });

  it('is a job of cron, and no comment', async () => {
    const files = {
      '/etc/crontab': '0 3 * * * root docker exec web sh -c "x"\n',
      '/etc/cron.d/backup': '# docker exec web\n5 4 * * * root docker exec websites x\n',
      '/etc/cron.daily/dump': '#!/bin/sh\ndocker exec "shop-db-1" pg_dump >/srv/dump\n',
      '/var/spool/cron/crontabs/bob': '@daily docker cp web:/data /srv/copy\n',
    };
    expect(await said(files)).toEqual([
      [[], ['/etc/crontab', '/var/spool/cron/crontabs/bob']],
      [[], ['/etc/cron.daily/dump']],
    ]);
  });

  it('is nobody where that was not recorded', async () => {
    const host = new FakeHost();
    host.list = () => Promise.reject(new NotRecorded('x'));
    const containers = [container(PLAIN)];
    expect(await dockerOnly(host, { containers, entries: new Map() })).toEqual({});
    expect(await dockerOnly(host, { containers: [], entries: new Map() })).toEqual({});
  });
});

describe('who calls a published port', () => {
  const made = (name: string, HostIp: string, networks: object = {}) =>
    container({
      Id: name,
      Name: name,
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp, HostPort: '8080' }] } },
      NetworkSettings: { Networks: networks },
    });
  const keys = (...args: Parameters<typeof callersNote>) =>
    callersNote(...args).map((one) => one.key);

  it('is hidden by Docker unless another network was chosen', () => {
    expect(keys('docker', false, [made('a', '')])).toEqual(['migrate.note-callers']);
    expect(keys('docker', true, [made('a', '')])).toEqual([]);
    expect(keys('docker', false, [made('a', '127.0.0.1')])).toEqual([]);
  });

  it('is hidden by Podman in a network of its own', () => {
    const members = [made('a', ''), made('b', '', { own: {} })];
    expect(callersNote('podman', false, members)).toMatchObject([
      { key: 'migrate.note-callers-plain', args: { names: ['b'] } },
    ]);
  });

  it.each(['docker', 'nerdctl'] as const)(
    'is shown by %s with an answer that is named',
    (engine) => {
      expect(callersNote(engine, false, [made('a', '')])).toMatchObject([
        { args: { answer: `service.${engine}-network` } },
      ]);
      expect(callersNote(engine, true, [made('a', '')])).toEqual([]);
    },
  );
});

describe('the judgement', () => {
  const target: Target = { engine: 'docker', uid: 1000, firstPort: 1024, limits: true };
  const judged = (
    HostConfig: object,
    more: Partial<Target> = {},
    callers: readonly string[] = [],
  ) =>
    judge(
      container({ Id: 'x', HostConfig }),
      { ...target, ...more },
      {
        networks: new Map(),
        volumes: new Map(),
        owners: new Map(),
        written: new Map(),
        callers: new Map([['x', callers]]),
      },
    ).because.map(({ key }) => key);

  it('names a host-gateway that does not lead to the host', () => {
    const ExtraHosts = ['host.docker.internal:host-gateway'];
    expect(judged({ ExtraHosts }, { reachesHost: false })).toEqual(['migrate.host-gateway']);
    expect(judged({ ExtraHosts }, { reachesHost: true })).toEqual([]);
    // Podman's leads there.
    expect(judged({ ExtraHosts })).toEqual([]);
    expect(judged({ ExtraHosts: ['db:10.1.1.1'] }, { reachesHost: false })).toEqual([]);
  });

  it.each([
    [{ NanoCpus: 5e8 }, 'cpu'],
    [{ CpuShares: 512 }, 'cpu'],
    [{ PidsLimit: 100 }, 'pids'],
    [{ CpusetCpus: '0' }, 'cpuset'],
    [{ Memory: 1 }, 'memory'],
  ])('names limits without their controller: %j', (host, controller) => {
    const all = ['cpu', 'cpuset', 'memory', 'pids'];
    const others = all.filter((each) => each !== controller);
    expect(judged(host, { controllers: others })).toEqual(['migrate.limits']);
    expect(judged(host, { controllers: all })).toEqual([]);
    expect(judged(host, { controllers: null })).toEqual([]);
  });

  it('names who calls docker for it', () => {
    expect(judged({}, {}, ['/etc/crontab'])).toEqual(['migrate.callers']);
  });
});
