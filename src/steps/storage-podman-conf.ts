import {
  type ConfInForce,
  confFilesOf,
  confInForce,
  namesIn,
  OPTIONS,
  STORAGE,
  whyInForce,
} from '../edit/storage-conf.ts';
import type { TomlSetting, TomlValue } from '../edit/toml.ts';
import { orNull, type Version } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { ConfFile, Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';

const OVERLAY = [...OPTIONS, 'overlay'];

/** Which storage.conf count for a version of Podman; without one nobody can tell. */
export function podmanConf(facts: Facts, version: Version | null): ConfInForce | null {
  return version === null ? null : confInForce(confFilesOf(facts), version.major);
}

/** The file that says all of these settings already, or null. */
export function saidIn(conf: ConfInForce | null, settings: readonly TomlSetting[]): string | null {
  const paths = settings.map(({ table, key, value }) => {
    const now = conf?.value(table, key) ?? null;
    if (now === null) return value === '' ? '' : null;
    // The old name of the same driver.
    const same = now.value === value || (value === 'overlay' && now.value === 'overlay2');
    return same ? now.path : null;
  });
  if (paths.some((path) => path === null)) return null;
  return paths.find((path) => path !== '') ?? null;
}

/** The file that is read after our drop-in and says otherwise, as a refusal; null where ours counts. */
export function overruled(
  facts: Facts,
  ours: ConfFile,
  settings: readonly TomlSetting[],
): Message | null {
  const then = confInForce(confFilesOf(facts, ours), 6);
  for (const { table, key } of settings) {
    const said = then.value(table, key);
    if (said !== null && said.path !== ours.path) {
      return msg('storage.conf-overruled', { path: said.path, key, ours: ours.path });
    }
  }
  return null;
}

/**
 * What a user has of the system's file, for a first file of the user, which takes its place up to Podman 5. The
 * path for users counts beside it, other than where XDG_CONFIG_HOME is set: so that is named, too.
 */
export function inherited(
  facts: Facts,
  conf: ConfInForce | null,
  settings: readonly TomlSetting[],
): readonly TomlSetting[] {
  if (conf?.rule !== 'system') return [];
  const { system, vendor } = confFilesOf(facts);
  const main = system ?? vendor;
  const chosen = new Map(settings.map(({ key, value }) => [key, value]));
  const pull = main === null ? [] : namesIn(main, [...OPTIONS, 'pull_options']);
  const keys: readonly (readonly [readonly string[], string])[] = [
    ...(chosen.has('driver')
      ? []
      : ([
          [STORAGE, 'driver'],
          [STORAGE, 'driver_priority'],
        ] as const)),
    ...(chosen.has('graphroot') ? [] : ([[STORAGE, 'rootless_storage_path']] as const)),
    ...(chosen.get('driver') === 'vfs'
      ? []
      : [OPTIONS, OVERLAY].map((table) => [table, 'ignore_chown_errors'] as const)),
    ...pull.map((name) => [[...OPTIONS, 'pull_options'], name] as const),
  ];
  return keys.flatMap(([table, key]) => {
    const value = conf.value(table, key)?.value;
    return isValue(value) ? [{ table, key, value }] : [];
  });
}

/** For the review: which file counts now, why, and what it says; nothing where there is none. */
export function confNotes(facts: Facts, conf: ConfInForce | null): readonly Message[] {
  const env = orNull(facts.podman)?.storageEnv ?? [];
  return [
    ...(conf === null || conf.rule === 'none' ? [] : [whyInForce(conf)]),
    ...(env.length === 0 ? [] : [msg('storage.conf-env', { said: env })]),
  ];
}

/** Does Podman 4 find a driver by itself that is none of the slow one? See `silentVfs`. */
export function namesDriver(conf: ConfInForce): boolean {
  return ['driver', 'driver_priority'].some((key) => conf.value(STORAGE, key) !== null);
}

function isValue(value: unknown): value is TomlValue {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
