import { msg } from '../i18n/msg.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { systemUnits } from '../probe/commands.ts';
import { parseUnits } from '../probe/rootful.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory } from './inventory.ts';
import { at, type Fields, text } from './json.ts';
import { startsContainer } from './podman-judge.ts';
import { unitFiles } from './podman-source.ts';

/** Where jobs are written down; crontab(5), run-parts(8) of cron, and users' own of Debian and of others. */
const TABLES = ['/etc/crontab'];
const DIRECTORIES = [
  '/etc/cron.d',
  '/etc/cron.hourly',
  '/etc/cron.daily',
  '/etc/cron.weekly',
  '/etc/cron.monthly',
  '/var/spool/cron/crontabs',
  '/var/spool/cron',
];

/**
 * Who calls root's Docker for its containers: units of systemd that start one are a reason for it to stay, as it
 * would be there twice; other units and jobs of cron are named, as they would go on asking root's. Reads only.
 */
export async function dockerOnly(
  host: ReadHost,
  { containers, entries }: Pick<Inventory, 'containers' | 'entries'>,
): Promise<Pick<Inventory, 'own' | 'callers'>> {
  if (containers.length === 0) return {};
  try {
    const units = await unitFiles(host);
    const starting = await alive(
      host,
      units.filter(([, unit]) => containers.some((each) => starts(unit, each, entries))),
    );
    const files = [
      ...units.map(([name, unit]) => [`/etc/systemd/system/${name}`, unit] as const),
      ...(await jobs(host)),
    ];
    const own = containers.flatMap((each) => {
      const unit = starting.find(([, words]) => starts(words, each, entries))?.[0];
      return unit === undefined ? [] : [[each.id, [msg('migrate.docker-unit', { unit })]] as const];
    });
    const callers = containers.flatMap(({ id, name }) => {
      const calling = files.filter(([, words]) => calls(words, name)).map(([path]) => path);
      return calling.length === 0 ? [] : [[id, calling] as const];
    });
    return { own: new Map(own), callers: new Map(callers) };
  } catch (error) {
    if (error instanceof NotRecorded) return {};
    throw error;
  }
}

/** Those that run, or will at the next boot. */
async function alive(
  host: ReadHost,
  units: readonly (readonly [string, string])[],
): Promise<readonly (readonly [string, string])[]> {
  if (units.length === 0 || (await host.stat('/run/systemd/system')).kind === 'absent') return [];
  const states = parseUnits((await host.run(systemUnits(units.map(([name]) => name)))).stdout);
  return units.filter(([name]) => {
    const state = states.get(name);
    return state?.get('UnitFileState') === 'enabled' || state?.get('ActiveState') === 'active';
  });
}

/** Does this unit start the container, by its name or with its compose project? */
function starts(unit: string, container: RootfulContainer, entries: Inventory['entries']): boolean {
  const { name, id } = container;
  return (
    startsContainer(unit, name, id, 'docker') ||
    startsProject(unit, container.project, entries.get(id) ?? {})
  );
}

/**
 * Compose names a project by `-p`, else by its file or the directory that it is called in.
 * https://docs.docker.com/compose/how-tos/project-name/
 */
function startsProject(unit: string, project: string | null, entry: Fields): boolean {
  const up =
    /^Exec(?:Start|StartPre)=.*\bdocker[ -]compose\b.*\b(?:up|start|run|restart)\b.*$/m.exec(
      unit.replaceAll(/\\\r?\n/g, ' '),
    )?.[0];
  if (project === null || up === undefined) return false;
  const labels = at(at(entry, 'Config'), 'Labels');
  const dir = text(labels['com.docker.compose.project.working_dir']);
  const files = text(labels['com.docker.compose.project.config_files']).split(',');
  const words = up.split(/\s+/);
  const after = (...options: readonly string[]) =>
    words.flatMap((word, n) => {
      const [option = '', value] = word.split('=');
      return options.includes(option) ? [value ?? words[n + 1] ?? ''] : [];
    });
  const [named] = after('-p', '--project-name');
  if (named !== undefined) return named === project;
  const given = [...after('-f', '--file'), ...after('--project-directory')];
  const [, place = ''] = /^WorkingDirectory=-?(.*?)\/*\s*$/m.exec(unit) ?? [];
  if (given.length === 0) return dir !== '' && place === dir;
  const full = given.map((path) => (path.startsWith('/') ? path : `${place}/${path}`));
  return full.some((path) => path === dir || files.includes(path));
}

/** Does a line call docker with this name as a word? */
function calls(file: string, name: string): boolean {
  const lines = file.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.some(
    (line) =>
      /^[^#]*\bdocker\b/.test(line) &&
      line.split(/[\s'"=;|&()]+/).some((word) => word === name || word.startsWith(`${name}:/`)),
  );
}

async function jobs(host: ReadHost): Promise<readonly (readonly [string, string])[]> {
  const paths = [...TABLES];
  for (const dir of DIRECTORIES) {
    for (const name of (await host.list(dir)) ?? []) paths.push(`${dir}/${name}`);
  }
  return Promise.all(
    paths.map(async (path) => [path, textOf(await host.file(path)) ?? ''] as const),
  );
}
