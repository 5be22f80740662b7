import type { TextEdit } from '../edit/edit.ts';
import { beforeOf, writeText } from '../edit/file.ts';
import { editToml, readToml, type TomlSetting, tomlText } from '../edit/toml.ts';
import { appendTables, readTomlArray, type TomlEntry } from '../edit/toml-array.ts';
import {
  fuseSocket,
  nerdctlDirs,
  unpackSnapshotter,
  usesFuse,
} from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts, Target } from '../model/facts.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';
import { type DataImage, makeDataDir } from './data-dir.ts';
import type { StoragePart } from './storage-podman.ts';

const SOURCE =
  'https://github.com/containerd/containerd/blob/main/docs/man/containerd-config.toml.5.md';

/** Which snapshotters `nerdctl pull` may unpack images for, from config version 2 on. */
const UNPACK = ['plugins', 'io.containerd.transfer.v1.local', 'unpack_config'];

/**
 * config.toml of the user's containerd: another place for its data, the socket of the snapshotter for
 * fuse-overlayfs, and what images are unpacked for. A new file says version 2, which containerd 1 and 2 both read; the version of a file that is
 * there stays, as it says what its other tables mean.
 */
export function containerdConfig(facts: Facts, values: Values, image: DataImage): StoragePart {
  const root = values['storage.nerdctl.root'];
  const fuse = usesFuse(facts, values);
  const unpack = unpackSnapshotter(facts, values);
  const because =
    root === 'default'
      ? msg(unpack === 'native' ? 'storage.containerd-native' : 'storage.containerd-fuse')
      : msg('storage.containerd-root', { dir: root });
  const nothing: StoragePart = { changes: [], notes: [], because, blocked: null };
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (files === null || target === null) return nothing;
  const state = files['nerdctl.containerd'];
  const text = textOf(state);
  const settings = settingsOf(root, fuse ? target : null);
  if (settings.length === 0 && unpack === null) {
    // Nothing to write; but a file that containerd could not read would keep it from starting.
    const read = text === null ? null : editToml(text, state.path, []);
    return read === null || read.ok ? nothing : { ...nothing, blocked: read.because };
  }
  const seen = beforeOf(state);
  const whole = edited(facts, '', state.path, settings, unpack);
  const byHand = msg('storage.by-hand', {
    path: state.path,
    snippet: whole.ok ? whole.text.trim() : '',
  });
  if (!seen.ok) return { ...nothing, blocked: seen.because, notes: [byHand] };
  const edit = edited(facts, text ?? '', state.path, settings, unpack);
  if (!edit.ok) return { ...nothing, blocked: edit.because, notes: [byHand] };
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { ...nothing, blocked: write.because, notes: [byHand] };
  if (write.kind === 'same') {
    return { ...nothing, because: msg('storage.as-wanted', { path: state.path }) };
  }
  const now = storeNow(text, target);
  const moves = root !== 'default' && nerdctlDirs(root).containerd !== now;
  const hides = moves && orNull(facts.nerdctl)?.hasStore === true;
  const dirs = root === 'default' ? [] : makeDataDir('storage.nerdctl-dir', root, target, image);
  return {
    ...nothing,
    notes: hides ? [msg('storage.containerd-hidden', { dir: now })] : [],
    changes: [
      ...dirs,
      change({
        id: 'storage.containerd-conf',
        kind: 'file',
        scope: 'user',
        title: msg('storage.containerd-conf-title', { path: state.path }),
        why: because,
        action: write.action,
        risks: hides ? ['hidden-store'] : [],
        dependsOn: dirs.map(({ id }) => id),
        source: SOURCE,
      }),
    ],
  };
}

function settingsOf(root: string, fuse: Target | null): readonly TomlSetting[] {
  const table = ['proxy_plugins', 'fuse-overlayfs'];
  return [
    ...(root === 'default'
      ? []
      : [{ table: [], key: 'root', value: nerdctlDirs(root).containerd }]),
    ...(fuse === null
      ? []
      : [
          { table, key: 'type', value: 'snapshot' },
          { table, key: 'address', value: fuseSocket(fuse) },
        ]),
  ];
}

function edited(
  facts: Facts,
  text: string,
  path: string,
  settings: readonly TomlSetting[],
  unpack: string | null,
): TextEdit {
  const fresh = text.trim() === '';
  const version: TomlSetting = { table: [], key: 'version', value: 2 };
  const first: TextEdit = fresh
    ? {
        ok: true,
        text: tomlText([`Written by rootless-wizard. See ${SOURCE}`], [version, ...settings]),
      }
    : editToml(text, path, settings);
  if (!first.ok || unpack === null) return first;
  // In version 1, which is also meant where none is named, plugins have other names.
  const said = readToml(first.text, [], 'version');
  if (typeof said !== 'number' || said < 2) return first;
  return appendTables(first.text, path, UNPACK, missingUnpack(facts, first.text, unpack));
}

/**
 * What is named there replaces containerd's own list, and naming a snapshotter that it does not load costs
 * `nerdctl pull` altogether: overlayfs only where that works.
 */
function missingUnpack(facts: Facts, text: string, wanted: string): readonly TomlEntry[] {
  const present = readTomlArray(text, UNPACK);
  if (present.some(({ snapshotter }) => snapshotter === wanted)) return [];
  const native = orNull(facts.overlay)?.native === true;
  const names = [wanted, ...(present.length === 0 && native ? ['overlayfs'] : [])];
  return names.map((snapshotter) => ({ platform: 'linux', snapshotter }));
}

/** Where containerd keeps its data by this file. */
function storeNow(text: string | null, { dataHome }: Target): string {
  const said = text === null ? undefined : readToml(text, [], 'root');
  return typeof said === 'string' ? said : nerdctlDirs(dataHome).containerd;
}
