/**
 * Volumes of root that are not copied: their files get the ids of the user's containers where they lie. There
 * and back, to two engines, and killed at every step.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { answer, type Command } from './lib/containers.ts';
import { bootServer, ROOTFUL, rootful, rootfulVolume } from './lib/docker-server.ts';
import { rootlessVolume } from './lib/home-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

const RISKS = ['low-ports', 'owners-in-place', 'volumes-in-place'].flatMap((risk) => [
  '--accept-risk',
  risk,
]);
const VOLUMES = ['files', 'nothing', 'many', 'odd'];

/** Whatever files can be, of several owners. */
const ODD = `echo 'hello from a container' >index.html; echo secret >secret; chown 70:71 secret; chmod 0640 secret
  mkdir -p deep/sticky; chown 999:999 deep; chmod 2775 deep; chmod 1777 deep/sticky; ln secret deep/linked
  ln -s /etc/passwd out; chown -h 5:6 out; ln -s nowhere 'dead end'; mkfifo fifo; truncate -s 8M sparse
  printf x >"$(printf 'two\\nlines')"; printf x >"$(printf 'bad\\377utf\\001')"; printf x >'-rf'; chown 65000:65000 -- -rf
  printf x >' blanks  in a row '; chown 12:13 ' blanks  in a row '; printf x >'back\\slash='; setfacl -m u:77:r 'back\\slash='
  cp /usr/bin/id setuid; chown 33:33 setuid; chmod 6755 setuid; cp /usr/bin/id capable; chown 34:0 capable
  setcap cap_net_raw,cap_net_bind_service+ep capable; setfacl -m u:1234:rw,g:4321:r,m::rwx secret
  setfacl -d -m u:0:rwx,u:1000:r-x deep; setfattr -n user.note -v value deep
  touch -d 2001-02-03T04:05:06.789 index.html capable setuid deep`;

/** Everything that can be seen of a directory, as root. */
const listing = (
  dir: string,
  but = '',
) => `cd "${dir}" && find . ${but} -printf '%y %m %U:%G %s %n %T@ %l %p\\0' | sort -z | tr '\\0' '\\n'
  find . ${but} ! -type l -print0 | sort -z | xargs -0 getfattr -h -d -m '^(user|system|security.capability)' -e hex
  find . ${but} -type f -print0 | sort -z | xargs -0 sha256sum`;
/** The dump of a file's capabilities has another form in a user namespace. */
const withoutCapabilities = (text: string) => text.replace(/^security\.capability=.*\n/gmu, '');
/** Two containers of the user that were never moved, and a name server that began when the volumes were there. */
const OWN = `podman export web-one-1 | podman import -q - own:1; podman network create own
  podman run -d --name other --network own own:1 sleep 1000000
  podman run -d --name own --network own own:1 sleep 1000000; podman exec own busybox nslookup other`;
/** What must be left of it: nothing. */
const LEFT = `grep rootless-wizard/idmapped /proc/self/mountinfo
  find /etc/systemd/system -name '*.mount'; find /var/lib/rootless-wizard ! -type d`;

