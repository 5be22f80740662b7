import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import { changesOf } from '../model/plan.ts';
import type { RunRecord } from '../model/run.ts';
import { progressOf } from '../run/journal.ts';
import type { Draft, OpenRun, UserList } from '../tui/session.ts';

/** `Debian GNU/Linux 13 (trixie), kernel 6.12.48, vm kvm`. */
export function hostLine(facts: Facts): string {
  const parts = [
    facts.os.known ? facts.os.value.prettyName : null,
    facts.kernel.known ? `kernel ${facts.kernel.value.release}` : null,
    facts.environment.known && facts.environment.value.kind !== 'machine'
      ? `${facts.environment.value.kind} ${facts.environment.value.detail}`.trim()
      : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** Ordinary accounts: an id that useradd gives to people, a home and a shell to log in with. */
export function userList(facts: Facts): UserList {
  const users = facts.accounts.known ? facts.accounts.value.users : [];
  const ordinary = users.filter(
    ({ uid, shell }) => uid >= 1000 && uid < 60000 && !/(nologin|false)$/.test(shell),
  );
  const taken = new Set(users.map(({ name }) => name));
  const newName = ['containers', 'container', 'rootless'].find((name) => !taken.has(name)) ?? '';
  return {
    users: ordinary.map(({ name, uid, home }) => ({ name, uid, home })),
    newName,
    refuse(name) {
      if (taken.has(name)) return msg('cli.name-taken', { name });
      // useradd(8): what every distribution accepts.
      return /^[a-z_][a-z0-9_-]{0,31}$/.test(name) ? null : msg('cli.name-bad');
    },
  };
}

/** A run that did not come to its end, as the wizard offers to close it. */
export function openRun(run: RunRecord): OpenRun {
  const progress = progressOf(run.plan, run.journal);
  const states = { done: 'done', failed: 'failed', half: 'begun', 'half-undone': 'begun' } as const;
  const last = run.journal.at(-1);
  return {
    id: run.id,
    user: run.plan.user.name,
    started: run.id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d).*/, '$1-$2-$3 $4:$5 UTC'),
    because:
      last?.type === 'failed'
        ? msg('cli.open-failed', { reason: last.reason })
        : msg('cli.open-stopped'),
    changes: changesOf(run.plan).map(({ id, title }) => {
      const state = progress.get(id)?.state ?? 'todo';
      return { title, state: Object.hasOwn(states, state) ? states[state as 'done'] : 'waiting' };
    }),
    canResume: true,
  };
}

/** A draft of another version is simply forgotten. */
export function asDraft(value: unknown): Draft | null {
  if (typeof value !== 'object' || value === null) return null;
  const draft: { target?: unknown; given?: unknown; without?: unknown } = value;
  const { target, given, without } = draft;
  const ok =
    typeof target === 'object' &&
    target !== null &&
    'name' in target &&
    typeof given === 'object' &&
    given !== null &&
    Array.isArray(without);
  return ok ? (value as Draft) : null;
}
