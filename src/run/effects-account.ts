import type { CreateAccount, Effect } from '../model/action.ts';
import { commandKey, type ReadHost } from '../model/read-host.ts';
import { getent, groupIds } from '../probe/commands.ts';
import type { EffectContext } from './effect-context.ts';
import { MAX_FILE } from './inspect.ts';
import { sha256 } from './subid-edit.ts';

/**
 * A new account on a simulated host. useradd(8) takes the uid after the highest ordinary one; on a real
 * host only the next reading tells, so a plan does not build on this.
 */
export async function accountEffects(
  { host, facts: { accounts } }: EffectContext,
  { name, shell }: CreateAccount,
): Promise<readonly Effect[]> {
  if (!accounts.known) return [];
  const { users, groups } = accounts.value;
  const used = users.map(({ uid }) => uid).filter((uid) => uid >= 1000 && uid < 60000);
  const uid = Math.max(999, ...used) + 1;
  const home = `/home/${name}`;
  const row = `${name}:x:${uid}:${uid}::${home}:${shell}\n`;
  const passwd = users
    .map((user) => `${user.name}:x:${user.uid}:${user.gid}::${user.home}:${user.shell}\n`)
    .join('');
  const group = groups
    .map((each) => `${each.name}:x:${each.gid}:${each.members.join(',')}\n`)
    .join('');
  const answer = (key: string, stdout: string): Effect => ({
    type: 'command',
    key,
    code: 0,
    stdout,
  });
  return [
    ...(await edited(host, '/etc/passwd', (text) => text + row)),
    ...(await edited(host, '/etc/group', (text) => `${text}${name}:x:${uid}:\n`)),
    answer(commandKey(getent('passwd')), passwd + row),
    answer(commandKey(getent('passwd', name)), row),
    answer(commandKey(getent('group')), `${group}${name}:x:${uid}:\n`),
    answer(commandKey(groupIds(name)), `${uid}\n`),
    {
      type: 'file',
      state: { kind: 'directory', path: home, mode: 0o700, uid, gid: uid, realPath: null },
    },
  ];
}

/** The lines go from the files; getent(1) answers 2 for a name that it does not find. */
export async function accountGone(host: ReadHost, name: string): Promise<readonly Effect[]> {
  const without = (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith(`${name}:`))
      .join('\n');
  return [
    ...(await edited(host, '/etc/passwd', without)),
    ...(await edited(host, '/etc/group', without)),
    { type: 'command', key: commandKey(getent('passwd', name)), code: 2, stdout: '' },
  ];
}

/** A file with other content; nothing where there is none to read. */
async function edited(
  host: ReadHost,
  path: string,
  change: (text: string) => string,
): Promise<readonly Effect[]> {
  const old = await host.file(path, { maxBytes: MAX_FILE });
  if (old.kind !== 'file') return [];
  const bytes = change(old.bytes);
  return [{ type: 'file', state: { ...old, bytes, sha256: sha256(bytes) } }];
}
