import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { journey } from './support/journey.ts';
import { KEY, type Screen, type Window } from './support/program.ts';
import { fits, planned, planReady, words } from './support/steps.ts';

const t = words('en');
const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`);
const ALTERNATE = '\u001b[?1049h';

const trip = journey();
/** The window of the test that runs. */
let screen: Screen;

function open(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  window: Window = {},
): void {
  screen = trip.openIn(args, { env, ...window });
}

/** Through the whole wizard with what is recommended; answers every row that was seen. */
async function toTheEnd(args: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  const ready = planReady(t, await planned(trip.place, args));
  const see = async (wanted: string) => {
    await screen.shows(wanted);
    seen.push(...screen.rows());
  };
  await see(ready);
  screen.type('a');
  await screen.shows(t(msg('keys.apply')));
  await see(ready);
  screen.type('a');
  await see(t(msg('tui.confirm-journal')));
  screen.type(KEY.enter);
  await see(t(msg('tui.done-good')));
  screen.type('q');
  expect(await screen.ends()).toBe(0);
  expect(trip.place.files()).toEqual([]);
  return seen;
}

describe('a window', () => {
  it('may change its size at any time', async () => {
    open(['--simulate', 'debian-13']);
    const ready = planReady(t, await planned(trip.place, ['--simulate', 'debian-13']));
    await screen.shows(ready);
    expect(fits(screen.rows(), 80)).toBe(true);
    for (const [columns, rows] of [
      [60, 20],
      [40, 24],
      [120, 40],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      await screen.shows(
        (now) => now.length === rows && fits(now, columns) && rightEdge(now) > columns - 6,
      );
      await screen.press('a', t(msg('keys.apply')));
      await screen.shows(t(msg('report.step-packages')));
      await screen.press(KEY.escape, t(msg('keys.to-review')));
    }
    screen.resize(39, 10);
    await screen.shows(
      t(msg('tui.too-small', { columns: 39, rows: 10, minColumns: 40, minRows: 12 })),
    );
    screen.resize(80, 24);
    await screen.press('q', t(msg('tui.bye-untouched')));
    expect(await screen.ends()).toBe(0);
  });

  it('that is too small from the start gets lines', async () => {
    open(['--simulate', 'debian-13'], {}, { columns: 30, rows: 10 });
    await screen.shows(t(msg('tui.line-choose')));
    expect(screen.written()).not.toContain(ALTERNATE);
  });
});

describe('a terminal', () => {
  it('without colour gets none (NO_COLOR)', async () => {
    const args = ['--simulate', 'debian-13'];
    open(args, { NO_COLOR: '1' });
    await toTheEnd(args);
    expect(screen.written()).not.toMatch(COLOUR);
  });

  it('with colour gets it', async () => {
    open(['--simulate', 'debian-13']);
    await screen.shows(t(msg('keys.to-review')));
    expect(screen.written()).toMatch(COLOUR);
  });

  it('of the Linux console gets plain signs and no second screen', async () => {
    const args = ['--simulate', 'debian-13', '--engine', 'docker'];
    open(args, {}, { term: 'linux' });
    const seen = await toTheEnd(args);
    expect(screen.written()).not.toContain(ALTERNATE);
    expect(seen.filter((row) => /[^\u0020-\u007e]/.test(row))).toEqual([]);
  });

  it('in the C locale gets plain signs', async () => {
    const args = ['--simulate', 'debian-12'];
    open(args, { LANG: 'C' });
    const seen = await toTheEnd(args);
    expect(seen.filter((row) => /[^\u0020-\u007e]/.test(row))).toEqual([]);
  });

  it('in a Japanese locale gets Japanese', async () => {
    open(['--simulate', 'debian-12'], { LANG: 'ja_JP.UTF-8' });
    await screen.shows(words('ja')(msg('keys.to-review')));
  });

  it('that can do nothing gets lines without any escape sequence (TERM=dumb)', async () => {
    open(['--simulate', 'debian-13'], {}, { term: 'dumb' });
    await linesToTheEnd();
    expect(screen.written()).not.toContain(ESCAPE);
  });
});

describe('lines', () => {
  it('lead through a risk to the end, and nothing is ever painted over', async () => {
    open(['--simulate', 'debian-13', '--accessible', '--engine', 'docker']);
    await screen.shows(t(msg('tui.line-choose')));
    const [before = ''] = screen.all().split(t(msg('answers.q-ports')));
    const ports = /(\d+)\. $/.exec(before)?.[1];
    await screen.press(`${ports}\r`, t(msg('answers.q-ports-setcap-help')));
    await screen.press('3\r', t(msg('tui.risk-mark')));
    await screen.press('a\r', t(msg('keys.apply')));
    await screen.press('q\r', t(msg('tui.quit-title')));
    await screen.press('<\r', t(msg('keys.apply')));
    await screen.press('a\r', t(msg('report.risk-rootlesskit-ports')));
    await screen.press('a\r', t(msg('tui.risk-open')));
    await screen.press('1\r', t(msg('tui.line-at', { row: 1 })));
    await screen.press('y\r', t(msg('tui.risk-accepted')));
    await screen.press('a\r', t(msg('tui.confirm-journal')));
    screen.type('y\r');
    await screen.says(t(msg('tui.done-good')));
    screen.type('q\r');
    expect(await screen.ends()).toBe(0);
    expect(screen.written()).not.toContain(ESCAPE);
    expect(trip.place.files()).toEqual([]);
  });

  it('keep what was typed ahead', async () => {
    open(['--simulate', 'debian-13', '--accessible']);
    screen.type('a\ra\ry\rq\r');
    expect(await screen.ends()).toBe(0);
    expect(screen.all()).toContain(t(msg('tui.done-good')));
  });

  it('end with 130 at Ctrl-C, and say that nothing was changed', async () => {
    open(['--simulate', 'debian-13', '--accessible']);
    await screen.shows(t(msg('tui.line-choose')));
    screen.type(KEY.ctrlC);
    expect(await screen.ends()).toBe(130);
    expect(screen.prose()).toContain(t(msg('tui.bye-untouched')));
  });
});

async function linesToTheEnd(): Promise<void> {
  await screen.shows(t(msg('tui.line-choose')));
  await screen.press('a\r', t(msg('keys.apply')));
  await screen.press('a\r', t(msg('tui.confirm-journal')));
  screen.type('y\r');
  await screen.says(t(msg('tui.done-good')));
  screen.type('q\r');
  expect(await screen.ends()).toBe(0);
}

describe('a terminal that closes', () => {
  it.each([
    ['on the summary', [], t(msg('keys.to-review'))],
    ['while a line is typed', ['--accessible'], t(msg('tui.line-choose'))],
  ])('%s leaves no process', async (_, args, wanted) => {
    open(['--simulate', 'debian-13', ...args]);
    await screen.shows(wanted);
    expect(processesOf(screen.pid)).toHaveLength(1);
    screen.close();
    await screen.ends();
    expect(processesOf(screen.pid)).toEqual([]);
    expect(trip.place.files()).toEqual([]);
  });

  it('while this very host is read leaves no process', async () => {
    screen = trip.openIn([], { free: true });
    await screen.shows(/rootless-wizard/);
    screen.close();
    await screen.ends();
    // What was told to end needs a moment for it.
    await expect.poll(() => processesOf(screen.pid), { timeout: 15_000 }).toEqual([]);
  });
});

/** Processes of the session that a terminal's first process leads, proc(5): the sixth field of `stat`. */
function processesOf(session: number): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields[3] === String(session) && fields[0] !== 'Z' ? [stat.trim()] : [];
      } catch {
        return [];
      }
    });
}

function rightEdge(rows: readonly string[]): number {
  return Math.max(...rows.map((row) => row.length));
}
