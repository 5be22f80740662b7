import { at, type Fields, number, objects, pairs, text, texts } from './json.ts';
import { runnable } from './mount-args.ts';
import { type CreateOptions, valuesOf } from './podman-options.ts';

/** Sizes of /dev/shm and limits that Podman gives by itself. */
const SHM = 65_536_000;
const DOCKER_SHM = 64 * 1024 * 1024;
const PIDS = 2048;

/** `HostConfig` of a container of Podman, as Docker says it. `made`: its command line, or null where there is none. */
export function hostShape(entry: Fields, made: CreateOptions | null): Fields {
  const host = at(entry, 'HostConfig');
  const mode = text(host['NetworkMode']);
  const cpus = number(host['NanoCpus']) > 0;
  const pids = number(host['PidsLimit']);
  const shm = number(host['ShmSize']);
  return {
    ...host,
    NetworkMode: /^(slirp4netns|pasta)/.test(mode) ? 'bridge' : mode,
    ShmSize: shm === SHM ? DOCKER_SHM : shm,
    PidsLimit: pids === PIDS && valuesOf(made, 'pids-limit').length === 0 ? 0 : pids,
    ...valuesFrom(host, made),
    // crun or runc, where nobody said otherwise.
    Runtime: text(entry['OCIRuntime']).replace(/^.*\//, ''),
    // Both say the same, and no command line takes both.
    ...(cpus ? { CpuPeriod: 0, CpuQuota: 0 } : {}),
    Ulimits: limits(host, made),
    Tmpfs: runnable(at(host, 'Tmpfs')),
    LogConfig: log(at(host, 'LogConfig')),
  };
}

/** What inspection does not say, or says in another way than was asked. */
function valuesFrom(host: Fields, made: CreateOptions | null): Fields {
  const last = (name: string) => valuesOf(made, name).at(-1);
  const swap = last('memory-swap');
  const swappiness = last('memory-swappiness');
  return {
    CgroupnsMode: host['CgroupMode'],
    // In no version before 6.
    Sysctls: Object.fromEntries(
      valuesOf(made, 'sysctl')
        .flatMap((value) => value.split(','))
        .map((value) => [value.split('=')[0] ?? '', value.slice(value.indexOf('=') + 1)]),
    ),
    Annotations: Object.fromEntries(
      pairs(host['Annotations']).filter(([key]) => !OWN_ANNOTATIONS.test(key)),
    ),
    MemorySwappiness: swappiness === undefined ? -1 : Number(swappiness),
    ...(swap === '-1' ? { MemorySwap: -1 } : {}),
    ...(made === null ? {} : { OomScoreAdj: Number(last('oom-score-adj') ?? 0) }),
    Devices: devices(host, made),
    DeviceCgroupRules: valuesOf(made, 'device-cgroup-rule'),
    CpuRealtimeRuntime: Number(last('cpu-rt-runtime') ?? 0),
    CpuRealtimePeriod: Number(last('cpu-rt-period') ?? 0),
    SecurityOpt: texts(host['SecurityOpt']).filter((option) => !/^(un)?mask=/.test(option)),
    // All are published by their numbers.
    PublishAllPorts: false,
    CgroupParent: '',
  };
}

/** Podman's own, and what it writes for runtimes; docs/source/markdown of podman, libpod/define/annotations.go. */
const OWN_ANNOTATIONS =
  /^(io\.podman\.|io\.container\.|org\.opencontainers\.image\.|org\.systemd\.|run\.oci\.)/;

/** Where it finds no name for a device, it leaves it out. */
function devices(host: Fields, made: CreateOptions | null): readonly Fields[] {
  const all = objects(host['Devices']);
  const known = new Set(all.map(({ PathOnHost }) => text(PathOnHost)));
  const more = valuesOf(made, 'device')
    .map((value) => value.split(':'))
    .filter(
      ([path = '']) => path.startsWith('/') && ![...known].some((one) => one.startsWith(path)),
    );
  return [
    ...all,
    ...more.map(([path = '', ...rest]) => {
      const inside = rest.find((part) => part.startsWith('/')) ?? path;
      const rights = rest.find((part) => /^[rwm]+$/.test(part)) ?? '';
      return { PathOnHost: path, PathInContainer: inside, CgroupPermissions: rights };
    }),
  ];
}

/** Podman adds the number of files and of processes that root may have; the user may have fewer. */
function limits(host: Fields, made: CreateOptions | null): readonly Fields[] {
  const all = objects(host['Ulimits']).map((limit) => ({
    ...limit,
    Name: text(limit['Name'])
      .replace(/^RLIMIT_/, '')
      .toLowerCase(),
  }));
  if (made !== null) {
    const given = valuesOf(made, 'ulimit').map((value) => value.split('=')[0]?.toLowerCase());
    return all.filter(({ Name }) => given.includes(Name));
  }
  const added = all.some(({ Name }) => Name === 'nproc');
  return all.filter(({ Name }) => !(added && ['nproc', 'nofile'].includes(Name)));
}

/** The journal and files of its own are what Podman chooses; only a size is somebody's choice. */
function log({ Type, Size }: Fields): Fields {
  if (Type === 'none') return { Type };
  const size = text(Size);
  return {
    Type: 'json-file',
    // No limit: the journal and Podman 6 say the latter.
    Config: ['', '0B', '-1B'].includes(size)
      ? {}
      : { 'max-size': size.replace(/B$/i, '').toLowerCase() },
  };
}
