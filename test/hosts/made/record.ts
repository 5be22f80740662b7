import { collectGiven } from '../../../src/commands/given.ts';
import { migrate } from '../../../src/commands/migrate.ts';
import { parseOptions } from '../../../src/commands/options.ts';
import { CachedHost } from '../../../src/host/cached.ts';
import { recordingOf } from '../../../src/host/recorder.ts';
import { MemoryRunStore } from '../../../src/host/store-memory.ts';
import { recorded } from '../../../src/i18n/en/recorded.ts';
import { translator } from '../../../src/i18n/translate.ts';
import type { PlannedChange } from '../../../src/model/change.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { ReadHost } from '../../../src/model/read-host.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { SYSTEM_DIRS } from '../../../src/probe/which.ts';
import { paint } from '../../../src/report/paint.ts';
import { askAll } from '../../../src/run/ask-all.ts';
import { type Made, MadeHost } from './host.ts';

/** A recording of a made host, asked as the command `record` asks a real one. */
export async function recordMade(made: Made): Promise<Recording> {
  const { name, user } = made;
  const host = new CachedHost(new MadeHost(made));
  await askAll(host, user, {});
  const rootful = await host.stat('/run/docker.sock');
  if (rootful.kind !== 'absent') await askMigrate(host, user);
  const known = new Map<string, string>(Object.entries(recorded));
  const description = known.get(`recorded.${name.replaceAll('.', '-')}`) ?? '';
  const recording = await recordingOf(host, { name, description, user });
  const source = `made, not recorded; from: ${made.documents.join(' ; ')}`;
  return { ...compact(recording), source };
}

/** Where a rootful Docker runs, what `migrate` asks; `record` keeps out of other people's containers. */
async function askMigrate(host: ReadHost, userName: string): Promise<void> {
  for (const engine of ['docker', 'podman']) {
    const options = parseOptions(['migrate', '--json', '--engine', engine]);
    await migrate({
      options,
      output: { out: () => {}, err: () => {}, ...NO_TERMINAL },
      env: () => undefined,
      version: '0',
      language: 'en',
      t: translator('en'),
      style: { t: translator('en'), paint: paint(false), verbose: false },
      host,
      userName,
      store: new MemoryRunStore(),
      simulated: true,
      write: () => Promise.reject(new Error('it only looks')),
      given: (await collectGiven(options)).answers,
      acceptedRisks: [],
    });
  }
}

const NO_TERMINAL = {
  stdinIsTTY: false,
  stdoutIsTTY: false,
  stderrIsTTY: false,
  columns: 80,
  rows: 24,
};

/**
 * The same in fewer lines: for directories of programs what is in them, instead of all that is not; and
 * nothing below what is absent itself. (`record` leaves a real host's answers as they came.)
 */
function compact(recording: Recording): Recording {
  const { files, absent, directories } = recording;
  const isThere = (dir: string) => !absent.includes(dir);
  const listed = SYSTEM_DIRS.filter((dir) => isThere(dir) && directories[dir] === undefined);
  const names = (dir: string) =>
    Object.keys(files)
      .filter((path) => path.startsWith(`${dir}/`) && !path.slice(dir.length + 1).includes('/'))
      .map((path) => path.slice(dir.length + 1));
  const programs = Object.fromEntries(listed.map((dir) => [dir, names(dir).sort()]));
  const all = { ...directories, ...programs };
  const inList = (path: string) => {
    const siblings = all[path.slice(0, path.lastIndexOf('/')) || '/'];
    return siblings !== undefined && !siblings.includes(path.slice(path.lastIndexOf('/') + 1));
  };
  const below = (path: string) => absent.some((other) => path.startsWith(`${other}/`));
  return {
    ...recording,
    absent: absent.filter((path) => !inList(path) && !below(path)),
    directories: all,
  };
}

/** A plan in as few lines as tell it: steps, ids, and the bytes that it writes. */
export function planLines(plan: Plan): string {
  const lines = plan.steps.flatMap(({ id, status, because, notes, changes }) => [
    `${id}: ${status} (${because.key})`,
    ...notes.map(({ key }) => `  note ${key}`),
    ...changes.flatMap(changeLines),
  ]);
  const papers = (plan.papers ?? []).flatMap(({ name, text }) => [
    `paper ${name}`,
    ...text
      .trimEnd()
      .split('\n')
      .map((row) => `  ${row}`.trimEnd()),
  ]);
  return `${[...lines, ...papers].join('\n')}\n`;
}

function changeLines(change: PlannedChange): readonly string[] {
  const { id, scope, diff, commands, risks } = change;
  const marks = risks.length === 0 ? '' : ` risk: ${risks.join(', ')}`;
  const shown =
    diff === null || diff === '' ? commands.flatMap((each) => each.split('\n')) : diff.split('\n');
  return [
    `  ${scope} ${id}${marks}`,
    ...shown.filter((row) => row !== '').map((row) => `    ${row}`),
  ];
}
