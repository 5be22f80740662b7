import { ASSUMED_VERSION, DOCKER_PACKAGES } from '../distro/docker-repository.ts';
import { KEEP_STOPPED } from '../distro/keep-stopped.ts';
import { MANUALS } from '../distro/managers.ts';
import { conflictsOf, packagesFor } from '../distro/packages.ts';
import { bringsDockerCe, bringsStaticDocker, isDockerCe } from '../engines/docker-source.ts';
import { engineByName } from '../engines/index.ts';
import { packageThere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { PackageNeed } from '../model/engine.ts';
import type { Facts, PackageState } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, ok, skip, toDo, unreadable } from './common.ts';
import {
  companionNeeds,
  companionNotes,
  composeQuestion,
  dockerCommandQuestion,
} from './companions.ts';
import { dockerRepositoryPart, type RepositoryPart } from './docker-repository.ts';
import {
  addressQuestion,
  fingerprintQuestion,
  keyQuestion,
  sourceQuestion,
} from './docker-source.ts';
import { dockerArchives, staticQuestions } from './docker-static.ts';
import { withFamily } from './family.ts';
import { isFulfilled } from './needs.ts';
import {
  type ArchivePart,
  archiveQuestion,
  NO_ARCHIVE,
  nerdctlArchive,
  sha256Question,
} from './nerdctl-archive.ts';
import { startDbus } from './session.ts';

const question: Question<'packages.install'> = {
  key: 'packages.install',
  title: msg('answers.q-packages'),
  help: msg('answers.q-packages-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) => {
    const wanted = wantedPackages(withFamily(facts, values), {
      ...values,
      engines: values.engines ?? [],
    });
    return wanted !== null && wanted.names.length > 0;
  },
  recommend: () => ({ value: true, source: 'default', because: msg('answers.q-packages-because') }),
  refuse: () => null,
};

/** Programs from packages, the distribution's own unless the person chose others: only what is missing. */
export const packages: Step = {
  id: 'packages',
  title: msg('report.step-packages'),
  intro: msg('steps.packages-intro'),
  questions: [
    sourceQuestion,
    addressQuestion,
    keyQuestion,
    fingerprintQuestion,
    ...staticQuestions,
    question,
    composeQuestion,
    dockerCommandQuestion,
    archiveQuestion,
    sha256Question,
  ],
  plan(facts, values): StepResult {
    if (values.engines.length === 0) return skip(msg('steps.packages-no-engine'));
    const archives = [nerdctlArchive(facts, values), dockerArchives(facts, values)];
    const archive =
      archives.find(({ blocked, changes }) => blocked !== null || changes.length > 0) ?? NO_ARCHIVE;
    if (archive.blocked !== null) return blocked(archive.blocked, archive.notes);
    const own = fromManager(facts, values);
    const notes = [...(own.notes ?? []), ...companionNotes(facts, values)];
    return beside({ ...own, notes }, archive);
  },
};

/** What comes out of an archive goes after what the package manager brings, and not without it. */
function beside(result: StepResult, { changes, notes, because: own }: ArchivePart): StepResult {
  if (changes.length === 0 || result.status === 'blocked') return result;
  const all = [...result.changes, ...changes];
  const because = result.status === 'change' ? result.because : own;
  return toDo(because, all, [...(result.notes ?? []), ...notes]);
}

function fromManager(facts: Facts, values: Values): StepResult {
  if (!facts.os.known) return unreadable('/etc/os-release', facts.os.because);
  const wanted = wantedPackages(facts, values);
  if (wanted === null) return ok(msg('steps.packages-ok'));
  const { names, unknown, unconfirmed } = wanted;
  const os = facts.os.value.prettyName;
  if (unknown.length > 0) {
    return blocked(msg('steps.packages-unknown', { needs: unknown, os }));
  }
  if (names.length === 0) return ok(msg('steps.packages-ok'));
  if (!facts.packages.known) return unreadable(msgList(names), facts.packages.because);
  const { manager, byName } = facts.packages.value;
  if (!values['packages.install']) return blocked(msg('steps.packages-unwanted', { names }));
  const repository = dockerRepositoryPart(facts, values);
  if (repository.blocked !== null) return blocked(repository.blocked);
  const later: readonly string[] = repository.list === null ? [] : DOCKER_PACKAGES;
  const absent = names.filter((name) => byName[name]?.candidate == null && !later.includes(name));
  // Other managers than apt fetch lists that were never fetched before they install.
  const unread = manager !== 'apt' && Object.values(byName).every(isUnlisted);
  if (absent.length > 0 && !unread) {
    const command = MANUALS[manager].refresh;
    return blocked(msg('steps.packages-no-candidate', { names: absent, command }));
  }
  const lists = unread ? [msg('steps.packages-lists-first', { manager })] : [];
  return install(facts, names, unconfirmed, lists, repository);
}

/** Does no list have it? What is installed counts as its own candidate in some managers. */
function isUnlisted({ installed, candidate }: PackageState): boolean {
  return candidate === null || candidate === installed;
}

