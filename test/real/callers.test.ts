/**
 * Who calls a published port, with RootlessKit's own ports: Docker without its proxy, where that is new enough.
 * A kernel that does not filter on bridges has to be made to: only a machine of its own can show that.
 */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootVm, type TestHost, type TestVm } from '../hosts/hosts.ts';
import { applied, expectProven, install, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { bringDocker29, putDocker29 } from './lib/docker-29.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, CLI, describeReal, told, wizardCli } from './lib/real.ts';

const DAEMON = '/home/alice/.config/docker/daemon.json';
const NO_PROXY = ['--set', 'service.docker-network=no-proxy'];

describeReal('Docker 29 without its proxy, on trixie', () => {
  let host: TestHost;
  let caller = '';
  let args: readonly string[];
  let archives: readonly string[];
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    // The machine has the other address of the link's four.
    caller = host.address.replace(/\d+$/, (last) => String(Number(last) - 1));
    await install(host, 'libyajl2');
    archives = await bringDocker29(host);
    args = ['--engine', 'docker', '--user', 'alice'];
    fresh = await manifest(host);
  }, 600_000);
  afterAll(() => host?.down());

  /** What a container says of a call from this machine. */
  const callersSeen = async (): Promise<string> => {
    const name = await serve(host, 'alice', 'docker', 8080, ['-vv']);
    // Once more: RootlessKit may hide who asks just before the server listens.
    for (const _ of [1, 2]) expect(await answer(host, 8080)).toBe(HELLO);
    const seen = await host.must(`docker logs ${name} 2>&1`, { user: 'alice' });
    await remove(host, 'alice', 'docker', name);
    expect(seen).toContain('response:200');
    return seen;
  };

  it("is not to be had with Debian's Docker, which is said with the versions", async () => {
    const refused = await wizardCli(host, ['plan', ...args, ...NO_PROXY]);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toMatch(
      /Docker 28 and RootlessKit 3 .* Docker 26\.\S+ with RootlessKit 2\.0/,
    );
  });

  it('shows who calls, with both halves written in one run', async () => {
    const run = await applied(host, [...args, ...archives, ...NO_PROXY]);
    expectProven(run, 'docker');
    expect(run.proofs).toMatchObject({ 'verify.docker.caller': 'ok' });
    expect(run.made).toContain('service.docker-proxy');
    expect(JSON.parse((await host.readFile(DAEMON)) ?? '')).toEqual({ 'userland-proxy': false });
    expect(await host.must('docker version', { user: 'alice' })).toMatch(
      /Version: +29\.8\.1[\s\S]*PortDriver: +builtin/,
    );
    expect(await callersSeen()).toContain(`${caller}]:`);
  });

  it('has nothing left to do, without being asked for it again, and nothing to complain about', async () => {
    const again = await applied(host, args);
    expect(again.made, shown(again)).toEqual([]);
    expectProven(again, 'docker');
    const check = await wizardCli(host, ['check', ...args]);
    expect(check.code, told(check)).toBe(0);
    expect(check.stdout).not.toContain('userland-proxy');
  });

  it('gives containers IPv6, and shows who calls over it', async () => {
    await host.must('ip -6 address add 2001:db8:1::2/64 dev eth0 nodad');
    const run = await applied(host, [...args, '--set', 'service.docker-ipv6=true']);
    expectProven(run, 'docker');
    expect(run.proofs).toMatchObject({ 'verify.docker.ipv6': 'ok' });
    expect(JSON.parse((await host.readFile(DAEMON)) ?? '')).toEqual({
      'userland-proxy': false,
      ipv6: true,
      'default-network-opts': { bridge: { 'com.docker.network.enable_ipv6': 'true' } },
    });
    const name = await serve(host, 'alice', 'docker', 8080, ['-vv']);
    expect(await answer(host, 8080)).toBe(HELLO);
    await host.must('node -e \'fetch("http://[2001:db8:1::2]:8080/")\'', { user: 'alice' });
    const seen = await host.must(`docker logs ${name} 2>&1`, { user: 'alice' });
    await remove(host, 'alice', 'docker', name);
    expect(seen).toContain('[2001:db8:1::2]:');
    expect((await planned(host, args)).changes).toEqual([]);
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
  });

  it('hides callers again where that is chosen', async () => {
    const run = await applied(host, [...args, '--set', 'service.docker-network=default']);
    expectProven(run, 'docker');
    expect(run.made).toEqual([
      'service.docker-proxy',
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-restart',
    ]);
    expect(await callersSeen()).not.toContain(caller);
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(await callersSeen()).toContain(`${caller}]:`);
  });

  it('is taken back without a trace', async () => {
    const undo = await wizardCli(host, ['undo', '--yes', '--packages']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    expect((await host.exec('pgrep -u alice "dockerd|containerd|rootlesskit"')).code).toBe(1);
  });
});

