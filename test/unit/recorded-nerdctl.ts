/** What nerdctl of root said once, for tests of a move from it. */
import { at, type Fields, objects } from '../../src/migrate/json.ts';
import { containerShape } from '../../src/migrate/nerdctl-shape.ts';
import recorded from './recorded/nerdctl-2.3.json' with { type: 'json' };

/** What nerdctl 2.3.5 says on Debian 13, without what nothing here reads; of seccomp's names only how many. */
export const IMAGE = recorded.images[0] as unknown as Fields;
/** The layers of that image. */
export const LAYERS = at(at(IMAGE, 'ImageConfig'), 'rootfs')['diff_ids'] as string[];
/** The file `network-config.json` beside a container, by its name. */
const PORTS: Readonly<Record<string, object>> = {
  plain: {
    portMappings: [
      { HostPort: 80, ContainerPort: 8000, Protocol: 'tcp', HostIP: '0.0.0.0' },
      { HostPort: 8083, ContainerPort: 8001, Protocol: 'udp', HostIP: '127.0.0.1' },
    ],
  },
};

/** A recorded container by its name, with what a test changes, as `nerdctl-gather.ts` puts it together. */
export function gathered(
  name: string,
  { spec = {}, labels = {}, ...more }: Record<string, object> = {},
): Fields {
  const found = recorded.containers.find((each) => each.Name === name);
  if (found === undefined) throw new Error(`${name} was not recorded`);
  const { native, ...compat } = found as unknown as { native: Fields } & Fields;
  const counted = at(at(at(native, 'Spec'), 'linux'), 'seccomp');
  const syscalls = objects(counted['syscalls']).map(({ names }) => ({
    names: Array.from({ length: Number(names) }, (_, n) => `call-${n}`),
  }));
  // Of every container that was not opened; the record has no room for all of them.
  const hidden = { maskedPaths: ['/proc/kcore'], readonlyPaths: ['/proc/bus'] };
  const linux = { ...hidden, ...at(at(native, 'Spec'), 'linux') };
  const seccomp = 'seccomp' in linux ? { seccomp: { ...counted, syscalls } } : {};
  return {
    ...compat,
    Native: {
      ...native,
      Labels: { ...at(native, 'Labels'), ...labels },
      Spec: { ...at(native, 'Spec'), linux: { ...linux, ...seccomp }, ...spec },
    },
    Network: PORTS[name] ?? {},
    NativeImage: IMAGE,
    ...more,
  };
}

/** The same in the words of Docker. */
export const shaped = (name: string, more?: Record<string, object>) =>
  containerShape(gathered(name, more));
