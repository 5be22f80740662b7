/**
 * What only looks must not touch: `plan`, `check` and a wizard that is left before it applies, under strace.
 * Every call that changes a file system or talks to somebody is judged, those of the probes' children too.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, install, planned, runInOwnNetwork, shown } from './lib/applied.ts';
import { differences, manifest } from './lib/manifest.ts';
import { bootWizardHost, CLI, describeReal, wizardCli } from './lib/real.ts';
import { KEY, openScreen } from './lib/screen.ts';
import { strace, straceWords, touched } from './lib/strace.ts';
import { PLANNED } from './lib/wizard.ts';

const ALICE = ['--user', 'alice', '--engine', 'podman', '--engine', 'docker'];

/** Her login without its session's shell: strace has to be root's, or it takes the setuid bits away. */
const AS_ALICE = ['-u', 'alice', '-E', 'HOME=/home/alice', '-E', 'USER=alice'];
const SESSION = ['-E', 'XDG_RUNTIME_DIR=/run/user/1000'];

describeReal('looking changes nothing', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, 'strace');
  });
  afterAll(() => host?.down());

  const looks = async (command: readonly string[], as: readonly string[] = [], on = host) => {
    const before = await manifest(on);
    const trace = await strace(on, ['node', CLI, ...command], as);
    expect(touched(trace.lines), shown(trace)).toEqual([]);
    expect(differences(before, await manifest(on))).toEqual([]);
    return trace;
  };

  it('on a fresh host, as root and as the user', async () => {
    const plan = await looks(['plan', '--detailed-exitcode', ...ALICE]);
    expect(plan.code, shown(plan)).toBe(2);
    expect(plan.lines.some((line) => line.includes('execve("/usr/bin/apt-get"'))).toBe(true);
    await looks(['check', ...ALICE]);
    await looks(['plan', '--engine', 'docker'], AS_ALICE);
    await looks(['check', '--engine', 'podman'], AS_ALICE);
  });

  it('on Debian 12, whose apt is another', async () => {
    const old = await bootWizardHost({ suite: 'bookworm' });
    try {
      await install(old, 'strace');
      await looks(['plan', ...ALICE], [], old);
    } finally {
      await old.down();
    }
  });

  it('in a wizard that is left before it applies', async () => {
    const before = await manifest(host);
    await host.must(['rm', '-f', '/root/trace']);
    const screen = openScreen(
      host.terminal([...straceWords('/root/trace'), 'node', CLI, ...ALICE]),
    );
    await screen.shows(PLANNED, 60_000);
    await screen.press('a', /review/i);
    await screen.press(KEY.escape, PLANNED);
    screen.type('q');
    await screen.showsOneOf([/nothing/i, /untouched/i, /sure/i]);
    screen.type(KEY.enter);
    await screen.ended;
    const lines = ((await host.readFile('/root/trace')) ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    expect(touched(lines)).toEqual([]);
    expect(differences(before, await manifest(host))).toEqual([]);
  });

  it('and after apply there is nothing left to do, for a reason in each step', async () => {
    const made = await applied(host, ALICE);
    expectProven(made, 'podman');
    expectProven(made, 'docker');
    await runInOwnNetwork(host, 'alice');
    const { steps, changes } = await planned(host, ALICE);
    expect(changes).toEqual([]);
    expect(steps.map(({ id }) => id)).toContain('storage');
    for (const { id, status, because } of steps) {
      expect([id, status, because]).toEqual([
        id,
        expect.stringMatching(/^(ok|skip)$/),
        expect.stringMatching(/\S{2}/),
      ]);
    }
    const again = await wizardCli(host, ['plan', '--detailed-exitcode', ...ALICE]);
    expect(again.code, shown(again)).toBe(0);
    const nothing = await applied(host, ALICE);
    expect(nothing.made).toEqual([]);
    expectProven(nothing, 'podman');
  });

  it('on a host that is set up, where engines answer for themselves', async () => {
    await looks(['check', ...ALICE]);
    await looks(['plan', '--engine', 'podman', '--engine', 'docker'], [...AS_ALICE, ...SESSION]);
  });
});
