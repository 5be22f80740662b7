/**
 * Directories and volumes of root that are not copied: mounts show them with the ids of the user's containers.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import type { ExecResult } from '../hosts/run.ts';
import { shown } from './lib/applied.ts';
import { answer, type Command } from './lib/containers.ts';
import { bootServer, ROOTFUL, rootful, rootfulVolume } from './lib/docker-server.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

/** Blanks and a percent sign, which units of systemd and command lines read in ways of their own. */
const DIR = '/var/lib/app data/50% "x"';
const WAYS = ['--set', 'migrate.directories=idmapped', '--set', 'migrate.volumes=idmapped'];
const RISKS = ['low-ports', 'owners-in-place', 'writes-as-root'].flatMap((risk) => [
  '--accept-risk',
  risk,
]);
const VOLUMES = ['files', 'nothing', 'many'];

/** Everything that can be seen of the directory, as root. */
const LISTING = `cd '${DIR}' && find . -printf '%y %m %U:%G %s %T@ %p\\n' | sort; getfacl -Rn .; getfattr -d -m user .`;
/** What must be left of it: nothing. */
const LEFT = `grep -e idmapped -e 50% /proc/self/mountinfo
  find /etc/systemd/system -name '*.mount'; find /var/lib/rootless-wizard -name '*idmap*'`;

