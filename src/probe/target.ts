import { msg } from '../i18n/msg.ts';
import { type Fact, known, unknown } from '../model/fact.ts';
import type { Account, Accounts, Target } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { parseGroup, parsePasswd } from './accounts.ts';
import { getent, groupIds } from './commands.ts';
import { readManagerConfig } from './manager-config.ts';
import { databaseFile, filesTellAll, sourcesOf } from './nss.ts';
import type { Probe } from './probe.ts';

export { checks } from './target-checks.ts';

/** Homes of systemd-homed have uids of their own: https://systemd.io/UIDS-GIDS/ . */
const HOMED = { first: 60001, last: 60513 };

/** The probe as an entry of the map; the work is done once, before the others, by `resolveTarget`. */
export const probe: Probe<'target'> = {
  id: 'target',
  read: (_host, context) => context.target,
};

/**
 * Who is set up: `--user NAME`, or whoever runs the wizard. Never guessed from the environment ($USER,
 * SUDO_USER): root without a name gets a reason instead. An odd account is still a target, so that
 * the checks can say what is wrong with it.
 */
export async function resolveTarget(
  host: ReadHost,
  userName: string | null,
): Promise<Fact<Target>> {
  if (userName === null && host.self.uid === 0) return unknown(msg('host.user-say-whom'));
  if (userName !== null && !isPossibleName(userName)) {
    return unknown(msg('host.user-no-name', { user: userName }));
  }
  const wanted = userName ?? String(host.self.uid);
  const isWanted = ({ name, uid }: Account): boolean =>
    userName === null ? uid === host.self.uid : name === userName;
  const { accounts, from } = await lookUp(host, wanted, isWanted);
  const account = accounts.find(isWanted);
  if (account === undefined) {
    return unknown(
      userName === null
        ? msg('host.user-no-account', { uid: wanted })
        : msg('host.user-no-such', { user: userName }),
    );
  }
  return known(await targetFrom(host, account), from);
}

/** Names that can stand in passwd(5) and on a command line at all: `a.b`, `EXAMPLE\alice`, `a-b` can. */
export function isPossibleName(name: string): boolean {
  const plain = [...name].every((char) => char > ' ' && char !== '\u007f');
  return name !== '' && plain && !/^[-+]|[:/,]/.test(name) && name.length <= 256;
}

/**
 * Accounts with the wanted one among them. From /etc/passwd where NSS asks that first and it has it; else
 * from NSS, for accounts of homed and of directories; from the file again where there is no getent.
 */
async function lookUp(
  host: ReadHost,
  wanted: string,
  isWanted: (account: Account) => boolean,
): Promise<{ readonly accounts: readonly Account[]; readonly from: string }> {
  const [local, sources] = await Promise.all([
    databaseFile(host, 'passwd'),
    sourcesOf(host, 'passwd'),
  ]);
  const file = { accounts: parsePasswd(local ?? ''), from: '/etc/passwd' };
  if (sources[0] === 'files' && file.accounts.some(isWanted)) return file;
  const result = await host.run(getent('passwd', wanted));
  if (result.status !== 'exited') return file;
  return { accounts: parsePasswd(result.stdout), from: `getent passwd ${wanted}` };
}

async function targetFrom(host: ReadHost, account: Account): Promise<Target> {
  const self = account.uid === host.self.uid;
  const home = account.home.replace(/(?<=.)\/+$/, '');
  const below = (path: string): string => `${home === '/' ? '' : home}/${path}`;
  const base = (variable: string, usual: string): string => {
    const value = self ? host.env(variable) : null;
    return value?.startsWith('/') === true ? value : below(usual);
  };
  const runtimeDir = `/run/user/${account.uid}`;
  const configHome = base('XDG_CONFIG_HOME', '.config');
  const asked = { name: account.name, uid: account.uid, gid: account.gid, home, runtimeDir };
  const [groups, origin, manager] = await Promise.all([
    groupsOf(host, account),
    originOf(host, account),
    // Only a directory of the person's own choice can be one that systemd has never heard of.
    configHome === below('.config') ? null : readManagerConfig(host, asked, configHome),
  ]);
  return {
    ...account,
    home,
    groups,
    self,
    origin,
    configHome,
    ...(manager === null ? {} : { manager }),
    dataHome: base('XDG_DATA_HOME', '.local/share'),
    stateHome: base('XDG_STATE_HOME', '.local/state'),
    runtimeDir,
  };
}

/** Names of the groups, the own one first; the number where a group has no name. */
async function groupsOf(host: ReadHost, account: Account): Promise<readonly string[]> {
  const [local, enough] = await Promise.all([
    databaseFile(host, 'group'),
    filesTellAll(host, 'group'),
  ]);
  if (enough && local !== null) return groupsIn(parseGroup(local), account);
  const [ids, listed] = await Promise.all([
    host.run(groupIds(account.name)),
    host.run(getent('group')),
  ]);
  const answered = listed.status === 'exited' && listed.code === 0;
  const groups = parseGroup(answered ? listed.stdout : (local ?? ''));
  if (ids.status !== 'exited' || ids.code !== 0) return groupsIn(groups, account);
  const gids = ids.stdout.trim().split(/\s+/).filter(Boolean).map(Number);
  return gids.map((gid) => groups.find((group) => group.gid === gid)?.name ?? String(gid));
}

function groupsIn(groups: Accounts['groups'], { name, gid }: Account): readonly string[] {
  const own = groups.find((group) => group.gid === gid)?.name ?? String(gid);
  const others = groups.filter((group) => group.gid !== gid && group.members.includes(name));
  return [...new Set([own, ...others.map((group) => group.name)])];
}

async function originOf(host: ReadHost, account: Account): Promise<Target['origin']> {
  const local = parsePasswd((await databaseFile(host, 'passwd')) ?? '');
  if (local.some(({ name }) => name === account.name)) return 'files';
  if (account.uid >= HOMED.first && account.uid <= HOMED.last) return 'homed';
  const identity = await host.stat(`${account.home}/.identity`);
  return identity.kind === 'file' ? 'homed' : 'directory';
}
