import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Account, Accounts } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { getent } from './commands.ts';
import { finding, judged } from './finding.ts';
import { databaseFile, filesTellAll, sourcesOf } from './nss.ts';
import type { Probe } from './probe.ts';

/** Sources of NSS that list all their accounts; sss, ldap, winbind and nis usually don't. */
const ENUMERABLE = ['files', 'compat', 'systemd', 'altfiles', 'db', 'mymachines'];

/** All users and groups that can be listed. */
export const probe: Probe<'accounts'> = {
  id: 'accounts',
  async read(host): Promise<Fact<Accounts>> {
    const [passwd, group, sources] = await Promise.all([
      database(host, 'passwd'),
      database(host, 'group'),
      sourcesOf(host, 'passwd'),
    ]);
    if (passwd === null) return unknown(msg('core.file-unreadable', { path: '/etc/passwd' }));
    const listed = passwd.all && sources.every((source) => ENUMERABLE.includes(source));
    const value: Accounts = {
      users: parsePasswd(passwd.text),
      groups: parseGroup(group?.text ?? ''),
      complete: listed,
    };
    return known(value, passwd.from);
  },
};

/**
 * The file where it holds all accounts, else what getent prints, or the file again where getent is missing
 * or its output too long.
 */
async function database(
  host: ReadHost,
  name: 'passwd' | 'group',
): Promise<{ readonly text: string; readonly from: string; readonly all: boolean } | null> {
  const path = `/etc/${name}`;
  const [local, enough] = await Promise.all([databaseFile(host, name), filesTellAll(host, name)]);
  if (enough && local !== null) return { text: local, from: path, all: true };
  const result = await host.run(getent(name));
  if (result.status === 'exited' && result.code === 0) {
    return { text: result.stdout, from: `getent ${name}`, all: true };
  }
  // Without getent there is no NSS (musl); a getent that fails has more than it could tell.
  return local === null ? null : { text: local, from: path, all: result.status === 'missing' };
}

/** passwd(5). Lines that are no accounts (NIS `+`, comments, broken ones) are left out. */
export function parsePasswd(text: string): readonly Account[] {
  return text.split('\n').flatMap((row) => {
    const [name, , uid, gid, , home, shell] = row.replace(/\r$/, '').split(':');
    if (name === undefined || !isId(uid) || !isId(gid) || !isName(name)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), home: home ?? '', shell: shell ?? '' }];
  });
}

/** group(5). */
export function parseGroup(text: string): Accounts['groups'] {
  return text.split('\n').flatMap((row) => {
    const [name, , gid, members] = row.replace(/\r$/, '').split(':');
    if (name === undefined || !isId(gid) || !isName(name)) return [];
    const list = (members ?? '').split(',').filter((member) => member !== '');
    return [{ name, gid: Number(gid), members: list }];
  });
}

function isId(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,10}$/.test(text) && Number(text) <= 4294967295;
}

function isName(name: string): boolean {
  return name !== '' && !/^[+#-]/.test(name);
}

const LISTED = {
  id: 'accounts.listed',
  title: msg('checks.accounts'),
  source: 'https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html',
};

/** Are there accounts that nobody can list? */
export const checks: readonly Check[] = [
  {
    id: 'accounts.listed',
    run: ({ accounts }) => [
      judged(LISTED, accounts, ({ users, complete }, from) => {
        const evidence = `${from}: ${users.length}`;
        if (complete) return finding(LISTED, 'ok', evidence);
        return finding(LISTED, 'info', evidence, { cause: msg('checks.accounts-hidden') });
      }),
    ],
  },
];
