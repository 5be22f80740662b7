import { beforeOf, writeText } from '../edit/file.ts';
import { editJson, type JsonSetting, readJson } from '../edit/json.ts';
import { fusePossible, wasTried } from '../engines/host-rules.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';
import { type DataImage, makeDataDir } from './data-dir.ts';
import { restartHostService } from './service-host-restart.ts';
import type { StoragePart } from './storage-podman.ts';
import { type DriverChoice, triedDir } from './storage-podman-driver.ts';

const SOURCE = 'https://docs.docker.com/engine/security/rootless/troubleshoot/';

/** The driver for `auto`; dockerd finds overlay2 by itself, the others it is better told. */
export function dockerDriver(facts: Facts, dataRoot: string, image = ''): DriverChoice {
  const docker = orNull(facts.docker);
  if (docker?.hasStore === true) {
    const driver = docker.answers?.driver ?? '?';
    return { driver: 'engine', because: msg('storage.docker-keeps', { driver }) };
  }
  if (!wasTried(facts, dataRoot, image)) {
    return { driver: 'engine', because: msg('storage.overlay-elsewhere') };
  }
  if (!facts.overlay.known) return { driver: 'engine', because: msg('storage.overlay-unknown') };
  const { native, detail } = facts.overlay.value;
  const dir = triedDir(facts);
  if (native) return { driver: 'engine', because: msg('storage.overlay-works', { dir }) };
  if (fusePossible(facts)) {
    return { driver: 'fuse-overlayfs', because: msg('storage.fuse-instead', { dir, detail }) };
  }
  return { driver: 'vfs', because: msg('storage.vfs-left', { dir, detail }) };
}

/** The storage of rootless Docker: daemon.json where something must differ from the default, on `image` if it lies there. */
export function dockerStorage(facts: Facts, values: Values, image: DataImage): StoragePart {
  const asked = values['storage.docker.driver'];
  const auto = dockerDriver(facts, values['storage.docker.data-root'], values['storage.image']);
  const driver = asked === 'auto' ? auto.driver : asked;
  const because =
    asked === 'auto' ? auto.because : msg('storage.driver-asked', { engine: 'Docker', driver });
  const nothing: StoragePart = { changes: [], notes: [], because, blocked: null };
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (files === null || target === null) return nothing;

  const state = files['docker.daemon'];
  const settings = settingsFor(driver, values);
  const seen = beforeOf(state);
  const text = textOf(state);
  if (settings.length === 0) {
    // Nothing to write; but a file that dockerd could not read would keep it from starting.
    const broken = text === null || text.trim() === '' ? null : editJson(text, state.path, []);
    if (broken !== null && !broken.ok) return { ...nothing, blocked: broken.because };
    return nothing;
  }
  const snippet = JSON.stringify(
    Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  );
  const byHand = msg('storage.by-hand', { path: state.path, snippet });
  if (!seen.ok) return { ...nothing, blocked: seen.because, notes: [byHand] };
  const edit = editJson(text ?? '', state.path, settings);
  if (!edit.ok) return { ...nothing, blocked: edit.because, notes: [byHand] };
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { ...nothing, blocked: write.because, notes: [byHand] };
  if (write.kind === 'same') {
    return { ...nothing, because: msg('storage.as-wanted', { path: state.path }) };
  }
  const lost = storeLost(facts, settings, target);
  const dataRoot = settings.find(({ key }) => key === 'data-root')?.value;
  const dirs =
    typeof dataRoot === 'string' ? makeDataDir('storage.docker-dir', dataRoot, target, image) : [];
  return {
    ...nothing,
    notes: lost,
    changes: [
      ...dirs,
      change({
        id: 'storage.docker-conf',
        kind: 'file',
        scope: 'user',
        title: msg('storage.docker-conf-title', { path: state.path }),
        why: because,
        action: write.action,
        risks: lost.length > 0 ? ['hidden-store'] : [],
        dependsOn: dirs.map(({ id }) => id),
        source: SOURCE,
      }),
      ...restart(facts),
    ],
  };
}

function settingsFor(
  driver: DriverChoice['driver'] | 'overlay2',
  values: Values,
): readonly JsonSetting[] {
  const root = values['storage.docker.data-root'];
  const name = driver === 'overlay' ? 'overlay2' : driver;
  return [
    ...(name === 'engine' ? [] : [{ key: 'storage-driver', value: name }]),
    ...(root === 'default' ? [] : [{ key: 'data-root', value: root }]),
  ];
}

/** A daemon that runs reads its configuration only when it starts. */
function restart(facts: Facts): readonly Change[] {
  const docker = orNull(facts.docker);
  const unit = docker?.service;
  const common = { id: 'storage.docker-restart', dependsOn: ['storage.docker-conf'] };
  if (docker !== null && unit?.active !== 'active') {
    return restartHostService(docker, { ...common, source: SOURCE });
  }
  if (unit?.active !== 'active') return [];
  return [
    change({
      ...common,
      kind: 'service',
      scope: 'user',
      title: msg('service.restart-title', { unit: 'docker.service' }),
      why: msg('service.restart-why'),
      action: {
        do: 'user-service',
        unit: 'docker.service',
        operation: 'restart',
        wasEnabled: unit.enabled === 'enabled',
        wasActive: true,
      },
      source: SOURCE,
    }),
  ];
}

/** What of a present store will not be seen any more. It stays on the disk: switching back shows it again. */
function storeLost(
  facts: Facts,
  settings: readonly JsonSetting[],
  target: Target,
): readonly Message[] {
  const docker = orNull(facts.docker);
  if (docker === null || !docker.hasStore) return [];
  const files = orNull(facts.files);
  const present = files === null ? '' : (textOf(files['docker.daemon']) ?? '');
  const dir = docker.answers?.dataRoot ?? `${target.dataHome}/docker`;
  const now = (key: string): unknown =>
    readJson(present, key) ?? (key === 'data-root' ? dir : docker.answers?.driver);
  const same = settings.every(({ key, value }) => now(key) === value);
  return same ? [] : [msg('storage.docker-hidden', { dir, driver: docker.answers?.driver ?? '?' })];
}
