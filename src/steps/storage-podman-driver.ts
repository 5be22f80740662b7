import { type ConfInForce, OPTIONS, STORAGE } from '../edit/storage-conf.ts';
import type { TomlSetting } from '../edit/toml.ts';
import { fusePossible, wasTried } from '../engines/host-rules.ts';
import { atLeast, orNull, podmanVersion, type Version } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { namesDriver, podmanConf } from './storage-podman-conf.ts';

/** Says which driver is meant when the person leaves it to us, and why. */
export interface DriverChoice {
  /** `engine`: nothing is written, the engine's own choice is right or nobody knows better. */
  readonly driver: 'engine' | 'overlay' | 'fuse-overlayfs' | 'vfs';
  readonly because: Message;
}

/** Native overlay mounts without root came to Podman with 3.1 (containers/storage 1.28). */
function nativeWorks(facts: Facts, version: Version | null): boolean | null {
  if (!facts.overlay.known || version === null) return null;
  return facts.overlay.value.native && atLeast(version, 3, 1);
}

/** The driver for `auto`: what the trial mount said, if it was made on the file system of the store. */
export function podmanDriver(facts: Facts, graphroot: string, image = ''): DriverChoice {
  const version = podmanVersion(facts);
  const podman = orNull(facts.podman);
  if (podman?.hasStore === true) {
    if (podman.info === null)
      return { driver: 'engine', because: msg('storage.podman-keeps-some') };
    const { driver, graphRoot } = podman.info;
    const slow = driver === 'vfs' && nativeWorks(facts, version) === true;
    return {
      driver: 'engine',
      because: slow
        ? msg('storage.podman-keeps-vfs', { dir: graphRoot })
        : msg('storage.podman-keeps', { driver, dir: graphRoot }),
    };
  }
  if (version === null) return { driver: 'engine', because: msg('storage.podman-no-version') };
  if (!wasTried(facts, graphroot, image)) {
    return { driver: 'engine', because: msg('storage.overlay-elsewhere') };
  }
  const native = nativeWorks(facts, version);
  if (native === null) return { driver: 'engine', because: msg('storage.overlay-unknown') };
  const dir = triedDir(facts);
  if (native) {
    return silentVfs(facts, version)
      ? { driver: 'overlay', because: msg('storage.overlay-said', { dir }) }
      : { driver: 'engine', because: msg('storage.overlay-works', { dir }) };
  }
  const detail = facts.overlay.known ? facts.overlay.value.detail : '';
  if (fusePossible(facts)) {
    return { driver: 'fuse-overlayfs', because: msg('storage.fuse-instead', { dir, detail }) };
  }
  return { driver: 'vfs', because: msg('storage.vfs-left', { dir, detail }) };
}

/**
 * Podman 4 takes vfs, also for a new store and where overlay works, as long as there is no storage.conf of the user
 * and none of the system names a driver (seen with 4.3 of Debian 12, which ships no such file; with a file of the
 * user without a driver it takes overlay, and complains). Podman 5 takes overlay.
 */
function silentVfs(facts: Facts, version: Version): boolean {
  if (atLeast(version, 5, 0) || !facts.files.known) return false;
  const conf = podmanConf(facts, version);
  return conf !== null && conf.rule !== 'user' && !namesDriver(conf);
}

/** The settings of a driver; none where the engine is left to choose. */
export function driverSettings(
  driver: DriverChoice['driver'],
  facts: Facts,
  conf: ConfInForce | null,
): readonly TomlSetting[] {
  if (driver === 'engine') return [];
  if (driver === 'vfs') return [{ table: STORAGE, key: 'driver', value: 'vfs' }];
  const overlay = { table: STORAGE, key: 'driver', value: 'overlay' };
  const key = 'mount_program';
  const table = [...OPTIONS, 'overlay'];
  if (driver === 'overlay') {
    // An empty name stands for none: the kernel mounts overlay then.
    const named = [OPTIONS, table].filter((each) => conf?.value(each, key) != null);
    return [overlay, ...named.map((each) => ({ table: each, key, value: '' }))];
  }
  const program = facts.overlay.known ? facts.overlay.value.fuseOverlayfs : null;
  return [overlay, { table, key, value: program ?? '/usr/bin/fuse-overlayfs' }];
}

/** The directory for sentences: the trial itself took place in a scratch directory of the same disk. */
export function triedDir(facts: Facts): string {
  if (facts.home.known) return facts.home.value.path;
  return facts.overlay.known ? facts.overlay.value.dir : '';
}
