/**
 * What only a kernel of its own can show: limits that hold, a store in a file, a home on a server, a profile
 * of AppArmor, and containers that outlive the session and come back after a reboot; those of LXC, too, which makes
 * scopes only where there is nothing but version 2 of cgroups. Emulated, so minutes: one machine for all engines,
 * packages in its image.
 */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootVm, type TestVm } from '../hosts/hosts.ts';
import { sendNerdctl } from '../hosts/nerdctl.ts';
import { profileText } from './lib/apparmor.ts';
import {
  applied,
  DOCKER_PACKAGES,
  expectProven,
  PODMAN_PACKAGES,
  planned,
  shown,
} from './lib/applied.ts';
import { ended, tellsItsEnd } from './lib/lxc.ts';
import { proofAlone } from './lib/proof-alone.ts';
import { CLI, describeReal } from './lib/real.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const STORE = '/var/lib/rootless/alice';
const ON_STORE = ['--set', `storage.image=${STORE}.xfs`, '--set', 'storage.image-size=3'];
const BOTH = ['--user', 'alice', '--engine', 'podman', '--engine', 'docker', ...ON_STORE];
const LXC = ['--user', 'alice', '--engine', 'lxc'];
const CAROL = ['--user', 'carol', '--engine', 'podman'];

/** An image of nothing but a program that sleeps. */
const PREPARE = `
made=$(mktemp -d)
dpkg-deb -x /srv/repo/busybox-static_*.deb "$made/deb"
mkdir -p "$made/image/bin"
cp "$(find "$made/deb" -type f -path '*/bin/busybox')" "$made/image/bin/sleep"
tar -C "$made/image" --owner=0 --group=0 -cf /srv/sleep.tar .
tar -C "$made/image" --owner=1 --group=1 -cf /srv/owned.tar .
chmod 644 /srv/sleep.tar /srv/owned.tar
rm -rf "$made"
mkdir -p /opt/rootless-wizard
`;

/** A server and its client in one machine: the home of carol, and a server that takes root for nobody. */
const HOME_ON_A_SERVER = `
set -e
useradd -M -d /net/carol -s /bin/bash carol
mkdir -p /srv/homes/carol /net
cp -r /etc/skel/. /home/alice/.ssh /srv/homes/carol
chown -R carol:carol /srv/homes/carol
chmod 700 /srv/homes/carol
echo '/srv/homes 127.0.0.1(rw,root_squash,sync,no_subtree_check)' >/etc/exports
systemctl start nfs-server.service
mount -t nfs4 127.0.0.1:/srv/homes /net
# What a failed try of Podman leaves in /run/user is to be there still when the wizard comes.
loginctl enable-linger carol
! ls /net/carol
`;

/** A server that stops before its own client holds a shutdown up for a minute and a half. */
const HOME_GONE = `
loginctl disable-linger carol
until umount /net 2>/dev/null; do sleep 0.2; done
systemctl stop nfs-server.service
`;

/** Of alice's ids alone: getty of the host is root's. */
const LXC_UP = 'until pgrep -u 100000 getty; do sleep 1; done';

const ENGINES = ['podman', 'docker'] as const;

/** A container of LXC with a limit, which starts with the host and tells its end. */
const MARKED = `
lxc-create -n marked -t busybox
printf 'lxc.start.auto = 1\\nlxc.cgroup2.memory.max = 64M\\n' >>~/.local/share/lxc/marked/config
${tellsItsEnd('marked')}
systemctl --user start lxc-container@marked.service
`;

/** Where all proofs but those of limits are shown on booted hosts; here they take minutes. */
const UNPROVEN = ['--set', 'verify=false'];

/** For what takes minutes by itself: on a machine with other work these have been three times as many. */
const PATIENT = { timeout: 1_500_000 };

