import { beforeOf, writeText } from '../edit/file.ts';
import { type ConfInForce, STORAGE } from '../edit/storage-conf.ts';
import { editToml, type TomlSetting, tomlText } from '../edit/toml.ts';
import { orNull, podmanVersion, type Version } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, FileRole, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { quote } from '../model/quote.ts';
import { textOf } from '../model/text.ts';
import { type DataImage, makeDataDir } from './data-dir.ts';
import { ownGraphroot, storeBeside } from './storage-podman-beside.ts';
import { confNotes, inherited, overruled, podmanConf, saidIn } from './storage-podman-conf.ts';
import { type DriverChoice, driverSettings, podmanDriver } from './storage-podman-driver.ts';
import { podmanPlace } from './storage-podman-place.ts';
import { forgetRefusal } from './storage-podman-refusal.ts';

/** What one engine's storage wants; `blocked` where something is needed and can't be done. */
export interface StoragePart {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
  readonly because: Message;
  readonly blocked: Message | null;
}

const SOURCE = 'https://github.com/containers/storage/blob/main/docs/containers-storage.conf.5.md';

/** The storage of Podman: storage.conf where something must differ from the default, on `image` if it lies there. */
export function podmanStorage(facts: Facts, values: Values, image: DataImage): StoragePart {
  const version = podmanVersion(facts);
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  const auto = podmanDriver(facts, values['storage.podman.graphroot'], values['storage.image']);
  const asked = values['storage.podman.driver'];
  const driver = asked === 'auto' ? auto.driver : asked;
  const because =
    asked === 'auto' ? auto.because : msg('storage.driver-asked', { engine: 'Podman', driver });
  const conf = podmanConf(facts, version);
  const shown = confNotes(facts, conf);
  const nothing: StoragePart = { changes: [], notes: shown, because, blocked: null };
  if (files === null || target === null) return nothing;

  const place = podmanPlace(facts, values, target, version);
  const beside = storeBeside(facts, driver, values);
  const settings = placed(
    [...driverSettings(driver, facts, conf), ...place.settings],
    beside?.graphroot ?? ownGraphroot(facts, values),
  );
  if (settings.length === 0) return nothing;
  if (version === null) return { ...nothing, blocked: msg('storage.podman-no-version') };
  const lost =
    beside === null
      ? storeLost(facts, driver, settings, values, conf)
      : { notes: [beside.note], blocked: null };
  if (lost.blocked !== null) return { ...nothing, blocked: lost.blocked };

  const dropin = version.major >= 6;
  const role: FileRole = dropin ? 'podman.storage.dropin' : 'podman.storage';
  const state = files[role];
  const seen = beforeOf(state);
  if (!seen.ok) return { ...nothing, blocked: seen.because };
  const said = state.kind === 'absent' ? saidIn(conf, settings) : null;
  if (said !== null) return { ...nothing, because: msg('storage.as-wanted', { path: said }) };
  const fresh = tomlText(comment(version), [...settings, ...inherited(facts, conf, settings)]);
  const over = dropin ? overruled(facts, { path: state.path, text: fresh }, settings) : null;
  if (over !== null) return { ...nothing, blocked: over };
  const text = textOf(state);
  const edit =
    text === null || dropin
      ? ({ ok: true, text: fresh } as const)
      : editToml(text, state.path, settings);
  if (!edit.ok) return { ...nothing, blocked: edit.because };
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { ...nothing, blocked: write.because };
  if (write.kind === 'same')
    return { ...nothing, because: msg('storage.as-wanted', { path: state.path }) };

  const graphroot = graphrootOf(settings);
  const dirs =
    graphroot === null ? [] : makeDataDir('storage.podman-dir', graphroot, target, image);
  const moved = values['storage.podman.graphroot'] !== 'default';
  return {
    ...nothing,
    notes: [...lost.notes, ...shown, ...(moved ? selinuxNote(facts, graphroot, target) : [])],
    changes: [
      ...(moved ? dirs : []),
      {
        id: 'storage.podman-conf',
        kind: 'file',
        scope: 'user',
        title: msg('storage.podman-conf-title', { path: state.path }),
        why: place.because ?? because,
        action: write.action,
        risks: lost.notes.length > 0 ? ['hidden-store'] : [],
        needs: 'none',
        dependsOn: moved ? dirs.map(({ id }) => id) : [],
        source: SOURCE,
      },
      ...forgetRefusal(orNull(facts.podman)?.refusedOverlay),
    ],
  };
}

/** The settings with that place of the store instead of another; as they are where nothing else is set. */
function placed(
  settings: readonly TomlSetting[],
  graphroot: string | null,
): readonly TomlSetting[] {
  if (graphroot === null || settings.length === 0) return settings;
  const others = settings.filter(({ key }) => key !== 'graphroot');
  return [...others, { table: STORAGE, key: 'graphroot', value: graphroot }];
}

function graphrootOf(settings: readonly TomlSetting[]): string | null {
  const found = settings.find(({ key }) => key === 'graphroot');
  return typeof found?.value === 'string' ? found.value : null;
}

/** What the change would do to a store that is there. Podman remembers the driver of a store. */
function storeLost(
  facts: Facts,
  driver: DriverChoice['driver'],
  settings: readonly TomlSetting[],
  values: Values,
  conf: ConfInForce | null,
): { readonly notes: readonly Message[]; readonly blocked: Message | null } {
  const podman = orNull(facts.podman);
  if (podman === null || !podman.hasStore) return { notes: [], blocked: null };
  const now = podman.info;
  const graphroot = graphrootOf(settings);
  const place = now?.graphRoot ?? podman.store;
  const dir = place ?? '~/.local/share/containers/storage';
  const counts = { dir, images: now?.images ?? 0, containers: now?.containers ?? 0 };
  // Where nobody asked for another place, the user's own is named: that is the store which was seen.
  const asked = values['storage.podman.graphroot'] !== 'default';
  if (asked && graphroot !== place) {
    return { notes: [msg('storage.podman-hidden', counts)], blocked: null };
  }
  if (driver === 'engine' || saidIn(conf, settings) !== null) return { notes: [], blocked: null };
  const wanted = driver === 'vfs' ? 'vfs' : 'overlay';
  if (now !== null && now.driver === wanted && driver === 'overlay')
    return { notes: [], blocked: null };
  return {
    notes: [],
    blocked: msg('storage.podman-reset', { ...counts, driver: now?.driver ?? '?', wanted: driver }),
  };
}

function selinuxNote(facts: Facts, dir: string | null, target: Target): readonly Message[] {
  if (dir === null || !facts.lsm.known || facts.lsm.value.selinux === 'disabled') return [];
  // Store for store, as storage.conf says: the policy has rules of its own for what lies right below.
  const [store, place] = [`${target.dataHome}/containers/storage`, dir].map(quote);
  return [
    msg('storage.selinux', {
      command: `semanage fcontext -a -e ${store} ${place} && restorecon -Rv ${place}`,
    }),
  ];
}

function comment(version: Version): readonly string[] {
  return version.major >= 6
    ? [
        'Written by rootless-wizard: only what differs from the other files. See containers-storage.conf(5).',
      ]
    : [
        'Written by rootless-wizard. See containers-storage.conf(5).',
        'Up to Podman 5 this file replaces /etc/containers/storage.conf as a whole; what is not named here',
        'has its default.',
      ];
}
