import { contentsOf, upstreamVersion } from '../distro/contents.ts';
import { managerNamed } from '../distro/managers.ts';
import { conflictsOf } from '../distro/packages.ts';
import type { Effect } from '../model/action.ts';
import type { PackageState, Packages } from '../model/facts.ts';
import { commandKey } from '../model/read-host.ts';
import {
  getcap,
  packageQuery,
  podmanVersion,
  rpmOwner,
  tryIptables,
  tryNft,
  versionOf,
} from '../probe/commands.ts';
import type { EffectContext } from './effect-context.ts';
import { unitEffect } from './effects-session.ts';
import { sha256 } from './subid-edit.ts';

const ROOT = { uid: 0, gid: 0 };

/** How a program that a package brings is tried. */
const TRIALS: Readonly<Record<string, typeof tryNft>> = {
  iptables: tryIptables,
  'iptables-nft': tryIptables,
  nftables: tryNft,
};

/**
 * What is seen after packages were installed (`versions`) or removed (null): the answers of the package
 * manager, programs with their versions, units of users. What excludes them is gone then.
 */
export function packageEffects(
  { facts }: EffectContext,
  names: readonly string[],
  versions: Readonly<Record<string, string>> | null,
): readonly Effect[] {
  const here = (name: string) =>
    facts.packages.known && facts.packages.value.byName[name]?.installed != null;
  const manager = facts.packages.known ? facts.packages.value.manager : null;
  const gone =
    versions === null ? [] : conflictsOf(manager, names, here).map(({ installed }) => installed);
  const effects: Effect[] = [...allAnswers(facts, names, versions, gone)];
  for (const name of gone) effects.push(...contents(facts, name, '', false));
  for (const name of names) {
    const packages = facts.packages.known ? facts.packages.value.byName[name] : undefined;
    const version = versions?.[name] ?? packages?.candidate ?? packages?.installed ?? '';
    effects.push(...contents(facts, name, version, versions !== null));
  }
  return effects;
}

/** What every manager says that was asked; one that does not know a name goes on as before. */
function allAnswers(
  { packages }: EffectContext['facts'],
  names: readonly string[],
  versions: Readonly<Record<string, string>> | null,
  gone: readonly string[],
): readonly Effect[] {
  if (!packages.known) return [];
  const { others = [], ...first } = packages.value;
  return [first, ...others]
    .filter(({ byName }) => names.every((name) => byName[name] !== undefined))
    .flatMap((asked) => answers(asked, names, versions, gone));
}

/** What dpkg-query and apt-cache (or the manager that is there) say from now on. */
function answers(
  { manager: name, byName }: Packages,
  names: readonly string[],
  versions: Readonly<Record<string, string>> | null,
  gone: readonly string[],
): readonly Effect[] {
  const manager = managerNamed(name);
  if (manager === null) return [];
  const all = Object.keys(byName);
  const states: Record<string, PackageState> = { ...byName };
  for (const name of gone) {
    states[name] = { installed: null, candidate: states[name]?.candidate ?? null };
  }
  for (const name of names) {
    const before = states[name] ?? { installed: null, candidate: null };
    const installed =
      versions === null ? null : (versions[name] ?? before.candidate ?? before.installed);
    states[name] = { installed, candidate: before.candidate ?? installed };
  }
  const outputs = manager.render(all, states);
  return manager.queries(all).flatMap((argv, index) => {
    const output = outputs[index];
    return output === undefined
      ? []
      : [{ type: 'command' as const, key: commandKey(packageQuery(argv)), ...output }];
  });
}

function contents(
  { target, os }: EffectContext['facts'],
  name: string,
  version: string,
  there: boolean,
): readonly Effect[] {
  const known = contentsOf(name, version, os.known ? os.value : null);
  if (known === null) return [];
  const effects: Effect[] = [];
  for (const { path, mode = 0o755, version: says } of known.programs) {
    if (there) effects.push(programAt(path, mode));
    else for (const gone of alsoAt(path)) effects.push(absentAt(gone));
    effects.push({ type: 'command', key: commandKey(getcap(path)), code: 0, stdout: '' });
    if (!there || !target.known) continue;
    const as = target.value;
    if (says !== undefined) {
      const stdout = `${says.replace('VERSION', upstreamVersion(version))}\n`;
      const asked = [versionOf, ...(name === 'podman' ? [podmanVersion] : [])];
      for (const ask of asked) {
        effects.push({ type: 'command', key: commandKey(ask(as, path)), code: 0, stdout });
      }
    }
    const trial = TRIALS[name];
    if (trial !== undefined) {
      effects.push({ type: 'command', key: commandKey(trial(as, path)), code: 0, stdout: '' });
    }
  }
  for (const unit of known.userUnits ?? []) {
    const path = `/usr/lib/systemd/user/${unit}`;
    effects.push(there ? programAt(path, 0o644) : absentAt(path));
    if (there && target.known) effects.push(unitEffect(target.value, unit, 'disabled', 'inactive'));
  }
  if (known.listed === true && os.known && os.value.family === 'fedora') {
    for (const { path } of known.programs) {
      const owned = there ? { code: 0, stdout: name } : { code: 1, stdout: '' };
      effects.push({ type: 'command', key: commandKey(rpmOwner(path)), ...owned });
    }
  } else if (known.listed === true) {
    // They exclude each other, so the other one's list is not there.
    for (const other of ['docker.io', 'docker-ce'].filter((each) => each !== name)) {
      const state = { kind: 'absent', path: `/var/lib/dpkg/info/${other}.list` } as const;
      if (there) effects.push({ type: 'file', state });
    }
    const path = `/var/lib/dpkg/info/${name}.list`;
    const bytes = `${known.programs.map((file) => file.path).join('\n')}\n`;
    const state = { path, bytes, sha256: sha256(bytes), mode: 0o644, ...ROOT, nlink: 1 };
    effects.push({
      type: 'file',
      state: there ? { kind: 'file', ...state, realPath: null } : { kind: 'absent', path },
    });
  }
  return effects;
}

/** Where `/bin` is a link to `/usr/bin`, a program is found there, too, and goes from both. */
function alsoAt(path: string): readonly string[] {
  return [path, ...(/^\/usr\/s?bin\//.test(path) ? [path.slice('/usr'.length)] : [])];
}

function absentAt(path: string): Effect {
  return { type: 'file', state: { kind: 'absent', path } };
}

/** A program: its content is of no interest, so it counts as too big to read. */
function programAt(path: string, mode: number): Effect {
  return { type: 'file', state: { kind: 'too-big', path, mode, ...ROOT, realPath: null } };
}
