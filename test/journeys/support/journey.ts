import { afterEach, beforeEach } from 'vitest';
import type { Language } from '../../../src/i18n/catalogue.ts';
import { msg } from '../../../src/i18n/msg.ts';
import type { Translate } from '../../../src/i18n/translate.ts';
import { lockedIn, makePlace, openScreen, type Place, type Screen } from './program.ts';
import { words } from './steps.ts';

/** Where the title says that the person is. */
export type Where = 'summary' | 'question' | 'moving' | 'review' | 'risks' | 'confirm' | 'done';

/** What the tests of a file share: a folder of its own and a window for each test. */
export interface Journey {
  /** The folder of the test that runs. */
  readonly place: Place;
  /** The sentences of the language that was opened last. */
  readonly t: Translate;
  /**
   * Starts the built program in a window. Node itself forbids it to write outside of its place or to start
   * a process.
   */
  open(args: readonly string[], language?: Language): Screen;
  /** Waits until the title of the window names this place. */
  isAt(on: Screen, where: Where): Promise<void>;
}

/** To be called once, at the top of a file or of a `describe`; afterwards nothing of a test is left. */
export function journey(): Journey {
  let place: Place;
  let screen: Screen | null;
  let t: Translate;
  beforeEach(() => {
    place = makePlace();
    screen = null;
  });
  afterEach(() => {
    screen?.kill();
    place.remove();
  });
  return {
    get place() {
      return place;
    },
    get t() {
      return t;
    },
    open(args, language = 'en') {
      t = words(language);
      const all = [...args, '--lang', language];
      screen = openScreen({ place, args: all, node: lockedIn(place.dir) });
      return screen;
    },
    async isAt(on, where) {
      const title = t(msg(`tui.place-${where}`));
      await on.shows((rows) => rows[0]?.trimEnd().endsWith(title) ?? false);
    },
  };
}
