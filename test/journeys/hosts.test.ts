import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import { EXIT } from '../../src/model/error.ts';
import { journey } from './support/journey.ts';
import { KEY } from './support/program.ts';
import { planned, planReady } from './support/steps.ts';

/** Hosts on which the wizard does not simply end with containers. */
describe('the wizard on a host that is hard', () => {
  const trip = journey();

  it.each<[string, Language]>([
    ['no-root', 'en'],
    ['wsl2', 'ja'],
  ])('says on %s what was done, and no more', async (name, language) => {
    const args = ['--simulate', name, '--engine', 'docker'];
    const counts = await planned(trip.place, args);
    const screen = trip.open(args, language);
    const { t } = trip;
    await screen.shows(planReady(t, counts));
    await screen.press('a', t(msg('keys.apply')));
    await screen.shows(planReady(t, counts));
    const root = { root: counts.root };
    const alone = name === 'no-root';
    await screen.press('a', t(msg('tui.confirm')));
    await screen.shows(
      t(msg(alone ? 'tui.confirm-script' : 'tui.confirm-root', root)).slice(0, 20),
    );
    const end = msg(alone ? 'tui.done-administrator' : 'tui.done-made');
    await screen.press(KEY.enter, t(end));
    screen.type('q');
    expect(await screen.ends()).toBe(alone ? EXIT.privilege : EXIT.ok);
    expect(screen.all()).not.toContain(t(msg('tui.done-good')));
    expect(trip.place.files()).toEqual([]);
  });

  it('does not call a host ready that it cannot change', async () => {
    const screen = trip.open(['--simulate', 'nixos', '--engine', 'podman'], 'zh-CN');
    const { t } = trip;
    await screen.shows(t(msg('tui.summary-elsewhere')).slice(0, 12));
    screen.type('q');
    await screen.ends();
    expect(screen.all()).not.toContain(t(msg('tui.summary-ready')));
  });
});
