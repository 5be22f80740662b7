import type { MessageKey } from '../i18n/catalogue.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Account, Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';

/** What the probe of the target says when nobody has the name; a typed key, so that a new name of it is seen here. */
const NO_SUCH_USER: MessageKey = 'host.user-no-such';

/** Homes that mean "no home"; the same list as the check `user.home` has. */
const NO_HOME = ['', '/', '/nonexistent', '/dev/null', '/var/empty', '/proc'];

/** What useradd(8) takes for a name on every distribution. */
const NEW_NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** Names that were tried with every tool that a plan uses: letters, digits, dot, dash, underscore. */
const USUAL_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** The name that was asked for and that no account has, or null. */
export function missingName(facts: Facts): string | null {
  if (facts.target.known || facts.target.because.key !== NO_SUCH_USER) return null;
  const name = facts.target.because.args?.['user'];
  return typeof name === 'string' ? name : null;
}

/** Why a new account can't have this name, or null. */
export function refuseNewName(name: string): Message | null {
  return NEW_NAME.test(name) ? null : msg('steps.new-name', { user: name });
}

/** Will the account be made by this very plan? Then everything else waits for it. */
export function accountComesFirst(facts: Facts, values: Values): boolean {
  const name = missingName(facts);
  return name !== null && values['user.create'] && refuseNewName(name) === null;
}

/** Why containers can't be set up for this account, as one sentence with the way out; null when they can. */
export function accountProblem(facts: Facts): Message | null {
  if (!facts.target.known) return facts.target.because;
  const target = facts.target.value;
  const user = target.name;
  if (target.uid === 0) {
    const names = ordinaryUsers(facts).map(({ name }) => name);
    return names.length === 0
      ? msg('steps.user-root-alone')
      : msg('steps.user-root', { users: names.slice(0, 5) });
  }
  if (target.uid < 1000 || (target.uid >= 61184 && target.uid <= 65535)) {
    return msg('steps.user-system', { user, uid: target.uid });
  }
  if (/^\d+$/.test(user) && user !== String(target.uid)) {
    return msg('steps.user-number', { user });
  }
  if (!USUAL_NAME.test(user)) return msg('steps.user-name', { user });
  return homeProblem(facts, target) ?? shellProblem(target);
}

/** Accounts of people: what is offered where root asks for whom. */
export function ordinaryUsers(facts: Facts): readonly Account[] {
  if (!facts.accounts.known) return [];
  return facts.accounts.value.users.filter(
    ({ uid, shell, home }) =>
      uid >= 1000 && uid < 61184 && usableShell(shell) && !NO_HOME.includes(home),
  );
}

function homeProblem(facts: Facts, { name: user, home: path }: Target): Message | null {
  if (NO_HOME.includes(path) || !path.startsWith('/')) return msg('steps.user-no-home', { user });
  if (!facts.home.known) return null;
  const { exists, writable } = facts.home.value;
  if (!exists) return msg('steps.user-home-missing', { user, path });
  return writable ? null : msg('steps.user-home-read-only', { user, path });
}

function shellProblem({ name: user, shell }: Target): Message | null {
  return usableShell(shell) ? null : msg('steps.user-no-shell', { user, shell });
}

/** An empty field means /bin/sh, passwd(5). */
function usableShell(shell: string): boolean {
  return !/\/(nologin|false|true|sync|halt|shutdown)$/.test(shell) && shell !== '/dev/null';
}
