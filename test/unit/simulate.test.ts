import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/commands/index.ts';
import { parseOptions } from '../../src/commands/options.ts';
import { LANGUAGES } from '../../src/i18n/catalogue.ts';
import { recorded as en } from '../../src/i18n/en/recorded.ts';
import { recorded as ja } from '../../src/i18n/ja/recorded.ts';
import { recorded as zhCN } from '../../src/i18n/zh-CN/recorded.ts';
import { EXIT } from '../../src/model/error.ts';
import { widthOf } from '../../src/tui/wrap.ts';
import { MADE } from '../hosts/made/index.ts';

/** Runs a command line in this process: its exit code, and what it printed. */
async function cli(...argv: readonly string[]) {
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line);
  };
  const tty = { stdinIsTTY: false, stdoutIsTTY: false, stderrIsTTY: false };
  const output = { out: print, err: print, ...tty, columns: 80, rows: 24 };
  const exit = await runCommand(parseOptions(argv), output, () => undefined, '0').catch(
    (error: unknown) => error,
  );
  return { exit, text: lines.join('\n') };
}

describe('apply --simulate', () => {
  it.each([
    ['ostree', EXIT.ok],
    ['nixos', EXIT.unsupported],
    ['opensuse-microos', EXIT.unsupported],
    ['subids-exhausted', { exit: EXIT.failed }],
    ['no-root', EXIT.privilege],
    ['rhel-9', EXIT.ok],
  ])('ends on %s as on a real one', async (name, exit) => {
    const ended = await cli('apply', '--simulate', name, '--engine', 'podman', '--yes');
    expect(ended).toMatchObject({ exit });
  });

  it('plays nothing of root without a way to root, or when told so', async () => {
    const refused = ['apply', '--simulate', 'rhel-9', '--yes', '--privilege'];
    expect((await cli(...refused, 'none')).exit).toBe(EXIT.privilege);
    expect((await cli(...refused, 'doas')).exit).toMatchObject({ exit: EXIT.privilege });
  });

  it('shows nothing that the real proofs would skip there', async () => {
    const levels = async (name: string, engine: string) => {
      const { text } = await cli(
        'apply',
        '--simulate',
        name,
        '--engine',
        engine,
        '--yes',
        '--json',
      );
      const events: { finding?: { id: string; level: string } }[] = text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line));
      const found = events.flatMap(({ finding }) => (finding === undefined ? [] : [finding]));
      return Object.fromEntries(found.map(({ id, level }) => [id.split('.')[2], level]));
    };
    // No controllers at all, or those of version 1.
    expect(await levels('debian-13', 'podman')).toMatchObject({ run: 'ok', limits: 'skip' });
    expect(await levels('cgroup-v1', 'podman')).toMatchObject({ run: 'ok', limits: 'skip' });
    expect(await levels('rhel-9', 'podman')).toMatchObject({ limits: 'ok', restart: 'ok' });
    // No systemd: nobody starts the daemon, and there is nothing to restart.
    const skipped = { run: 'skip', port: 'skip', restart: 'skip', info: 'skip' };
    expect(await levels('wsl2', 'docker')).toMatchObject(skipped);
    expect(await levels('wsl2', 'podman')).toMatchObject({ run: 'ok', restart: 'skip' });
    // OpenRC starts it; its unit and the vendor's tool are not there.
    const started = { run: 'ok', info: 'ok', restart: 'skip', check: 'skip' };
    expect(await levels('alpine', 'docker')).toMatchObject(started);
  });
});

describe('record --simulate', () => {
  it('is refused as what makes no sense, before anything is asked', async () => {
    const { exit, text } = await cli('record', '--simulate', 'debian-13');
    expect(exit).toMatchObject({ exit: EXIT.usage, text: { key: 'cli.record-simulated' } });
    expect(text).toBe('');
  });
});

describe('migrate --simulate', () => {
  it('sees the twelve containers of rootful-docker', async () => {
    const { exit, text } = await cli('migrate', '--simulate', 'rootful-docker', '--json');
    expect(exit).toBe(EXIT.ok);
    const { containers } = JSON.parse(text);
    expect(containers).toHaveLength(12);
    expect(new Set(containers.map(({ verdict }: { verdict: string }) => verdict)).size).toBe(3);
  });
});

describe('--simulate without a name', () => {
  it.each(LANGUAGES)('lists every host in one line, in %s', async (lang) => {
    const { exit, text } = await cli('--simulate', '', '--lang', lang);
    expect(exit).toBe(EXIT.ok);
    const lines = text.split('\n').slice(1, -1);
    const names = ['debian-12', 'debian-13', ...Object.keys(MADE)].sort();
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(names);
    const catalogue = { en, ja, 'zh-CN': zhCN }[lang];
    for (const [at, name] of names.entries()) {
      const sentence = new Map(Object.entries(catalogue)).get(
        `recorded.${name.replaceAll('.', '-')}`,
      );
      expect(sentence).toBeDefined();
      expect(lines[at]?.endsWith(`  ${sentence}`)).toBe(true);
      expect(widthOf(lines[at] ?? '')).toBeLessThanOrEqual(80);
    }
  });
});
