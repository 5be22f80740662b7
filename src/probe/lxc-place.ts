import type { LxcBoot, LxcPlace, LxcRoute, LxcWay, Target, UnitState } from '../model/facts.ts';
import { LXC_CONTAINER, LXC_SCOPES, LXC_STARTER } from '../model/lxc-boot.ts';
import { type FileState, NO_PATH, NotRecorded, type ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { textOf } from '../model/text.ts';
import { accessList, systemUnits } from './commands.ts';
import { ancestors } from './home.ts';
import { userUnitState } from './units.ts';

/** Where lxc-net(8)'s switch lies with the distributions that have it. */
const BRIDGE_FILE = '/etc/default/lxc-net';

/** Hosts were recorded before these were looked at; none of them had anything there. */
async function orElse<T>(read: Promise<T>, fallback: T): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof NotRecorded) return fallback;
    throw error;
  }
}

/**
 * What unprivileged LXC needs around its program: files, bridges, and the way to the directory of containers,
 * which the root of a container (an id of /etc/subuid, another user for the kernel) must be able to go.
 */
export async function lxcPlace(host: ReadHost, target: Target): Promise<LxcPlace> {
  const dir = `${target.home}/.local/share/lxc`;
  const file = (path: string): Promise<FileState> =>
    orElse<FileState>(host.file(path), { kind: 'absent', path });
  const [usernet, config, bridgeFile, routes, devices, unit, boot, ways] = await Promise.all([
    file('/etc/lxc/lxc-usernet'),
    file(`${target.configHome}/lxc/default.conf`),
    file(BRIDGE_FILE),
    file('/proc/net/route'),
    orElse(host.list('/sys/class/net'), null),
    orElse(
      host.run(systemUnits(['lxc-net.service'])).then(({ stdout }) => stdout),
      '',
    ),
    bootOf(host, target),
    Promise.all(ancestors(dir).map((path) => wayOf(host, path))),
  ]);
  const there = ways.flatMap((way) => (way === null ? [] : [way])).reverse();
  return {
    dir,
    usernet,
    config,
    bridgeFile,
    devices: devices ?? [],
    routes: routesOf(textOf(routes) ?? ''),
    bridgeAtBoot: /^UnitFileState=enabled$/m.test(unit),
    ways: there,
    missing: ancestors(dir)
      .filter((_, at) => ways[at] === null)
      .reverse(),
    boot,
  };
}

/** Units that start at boot, as links in the directory of their target: `lxc@web.service` of many recipes. */
async function bootOf(host: ReadHost, target: Target): Promise<LxcBoot> {
  const dir = unitDirOf(target);
  const file = (unit: string): Promise<FileState> => {
    const path = `${dir}/${unit}`;
    return orElse<FileState>(host.file(path), { kind: 'absent', path });
  };
  const [container, starter, scope, state, wanted] = await Promise.all([
    file(LXC_CONTAINER),
    file(LXC_STARTER),
    file(LXC_SCOPES),
    orElse<UnitState>(userUnitState(host, target, LXC_STARTER), {
      enabled: 'missing',
      active: 'inactive',
    }),
    orElse(host.list(`${dir}/default.target.wants`), null),
  ]);
  const others = (wanted ?? []).filter(
    (unit) => /lxc.*\.service$/.test(unit) && unit !== LXC_STARTER,
  );
  return { container, starter, scope, state, others: others.toSorted() };
}

/**
 * The networks of /proc/net/route but for the default. Those behind a router count where they are no larger than that
 * of a bridge: a larger one is still reached elsewhere. Addresses and masks are hexadecimal, least byte first as
 * on all machines that these distributions run on. proc_net(5), RTF_GATEWAY of route(7)
 */
export function routesOf(text: string): readonly LxcRoute[] {
  return text.split('\n').flatMap((line): readonly LxcRoute[] => {
    const [device = '', destination = '', , flags = '', , , , mask = ''] = line.split(/\s+/);
    if (!/^[0-9A-F]{8}$/.test(destination) || !/^[0-9A-F]{8}$/.test(mask)) return [];
    const bits = bytesOf(mask).map((byte) => byte.toString(2).replaceAll('0', '').length);
    const prefix = bits.reduce((sum, count) => sum + count, 0);
    const routed = (Number.parseInt(flags, 16) & 2) !== 0;
    if (prefix === 0 || (routed && prefix < 24)) return [];
    return [{ device, network: `${bytesOf(destination).join('.')}/${prefix}` }];
  });
}

function bytesOf(hex: string): readonly number[] {
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

async function wayOf(host: ReadHost, path: string): Promise<LxcWay | null> {
  const { kind, mode, uid } = await orElse(host.stat(path), NO_PATH);
  if (kind === 'absent') return null;
  if ((mode & 0o001) !== 0) return { path, uid, open: true, ids: [] };
  const stdout = await orElse(
    host.run(accessList(path)).then((result) => result.stdout),
    '',
  );
  return { path, uid, open: false, ids: idsThatMayPass(stdout) };
}

/** The user ids whom an access control list lets search a directory; acl(5), getfacl(1). */
export function idsThatMayPass(acl: string): readonly number[] {
  const mask = /^mask::(...)/m.exec(acl)?.[1] ?? 'rwx';
  if (!mask.includes('x')) return [];
  return [...acl.matchAll(/^user:(\d+):..x/gm)].map(([, id]) => Number(id));
}
