/**
 * A server under the nerdctl of root, moved to rootless Docker and back, then to rootless nerdctl: what can move
 * answers as before, what belongs to the host stays, and containerd runs all the time.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { bootNerdctlServer, nerdctlVolume, rootfulNerdctl } from './lib/nerdctl-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

const HELLO = 'hello from a container';
const MOVE = ['off', 'plain', 'reader', 'shop-back-1', 'shop-front-1'];
const STAY = ['onhost', 'special', 'stale'];
const to = (engine: string) => ['migrate', '--user', 'alice', '--engine', engine];
const AGREED = ['--yes', '--accept-risk', 'low-ports'];

describeReal('moving a server of root from nerdctl, on trixie', () => {
  let host: TestHost;
  let before: readonly string[];
  let files: string;
  let since: string;

  beforeAll(async () => {
    host = await bootNerdctlServer();
    before = await rootfulNerdctl(host);
    files = await nerdctlVolume(host, 'files');
    since = await containerd();
  });
  afterAll(() => host?.down());

  const containerd = () =>
    host.must('systemctl show -p MainPID -p ActiveEnterTimestampMonotonic containerd.service');
  const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 60_000 });
  const answers = async (): Promise<void> => {
    for (const port of [80, 8082]) expect(await answer(host, port), `port ${port}`).toBe(HELLO);
  };
  const takenBack = async (): Promise<void> => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(await rootfulNerdctl(host)).toEqual(before);
    expect(await nerdctlVolume(host, 'files')).toBe(files);
    await answers();
    expect(await host.must('nerdctl exec shop-back-1 cat /data/note')).toBe('kept\n');
    expect(await own('docker ps -aq; docker volume ls -q; docker images -q')).toBe('');
    expect((await host.exec('ls /var/lib/rootless-wizard')).stdout).toBe('');
    expect(await containerd()).toBe(since);
  };
  const moved = async (engine: 'docker' | 'nerdctl'): Promise<void> => {
    // What the proofs of a set-up show of Docker, other tests show.
    const proofs = ['--set', `verify=${engine === 'nerdctl'}`];
    const done = await wizardCli(host, [...to(engine), ...AGREED, ...proofs]);
    expect(done.code, shown(done)).toBe(0);
    await answers();
    const running = (await rootfulNerdctl(host)).filter((line) => line.includes(' true '));
    expect(running.map((line) => line.split(' ')[0])).toEqual(STAY);
    expect(await rootlessVolume(host, engine, 'files')).toBe(files);
    expect(await nerdctlVolume(host, 'files')).toBe(files);
    // One login for all of it.
    const said = await own(`
      inspect() { ${engine} container inspect --format "$2" "$1"; }
      ${engine} exec plain sh -c 'test $(stat -c %b /files/sparse) -lt 64 && stat -c %h /files/three; echo "$SHOP"'
      inspect plain '{{.Config.Hostname}} {{.HostConfig.RestartPolicy.Name}}'
      inspect reader '{{.Config.User}} {{.Path}} {{.HostConfig.ReadonlyRootfs}}'
      inspect off '{{.State.Running}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}'
      ${engine} exec shop-back-1 cat /data/note
      # By the names that compose gave, in a network of their own.
      for name in front shop-front-1; do
        ${engine} exec shop-back-1 busybox wget -q -O - http://$name:8000/
      done
      ${engine} exec reader sh -c 'ulimit -n; cat /etc/hosts' | grep -o -e '^100$' -e '10[.]1[.]2[.]3.*door'
      ${engine} exec plain cat /proc/1/status | grep -e NoNewPrivs -e CapBnd`);
    expect(said.replace(/\s+door/, ' door')).toMatch(
      new RegExp(
        `^3
a 'quoted' value with \\$dollar
box always
999:999 httpd true
false 3
kept
${HELLO}
${HELLO}
100
10.1.2.3 door
CapBnd:\t[0-9a-f]+
NoNewPrivs:\t1
$`,
      ),
    );
    // Without CAP_NET_RAW, which is 13.
    const bounds = /CapBnd:\t([0-9a-f]+)/.exec(said)?.[1] ?? '';
    expect((BigInt(`0x${bounds}`) >> 13n) & 1n).toBe(0n);
    expect(await containerd()).toBe(since);
  };

  it('only looks where nobody said yes, and says why something stays', async () => {
    const looked = await wizardCli(host, to('docker'));
    expect(looked.code, told(looked)).toBe(0);
    expect(looked.stdout).toContain('What the rootful nerdctl with containerd of this host runs');
    expect(looked.stdout).toContain('containerd of root goes on');
    const { containers } = JSON.parse(
      (await wizardCli(host, [...to('docker'), '--json'])).stdout,
    ) as {
      containers: { name: string; source: string; verdict: string; because: string[] }[];
    };
    expect(containers.every(({ source }) => source === 'nerdctl')).toBe(true);
    const names = (wanted: boolean) =>
      containers
        .filter((each) => each.verdict.startsWith('moves') === wanted)
        .map(({ name }) => name);
    expect(names(true).sort()).toEqual(MOVE);
    expect(names(false).sort()).toEqual(STAY);
    const why = (name: string) =>
      containers.find((each) => each.name === name)?.because.join('\n') ?? '';
    expect(why('special')).toContain('privileged');
    expect(why('onhost')).toContain('network of the host');
    expect(why('stale')).toContain('tagged:1 means another image');
    expect(looked.stdout).toMatch(
      /rw_migrate_container alice docker off --stopped .*--memory 67108864 /,
    );
    // An ordinary user is told that only root can see.
    const alice = await wizardCli(host, ['migrate', '--engine', 'docker'], { user: 'alice' });
    expect(alice.stdout, told(alice)).toContain('nerdctl of root may have containers');
    expect(await rootfulNerdctl(host)).toEqual(before);
  });

  it('moves to Docker what can move, and takes it back', async () => {
    await moved('docker');
    const again = await wizardCli(host, [...to('docker'), ...AGREED]);
    expect(again.stdout, shown(again)).toContain('= plain: has moved already');
    await takenBack();
    // The set-up, too: a containerd of the user can't be beside it.
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
  });

  it('moves to nerdctl of the user, and loses what has moved when the person says so', async () => {
    await moved('nerdctl');
    const finish = 'migrate --finish --user alice --yes --accept-risk deletes-rootful'.split(' ');
    const done = await wizardCli(host, finish);
    expect(done.code, shown(done)).toBe(0);
    const left = await rootfulNerdctl(host);
    expect(left.map((line) => line.split(' ')[0])).toEqual(STAY);
    expect(await host.must('nerdctl volume ls -q')).toBe('');
    // Its image stays for those that stay.
    expect(await host.must('nerdctl images --format {{.Repository}}')).toContain('site');
    await answers();
    expect(await containerd()).toBe(since);
  });
});
