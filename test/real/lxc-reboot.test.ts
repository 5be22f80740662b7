/** LXC over a real reboot, on a host with version 2 of cgroups alone: there LXC 6 makes scopes, and limits count. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootVm, type TestVm } from '../hosts/hosts.ts';
import { CLI, describeReal, told } from './lib/real.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** For what takes minutes by itself on an emulated machine. */
const PATIENT = { timeout: 900_000 };

const SAYS = `printf '%s\\n' '::shutdown:/bin/sh -c "date >>/ended; sleep 2; date >>/ended; sync"'`;

describeReal('a container of LXC in a virtual machine', () => {
  let vm: TestVm;
  const alice = { user: 'alice' } as const;
  beforeAll(async () => {
    const install = ['acl', 'busybox-static', 'dbus-user-session', 'lxc', 'uidmap'];
    vm = await bootVm({ suite: 'trixie', install });
    await vm.push(DIST, '/opt/rootless-wizard');
    await vm.must('chmod 700 /home/alice');
  });
  afterAll(() => vm?.down());

  it('is set up and proven', PATIENT, async () => {
    const done = await vm.exec([
      'node',
      CLI,
      'apply',
      '--yes',
      '--engine',
      'lxc',
      '--user',
      'alice',
    ]);
    expect(done.code, told(done)).toBe(0);
    expect(done.stdout + done.stderr).toMatch(/^ok +Start at boot \(LXC\)/m);
  });

  it('shuts down with the host, and is there again before anybody logs in', PATIENT, async () => {
    await vm.must(
      `lxc-create -n marked -t busybox
      cd ~/.local/share/lxc/marked
      printf 'lxc.start.auto = 1\\nlxc.cgroup2.memory.max = 64M\\n' >>config
      ${SAYS} | lxc-usernsexec -m u:0:100000:65536 -m g:0:100000:65536 -- tee -a rootfs/etc/inittab
      systemctl --user start lxc-container@marked.service
      sync`,
      alice,
    );
    const up = 'until pgrep -u 100000 getty; do sleep 1; done';
    await vm.must(up, { timeoutMs: 180_000 });
    const scopes = await vm.must('systemctl --user --no-legend list-units "lxc-*.scope"', alice);
    expect(scopes).toContain('lxc-marked-0.scope');
    await vm.reboot();
    await vm.must(up, { timeoutMs: 180_000 });
    const sessions = (await vm.must(['loginctl', 'list-sessions', '--no-legend'])).split('\n');
    expect(sessions.filter((row) => / alice /.test(row) && !/ manager/.test(row))).toEqual([]);
    const ended = await vm.readFile('/home/alice/.local/share/lxc/marked/rootfs/ended');
    expect(ended?.trim().split('\n')).toHaveLength(2);
    const limits = 'find /sys/fs/cgroup -path "*/lxc.payload.marked/memory.max" -exec cat {} +';
    expect(await vm.must(limits)).toBe('67108864\n');
    // From a login, without more words: LXC asks for its scope.
    expect(await vm.must('lxc-attach -n marked -- /bin/hostname', alice)).toBe('marked\n');
  });
});
