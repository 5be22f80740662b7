/** A server of root, moved to nerdctl with a containerd of the user, and back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { type Archive, bringNerdctl } from '../hosts/nerdctl.ts';
import type { ExecResult } from '../hosts/run.ts';
import { shown } from './lib/applied.ts';
import { answer } from './lib/containers.ts';
import { bootServer, ROOTFUL, rootful, rootfulVolume } from './lib/docker-server.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

const BUILD_MS = 900_000;
const RISKS = ['--accept-risk', 'low-ports', '--accept-risk', 'owners-in-place'];
const PORTS = [80, 443, 8082, 8083, 8084];
/** Those that nothing writes to; the database is judged by itself. */
const VOLUMES = ['files', 'nothing', 'many'];
const STAY = ['/linked', '/onhost', '/special'];

describeReal('moving a server of root to nerdctl, on trixie', () => {
  let host: TestHost;
  let archive: Archive;
  let before: readonly string[];
  let hashes: readonly string[];

  beforeAll(async () => {
    host = await bootServer({ MANY: '3000', SPARSE: '50000000' });
    archive = await bringNerdctl(host);
    // What moves to Docker, but not here.
    await host.must(`${ROOTFUL} create --name linked --link notes:n site:1`);
    before = await rootful(host);
    hashes = await Promise.all(VOLUMES.map((name) => rootfulVolume(host, name)));
  }, BUILD_MS);
  afterAll(() => host?.down());

  const migrate = (...more: readonly string[]): Promise<ExecResult> =>
    wizardCli(host, [
      ...['migrate', '--user', 'alice', '--engine', 'nerdctl', ...more],
      ...['--set', `nerdctl.archive=${archive.path}`, '--set', `nerdctl.sha256=${archive.sha256}`],
    ]);
  const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 120_000 });
  const database = 'exec shop-db-1 sqlite3 -cmd ".timeout 20000" /data/shop.db';
  const answers = async () => {
    for (const port of PORTS) {
      expect(await answer(host, port), `port ${port}`).toMatch(
        /hello from a container|from the host/,
      );
    }
  };

  it('judges what nerdctl can do, before it is there', async () => {
    const looked = await migrate('--json');
    expect(looked.code, told(looked)).toBe(0);
    const json = JSON.parse(looked.stdout) as {
      containers: { name: string; verdict: string; because: string[] }[];
    };
    const of = (name: string) => json.containers.find((each) => each.name === name);
    expect(of('linked')).toMatchObject({ verdict: 'stays' });
    expect(of('linked')?.because.join()).toContain('nerdctl does not have');
    // Whom it links to goes on serving it.
    expect(of('notes')).toMatchObject({ verdict: 'stays' });
    expect(of('shop-db-1')?.because.join()).toContain('nerdctl healthcheck shop-db-1');
    expect(of('shop-back-1')?.because.join()).toContain('its host name becomes back');
    await host.must(`${ROOTFUL} rm linked`);
    before = await rootful(host);
  });

  it('sets nerdctl up, moves what can move, and every service answers as before', async () => {
    const moved = await migrate('--yes', ...RISKS);
    expect(moved.code, shown(moved)).toBe(0);
    await answers();
    const running = (await rootful(host)).filter((line) => line.includes(' true '));
    expect(running.map((line) => line.split(' ')[0])).toEqual(
      STAY.filter((name) => name !== '/linked'),
    );
    expect(await host.must(['ps', '-o', 'user=', '-C', 'httpd'])).not.toMatch(/^999/m);
  });

  it('has every volume to the last attribute, and the database whole', async () => {
    for (const [at, name] of VOLUMES.entries()) {
      expect(await rootlessVolume(host, 'nerdctl', name), name).toBe(hashes[at]);
      expect(await rootfulVolume(host, name), name).toBe(hashes[at]);
    }
    expect(await own(`nerdctl ${database} 'PRAGMA integrity_check'`)).toBe('ok\n');
  });

  it('made them with the settings that they had', async () => {
    const ask = (name: string, format: string) =>
      own(`nerdctl container inspect --format '${format}' ${name}`);
    expect(await own(`nerdctl exec shop-front-1 sh -c 'echo "$SHOP|$EMPTY|$GREETING"'`)).toBe(
      "a 'quoted' value with $dollar||hello\n",
    );
    expect(await ask('shop-db-1', '{{.HostConfig.RestartPolicy.Name}} {{.Config.User}}')).toBe(
      'always 999:999\n',
    );
    expect(await ask('shop-db-1', '{{.State.Health.Status}}')).toBe('healthy\n');
    expect(await ask('web-two-1', '{{.HostConfig.ReadonlyRootfs}}')).toBe('true\n');
    expect(await ask('tools-off-1', '{{.State.Running}}')).toBe('false\n');
    expect(await ask('tools-addr-1', '{{.NetworkSettings.IPAddress}}')).toBe('10.77.0.77\n');
    const privileges = await own('nerdctl exec tools-cron-1 cat /proc/1/status');
    expect(privileges).toMatch(/^NoNewPrivs:\t1$/m);
    expect(privileges).toMatch(/^CapEff:\t0{16}$/m);
    // By the names that compose gave, in networks of their own.
    for (const name of ['back', 'shop-back-1']) {
      const other = await own(
        `nerdctl exec shop-front-1 busybox wget -q -O - http://${name}:8000/`,
      );
      expect(other).toBe('hello from a container\n');
    }
    expect(await own('nerdctl exec notes busybox stat -c %u:%g /notes/index.html')).toBe(
      '1000:1000\n',
    );
  });

  it('has moved already for whoever asks again', async () => {
    const again = await migrate();
    expect(again.code, shown(again)).toBe(0);
    expect(again.stdout).toContain('= shop-db-1 (compose: shop): has moved already');
  });

  it('starts those with a restart policy again after a restart of containerd', async () => {
    // Also one that does not run as the container's root: it would outlive containerd, and stand in its own way.
    await own(`systemctl --user restart containerd.service
      for name in shop-db-1 web-one-1; do
        until [ "$(nerdctl container inspect --format '{{.State.Running}}' $name)" = true ]; do :; done
      done`);
    expect(await answer(host, 443)).toBe('hello from a container');
    expect(await own(`nerdctl ${database} 'PRAGMA integrity_check'`)).toBe('ok\n');
    const left = await own(`nerdctl container inspect --format '{{.State.Running}}' tools-cron-1`);
    expect(left).toBe('false\n');
  });

  it('is compose again, which makes the containers anew, and undo knows them still', async () => {
    await own(`cd /srv/tools && nerdctl compose up -d 2>/dev/null
      nerdctl rm -f plain && cd ~/.local/share/rootless-wizard/migrated/plain && nerdctl compose up -d`);
    expect(await answer(host, 8084)).toBe('hello from a container');
    expect(await own('nerdctl exec plain busybox hostname')).toBe('box\n');
  });

  it('takes it back: the old server runs, with all that it had', async () => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(undone.stderr).toMatch(/volume shop_db: .* since the move/);
    expect(await rootful(host)).toEqual(before);
    await answers();
    for (const [at, name] of VOLUMES.entries()) {
      expect(await rootfulVolume(host, name), name).toBe(hashes[at]);
    }
    expect(await own('nerdctl ps -aq; nerdctl volume ls -q; nerdctl images -q')).toBe('');
    expect(await own('nerdctl network ls -q | grep -c .')).toBe('1\n');
    expect(await host.must('stat -c %u:%g /srv/notes /srv/notes/index.html')).toBe(
      '1000:1000\n1000:1000\n',
    );
    expect((await host.exec('ls /var/lib/rootless-wizard')).stdout).toBe('');
  });
});