describeReal('a virtual machine', () => {
  let vm: TestVm;
  beforeAll(async () => {
    const others =
      'passt docker-cli xfsprogs nfs-kernel-server acl busybox-static lxc containernetworking-plugins';
    const packages = `${PODMAN_PACKAGES} ${DOCKER_PACKAGES} ${others}`.split(' ');
    const install = [...new Set(packages)].sort();
    vm = await bootVm({ suite: 'trixie', install, setup: PREPARE });
    await vm.push(DIST, '/opt/rootless-wizard');
  });
  afterAll(() => vm?.down());

  const asAlice = { user: 'alice' } as const;
  /** How long a container is up, by engine; '' where it is not running. */
  const up = async (engine: (typeof ENGINES)[number]): Promise<string> => {
    const format = '--format={{.Status}}';
    const text = await vm.must([engine, 'ps', '--filter', 'name=keeps-on', format], asAlice);
    return text.trim();
  };

  /** Do both engines keep their data on the XFS in the file? */
  const expectOnStore = async (): Promise<void> => {
    const mounted = await vm.must(['findmnt', '-no', 'FSTYPE,OPTIONS', STORE]);
    expect(mounted).toMatch(/^xfs\s.*\bnosuid,nodev\b/);
    const podman = '{{.Store.GraphRoot}} {{index .Store.GraphStatus "Backing Filesystem"}}';
    const docker = '{{.DockerRootDir}} {{.Driver}} {{.DriverStatus}}';
    expect(await vm.must(['podman', 'info', '--format', podman], asAlice)).toBe(
      `${STORE}/podman xfs\n`,
    );
    expect(await vm.must(['docker', 'info', '--format', docker], asAlice)).toMatch(
      `${STORE}/docker overlay2 [[Backing Filesystem xfs]`,
    );
  };

  let made = '';
  let lxc = '';
  it(
    'holds limits, for both engines, with their data in a file that is mounted',
    PATIENT,
    async () => {
      const run = await applied(vm, BOTH);
      made = run.run;
      for (const engine of ENGINES) {
        expectProven(run, engine);
        expect(run.proofs[`verify.${engine}.limits`], shown(run)).toBe('ok');
      }
      // Delegated by this very run: each engine has shown that they hold.
      expect(run.stdout.split('held back to half a processor')).toHaveLength(3);
      expect(run.stdout.split('for processor 0 alone was kept to it')).toHaveLength(3);
      expect(run.made).toContain('cgroup.delegate');
      await expectOnStore();
      // Sparse: of the 3 GB, what is used and no more.
      const [size, blocks] = (await vm.must(`stat -c '%s %b' ${STORE}.xfs`)).split(' ').map(Number);
      expect(size).toBe(3_000_000_000);
      expect((blocks ?? 0) * 512).toBeLessThan(1_000_000_000);
    },
  );

  it('finds a home on a server, says why it will not do, and gets around it', PATIENT, async () => {
    await vm.must(HOME_ON_A_SERVER);
    const checked = await vm.exec(['node', CLI, 'check', '--json', ...CAROL]);
    const { findings } = JSON.parse(checked.stdout) as { findings: Record<string, unknown>[] };
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'storage.home-fs',
        level: 'warn',
        evidence: '/net/carol: nfs4 (/net)',
      }),
    );
    const asCarol = { user: 'carol' } as const;
    // The fault itself: Podman does not even begin there.
    const refused = await vm.exec(['podman', 'info'], asCarol);
    expect(refused.stderr, shown(refused)).toContain('a network file system with user namespaces');
    const run = await applied(vm, [...CAROL, ...UNPROVEN]);
    expect(run.code, shown(run)).toBe(0);
    expect(run.made).toEqual(
      expect.arrayContaining([
        'storage.podman-dir',
        'storage.podman-conf',
        'storage.podman-forget',
      ]),
    );
    const said = await vm.must(
      `podman import -q /srv/owned.tar localhost/owned:1 >/dev/null
      podman run --rm localhost/owned:1 /bin/sleep 0
      podman info --format '{{.Store.GraphDriverName}} {{.Store.GraphRoot}}'`,
      asCarol,
    );
    expect(said).toBe('overlay /var/lib/rootless/carol/podman\n');
    // Root does not see into that home: undo has to ask who may.
    await vm.must(['node', CLI, 'undo', run.run, '--yes', '--user', 'carol']);
    const conf = '~/.config/containers/storage.conf';
    expect((await vm.exec(`test -e ${conf}`, asCarol)).code).toBe(1);
    await vm.must(HOME_GONE);
  });

  it('holds limits for nerdctl as well', PATIENT, async () => {
    const { path, sha256 } = await sendNerdctl(vm);
    const archive = ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
    const run = await applied(vm, [
      '--user',
      'bob',
      '--engine',
      'nerdctl',
      ...archive,
      ...UNPROVEN,
    ]);
    expect(run.code, shown(run)).toBe(0);
    const program = (await vm.must('command -v nerdctl', { user: 'bob' })).trim();
    const said = await proofAlone(vm, 'bob', `rw_proof nerdctl ${program} limits`);
    expect(said).toContain('200 MB in 64 MB were stopped; so was the 31st process');
    expect(said).toContain('held back to half a processor');
    expect(said).toContain('for processor 0 alone was kept to it');
    await vm.must(['node', CLI, 'undo', run.run, '--yes', '--user', 'bob']);
  });

  it('lets a profile of AppArmor in, which the program then has, and takes it out again', async () => {
    expect(await vm.readFile('/sys/module/apparmor/parameters/enabled')).toBe('Y\n');
    const path = '/usr/local/bin/rootlesskit';
    await vm.must(['cp', '/usr/bin/rootlesskit', path]);
    const there = (await vm.must(['ls', '/etc/apparmor.d'])).trim().split('\n');
    const profile = profileText(path, there);
    const loaded = async (): Promise<readonly string[]> => {
      const all = (await vm.readFile('/sys/kernel/security/apparmor/profiles')) ?? '';
      return all.split('\n').filter((line) => line.startsWith(path));
    };
    expect(await loaded()).toEqual([]);
    await vm.must(['sh', '-s'], { input: profile.apply });
    expect(await loaded()).toEqual([`${path} (unconfined)`]);
    expect(await vm.must(['aa-status'])).toContain(`\n   ${path}\n`);
    const label = await vm.must([path, 'cat', '/proc/self/attr/current'], asAlice);
    expect(label).toBe(`${path} (unconfined)\n`);
    await vm.must(['sh', '-s'], { input: profile.undo });
    expect(await loaded()).toEqual([]);
    expect((await vm.must(['ls', '/etc/apparmor.d'])).trim().split('\n')).toEqual(there);
    await vm.must(['rm', path]);
  });

  it('has a container of LXC beside them, in a scope of its own', PATIENT, async () => {
    const run = await applied(vm, LXC);
    lxc = run.run;
    expect(run.code, shown(run)).toBe(0);
    expect(run.proofs).toMatchObject({ 'verify.lxc.network': 'ok', 'verify.lxc.boot': 'ok' });
    await vm.must(MARKED, asAlice);
    await vm.must(LXC_UP, { timeoutMs: 180_000 });
    const scopes = await vm.must('systemctl --user --no-legend list-units "lxc-*.scope"', asAlice);
    expect(scopes).toContain('lxc-marked-0.scope');
  });

  it(
    'keeps containers when the session ends, and starts them after a reboot',
    PATIENT,
    async () => {
      for (const engine of ENGINES) {
        await vm.must(
          `${engine} import /srv/sleep.tar localhost/sleep:1 2>&1
        ${engine} run -d --restart=always --stop-signal=KILL --name keeps-on localhost/sleep:1 /bin/sleep 9999`,
          asAlice,
        );
      }
      // Each `up` is a login of its own: the one that started the containers is over.
      for (const engine of ENGINES) expect(await up(engine)).toMatch(/^Up /);
      await vm.must('sync');
      await vm.reboot();
      // Nobody has logged in yet: lingering alone has to bring them.
      await vm.must(
        // Of alice, or of an id of hers.
        `until [ "$(pgrep -fc '^/bin/sleep 9999')" = 2 ]; do sleep 1; done`,
        { timeoutMs: 180_000 },
      );
      await vm.must(LXC_UP, { timeoutMs: 180_000 });
      // systemd 256 and later list the user's manager itself as a session of its own class.
      const sessions = (await vm.must(['loginctl', 'list-sessions', '--no-legend'])).split('\n');
      expect(sessions.filter((row) => / alice /.test(row) && !/ manager/.test(row))).toEqual([]);
      for (const engine of ENGINES) expect(await up(engine)).toMatch(/^Up /);
      await expectOnStore();
    },
  );

  it('told the container of LXC to end, and gives it its limit again', async () => {
    expect(await ended(vm, 'marked')).toHaveLength(2);
    const limits = 'find /sys/fs/cgroup -path "*/lxc.payload.marked/memory.max" -exec cat {} +';
    expect(await vm.must(limits)).toBe('67108864\n');
    // From a login, without more words: LXC asks for its scope.
    expect(await vm.must('lxc-attach -n marked -- /bin/hostname', asAlice)).toBe('marked\n');
    await vm.must('lxc-stop -k -n marked; lxc-destroy -n marked', asAlice);
    await vm.must(['node', CLI, 'undo', lxc, '--yes', '--user', 'alice']);
  });

  it('delegates every controller after that, and has nothing left to do', async () => {
    const path = '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers';
    const delegated = ((await vm.readFile(path)) ?? '').trim().split(' ');
    expect(delegated).toEqual(expect.arrayContaining(['cpu', 'cpuset', 'io', 'memory', 'pids']));
    expect(await planned(vm, BOTH)).toMatchObject({ changes: [] });
    const checked = await vm.exec(['node', CLI, 'check', ...BOTH]);
    expect(checked.code, shown(checked)).toBe(0);
  });

  it('takes all of it back, and leaves the file with what lies in it', PATIENT, async () => {
    for (const engine of ENGINES) await vm.must(`${engine} rm -f keeps-on`, asAlice);
    const undone = await vm.exec(['node', CLI, 'undo', made, '--yes', '--user', 'alice']);
    expect(undone.code, shown(undone)).toBe(0);
    expect(undone.stdout + undone.stderr).toContain(`rm -- ${STORE}.xfs`);
    const left = await vm.must(`ls -d ${STORE}*; losetup -n -O BACK-FILE -j ${STORE}.xfs`);
    expect(left).toBe(`${STORE}.xfs\n`);
    expect((await vm.exec('systemctl cat var-lib-rootless-alice.mount')).code).not.toBe(0);
    await vm.must(`mount -o loop,ro ${STORE}.xfs /mnt && ls /mnt/podman/overlay && umount /mnt`);
  });
});
