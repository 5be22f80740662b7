import { msg } from '../i18n/msg.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Facts, IdTools, Program } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { installing } from './common.ts';
import { asRoot, finding, judged } from './finding.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';
import { findProgram } from './which.ts';

/** The programs that write id maps, with what makes them able to. */
export const probe: Probe<'idTools'> = {
  id: 'idTools',
  async read(host): Promise<Fact<IdTools>> {
    const [newuidmap, newgidmap] = await Promise.all([
      idTool(host, 'newuidmap'),
      idTool(host, 'newgidmap'),
    ]);
    return known({ newuidmap, newgidmap }, newuidmap?.path ?? 'PATH');
  },
};

async function idTool(host: ReadHost, name: string): Promise<Program | null> {
  const program = await findProgram(host, name);
  if (program === null) return null;
  const mounts = (await readMounts(host)) ?? [];
  const nosuid = mountOf(mounts, program.path)?.options.includes('nosuid') ?? false;
  return nosuid ? { ...program, nosuid } : program;
}

const MAN = 'https://man7.org/linux/man-pages/man1/newuidmap.1.html';

/**
 * Why a program can't write an id map, or null when it can. It must be setuid root or have the file
 * capability, and lie on a file system where these count. Unknown capabilities are `null`, too,
 * when the setuid bit is there; else `unknown`.
 */
export function powerless(
  program: Program,
  capability: 'cap_setuid' | 'cap_setgid',
): 'nosuid' | 'plain' | 'unknown' | null {
  if (program.nosuid === true) return 'nosuid';
  if ((program.mode & 0o4000) !== 0 && program.uid === 0) return null;
  if (program.capabilities === null) return 'unknown';
  return hasCapability(program.capabilities, capability) ? null : 'plain';
}

/** Does `cap_setuid,cap_chown=ep` hold a capability as effective and permitted? */
export function hasCapability(text: string, capability: string): boolean {
  return text.split(/\s+/).some((clause) => {
    const [names, flags] = clause.split(/[=+]/);
    const named = names === '' || (names ?? '').split(',').includes(capability);
    return named && (flags ?? '').includes('p') && (flags ?? '').includes('e');
  });
}

/** Both programs, each for itself: images and `cp` lose the bits of one and not of the other. */
export const checks: readonly Check[] = [
  {
    id: 'idtools',
    run: (facts) => [
      ...toolFindings(facts, 'newuidmap', 'cap_setuid'),
      ...toolFindings(facts, 'newgidmap', 'cap_setgid'),
    ],
  },
];

function toolFindings(
  facts: Facts,
  name: 'newuidmap' | 'newgidmap',
  capability: 'cap_setuid' | 'cap_setgid',
): readonly Finding[] {
  const there = { id: `idtools.${name}`, title: msg('checks.idtool', { name }), source: MAN };
  const head = {
    id: `idtools.${name}-privilege`,
    title: msg('checks.idtool-privilege', { name }),
    source: MAN,
  };
  const first = judged(there, facts.idTools, (tools) => {
    const program = tools[name];
    if (program !== null) return finding(there, 'ok', program.path);
    return finding(there, 'fail', '', {
      cause: msg('checks.idtool-missing', { name }),
      remedy: installing(facts, 'uidmap', PACKAGES),
    });
  });
  const program = facts.idTools.known ? facts.idTools.value[name] : null;
  if (program === null) return [first];
  const mode = program.mode.toString(8).padStart(4, '0');
  const evidence = [program.path, mode, program.capabilities].filter(Boolean).join(' ');
  switch (powerless(program, capability)) {
    case null:
      return [first, finding(head, 'ok', evidence)];
    case 'unknown':
      return [first, finding(head, 'skip', evidence, { cause: msg('checks.idtool-no-getcap') })];
    case 'nosuid':
      return [first, finding(head, 'fail', evidence, { cause: msg('checks.idtool-nosuid') })];
    case 'plain': {
      const cause = msg('checks.idtool-plain', { name });
      const remedy = [asRoot(`chmod u+s ${program.path}`)];
      return [first, finding(head, 'fail', evidence, { cause, remedy })];
    }
  }
}

const PACKAGES = {
  fedora: 'shadow-utils',
  suse: 'shadow',
  arch: 'shadow',
  alpine: 'shadow-uidmap',
  void: 'shadow',
  gentoo: 'sys-apps/shadow',
};
