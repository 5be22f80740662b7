import { afterEach, beforeEach } from 'vitest';
import type { Language } from '../../../src/i18n/catalogue.ts';
import { msg } from '../../../src/i18n/msg.ts';
import type { Translate } from '../../../src/i18n/translate.ts';
import {
  lockedIn,
  makePlace,
  openScreen,
  type Place,
  type Screen,
  type Window,
} from './program.ts';
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
  /** The same in the language of its environment, to which `env` is added; `free`: nothing is forbidden to it. */
  openIn(
    args: readonly string[],
    how?: Window & { readonly env?: Readonly<Record<string, string>>; readonly free?: boolean },
  ): Screen;
  /** Waits until the title of the window names this place, in the language that was opened or in that of `said`. */
  isAt(on: Screen, where: Where, said?: Translate): Promise<void>;
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
  const openIn: Journey['openIn'] = (args, { env = {}, free = false, ...window } = {}) => {
    screen = openScreen({ place, args, env, node: free ? [] : lockedIn(place.dir) }, window);
    return screen;
  };
  return {
    get place() {
      return place;
    },
    get t() {
      return t;
    },
    open(args, language = 'en') {
      t = words(language);
      return openIn([...args, '--lang', language]);
    },
    openIn,
    async isAt(on, where, said = t) {
      const title = said(msg(`tui.place-${where}`));
      await on.shows((rows) => rows[0]?.trimEnd().endsWith(title) ?? false);
    },
  };
}
