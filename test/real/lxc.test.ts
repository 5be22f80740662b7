/** LXC from nothing to a container of a user, which outlives a logout; and all of it taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { ended, tellsItsEnd } from './lib/lxc.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const SCOPE = ['systemd-run', '--user', '--scope', '--quiet', '-p', 'Delegate=yes', '--'];

/** Waits until two containers of busybox run and ask for an address. */
const UP = `until [ "$(pgrep -fc -u 100000 '^/bin/getty')" = 2 ]; do sleep 0.2; done`;

describeReal('LXC on trixie', () => {
  let host: TestHost;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must('chmod 700 /home/alice');
    fresh = await manifest(host);
  });
  afterAll(() => host?.down());

  it('stops before anything is installed where something else has the addresses of its bridge', async () => {
    const args = ['apply', '--yes', '--engine', 'lxc', '--user', 'alice'];
    await host.must(
      'ip link add other0 type bridge && ip addr add 10.0.3.9/22 dev other0 && ip link set other0 up',
    );
    const refused = await wizardCli(host, args);
    expect(refused.code, told(refused)).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain('10.0.0.0/22 at other0');
    await host.must('ip link del other0');
    expect(differences(fresh, await manifest(host))).toEqual([]);
  });

  it('goes from nothing to proven containers', async () => {
    const args = ['apply', '--yes', '--engine', 'lxc', '--user', 'alice', '--json'];
    const done = await wizardCli(host, args);
    expect(done.code, told(done)).toBe(0);
    const events = done.stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(events.filter(({ type }) => type === 'step_failed')).toEqual([]);
    const proofs = events.filter(({ type }) => type === 'finding').map((one) => one.finding);
    expect(proofs.map(({ id, level }) => `${id} ${level}`)).toEqual([
      'verify.lxc.run ok',
      'verify.lxc.network ok',
      'verify.lxc.boot ok',
      'verify.lxc.check ok',
    ]);
    expect(proofs[0].evidence).toContain('uid_map 0:100000:65536');
    expect(await host.readFile('/etc/lxc/lxc-usernet')).toBe('alice veth lxcbr0 10\n');
    expect(await host.must('getfacl -cpn /home/alice')).toContain('user:100000:--x');
    // The proofs took their containers away.
    expect(await host.must('ls -A /home/alice/.local/share/lxc')).toBe('');
  });

  it('has nothing left to do then, and every step says why', async () => {
    const plan = await wizardCli(host, ['plan', '--engine', 'lxc', '--json'], { user: 'alice' });
    const { summary, steps } = JSON.parse(plan.stdout);
    expect(summary.changes, told(plan)).toBe(0);
    for (const { id, status, because } of steps) {
      expect(['ok', 'skip'], id).toContain(status);
      expect(because.length, id).toBeGreaterThan(10);
    }
  });

  it('has a container of the person that gets an address, and runs on after a logout', async () => {
    await host.must('dpkg -i /srv/repo/busybox-static_*.deb');
    const alice = { user: 'alice' } as const;
    for (const argv of [
      ['lxc-create', '-n', 'mine', '-t', 'busybox'],
      [...SCOPE, 'lxc-start', '-n', 'mine'],
      [...SCOPE, 'lxc-attach', '-n', 'mine', '--', 'udhcpc', '-i', 'eth0', '-q', '-n'],
    ]) {
      const done = await host.exec(argv, alice);
      expect(done.code, told(done)).toBe(0);
    }
    const info = await host.exec(['lxc-info', '-n', 'mine', '-s', '-i'], alice);
    expect(info.stdout, told(info)).toMatch(/RUNNING[\s\S]*10\.0\.3\./);
    const who = await host.must(
      "ps -o uid= -p $(pgrep -f '^init$|^/sbin/init$' -u 100000 | head -1)",
    );
    expect(who.trim()).toBe('100000');
    for (const argv of [
      ['lxc-stop', '-k', '-n', 'mine'],
      ['lxc-destroy', '-n', 'mine'],
    ]) {
      const done = await host.exec(argv, alice);
      expect(done.code, told(done)).toBe(0);
    }
  });

  it('starts what is marked with the host, without a login, and shuts it down with it', async () => {
    const alice = { user: 'alice' } as const;
    const odd = 'o$HOME-%i.x';
    for (const name of ['marked', odd, 'plain']) {
      await host.must(['lxc-create', '-n', name, '-t', 'busybox'], alice);
    }
    await host.must(`${tellsItsEnd('marked')}\n${tellsItsEnd(odd)}`, alice);
    const mark = `printf 'lxc.start.auto = 1\\n' >>"$HOME/.local/share/lxc/$1/config"`;
    for (const name of ['marked', odd]) await host.must(['sh', '-c', mark, 'sh', name], alice);
    const running = async (): Promise<string> => host.must('lxc-ls --running -1', alice);
    expect(await running()).toBe('');

    // As when the host comes up: lxc-net waits for the network, and the user's systemd does not.
    await host.must('systemctl stop user@1000.service lxc-net.service');
    await host.must('systemctl start user@1000.service; sleep 3; systemctl start lxc-net.service');
    await host.must(UP, { timeoutMs: 60_000 });
    const sessions = (await host.must('loginctl list-sessions --no-legend')).split('\n');
    expect(sessions.filter((row) => / alice /.test(row) && !/ manager/.test(row))).toEqual([]);
    expect((await running()).trim().split('\n').sort()).toEqual(['marked', odd]);
    const checked = await wizardCli(host, ['check', '--engine', 'lxc', '--json'], alice);
    expect(checked.stdout).toMatch(/"lxc\.boot",\s*"level": *"ok"/);

    await host.must('systemctl stop user@1000.service');
    for (const name of ['marked', odd]) expect(await ended(host, name)).toHaveLength(2);
    // A container that is gone by then is no failure, and neither is its unit.
    await host.must(`rm -r "/home/alice/.local/share/lxc/${odd.replace('$', '\\$')}"`);
    await host.must('systemctl start user@1000.service');
    await host.must(UP.replace('= 2', '= 1'), { timeoutMs: 60_000 });
    const gone = 'lxc-container@gone.service';
    await host.must(['systemctl', '--user', 'start', gone], alice);
    expect(await host.must('systemctl --user --failed --no-legend', alice)).toBe('');
    expect(await running()).toBe('marked\n');
  });

  it('names what is wrong once the allowance is gone', async () => {
    await host.must('cp -p /etc/lxc/lxc-usernet /root/ && : >/etc/lxc/lxc-usernet');
    const found = await wizardCli(host, ['check', '--engine', 'lxc', '--user', 'alice']);
    expect(found.stdout + found.stderr).toContain('lxc-usernet');
    const plan = await wizardCli(host, ['plan', '--engine', 'lxc', '--user', 'alice', '--json']);
    expect(JSON.parse(plan.stdout).summary.changes, told(plan)).toBe(1);
    await host.must('cp -p /root/lxc-usernet /etc/lxc/lxc-usernet');
  });

  it('takes it back without a trace, and leaves the packages', async () => {
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    // Its containers are shut down, and stay; without the ids it is root who takes them away.
    expect(await ended(host, 'marked')).toHaveLength(4);
    await host.must('rm -rf /home/alice/.cache /home/alice/.local');
    const left = differences(fresh, await manifest(host), await ofPackages(host));
    // dnsmasq's package makes an account for it.
    expect(left.filter((row) => !/^\/etc\/(passwd|shadow)-?: /.test(row))).toEqual([]);
    expect(await host.must('getent passwd dnsmasq')).toContain('dnsmasq');
    expect(await host.must('getfacl -cpn /home/alice')).not.toContain('100000');
    expect(await host.must('ls /sys/class/net')).not.toContain('lxcbr0');
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
  });

  it('sets bob up beside Podman, and says that both have the same ids', async () => {
    const before = await manifest(host);
    const args = ['apply', '--yes', '--engine', 'podman', '--engine', 'lxc', '--user', 'bob'];
    const plan = await wizardCli(host, ['plan', ...args.slice(2)]);
    expect(plan.stdout, told(plan)).toContain('same subordinate ids');
    const done = await wizardCli(host, [...args, '--json']);
    expect(done.code, told(done)).toBe(0);
    expect(done.stdout).toContain('"verify.lxc.network","level":"ok"');
    expect(done.stdout).toContain('"verify.podman.run","level":"ok"');
    // Somebody else is let in meanwhile, and stays so, and so does the bridge of another user.
    await host.must(
      'setfacl -m u:alice:x /home/bob; echo carol veth lxcbr0 2 >>/etc/lxc/lxc-usernet',
    );
    const undo = await wizardCli(host, ['undo', '--yes']);
    // What was written next to its own line stays for a person to look at.
    expect(undo.code, told(undo)).toBe(1);
    expect(undo.stdout + undo.stderr).toContain('lxcbr0 is used by carol');
    expect(await host.must('ls /sys/class/net')).toContain('lxcbr0');
    expect(await host.must('systemctl is-active lxc-net.service')).toBe('active\n');
    await host.must('systemctl stop lxc-net.service; rm /etc/lxc/lxc-usernet');
    const list = await host.must('getfacl -cpn /home/bob');
    expect(list.match(/^user:.+/gm)).toEqual(['user::rwx', 'user:1000:--x']);
    await host.must('setfacl -b /home/bob');
    expect(differences(before, await manifest(host), await ofPackages(host))).toEqual([]);
  });
});
