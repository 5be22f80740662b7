import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import { EXIT } from '../../src/model/error.ts';
import {
  KEY,
  lockedIn,
  makePlace,
  openScreen,
  type Place,
  type Screen,
} from './support/program.ts';
import { planned, planReady, words } from './support/steps.ts';

/** Hosts on which the wizard does not simply end with containers. */
describe('the wizard on a host that is hard', () => {
  let place: Place;
  let screen: Screen;
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => {
    screen.kill();
    place.remove();
  });
  const open = (args: readonly string[], language: Language) => {
    const all = [...args, '--lang', language];
    screen = openScreen({ place, args: all, node: lockedIn(place.dir) });
    return words(language);
  };

  it.each<[string, Language]>([
    ['no-root', 'en'],
    ['wsl2', 'ja'],
  ])('says on %s what was done, and no more', async (name, language) => {
    const args = ['--simulate', name, '--engine', 'docker'];
    const counts = await planned(place, args);
    const t = open(args, language);
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
    expect(place.files()).toEqual([]);
  });

  it('does not call a host ready that it cannot change', async () => {
    const t = open(['--simulate', 'nixos', '--engine', 'podman'], 'zh-CN');
    await screen.shows(t(msg('tui.summary-elsewhere')).slice(0, 12));
    screen.type('q');
    await screen.ends();
    expect(screen.all()).not.toContain(t(msg('tui.summary-ready')));
  });
});
