import type { Catalogue, Language } from './catalogue.ts';
import { type Translate, translatorOf } from './sentence.ts';

/** Each catalogue is some 100 KB to read and compile: only the one that is spoken is loaded. */
const LOAD: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/index.ts')).en,
  ja: async () => (await import('./ja/index.ts')).ja,
  'zh-CN': async () => (await import('./zh-CN/index.ts')).zhCN,
};

/** A translator for one language, which is loaded for it. */
export async function loadTranslator(language: Language): Promise<Translate> {
  return translatorOf(language, await LOAD[language]());
}
