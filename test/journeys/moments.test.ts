import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { journey, type Where } from './support/journey.ts';
import { bare, KEY, runPlain, type Screen } from './support/program.ts';
import { rootfulHost } from './support/rootful.ts';
import { cursorAt, fits, goTo, planned, planReady } from './support/steps.ts';

/**
 * The three moments at which a person meets the program, at 80x24 and in each language, with what people
 * do: take a wrong turn, go back, pull at the window, leave in the middle. Node itself forbids the program
 * to write outside of its place or to start a process.
 */
const trip = journey();
const { isAt, open } = trip;
const t: Translate = (message) => trip.t(message);

/** Pulls the window small and large again; at each size the same place is shown, and it fits. */
async function pull(on: Screen, where: Where): Promise<void> {
  for (const [columns, rows] of [
    [60, 20],
    [40, 24],
    [80, 24],
  ] as const) {
    on.resize(columns, rows);
    await on.shows(
      (now) =>
        now.length === rows &&
        fits(now, columns) &&
        bare(now[0] ?? '').endsWith(bare(t(msg(`tui.place-${where}`)))),
    );
  }
}

/** Leaves where there is something to lose: first stays, then goes. */
async function leave(on: Screen, where: Where): Promise<void> {
  await on.press(KEY.ctrlC, t(msg('tui.quit-title')));
  on.type(KEY.escape);
  await isAt(on, where);
  await on.press('q', t(msg('tui.quit-title')));
  on.type(KEY.enter);
  expect(await on.ends()).toBe(0);
  expect(on.alternate()).toBe(false);
  expect(bare(on.all())).toContain(bare(t(msg('tui.bye-untouched'))));
}