/** One setting of the kernel, in the namespace of the host and in that of Docker. */
const FILTER = '/proc/sys/net/bridge/bridge-nf-call-iptables';
const IN_DOCKER = `nsenter -U --preserve-credentials -m -t $(cat $XDG_RUNTIME_DIR/docker.pid) \\
  nsenter --net=$XDG_RUNTIME_DIR/dockerd-rootless/netns cat ${FILTER}`;

/** Emulated, and on a machine with other work three times as slow. */
const PATIENT = { timeout: 1_500_000 };

describeReal('Docker 29 without its proxy, on a kernel that does not filter on bridges', () => {
  let vm: TestVm;
  let args: readonly string[];
  const asAlice = { user: 'alice' } as const;
  beforeAll(async () => {
    const packages =
      'uidmap slirp4netns iptables dbus-user-session docker-cli containerd crun tini';
    vm = await bootVm({ suite: 'trixie', install: packages.split(' ') });
    await vm.must('mkdir -p /opt/rootless-wizard');
    await vm.push(fileURLToPath(new URL('../../dist', import.meta.url)), '/opt/rootless-wizard');
    await putDocker29(vm);
    args = ['--engine', 'docker', '--user', 'alice'];
  }, PATIENT.timeout);
  afterAll(() => vm?.down());

  it('has the module loaded, and the bridges of the host left alone', PATIENT, async () => {
    expect(await vm.readFile(FILTER)).toBeNull();
    // What Docker shows then is proven on the host above; here it would take minutes.
    const run = await applied(vm, [...args, ...NO_PROXY, '--set', 'verify=false']);
    expect(run.code, shown(run)).toBe(0);
    const kernel = ['kernel.bridge-sysctl', 'kernel.bridge-file', 'kernel.bridge'];
    expect(run.made.filter((id) => id.startsWith('kernel.'))).toEqual([
      ...kernel,
      'kernel.bridge-leave',
    ]);
    expect(await vm.readFile(FILTER)).toBe('0\n');
    expect(await vm.must(IN_DOCKER, asAlice)).toBe('1\n');
  });

  it('does not start without the module, which check says', PATIENT, async () => {
    await vm.must('systemctl --user stop docker.service', asAlice);
    await vm.must('modprobe -r br_netfilter');
    expect((await vm.exec('systemctl --user start docker.service', asAlice)).code).not.toBe(0);
    const check = await vm.exec(['node', CLI, 'check', '--json', ...args]);
    const { findings } = JSON.parse(check.stdout) as { findings: { id: string; level: string }[] };
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'docker.userland-proxy', level: 'fail' }),
    );
  });

  it('has it again after a reboot', PATIENT, async () => {
    await vm.must('sync');
    await vm.reboot();
    expect(await vm.readFile(FILTER)).toBe('0\n');
    await vm.must('until docker info >/dev/null 2>&1; do sleep 1; done', asAlice);
    expect(await vm.must(IN_DOCKER, asAlice)).toBe('1\n');
  });

  it('leaves no file of root behind, and the bridges of the host alone', PATIENT, async () => {
    const undo = await vm.exec(['node', CLI, 'undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(await vm.must('ls /etc/sysctl.d /etc/modules-load.d')).not.toContain('rootless-wizard');
    expect(await vm.readFile(FILTER)).toBe('0\n');
  });
});
