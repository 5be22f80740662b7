/**
 * A server under the Podman of root, moved to rootless Podman and back: what can move answers as before, what
 * belongs to a pod, to systemd or to the host stays, and `undo` brings all of it back, from a cut-off move, too.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { KILLER } from './lib/killer.ts';
import { bootPodmanServer, podmanVolume, rootfulPodman } from './lib/podman-server.ts';
import { CLI, describeReal, told, wizardCli } from './lib/real.ts';

const HELLO = 'hello from a container';
const STAY = ['duo-web', 'infra', 'keeper', 'owned', 'special'];
const to = (engine: string) => ['migrate', '--user', 'alice', '--engine', engine];
const TO = to('podman');
const AGREED = ['--yes', '--accept-risk', 'low-ports'];
const YES = [...TO, ...AGREED];

describeReal('moving a server of root from Podman, on trixie', () => {
  let host: TestHost;
  let before: readonly string[];
  let files: string;

  beforeAll(async () => {
    host = await bootPodmanServer();
    before = await rootfulPodman(host);
    files = await podmanVolume(host, 'files');
    await host.must('cat >/srv/kill.mjs', { input: KILLER });
  });
  afterAll(() => host?.down());

  const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 60_000 });
  const unit = async () => {
    const name = 'container-unit.service';
    return (await host.exec(`systemctl is-enabled ${name}; systemctl is-active ${name}`)).stdout;
  };
  const undo = async (): Promise<void> => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
  };
  const isAsBefore = async (): Promise<void> => {
    expect(await rootfulPodman(host)).toEqual(before);
    expect(await podmanVolume(host, 'files')).toBe(files);
    for (const port of [80, 8082, 8090, 8091, 8092]) expect(await answer(host, port)).toBe(HELLO);
    expect(await own('podman ps -aq; podman volume ls -q; podman images -q')).toBe('');
    expect(await unit()).toBe('enabled\nactive\n');
    expect((await host.exec('ls /var/lib/rootless-wizard')).stdout).toBe('');
  };

  it('only looks where nobody said yes, and says why something stays', async () => {
    const looked = await wizardCli(host, TO);
    expect(looked.code, told(looked)).toBe(0);
    expect(looked.stdout).toContain('What the rootful Podman of this host runs');
    const { containers } = JSON.parse((await wizardCli(host, [...TO, '--json'])).stdout) as {
      containers: { name: string; source: string; verdict: string; because: string[] }[];
    };
    const said = new Map(containers.map((each) => [each.name, each]));
    expect(containers.every(({ source }) => source === 'podman')).toBe(true);
    const moving = containers.filter(({ verdict }) => verdict.startsWith('moves'));
    expect(moving.map(({ name }) => name).sort()).toEqual([
      'off',
      'plain',
      'reader',
      'shop_back_1',
      'shop_front_1',
      'unit',
    ]);
    const why = (name: string) => said.get(name)?.because.join('\n') ?? '';
    expect(why('duo-web')).toContain('pod duo');
    expect(why('owned')).toContain('/etc/containers/systemd/owned.container');
    expect(why('unit')).toContain('container-unit.service is switched off');
    expect(why('mapped')).toContain('userns=auto');
    expect(why('keeper')).toContain('word');
    expect(why('special')).toContain('privileged');
    expect(await rootfulPodman(host)).toEqual(before);
    expect((await host.exec('ls /home/alice/.local /var/lib/rootless-wizard')).stdout).toBe('');
  });

  it('moves what can move, and leaves the rest running', async () => {
    const moved = await wizardCli(host, YES);
    expect(moved.code, shown(moved)).toBe(0);
    for (const port of [80, 8082, 8090, 8091, 8092]) {
      expect(await answer(host, port), `port ${port}`).toBe(HELLO);
    }
    const running = (await rootfulPodman(host)).filter((line) => line.includes(' true '));
    expect(running.map((line) => line.split(' ')[0])).toEqual(STAY);
    expect(await unit()).toMatch(/^disabled\n(inactive|failed)\n$/);
    expect(await own(`podman inspect unit --format '{{.HostConfig.RestartPolicy.Name}}'`)).toBe(
      'always\n',
    );
    expect(await rootlessVolume(host, 'podman', 'files')).toBe(files);
    expect(await podmanVolume(host, 'files')).toBe(files);
    expect(Number(await own('podman exec plain stat -c %b /files/sparse'))).toBeLessThan(64);
    expect(await own('podman exec plain stat -c %h /files/three')).toBe('3\n');
    const units = await host.must('systemctl is-enabled podman-restart.service podman.socket');
    expect(units).toBe('enabled\nenabled\n');
  });

  it('made them with the settings that they had', async () => {
    const ask = (name: string, format: string) =>
      own(`podman container inspect --format '${format}' ${name}`);
    expect(await own(`podman exec plain sh -c 'echo "$SHOP|$GREETING"'`)).toBe(
      "a 'quoted' value with $dollar|hello\n",
    );
    expect(await ask('plain', '{{.Config.Hostname}} {{.HostConfig.RestartPolicy.Name}}')).toBe(
      'box always\n',
    );
    expect(await ask('reader', '{{.Config.User}} {{.Path}} {{.Args}}')).toBe(
      '999:999 httpd [-f -p 8001 -h /www]\n',
    );
    expect(await ask('reader', '{{.State.Health.Status}}')).toBe('healthy\n');
    const off = '{{.State.Running}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}';
    expect(await ask('off', off)).toBe('false 3\n');
    expect(
      await ask('shop_back_1', '{{(index .NetworkSettings.Networks "shopnet").IPAddress}}'),
    ).toBe('10.77.0.77\n');
    // By name, in a network of their own.
    const page = await own('podman exec shop_back_1 busybox wget -q -O - http://door:8000/');
    expect(page.trim()).toBe(HELLO);
    expect(await own(`podman network inspect shopnet --format '{{index .Labels "kept"}}'`)).toBe(
      'yes\n',
    );
  });

  it('does nothing twice, and takes it back', async () => {
    const again = await wizardCli(host, YES);
    expect(again.code, shown(again)).toBe(0);
    expect(again.stdout).toContain('= plain: has moved already');
    await undo();
    await isAsBefore();
  });

  it('comes back from a move that was cut off while it copied', async () => {
    for (const at of ['cut:14', 'after:26']) {
      const killed = await host.exec(['node', '--import', '/srv/kill.mjs', CLI, ...YES], {
        env: { KILL_AT: at },
      });
      expect([137, 255], `${at}: ${shown(killed)}`).toContain(killed.code);
      await undo();
      await isAsBefore();
    }
  });
});

describeReal('a server of root that Podman is not needed for any more', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootPodmanServer({ STAYING: 'no' });
  });
  afterAll(() => host?.down());

  const services = async () =>
    (await host.exec('systemctl is-enabled podman-restart.service podman.socket')).stdout;

  it('has its services switched off by a move to Docker, and on again by undo', async () => {
    const before = await rootfulPodman(host);
    const files = await podmanVolume(host, 'files');
    const moved = await wizardCli(host, [...to('docker'), ...AGREED]);
    expect(moved.code, shown(moved)).toBe(0);
    for (const port of [80, 8082]) expect(await answer(host, port)).toBe(HELLO);
    expect(await rootlessVolume(host, 'docker', 'files')).toBe(files);
    expect(await services()).toBe('disabled\ndisabled\n');
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await services()).toBe('enabled\nenabled\n');
    expect(await rootfulPodman(host)).toEqual(before);
  });

  it('loses what has moved when the person says so, and nothing else', async () => {
    await host.must(`podman volume create other
      podman create --privileged --name stays localhost/site:1`);
    const moved = await wizardCli(host, YES);
    expect(moved.code, shown(moved)).toBe(0);
    const finish = 'migrate --finish --user alice --yes --accept-risk deletes-rootful'.split(' ');
    const done = await wizardCli(host, finish);
    expect(done.code, shown(done)).toBe(0);
    // An image goes with the last container of root that is made from it, never the other way round.
    expect(done.stdout + done.stderr).toMatch(
      /image .* of root stays: a container of root uses it/,
    );
    const left = `podman ps -a --format '{{.Names}}'; podman volume ls -q; podman images -q`;
    expect(await host.must(left)).toMatch(/^stays\nother\n[0-9a-f]+\n/);
    await host.must('podman rm stays');
    const again = await wizardCli(host, finish);
    expect(again.code, shown(again)).toBe(0);
    expect(await host.must(left)).toBe('other\n');
    expect(await answer(host, 80)).toBe(HELLO);
  });
});