describe.each(LANGUAGES)('in %s, a person who', (language) => {
  it('sets up a host for the first time may turn wrong, go back, and leave half way', async () => {
    const on = open(['--simulate', 'debian-13'], language);
    const podman = await planned(trip.place, ['--simulate', 'debian-13']);
    await on.shows(planReady(t, podman));

    // A wrong turn: no engine. It is refused with a sentence, and going back keeps the answer as it was.
    await on.press(KEY.enter, t(msg('answers.engines-help')));
    await on.press(KEY.space, '[ ] Podman');
    await on.press(KEY.enter, t(msg('tui.refuse-none')));
    await pull(on, 'question');
    await on.shows(t(msg('tui.refuse-none')));
    on.type(KEY.escape);
    await isAt(on, 'summary');
    await on.shows(planReady(t, podman));
    await cursorAt(on, 'Podman');

    // Another wrong turn: a number that is none, in a text field, and back out of it.
    await goTo(on, '65536');
    await on.press(KEY.enter, '❯ 65536');
    await on.press(`x${KEY.enter}`, t(msg('tui.refuse-number', { text: '65536x' })));
    on.type(KEY.escape);
    await isAt(on, 'summary');

    // What was ticked and not confirmed is offered again; the answer is kept through the review and back.
    await on.press('g', (rows) => rows.some((row) => /^ ❯ .*Podman/.test(row)));
    await on.press(KEY.enter, '[ ] Podman');
    await on.press(`${KEY.space}${KEY.down}${KEY.space}`, '[x] Docker');
    await on.press(KEY.enter, t(msg('tui.source-person')));
    const both = await planned(trip.place, [
      ...['--simulate', 'debian-13', '--engine', 'podman', '--engine', 'docker'],
    ]);
    await on.shows(planReady(t, both));
    on.type('a');
    await isAt(on, 'review');
    await on.shows(planReady(t, both));
    on.type(KEY.escape);
    await isAt(on, 'summary');
    await cursorAt(on, 'Docker');
    await leave(on, 'summary');
    expect(trip.place.files()).toEqual([]);
  });

  it('only wants to see what would be done sees all of it and changes nothing', async () => {
    const args = ['--simulate', 'debian-12', '--engine', 'podman'];
    const counts = await planned(trip.place, args);
    const on = open(args, language);
    await on.shows(planReady(t, counts));
    on.type('a');
    await isAt(on, 'review');
    await on.shows(planReady(t, counts));
    const ids = t(msg('tui.short-subids', { file: 'subuid' }));
    const out = (rows: readonly string[]) => rows.some((row) => row.startsWith(` ❯   [ ] ${ids}`));
    await goTo(on, ids);

    // The diff: found by searching, not found, and closed with the key that quits elsewhere.
    await on.press('d', '+alice:100000:65536');
    await on.press(`/nowhere${KEY.enter}`, t(msg('tui.not-found', { query: 'nowhere' })));
    await on.press('q', t(msg('keys.leave-out')));
    await pull(on, 'review');
    await cursorAt(on, ids);

    // A wrong turn: what everything stands on is left out, and taken in again.
    await on.press(KEY.space, out);
    await on.shows(() => !bare(on.prose()).includes(bare(planReady(t, counts))));
    await on.press(KEY.space, planReady(t, counts));

    // As far as the last question, and back out of it.
    on.type('a');
    await isAt(on, 'confirm');
    await on.shows(t(msg('tui.confirm-changes', { ...counts, user: 'alice', host: 'debian-12' })));
    await pull(on, 'confirm');
    on.type(KEY.escape);
    await isAt(on, 'review');
    await on.press(KEY.space, out);
    await leave(on, 'review');
    expect(trip.place.files()).toEqual([]);

    // The same as a text, for whoever has no use for screens: every path of the plan is in it.
    const plan = await runPlain({ place: trip.place, args: ['plan', ...args, '--lang', language] });
    expect(plan.code).toBe(0);
    expect(plan.out).toContain('+alice:100000:65536');
    expect(bare(plan.out)).toContain(bare(t(msg('report.plan-summary', { ...counts }))));
    expect(trip.place.files()).toEqual([]);
  });

  it('comes from a rootful Docker is told of it before anything else, and nothing is touched', async () => {
    const host = rootfulHost(trip.place);
    const args = ['--simulate', host, '--engine', 'docker'];
    // A wrong turn: the host that is asked for is not there.
    const lost = open(['--simulate', `${host}x`], language);
    expect(await lost.ends()).toBe(2);
    expect(lost.all()).toContain('rootful.yamlx');
    expect(lost.all()).not.toMatch(/\bat .*\.js:\d+/);

    // What was found: the daemon, and that it stays as it is.
    const counts = await planned(trip.place, args);
    const on = open(args, language);
    await on.shows(planReady(t, counts));
    await on.press('f', t(msg('tui.findings')));
    await on.press(`/docker.rootful${KEY.enter}`, /docker\.rootful /);
    await on.press(KEY.up.repeat(8), t(msg('engine-check.rootful-beside')));
    await pull(on, 'summary');
    await on.press(KEY.escape, t(msg('keys.to-review')));

    // The review says of the service that the two run side by side.
    await on.shows(planReady(t, counts));
    on.type('a');
    await isAt(on, 'review');
    await goTo(on, t(msg('report.step-service')));
    await on.press('e', t(msg('service.rootful-beside')));
    await on.press(KEY.escape, t(msg('keys.apply')));
    await pull(on, 'review');
    on.type(KEY.escape);
    await isAt(on, 'summary');

    // Podman instead; then left in the middle.
    await on.press('g', (rows) => rows.some((row) => /^ ❯ .*Docker/.test(row)));
    await on.press(KEY.enter, t(msg('answers.engines-help')));
    await on.press(`${KEY.space}${KEY.up}${KEY.space}`, '[x] Podman');
    await on.press(KEY.enter, t(msg('tui.source-person')));
    await leave(on, 'summary');
    expect(trip.place.files()).toEqual(['rootful.yaml']);
  });
});
