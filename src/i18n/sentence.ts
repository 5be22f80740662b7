import type { Message, MessageArg } from '../model/message.ts';
import type { Catalogue, Language } from './catalogue.ts';

/** Turns messages into text of one language. Text of the host in arguments is passed on as it is. */
export type Translate = (message: Message) => string;

/**
 * A translator from a catalogue. `{name}` is replaced by the argument; `{count#file#files}` by the first or
 * second form as the language counts (languages without plural repeat one form). An unknown key comes
 * back as the key itself, so that a plan of a newer version can still be read.
 */
export function translatorOf(language: Language, catalogue: Catalogue): Translate {
  const sentences: Readonly<Record<string, string>> = catalogue;
  // Made when a sentence first counts or lists something: ICU takes several milliseconds for each.
  let plural: Intl.PluralRules | undefined;
  let list: Intl.ListFormat | undefined;
  const text = (arg: MessageArg): string => {
    if (typeof arg === 'string') return arg;
    if (typeof arg === 'number') return String(arg);
    if ('key' in arg) return translate(arg);
    list ??= new Intl.ListFormat(language, { type: 'conjunction' });
    // ICU puts no space between a Chinese "and" and a Latin word; in Chinese text one stands there.
    return list
      .formatToParts(arg)
      .map(({ type, value }) => (type === 'literal' && value === '和' ? ' 和 ' : value))
      .join('');
  };
  const choose = (count: number, one: string, many: string): string => {
    // No rule has to be asked by languages with one form.
    if (one === many) return one;
    plural ??= new Intl.PluralRules(language);
    return plural.select(count) === 'one' ? one : many;
  };
  const translate = (message: Message): string => {
    const sentence = sentences[message.key];
    if (sentence === undefined) return message.key;
    return sentence.replace(/\{([^{}]+)\}/g, (whole, inside: string) => {
      const [name = '', one, many] = inside.split('#');
      const arg = message.args?.[name];
      if (arg === undefined) return whole;
      return one === undefined ? text(arg) : choose(Number(arg), one, many ?? one);
    });
  };
  return translate;
}

/**
 * The language for a locale environment: `--lang` first, then LC_ALL, LC_MESSAGES, LANG. The Linux console
 * cannot show Chinese or Japanese characters (no such font), so it gets English unless asked by flag.
 */
export function languageFor(
  flag: string | null,
  env: (name: string) => string | undefined,
): Language {
  if (flag !== null) return match(flag) ?? 'en';
  if (env('TERM') === 'linux') return 'en';
  const locale = env('LC_ALL') || env('LC_MESSAGES') || env('LANG') || '';
  return match(locale) ?? 'en';
}

function match(locale: string): Language | null {
  const tag = locale.toLowerCase().replace('_', '-');
  if (tag.startsWith('ja')) return 'ja';
  if (/^zh(-(cn|sg|hans)|$|\.)/.test(tag)) return 'zh-CN';
  if (tag.startsWith('en')) return 'en';
  return null;
}
