import { programsOf } from '../distro/by-hand.ts';
import { ASSUMED_VERSION, DOCKER_PACKAGES } from '../distro/docker-repository.ts';
import { KEEP_STOPPED } from '../distro/keep-stopped.ts';
import { MANUALS, packagesSource } from '../distro/managers.ts';
import { conflictsOf } from '../distro/packages.ts';
import { repositoryToOpen } from '../engines/more-repositories.ts';
import { orNull, packageThere } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, PackageState } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, ok, skip, toDo, unreadable } from './common.ts';
import { companionNotes, composeQuestion, dockerCommandQuestion } from './companions.ts';
import { dockerRepositoryPart, type RepositoryPart } from './docker-repository.ts';
import {
  addressQuestion,
  fingerprintQuestion,
  keyQuestion,
  sourceQuestion,
} from './docker-source.ts';
import { dockerArchives, staticQuestions } from './docker-static.ts';
import { withFamily } from './family.ts';
import { type ArchivePart, NO_ARCHIVE, nerdctlArchive } from './nerdctl-archive.ts';
import { archiveQuestion, placeQuestion, sha256Question } from './nerdctl-archive-questions.ts';
import { unseenNotes, wantedPackages } from './packages-wanted.ts';
import { nameNotes } from './podman-names.ts';
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
    placeQuestion,
  ],
  plan(facts, values): StepResult {
    if (values.engines.length === 0) return skip(msg('steps.packages-no-engine'));
    const archives = [nerdctlArchive(facts, values), dockerArchives(facts, values)];
    const archive =
      archives.find(({ blocked, changes }) => blocked !== null || changes.length > 0) ?? NO_ARCHIVE;
    if (archive.blocked !== null) return blocked(archive.blocked, archive.notes);
    const own = fromManager(facts, values);
    const notes = [
      ...(own.notes ?? []),
      ...companionNotes(facts, values),
      ...nameNotes(facts, values),
    ];
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
  const unseen = unseenNotes(facts, values);
  if (wanted === null) return ok(msg('steps.packages-ok'), unseen);
  const { names, unknown, unconfirmed } = wanted;
  const os = facts.os.value.prettyName;
  if (unknown.length > 0 && facts.os.value.family === 'unknown') {
    const programs = programsOf(unknown);
    return blocked(msg('steps.packages-by-hand', { programs, os }), unseen);
  }
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
  const closed = repositoryToOpen(facts, absent);
  if (closed !== null) return blocked(closed);
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
    source: packagesSource(manager, orNull(facts.os)),
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
