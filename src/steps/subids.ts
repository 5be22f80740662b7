import { sha256Of } from '../edit/file.ts';
import { type Allocation, allocate } from '../edit/subid.ts';
import type { SubidFile } from '../edit/subid-issue.ts';
import { parseSubids } from '../edit/subid-parse.ts';
import { editSubids, removedAt, type SubidEdit } from '../edit/subid-text.ts';
import { msg } from '../i18n/msg.ts';
import type { Change, RiskName } from '../model/change.ts';
import type { Facts, Subids, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, ok, targetOf, toDo, unreadable } from './common.ts';
import { engineFollowUps, staleMapChange } from './subids-follow-up.ts';
import { subidsCount } from './subids-questions.ts';

const SOURCE = 'https://man7.org/linux/man-pages/man5/subuid.5.html';

/** Ids for the users inside containers: a range of its own for this user, in both files. */
export const subids: Step = {
  id: 'subids',
  title: msg('report.step-subids'),
  intro: msg('steps.subids-intro'),
  questions: [subidsCount],
  plan(facts, values): StepResult {
    const target = targetOf(facts);
    if (target === null) return blocked(msg('steps.after-account'));
    if (!facts.subids.known) return unreadable('/etc/subuid', facts.subids.because);
    // Without the accounts nobody can say whose id lies in a range (design law 6).
    if (!facts.accounts.known) return unreadable('/etc/passwd', facts.accounts.because);
    const found = facts.subids.value;
    if (found.nss !== 'files') return fromDirectory(found, target, values['subids.count']);
    const refused = [found.subuid, found.subgid].map(refusal).find((reason) => reason !== null);
    if (refused !== undefined) return blocked(refused);
    const allocation = allocate({
      subuid: parseSubids(bytesOf(found.subuid)),
      subgid: parseSubids(bytesOf(found.subgid)),
      user: target,
      policy: found.policy,
      want: values['subids.count'],
      users: facts.accounts.value.users,
      groups: facts.accounts.value.groups,
      taken: found.taken,
      homed: target.origin === 'homed',
    });
    return fromAllocation(facts, found, target, allocation);
  },
};

function fromAllocation(
  facts: Facts,
  found: Subids,
  target: Target,
  allocation: Allocation,
): StepResult {
  switch (allocation.kind) {
    case 'malformed': {
      const { file, line } = allocation;
      return blocked(
        msg('steps.subids-malformed', {
          path: `/etc/${file}`,
          line: line.line,
          text: JSON.stringify(line.raw),
        }),
      );
    }
    case 'no-room':
      return blocked(msg('steps.subids-no-room', { count: allocation.count }));
    case 'ok': {
      const stale = staleMapChange(facts, target);
      return stale === null
        ? ok(msg('steps.subids-ok', { user: target.name }), directoryNotes(facts))
        : toDo(msg('steps.subids-stale'), [stale]);
    }
    case 'change':
      return editBoth(facts, found, target, allocation);
  }
}

function editBoth(
  facts: Facts,
  found: Subids,
  target: Target,
  allocation: Allocation & { readonly kind: 'change' },
): StepResult {
  const moved = allocation.bad.some(({ why }) => why !== 'duplicate');
  const risks: readonly RiskName[] = moved && mayHaveData(facts) ? ['ids-under-data'] : [];
  const edits = (['subuid', 'subgid'] as const).flatMap((file) => {
    const edit = allocation[file];
    if (edit.add.length + edit.remove.length === 0) return [];
    return [fileChange(file, found[file], edit, target, risks)];
  });
  const notes: Message[] = allocation.bad.map(({ file, range, why, other }) =>
    msg(`steps.subids-bad-${why}`, { path: `/etc/${file}`, line: range.line, other }),
  );
  if (allocation.beyondPolicy) notes.push(msg('steps.subids-beyond'));
  if (found.taken.some(({ by }) => /incus|lxd/i.test(by))) notes.push(msg('steps.subids-incus'));
  return toDo(
    msg(moved ? 'steps.subids-move' : `steps.subids-${allocation.how}`, { user: target.name }),
    [
      ...edits,
      ...engineFollowUps(
        facts,
        edits.map(({ id }) => id),
      ),
    ],
    [...notes, ...directoryNotes(facts)],
  );
}

function fileChange(
  file: SubidFile,
  state: FileState,
  edit: SubidEdit,
  target: Target,
  risks: readonly RiskName[],
): Change {
  const bytes = bytesOf(state);
  const path = `/etc/${file}` as const;
  return change({
    id: `subids.${file}`,
    kind: 'subids',
    scope: 'root',
    title: titleOf(path, edit, target.name),
    why: msg(file === 'subuid' ? 'steps.subids-why-uid' : 'steps.subids-why-gid'),
    action: {
      do: 'edit-subids',
      path,
      ...edit,
      ...(edit.remove.length > 0 ? { removeAt: removedAt(bytes, edit.remove) } : {}),
      beforeSha256: state.kind === 'absent' ? 'absent' : sha256Of(bytes),
      afterSha256: sha256Of(editSubids(bytes, edit)),
    },
    risks,
    source: SOURCE,
  });
}

function titleOf(path: string, { add, remove }: SubidEdit, user: string): Message {
  if (remove.length === 0) return msg('steps.subids-add', { path, lines: add });
  if (add.length === 0) return msg('steps.subids-remove', { path, lines: remove });
  return msg('steps.subids-replace', { path, lines: add, user });
}

/** Ids that a directory gives out: the files are not read then, so nothing is written there. */
function fromDirectory(found: Subids, target: Target, want: number): StepResult {
  const { nss, getsubids } = found;
  const total = (ranges: readonly { readonly count: number }[]) =>
    ranges.reduce((sum, { count }) => sum + count, 0);
  const enough = getsubids !== null && total(getsubids.uid) >= want && total(getsubids.gid) >= want;
  return enough
    ? ok(msg('steps.subids-directory-ok', { source: nss, user: target.name }))
    : blocked(msg('steps.subids-directory', { source: nss, user: target.name, count: want }));
}

/** Why one of the files can't be edited, or null. shadow's own tools refuse links, too. */
function refusal(state: FileState): Message | null {
  switch (state.kind) {
    case 'absent':
      return null;
    case 'file':
      return state.realPath === null
        ? null
        : msg('steps.file-is-link', { path: state.path, target: state.realPath });
    case 'too-big':
      return msg('steps.file-too-big', { path: state.path });
    case 'unreadable':
      return msg('steps.file-unreadable', { path: state.path });
    case 'directory':
    case 'other':
      return msg('steps.file-not-regular', { path: state.path });
  }
}

function bytesOf(state: FileState): string {
  return state.kind === 'file' ? state.bytes : '';
}

/** Where nobody can say whether there is data, it may be there. */
function mayHaveData({ podman, docker }: Facts): boolean {
  return !podman.known || !docker.known || podman.value.hasStore || docker.value.hasStore;
}

function directoryNotes(facts: Facts): readonly Message[] {
  return facts.accounts.known && !facts.accounts.value.complete
    ? [msg('steps.subids-accounts-hidden')]
    : [];
}
