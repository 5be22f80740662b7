import type { Language } from '../i18n/catalogue.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import { safeSentence } from '../model/unseen.ts';

const speakers = new Map<Language, Translate>();

/** Translates for the screen: text of the host inside the sentences is made harmless on the way. */
export function speaker(language: Language): Translate {
  const known = speakers.get(language);
  if (known !== undefined) return known;
  const translate = translator(language);
  const speak: Translate = (message) => safeSentence(translate(message));
  speakers.set(language, speak);
  return speak;
}
