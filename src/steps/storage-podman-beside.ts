import { STORAGE } from '../edit/storage-conf.ts';
import { readToml } from '../edit/toml.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import type { DriverChoice } from './storage-podman-driver.ts';

/** A store of its own for another driver, and what that means for the one that is there. */
export interface StoreBeside {
  readonly graphroot: string;
  readonly note: Message;
}

/**
 * Where Podman's images are to be with another driver than those that are there. Podman notes the driver of a store in
 * a database inside of it and goes by that, whatever a file says (seen with 5.4: `overwritten by graph driver "vfs"
 * from database`), so each driver has a store of its own: nothing is deleted, and the old setting brings the old one
 * back. null where there is nothing to hide, another place was asked for, or the driver of the store is not known.
 * https://github.com/containers/podman/blob/main/libpod/runtime.go (mergeDBConfig)
 */
export function storeBeside(
  facts: Facts,
  driver: DriverChoice['driver'],
  values: Values,
): StoreBeside | null {
  const asked = values['storage.podman.driver'];
  const elsewhere = values['storage.podman.graphroot'] !== 'default';
  const podman = orNull(facts.podman);
  const target = orNull(facts.target);
  if (asked === 'auto' || elsewhere || podman === null || target === null) return null;
  const dir = podman.info?.graphRoot ?? podman.store;
  const stores = podman.stores ?? [];
  const now = stores.find((each) => each.dir === dir)?.driver ?? null;
  if (dir === undefined || now === null || now === driver) return null;
  const other = stores.find((each) => each.driver === driver)?.dir;
  const graphroot = other ?? `${target.dataHome}/containers/storage-${driver}`;
  const common = { dir, driver: now, wanted: driver, graphroot };
  const note =
    podman.info === null
      ? msg('storage.podman-beside-some', common)
      : msg('storage.podman-beside', {
          ...common,
          images: podman.info.images,
          containers: podman.info.containers,
        });
  return { graphroot, note };
}

/**
 * The place that our drop-in for Podman 6 names already, or null: it is written anew as a whole, and where no other
 * place is asked for the store stays where it is.
 */
export function ownGraphroot(facts: Facts, values: Values): string | null {
  const files = orNull(facts.files);
  if (files === null || values['storage.podman.graphroot'] !== 'default') return null;
  const said = readToml(textOf(files['podman.storage.dropin']) ?? '', STORAGE, 'graphroot');
  return typeof said === 'string' && said !== '' ? said : null;
}
