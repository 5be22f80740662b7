/**
 * SIGKILL at every line of the journal: before it is written (its work is done, nobody knows), after (an
 * intent of which nothing was done), and in the middle of the work. The next start offers to go on or to take
 * back, and both lead where an undisturbed run leads.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, install, PODMAN_PACKAGES, shown } from './lib/applied.ts';
import { KILLER } from './lib/killer.ts';
import { differences, type Manifest, manifest } from './lib/manifest.ts';
import { bootWizardHost, CLI, describeReal, wizardCli } from './lib/real.ts';
import { openScreen } from './lib/screen.ts';
import { says } from './lib/wizard.ts';

/** A part of the plan that takes a second: ids, linger, a file of the user, units of the user. */
const ARGS = ['--user', 'alice', '--engine', 'podman', '--set', 'verify=false'];

describeReal('a run that is killed', () => {
  let host: TestHost;
  let before: Manifest;
  let after: Manifest;
  /** Lines of the journal of an undisturbed run: start, two for each change, end. */
  let lines = 0;

  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, `${PODMAN_PACKAGES} passt`);
    await host.must('cat >/srv/kill.mjs', { input: KILLER });
    before = await everything();
    const whole = await applied(host, ARGS);
    expect(whole.code, shown(whole)).toBe(0);
    lines = 2 + 2 * whole.made.length;
    after = await everything();
    expect(differences(before, after).length).toBeGreaterThan(3);
    await takeBack(whole.run);
  });
  afterAll(() => host?.down());

  /** Files of /etc and /home, and who lingers. */
  const everything = async (): Promise<Manifest> => {
    const lingering = await host.must('ls /var/lib/systemd/linger');
    return new Map([...(await manifest(host)), ['linger', lingering]]);
  };

  const takeBack = async (run: string): Promise<void> => {
    const undone = await wizardCli(host, ['undo', '--yes', run]);
    expect(undone.code, shown(undone)).toBe(0);
  };

  const kill = async (at: string): Promise<void> => {
    const killed = await host.exec(
      ['node', '--import', '/srv/kill.mjs', CLI, 'apply', '--yes', ...ARGS],
      { env: { KILL_AT: at } },
    );
    // `exec` says 255 of what died of a signal.
    expect([137, 255], `${at}: ${shown(killed)}`).toContain(killed.code);
  };

  const newest = async (): Promise<{ readonly id: string; readonly state: string }> => {
    const { runs } = JSON.parse(await host.must(['node', CLI, 'runs', '--json'])) as {
      runs: { id: string; state: string }[];
    };
    return runs[0] ?? { id: '', state: 'none' };
  };

  /** The next start, line by line: chooses a way out of the open run, and waits for its end. */
  const nextStart = async (way: 'resume' | 'undo'): Promise<void> => {
    const screen = openScreen(host.terminal(['node', CLI, '--accessible', '--user', 'alice']));
    const choice = way === 'resume' ? says('tui.open-resume') : says('tui.open-undo');
    try {
      await screen.shows(says('tui.open-heading'), 30_000);
      await screen.shows(says('tui.line-choose'));
      const number = new RegExp(`(\\d)\\. ${choice}`).exec(screen.prose())?.[1] ?? '?';
      screen.type(`${number}\r`);
      const ends = [says('tui.done-made'), says('tui.done-good'), says('tui.done-undone')];
      expect(await screen.showsOneOf(ends, 60_000)).toBe(way === 'resume' ? 0 : 2);
      screen.type('q\r');
      expect(await screen.ended).toBe(0);
    } finally {
      screen.close();
    }
  };

  const journalOf = (id: string): Promise<string> =>
    host.must(`cat ~/.local/state/rootless-wizard/runs/${id}/journal.jsonl`);

  const judge = async (at: string, way: 'resume' | 'undo'): Promise<void> => {
    await kill(at);
    const run = await newest();
    // Killed before its first line, a run has not begun; behind its last one, it is over.
    if (at === 'before:1') {
      expect(run.state).not.toBe('open');
      expect(differences(before, await everything()), at).toEqual([]);
      return;
    }
    if (at === `after:${lines}`) {
      // Else it had more to do than the undisturbed one, which its own journal tells.
      expect(run.state, `${at}: ${await journalOf(run.id)}`).not.toBe('open');
    } else {
      expect(run.state, at).toBe('open');
      await nextStart(way);
    }
    const wanted = way === 'resume' || at === `after:${lines}` ? after : before;
    expect(differences(wanted, await everything()), `${at}, ${way}`).toEqual([]);
    if (wanted === after) await takeBack(run.id);
    expect(differences(before, await everything()), `${at}, taken back`).toEqual([]);
  };

  it('goes on, or is taken back, wherever it was', async () => {
    for (let line = 1; line <= lines; line++) {
      const even = line % 2 === 0;
      await judge(`before:${line}`, even ? 'resume' : 'undo');
      await judge(`after:${line}`, even ? 'undo' : 'resume');
      // Intents are the even lines.
      if (even && line < lines) await judge(`within:${line}`, line % 4 === 0 ? 'resume' : 'undo');
    }
  });
});
