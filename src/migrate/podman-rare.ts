/**
 * Settings that only Podman has, from the command line that it keeps of a container. Podman takes them again;
 * for the others each is named. Tried with Podman 5.4, root's and a user's; podman-create(1).
 */
import type { RootfulContainer } from './container.ts';
import { at, type Fields } from './json.ts';
import { createOptions, valuesOf } from './podman-options.ts';
import { plain, type Rare } from './rare-setting.ts';

/** Taken by Podman; without them a container still is what it was. */
const SAME = [
  'chrootdirs',
  'group-entry',
  'health-log-destination',
  'health-max-log-count',
  'health-max-log-size',
  'health-on-failure',
  'health-startup-cmd',
  'health-startup-interval',
  'health-startup-retries',
  'health-startup-success',
  'health-startup-timeout',
  'hosts-file',
  'hostuser',
  'image-volume',
  'passwd-entry',
  'personality',
  'shm-size-systemd',
  'timeout',
  'tz',
  'unsetenv',
];

/** Likewise, without a value. */
const SWITCHES = ['no-hostname', 'no-hosts', 'unsetenv-all'];

/** What belongs to the host: files of root that somebody reads, groups of processes, a class of the processor. */
const LEFT = [
  'cgroup-conf',
  'cgroup-parent',
  'cidfile',
  'conmon-pidfile',
  'init-path',
  'pidfile',
  'rdt-class',
  'seccomp-policy',
];

/** What its command line says, and no engine but Podman has. */
export function podmanSettings(entry: Fields, container: RootfulContainer): readonly Rare[] {
  const made = createOptions(at(entry, 'Config'));
  const given = (name: string) => valuesOf(made, name);
  const on = (name: string) => given(name).at(-1) === 'true';
  const off = (name: string) => given(name).at(-1) === 'false';
  return [
    ...SAME.flatMap((name) => given(name).map((value) => plain(`--${name}`, value, ['podman']))),
    ...given('umask').map((value) => plain('--umask', value, ['podman', 'nerdctl'])),
    ...SWITCHES.filter(on).map((name) => plain(`--${name}`, '', ['podman'])),
    ...LEFT.flatMap((name) => given(name).map((value) => plain(`--${name}`, value, []))),
    ...given('cgroups')
      .filter((value) => ['no-conmon', 'split'].includes(value))
      .map((value) => plain('--cgroups', value, [])),
    ...given('dns')
      .filter((value) => value === 'none')
      .map((value) => plain('--dns', value, ['podman'])),
    ...given('health-interval')
      .filter((value) => value === 'disable')
      .map((value) => plain('--health-interval', value, ['podman'])),
    // The others take no proxy of the host by themselves, and have no systemd to make room for.
    ...(off('http-proxy') ? [only('--http-proxy=false')] : []),
    ...given('systemd').map((value) =>
      value === 'always' ? plain('--systemd', value, ['podman'], true) : only(`--systemd=${value}`),
    ),
    // What Docker does by itself: others do not join it.
    ...(at(entry, 'HostConfig')['IpcMode'] === 'private' ? [only('--ipc', 'private')] : []),
    ...given('security-opt').flatMap(paths),
    ...given('requires')
      .flatMap((value) => value.split(','))
      // What was said by its id has another one there.
      .map((name) => plain('--requires', name, /^[0-9a-f]{12,64}$/.test(name) ? [] : ['podman'])),
    ...given('mount')
      .filter((value) => /(^|,)bind-nonrecursive(,|$|=true)/.test(value))
      .map((value) => plain('--mount', value, [])),
    ...logs(given('log-driver'), given('log-opt')),
    ...writable(entry, container, made === null ? null : off('read-only-tmpfs')),
  ];
}

/** Words that Podman has to be told, and nobody else. */
function only(...words: readonly string[]): Rare {
  return {
    said: words.join(' '),
    words: { docker: [], podman: words, nerdctl: [] },
    needed: false,
  };
}

/** What of the kernel's own files it sees. Without what somebody hid or opened, it is not as safe, or lacks it. */
function paths(value: string): readonly Rare[] {
  if (!/^(unmask|mask|proc-opts|systempaths)=/.test(value)) return [];
  if (!/^(unmask=all|systempaths=unconfined)$/i.test(value)) {
    return [plain('--security-opt', value, ['podman'], true)];
  }
  const docker = ['--security-opt', 'systempaths=unconfined'];
  const podman = ['--security-opt', 'unmask=ALL'];
  return [{ said: podman.join(' '), words: { docker, podman }, needed: false }];
}

/** Podman's journal takes a mark; a path is one of root, and `passthrough` the output of who started it. */
function logs(drivers: readonly string[], options: readonly string[]): readonly Rare[] {
  const driver = drivers.at(-1) ?? 'journald';
  const file = ['k8s-file', 'json-file'].includes(driver) && options.length === 0;
  return [
    ...(file ? [only('--log-driver', driver)] : []),
    ...(driver.startsWith('passthrough') ? [plain('--log-driver', driver, [])] : []),
    ...options
      .filter((option) => !/^(max-size|size)=/i.test(option))
      .map((option): Rare => {
        const taken = driver === 'journald' && /^tag=/.test(option);
        const words = ['--log-driver', driver, '--log-opt', option];
        return {
          said: `--log-opt ${option}`,
          words: taken ? { podman: words } : {},
          needed: false,
        };
      }),
  ];
}

/** Where nothing else can be written, Podman makes room in memory, and Docker does not. */
function writable(
  entry: Fields,
  { mounts }: RootfulContainer,
  closed: boolean | null,
): readonly Rare[] {
  const host = at(entry, 'HostConfig');
  if (host['ReadonlyRootfs'] !== true || closed === null) return [];
  if (closed) return [only('--read-only-tmpfs=false')];
  const taken = [...Object.keys(at(host, 'Tmpfs')), ...mounts.map((mount) => mount.destination)];
  const places = ['/run', '/tmp', '/var/tmp'].filter((place) => !taken.includes(place));
  const words = places.flatMap((place) => ['--tmpfs', `${place}:exec`]);
  return [
    {
      said: '--read-only-tmpfs',
      words: { docker: words, podman: [], nerdctl: words },
      needed: false,
    },
  ];
}
