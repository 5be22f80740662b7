/** A move without a copy that is killed in the middle, and what must not be shown at all. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { helpersText } from '../../src/run/preamble.ts';
import type { TestHost } from '../hosts/hosts.ts';
import { shown } from './lib/applied.ts';
import { bootServer } from './lib/docker-server.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

/** What must be left of it: nothing. */
const LEFT = `grep -e idmapped /proc/self/mountinfo
  find /etc/systemd/system -name '*.mount'; ls -A /var/lib/rootless-wizard`;

describeReal('a move without a copy that is cut off', () => {
  let host: TestHost;
  const dir = '/var/lib/app data';

  beforeAll(async () => {
    host = await bootServer({
      PROJECTS: 'web',
      PLAIN: 'no',
      STAYING: 'no',
      MANY: '10',
      SPARSE: '1',
    });
    const ready = await wizardCli(host, [
      ...['apply', '--yes', '--user', 'alice', '--engine', 'docker', '--set', 'verify=false'],
    ]);
    expect(ready.code, shown(ready)).toBe(0);
    await host.must(`mkdir '${dir}' && echo one >'${dir}/one' && chown 5:6 '${dir}/one'`);
    await host.must('cat >/root/helpers.sh', { input: helpersText() });
  });
  afterAll(() => host?.down());

  /** Kills the helper with all its children before the call with that number of a program that changes something. */
  const call = (helper: string, killAt: number, words = `alice docker '${dir}'`) =>
    host.exec(`rm -f /run/calls; setsid -w sh -c '
      . /root/helpers.sh
      count() { echo . >>/run/calls; [ "$(wc -l </run/calls)" != "$0" ] || kill -9 -$$; }
      for program in mount umount systemctl mv cp mkdir chmod chown rmdir rm; do
        eval "$program() { count; command $program \\"\\$@\\"; }"
      done
      "$@"' ${killAt} ${helper} ${words}`);

  it('is taken back from wherever it stopped, and goes on from there', async () => {
    const state = async () =>
      (
        await host.exec(`grep -e idmapped -e app.040data /proc/self/mountinfo
      find /etc/systemd/system -name '*.mount'; find /var/lib/rootless-wizard; find '${dir}' -printf '%p %U:%G %m\\n'`)
      ).stdout;
    const before = await state();
    let killed = 0;
    for (let at = 1; ; at++) {
      const cut = await call('rw_migrate_idmap', at);
      if (cut.code === 0) break;
      killed += 1;
      const undone = await call('rw_migrate_idmap_undo', 0);
      expect(undone.code, `${at}: ${told(undone)}`).toBe(0);
      expect(await state(), `undone after ${at}`).toBe(before);
    }
    expect(killed).toBeGreaterThan(15);
    // Each undo is cut off once, and the next one ends it.
    for (let at = 1; ; at++) {
      const made = await call('rw_migrate_idmap', 0);
      expect(made.code, told(made)).toBe(0);
      const cut = await call('rw_migrate_idmap_undo', at);
      const again = await call('rw_migrate_idmap_undo', 0);
      expect(again.code, `${at}: ${told(again)}`).toBe(0);
      expect(await state(), `undone twice after ${at}`).toBe(before);
      if (cut.code === 0) break;
    }
    // What was begun is gone on with.
    await call('rw_migrate_idmap', 12);
    expect((await call('rw_migrate_idmap', 0)).code).toBe(0);
    expect((await call('rw_migrate_idmap_undo', 0)).code).toBe(0);
    expect(await state()).toBe(before);
  });

  it('is refused where a path could lead elsewhere one day, and says so', async () => {
    const refused = async (words: string, why: RegExp) => {
      const { code, stdout } = await call('rw_migrate_idmap', 0, `alice docker ${words}`);
      expect(code, stdout).not.toBe(0);
      expect(stdout).toMatch(why);
      expect((await host.exec(LEFT)).stdout).toBe('');
    };
    await host.must(
      `install -d -o alice /home/alice/data; ln -s '${dir}' /var/lib/link; mkdir -p /var/lib/plain/on`,
    );
    await refused('/home/alice/data', /others than root can change \/home\/alice, and so/);
    await refused('/var/lib/link', /neither a directory nor a file/);
    await refused('/var/lib/link/one', /reached by a link/);
    await refused('"$(printf "/var/lib/a\\nb")"', /a unit of systemd can't name it/);
    await refused('/srv', /can't mount it with other ids|is mounted below it/);
    await host.must('mount -t tmpfs none /var/lib/plain/on');
    await refused('/var/lib/plain', /\/var\/lib\/plain\/on is mounted below it/);
    await host.must('umount /var/lib/plain/on; chown 200000 /var/lib/plain');
    await refused('/var/lib/plain', /belongs to 200000:0, and the ids of alice have none/);
  });
});
