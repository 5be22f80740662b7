import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpersText, movedHereText } from '../../src/run/preamble.ts';
import { SHELLS } from './shell.ts';

const HELPERS = join(import.meta.dirname, '../../scripts/helpers');
const files = readdirSync(HELPERS).filter((name) => name.endsWith('.sh'));
const required = process.env['RW_REQUIRE_SHELLCHECK'] === '1';
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

describe('helpers', () => {
  it.skipIf(!hasShellcheck && !required)('pass shellcheck (skipped without it)', () => {
    const { stdout, stderr, status } = spawnSync('shellcheck', ['--norc', ...files], {
      cwd: HELPERS,
      encoding: 'utf8',
    });
    expect([stdout, stderr, status]).toEqual(['', '', 0]);
  });

  it('are all in the text that a shell is given, each function once', () => {
    const text = `${helpersText()}\n${movedHereText()}`;
    const defined = [...text.matchAll(/^(rw_\w+)\(\)/gm)].map(([, name]) => name);
    expect(defined).toEqual([...new Set(defined)]);
    for (const file of files) {
      const [first] = /^rw_\w+\(\)/m.exec(readFileSync(join(HELPERS, file), 'utf8')) ?? [];
      expect([file, text.includes(`${first}`)]).toEqual([file, true]);
    }
  });

  it.each(SHELLS)('load in $name without a word', ({ argv: [program, ...args] }) => {
    const { stdout, stderr, status } = spawnSync(program, [...args, '-s'], {
      input: `${helpersText()}\n${movedHereText()}\nrw_say ready`,
      encoding: 'utf8',
      env: {},
    });
    expect([stdout, stderr, status]).toEqual(['rootless-wizard: ready\n', '', 0]);
  });
});
