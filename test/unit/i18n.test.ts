import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import { ja } from '../../src/i18n/ja/index.ts';
import { languageFor, translator } from '../../src/i18n/translate.ts';
import { zhCN } from '../../src/i18n/zh-CN/index.ts';
import { widthOf } from '../../src/tui/wrap.ts';

const others = { ja, 'zh-CN': zhCN } as const;

/** Names in braces; a plural counts as its number. Sorted, each once. */
function placeholders(sentence: string): readonly string[] {
  const names = [...sentence.matchAll(/\{([^{}]+)\}/g)].map(
    (match) => match[1]?.split('#')[0] ?? '',
  );
  return [...new Set(names)].sort();
}

/** Words that must look the same in each language: options, paths, commands in code style. */
function tokens(sentence: string): readonly string[] {
  const found =
    sentence.match(/--[a-z][a-z-]+|\/(?:etc|proc|run|var|usr)\/[\w./@-]+|~\/[\w./-]+/g) ?? [];
  return [...new Set(found.map((token) => token.replace(/[.,]+$/, '')))].sort();
}

/** The program without its catalogues. */
function sources(): string {
  const root = join(import.meta.dirname, '../..');
  return ['src', 'components']
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true }).map((f) => join(room, `${f}`)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/^src\/i18n\/(?:en|ja|zh-CN)\//.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

/** Keys that are put together (`report.risk-${risk}`), as patterns. What fills a gap is one word. */
function builtKeys(code: string): readonly RegExp[] {
  return [...code.matchAll(/`([a-z][a-z-]*\.[a-z-]*\$\{[^`\n]*\}[a-z-]*)`/g)].map(
    ([, key = '']) => {
      const fixed = key.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
      return new RegExp(`^${fixed.map((part) => part.replaceAll('.', '\\.')).join('[a-z0-9-]+')}$`);
    },
  );
}

describe('the English catalogue', () => {
  it('has no sentence that nobody says', () => {
    const code = sources();
    const said = new Set([...code.matchAll(/'([a-z][a-z-]*\.[a-z0-9-]+)'/g)].map(([, key]) => key));
    const built = builtKeys(code);
    const unsaid = Object.keys(en).filter(
      (key) => !said.has(key) && !built.some((pattern) => pattern.test(key)),
    );
    expect(unsaid).toEqual([]);
  });

  it('writes words out', () => {
    expect(Object.values(en).filter((text) => /n't\b|'(?:ll|re|ve)\b/.test(text))).toEqual([]);
  });

  it('is plain ASCII, which every terminal can show', () => {
    expect(Object.values(en).filter((text) => /[^ -~\n]/.test(text))).toEqual([]);
  });
});

describe.each(Object.entries({ en, ...others }))('each sentence in %s', (_name, catalogue) => {
  const sentences = Object.entries(catalogue);

  it('has no space twice, and none at an end but before what is typed', () => {
    const odd = sentences.filter(([, text]) => / {2}|^ | $/.test(text)).map(([key]) => key);
    expect(odd.filter((key) => key !== 'cli.type-risk')).toEqual([]);
  });

  it('asks questions that fit beside their answers in 80 columns (31 are left for them)', () => {
    const asked = sentences.filter(([key]) => /\.q(?:-(?!help$|because$)[a-z]+)?$/.test(key));
    expect(asked.length).toBeGreaterThan(10);
    const long = asked.filter(([, text]) => widthOf(text.replace('{engine}', 'Docker')) > 31);
    expect(long).toEqual([]);
  });
});

it('writes Japanese and Chinese in one way each', () => {
  const mixed =
    /コンテナー|ディレクトリー|リポジトリー|メモリー|[（）]|か\?|[ぁ-んァ-ヶ一-龠][A-Za-z{]|[A-Za-z}][ぁ-んァ-ヶ一-龠]/;
  expect(Object.values(ja).filter((text) => mixed.test(text))).toEqual([]);
  const half = /[一-鿿] ?[,;?(]|[，。；：（] | [，。；：）]|[一-鿿][A-Za-z{]|[A-Za-z}][一-鿿]/;
  expect(Object.values(zhCN).filter((text) => half.test(text))).toEqual([]);
});

describe.each(Object.entries(others))('the catalogue %s', (_name, catalogue) => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it('has the same keys as English', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
  });

  it('has no empty sentence and none that was left in English', () => {
    const english = (text: string) =>
      /[a-z]{4,} [a-z]{4,} [a-z]{3,}/i.test(text.replace(/\{[^}]*\}/g, ''));
    const empty = keys.filter((key) => catalogue[key].trim() === '');
    const same = keys.filter((key) => catalogue[key] === en[key] && english(en[key]));
    expect({ empty, same }).toEqual({ empty: [], same: [] });
  });

  it('fills the same placeholders as English', () => {
    const wrong = keys.filter(
      (key) => `${placeholders(catalogue[key])}` !== `${placeholders(en[key])}`,
    );
    expect(wrong).toEqual([]);
  });

  it('keeps options and paths as they are', () => {
    const wrong = keys.filter((key) => `${tokens(catalogue[key])}` !== `${tokens(en[key])}`);
    expect(wrong).toEqual([]);
  });
});

describe('translator', () => {
  it('fills numbers, nested sentences and lists, and counts', () => {
    const t = translator('en');
    const one = t({ key: 'report.plan-summary', args: { changes: 1, root: 0 } });
    const two = t({ key: 'report.plan-summary', args: { changes: 2, root: 1 } });
    expect(one).toContain('1 change,');
    expect(two).toContain('2 changes,');
    const nested = t({
      key: 'core.raw',
      args: { text: { key: 'core.command-missing', args: { command: 'x' } } },
    });
    expect(nested).toBe('x is not installed');
    expect(t({ key: 'core.raw', args: { text: ['a', 'b', 'c'] } })).toBe('a, b, and c');
  });

  it('does not read placeholders inside of arguments', () => {
    expect(translator('en')({ key: 'core.raw', args: { text: '{path}' } })).toBe('{path}');
  });

  it('gives an unknown key back as it is', () => {
    expect(translator('ja')({ key: 'future.sentence' })).toBe('future.sentence');
  });
});

describe('languageFor', () => {
  const env = (values: Record<string, string>) => (name: string) => values[name];
  it.each([
    ['ja_JP.UTF-8', 'ja'],
    ['zh_CN.UTF-8', 'zh-CN'],
    ['zh_TW.UTF-8', 'en'],
    ['zh', 'zh-CN'],
    ['C.UTF-8', 'en'],
    ['de_DE.UTF-8', 'en'],
    ['', 'en'],
  ])('reads %s as %s', (lang, expected) => {
    expect(languageFor(null, env({ LANG: lang }))).toBe(expected);
  });

  it('prefers the flag, then LC_ALL, and speaks English on the Linux console', () => {
    expect(languageFor('ja', env({ LC_ALL: 'zh_CN.UTF-8' }))).toBe('ja');
    expect(languageFor(null, env({ LC_ALL: 'zh_CN.UTF-8', LANG: 'ja_JP.UTF-8' }))).toBe('zh-CN');
    expect(languageFor(null, env({ LANG: 'ja_JP.UTF-8', TERM: 'linux' }))).toBe('en');
    expect(languageFor('ja', env({ TERM: 'linux' }))).toBe('ja');
  });
});
