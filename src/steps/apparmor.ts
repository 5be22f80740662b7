import { ROOT_FILE, writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { change } from './common.ts';
import { usesRootlesskit } from './ports-questions.ts';

const SOURCE = 'https://rootlesscontaine.rs/getting-started/common/apparmor/';

/** Programs for which Ubuntu's own apparmor package has a profile with `userns`, by path. */
const SHIPPED: Readonly<Record<string, string>> = {
  '/usr/bin/rootlesskit': 'rootlesskit',
  '/usr/bin/podman': 'podman',
};

/**
 * Where AppArmor lets only profiled programs make user namespaces (Ubuntu 23.10 and later): a profile for
 * the one program that needs it. Never the global switch, and no profile for a program that somebody
 * else than root can write.
 */
export function apparmorChanges(
  facts: Facts,
  values: Values,
): { readonly changes: readonly Change[]; readonly notes: readonly Message[] } {
  if (!facts.lsm.known || !facts.lsm.value.apparmorRestrictsUserns) {
    return { changes: [], notes: [] };
  }
  const { apparmorProfiles } = facts.lsm.value;
  const changes: Change[] = [];
  const notes: Message[] = [];
  for (const { path, rootOwned } of programs(facts, values)) {
    const name = path.slice(1).replaceAll('/', '.');
    const shipped = SHIPPED[path];
    if (shipped !== undefined && apparmorProfiles.includes(shipped)) continue;
    if (apparmorProfiles.includes(name)) continue;
    if (!rootOwned) notes.push(msg('steps.apparmor-not-root', { path }));
    // The profile needs the rules of AppArmor 4; without its abi file the parser would refuse it.
    else if (!apparmorProfiles.includes('abi')) notes.push(msg('steps.apparmor-old', { path }));
    else changes.push(...profile(path, name));
  }
  return { changes, notes };
}

function programs(facts: Facts, values: Values): { path: string; rootOwned: boolean }[] {
  const found: { path: string; rootOwned: boolean }[] = [];
  const kit = facts.docker.known ? facts.docker.value.rootlesskit : null;
  if (usesRootlesskit(values) && kit !== null) {
    found.push({ path: kit.path, rootOwned: kit.uid === 0 && (kit.mode & 0o022) === 0 });
  }
  const podman = facts.podman.known ? facts.podman.value.path : null;
  if (values.engines.includes('podman') && podman !== null) {
    found.push({ path: podman, rootOwned: /^\/usr\/(local\/)?s?bin\//.test(podman) });
  }
  return found;
}

function profile(path: string, name: string): readonly Change[] {
  const file = `/etc/apparmor.d/${name}`;
  const text =
    `# Lets ${path} make user namespaces; nothing else is confined or allowed by it.\n` +
    '# Written by rootless-wizard.\n' +
    'abi <abi/4.0>,\n' +
    'include <tunables/global>\n\n' +
    `${path} flags=(unconfined) {\n  userns,\n\n  include if exists <local/${name}>\n}\n`;
  const edit = writeText({ kind: 'absent', path: file }, text, ROOT_FILE);
  if (edit.kind !== 'action') return [];
  const id = `kernel.apparmor.${name}`;
  const rest = { scope: 'root', why: msg('steps.apparmor-why', { path }), source: SOURCE } as const;
  return [
    change({
      ...rest,
      id,
      kind: 'file',
      title: msg('steps.apparmor-file', { path: file }),
      action: edit.action,
    }),
    change({
      ...rest,
      id: `${id}.load`,
      kind: 'command',
      title: msg('steps.apparmor-load', { path: file }),
      action: {
        do: 'run-command',
        argv: ['apparmor_parser', '-r', file],
        undo: ['apparmor_parser', '-R', file],
        effects: [],
      },
      dependsOn: [id],
    }),
  ];
}
