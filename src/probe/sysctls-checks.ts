import { bootWinner } from '../edit/sysctl.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts, Sysctls } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { asRoot, type FindingHead, finding, judged } from './finding.ts';
import type { SysctlKey } from './sysctl-files.ts';

const ROOTLESS = 'https://docs.docker.com/engine/security/rootless/';
const IP_SYSCTL = 'https://docs.kernel.org/networking/ip-sysctl.html';

const CLONE = { id: 'userns.clone', title: msg('checks.userns-clone'), source: ROOTLESS };
const MAX = { id: 'userns.max', title: msg('checks.userns-max'), source: ROOTLESS };
const PORTS = { id: 'ports.start', title: msg('checks.ports-start'), source: IP_SYSCTL };
const PING = { id: 'ping.range', title: msg('checks.ping-range'), source: IP_SYSCTL };
const KEYS = {
  id: 'kernel.keys',
  title: msg('checks.keys'),
  source: 'https://man7.org/linux/man-pages/man7/keyrings.7.html',
};
const INOTIFY = {
  id: 'kernel.inotify',
  title: msg('checks.inotify'),
  source: 'https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files',
};
const BOOT = {
  id: 'sysctl.boot',
  title: msg('checks.sysctl-boot'),
  source: 'https://man7.org/linux/man-pages/man5/sysctl.d.5.html',
};

/** Enough for a few engines and their builds; the number that Docker's documentation gives. */
const ENOUGH_USERNS = 28633;

type Judge = (value: string, facts: Facts) => Finding;

/** A check of one key; nothing where the kernel has no such key. */
function ofKey(head: FindingHead, key: SysctlKey, judge: Judge): Check {
  return {
    id: head.id,
    run(facts) {
      const { sysctls } = facts;
      if (!sysctls.known) return [judged(head, sysctls, () => finding(head, 'skip', ''))];
      const value = sysctls.value.now[key] ?? null;
      return value === null ? [] : [judge(value, facts)];
    },
  };
}

/** Settings that are wrong for rootless containers, and files that will change a good one at boot. */
export const checks: readonly Check[] = [
  ofKey(CLONE, 'kernel.unprivileged_userns_clone', (value) => {
    const key = 'kernel.unprivileged_userns_clone';
    if (value !== '0') return finding(CLONE, 'ok', `${key} = ${value}`);
    return finding(CLONE, 'fail', `${key} = ${value}`, {
      cause: msg('checks.userns-clone-off'),
      remedy: [asRoot(`sysctl -w ${key}=1`)],
    });
  }),
  ofKey(MAX, 'user.max_user_namespaces', (value) => {
    const key = 'user.max_user_namespaces';
    const evidence = `${key} = ${value}`;
    const count = Number(value);
    if (!Number.isFinite(count) || count >= 1024) return finding(MAX, 'ok', evidence);
    return finding(MAX, count === 0 ? 'fail' : 'warn', evidence, {
      cause: msg(count === 0 ? 'checks.userns-max-zero' : 'checks.userns-max-low'),
      remedy: [asRoot(`sysctl -w ${key}=${ENOUGH_USERNS}`)],
    });
  }),
  ofKey(PORTS, 'net.ipv4.ip_unprivileged_port_start', (value) => {
    const evidence = `net.ipv4.ip_unprivileged_port_start = ${value}`;
    const start = Number(value);
    if (start === 0) {
      return finding(PORTS, 'info', evidence, { cause: msg('checks.ports-all-open') });
    }
    return finding(PORTS, 'info', evidence, {
      cause: msg('checks.ports-from', { port: start }),
    });
  }),
  ofKey(PING, 'net.ipv4.ping_group_range', (value, facts) => pingFinding(value, facts)),
  ofKey(KEYS, 'kernel.keys.maxkeys', (value) => {
    const evidence = `kernel.keys.maxkeys = ${value}`;
    // Each container holds a keyring of its user; the default of 200 ends "disk quota exceeded".
    if (Number(value) >= 1000) return finding(KEYS, 'ok', evidence);
    return finding(KEYS, 'info', evidence, {
      cause: msg('checks.keys-low', { count: Number(value) }),
      remedy: [asRoot('sysctl -w kernel.keys.maxkeys=20000')],
    });
  }),
  ofKey(INOTIFY, 'fs.inotify.max_user_instances', (value) => {
    const evidence = `fs.inotify.max_user_instances = ${value}`;
    if (Number(value) >= 512) return finding(INOTIFY, 'ok', evidence);
    return finding(INOTIFY, 'info', evidence, {
      cause: msg('checks.inotify-low'),
      remedy: [asRoot('sysctl -w fs.inotify.max_user_instances=1024')],
    });
  }),
  {
    id: 'sysctl.boot',
    run: ({ sysctls }) => (sysctls.known ? bootFindings(sysctls.value) : []),
  },
];

/** First and last group that may ping; `1 0`, the default, is nobody. */
export function mayPing(range: string, gids: readonly number[]): boolean {
  const [first, last] = range.split(/\s+/).map(Number);
  if (first === undefined || last === undefined) return false;
  return gids.some((gid) => first <= gid && gid <= last);
}

function pingFinding(value: string, facts: Facts): Finding {
  const evidence = `net.ipv4.ping_group_range = ${value}`;
  // Inside a container the groups are those of its own namespace; the host's group of the user decides
  // for pings that leave through slirp4netns or pasta.
  const gid = facts.target.known ? facts.target.value.gid : null;
  if (gid !== null && mayPing(value, [gid])) return finding(PING, 'ok', evidence);
  if (gid === null && value === '0 2147483647') return finding(PING, 'ok', evidence);
  return finding(PING, 'info', evidence, {
    cause: msg('checks.ping-nobody'),
    remedy: [asRoot(`sysctl -w 'net.ipv4.ping_group_range=0 2147483647'`)],
  });
}

/** Settings for which a good value now and a bad one at boot make a trap. */
const WATCHED: readonly SysctlKey[] = [
  'kernel.unprivileged_userns_clone',
  'user.max_user_namespaces',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
];

function bootFindings(sysctls: Sysctls): readonly Finding[] {
  return WATCHED.flatMap((key) => {
    const now = sysctls.now[key] ?? null;
    const boot = bootWinner(sysctls.files, key);
    if (now === null || boot === null || boot.value === now) return [];
    return [
      finding(BOOT, 'warn', `${key} = ${now}; ${boot.path}: ${boot.value}`, {
        cause: msg('checks.sysctl-boot-other', { key, path: boot.path }),
      }),
    ];
  });
}