/** Moves a server to an engine of alice, and back. */
function movesWithoutCopy(engine: Command): void {
  describeReal(`a move without a copy to ${engine}`, () => {
    let host: TestHost;
    let before: readonly string[];
    let hashes: readonly string[];
    let listing = '';

    beforeAll(async () => {
      host = await bootServer({
        PROJECTS: 'web',
        PLAIN: 'no',
        MANY: '3000',
        SPARSE: '8388608',
      });
      await host.must(`mkdir -p '${DIR}/deep' && cd '${DIR}' && echo 'hello from a container' >index.html
      echo secret >secret && chown 70:71 secret && chmod 0640 secret && ln secret deep/linked && ln -s /etc/passwd out
      setfacl -m u:1234:rw deep && setfattr -n user.note -v value . && chown 999:999 deep
      docker run -d --name data --restart always --stop-timeout 1 -p 8090:8000 -v '${DIR}:/data' \
        site:1 httpd -f -p 8000 -h /data`);
      before = await rootful(host);
      listing = await host.must(LISTING);
      hashes = await Promise.all(VOLUMES.map((name) => rootfulVolume(host, name)));
    });
    afterAll(() => host?.down());

    const migrate = (...more: readonly string[]): Promise<ExecResult> =>
      wizardCli(host, ['migrate', '--user', 'alice', '--engine', engine, ...WAYS, ...more]);
    const own = (text: string) => host.must(text, { user: 'alice', timeoutMs: 120_000 });
    const place = async () =>
      (
        await own(`${engine} container inspect -f '{{range .Mounts}}{{.Source}}{{end}}' data`)
      ).trim();

    it('says what it means, and where it is not possible', async () => {
      const looked = await migrate();
      expect(looked.code, told(looked)).toBe(0);
      expect(looked.stdout).toContain(`Show ${DIR} to the new containers with their ids`);
      expect(looked.stdout).toMatch(
        /\/srv\/notes gets new owners after all: with Linux [\d.]+, overlay can not be mounted with other ids/,
      );
      expect(looked.stdout).toContain('Undo leads back to the old containers with all');
      expect(looked.stdout).not.toContain('rw_migrate_volume alice');
      expect(await rootful(host)).toEqual(before);
      const refused = await migrate('--yes', '--set', 'verify=false', ...RISKS.slice(0, 4));
      expect(refused.code, told(refused)).toBe(2);
      expect(refused.stderr).toContain('writes-as-root');
    });

    it('keeps only who uses a setuid program in a directory that others reach', async () => {
      // The directory is as it was afterwards, with its time.
      await host.must(
        `touch -r '${DIR}' /run/was && cp /usr/bin/id '${DIR}/su' && chmod 4755 '${DIR}/su'`,
      );
      const { stdout } = await migrate('--json');
      await host.must(`rm '${DIR}/su' && touch -r /run/was '${DIR}'`);
      const { containers } = JSON.parse(stdout) as {
        containers: { name: string; verdict: string; because: string[] }[];
      };
      const stays = containers.flatMap(({ name, verdict, because }) =>
        verdict === 'stays' && because.some((why) => why.includes(`/su is setuid`)) ? [name] : [],
      );
      expect(stays).toEqual(['data']);
      expect(containers.find(({ name }) => name === 'notes')?.verdict).toMatch(/^moves/);
    });

    it('moves: services answer, all is the same to the last attribute, and no owner has changed', async () => {
      const moved = await migrate('--yes', ...RISKS);
      expect(moved.code, shown(moved)).toBe(0);
      for (const port of [443, 8082, 8083, 8090]) {
        expect(await answer(host, port), `port ${port}`).toMatch(/hello|from the host/);
      }
      for (const [at, name] of VOLUMES.entries()) {
        expect(await rootlessVolume(host, engine, name), name).toBe(hashes[at]);
        expect(await rootfulVolume(host, name), name).toBe(hashes[at]);
      }
      expect(await host.must(LISTING)).toBe(listing);
      expect(
        await own(`${engine} exec data stat -c '%u:%g %a' /data/secret /data/deep /data`),
      ).toBe('70:71 640\n999:999 775\n0:0 755\n');
    });

    it('writes on the disk as the old containers did', async () => {
      await own(
        `${engine} exec data sh -c 'echo new >/data/new'; ${engine} exec web-one-1 sh -c 'echo new >/data/new'`,
      );
      expect(
        await host.must(
          `stat -c %u:%g '${DIR}/new' "$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' files)/new"`,
        ),
      ).toBe('0:0\n0:0\n');
    });

    it('makes no program of root out of that', async () => {
      const dir = await place();
      await own(`cp /usr/bin/id '${dir}/id' && chmod 4755 '${dir}/id'`);
      expect(await host.must(`stat -c '%u %a' '${DIR}/id'`)).toBe('0 4755\n');
      expect(await own(`'${DIR}/id' -u`)).toBe('1000\n');
      const other = await host.exec(`ls '${dir}'`, { user: 'bob' });
      expect(other.code, told(other)).not.toBe(0);
    });

    it('is there again when the user is, after everything had stopped', async () => {
      await host.must(`systemctl stop user@1000.service
      systemctl stop "$(systemd-escape -p --suffix=mount '${DIR}')" '*rootless*wizard*idmapped*.mount'
      ! grep -q idmapped /proc/self/mountinfo
      systemctl start user@1000.service`);
      if (engine === 'podman') await own('podman start data >/dev/null');
      expect(await answer(host, 8090)).toBe('hello from a container');
      expect(await own(`'${DIR}/id' -u`)).toBe('1000\n');
    });

    it('does nothing twice', async () => {
      const again = await migrate('--yes', ...RISKS);
      expect(again.code, shown(again)).toBe(0);
      expect(again.stdout).toContain('= data: has moved already');
    });

    it('is not taken back under a container that has it mounted', async () => {
      const dir = await place();
      await own(`${engine} run -d --name own -v '${dir}:/d' site:1 sleep 100000`);
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).not.toBe(0);
      expect(undone.stderr).toMatch(/is still used, by process \d+/);
      expect(await own(`'${DIR}/id' -u`)).toBe('1000\n');
      await own(`${engine} rm -f own`);
    });

    it('is taken back: the old server has what was written, and nothing else is left', async () => {
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).toBe(0);
      expect(undone.stderr).toContain('id was made setuid or given capabilities since the move');
      expect(undone.stderr).toMatch(/\d+ paths were written since the move, and stay/);
      expect(await rootful(host)).toEqual(before);
      for (const port of [443, 8082, 8083, 8090]) {
        expect(await answer(host, port), `port ${port}`).toMatch(/hello|from the host/);
      }
      expect(await host.must(`cat '${DIR}/new'; stat -c %a '${DIR}/id'`)).toBe('new\n755\n');
      expect((await host.exec(LEFT)).stdout).toBe('');
      expect(await own(`${engine} ps -aq; ${engine} volume ls -q`)).toBe('');
    });

    it('keeps the volumes of root when it is finished', async () => {
      const moved = await migrate('--yes', ...RISKS);
      expect(moved.code, shown(moved)).toBe(0);
      const finish = ['migrate', '--finish', '--user', 'alice', '--yes'];
      const finished = await wizardCli(host, [...finish, '--accept-risk', 'deletes-rootful']);
      expect(finished.code, shown(finished)).toBe(0);
      expect(finished.stdout + finished.stderr).toContain('These volumes of root stay');
      await host.must('systemctl start docker');
      expect((await host.must(`${ROOTFUL} volume ls -q`)).trim().split('\n').sort()).toEqual(
        [...VOLUMES].sort(),
      );
      expect(await answer(host, 8090)).toBe('hello from a container');
    });
  });
}

movesWithoutCopy('docker');
movesWithoutCopy('podman');
