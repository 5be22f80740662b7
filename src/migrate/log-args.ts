/**
 * Where a container's output goes, as words for `create`, and what of it the target has no word for.
 * Sources: https://docs.docker.com/engine/logging/configure/, podman-create(1) `--log-driver`; nerdctl's own are
 * in `nerdctl-recipe.ts`.
 */
import { each } from './flags.ts';
import { at, type Fields, pairs, text } from './json.ts';
import type { Rare } from './rare-setting.ts';
import type { TargetEngine } from './target-engine.ts';

/** Drivers that are in Docker itself; another one is a plugin of root's daemon, which the user's does not have. */
const DOCKER_DRIVERS = [
  'none',
  'local',
  'json-file',
  'journald',
  'syslog',
  'gelf',
  'fluentd',
  'awslogs',
  'splunk',
  'gcplogs',
  'etwlogs',
  'logentries',
];

/** Drivers of Docker that write a file of the engine's own. Podman's file is `json-file` to its command line. */
const FILES = ['json-file', 'local'];

interface Log {
  readonly driver: string;
  readonly options: readonly (readonly [string, string])[];
}

function logOf(host: Fields): Log {
  const log = at(host, 'LogConfig');
  return { driver: text(log['Type']), options: pairs(log['Config']) };
}

/** The words of `create` for the log. nerdctl's recipe takes out of them what it lacks. */
export function logArgs(host: Fields, target: TargetEngine): readonly string[] {
  const { driver, options } = logOf(host);
  const kept = options.filter(([key]) => takes(target, driver, key));
  if (!hasDriver(target, driver)) return [];
  // What each engine does unless it is told otherwise.
  if (driver === 'json-file' && kept.length === 0) return [];
  if (target === 'podman' && driver === 'local' && kept.length === 0) return [];
  return [
    '--log-driver',
    target === 'podman' && FILES.includes(driver) ? 'json-file' : driver,
    ...each(
      '--log-opt',
      kept.map(([key, value]) => `${key}=${value}`),
    ),
  ];
}

/** What Docker and Podman have no word for. nerdctl has a judge of its own. */
export function logLosses(host: Fields): readonly Rare[] {
  const { driver, options } = logOf(host);
  if (driver === '') return [];
  const lost = (said: string, takers: (target: TargetEngine) => boolean): readonly Rare[] => {
    const words = (['docker', 'podman'] as const).filter(takers).map((target) => [target, []]);
    return words.length === 2
      ? []
      : [{ said, words: { nerdctl: [], ...Object.fromEntries(words) }, needed: false }];
  };
  return [
    ...lost(`--log-driver ${driver}`, (target) => hasDriver(target, driver)),
    ...options.flatMap(([key, value]) =>
      lost(`--log-opt ${key}=${value}`, (target) => takes(target, driver, key)),
    ),
  ];
}

function hasDriver(target: TargetEngine, driver: string): boolean {
  if (target === 'podman') return ['none', 'journald', ...FILES].includes(driver);
  return target === 'nerdctl' ? driver !== '' : DOCKER_DRIVERS.includes(driver);
}

/** Podman writes its own kind of file, of which it knows the size alone. */
function takes(target: TargetEngine, driver: string, option: string): boolean {
  if (target === 'podman') return FILES.includes(driver) && option === 'max-size';
  return hasDriver(target, driver);
}
