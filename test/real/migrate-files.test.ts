/** The files that a move leaves beside the containers: compose and systemd take them, and make the same containers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer, type Command } from './lib/containers.ts';
import { bootServer, rootful } from './lib/docker-server.ts';
import { describeReal, wizardCli } from './lib/real.ts';

const GREETING = 'hello from a container';
const KEPT = '/home/alice/.local/share/rootless-wizard/migrated';
const ODD = [
  'a"b',
  "it's",
  `$HOME $${'{HOME}'} $$`,
  '%n 50%',
  'back\\slash \\n',
  'two\nlines',
  'é 日本 🐳',
];

const FIELDS = [
  ...['.HostConfig', '.Config.Env', '.Config.Cmd', '.Config.Healthcheck', '.Config.Hostname'],
  ...['.Config.WorkingDir', '.Config.StopTimeout', '(index .Config.Labels "note")'],
  '(index .Config.Labels "rootless-wizard.moved")',
  '(index .Mounts 0).Name',
  '(index .Mounts 0).Destination',
];

describeReal('the files that a move writes out', () => {
  let host: TestHost;
  let before: readonly string[];

  beforeAll(async () => {
    host = await bootServer({ STAYING: 'no', PROJECTS: 'web', MANY: '10', SPARSE: '8388608' });
    const env = ODD.flatMap((value, at) => ['-e', `ODD${at}=${value}`]);
    await host.must([
      ...['docker', 'run', '-d', '--name', 'odd', '--stop-timeout', '1', '--restart', 'always'],
      ...env,
      ...['-p', '127.0.0.1:8086:8000', '-v', 'odd:/odd dir', '--tmpfs', '/scratch:size=1m'],
      ...['--read-only', '--init', '--cap-drop', 'MKNOD', '--ulimit', 'nofile=512:1024'],
      ...['--hostname', 'odd', '--label', 'note=a b $c', '--add-host', 'other:10.0.0.2'],
      ...['--health-cmd', 'test -e "/odd dir"', '--health-interval', '1s', '--sysctl'],
      ...['net.ipv4.ip_unprivileged_port_start=80', '--workdir', '/www', 'site:1'],
      ...['sh', '-c', 'echo "$0" >"/odd dir/said"; exec httpd -f -p 8000 -h /www', ODD.join('|')],
    ]);
    before = await rootful(host);
  });
  afterAll(() => host?.down());

  const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 120_000 });
  const move = async (engine: Command): Promise<void> => {
    const risks = ['--accept-risk', 'low-ports', '--accept-risk', 'owners-in-place'];
    const moved = await wizardCli(host, [
      ...['migrate', '--user', 'alice', '--engine', engine, '--yes', '--set', 'verify=false'],
      ...risks,
    ]);
    expect(moved.code, shown(moved)).toBe(0);
  };
  const undo = async (): Promise<void> => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootful(host)).toEqual(before);
    expect((await host.exec(['ls', KEPT])).stdout).toBe('');
  };
  /** What the process was really given. */
  const given = async (engine: Command): Promise<readonly string[]> => {
    const text = await own(
      `${engine} exec odd sh -c 'cat /proc/*/environ' | tr '\\0\\n' '\\n\\t' | grep -a '^ODD' | sort -u
      ${engine} exec odd cat '/odd dir/said' | tr '\\n' '\\t'`,
    );
    return text.split('\n');
  };
  const wanted = [
    ...ODD.map((value, at) => `ODD${at}=${value.replaceAll('\n', '\t')}`),
    `${ODD.join('|').replaceAll('\n', '\t')}\t`,
  ];

  it('are compose files with which compose makes the same container', async () => {
    const looked = await wizardCli(host, ['migrate', '--user', 'alice']);
    expect(looked.stdout).toContain('/srv/web/compose.yaml, line 2: ports: 443:8000');
    await move('docker');
    expect(await host.must(`cd ${KEPT} && stat -c '%n %a %U' */*`)).toBe(
      ['limited', 'notes', 'odd', 'plain'].map((n) => `${n}/compose.yaml 600 alice\n`).join(''),
    );
    for (const name of ['limited', 'notes', 'odd', 'plain']) {
      await own(`docker-compose -f ${KEPT}/${name}/compose.yaml config -q`);
    }
    expect(await given('docker')).toEqual(wanted);
    // Labels of compose and the id aside, nothing of it is different.
    const look = () =>
      own(
        `docker inspect odd --format '${FIELDS.map((field) => `{{json ${field}}}`).join('{{println}}')}'`,
      );
    const first = parts(await look());
    await own(`docker rm -f odd && docker-compose -f ${KEPT}/odd/compose.yaml up -d --wait 2>&1`);
    expect(parts(await look())).toEqual(first);
    expect(await given('docker')).toEqual(wanted);
    expect(await host.must('curl -s http://127.0.0.1:8086/')).toContain(GREETING);
  });

  it('are not needed by compose projects, which go on by their own', async () => {
    const up = await own('cd /srv/web && docker-compose up -d one two 2>&1');
    expect(up).toMatch(/web-one-1 {2}Running/);
    expect(up).toMatch(/web-two-1 {2}Running/);
    expect(up).not.toMatch(/Recreate|Creat/);
    // As after a change of the file: compose's own, which a way back has to know, too.
    await own('cd /srv/web && docker-compose up -d --force-recreate --no-deps two 2>&1');
    const label = `{{index .Config.Labels "rootless-wizard.moved"}}`;
    expect(await own(`docker inspect --format '${label}' web-two-1`)).toBe('\n');
  });

  it('go with the move when it is taken back, and so does what compose made', async () => {
    await undo();
    expect(await own('docker ps -aq')).toBe('');
  });

  it('are Quadlet units that the generator takes, and one really runs', async () => {
    await move('podman');
    expect(await host.must(`cd ${KEPT} && stat -c '%n %a %U' */*`)).toBe(
      ['odd', 'plain', 'web-one-1'].map((n) => `${n}/${n}.container 600 alice\n`).join(''),
    );
    const generator = '/usr/lib/systemd/system-generators/podman-system-generator';
    for (const name of ['odd', 'plain', 'web-one-1']) {
      const tried = await host.exec(
        `QUADLET_UNIT_DIRS=${KEPT}/${name} ${generator} --user --dryrun`,
        { user: 'alice' },
      );
      expect(tried.code, shown(tried)).toBe(0);
      expect(tried.stdout).toContain(`---${name}.service---`);
      expect(tried.stderr).not.toMatch(/warn|unsupported|error|short/i);
    }
    expect(await given('podman')).toEqual(wanted);
    // Units of a user wait for the network of the system, which nothing here says is there.
    await host.must('systemctl start network-online.target');
    await own(`podman stop odd && podman rm odd
      mkdir -p ~/.config/containers/systemd && cp ${KEPT}/odd/odd.container ~/.config/containers/systemd/
      systemctl --user daemon-reload && systemctl --user start odd || { journalctl --user -n 40 --no-pager; exit 1; }`);
    expect(await given('podman')).toEqual(wanted);
    expect(await host.must('curl -s http://127.0.0.1:8086/')).toContain(GREETING);
    expect(await own('systemctl --user is-active odd')).toBe('active\n');
  });

  it('leave undo a way back, once systemd has let go', async () => {
    await own(`systemctl --user stop odd && rm ~/.config/containers/systemd/odd.container
      systemctl --user daemon-reload`);
    await undo();
    expect(await answer(host, 8084)).toBe(GREETING);
  });
});

/** What `docker inspect` says, without the ways in which engines say nothing or the same in another order. */
function parts(text: string): unknown {
  const [host, env, ...rest] = text.split('\n').map((line): unknown => JSON.parse(line || 'null'));
  const said = Object.entries(host as object).filter(
    ([key, value]) => !isNothing(value) && key !== 'Binds' && key !== 'Mounts',
  );
  return { said: Object.fromEntries(said), env: (env as string[]).toSorted(), rest };
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
