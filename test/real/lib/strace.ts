/** What a program did to files and sockets, with all of its children: strace(1), and how it is judged. */
import { posix } from 'node:path';
import type { TestHost } from '../../hosts/hosts.ts';
import type { ExecResult } from '../../hosts/run.ts';

/** Every call that can change a file system or reach somebody who might, and what tells where that was. */
const CALLS = [
  'execve,chdir,fchdir,clone,clone3,fork,vfork,unshare,setns',
  'open,openat,openat2,creat,truncate,ftruncate,mknod,mknodat',
  'rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat',
  'mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,chown,fchown,fchownat,lchown',
  'utime,utimes,utimensat,futimesat,setxattr,lsetxattr,fsetxattr',
  'removexattr,lremovexattr,fremovexattr,mount,umount2,swapon,chroot,pivot_root',
  'connect,bind,sethostname,settimeofday,init_module,finit_module',
].join(',');

/** Calls that change nothing outside of the process that makes them. */
const INNER = /^(execve|chdir|fchdir|clone3?|v?fork|unshare|setns)$/;

/** The words before a command that trace it into a file. */
export function straceWords(output: string, flags: readonly string[] = []): readonly string[] {
  return ['strace', '-f', '-qq', '-y', '-s', '300', '-e', `trace=${CALLS}`, '-o', output, ...flags];
}

/** A traced command, and its calls line by line. */
export interface Trace extends ExecResult {
  readonly lines: readonly string[];
}

/** Runs a command under strace as root (`-u` in `flags` makes it a user's). */
export async function strace(
  host: TestHost,
  command: readonly string[],
  flags: readonly string[] = [],
): Promise<Trace> {
  const result = await host.exec([...straceWords('/root/trace', flags), ...command]);
  const lines = ((await host.readFile('/root/trace')) ?? '').split('\n');
  return { ...result, lines };
}

/** The program's own folder of state, of root or of a user, and the missing directories above it. */
const OWN = /^\/(root|home\/[^/]+)\/\.local(\/state(\/rootless-wizard(\/.*)?)?)?$/;

/** Where something may be opened for writing, and why that changes nothing. */
const HARMLESS: readonly RegExp[] = [
  // Swallows what is written.
  /^\/dev\/null$/,
  // The terminal of the person.
  /^\/dev\/(tty|pts\/\d+)$/,
  // A process maps ids in a user namespace that it has just made for itself, and that ends with it.
  /^\/proc\/(self|\d+)\/((uid|gid)_map|setgroups|task\/\d+\/.*|oom_score_adj)$/,
];

/**
 * Podman's and Docker's own bookkeeping, which `podman info` and `docker info` touch in a store that is there
 * already: locks, the time of the last look, a trial mount that is taken away again. The probes ask only
 * where there is such a store.
 */
const ENGINES =
  /^(\/home\/[^/]+\/\.local\/share\/containers\/storage|\/run\/user\/\d+\/(containers|libpod|crun|netns)|\/dev\/shm\/libpod_rootless_lock_\d+)(\/|$)/;

/** Sockets of this machine that answer questions: D-Bus, systemd, name services, the log, Docker. */
const LOCAL =
  /sun_path="(\/var)?\/run\/(dbus\/|systemd\/|nscd\/|user\/\d+\/(bus|systemd\/|docker\.sock))[^"]*"|sun_path="\/(dev\/log|run\/docker\.sock)"|AF_NETLINK|sun_path=@/;

/**
 * Calls that succeeded and changed something that is not the program's own, or talked to another machine;
 * as strace wrote them.
 */
export function touched(lines: readonly string[]): readonly string[] {
  const calls = whole(lines).flatMap((line) => {
    const [, pid = '', call = '', rest = ''] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
    return call === '' ? [] : [{ line, pid, call, rest }];
  });
  const away = mountersOf(calls);
  const directories = new Map<string, string>();
  const found: string[] = [];
  for (const { line, pid, call, rest } of calls) {
    // The directory of a process: strace shows it beside most calls, and the process says when it changes.
    const shown = /AT_FDCWD<([^>]*)>/.exec(rest)?.[1];
    if (shown !== undefined) directories.set(pid, shown);
    const here = directories.get(pid) ?? '/';
    if (/ = -1 E/.test(rest)) continue;
    if (/^f?chdir$/.test(call)) directories.set(pid, pathsOf(rest, here)[0] ?? here);
    if (!isFine(call, rest, here, away.has(pid))) found.push(line);
  }
  return found;
}

/** Calls that were cut in two by those of another process, put together again. */
function whole(lines: readonly string[]): readonly string[] {
  const begun = new Map<string, string>();
  return lines.flatMap((line) => {
    const pid = /^\d+/.exec(line)?.[0] ?? '';
    const cut = line.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      begun.set(pid, line.slice(0, cut));
      return [];
    }
    const [, end] = /^\d+ +<\.\.\. \w+ resumed>(.*)$/.exec(line) ?? [];
    return [end === undefined ? line : `${begun.get(pid) ?? pid}${end}`];
  });
}

/**
 * Processes in a mount namespace that they, or those who started them, made or joined: a mount in there is
 * seen by nobody else, and ends with them.
 */
function mountersOf(
  calls: readonly { readonly pid: string; readonly call: string; readonly rest: string }[],
): ReadonlySet<string> {
  const parents = new Map<string, string>();
  const away = new Set<string>();
  for (const { pid, call, rest } of calls) {
    const [, result = ''] = / = (\d+)[^=]*$/.exec(rest) ?? [];
    if (/^(clone3?|v?fork)$/.test(call) && result !== '') parents.set(result, pid);
    const own =
      call === 'unshare' ? /CLONE_NEWNS/.test(rest) : call === 'setns' && /<mnt:/.test(rest);
    if (own && result === '0') away.add(pid);
  }
  for (const pid of parents.keys()) {
    const line = [pid];
    for (let at = parents.get(pid); at !== undefined; at = parents.get(at)) line.push(at);
    if (line.some((one) => away.has(one))) away.add(pid);
  }
  return away;
}

function isFine(call: string, rest: string, here: string, ownMounts: boolean): boolean {
  if (INNER.test(call)) return true;
  if (call === 'connect' || call === 'bind') return LOCAL.test(rest);
  if (call === 'mount' || call === 'umount2') return ownMounts;
  if (/^(open|openat|openat2|creat)$/.test(call)) {
    if (call !== 'creat' && !/O_(WRONLY|RDWR|CREAT|TRUNC)/.test(unquoted(rest))) return true;
    // A file without a name, which nobody else can find, and which is gone with its process.
    if (/O_TMPFILE/.test(rest)) return true;
  }
  const paths = pathsOf(rest, here);
  return paths.length > 0 && paths.every(isOurs);
}

function isOurs(path: string): boolean {
  return OWN.test(path) || ENGINES.test(path) || HARMLESS.some((one) => one.test(path));
}

/** What stands outside of quotes and of `<...>`: flags. */
function unquoted(rest: string): string {
  return rest.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').replaceAll(/<[^>]*>/g, '');
}

/**
 * The absolute paths that a call names: the quoted ones, below the directory that strace shows for their
 * descriptor or that the process is in, and those of bare descriptors.
 */
function pathsOf(rest: string, here: string): readonly string[] {
  const word = /(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"|\d+<(\/[^>]*)>/g;
  return [...rest.matchAll(word)].map(([, dir, name, descriptor]) => {
    if (descriptor !== undefined) return descriptor;
    return posix.resolve(dir ?? here, name ?? '');
  });
}
