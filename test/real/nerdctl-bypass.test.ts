/** bypass4netns for containers of nerdctl: out of the full archive, and it is really used. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { type Archive, bringNerdctl } from '../hosts/nerdctl.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const ENGINE = ['--engine', 'nerdctl', '--user', 'alice'];
const WANTED = [...ENGINE, '--set', 'service.nerdctl-bypass=true'];
const RISK = ['--accept-risk', 'bypass-ports'];
const OPTION = ['--annotation', 'nerdctl/bypass4netns=true'];

function answersFor({ path, sha256 }: Archive): readonly string[] {
  return ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
}

describeReal('bypass4netns for nerdctl on trixie', () => {
  let host: TestHost;
  let full: Archive;
  let whole: Archive;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    full = await bringNerdctl(host, 'full');
    const without = `${full.path.replace('/srv/', '/srv/without/')}`;
    await host.must(['sh', '-c', `mkdir /srv/without && mv ${full.path} ${without}`]);
    full = { ...full, path: without };
    whole = await bringNerdctl(host, 'bypass');
    fresh = await manifest(host);
  }, 900_000);
  afterAll(() => host?.down());

  /** Programs that hold the sockets on which a port of the host is listened on, seen from the host. */
  const listener = async (port: number): Promise<string> =>
    (await host.must(`ss -H -ltnp "sport = :${port}"`)).match(/users:\(\("([^"]+)"/)?.[1] ?? '';

  /** What httpd says of those who asked it. */
  const callers = (port: number): Promise<string> =>
    host.must(`nerdctl logs web-nerdctl-${port} 2>&1`, { user: 'alice' });

  it('is not set up unless it is asked for, and names what an archive lacks', async () => {
    const plain = await planned(host, [...ENGINE, ...answersFor(whole)]);
    expect(JSON.stringify(plain.steps)).not.toContain('bypass4netnsd.service');
    const { steps } = await planned(host, [...WANTED, ...answersFor(full)]);
    const step = steps.find(({ id }) => id === 'packages');
    expect(step).toMatchObject({ status: 'blocked' });
    expect(step?.because).toContain('bypass4netnsd');
  });

  it('is a risk to accept by its name', async () => {
    const run = await wizardCli(host, ['apply', '--yes', ...WANTED, ...answersFor(whole)]);
    expect(run.code, told(run)).not.toBe(0);
    expect(run.stderr).toContain('bypass-ports');
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });

  it('is installed, runs, and is proven to be used', async () => {
    const run = await applied(host, [...WANTED, ...RISK, ...answersFor(whole)]);
    expectProven(run, 'nerdctl');
    expect(run.proofs, shown(run)).toMatchObject({ 'verify.nerdctl.bypass': 'ok' });
    expect(run.made).toContain('packages.nerdctl-bypass4netns');
    expect(run.made).toContain('service.bypass-start');
  });

  it('gives a socket of the host to the container that asks for it, and to no other', async () => {
    await serve(host, 'alice', 'nerdctl', 8080, ['-v'], OPTION);
    expect(await answer(host, 8080)).toBe(HELLO);
    expect(await listener(8080)).toBe('httpd');
    await serve(host, 'alice', 'nerdctl', 8081, ['-v']);
    expect(await answer(host, 8081)).toBe(HELLO);
    expect(await listener(8081)).toBe('rootlesskit');
    // The address of the bridge hides the caller, and only there.
    const bridge = /\b10\.4\.\d+\.1\]?:\d+: response:200/;
    expect(await callers(8081)).toMatch(bridge);
    expect(await callers(8080)).toMatch(/: response:200/);
    expect(await callers(8080)).not.toMatch(bridge);
    await remove(host, 'alice', 'nerdctl', 'web-nerdctl-8081');
  });

  it('opens on every address what was published at 127.0.0.1, as the risk says', async () => {
    await host.must(
      `nerdctl run -d --name local -p 127.0.0.1:8082:80 ${OPTION.join(' ')} localhost/web:1 /bin/httpd -f -p 80 -h /www`,
      { user: 'alice' },
    );
    expect(await answer(host, 8082)).toBe(HELLO);
    await remove(host, 'alice', 'nerdctl', 'local');
  });

  it('brings the container back with containerd, and leaves no bypass4netns of before', async () => {
    const user = { user: 'alice' };
    const name = 'web-nerdctl-8080';
    await host.must(['nerdctl', 'update', '--restart=always', name], user);
    await host.must(['systemctl', '--user', 'restart', 'containerd.service'], user);
    const up = `for i in $(seq 60); do [ "$(nerdctl inspect -f '{{.State.Status}}' ${name})" = running ] && exit; sleep 1; done; exit 1`;
    await host.must(['sh', '-c', up], user);
    expect(await answer(host, 8080)).toBe(HELLO);
    expect(await listener(8080)).toBe('httpd');
    const helpers = await host.must('pgrep -u alice -cf "^[^ ]*/bypass4netns --socket="');
    expect(helpers.trim()).toBe('1');
    await remove(host, 'alice', 'nerdctl', name);
  });

  it('opens ports from the sysctl on, and not with the capability of rootlesskit', async () => {
    const low = 'net.ipv4.ip_unprivileged_port_start';
    const publish = async (port: number): Promise<boolean> => {
      await host.must(
        `nerdctl run -d --name low -p ${port}:80 ${OPTION.join(' ')} localhost/web:1 /bin/httpd -f -p 80 -h /www`,
        { user: 'alice' },
      );
      const ask = `for i in 1 2 3; do curl -sm 2 http://127.0.0.1:${port} && exit; sleep 1; done; exit 1`;
      const { code } = await host.exec(['sh', '-c', ask]);
      await remove(host, 'alice', 'nerdctl', 'low');
      return code === 0;
    };
    const restart = () =>
      host.must('systemctl --user reset-failed; systemctl --user restart containerd.service', {
        user: 'alice',
      });
    expect(await publish(85)).toBe(false);
    await host.must(`setcap cap_net_bind_service=ep /usr/bin/rootlesskit`);
    await restart();
    expect(await publish(85)).toBe(false);
    await host.must(`setcap -r /usr/bin/rootlesskit`);
    await restart();
    await host.must(['sysctl', '-q', `${low}=80`]);
    expect(await publish(85)).toBe(true);
    expect(await publish(70)).toBe(false);
    await host.must(['sysctl', '-q', `${low}=1024`]);
  });

  it('is there again with BuildKit, after containerd was started too often', async () => {
    const user = { user: 'alice' };
    const systemctl = (...args: readonly string[]) =>
      host.exec(['systemctl', '--user', ...args], user);
    let refused = 0;
    for (let i = 0; i < 5 && refused === 0; i += 1) {
      refused = (await systemctl('restart', 'containerd.service')).code;
    }
    expect(refused).not.toBe(0);
    // What systemd says that a person is to do: it names containerd alone.
    await systemctl('reset-failed', 'containerd.service');
    expect((await systemctl('start', 'containerd.service')).code).toBe(0);
    const all = 'containerd.service buildkit.service bypass4netnsd.service';
    const up = `for i in $(seq 20); do [ "$(systemctl --user is-active ${all} | sort -u)" = active ] && exit; sleep 1; done; systemctl --user status ${all}; exit 1`;
    await host.must(['sh', '-c', up], user);
  });

  it('has nothing left to do, and is known', async () => {
    const again = await applied(host, ENGINE);
    expect(again.made, shown(again)).toEqual([]);
    expect(again.proofs).toMatchObject({ 'verify.nerdctl.bypass': 'ok' });
    const check = await wizardCli(host, ['check', '--json', ...ENGINE, 'nerdctl.bypass4netns']);
    expect(check.stdout).toContain('bypass4netnsd.service: enabled, active');
  });

  it('says in check that the daemon does not run, and starts it', async () => {
    await host.must(['systemctl', '--user', 'stop', 'bypass4netnsd.service'], { user: 'alice' });
    const check = await wizardCli(host, ['check', '-v', ...ENGINE, 'nerdctl.bypass4netns']);
    expect(check.stdout.replace(/\s+/g, ' ')).toContain('bypass4netnsd does not run');
    const run = await applied(host, ENGINE);
    expect(run.made, shown(run)).toEqual(['service.bypass-start']);
    expect(run.proofs).toMatchObject({ 'verify.nerdctl.bypass': 'ok' });
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
  });

  it('is taken away by a no of later, and is there again when that is taken back', async () => {
    const unit = '/home/alice/.config/systemd/user/bypass4netnsd.service';
    const was = await manifest(host);
    // The test before left it stopped, as it was.
    await host.must(['systemctl', '--user', 'start', 'bypass4netnsd.service'], { user: 'alice' });
    const run = await applied(host, [...ENGINE, '--set', 'service.nerdctl-bypass=false']);
    const made = ['service.bypass-off', 'service.bypass-gone', 'service.bypass-forget'];
    expect(run.made, shown(run)).toEqual(made);
    expect((await host.exec(['test', '-e', unit])).code).toBe(1);
    expect((await host.exec('pgrep -u alice bypass4netns')).code).toBe(1);
    // Nobody is asked twice: the no stays.
    expect((await planned(host, ENGINE)).changes).toEqual([]);
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(was, await manifest(host), await ofPackages(host))).toEqual([]);
    const active = ['systemctl', '--user', 'is-active', 'bypass4netnsd.service'];
    expect((await host.must(active, { user: 'alice' })).trim()).toBe('active');
  });

  it('is taken back without a trace', async () => {
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    expect((await host.exec('pgrep -u alice "bypass4netns|containerd"')).code).toBe(1);
  });
});
