import { beforeOf, writeText } from '../edit/file.ts';
import { editToml, readToml, type TomlSetting, tomlText } from '../edit/toml.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';
import { type StoragePart, triedDir } from './storage-podman.ts';

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/config.md';

/** nerdctl's own choice where nothing is written. */
const DEFAULT = 'overlayfs';

interface Choice {
  /** `engine`: nothing is written. */
  readonly snapshotter: 'engine' | 'overlayfs' | 'native';
  readonly because: Message;
}

/** The snapshotter for `auto`: what the trial mount on the very file system said. */
function recommended(facts: Facts): Choice {
  const files = orNull(facts.files);
  const said = files === null ? undefined : snapshotterIn(textOf(files['nerdctl.toml']));
  if (files !== null && typeof said === 'string') {
    const { path } = files['nerdctl.toml'];
    const because = msg('storage.nerdctl-said', { path, snapshotter: said });
    return { snapshotter: 'engine', because };
  }
  if (orNull(facts.nerdctl)?.hasStore === true) {
    return { snapshotter: 'engine', because: msg('storage.nerdctl-keeps') };
  }
  if (!facts.overlay.known) {
    return { snapshotter: 'engine', because: msg('storage.overlay-unknown') };
  }
  const { native, detail } = facts.overlay.value;
  const dir = triedDir(facts);
  return native
    ? { snapshotter: 'engine', because: msg('storage.overlay-works', { dir }) }
    : { snapshotter: 'native', because: msg('storage.native-left', { dir, detail }) };
}

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
      { value: 'native', label: msg('storage.opt-native'), help: msg('storage.opt-native-help') },
    ],
  },
  applies: (_facts, values) => values.engines?.includes('nerdctl') ?? false,
  recommend: (facts) => ({
    value: 'auto',
    source: 'detected',
    because: recommended(facts).because,
  }),
  refuse: (value, facts) =>
    value === 'overlayfs' && facts.overlay.known && !facts.overlay.value.native
      ? msg('storage.overlay-refused', {
          dir: triedDir(facts),
          detail: facts.overlay.value.detail,
        })
      : null,
};

/** The storage of nerdctl: nerdctl.toml where its snapshotter, or the place of its plugins, must differ. */
export function nerdctlStorage(facts: Facts, values: Values): StoragePart {
  const asked = values['storage.nerdctl.snapshotter'];
  const auto = recommended(facts);
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
  const settings: readonly TomlSetting[] = [
    ...(other ? [{ table: [], key: 'snapshotter', value: wanted }] : []),
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
        title: msg(other ? 'storage.nerdctl-conf-title' : 'storage.nerdctl-cni-title', { path }),
        why: other
          ? because
          : msg('storage.nerdctl-cni', { dir: cniPlugins ?? '', other: cniPath ?? '' }),
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
