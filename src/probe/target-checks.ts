import { msg } from '../i18n/msg.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { shellWord } from './common.ts';
import { asRoot, finding, judged, skipped } from './finding.ts';

const PASSWD = 'https://man7.org/linux/man-pages/man5/passwd.5.html';

const UNKNOWN = { id: 'user.unknown', title: msg('checks.user-unknown'), source: PASSWD };
const HOME = { id: 'user.home', title: msg('checks.user-home'), source: PASSWD };
const SHELL = { id: 'user.shell', title: msg('checks.user-shell'), source: PASSWD };
const ROOT = {
  id: 'user.root',
  title: msg('checks.user-root'),
  source: 'https://docs.docker.com/engine/security/rootless/',
};
const SYSTEM = {
  id: 'user.system',
  title: msg('checks.user-system'),
  source: 'https://systemd.io/UIDS-GIDS/',
};

/** Homes that mean "no home". */
const NO_HOME = ['', '/', '/nonexistent', '/dev/null', '/var/empty', '/proc'];

/** Is the account one that can run containers? */
export const checks: readonly Check[] = [
  {
    id: 'user',
    run(facts) {
      const { target } = facts;
      if (!target.known) {
        // A name that does not exist is a fault; a recording that does not hold it is not.
        const fault = target.because.key.startsWith('host.user-');
        if (!fault) return [skipped(UNKNOWN, target)];
        return [finding(UNKNOWN, 'fail', '', { cause: target.because })];
      }
      const { name, uid } = target.value;
      const evidence = `${name} (uid ${uid})`;
      if (uid === 0) {
        return [finding(ROOT, 'fail', evidence, { cause: msg('checks.user-root-cause') })];
      }
      const system = isSystemAccount(uid)
        ? finding(SYSTEM, 'warn', evidence, { cause: msg('checks.user-system-cause') })
        : finding(SYSTEM, 'ok', evidence);
      return [system, homeFinding(facts, target.value), shellFinding(target.value)];
    },
  },
];

/** Accounts below 1000, dynamic users and nobody are made for services, not for people. */
export function isSystemAccount(uid: number): boolean {
  return uid < 1000 || (uid >= 61184 && uid <= 65535);
}

function homeFinding(facts: Facts, target: Target): Finding {
  const { home: path, name, uid, gid } = target;
  if (NO_HOME.includes(path) || !path.startsWith('/')) {
    return finding(HOME, 'fail', path === '' ? `${name}:` : path, {
      cause: msg('checks.user-no-home'),
      remedy: [asRoot(`usermod -m -d /home/NAME ${shellWord(name)}`)],
    });
  }
  return judged(HOME, facts.home, ({ exists, writable }) => {
    if (exists && writable) return finding(HOME, 'ok', path);
    if (exists) return finding(HOME, 'fail', path, { cause: msg('checks.user-home-read-only') });
    return finding(HOME, 'fail', path, {
      cause: msg('checks.user-home-missing'),
      remedy: [asRoot(`install -d -m 0700 -o ${uid} -g ${gid} ${shellWord(path)}`)],
    });
  });
}

function shellFinding(target: Target): Finding {
  // An empty field means /bin/sh, passwd(5).
  const shell = target.shell === '' ? '/bin/sh' : target.shell;
  const usable = !/\/(nologin|false|true|sync|halt|shutdown)$/.test(shell) && shell !== '/dev/null';
  if (usable) return finding(SHELL, 'ok', shell);
  return finding(SHELL, 'fail', shell, {
    cause: msg('checks.user-no-shell'),
    remedy: [asRoot(`usermod -s /bin/sh ${shellWord(target.name)}`)],
  });
}
