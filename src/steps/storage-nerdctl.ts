import { beforeOf, writeText } from '../edit/file.ts';
import { editToml, readToml, type TomlSetting, tomlText } from '../edit/toml.ts';
import { fusePossible } from '../engines/host-rules.ts';
import {
  canServe,
  FUSE_SNAPSHOTTER,
  fuseSnapshotterFrom,
  nerdctlDirs,
  nerdctlSnapshotter,
} from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';
import { type DataImage, recommendedDir } from './data-dir.ts';
import { userService, wasState } from './service-change.ts';
import { restartHostService } from './service-host-restart.ts';
import { containerdConfig } from './storage-containerd.ts';
import type { StoragePart } from './storage-podman.ts';
import { triedDir } from './storage-podman-driver.ts';

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/config.md';

/** nerdctl's own choice where nothing is written. */
const DEFAULT = 'overlayfs';

/** Which snapshotter nerdctl asks containerd for. */
export const snapshotterQuestion: Question<'storage.nerdctl.snapshotter'> = {
  key: 'storage.nerdctl.snapshotter',
  title: msg('storage.q-driver', { engine: 'nerdctl' }),
  help: msg('storage.q-driver-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'auto', label: msg('storage.opt-auto'), help: msg('storage.opt-auto-help') },
      {
        value: 'overlayfs',
        label: msg('storage.opt-overlay'),
        help: msg('storage.opt-overlay-help'),
      },
      {
        value: 'fuse-overlayfs',
        label: msg('storage.opt-fuse'),
        help: msg('storage.opt-fuse-help'),
      },
      { value: 'native', label: msg('storage.opt-native'), help: msg('storage.opt-native-help') },
    ],
  },
  applies: (_facts, values) => values.engines?.includes('nerdctl') ?? false,
  recommend: (facts, values) => {
    const root = recommendedDir(facts, 'nerdctl', values['storage.image']);
    const { because } = nerdctlSnapshotter(facts, root, values);
    return { value: 'auto', source: 'detected', because };
  },
  refuse(value, facts, values) {
    if (value === 'overlayfs' && facts.overlay.known && !facts.overlay.value.native) {
      const { detail } = facts.overlay.value;
      return msg('storage.overlay-refused', { dir: triedDir(facts), detail });
    }
    if (value !== 'fuse-overlayfs') return null;
    if (facts.devices.known && !fusePossible(facts)) return msg('storage.fuse-refused');
    if (!canServe(facts)) return msg('storage.fuse-no-service');
    return fuseSnapshotterFrom(facts, values) === 'nowhere'
      ? msg('storage.fuse-no-snapshotter', { url: FUSE_SNAPSHOTTER })
      : null;
  },
};

/**
 * The storage of nerdctl: containerd's config.toml and nerdctl.toml, where the snapshotter or the place of the
 * data or of the plugins must differ; on `image`, if the data lie there.
 */
export function nerdctlStorage(facts: Facts, values: Values, image: DataImage): StoragePart {
  const config = containerdConfig(facts, values, image);
  if (config.blocked !== null) return config;
  const own = nerdctlToml(facts, values);
  if (own.blocked !== null) return own;
  const all = [...config.changes, ...own.changes];
  const because = own.changes.length > 0 || all.length === 0 ? own.because : config.because;
  const changes = [...all, ...restart(facts, config.changes)];
  return { changes, notes: [...config.notes, ...own.notes], because, blocked: null };
}

/** A containerd that runs reads its configuration only when it starts. */
function restart(facts: Facts, config: readonly Change[]): readonly Change[] {
  const found = orNull(facts.nerdctl);
  if (found === null || config.length === 0) return [];
  const id = 'storage.containerd-restart';
  const dependsOn = config.map((each) => each.id);
  const unit = found.service;
  if (unit.active !== 'active') return restartHostService(found, { id, dependsOn, source: SOURCE });
  return [
    userService(id, 'containerd.service', 'restart', wasState(unit), {
      title: msg('service.restart-title', { unit: 'containerd.service' }),
      why: msg('service.restart-why'),
      dependsOn,
      source: SOURCE,
    }),
  ];
}

