import type { Recipe } from './create-args.ts';
import { isMode, type Joined, joinedOf, wordsOf } from './words.ts';

/** A version as far as it decides what Quadlet knows. */
export type Version = readonly [major: number, minor: number];

/** Quadlet came with 4.4. */
const FIRST: Version = [4, 4];
/** The version whose generator was seen to take every key below; before it, `PodmanArgs=` says the same. */
const ALL_KEYS: Version = [5, 4];

/** Keys of all versions for options with a plain value. */
const KEYS: Readonly<Record<string, string>> = {
  '-p': 'PublishPort',
  '-v': 'Volume',
  '--cap-add': 'AddCapability',
  '--cap-drop': 'DropCapability',
  '--device': 'AddDevice',
};

const LATER_KEYS: Readonly<Record<string, string>> = {
  '--hostname': 'HostName',
  '--workdir': 'WorkingDir',
  '--tmpfs': 'Tmpfs',
  '--sysctl': 'Sysctl',
  '--dns': 'DNS',
  '--dns-search': 'DNSSearch',
  '--dns-option': 'DNSOption',
  '--add-host': 'AddHost',
  '--ulimit': 'Ulimit',
  '--shm-size': 'ShmSize',
  '--pids-limit': 'PidsLimit',
  '--stop-timeout': 'StopTimeout',
  '--stop-signal': 'StopSignal',
  '--group-add': 'GroupAdd',
  '--log-driver': 'LogDriver',
};

/** Said by `Network=`, from all of the recipe. */
const OF_NETWORKS = ['--network', '--network-alias', '--ip', '--ip6'];

/** `podman --version` as numbers; null where it is none. */
export function versionOf(text: string | null): Version | null {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}

/**
 * The Quadlet unit that makes the same container as a recipe; null where Podman has no Quadlet yet, where
 * there is no restart policy (nothing for systemd to do), or where its image has a name that Quadlet takes
 * for another unit. `imageId`: `sha256:...`. Volumes and networks are there already, so they are named without a unit.
 * Source: podman-systemd.unit(5); quoting: systemd.syntax(7), specifiers and `$`: systemd.service(5).
 */
export function quadletOf(
  recipe: Recipe,
  name: string,
  imageId: string,
  version: Version | null,
): string | null {
  const { options, image, command } = wordsOf(recipe);
  const [, policy = ''] = options.find(([option]) => option === '--restart') ?? [];
  if (version === null || isBefore(version, FIRST) || policy === '') return null;
  if (/\.(image|build)$/.test(image)) return null;
  const keys = isBefore(version, ALL_KEYS) ? KEYS : { ...KEYS, ...LATER_KEYS };
  const lines = [...imageLines(image, imageId), `ContainerName=${name}`];
  for (const network of joinedOf(recipe)) lines.push(networkLine(network));
  const [, mode = ''] = options.find(([option]) => option === '--network') ?? [];
  if (isMode(mode)) lines.push(`Network=${mode}`);
  for (const [option, value] of options) {
    const key = keys[option];
    if (OF_NETWORKS.includes(option) || option === '--restart') continue;
    else if (option === '--env' && value.includes('=')) lines.push(`Environment=${quoted(value)}`);
    else if (option === '--label') lines.push(`Label=${quoted(value)}`);
    else if (option === '--read-only') lines.push('ReadOnly=true');
    else if (option === '--init') lines.push('RunInit=true');
    else if (key !== undefined && isPlain(value) && !isUnit(value)) lines.push(`${key}=${value}`);
    else if (value === '' && !option.startsWith('--entry')) lines.push(`PodmanArgs=${option}`);
    else lines.push(`PodmanArgs=${option} ${quoted(value)}`);
  }
  if (command.length > 0) lines.push(`Exec=${command.map(quoted).join(' ')}`);
  return [
    ...header(name, policy),
    '[Unit]',
    `Description=Container ${name}`,
    '',
    '[Container]',
    ...lines,
    '',
    '[Service]',
    `Restart=${policy.startsWith('on-failure') ? 'on-failure' : 'always'}`,
    '',
    '[Install]',
    'WantedBy=default.target',
    '',
  ].join('\n');
}

function header(name: string, policy: string): readonly string[] {
  const [, tries] = /^on-failure:(\d+)$/.exec(policy) ?? [];
  const file = `${name}.container`;
  const lines = [
    `The container ${name} as a Quadlet unit, written by rootless-wizard when it was moved.`,
    'It runs without this file, under the restart policy of Podman. To hand it to systemd (volumes stay;',
    'what was written in the container itself goes with the old one, and with each stop from then on):',
    `  podman stop ${name} && podman rm ${name}`,
    `  mkdir -p ~/.config/containers/systemd && cp ${file} ~/.config/containers/systemd/`,
    `  systemctl --user daemon-reload && systemctl --user start ${name}`,
    'Best after `rootless-wizard migrate --finish`, which looks for the container as it was moved. Before',
    '`rootless-wizard undo`, take it back from systemd:',
    `  systemctl --user stop ${name} && rm ~/.config/containers/systemd/${file}`,
    '  systemctl --user daemon-reload',
    ...(tries === undefined
      ? []
      : [
          `Podman tried ${tries} times (${policy}); systemd has limits of its own, StartLimitBurst=.`,
        ]),
  ];
  return lines.map((line) => `# ${line}`);
}

/** `NAME:alias=...,ip=...`: podman-run(1) `--network`, which works for several, too. */
function networkLine({ name, aliases, ipv4, ipv6 }: Joined): string {
  const chosen = [
    ...aliases.map((alias) => `alias=${alias}`),
    ...(ipv4 === '' ? [] : [`ip=${ipv4}`]),
    ...(ipv6 === '' ? [] : [`ip6=${ipv6}`]),
  ];
  const value = chosen.length === 0 ? name : `${name}:${chosen.join(',')}`;
  return isUnit(value) || !isPlain(value)
    ? `PodmanArgs=--network ${quoted(value)}`
    : `Network=${value}`;
}

/** Means the same unquoted in every key, and holds no specifier. */
function isPlain(value: string): boolean {
  return /^[A-Za-z0-9._/:@,=+[\]-]+$/.test(value);
}

/** Quadlet takes `NAME.volume` and the like for units of its own. */
function isUnit(value: string): boolean {
  return /^[^/:]*\.(volume|network|container|pod|kube|image|build)(:|$)/.test(value);
}

/** Quadlet hands words on to systemd, which puts in specifiers for `%` and variables for `$`. */
function quoted(word: string): string {
  const inside = word
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$')
    .replaceAll(/[\\"]/g, (char) => `\\${char}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(/\p{Cc}/gu, controlled);
  return `"${inside}"`;
}

/** One of ASCII as C writes it; the others are characters like any. */
function controlled(char: string): string {
  const code = char.charCodeAt(0);
  return code > 0x7f ? char : `\\x${code.toString(16).padStart(2, '0')}`;
}

/**
 * By its name where that holds a registry. Podman puts `localhost/` or `docker.io/` before others, so those
 * are named by the id, which is the same in both engines.
 */
function imageLines(image: string, id: string): readonly string[] {
  const [first = ''] = image.split('/');
  if (image.includes('/') && /[.:]|^localhost$/.test(first)) return [`Image=${image}`];
  return [`# ${image}`, `Image=${id.replace(/^sha256:/, '')}`];
}

function isBefore([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean {
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
