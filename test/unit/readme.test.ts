import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/options.ts';
import type { Language } from '../../src/i18n/catalogue.ts';
import { msg } from '../../src/i18n/msg.ts';
import { translator } from '../../src/i18n/translate.ts';
import { EXIT } from '../../src/model/error.ts';
import { STEPS } from '../../src/steps/index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const READMES: readonly (readonly [string, Language])[] = [
  ['README.md', 'en'],
  ['docs/README.ja.md', 'ja'],
  ['docs/README.zh-CN.md', 'zh-CN'],
];

/** Options as the command line knows them. */
function flags(): readonly string[] {
  const source = /const FLAGS = \{([\s\S]*?)\n\} as const/.exec(
    read('src/commands/options.ts'),
  )?.[1];
  const names = [...(source ?? '').matchAll(/^ {2}'?([a-z-]+)'?: \{/gm)].map(([, name]) => name);
  return names.filter((name): name is string => name !== undefined && name !== 'help');
}

describe.each(READMES)('%s', (path, language) => {
  const text = read(path);

  it('names every command, option and exit code', () => {
    expect(flags().length).toBeGreaterThan(10);
    const commands = COMMANDS.filter((name) => name !== 'setup' && !text.includes(`| \`${name}`));
    const options = flags().filter(
      (name) => !['version', 'verbose', 'packages'].includes(name) && !text.includes(`--${name}`),
    );
    const codes = Object.values(EXIT).filter(
      (code) => !new RegExp(`^\\| .*\\b${code}\\b`, 'm').test(text),
    );
    expect({ commands, options, codes }).toEqual({ commands: [], options: [], codes: [] });
  });

  it('calls the steps what the wizard calls them', () => {
    const t = translator(language);
    const missing = STEPS.filter(({ id }) => id !== 'verify').filter(
      ({ id }) => !text.includes(`\n| ${t(msg(`report.step-${id}`))} |`),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});

it.each([...READMES.map(([path]) => path), 'docs/architecture.md', 'CHANGELOG.md'])(
  '%s has no dead link',
  (path) => {
    const links = [...read(path).matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const own = links.filter((link) => !/^https?:/.test(link));
    const dead = own.filter((link) => !existsSync(join(root, dirname(path), link)));
    expect(dead).toEqual([]);
  },
);