/** Is a package missing that the chosen engines need? */
export function lacksPackages(facts: Facts, values: Values): boolean {
  return wantedPackages(facts, values) !== null;
}

/** What is missing, by name; null where nothing is. */
function wantedPackages(
  facts: Facts,
  values: Pick<Values, 'engines'> & Partial<Values>,
): {
  readonly names: readonly string[];
  readonly unconfirmed: readonly string[];
  readonly unknown: readonly PackageNeed[];
} | null {
  if (!facts.os.known) return null;
  const needs = new Set<PackageNeed>();
  for (const name of values.engines) {
    for (const need of engineByName(name).needs(facts, values as Values)) needs.add(need);
  }
  if (values['ports.method'] === 'setcap') needs.add('setcap');
  for (const need of companionNeeds(facts, values)) needs.add(need);
  const missing = [...needs].filter((need) => isFulfilled(need, facts) !== true);
  const own = bringsDockerCe(facts, values) ? DOCKER_PACKAGES : sameSource(missing, facts);
  const elsewhere = own.length > 0 || bringsStaticDocker(facts, values);
  const rest = missing.filter((need) => !elsewhere || !(need in OWN_NAMES));
  const found = packagesFor(facts.os.value, rest);
  const names = [...own, ...found.names];
  const absent = [...new Set(names)].filter((name) => !packageThere(facts, name));
  return absent.length + found.unknown.length === 0 ? null : { ...found, names: absent };
}

/** The needs that Docker's own packages fulfil. */
const OWN_NAMES: Readonly<Partial<Record<PackageNeed, string>>> = {
  docker: 'docker-ce',
  'docker-cli': 'docker-ce-cli',
  rootlesskit: 'docker-ce-rootless-extras',
  'docker-compose': 'docker-compose-plugin',
};

/** Beside Docker's own packages the rest comes from there, too: Debian's rootlesskit excludes them. */
function sameSource(missing: readonly PackageNeed[], facts: Facts): readonly string[] {
  return isDockerCe(facts) ? missing.flatMap((need) => OWN_NAMES[need] ?? []) : [];
}

function install(
  facts: Facts,
  names: readonly string[],
  unconfirmed: readonly string[],
  lists: readonly Message[],
  repository: RepositoryPart,
): StepResult {
  if (!facts.packages.known) return unreadable(msgList(names), facts.packages.because);
  const { manager, byName } = facts.packages.value;
  const later: readonly string[] = repository.list === null ? [] : DOCKER_PACKAGES;
  const clashes = conflictsOf(manager, names, (name) => packageThere(facts, name));
  if (manager === 'dnf' && clashes.length > 0) return excluded(clashes);
  const keepStopped = [...new Set(names.flatMap((name) => KEEP_STOPPED[name] ?? []))];
  const notes: Message[] = [
    ...lists,
    ...repository.notes,
    ...clashes.map((clash) => msg('steps.packages-conflict', clash)),
  ];
  if (keepStopped.length > 0) {
    notes.push(msg('steps.packages-stopped', { units: keepStopped }));
  }
  const unsure = unconfirmed.filter((name) => names.includes(name));
  if (unsure.length > 0) notes.push(msg('steps.packages-unconfirmed', { names: unsure }));
  if (facts.rootful.known && facts.rootful.value.incus && names.includes('uidmap')) {
    notes.push(msg('steps.packages-incus'));
  }
  const main: Change = change({
    id: 'packages.install',
    kind: 'packages',
    scope: 'root',
    title: msg('steps.packages-title', { names }),
    why: msg('steps.packages-why'),
    action: {
      do: 'install-packages',
      manager,
      names,
      reinstall: false,
      versions: Object.fromEntries(
        names.map((name) => [
          name,
          byName[name]?.candidate ?? (later.includes(name) ? ASSUMED_VERSION : ''),
        ]),
      ),
      ...(repository.list !== null && manager === 'apt' ? { fetchList: repository.list } : {}),
      ...(keepStopped.length > 0 ? { keepStopped } : {}),
      ...(clashes.length > 0 ? { mayRemove: true } : {}),
    },
    risks: clashes.length > 0 ? ['removes-packages'] : [],
    dependsOn: repository.changes.map(({ id }) => id),
    source: MANUALS[manager].source,
  });
  // A user manager that runs already does not see the new bus by itself.
  const bus = names.includes('dbus-user-session') ? startDbus(facts, 'packages', [main.id]) : [];
  const changes = [...repository.changes, main, ...bus];
  return toDo(msg('steps.packages-change', { count: names.length }), changes, notes);
}

/**
 * What else goes with a package, dnf knows only while it removes it, and a podman that has no other runtime
 * goes with runc: that is for the person to look at.
 */
function excluded(clashes: ReturnType<typeof conflictsOf>): StepResult {
  const installed = [...new Set(clashes.map((clash) => clash.installed))];
  const wanted = [...new Set(clashes.map((clash) => clash.wanted))];
  const command = `dnf remove ${installed.join(' ')}`;
  return blocked(msg('steps.packages-exclude', { wanted, installed, command }));
}

function msgList(names: readonly string[]): string {
  return names.join(', ');
}
