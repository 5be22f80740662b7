import { quote } from '../model/quote.ts';
import { limitArgs, rightsArgs } from './confine-args.ts';
import type { RootfulContainer } from './container.ts';
import { each, flag } from './flags.ts';
import type { HardLimits } from './hard-limits.ts';
import { at, type Fields, number, pairs, text, texts } from './json.ts';
import { logArgs } from './log-args.ts';
import { mountArgs } from './mount-args.ts';
import { connectArgs, networkArgs, portArgs } from './network-args.ts';
import { rareArgs } from './rare.ts';
import type { TargetEngine } from './target-engine.ts';

/** How a container is made again: the words after `create`, and after `network connect` for each further network. */
export interface Recipe {
  readonly create: readonly string[];
  readonly connect: readonly string[];
}

/**
 * The command line that makes a container as it was, from `docker inspect` of it and of its image. What
 * comes from the image is left out, so that it stays the image's. The labels of compose stay, so that
 * `docker compose` goes on with it as with its own.
 * `image`: the name or id by which the target has the image. `nameOf`: the name of a container by its id.
 * `allowed`: the hard limits of the user, above which no limit is set.
 * Source: docker-run(1), https://docs.docker.com/reference/cli/docker/container/run/
 */
export function recipeOf(
  entry: Fields,
  container: RootfulContainer,
  imageEntry: Fields,
  options: {
    readonly target: TargetEngine;
    readonly image: string;
    readonly nameOf: (id: string) => string;
    readonly allowed?: HardLimits | undefined;
  },
): Recipe {
  const config = at(entry, 'Config');
  const host = at(entry, 'HostConfig');
  const image = at(imageEntry, 'Config');
  const { command, entrypoint } = commandOf(config, image);
  return {
    create: [
      ...networkArgs(container, options.nameOf),
      ...portArgs(container, options.target),
      ...mountArgs(container, host),
      ...identityArgs(config, image, container),
      ...environmentArgs(config, image),
      ...lifeArgs(host, config, image, container),
      ...rightsArgs(host),
      ...limitArgs(host, options.allowed),
      ...logArgs(host, options.target),
      ...healthArgs(at(config, 'Healthcheck'), at(image, 'Healthcheck'), options.target),
      ...rareArgs(entry, imageEntry, container, options.target),
      ...entrypoint,
      options.image,
      ...command,
    ],
    connect: connectArgs(container),
  };
}

function identityArgs(
  config: Fields,
  image: Fields,
  { id, networkMode }: RootfulContainer,
): readonly string[] {
  const hostname = text(config['Hostname']);
  const ours = (key: string) => (text(config[key]) === text(image[key]) ? '' : text(config[key]));
  return [
    // The engine takes the short id for one, and will take the new one; in another's network, that one's.
    ...((hostname !== '' && id.startsWith(hostname)) || networkMode.startsWith('container:')
      ? []
      : flag('--hostname', hostname)),
    ...flag('--user', ours('User')),
    ...flag('--workdir', ours('WorkingDir')),
  ];
}

function environmentArgs(config: Fields, image: Fields): readonly string[] {
  const known = new Set(texts(image['Env']));
  const labels = new Map(pairs(image['Labels']));
  return [
    ...each(
      '--env',
      texts(config['Env']).filter((entry) => !known.has(entry)),
    ),
    ...each(
      '--label',
      pairs(config['Labels'])
        .filter(([key, value]) => labels.get(key) !== value)
        .map(([key, value]) => `${key}=${value}`),
    ),
  ];
}

function lifeArgs(
  host: Fields,
  config: Fields,
  image: Fields,
  { restart, retries }: RootfulContainer,
): readonly string[] {
  const policy = restart === 'on-failure' && retries > 0 ? `${restart}:${retries}` : restart;
  const signal = text(config['StopSignal']);
  return [
    ...(policy === 'no' ? [] : flag('--restart', policy)),
    ...(signal === text(image['StopSignal']) ? [] : flag('--stop-signal', signal)),
    ...flag('--stop-timeout', number(config['StopTimeout'])),
    ...(host['Init'] === true ? ['--init'] : []),
    ...(config['Tty'] === true ? ['--tty'] : []),
    ...(config['OpenStdin'] === true ? ['--interactive'] : []),
  ];
}

/**
 * A health check of its own. The command of the image is not said again to Docker, whose command line knows one
 * for a shell alone: an image without a shell may have a program for it. Podman takes a list, too, and forgets
 * the image's command where only an interval is given.
 */
function healthArgs(health: Fields, image: Fields, target: TargetEngine): readonly string[] {
  if (JSON.stringify(health) === JSON.stringify(image)) return [];
  const [kind = '', ...words] = texts(health['Test']);
  if (kind === 'NONE') return ['--no-healthcheck'];
  const same = JSON.stringify(health['Test']) === JSON.stringify(image['Test']);
  const command =
    kind === 'CMD-SHELL'
      ? (words[0] ?? '')
      : target === 'podman'
        ? JSON.stringify(words)
        : words.map(quote).join(' ');
  const time = (name: string, key: string) => {
    const nanoseconds = number(health[key]);
    return nanoseconds === 0 ? [] : [name, `${nanoseconds}ns`];
  };
  return [
    ...(same && target === 'docker' ? [] : flag('--health-cmd', command)),
    ...time('--health-interval', 'Interval'),
    ...time('--health-timeout', 'Timeout'),
    ...time('--health-start-period', 'StartPeriod'),
    ...flag('--health-retries', number(health['Retries'])),
  ];
}

/** `--entrypoint` takes one word; the others go before those of the command, where they mean the same. */
function commandOf(config: Fields, image: Fields) {
  const own = texts(config['Entrypoint']);
  const given = texts(image['Entrypoint']);
  const command = texts(config['Cmd']);
  const same = (one: readonly string[], other: readonly string[]) =>
    JSON.stringify(one) === JSON.stringify(other);
  if (same(own, given)) {
    return { entrypoint: [], command: same(command, texts(image['Cmd'])) ? [] : command };
  }
  const [program = '', ...rest] = own;
  return { entrypoint: ['--entrypoint', program], command: [...rest, ...command] };
}
