import { readToml, type TomlSetting } from '../edit/toml.ts';
import { orNull, type Version } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { podmanDriver } from './storage-podman-driver.ts';

const TABLE = ['storage'];

/** Where the store is to lie: settings for a file of the user, and why they are needed where nobody asked for them. */
export interface PodmanPlace {
  readonly settings: readonly TomlSetting[];
  readonly because: Message | null;
}

/** The place of the store as it was asked for; else the place of the user, where the system's would count. */
export function podmanPlace(
  facts: Facts,
  values: Values,
  target: Target,
  version: Version | null,
): PodmanPlace {
  const asked = values['storage.podman.graphroot'];
  const six = version !== null && version.major >= 6;
  const shared = six ? systemPlace(facts, target) : [];
  if (asked === 'default') return ownPlace(facts, shared);
  // A file of the user replaces the system's as a whole up to Podman 5: the driver stands beside it.
  const auto = values['storage.podman.driver'] === 'auto';
  const driver = auto ? podmanDriver(facts, asked, values['storage.image']).driver : null;
  const overlay = driver === 'engine' && version !== null && !six;
  return {
    settings: [
      ...(overlay ? [{ table: TABLE, key: 'driver', value: 'overlay' }] : []),
      { table: TABLE, key: 'graphroot', value: asked },
      ...shared.filter(({ key }) => key !== 'graphroot'),
    ],
    because: null,
  };
}

/** Nothing where Podman works without a file of ours: then another one of the administrator has put it right. */
function ownPlace(facts: Facts, shared: readonly TomlSetting[]): PodmanPlace {
  const files = orNull(facts.files);
  const written = files !== null && textOf(files['podman.storage.dropin']) !== null;
  const works = orNull(facts.podman)?.info != null && !written;
  if (shared.length === 0 || works) return { settings: [], because: null };
  const path = files?.['podman.storage.system'].path ?? '';
  return { settings: shared, because: msg('storage.podman-system-place', { path }) };
}

/**
 * What the system's storage.conf says of the places counts for users, too, from Podman 6 on; up to then only its
 * `rootless_storage_path` did, which `graphroot` now goes before. Many a host has the file with the places of
 * root in it. Here are the user's own, for a drop-in, which is read after it.
 * https://github.com/containers/podman/blob/main/contrib/design-docs/config-file-parsing.md,
 * LoadStoreOptions in https://github.com/containers/container-libs/blob/main/storage/types/options.go
 */
function systemPlace(facts: Facts, target: Target): readonly TomlSetting[] {
  const files = orNull(facts.files);
  // The main file of the user comes instead of the system's: nothing of that is read then.
  if (files === null || textOf(files['podman.storage']) !== null) return [];
  const system = textOf(files['podman.storage.system']) ?? '';
  const [graphroot, runroot, rootless] = ['graphroot', 'runroot', 'rootless_storage_path'].map(
    (key) => readToml(system, TABLE, key),
  );
  const set = (key: string, value: string): TomlSetting => ({ table: TABLE, key, value });
  const own = `${target.dataHome}/containers/storage`;
  return [
    ...(graphroot === undefined
      ? []
      : [set('graphroot', typeof rootless === 'string' && rootless !== '' ? rootless : own)]),
    // Both at once are a warning at every command.
    ...(graphroot === undefined || rootless === undefined
      ? []
      : [set('rootless_storage_path', '')]),
    ...(runroot === undefined ? [] : [set('runroot', `${target.runtimeDir}/containers`)]),
  ];
}
