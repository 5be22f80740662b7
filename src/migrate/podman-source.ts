import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { systemUnits } from '../probe/commands.ts';
import { rootfulPodmanVersion, rootfulPods } from '../probe/commands-move.ts';
import { parseUnits } from '../probe/rootful.ts';
import type { Inventory } from './inventory.ts';
import { at, type Fields, text } from './json.ts';
import { onlyStarts, type PodmanSide, podmanReasons, startsContainer } from './podman-judge.ts';

/** Services of root's Podman: the one starts containers at boot, the other waits for clients. */
const SERVICES = ['podman.socket', 'podman-restart.service'];

/** Where the store of root lies unless a file says otherwise; containers-storage.conf(5). */
const STORE = '/var/lib/containers/storage';
const DRIVERS = ['overlay', 'vfs', 'btrfs', 'zfs'];

/** `hidden`: it was used since the boot, and only root may look what it has. */
export type PodmanSeen = 'there' | 'none' | 'hidden';

/**
 * Has the Podman of root containers? Asked of files alone, as Podman itself would make a store where there is
 * none, and tells an ordinary user of their own.
 */
export async function rootfulPodman(host: ReadHost): Promise<PodmanSeen> {
  try {
    // libpod's mark of this boot, which everybody may see.
    const mark = host.self.uid === 0 ? null : await host.stat('/run/libpod/alive');
    if (mark !== null) return mark.kind === 'file' ? 'hidden' : 'none';
    const config = textOf(await host.file('/etc/containers/storage.conf')) ?? '';
    const root = /^\s*graphroot\s*=\s*(["'])(\/[^"']*)\1/m.exec(config)?.[2] ?? STORE;
    const lists = await Promise.all(
      DRIVERS.map((driver) => host.file(`${root}/${driver}-containers/containers.json`)),
    );
    const filled = lists.some(
      (list) =>
        list.kind === 'too-big' ||
        (list.kind === 'file' && !['', '[]', 'null'].includes(list.bytes.trim())),
    );
    return filled ? 'there' : 'none';
  } catch (error) {
    if (error instanceof NotRecorded) return 'none';
    throw error;
  }
}

/** What only Podman has to say of its containers: reasons to stay, units that go with one, and its services that are enabled. Reads only. */
export async function podmanOnly(
  host: ReadHost,
  { containers, entries, images }: Inventory,
): Promise<Required<Pick<Inventory, 'own' | 'units' | 'services'>>> {
  const all = [...entries.values()];
  const on = [...(await enabled(host, SERVICES)).keys()];
  const { going, owning } = await startersOf(host, all);
  const side: PodmanSide = {
    pods: await podsOf(host, all),
    sharing: new Set(
      all.filter((entry) => entry['IsInfra'] === true).map((entry) => text(entry['Pod'])),
    ),
    units: owning,
    quadlets: await quadletsOf(host, [...new Set(owning.values())]),
    nameless: new Set(
      [...images.values()]
        .filter(({ refs, entry }) => refs.length === 0 && /oci/.test(text(entry['ManifestType'])))
        .map(({ id }) => id),
    ),
    restarts: on.includes('podman-restart.service') && !(await changesPolicies(host)),
  };
  return {
    own: new Map(
      containers.map(({ id }) => [id, podmanReasons(entries.get(id) ?? {}, side)] as const),
    ),
    units: going,
    services: on,
  };
}

/** Of these units, those that are enabled, each with whether it runs. */
async function enabled(
  host: ReadHost,
  names: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (names.length === 0 || (await host.stat('/run/systemd/system')).kind === 'absent') {
    return new Map();
  }
  const units = parseUnits((await host.run(systemUnits(names))).stdout);
  return new Map(
    names.flatMap((name) => {
      const unit = units.get(name);
      const is = unit?.get('UnitFileState') === 'enabled';
      return is ? [[name, unit?.get('ActiveState') === 'active'] as const] : [];
    }),
  );
}

/** `podman update --restart` came with 5.1. */
async function changesPolicies(host: ReadHost): Promise<boolean> {
  const { stdout } = await host.run(rootfulPodmanVersion());
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(stdout.trim()) ?? [];
  return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 1);
}

async function podsOf(
  host: ReadHost,
  all: readonly Fields[],
): Promise<ReadonlyMap<string, string>> {
  if (all.every((entry) => text(entry['Pod']) === '')) return new Map();
  const { stdout } = await host.run(rootfulPods());
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [id = '', name = ''] = line.split('\t');
      return name === '' ? [] : [[id, name] as const];
    }),
  );
}

const UNITS = '/etc/systemd/system';

/** Units of services that an administrator has put there, by their names, with their texts. */
export async function unitFiles(host: ReadHost): Promise<readonly (readonly [string, string])[]> {
  const names = ((await host.list(UNITS)) ?? []).filter((name) => name.endsWith('.service'));
  return Promise.all(
    names.map(async (name) => [name, textOf(await host.file(`${UNITS}/${name}`)) ?? ''] as const),
  );
}

/** Where an administrator puts the Quadlets of root; podman-systemd.unit(5). */
const QUADLETS = '/etc/containers/systemd';

/** Of these units, those that are made from a Quadlet of the same name, each with its file. */
async function quadletsOf(
  host: ReadHost,
  units: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (units.length === 0) return new Map();
  const there = (await host.list(QUADLETS)) ?? [];
  return new Map(
    units.flatMap((unit) => {
      const name = unit.replace(/\.service$/, '.container');
      return there.includes(name) ? [[unit, `${QUADLETS}/${name}`] as const] : [];
    }),
  );
}

/** Who starts containers, by their ids. */
interface Starters {
  /** Units that can be switched off and on again with their container. */
  readonly going: ReadonlyMap<string, string>;
  /** All others. */
  readonly owning: ReadonlyMap<string, string>;
}

/**
 * By Podman's own label, which Quadlet and `generate systemd --new` see to, or by the unit's own text. A unit
 * goes with its container where it does nothing but start it, and both run now: then switching it on again
 * gives back what was there.
 */
async function startersOf(host: ReadHost, all: readonly Fields[]): Promise<Starters> {
  const files = await unitFiles(host);
  const going = new Map<string, string>();
  const owning = new Map<string, string>();
  for (const entry of all) {
    const [id, name] = [text(entry['Id']), text(entry['Name'])];
    const label = text(at(at(entry, 'Config'), 'Labels')['PODMAN_SYSTEMD_UNIT']);
    const found = files.filter(([, unit]) => startsContainer(unit, name, id));
    const [first] = found;
    const runs = at(entry, 'State')['Running'] === true;
    if (label !== '') owning.set(id, label);
    else if (first !== undefined) {
      const goes = found.length === 1 && runs && onlyStarts(first[1]);
      (goes ? going : owning).set(id, first[0]);
    }
  }
  const on = await enabled(host, [...new Set(going.values())]);
  for (const [id, unit] of going) {
    if (on.get(unit) === true) continue;
    going.delete(id);
    owning.set(id, unit);
  }
  return { going, owning };
}
