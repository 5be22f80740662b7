import { DETACH_NETNS, deniesDetach, KEEP_NETNS, knowsDetach } from '../distro/detach-netns.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, Nerdctl, Target } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { textOf } from '../model/text.ts';
import { majorOf } from './common.ts';
import { recorded } from './containerd.ts';
import { asUser, finding } from './finding.ts';
import { USER_UNIT_DIRS } from './units.ts';

const UNIT = 'containerd.service';

/**
 * What the text of a unit or a drop-in makes of the variable: its last value there, `reset` where an empty
 * `Environment=` takes away what came before, null where the text leaves it as it is. systemd.exec(5)
 */
export function detachIn(text: string): { readonly value: string } | 'reset' | null {
  let said: ReturnType<typeof detachIn> = null;
  for (const line of text.split('\n')) {
    const [, words] = /^\s*Environment\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (words === undefined) continue;
    const [, value] = new RegExp(`(?:^|[\\s"'])${DETACH_NETNS}=([^\\s"']*)`).exec(words) ?? [];
    if (words === '') said = 'reset';
    else if (value !== undefined) said = { value };
  }
  return said;
}

/**
 * What the user's containerd.service tells containerd-rootless.sh of the network namespace, with all drop-ins as
 * systemd.unit(5) puts them together. Nothing where there is no unit in the home, or a host was recorded before.
 * Not seen: EnvironmentFile=, and what the user's systemd hands to all of its units.
 */
export async function readDetach(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'detachNetns'>> {
  const own = unitDirOf(target);
  const path = `${own}/${UNIT}`;
  const found = await recorded(async () => {
    const text = textOf(await host.file(path));
    if (text === null) return null;
    const names = new Map<string, string>();
    // The first directory that has a name hides it in the others.
    for (const dir of [own, ...USER_UNIT_DIRS].map((each) => `${each}/${UNIT}.d`)) {
      for (const name of (await host.list(dir)) ?? []) {
        if (name.endsWith('.conf') && !names.has(name)) names.set(name, `${dir}/${name}`);
      }
    }
    const dropins = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
    const texts = await Promise.all(
      dropins.map(async (file) => ({ file, text: textOf(await host.file(file)) ?? '' })),
    );
    return [{ file: path, text }, ...texts];
  });
  if (found === null) return {};
  let told: NonNullable<Nerdctl['detachNetns']> = { value: null, path };
  for (const { file, text } of found) {
    const said = detachIn(text);
    if (said === 'reset') told = { value: null, path };
    else if (said !== null) told = { value: said.value, path: file };
  }
  return { detachNetns: told };
}

const NETNS = {
  id: 'nerdctl.detach-netns',
  title: msg('engine-check.nerdctl-netns'),
  source: 'https://github.com/rootless-containers/rootlesskit/issues/494',
};

/**
 * A unit that the vendor's containerd-rootless-setuptool.sh wrote, on a host whose AppArmor denies this RootlessKit
 * what nerdctl 2 asks of it by default: containerd ends right after it was started. Nothing where it runs all the same
 * (the profile may be switched off), or where a version is not known.
 */
export function netnsFindings(facts: Facts, found: Nerdctl): readonly Finding[] {
  const { rootlesskit, detachNetns, service, version } = found;
  if (detachNetns === undefined || rootlesskit === undefined || !facts.lsm.known) return [];
  if (service.active === 'active' || (majorOf(version) ?? 0) < 2) return [];
  const kit = rootlesskit.version;
  if (!deniesDetach(facts.lsm.value, kit) || !knowsDetach(kit)) return [];
  const { value, path } = detachNetns;
  if (value === 'false' || value === '0') return [];
  const evidence = `${path}; ${rootlesskit.path} ${kit}`;
  if (value !== null && path.includes(`/${UNIT}.d/`)) {
    // It counts after what the wizard writes.
    const cause = msg('engine-check.nerdctl-netns-told', { path, kit, setting: KEEP_NETNS });
    return [finding(NETNS, 'fail', evidence, { cause, remedy: RESTART })];
  }
  const cause = msg('engine-check.nerdctl-netns-unset', {
    ...{ path, kit, setting: KEEP_NETNS },
    dropin: `${path}.d/netns.conf`,
  });
  const remedy = [asUser('rootless-wizard --engine nerdctl')];
  return [finding(NETNS, 'fail', evidence, { cause, remedy })];
}

const RESTART = [
  asUser('systemctl --user daemon-reload'),
  asUser('systemctl --user restart containerd'),
];
