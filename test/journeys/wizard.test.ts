import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import { journey } from './support/journey.ts';
import { KEY } from './support/program.ts';
import { cursorAt, goTo, planned, planReady, words } from './support/steps.ts';

/**
 * The wizard of the built program, from the first page to the last, on recorded hosts. Node itself forbids
 * it to write a file or to start a process while it is simulated (`lockedIn`).
 */
describe('the wizard on a recorded host', () => {
  const trip = journey();
  const { isAt } = trip;
  const open = (args: readonly string[], language: Language) =>
    trip.open(['--simulate', ...args], language);

  it.each(LANGUAGES)('sets up Docker to the very end, with a wrong turn: %s', async (language) => {
    const screen = open(['debian-13'], language);
    const { t } = trip;
    const first = await planned(trip.place, ['--simulate', 'debian-13']);
    const last = await planned(trip.place, [
      ...['--simulate', 'debian-13', '--engine', 'docker', '--set', 'ports.method=setcap'],
    ]);
    await screen.shows(planReady(t, first));
    expect(screen.alternate()).toBe(true);

    // A wrong turn: no engine at all.
    await screen.press(KEY.enter, t(msg('answers.engines-help')));
    await screen.press(KEY.space, '[ ] Podman');
    await screen.press(KEY.enter, t(msg('tui.refuse-none')));
    await goTo(screen, 'Docker');
    await screen.press(KEY.space, '[x] Docker');
    await screen.press(KEY.enter, t(msg('tui.source-person')));
    await cursorAt(screen, 'Docker');

    // Ports below 1024, which is a risk.
    await goTo(screen, t(msg('answers.q-ports')).slice(0, 10));
    await screen.press(KEY.enter, t(msg('answers.q-ports-setcap-help')));
    await screen.press('3', '❯ 3');
    await screen.press(KEY.enter, t(msg('tui.risk-mark')));
    await screen.shows(planReady(t, last));

    // To the review, back, and there again: the answers are kept.
    screen.type('a');
    await isAt(screen, 'review');
    screen.type(KEY.escape);
    await isAt(screen, 'summary');
    await screen.shows(planReady(t, last));
    screen.type('a');
    await isAt(screen, 'review');
    await screen.shows(planReady(t, last));
    await goTo(screen, t(msg('tui.short-subids', { file: 'subuid' })));
    await screen.press('d', '+alice:100000:65536');
    await screen.press(KEY.escape, t(msg('keys.apply')));
    await screen.press('c', 'rw_edit_subids /etc/subuid');
    await screen.press(KEY.escape, t(msg('keys.apply')));

    // A risk has a yes of its own.
    screen.type('a');
    await isAt(screen, 'risks');
    await screen.shows(t(msg('report.risk-rootlesskit-ports')));
    await screen.press('a', t(msg('tui.risk-open')));
    await screen.press(KEY.space, t(msg('tui.risk-accepted')));
    screen.type('a');
    await isAt(screen, 'confirm');
    await screen.shows(
      t(msg('tui.confirm-changes', { ...last, user: 'alice', host: 'debian-13' })),
    );

    screen.type(KEY.enter);
    await isAt(screen, 'done');
    await screen.shows(t(msg('tui.done-good')));
    await screen.shows(t(msg('tui.simulated')));
    await screen.press('l', 'rootlesskit');
    await screen.press(KEY.escape, t(msg('keys.finish')));

    screen.type('q');
    expect(await screen.ends()).toBe(0);
    expect(screen.alternate()).toBe(false);
    // What matters stays on the terminal when the wizard is gone.
    expect(screen.all()).toContain(t(msg('tui.done-good')));
    expect(screen.all()).toContain('docker run --rm hello-world');
    expect(trip.place.files()).toEqual([]);
  });

  it.each(LANGUAGES)('shows everything and changes nothing: %s', async (language) => {
    const screen = open(['debian-12', '--engine', 'podman'], language);
    const { t } = trip;
    const counts = await planned(trip.place, ['--simulate', 'debian-12', '--engine', 'podman']);
    await isAt(screen, 'summary');
    await screen.shows(planReady(t, counts));
    await screen.press('?', t(msg('keys.about-summary')));
    await screen.press(KEY.escape, t(msg('keys.to-review')));
    await screen.press('f', t(msg('tui.findings')));
    await screen.press(KEY.escape, t(msg('keys.to-review')));
    await screen.press('i', t(msg('tui.id-map')));
    await screen.press(KEY.escape, t(msg('keys.to-review')));
    await screen.press('t', t(msg('answers.engines-help')));
    await screen.press(KEY.enter, t(msg('answers.q-packages-help')));
    await screen.press(KEY.escape, t(msg('answers.engines-help')));
    screen.type(KEY.escape);
    await isAt(screen, 'summary');
    screen.type('a');
    await isAt(screen, 'review');
    await goTo(screen, t(msg('tui.short-subids', { file: 'subgid' })));
    await screen.press('e', t(msg('tui.why')));
    await screen.press(KEY.escape, t(msg('keys.apply')));
    await screen.press('d', '+alice:100000:65536');
    await screen.press('q', t(msg('keys.apply')));
    await screen.press('q', t(msg('tui.quit-title')));
    screen.type(KEY.enter);
    expect(await screen.ends()).toBe(0);
    expect(screen.all()).toContain(t(msg('tui.bye-untouched')));
    expect(trip.place.files()).toEqual([]);
  });

  it('takes back what it did', async () => {
    const screen = open(['debian-13', '--engine', 'podman'], 'en');
    const { t } = trip;
    const counts = await planned(trip.place, ['--simulate', 'debian-13', '--engine', 'podman']);
    await screen.shows(planReady(t, counts));
    screen.type('a');
    await isAt(screen, 'review');
    await screen.shows(planReady(t, counts));
    screen.type('a');
    await isAt(screen, 'confirm');
    screen.type(KEY.enter);
    await screen.shows(t(msg('tui.done-good')));
    await screen.press('u', t(msg('tui.undo-title')));
    await screen.press(KEY.enter, t(msg('tui.done-undone')));
    screen.type('q');
    expect(await screen.ends()).toBe(0);
    expect(trip.place.files()).toEqual([]);
  });

  it('asks before it is left with answers in it, and can be told to stay', async () => {
    const screen = open(['debian-13'], 'en');
    const { t } = trip;
    await isAt(screen, 'summary');
    await screen.press(KEY.enter, t(msg('answers.engines-help')));
    await screen.press(`${KEY.down}${KEY.space}`, '[x] Docker');
    screen.type(KEY.enter);
    await isAt(screen, 'summary');
    await screen.press('q', t(msg('tui.quit-title')));
    screen.type(KEY.escape);
    await isAt(screen, 'summary');
    await screen.press(KEY.ctrlC, t(msg('tui.quit-title')));
    screen.type(KEY.enter);
    expect(await screen.ends()).toBe(0);
    expect(screen.all()).toContain(t(msg('tui.bye-untouched')));
    expect(screen.written()).toContain('\u001b[?25h');
    expect(trip.place.files()).toEqual([]);
  });

  it('speaks another language when asked in the middle', async () => {
    const screen = open(['debian-13'], 'en');
    await isAt(screen, 'summary');
    screen.type('L');
    await isAt(screen, 'summary', words('ja'));
    screen.type('L');
    await isAt(screen, 'summary', words('zh-CN'));
    screen.type('q');
    expect(await screen.ends()).toBe(0);
    expect(screen.all()).toContain(words('zh-CN')(msg('tui.bye-untouched')));
  });
});
