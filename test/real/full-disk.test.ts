/** A disk that fills up while the wizard writes: files are whole or not there, and the way on is said. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, install, PODMAN_PACKAGES, planned, shown, subids } from './lib/applied.ts';
import { differences, manifest } from './lib/manifest.ts';
import { bootWizardHost, describeReal, wizardCli } from './lib/real.ts';

const STATE = '/root/.local/state/rootless-wizard';
const CONF = '/home/alice/.config/containers';
const FOR_ALICE = ['--user', 'alice', '--engine', 'podman', '--set', 'verify=false'];

describeReal('a full disk', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${PODMAN_PACKAGES} passt`);
  });
  afterAll(() => host?.down());
  beforeEach(() =>
    host.must(`rm -rf ${STATE}; install -d -o alice -g alice /home/alice/.config ${CONF}`),
  );

  /** A file system of its own over a directory, with what was in it and so many free pages (4 KiB). */
  const mountOver = (dir: string, pages: number) =>
    host.must(`saved=$(mktemp -d); cp -a ${dir}/. "$saved"
      mount -t tmpfs -o size=64m,mode=755 full ${dir}
      cp -a "$saved/." ${dir}; chown --reference="$saved" ${dir}; rm -rf "$saved"
      used=$(df --output=used -k ${dir} | tail -1)
      mount -o remount,size=$((used + 4 + ${pages} * 4))k ${dir}
      head -c 4096 /dev/zero >${dir}/filler`);

  it('under the configuration of the user: the run stays open, and goes on when there is room', async () => {
    await mountOver(CONF, 0);
    const stopped = await applied(host, FOR_ALICE);
    expect(stopped.code, shown(stopped)).toBe(5);
    expect(stopped.failed.join()).toMatch(/^storage\.containers-conf: .*No space left on device/);
    expect(await host.must(['ls', '-A', CONF])).toBe('filler\n');
    expect((await wizardCli(host, ['runs'])).stdout).toContain('open');

    await host.must(['umount', CONF]);
    const again = await applied(host, FOR_ALICE);
    expect(again.code, shown(again)).toBe(0);
    expect(await planned(host, FOR_ALICE)).toMatchObject({ changes: [] });
    for (const run of [again.run, stopped.run]) {
      const undone = await wizardCli(host, ['undo', '--yes', run]);
      expect(undone.code, shown(undone)).toBe(0);
    }
    expect(await subids(host)).toEqual([]);
  });

  it('under /etc: /etc/subuid is as it was, without a lock or a piece of a file beside it', async () => {
    await host.must('seq 3000 | sed "s/.*/u&:&00000:65536/" >/etc/subuid');
    await mountOver('/etc', 0);
    const before = await manifest(host);
    const stopped = await applied(host, FOR_ALICE);
    expect(stopped.code, shown(stopped)).toBe(5);
    expect(stopped.failed.join()).toMatch(/^subids\.subuid: .*No space left on device/);
    expect(differences(before, await manifest(host))).toEqual([]);
    const undone = await wizardCli(host, ['undo', '--yes', stopped.run]);
    expect(undone.code, shown(undone)).toBe(0);
    await host.must('umount /etc; : >/etc/subuid');
  });

  it.each([0, 1, 2, 6])(
    'under the journal, with %i pages left: nothing is begun',
    async (pages) => {
      await host.must(['mkdir', '-p', STATE.replace(/\/[^/]+$/, '')]);
      await mountOver(STATE.replace(/\/[^/]+$/, ''), pages);
      const before = await manifest(host);
      const refused = await applied(host, FOR_ALICE);
      expect(refused.code, shown(refused)).toBe(1);
      expect(refused.stderr).toContain('disk is full');
      expect(refused.made).toEqual([]);
      expect(differences(before, await manifest(host))).toEqual([]);
      await host.must(['umount', STATE.replace(/\/[^/]+$/, '')]);
    },
  );
});