describeReal('a move of volumes where they lie', () => {
  let host: TestHost;
  let before: readonly string[];
  let hashes: readonly string[];
  let odd = '';
  let was = '';

  beforeAll(async () => {
    host = await bootServer({
      PROJECTS: 'web',
      PLAIN: 'no',
      STAYING: 'no',
      MANY: '3000',
      SPARSE: '8388608',
    });
    await host.must(`docker volume create odd >/dev/null; cd "$(docker volume inspect -f '{{.Mountpoint}}' odd)"
      ${ODD}
      docker run -d --name odd --restart always --stop-timeout 1 -p 8090:8000 -v odd:/data site:1 httpd -f -p 8000 -h /data`);
    odd = (await host.must(`${ROOTFUL} volume inspect -f '{{.Mountpoint}}' odd`)).trim();
    await host.must('cat >/root/helpers.sh', { input: helpersText() });
    before = await rootful(host);
  });
  afterAll(() => host?.down());

  /**
   * Runs shell text with the helpers, and kills it with all its children before the call with that number of a
   * program that changes something.
   */
  const cutOff = (killAt: number, text: string) =>
    host.exec(
      `rm -f /run/calls; setsid -w bash -c '. /root/helpers.sh
      count() { echo . >>/run/calls; [ "$(wc -l </run/calls)" != "$0" ] || kill -9 -$$; }
      for program in mount umount systemctl mv cp mkdir xargs setfattr sync rmdir rm; do
        eval "$program() { count; command $program \\"\\$@\\"; }"
      done
      ${text.replaceAll("'", `'\\''`)}' ${killAt}`,
    );

  it('gives every file its ids and gets them back, wherever it is killed', async () => {
    const dir = '/var/lib/alone/of/root';
    await host.must(`mkdir -p ${dir} && chmod 0700 /var/lib/alone && cd ${dir}; ${ODD}`);
    // Ids as of a user whose first one is 1000, and who has 65536 more.
    const begin = `set +e; user=alice target=docker name=alone there=- path=${dir}; tmp=$(mktemp -d /tmp/cutoff.XXXXXX)
      rw_in_userns() { printf "0 1000 1\\n1 100000 65536\\n"; }
      rw_place_names &&`;
    const there = (at: number, state = '-') =>
      cutOff(at, `${begin} { there=${state}; rw_place_begin; }`);
    const back = (at: number) => cutOff(at, `${begin} rw_place_hide && rw_place_back`);
    const state = () => host.must(listing(dir));
    const first = await state();
    const given = await there(0);
    expect(given.code, told(given)).toBe(0);
    const then = await state();
    expect(then).toContain('f 6755 100032:100032');
    expect(then).toContain('f 670 100069:100070');
    expect(then).toContain('l 777 100004:100005');
    expect(then).toContain('./two\nlines');
    // Revision 3, with the user's own id as that of root.
    expect(then).toMatch(/security\.capability=0x01000003[0-9a-f]{32}e8030000/);
    let killed = 0;
    for (let at = 1; ; at++) {
      const undone = await back(0);
      expect(undone.code, `${at}: ${told(undone)}`).toBe(0);
      expect(await state(), `undone, ${at}`).toBe(first);
      const cut = await there(at);
      if (cut.code === 0) break;
      killed += 1;
      // Half of them go on, the others go back.
      if (at % 2 === 0) continue;
      const on = await there(0, 'in-place');
      expect(on.code, `${at}: ${told(on)}`).toBe(0);
      expect(await state(), `on after ${at}`).toBe(then);
    }
    expect(killed).toBeGreaterThan(15);
    for (let at = 1; ; at += 3) {
      if ((await state()) === first) await there(0);
      const cut = await back(at);
      const again = at % 2 === 0 ? await back(0) : await there(0);
      expect(again.code, `${at}: ${told(again)}`).toBe(0);
      expect(await state(), `after the way back was cut off at ${at}`).toBe(
        at % 2 === 0 ? first : then,
      );
      if (cut.code === 0) break;
    }
    await back(0);
    expect(await state()).toBe(first);
    await host.must('rm -rf /var/lib/alone /tmp/cutoff.*');
  });

  it('says before anything stops where it can not be', async () => {
    const refused = async (make: string, why: RegExp, unmake: string) => {
      await host.must(`cd ${odd} && ${make}`);
      const { code, stdout } = await cutOff(
        0,
        `rw_volume_tools() { :; }; rw_target_answers() { :; }; rw_in_userns() { case $3 in cat) printf "0 1000 1\\n1 100000 65536\\n" ;; *) echo 1 ;; esac; }
        rw_migrate_begin() { tmp=$(mktemp -d /tmp/cutoff.XXXXXX); }
        rw_migrate_check alice docker 0 in-place-volume odd`,
      );
      expect(code, stdout).not.toBe(0);
      expect(stdout).toMatch(why);
      await host.must(`cd ${odd} && ${unmake}`);
    };
    const touch = (make: string) => `touch odd && ${make}`;
    await refused(touch('chown 65537 odd'), /belong to uid 65537, and the ids of alice/, 'rm odd');
    await refused(touch('setfacl -m g:70000:r odd'), /an id in .* of odd has no/, 'rm odd');
    await refused(touch('ln odd ../other'), /odd has a second name outside/, 'rm odd ../other');
    await refused('mknod odd c 1 3', /odd is a device/, 'rm odd');
    await refused(
      'mkdir odd && mount -t tmpfs none odd',
      /odd is mounted below it/,
      'umount odd && rmdir odd',
    );
    await refused(
      'chmod 0711 /var/lib/docker',
      /others than root get there/,
      'chmod 0710 /var/lib/docker',
    );
    expect((await host.exec(LEFT)).stdout).toBe('');
  });

  it('copies a volume that has a name outside of it, or what nobody may change', async () => {
    const copied = async (make: string, why: string, unmake: string) => {
      await host.must(`cd ${odd} && touch odd && ${make}`);
      const looked = await wizardCli(host, [
        ...['migrate', '--user', 'alice', '--set', 'migrate.volumes=in-place'],
      ]);
      expect(looked.stdout, told(looked)).toContain(`The volume odd is copied after all: ${why}`);
      expect(looked.stdout).toContain("Give root's volume files to the new containers where");
      await host.must(`cd ${odd} && ${unmake}`);
    };
    await copied('ln odd ../other', 'odd in it has a second name outside', 'rm odd ../other');
    await copied('chattr +i odd', 'odd in it is immutable', 'chattr -i odd && rm odd');
  });

  const moves = (engine: Command, volume: readonly number[]): void => {
    it(`moves to ${engine}: all is the same for the new containers`, async () => {
      const migrate = (...more: readonly string[]) =>
        wizardCli(host, [
          ...['migrate', '--user', 'alice', '--engine', engine],
          ...['--set', 'migrate.volumes=in-place', ...more],
        ]);
      if (engine === 'docker') {
        was = await host.must(listing(odd));
        hashes = await Promise.all(VOLUMES.map((name) => rootfulVolume(host, name)));
        const looked = await migrate();
        expect(looked.code, told(looked)).toBe(0);
        expect(looked.stdout).toContain(
          "Give root's volume odd to the new containers where it lies",
        );
        expect(looked.stdout).not.toContain('rw_migrate_volume alice');
        const refused = await migrate('--yes', '--set', 'verify=false', ...RISKS.slice(0, 4));
        expect(refused.code, told(refused)).toBe(2);
        expect(refused.stderr).toContain('volumes-in-place');
        expect(await rootful(host)).toEqual(before);
      }
      const moved = await migrate('--yes', ...RISKS);
      expect(moved.code, shown(moved)).toBe(0);
      for (const port of [443, 8082, 8083, 8090]) {
        expect(await answer(host, port), `port ${port}`).toMatch(/hello|from the host/);
      }
      for (const at of volume) {
        const name = VOLUMES[at] ?? '';
        expect(await rootlessVolume(host, engine, name), name).toBe(hashes[at]);
      }
      const own = (text: string) => host.must(text, { user: 'alice' });
      expect(await own(`${engine} exec odd stat -c '%u:%g %a' /data/secret /data/setuid`)).toBe(
        '70:71 670\n33:33 6755\n',
      );
      // Nobody else gets there.
      const place = await own(`${engine} volume inspect -f '{{index .Options "device"}}' odd`);
      const other = await host.exec(`ls ${place.trim()}`, { user: 'bob' });
      expect(other.code, told(other)).not.toBe(0);
      await own(
        `${engine} exec odd sh -c 'cd /data && echo new >new && chown 44:45 new && chmod 4711 new'`,
      );
      const again = await migrate('--yes', ...RISKS);
      expect(again.code, shown(again)).toBe(0);
      if (engine === 'podman') await own(OWN);
    });

    it(`is taken back from ${engine}: as before, and what was written since`, async () => {
      const undone = await wizardCli(host, ['undo', '--yes']);
      expect(undone.code, shown(undone)).toBe(0);
      expect(undone.stderr).toContain(`${odd}: 2 paths were written since the move, and stay`);
      expect(await rootful(host)).toEqual(before);
      expect(await host.must(`cd ${odd} && stat -c '%u:%g %a' new && rm new`)).toBe('44:45 4711\n');
      // The directory itself got a new time with the new file.
      const root = (text: string) => text.replace(/^(d \d+ \d+:\d+ \d+ \d+) \S+( {2}\.)$/m, '$1$2');
      expect(root(await host.must(listing(odd)))).toBe(root(was));
      for (const at of [0, 1, 2]) {
        expect(await rootfulVolume(host, VOLUMES[at] ?? '')).toBe(hashes[at]);
      }
      expect(await answer(host, 8090)).toBe('hello from a container');
      expect((await host.exec(LEFT)).stdout).toBe('');
      if (engine === 'podman') {
        const found = await host.must('podman exec own busybox nslookup other', { user: 'alice' });
        expect(found).toContain('Name:\tother.dns.podman');
        await host.must('podman rm -f own other', { user: 'alice' });
      }
    });
  };
  moves('docker', [0, 1, 2, 3]);

  it('goes on or back as a whole, too, with the engines', async () => {
    const words = 'rw_migrate_volume_in_place';
    const call = (at: number, helper: string) => cutOff(at, `${helper} alice docker spare`);
    await host.must(`${ROOTFUL} volume create spare >/dev/null
      cd "$(${ROOTFUL} volume inspect -f '{{.Mountpoint}}' spare)"; ${ODD}`);
    const spare = odd.replace('/odd/', '/spare/');
    const first = await host.must(listing(spare));
    const given = async (at: number) => {
      expect(await host.must(`stat -c '%u:%g %a' ${spare}/setuid`), `${at}`).toBe(
        '100032:100032 6755\n',
      );
      const inside = `nsenter -U -m --preserve-credentials -t "$(cat "$XDG_RUNTIME_DIR/docker.pid")"`;
      const there = `$(docker volume inspect -f '{{.Options.device}}' spare)`;
      const look = listing('$1').replaceAll("'", `'\\''`);
      const seen = await host.must(`${inside} sh -c '${look}' sh "${there}"`, { user: 'alice' });
      expect(withoutCapabilities(seen), `${at}`).toBe(withoutCapabilities(first));
    };
    let killed = 0;
    for (let at = 11; ; at += 7) {
      const cut = await call(at, words);
      if (cut.code !== 0) killed += 1;
      if (at % 2 === 0 || cut.code === 0) {
        const on = await call(0, words);
        expect(on.code, `${at}: ${told(on)}`).toBe(0);
        await given(at);
        // The way back is cut off, too: then it is gone on with, or the volume is given anew.
        await call(at - 8, `${words}_undo`);
        if (at % 4 === 0) expect((await call(0, words)).code).toBe(0);
        if (at % 4 === 0) await given(at);
      }
      const undone = await call(0, `${words}_undo`);
      expect(undone.code, `${at}: ${told(undone)}`).toBe(0);
      expect(await host.must(listing(spare)), `undone, ${at}`).toBe(first);
      expect((await host.exec(LEFT)).stdout, `${at}`).toBe('');
      if (cut.code === 0) break;
    }
    expect(killed).toBeGreaterThan(3);
    await host.must(`${ROOTFUL} volume rm spare; rm -rf /tmp/cutoff.*`);
  });

  moves('podman', [0, 1, 2]);
});