function nerdctlToml(facts: Facts, values: Values): StoragePart {
  const asked = values['storage.nerdctl.snapshotter'];
  const root = values['storage.nerdctl.root'];
  const auto = nerdctlSnapshotter(facts, root, values);
  const wanted = asked === 'auto' ? auto.snapshotter : asked;
  const because =
    asked === 'auto'
      ? auto.because
      : msg('storage.driver-asked', { engine: 'nerdctl', driver: asked });
  const nothing: StoragePart = { changes: [], notes: [], because, blocked: null };
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (files === null || target === null) return nothing;

  const state = files['nerdctl.toml'];
  const text = textOf(state);
  const now = snapshotterIn(text) ?? DEFAULT;
  const other = wanted !== 'engine' && wanted !== now;
  const moved: readonly TomlSetting[] =
    root === 'default' ? [] : [{ table: [], key: 'data_root', value: nerdctlDirs(root).nerdctl }];
  const settings: readonly TomlSetting[] = [
    ...(other ? [{ table: [], key: 'snapshotter', value: wanted }] : []),
    ...moved,
    ...pluginSetting(facts),
  ];
  if (settings.length === 0) {
    // Nothing to write; but a file that nerdctl could not read would keep it from starting.
    const read = text === null ? null : editToml(text, state.path, []);
    return read === null || read.ok ? nothing : { ...nothing, blocked: read.because };
  }
  const byHand = msg('storage.by-hand', {
    path: state.path,
    snippet: settings.map(({ key, value }) => `${key} = "${value}"`).join('\n'),
  });
  const seen = beforeOf(state);
  if (!seen.ok) return { ...nothing, blocked: seen.because, notes: [byHand] };
  const edit =
    text === null || text.trim() === ''
      ? ({
          ok: true,
          text: tomlText([`Written by rootless-wizard. See ${SOURCE}`], settings),
        } as const)
      : editToml(text, state.path, settings);
  if (!edit.ok) return { ...nothing, blocked: edit.because, notes: [byHand] };
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { ...nothing, blocked: write.because, notes: [byHand] };
  if (write.kind === 'same') {
    return { ...nothing, because: msg('storage.as-wanted', { path: state.path }) };
  }
  // Containers and unpacked images stay with the snapshotter that they were made with.
  const hides = other && orNull(facts.nerdctl)?.hasStore === true;
  const { path } = state;
  const { cniPlugins, cniPath } = orNull(facts.nerdctl) ?? {};
  return {
    ...nothing,
    notes: hides ? [msg('storage.nerdctl-hidden', { snapshotter: String(now) })] : [],
    changes: [
      change({
        id: 'storage.nerdctl-conf',
        kind: 'file',
        scope: 'user',
        ...(other
          ? { title: msg('storage.nerdctl-conf-title', { path }), why: because }
          : moved.length > 0
            ? {
                title: msg('storage.nerdctl-data-title', { path }),
                why: msg('storage.containerd-root', { dir: root }),
              }
            : {
                title: msg('storage.nerdctl-cni-title', { path }),
                why: msg('storage.nerdctl-cni', { dir: cniPlugins ?? '', other: cniPath ?? '' }),
              }),
        action: write.action,
        risks: hides ? ['hidden-store'] : [],
        source: SOURCE,
      }),
    ],
  };
}

/** `cni_path`, where nerdctl would look for its plugins in another directory than the one that has them. */
function pluginSetting(facts: Facts): readonly TomlSetting[] {
  const { cniPlugins = null, cniPath } = orNull(facts.nerdctl) ?? {};
  if (cniPlugins === null || cniPath === undefined || cniPath === cniPlugins) return [];
  return [{ table: [], key: 'cni_path', value: cniPlugins }];
}

function snapshotterIn(text: string | null): unknown {
  return text === null ? undefined : readToml(text, [], 'snapshotter');
}
