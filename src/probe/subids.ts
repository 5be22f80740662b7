import { lastOf, linesOf, rangesOf, type SubidRange } from '../edit/subid-parse.ts';
import { type Fact, known } from '../model/fact.ts';
import type { IdRange, SubidPolicy, Subids } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { getsubids, userNamespaces } from './commands.ts';
import { sourcesOf } from './nss.ts';
import type { Probe } from './probe.ts';

export { checks } from './subids-checks.ts';

/** 100,000 users have files of a few megabytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A user namespace maps at most this part of all: more is the first one, the identity. */
const ALL_IDS = 4294967295;

/** The two files, the rules for new ranges, and who else uses ids up there. */
export const probe: Probe<'subids'> = {
  id: 'subids',
  async read(host, context): Promise<Fact<Subids>> {
    const [subuid, subgid, sources, policy, taken, target] = await Promise.all([
      host.file('/etc/subuid', { maxBytes: MAX_BYTES }),
      host.file('/etc/subgid', { maxBytes: MAX_BYTES }),
      sourcesOf(host, 'subid'),
      policyOf(host),
      takenBy(host),
      context.target,
    ]);
    const ranges = rangesOf(linesOf(subuid));
    // shadow takes the first source that is named; without a line it reads the files.
    const nss = sources[0] ?? 'files';
    const value: Subids = {
      subuid,
      subgid,
      nss,
      policy,
      getsubids:
        target.known && nss !== 'files' ? await askGetsubids(host, target.value.name) : null,
      taken: [
        ...(await incusRange(host, ranges)),
        ...taken.filter((range) => !isIn(range, ranges)),
      ],
    };
    return known(value, '/etc/subuid, /etc/subgid');
  },
};

async function policyOf(host: ReadHost): Promise<SubidPolicy> {
  // SUSE keeps its defaults in /usr/etc.
  const own = textOf(await host.file('/etc/login.defs'));
  return parsePolicy(own ?? textOf(await host.file('/usr/etc/login.defs')) ?? '');
}

/**
 * SUB_UID_* and SUB_GID_* of login.defs(5) with the defaults of shadow (lib/find_new_sub_uids.c). Numbers
 * may be octal or hexadecimal (strtoul with base 0); a value that is no number leaves the default.
 */
export function parsePolicy(text: string): SubidPolicy {
  const values = new Map<string, number>();
  for (const row of text.split('\n')) {
    const match = /^\s*(SUB_[UG]ID_(?:MIN|MAX|COUNT))\s+"?([^\s"]+)/.exec(row);
    const value = numberOf(match?.[2] ?? '');
    if (match?.[1] !== undefined && value !== null) values.set(match[1], value);
  }
  const get = (key: string, fallback: number) => values.get(key) ?? fallback;
  return {
    uidMin: get('SUB_UID_MIN', 100000),
    uidMax: get('SUB_UID_MAX', 600100000),
    uidCount: get('SUB_UID_COUNT', 65536),
    gidMin: get('SUB_GID_MIN', 100000),
    gidMax: get('SUB_GID_MAX', 600100000),
    gidCount: get('SUB_GID_COUNT', 65536),
  };
}

function numberOf(text: string): number | null {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  if (/^0x[0-9a-f]+$/i.test(text)) return Number.parseInt(text, 16);
  return /^(0|[1-9]\d*)$/.test(text) ? Number(text) : null;
}

async function askGetsubids(host: ReadHost, name: string): Promise<Subids['getsubids']> {
  const [uid, gid] = await Promise.all([
    host.run(getsubids('uid', name)),
    host.run(getsubids('gid', name)),
  ]);
  if (uid.status !== 'exited' || gid.status !== 'exited') return null;
  return { uid: parseGetsubids(uid.stdout), gid: parseGetsubids(gid.stdout) };
}

/** `0: alice 100000 65536` lines; names may hold spaces. Without a range there is only an error text. */
export function parseGetsubids(stdout: string): readonly IdRange[] {
  return stdout.split('\n').flatMap((row) => {
    const match = /^\d+: .* (\d+) (\d+)$/.exec(row);
    return match === null ? [] : [{ start: Number(match[1]), count: Number(match[2]) }];
  });
}

type Taken = Subids['taken'][number];

/**
 * Incus and LXD use 1000000:1000000000 for root without a line when the files don't give root another
 * range: https://linuxcontainers.org/incus/docs/main/userns-idmap/ .
 */
async function incusRange(
  host: ReadHost,
  ranges: readonly SubidRange[],
): Promise<readonly Taken[]> {
  if (ranges.some(({ owner }) => owner === 'root' || owner === '0')) return [];
  const [incus, lxd, snap] = await Promise.all([
    host.stat('/var/lib/incus'),
    host.stat('/var/lib/lxd'),
    host.stat('/var/snap/lxd/common/lxd'),
  ]);
  const by = incus.kind === 'directory' ? 'Incus' : 'LXD';
  const there = [incus, lxd, snap].some((state) => state.kind === 'directory');
  return there ? [{ start: 1000000, count: 1000000000, by }] : [];
}

/** Ids of systemd-nspawn's machines and of running user namespaces: only root may look. */
async function takenBy(host: ReadHost): Promise<readonly Taken[]> {
  if (host.self.uid !== 0) return [];
  const [machines, namespaces] = await Promise.all([nspawnRanges(host), namespaceRanges(host)]);
  return [...machines, ...namespaces];
}

/** `systemd-nspawn -U` shifts a tree to the 65536 ids of its owner: systemd-nspawn(1). */
async function nspawnRanges(host: ReadHost): Promise<readonly Taken[]> {
  const dir = '/var/lib/machines';
  const names = (await host.list(dir)) ?? [];
  const found = await Promise.all(
    names.slice(0, MAX_LOOKS).map(async (name): Promise<readonly Taken[]> => {
      const { kind, uid } = await host.stat(`${dir}/${name}`);
      if (kind !== 'directory' || uid < 65536) return [];
      return [{ start: uid, count: 65536, by: `systemd-nspawn ${name}` }];
    }),
  );
  return found.flat();
}

/** A host with thousands of containers must not make the wizard slow. */
const MAX_LOOKS = 64;

async function namespaceRanges(host: ReadHost): Promise<readonly Taken[]> {
  const { stdout } = await host.run(userNamespaces());
  const pids = stdout.split('\n').filter((row) => /^\s*\d+\s*$/.test(row));
  const found = await Promise.all(
    pids.slice(0, MAX_LOOKS).map(async (row) => {
      const pid = row.trim();
      const map = textOf(await host.file(`/proc/${pid}/uid_map`)) ?? '';
      return parseIdMap(map).map((range) => ({ ...range, by: `process ${pid}` }));
    }),
  );
  return found.flat();
}

/** The outer ids of a uid_map, user_namespaces(7), as far as they are above those of accounts. */
export function parseIdMap(text: string): readonly IdRange[] {
  return text.split('\n').flatMap((row) => {
    const match = /^\s*\d+\s+(\d+)\s+(\d+)\s*$/.exec(row);
    const range = { start: Number(match?.[1] ?? 0), count: Number(match?.[2] ?? 0) };
    return range.start >= 65536 && range.count > 1 && range.count < ALL_IDS ? [range] : [];
  });
}

/** Ids that a line of the file gives to someone anyway: a container of that user. */
function isIn(range: IdRange, ranges: readonly SubidRange[]): boolean {
  return ranges.some((line) => line.start <= range.start && lastOf(range) <= lastOf(line));
}
