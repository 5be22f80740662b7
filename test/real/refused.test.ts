/** A run that must not begin, or not by this person: stale plans, a held lock, nobody with root. Debian 12. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, planned, runInOwnNetwork, shown, subids } from './lib/applied.ts';
import { differences, manifest } from './lib/manifest.ts';
import { bootWizardHost, CLI, describeReal, wizardCli } from './lib/real.ts';

describeReal('a run that has to wait', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'bookworm' });
  });
  afterAll(() => host?.down());

  it('refuses a saved plan when the host has changed since', async () => {
    const forBob = ['--user', 'bob', '--engine', 'podman'];
    const plan = await host.must(['node', CLI, 'plan', '--json', ...forBob]);
    await host.must('cat >/root/plan.json', { input: plan });
    const fresh = await host.readFile('/etc/subuid');
    await host.must('echo someone:300000:65536 >>/etc/subuid');
    const before = await manifest(host);

    const stale = await applied(host, ['/root/plan.json']);
    expect(stale.code, shown(stale)).toBe(3);
    expect(stale.stdout + stale.stderr).toContain('/etc/subuid');
    expect(stale.made).toEqual([]);
    expect(differences(before, await manifest(host))).toEqual([]);
    expect((await host.exec(['dpkg', '-s', 'podman'])).code).toBe(1);

    const edited = plan.replaceAll('65536', '65537');
    await host.must('cat >/root/edited.json', { input: edited });
    expect((await applied(host, ['/root/edited.json'])).code).toBe(2);
    await host.must('cat >/etc/subuid', { input: fresh ?? '' });
  });

  it('is done by the administrator where the user has no root, and picked up by the next run', async () => {
    const asBob = { user: 'bob' } as const;
    const args = ['--engine', 'podman', '--privilege', 'none'];
    const handed = await applied(host, args, asBob);
    expect(handed.code, shown(handed)).toBe(4);
    expect(handed.made).not.toContain('packages.install');
    const script = /\/home\/bob\/\S+\/root\.sh/.exec(handed.stdout + handed.stderr)?.[0];
    expect(script, shown(handed)).toBeDefined();
    expect(await subids(host)).toEqual([]);

    await host.must(`sh ${script} </dev/null 2>&1`);
    expect((await subids(host)).map(({ name }) => name)).toEqual(['bob']);
    const rest = await applied(host, args, asBob);
    expectProven(rest, 'podman');
    await runInOwnNetwork(host, 'bob');
    expect((await planned(host, ['--user', 'bob', '--engine', 'podman'])).changes).toEqual([]);
  });

  it('says who is at work when two apply at once', async () => {
    // The first one waits for shadow's lock, which somebody alive holds; it holds the lock of runs meanwhile.
    await host.must('printf %s 1 >/etc/subuid.lock');
    const args = ['--user', 'alice', '--engine', 'podman', '--set', 'verify=false'];
    const first = applied(host, args);
    await host.must(
      'until ls /root/.local/state/rootless-wizard/lock >/dev/null 2>&1; do sleep 0.05; done',
      { timeoutMs: 20_000 },
    );
    const second = await wizardCli(host, ['apply', '--yes', ...args]);
    await host.must('rm /etc/subuid.lock');
    expect(second.code, shown(second)).toBe(75);
    expect(second.stderr).toMatch(/process \d+/);
    const done = await first;
    expect(done.code, shown(done)).toBe(0);
    const third = await applied(host, args);
    expect(third.code, shown(third)).toBe(0);
    expect(third.made).toEqual([]);
  });
});
