import {
  type ConfInForce,
  confFilesOf,
  confInForce,
  type Said,
  STORAGE,
} from '../edit/storage-conf.ts';
import type { TomlSetting } from '../edit/toml.ts';
import { orNull, podmanVersion, type Version } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { podmanDriver } from './storage-podman-driver.ts';

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
      ...(overlay ? [{ table: STORAGE, key: 'driver', value: 'overlay' }] : []),
      { table: STORAGE, key: 'graphroot', value: asked },
      ...shared.filter(({ key }) => key !== 'graphroot'),
    ],
    because: null,
  };
}

/**
 * The words after `podman` that name the user's own places, for a command that runs before the file is written;
 * none where the host's files say nothing else.
 */
export function ownPlaceArgs(facts: Facts): readonly string[] {
  const target = orNull(facts.target);
  const version = podmanVersion(facts);
  if (target === null || version === null || version.major < 6) return [];
  const options: Readonly<Record<string, string>> = { graphroot: '--root', runroot: '--runroot' };
  return ownPlace(facts, systemPlace(facts, target)).settings.flatMap(({ key, value }) => {
    const option = options[key];
    return option === undefined ? [] : [option, String(value)];
  });
}

/** Nothing where Podman works without a file of ours: then another one of the administrator has put it right. */
function ownPlace(facts: Facts, shared: readonly TomlSetting[]): PodmanPlace {
  const files = orNull(facts.files);
  const written = files !== null && textOf(files['podman.storage.dropin']) !== null;
  const works = orNull(facts.podman)?.info != null && !written;
  if (shared.length === 0 || works) return { settings: [], because: null };
  const path = sharedSaid(facts, 'graphroot')?.path ?? sharedSaid(facts, 'runroot')?.path ?? '';
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
  const [graphroot, runroot] = ['graphroot', 'runroot'].map((key) => sharedSaid(facts, key));
  const rootless = confWithoutOurs(facts).value(STORAGE, 'rootless_storage_path')?.value;
  const set = (key: string, value: string): TomlSetting => ({ table: STORAGE, key, value });
  const own = `${target.dataHome}/containers/storage`;
  return [
    ...(graphroot === null
      ? []
      : [set('graphroot', typeof rootless === 'string' ? rootless : own)]),
    // Both at once are a warning at every command.
    ...(graphroot === null || rootless === undefined ? [] : [set('rootless_storage_path', '')]),
    ...(runroot === null ? [] : [set('runroot', `${target.runtimeDir}/containers`)]),
  ];
}

/**
 * What counts of a file that is there for root as well, or null. A file of the user, one for users alone
 * (storage.rootless.conf.d) and a path with a variable are meant as they stand.
 */
function sharedSaid(facts: Facts, key: string): Said | null {
  const said = confWithoutOurs(facts).value(STORAGE, key);
  const home = orNull(facts.target)?.configHome ?? '';
  if (said === null || said.path.startsWith(`${home}/`)) return null;
  const meant = said.path.includes('/storage.rootless.conf.d/') || String(said.value).includes('$');
  return meant ? null : said;
}

function confWithoutOurs(facts: Facts): ConfInForce {
  return confInForce(confFilesOf(facts, null), 6);
}
