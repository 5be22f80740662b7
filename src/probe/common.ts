import { openingCommand } from '../distro/more-repositories.ts';
import { type Fact, unknown } from '../model/fact.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Goal, Remedy } from '../model/finding.ts';
import { asRoot } from './finding.ts';
import type { ProbeContext } from './probe.ts';

/** Reads a fact of the target; unknown, with the reason, while nobody knows who that is. */
export async function ofTarget<T>(
  context: ProbeContext,
  read: (target: Target) => Promise<Fact<T>>,
): Promise<Fact<T>> {
  const target = await context.target;
  return target.known ? read(target.value) : unknown(target.because);
}

/** Does the goal name one of these engines? */
export function wants(goal: Goal, ...engines: Goal['engines']): boolean {
  return goal.engines.some((engine) => engines.includes(engine));
}

/** The first line that says something, cut to what fits in a report. */
export function firstLine(text: string): string {
  const line = text
    .split('\n')
    .map((each) => each.trim())
    .find((each) => each !== '');
  return (line ?? '').slice(0, 300);
}

/** The name of the target, ready for a command that is shown; `USER` where it is not known. */
export function targetWord(facts: Facts): string {
  return facts.target.known ? shellWord(facts.target.value.name) : 'USER';
}

/** A word for a shell, quoted only where it must be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The leading number of a version (`5` of `5.4.2-dev`), or null. */
export function majorOf(version: string | null): number | null {
  const match = /^(\d+)(?!\d)/.exec(version ?? '');
  return match?.[1] === undefined ? null : Number(match[1]);
}

/**
 * How the family's package manager installs a package; a name for each family where they differ. Where only one more
 * repository of the distribution has it, that is opened first.
 */
export function installing(
  facts: Facts,
  name: string,
  other: Readonly<Record<string, string>> = {},
): readonly Remedy[] {
  const family = facts.os.known ? facts.os.value.family : 'unknown';
  const command = INSTALL[family];
  if (command === undefined) return [];
  const names = other[family] ?? name;
  const first = openingCommand(facts, names.split(' '));
  return [...(first === null ? [] : [asRoot(first)]), asRoot(`${command} ${names}`)];
}

const INSTALL: Readonly<Record<string, string>> = {
  debian: 'apt-get install',
  fedora: 'dnf install',
  suse: 'zypper install',
  arch: 'pacman -S',
  alpine: 'apk add',
  void: 'xbps-install',
  gentoo: 'emerge',
};

/** Is PID 1 systemd? null where that is not known. */
export function hasSystemd(facts: Facts): boolean | null {
  return facts.init.known ? facts.init.value.name === 'systemd' : null;
}
