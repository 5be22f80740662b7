import type { RootfulContainer } from './container.ts';
import type { Recipe } from './create-args.ts';
import { wordsOf } from './words.ts';

/**
 * What each log driver of nerdctl takes; another option is ignored by it, another driver is an error.
 * Source: https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md (logging flags)
 */
const LOG_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'json-file': ['max-size', 'max-file'],
  journald: ['tag'],
  fluentd: [
    'fluentd-address',
    'fluentd-async',
    'fluentd-buffer-limit',
    'fluentd-retry-wait',
    'fluentd-max-retries',
    'fluentd-sub-second-precision',
    'fluentd-async-reconnect-interval',
    'fluentd-request-ack',
    'tag',
  ],
  syslog: [
    'syslog-address',
    'syslog-facility',
    'syslog-tls-ca-cert',
    'syslog-tls-cert',
    'syslog-tls-key',
    'syslog-tls-skip-verify',
    'syslog-format',
    'tag',
  ],
  none: [],
};

/** What of a container's log settings nerdctl has no word for: the driver, or options of one that it has. */
export function logLosses(
  driver: string,
  options: readonly string[],
): { readonly driver: string | null; readonly options: readonly string[] } {
  const known = LOG_OPTIONS[driver];
  if (driver === '' || known === undefined) {
    return { driver: driver === '' ? null : driver, options: [] };
  }
  return { driver: null, options: options.filter((option) => !known.includes(option)) };
}

/**
 * Names by which other containers of its networks reach it, besides its own. nerdctl writes into the file
 * /etc/hosts of each the name and the host name of all others in the same networks, and nothing else.
 * Source: https://github.com/containerd/nerdctl/tree/main/pkg/dnsutil/hostsstore
 */
export function furtherNames(
  { id, name, networks }: RootfulContainer,
  all: readonly RootfulContainer[],
): readonly string[] {
  const shared = networks.filter((network) =>
    all.some((other) => other.id !== id && other.networks.some((one) => one.name === network.name)),
  );
  const aliases = shared.flatMap((network) => network.aliases);
  return [...new Set(aliases)].filter((alias) => alias !== name);
}

/**
 * A recipe in the words of nerdctl: all networks at once, as there is no `network connect`; no aliases, of
 * which one becomes the host name where that is free, as nerdctl's own compose does it; no log settings
 * that it lacks. What can't be said at all is no container that moves: `nerdctl-judge.ts`.
 */
export function nerdctlRecipe(
  recipe: Recipe,
  container: RootfulContainer,
  all: readonly RootfulContainer[],
): Recipe {
  const { options, image, command } = wordsOf(recipe);
  const named = options.some(([option]) => option === '--hostname');
  const [alias] = named ? [] : furtherNames(container, all);
  const driver = options.find(([option]) => option === '--log-driver')?.[1] ?? 'json-file';
  const known = LOG_OPTIONS[driver];
  const words = options.flatMap(([option, value]): readonly string[] => {
    if (option === '--network-alias') return [];
    if (option === '--log-driver') return known === undefined ? [] : [option, value];
    if (option === '--log-opt') {
      return known?.includes(value.split('=')[0] ?? '') === true ? [option, value] : [];
    }
    if (option === '--security-opt') return securityOpt(value);
    if (value === '' && option !== '--entrypoint') return [option];
    return [option, value];
  });
  const further = recipe.connect.flatMap((line) => ['--network', line.split(' ')[0] ?? '']);
  const hostname = alias === undefined ? [] : ['--hostname', alias];
  const first = words[0] === '--network' ? 2 : 0;
  return {
    create: [
      ...words.slice(0, first),
      ...further,
      ...hostname,
      ...words.slice(first),
      image,
      ...command,
    ],
    connect: [],
  };
}

/** Docker also takes a colon, and a value for what is on or off; nerdctl warns of those and goes on without. */
function securityOpt(value: string): readonly string[] {
  const [, key = value, setting = ''] = /^([a-z-]+)[:=](.*)$/s.exec(value) ?? [];
  if (key !== 'no-new-privileges') {
    return ['--security-opt', setting === '' ? key : `${key}=${setting}`];
  }
  return /^(false|0|f)$/i.test(setting) ? [] : ['--security-opt', key];
}

/** The flags of a recipe, once each: what `nerdctl create` must know. */
export function flagsOf(recipe: Recipe): readonly string[] {
  return [...new Set(wordsOf(recipe).options.map(([option]) => option))].filter((option) =>
    option.startsWith('--'),
  );
}
