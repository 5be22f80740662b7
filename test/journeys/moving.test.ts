import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import { journey } from './support/journey.ts';
import { KEY, type Screen } from './support/program.ts';
import { cursorAt, goTo } from './support/steps.ts';

/**
 * A migration on a recorded server with twelve containers of root: the set-up that comes first, one project
 * that is not to move now, the move, and the last page. Node itself forbids the program to write or to start
 * anything.
 */
const trip = journey();
const { isAt } = trip;
const t: Translate = (message) => trip.t(message);
const open = (args: readonly string[], language?: Language): Screen =>
  trip.open([...args, '--simulate', 'rootful-docker'], language);

/** The plan is there. */
const ready = (on: Screen) =>
  on.shows((rows) => !rows.some((row) => row.includes(t(msg('tui.working-out')))));

describe.each(LANGUAGES)('in %s, a person', (language) => {
  it('moves part of a server, from the list to the last page', async () => {
    const on = open(['migrate'], language);
    await on.shows(t(msg('moving.set-up-first', { user: 'alice' })));
    await cursorAt(on, '[x] shop');
    await on.press(`${KEY.down}${KEY.space}`, '[ ] shop');
    await goTo(on, 'portainer');
    await on.press(KEY.space, t(msg('moving.not-offered', { name: 'portainer' })));
    await on.press(KEY.enter, t(msg('migrate.docker-socket')));
    await on.press(KEY.escape, t(msg('keys.move-or-not')));

    // The set-up, which needs no low ports without the shop.
    await on.press('a', t(msg('ways.directories')));
    await on.press(KEY.enter, t(msg('ways.volumes')));
    await on.shows(t(msg('ways.shown-volumes-help')).slice(0, 12));
    on.type(KEY.enter);
    await isAt(on, 'review');
    await ready(on);
    await on.press('a', t(msg('tui.confirm')));
    await on.press(KEY.enter, t(msg('moving.engine-ready')));
    await on.shows('[ ] shop');

    // The move: of the rest alone.
    on.type('a');
    await isAt(on, 'review');
    await ready(on);
    await goTo(on, 'grafana:11.2.0');
    await on.press('c', 'rw_migrate_image');
    await on.press('q', t(msg('keys.leave-out')));
    on.type('a');
    await isAt(on, 'risks');
    await on.press(KEY.space, t(msg('tui.risk-accepted')));
    await on.press('a', t(msg('tui.confirm')));
    await on.press(KEY.enter, t(msg('moving.done')));
    await on.shows(t(msg('moving.proven', { name: 'prometheus' })));
    expect(on.prose()).not.toContain('shop-db-1');
    on.type('q');
    expect(await on.ends()).toBe(0);
    expect(trip.place.files()).toEqual([]);
  }, 60_000);
});

describe('the same', () => {
  it('is offered by the wizard of the set-up, and Esc leads back to it', async () => {
    const on = open([]);
    await on.shows(t(msg('moving.offer')));
    await on.press('m', '[x] shop');
    await isAt(on, 'moving');
    on.type(KEY.escape);
    await isAt(on, 'summary');
    await on.shows(t(msg('moving.offer')));
    on.type('q');
    expect(await on.ends()).toBe(0);
  });

  it('is there line by line', async () => {
    const on = open(['migrate', '--accessible', '--project', 'old-wiki']);
    await on.shows(t(msg('tui.line-choose')));
    expect(on.prose()).toContain('[ ] shop');
    expect(on.prose()).toContain('[x] old-wiki');
    // Typed ahead: the volumes as recommended, the set-up, then the move.
    on.type('a\r\ra\ry\ra\ra\ry\r');
    await on.says(t(msg('moving.engine-ready')));
    await on.says(t(msg('migrate.container-title', { name: 'old-wiki', engine: 'Docker' })));
    await on.says(t(msg('keys.finish')));
    expect(on.all()).not.toContain(t(msg('migrate.prove-title', { name: 'grafana' })));
    on.type('q\r');
    expect(await on.ends()).toBe(0);
    expect(trip.place.files()).toEqual([]);
  });
});
