/**
 * A server with twelve containers of root, moved to a user and back: every service answers as before, every
 * volume is the same to the last attribute, what can't move stays, and `undo` brings the old server back.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../../hosts/hosts.ts';
import type { ExecResult } from '../../hosts/run.ts';
import { shown } from './applied.ts';
import { answer, type Command } from './containers.ts';
import { bootServer, ROOTFUL, rootful, rootfulVolume } from './docker-server.ts';
import { rootlessVolume } from './home-server.ts';
import { describeReal, told, wizardCli } from './real.ts';

const RISKS = ['--accept-risk', 'low-ports', '--accept-risk', 'owners-in-place'];
const PORTS = [80, 443, 8082, 8083, 8084];
/** Those that nothing writes to; the database is judged by itself. */
const VOLUMES = ['files', 'nothing', 'many'];
const STAY = ['/onhost', '/special'];

/** Writes down what tar is called with: where a stream was read from. */
const COUNTED = `install -m 666 /dev/null /var/tmp/tar.calls
  printf '#!/bin/sh\\necho "$*" >>/var/tmp/tar.calls\\nexec /usr/bin/tar "$@"\\n' >/usr/local/bin/tar
  chmod 755 /usr/local/bin/tar`;

/** Moves the server to an engine of alice, and back. */
export function movesTheServer(engine: Command): void {
  describeReal(`moving a server of root to ${engine}, on trixie`, () => {
    let host: TestHost;
    let before: readonly string[];
    let hashes: readonly string[];
    let orders = 0;

    beforeAll(async () => {
      host = await bootServer({ MANY: '100000' });
      // So many files, and none with attributes: copied from file to file, with all that a copy can get wrong.
      await host.must(`cd "$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' many)"
        cp -a "$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' files)" odd
        setfacl -R -b odd && setfattr -x user.note odd/attrs
        ${COUNTED}`);
      before = await rootful(host);
      hashes = await Promise.all(VOLUMES.map((name) => rootfulVolume(host, name)));
    });
    afterAll(() => host?.down());

    const migrate = (...more: readonly string[]): Promise<ExecResult> =>
      wizardCli(host, ['migrate', '--user', 'alice', '--engine', engine, ...more]);
    const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 120_000 });
    const count = async (client: string) =>
      Number(
        await host.must(
          `${client} exec shop-db-1 sqlite3 -cmd '.timeout 20000' /data/shop.db 'SELECT count(*) FROM orders'`,
          client === ROOTFUL ? {} : { user: 'alice' },
        ),
      );

    it('only looks where nobody said yes', async () => {
      const looked = await migrate();
      expect(looked.code, told(looked)).toBe(0);
      expect(looked.stdout).toContain('- special: stays where it is');
      expect(looked.stdout).toContain('rw_migrate_volume alice');
      const json = JSON.parse((await migrate('--json')).stdout) as {
        containers: { name: string; verdict: string; written: string[] }[];
      };
      const verdicts = Object.fromEntries(json.containers.map((c) => [c.name, c.verdict]));
      expect(verdicts).toMatchObject({ onhost: 'stays', special: 'stays', 'shop-back-1': 'moves' });
      expect(json.containers.filter(({ written }) => written.length > 0)).toEqual([]);
      expect(await rootful(host)).toEqual(before);
      expect((await host.exec('ls /home/alice/.local /var/lib/rootless-wizard')).stdout).toBe('');
    });

    it('asks for the risks by name before it begins', async () => {
      const refused = await migrate('--yes', '--accept-risk', 'low-ports', '--set', 'verify=false');
      expect(refused.code, told(refused)).toBe(2);
      expect(refused.stderr).toContain('owners-in-place');
      expect(await rootful(host)).toEqual(before);
    });

    it('moves what can move, and every service answers as before', async () => {
      orders = await count(ROOTFUL);
      const moved = await migrate('--yes', ...RISKS);
      expect(moved.code, shown(moved)).toBe(0);
      for (const port of PORTS) {
        expect(await answer(host, port), `port ${port}`).toMatch(
          /hello from a container|from the host/,
        );
      }
      expect(await answer(host, 8085)).toBe('hello from a container');
      const running = (await rootful(host)).filter((line) => line.includes(' true '));
      expect(running.map((line) => line.split(' ')[0])).toEqual(STAY);
      expect(await host.must(['ps', '-o', 'user=', '-C', 'httpd'])).not.toMatch(/^999/m);
    });

    it('has every volume to the last attribute, and the old ones are untouched', async () => {
      for (const [at, name] of VOLUMES.entries()) {
        expect(await rootlessVolume(host, engine, name), name).toBe(hashes[at]);
        expect(await rootfulVolume(host, name), name).toBe(hashes[at]);
      }
      const streams = await host.must('cat /var/tmp/tar.calls');
      expect(streams).toContain('/volumes/files/_data ');
      expect(streams).not.toContain('/volumes/many/_data ');
      const blocks = await own(`${engine} exec web-one-1 stat -c %b /data/sparse`);
      expect(Number(blocks)).toBeLessThan(64);
    });

    it('has the database whole, and goes on with it', async () => {
      const check = `${engine} exec shop-db-1 sqlite3 -cmd '.timeout 20000' /data/shop.db`;
      expect(await own(`${check} 'PRAGMA integrity_check'`)).toBe('ok\n');
      const now = await count(engine);
      expect(now).toBeGreaterThanOrEqual(orders);
      await own(`until [ "$(${check} 'SELECT count(*) FROM orders')" -gt ${now} ]; do :; done`);
    });

    it('made them with the settings that they had', async () => {
      const ask = (name: string, format: string) =>
        own(`${engine} container inspect --format '${format}' ${name}`);
      const environment = await own(
        `${engine} exec shop-front-1 sh -c 'echo "$SHOP|$EMPTY|$GREETING"'`,
      );
      expect(environment).toBe("a 'quoted' value with $dollar||hello\n");
      expect(await ask('shop-db-1', '{{.HostConfig.RestartPolicy.Name}} {{.Config.User}}')).toBe(
        'always 999:999\n',
      );
      expect(await ask('web-two-1', '{{.HostConfig.ReadonlyRootfs}}')).toBe('true\n');
      expect(await ask('tools-off-1', '{{.State.Running}}')).toBe('false\n');
      expect(
        await ask('plain', '{{.Config.Hostname}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}'),
      ).toBe('box 3\n');
      const address = '{{(index .NetworkSettings.Networks "tools_fixed").IPAddress}}';
      expect(await ask('tools-addr-1', address)).toBe('10.77.0.77\n');
      // By the names that compose gave, in a network of their own.
      const other = await own(`${engine} exec shop-front-1 busybox wget -q -O - http://back:8000/`);
      expect(other).toBe('hello from a container\n');
      expect(await own(`${engine} exec notes busybox stat -c %u:%g /notes/index.html`)).toBe(
        '1000:1000\n',
      );
    });

    it('does nothing twice', async () => {
      const again = await migrate('--yes', ...RISKS);
      expect(again.code, shown(again)).toBe(0);
      expect(again.stdout).toContain('= shop-db-1 (compose: shop): has moved already');
    });

    it('takes it back: the old server runs, with all that it had', async () => {
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).toBe(0);
      expect(undone.stderr).toMatch(/volume shop_db: .* since the move/);
      expect(await rootful(host)).toEqual(before);
      for (const port of PORTS) {
        expect(await answer(host, port), `port ${port}`).toMatch(
          /hello from a container|from the host/,
        );
      }
      for (const [at, name] of VOLUMES.entries()) {
        expect(await rootfulVolume(host, name), name).toBe(hashes[at]);
      }
      expect(await count(ROOTFUL)).toBeGreaterThanOrEqual(orders);
      expect(await own(`${engine} ps -aq; ${engine} volume ls -q; ${engine} images -q`)).toBe('');
      expect(await host.must('stat -c %u:%g /srv/notes /srv/notes/index.html')).toBe(
        '1000:1000\n1000:1000\n',
      );
      expect((await host.exec('ls /var/lib/rootless-wizard')).stdout).toBe('');
    });
  });
}
