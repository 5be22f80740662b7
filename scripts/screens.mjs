// `npm run screens`: pictures of the built program for the README, as SVG in docs/screens. Each is drawn from
// the cells of a terminal emulator that the wizard wrote to, on a recorded host, so the same program gives
// the same pictures, byte for byte.
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { build } from 'esbuild';
import { svgOf } from './svg.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist', 'cli.js');
const target = join(root, 'docs', 'screens');
const COLUMNS = 80;
const ROWS = 24;
const PATIENCE_MS = 20_000;
const KEY = { enter: '\r', escape: '\u001b', down: '\u001b[B' };

await stat(cli).catch(() => {
  throw new Error('build the program first: npm run build');
});
const home = await mkdtemp(join(tmpdir(), 'rw-screens-'));

/** The sentences of the wizard, so that what is waited for is what it says in each language. */
async function sentences() {
  const outfile = join(home, 'i18n.mjs');
  const entryPoints = [join(root, 'src', 'i18n', 'translate.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node' });
  const { translator } = await import(outfile);
  return (language) => {
    const t = translator(language);
    return (key) => t({ key, args: {} });
  };
}

/** The wizard on a terminal of 80x24, in a home of its own. */
function open(args) {
  const emulator = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const child = spawn(process.execPath, [cli, ...args], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    cwd: home,
    encoding: null,
    env: { PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
  });
  let look = () => {};
  child.onData((bytes) => emulator.write(bytes, () => look()));
  const text = () => {
    const { active } = emulator.buffer;
    return Array.from({ length: ROWS }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trim(),
    ).join('\n');
  };
  const there = (wanted) => {
    if (typeof wanted === 'function') return wanted(text());
    return typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text());
  };
  const shows = (wanted) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the screen never showed ${wanted}: ${text()}`)),
        PATIENCE_MS,
      );
      look = () => {
        if (!there(wanted)) return;
        clearTimeout(timer);
        look = () => {};
        resolve();
      };
      look();
    });
  return {
    shows,
    async press(keys, wanted) {
      child.write(keys);
      await shows(wanted);
    },
    /** Presses a key until the screen shows something. */
    async until(keys, wanted) {
      while (!there(wanted)) {
        const before = text();
        child.write(keys);
        await new Promise((resolve) => {
          look = () => {
            if (text() !== before) resolve();
          };
        });
        look = () => {};
      }
    },
    async picture(name, title) {
      const svg = svgOf(emulator.buffer.active, { columns: COLUMNS, rows: ROWS, title });
      await writeFile(join(target, `${name}.svg`), svg);
      process.stdout.write(`docs/screens/${name}.svg\n`);
    },
    end: () =>
      new Promise((resolve) => {
        child.onExit(() => resolve());
        child.kill('SIGKILL');
      }),
  };
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
try {
  const speak = await sentences();
  const t = speak('en');
  // The summary is there before the changes are worked out.
  const ready = (say) => (text) =>
    text.includes(say('keys.to-review')) && !text.includes(say('tui.working-out'));
  const docker = ['--simulate', 'debian-13', '--engine', 'docker'];
  const english = open(docker);
  await english.shows(ready(t));
  await english.picture('summary', 'Summary: all answers on one page, with what is recommended');
  await english.press('a', t('keys.leave-out'));
  await english.until(KEY.down, /❯ +\[x\] Add ids in subuid/);
  await english.picture('review', 'Review: every change, with the reason for it');
  await english.until(KEY.down, /❯ +\[x\] Write docker\.service/);
  await english.press('d', '+Type=notify');
  await english.picture('diff', 'The diff of one change');
  await english.press(KEY.escape, t('keys.leave-out'));
  await english.press('a', t('keys.apply-now'));
  await english.picture('confirm', 'The last question before anything is changed');
  await english.press(KEY.enter, t('keys.finish'));
  await english.picture('done', 'The end: what was proven, and what to try first');
  await english.press(KEY.enter, t('keys.search'));
  await english.picture('proofs', 'The evidence of every proof');
  await english.end();
  for (const lang of ['ja', 'zh-CN']) {
    const screen = open([...docker, '--lang', lang]);
    await screen.shows(ready(speak(lang)));
    await screen.picture(`summary.${lang}`, speak(lang)('tui.place-summary'));
    await screen.end();
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
