/**
 * Settings that few containers of root's nerdctl have, from the OCI specification, which says more than its
 * inspection. Tried with nerdctl 2.3. What neither says is not known afterwards: `--stop-timeout 0`,
 * `--interactive`, limits of a device's rate, files for an id, labels without a value.
 * Source: https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md
 */
import { at, type Fields, objects, pairs, text, texts } from './json.ts';
import { plain, type Rare, TAKEN } from './rare-setting.ts';

/** Of an entry in the shape of Docker, with what was gathered beside it (`nerdctl-shape.ts`). */
export function nerdctlSettings(entry: Fields): readonly Rare[] {
  const spec = at(at(entry, 'Native'), 'Spec');
  const linux = at(spec, 'linux');
  const host = at(entry, 'HostConfig');
  const privileged = host['Privileged'] === true;
  const umask = at(at(spec, 'process'), 'user')['umask'];
  const resources = at(linux, 'resources');
  const swappiness = at(resources, 'memory')['swappiness'];
  const mounts = objects(spec['mounts']);
  return [
    ...pairs(host['Annotations']).map(([key, value]) =>
      plain('--annotation', `${key}=${value}`, TAKEN),
    ),
    ...(typeof umask === 'number'
      ? [plain('--umask', umask.toString(8).padStart(4, '0'), ['podman', 'nerdctl'])]
      : []),
    ...(Object.keys(linux).length > 0 && isOpen(linux) && !privileged ? [OPEN] : []),
    ...(!privileged && mounts.some(isWritableCgroup)
      ? [plain('--security-opt', 'writable-cgroups=true', [])]
      : []),
    ...(typeof swappiness === 'number' && swappiness >= 0
      ? [plain('--memory-swappiness', String(swappiness), [])]
      : []),
    ...pairs(resources['unified']).map(([key, value]) =>
      plain('--cgroup-conf', `${key}=${value}`, []),
    ),
    ...objects(entry['Mounts'])
      .filter((mount) => mounts.some((each) => isAlone(each, text(mount['Destination']))))
      .map((mount) => plain('--mount', `bind-nonrecursive of ${text(mount['Destination'])}`, [])),
    ...objects(entry['Mounts']).flatMap(owner),
  ];
}

const OPEN: Rare = {
  said: '--security-opt systempaths=unconfined',
  words: {
    docker: ['--security-opt', 'systempaths=unconfined'],
    podman: ['--security-opt', 'unmask=ALL'],
  },
  needed: false,
};

/** Nothing of the kernel's own files is hidden. */
function isOpen(linux: Fields): boolean {
  return ['maskedPaths', 'readonlyPaths'].every((key) => texts(linux[key]).length === 0);
}

function isWritableCgroup(mount: Fields): boolean {
  return mount['type'] === 'cgroup' && texts(mount['options']).includes('rw');
}

/** A directory without what is mounted below it. */
function isAlone(mount: Fields, destination: string): boolean {
  const options = texts(mount['options']);
  return (
    mount['type'] === 'bind' &&
    mount['destination'] === destination &&
    options.includes('bind') &&
    !options.includes('rbind')
  );
}

/** Whose a memory file system is, which not every engine can be told. */
function owner(mount: Fields): readonly Rare[] {
  const ids = text(mount['Mode'])
    .split(',')
    .filter((option) => /^[ug]id=/.test(option));
  const own = mount['Type'] === 'tmpfs' && ids.length > 0;
  return own ? [plain('--tmpfs', `${text(mount['Destination'])}:${ids.join(',')}`, [])] : [];
}
