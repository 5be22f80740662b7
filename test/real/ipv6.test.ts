/** IPv6 for containers of rootless Docker, Debian's, on a host that has an address that leads out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const DAEMON = '/home/alice/.config/docker/daemon.json';
const IPV6 = ['--set', 'service.docker-ipv6=true'];

/** Somebody whom containers call: not the address that their own ports are published at. */
const OUTSIDE = '2001:db8:2::2';
const ADDRESSES = `ip -6 address add 2001:db8:1::2/64 dev eth0 nodad
  ip -6 address add ${OUTSIDE}/128 dev lo
  systemd-run --quiet --unit=outside node -e \\
    'require("http").createServer((q, a) => a.end("outside\\n")).listen(9999, "${OUTSIDE}")'`;

describeReal('IPv6 for Docker on trixie', () => {
  let host: TestHost;
  let fresh: Manifest;
  const args = ['--engine', 'docker', '--user', 'alice'];
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must(ADDRESSES);
    fresh = await manifest(host);
  });
  afterAll(() => host?.down());

  /** What a container hears of somebody outside, and what it says at ::1 of the host. */
  const heard = async (): Promise<{ readonly out: string; readonly home: string }> => {
    const name = await serve(host, 'alice', 'docker', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    const wget = `docker exec ${name} busybox wget -T 5 -qO- http://[${OUTSIDE}]:9999/ 2>&1`;
    const out = await host.exec(wget, { user: 'alice' });
    const home = await host.exec(
      `node -e 'fetch("http://[::1]:8080/").then((a) => a.text()).then(console.log)'`,
      { user: 'alice' },
    );
    await remove(host, 'alice', 'docker', name);
    return { out: out.stdout.trim(), home: home.stdout.trim() };
  };

  it('is not to be had where the ports or the kernel have none, which is said', async () => {
    const ports = ['--set', 'service.docker-network=slirp4netns'];
    const slirp = await wizardCli(host, ['plan', ...args, ...IPV6, ...ports]);
    expect(slirp.code, told(slirp)).toBe(2);
    expect(slirp.stderr).toContain('IPv4 alone');
    await host.must('sysctl -qw net.ipv6.conf.all.disable_ipv6=1');
    const none = await wizardCli(host, ['plan', ...args, ...IPV6]);
    await host.must(`sysctl -qw net.ipv6.conf.all.disable_ipv6=0; systemctl stop outside
      ${ADDRESSES}`);
    expect(none.code, told(none)).toBe(2);
    expect(none.stderr).toContain('IPv6 is switched off on this host');
  });

  it('is off where nobody asks: ports answer at ::1, and no container gets out', async () => {
    const run = await applied(host, [...args, '--set', 'verify=false']);
    expect(run.code, shown(run)).toBe(0);
    const { out, home } = await heard();
    expect(out).toContain('unreachable');
    expect(home).toBe(HELLO);
  });

  it('is there where it was chosen: addresses, ports, and a way out', async () => {
    // Beside another answer in the same file.
    const reach = ['--set', 'service.docker-reach-host=true', '--accept-risk', 'host-loopback'];
    const run = await applied(host, [...args, ...IPV6, ...reach]);
    expectProven(run, 'docker');
    expect(run.proofs).toMatchObject({ 'verify.docker.ipv6': 'ok' });
    expect(run.made).toEqual([
      'service.docker-gateway',
      'service.docker-ipv6',
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-restart',
    ]);
    expect(await heard()).toEqual({ out: 'outside', home: HELLO });
  });

  it('has nothing left to do, without being asked for it again', async () => {
    expect((await planned(host, args)).changes).toEqual([]);
  });

  it('is gone where it is not wanted any more, and back by undo', async () => {
    const run = await applied(host, [...args, '--set', 'service.docker-ipv6=false']);
    expectProven(run, 'docker');
    expect(JSON.parse((await host.readFile(DAEMON)) ?? '')).toMatchObject({ ipv6: false });
    expect((await heard()).out).toContain('unreachable');
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect((await heard()).out).toBe('outside');
  });

  it('is taken back without a trace', async () => {
    for (const more of [[], ['--packages']]) {
      const undo = await wizardCli(host, ['undo', '--yes', ...more]);
      expect(undo.code, told(undo)).toBe(0);
    }
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });
});
