import { packagesFor } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Program } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { change } from './common.ts';

const SETUID = 0o4000;

/**
 * newuidmap(1) and newgidmap(1) that lost their privilege (copied, restored from an archive, unpacked from
 * an image). What the package ships comes back with the package; a program of no package gets its setuid
 * bit, if it is root's. A missing program is the business of the packages step.
 */
export function idToolChanges(facts: Facts): {
  readonly changes: readonly Change[];
  readonly blocked: Message | null;
} {
  if (!facts.idTools.known) return { changes: [], blocked: null };
  const { newuidmap, newgidmap } = facts.idTools.value;
  const broken = [
    { program: newuidmap, capability: 'cap_setuid' },
    { program: newgidmap, capability: 'cap_setgid' },
  ].flatMap(({ program, capability }) =>
    program !== null && !mayMap(facts, program, capability) ? [program] : [],
  );
  if (broken.length === 0) return { changes: [], blocked: null };
  const reinstall = reinstallChange(facts, broken);
  if (reinstall !== null) return { changes: [reinstall], blocked: null };
  const foreign = broken.find(({ uid }) => uid !== 0);
  if (foreign !== undefined) {
    return { changes: [], blocked: msg('steps.id-tool-owner', { path: foreign.path }) };
  }
  return { changes: broken.map(setuidChange), blocked: null };
}

/**
 * Setuid root, or the file capability. Debian's package ships the bit, so that it was lost is known without
 * the capabilities; those of Fedora, Arch and others ship capabilities, and what was not read may be there.
 */
function mayMap(facts: Facts, program: Program, capability: string): boolean {
  if ((program.mode & SETUID) !== 0 && program.uid === 0) return true;
  if (program.capabilities !== null) return program.capabilities.includes(capability);
  return facts.os.known && facts.os.value.family !== 'debian';
}

function reinstallChange(facts: Facts, broken: readonly Program[]): Change | null {
  if (!facts.os.known || !facts.packages.known) return null;
  const { manager, byName } = facts.packages.value;
  // Only apt is known to put mode and owner back; /usr/local and homes belong to no package.
  if (manager !== 'apt' || broken.some(({ path }) => !/^\/(usr\/)?s?bin\//.test(path))) return null;
  const names = packagesFor(facts.os.value, ['uidmap']).names.filter(
    (name) => byName[name]?.installed != null,
  );
  if (names.length === 0 || names.some((name) => byName[name]?.candidate == null)) return null;
  return change({
    id: 'system.id-tools',
    kind: 'packages',
    scope: 'root',
    title: msg('steps.id-tools-reinstall', { packages: names }),
    why: msg('steps.id-tools-why', { paths: broken.map(({ path }) => path) }),
    action: {
      do: 'install-packages',
      manager,
      names,
      reinstall: true,
      versions: Object.fromEntries(names.map((name) => [name, byName[name]?.candidate ?? ''])),
    },
    source: 'newuidmap(1)',
  });
}

function setuidChange(program: Program): Change {
  const name = program.path.slice(program.path.lastIndexOf('/') + 1);
  return change({
    id: `system.${name}`,
    kind: 'command',
    scope: 'root',
    title: msg('steps.id-tools-mode', { path: program.path }),
    why: msg('steps.id-tools-why', { paths: [program.path] }),
    action: { do: 'set-mode', path: program.path, mode: 0o4755, before: program.mode },
    // No package vouches for this file, so the person must.
    risks: ['setuid-program'],
    source: 'newuidmap(1)',
  });
}
