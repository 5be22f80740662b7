import { beforeOf, writeText } from '../edit/file.ts';
import { editToml, readToml, type TomlSetting, tomlText } from '../edit/toml.ts';
import { atLeast, obtainable, orNull, podmanVersion } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change, initOf } from './common.ts';
import type { StoragePart } from './storage-podman.ts';

const SOURCE = 'https://github.com/containers/common/blob/main/docs/containers.conf.5.md';

interface Reason {
  readonly setting: TomlSetting;
  readonly because: Message;
  /** It counts more than what the person's own file says: that one does not work any more. */
  readonly instead?: true;
}

/** containers.conf of the user: what Podman can't find out by itself on this host, and nothing else. */
export function containersConf(facts: Facts): StoragePart {
  const reasons = [...pidsLimit(facts), ...network(facts)];
  const [first] = reasons;
  const nothing: StoragePart = {
    changes: [],
    notes: [],
    because: msg('storage.containers-conf-fine'),
    blocked: null,
  };
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (first === undefined || files === null || target === null) return nothing;
  // From Podman 6 on a main file of the user comes instead of the system's; a drop-in only adds to them.
  const dropin = (podmanVersion(facts)?.major ?? 0) >= 6;
  const own = files['podman.containers'];
  const state = dropin ? files['podman.containers.dropin'] : own;
  const text = textOf(state);
  // A value of the person's own stays, whatever we think of it.
  const says = (file: string | null, { table, key }: TomlSetting) =>
    readToml(file ?? '', table, key);
  const done = ({ setting, instead }: Reason): boolean =>
    instead
      ? says(text, setting) === setting.value
      : [text, textOf(own)].some((file) => says(file, setting) !== undefined);
  const open = reasons.filter((reason) => !done(reason)).map(({ setting }) => setting);
  if (open.length === 0) {
    const here = reasons.some(({ setting }) => says(text, setting) !== undefined);
    return { ...nothing, because: msg('storage.as-wanted', { path: (here ? state : own).path }) };
  }
  const seen = beforeOf(state);
  if (!seen.ok) return { ...nothing, blocked: seen.because };
  const comment = ['Written by rootless-wizard. See containers.conf(5).'];
  const edit =
    text === null
      ? ({ ok: true, text: tomlText(comment, open) } as const)
      : editToml(text, state.path, open);
  if (!edit.ok) return { ...nothing, blocked: edit.because };
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return { ...nothing, blocked: write.because };
  if (write.kind === 'same') return nothing;
  return {
    ...nothing,
    because: first.because,
    notes: reasons.slice(1).map(({ because }) => because),
    changes: [
      change({
        id: 'storage.containers-conf',
        kind: 'file',
        scope: 'user',
        title: msg('storage.containers-conf-title', { path: state.path }),
        why: first.because,
        action: write.action,
        source: SOURCE,
      }),
    ],
  };
}

/**
 * Podman limits the number of processes by default, and crun refuses to start a container where the
 * controller for that is not there at all (`controller pids is not available`). Delegation can't help:
 * the host itself has none to hand on.
 */
function pidsLimit(facts: Facts): readonly Reason[] {
  if (!facts.cgroup.known) return [];
  const { version, controllers } = facts.cgroup.value;
  if (version !== 2 || controllers.includes('pids')) return [];
  // Without systemd Podman makes no control groups for its containers, and sets no limits.
  if (initOf(facts) !== 'systemd') return [];
  const setting = { table: ['containers'], key: 'pids_limit', value: 0 } as const;
  return [{ setting, because: msg('storage.no-pids') }];
}

/** Podman 5 takes pasta unless it is told otherwise; earlier ones take slirp4netns, 6 knows only pasta. */
function network(facts: Facts): readonly Reason[] {
  const version = podmanVersion(facts);
  const tools = orNull(facts.networkTools);
  if (version === null || tools === null) return [];
  if (atLeast(version, 6, 0)) return onlyNew(facts);
  if (!atLeast(version, 5, 0)) return [];
  if (tools.pasta !== null || obtainable(facts, 'pasta') !== false) return [];
  const setting = {
    table: ['network'],
    key: 'default_rootless_network_cmd',
    value: 'slirp4netns',
  } as const;
  return [{ setting, because: msg('storage.no-pasta') }];
}

/** What files from before may name, and what Podman 6 has instead; containers.conf(5), and its RELEASE_NOTES.md. */
const GONE = [
  { key: 'default_rootless_network_cmd', old: 'slirp4netns', value: 'pasta' },
  { key: 'network_backend', old: 'cni', value: 'netavark' },
  { key: 'firewall_driver', old: 'iptables', value: 'nftables' },
] as const;

/** Podman 6 starts no container with these, one of which may well have been ours. */
function onlyNew(facts: Facts): readonly Reason[] {
  const own = orNull(facts.files)?.['podman.containers'];
  const text = (own && textOf(own)) ?? '';
  const cmd = orNull(facts.podman)?.info?.rootlessNetworkCmd;
  return GONE.filter(
    ({ key, old }) =>
      readToml(text, ['network'], key) === old ||
      (key === 'default_rootless_network_cmd' && cmd === old),
  ).map(({ key, old, value }) => ({
    setting: { table: ['network'], key, value },
    because: msg('storage.podman-6-only', { key, old, value }),
    instead: true,
  }));
}
