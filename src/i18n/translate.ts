import type { Catalogue, Language } from './catalogue.ts';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';
import { type Translate, translatorOf } from './sentence.ts';
import { zhCN } from './zh-CN/index.ts';

export { languageFor, type Translate } from './sentence.ts';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, ja, 'zh-CN': zhCN };

/**
 * A translator for a language, at once: for the wizard, where the language can be switched. It brings all
 * catalogues; a command that speaks one language loads that one alone (`load.ts`).
 */
export function translator(language: Language): Translate {
  return translatorOf(language, CATALOGUES[language]);
}
