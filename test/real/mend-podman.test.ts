/** Hosts that were broken on purpose, mended by the wizard: Podman's half. Each ends with containers that run. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import {
  applied,
  expectProven,
  install,
  newUser,
  overlaps,
  PODMAN_PACKAGES,
  planned,
  shown,
  subids,
} from './lib/applied.ts';
import { bootWizardHost, CLI, describeReal, wizardCli } from './lib/real.ts';
import { openScreen } from './lib/screen.ts';

describeReal('a broken Podman is mended', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${PODMAN_PACKAGES} passt`);
  });
  afterAll(() => host?.down());

  const forUser = (user: string) => ['--user', user, '--engine', 'podman'];

  it('whose ids overlap with those of another user, with data there already', async () => {
    await newUser(host, 'dora');
    expectProven(await applied(host, forUser('dora')), 'podman');
    const [dora] = (await subids(host)).filter(({ name }) => name === 'dora');
    if (dora === undefined) throw new Error('dora has no ids');
    const foreign = `bob:${dora.start + 20_000}:65536`;
    await host.must(`echo ${foreign} >>/etc/subuid; echo ${foreign} >>/etc/subgid`);
    const before = await host.readFile('/etc/subuid');

    const refused = await applied(host, forUser('dora'));
    expect(refused.code, shown(refused)).toBe(2);
    expect(refused.stderr).toContain('--accept-risk ids-under-data');
    expect(await host.readFile('/etc/subuid')).toBe(before);

    const mended = await applied(host, [...forUser('dora'), '--accept-risk', 'ids-under-data']);
    expectProven(mended, 'podman');
    for (const path of ['/etc/subuid', '/etc/subgid'] as const) {
      expect(overlaps(await subids(host, path))).toEqual([]);
      expect(await host.readFile(path)).toContain(`${foreign}\n`);
    }
    expect(await planned(host, forUser('dora'))).toMatchObject({ changes: [] });
  });

  it('with a range of 1000 ids', async () => {
    await newUser(host, 'erik');
    const line = 'erik:900000:1000';
    await host.must(`echo ${line} >>/etc/subuid; echo ${line} >>/etc/subgid`);
    const mended = await applied(host, forUser('erik'));
    expectProven(mended, 'podman');
    expect(mended.made).toContain('subids.subuid');
    const ranges = await subids(host);
    const own = ranges.filter(({ name }) => name === 'erik');
    expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(65_536);
    expect(await host.readFile('/etc/subuid')).toContain(`${line}\n`);
    expect(await subids(host, '/etc/subgid')).toEqual(ranges);
    expect(overlaps(ranges)).toEqual([]);
  });

  it('with a newuidmap that lost its setuid bit', async () => {
    await host.must('chmod u-s /usr/bin/newuidmap');
    const checked = await wizardCli(host, ['check', ...forUser('erik')]);
    expect(checked.code, checked.stdout).toBe(1);
    const mended = await applied(host, forUser('erik'));
    expectProven(mended, 'podman');
    expect(mended.made).toEqual(['system.id-tools']);
    expect(await host.must(['stat', '-c', '%a', '/usr/bin/newuidmap'])).toBe('4755\n');
  });

  it('after su, where XDG_RUNTIME_DIR is missing: says what to do, and does it', async () => {
    const su = { user: 'alice', su: true } as const;
    const checked = await wizardCli(host, ['check', 'session', '--engine', 'podman'], su);
    expect(checked.stdout).toContain('loginctl enable-linger alice');
    const plan = await wizardCli(host, ['plan', '--engine', 'podman'], su);
    expect(plan.stdout).toContain('XDG_RUNTIME_DIR=/run/user/1000');
    expect(await host.readFile('/run/user/1000')).toBeNull();

    const screen = openScreen(
      host.terminal(['node', CLI, 'apply', '--yes', '--engine', 'podman'], su),
    );
    await screen.shows('password for alice', 60_000);
    screen.type('alice\r');
    await screen.shows('All set', 120_000);
    expect(await screen.ended).toBe(0);
    expect(screen.written()).not.toMatch(/FAIL/);
    await host.must('podman unshare true', { user: 'alice' });
  });

  it('without D-Bus: the package is gone, and the socket of before is dead', async () => {
    await host.must(`apt-get purge -y dbus-user-session 2>&1
      systemctl stop user@1000.service; systemctl start user@1000.service`);
    const mended = await applied(host, forUser('alice'));
    expectProven(mended, 'podman');
    expect(mended.made).toContain('packages.install');
    await host.must('busctl --user status >/dev/null', { user: 'alice' });
  });
});
