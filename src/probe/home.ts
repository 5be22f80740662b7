import { msg } from '../i18n/msg.ts';
import { known, unknown } from '../model/fact.ts';
import type { Facts, Home, Target } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { PathState, ReadHost } from '../model/read-host.ts';
import { hasFewInodes, isNearlyFull } from '../model/room.ts';
import { finding, judged } from './finding.ts';
import { ofHome, spaceOf } from './home-answers.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';

/** Parents of an absolute path, the path itself first: `/a/b`, `/a`, `/`. */
export function ancestors(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return [...parts.keys(), parts.length].reverse().map((n) => `/${parts.slice(0, n).join('/')}`);
}

/** The nearest directory that exists, with its links resolved: whose file system would be used. */
export async function nearestDirectory(host: ReadHost, path: string): Promise<string> {
  const paths = ancestors(path);
  const states = await Promise.all(paths.map((each) => host.stat(each)));
  const at = states.findIndex(({ kind }) => kind === 'directory');
  return states[at]?.realPath ?? paths[at] ?? '/';
}

/** May the target write in a directory, as its mode says? An ACL can only be seen by trying. */
function mayWrite(state: PathState, target: Target): boolean {
  if (state.uid === target.uid) return (state.mode & 0o300) === 0o300;
  if (state.gid === target.gid) return (state.mode & 0o030) === 0o030;
  return (state.mode & 0o003) === 0o003;
}

export const probe: Probe<'home'> = {
  id: 'home',
  read: (host, context) =>
    ofHome(host, context, async (target, asked) => {
      const state = await host.stat(target.home);
      const exists = state.kind === 'directory';
      const dir = exists
        ? (state.realPath ?? target.home)
        : await nearestDirectory(host, target.home);
      const space = asked ?? (await spaceOf(host, target, dir));
      const mounts = await readMounts(host);
      const mount = mounts === null ? null : mountOf(mounts, dir);
      if (mount === null) {
        return unknown(msg('core.file-unreadable', { path: '/proc/self/mountinfo' }));
      }
      if (space === null || space === 'hangs') {
        return unknown(msg('core.command-failed', { command: `stat -f ${dir}`, detail: '?' }));
      }
      const { point: mountPoint, type, options } = mount;
      return known(
        {
          path: target.home,
          exists,
          writable: exists && !options.includes('ro') && mayWrite(state, target),
          fs: { mountPoint, type, options, ...space },
        },
        `/proc/self/mountinfo, stat -f ${dir}`,
      );
    }),
};

/** File systems whose server refuses ids that are not the user's own, or that overlay can't stand on. */
export function isNetworkFs(type: string): boolean {
  return /^(nfs|nfs4|cifs|smb\w*|ceph|lustre|gpfs|afs|9p|fuse\.(sshfs|glusterfs|ceph.*|s3fs))$/.test(
    type,
  );
}

const GIB = 1024 ** 3;

const FS = {
  id: 'storage.home-fs',
  title: msg('storage-check.home-fs'),
  source: 'https://github.com/containers/podman/blob/main/rootless.md',
};
const SPACE = { id: 'storage.space', title: msg('storage-check.space'), source: 'df(1)' };
const NOEXEC = {
  id: 'storage.noexec',
  title: msg('storage-check.noexec'),
  source: 'https://github.com/containers/podman/blob/main/troubleshooting.md',
};

function homeFinding(home: Home): Finding {
  const evidence = `${home.path}: ${home.fs.type} (${home.fs.mountPoint})`;
  if (!home.exists) {
    return finding(FS, 'fail', home.path, { cause: msg('storage-check.no-home') });
  }
  if (!home.writable) {
    return finding(FS, 'fail', evidence, { cause: msg('storage-check.home-read-only') });
  }
  if (isNetworkFs(home.fs.type)) {
    return finding(FS, 'warn', evidence, { cause: msg('storage-check.home-network') });
  }
  if (home.fs.type === 'ecryptfs') {
    return finding(FS, 'warn', evidence, { cause: msg('storage-check.home-encrypted') });
  }
  return finding(FS, 'ok', evidence);
}

function spaceFinding({ fs }: Home): Finding {
  const free = (fs.freeBytes / GIB).toFixed(1);
  const inodes = fs.freeInodes === null ? '' : `, ${fs.freeInodes} inodes`;
  const evidence = `${fs.mountPoint}: ${free} GiB${inodes}`;
  if (fs.freeBytes < GIB) {
    return finding(SPACE, 'fail', evidence, { cause: msg('storage-check.space-none') });
  }
  const few = hasFewInodes(fs);
  if (fs.freeBytes < 5 * GIB || few) {
    return finding(SPACE, 'warn', evidence, {
      cause: msg(few ? 'storage-check.inodes-low' : 'storage-check.space-low'),
    });
  }
  if (isNearlyFull(fs)) {
    const percent = Math.floor((100 * fs.freeBytes) / fs.totalBytes);
    return finding(SPACE, 'warn', evidence, {
      cause: msg('storage-check.space-tight', { percent }),
    });
  }
  return finding(SPACE, 'ok', evidence);
}

/** Native overlay runs programs even from a noexec file system (tried); copies and volumes do not. */
function noexecFinding(facts: Facts, { fs }: Home): Finding | null {
  if (!fs.options.includes('noexec')) return null;
  const runs = facts.overlay.known && facts.overlay.value.native;
  return finding(NOEXEC, runs ? 'info' : 'fail', `${fs.mountPoint}: ${fs.options.join(',')}`, {
    cause: msg(runs ? 'storage-check.noexec-volumes' : 'storage-check.noexec-all'),
  });
}

export const checks: readonly Check[] = [
  {
    id: 'storage',
    run(facts) {
      const { home } = facts;
      const noexec = home.known ? noexecFinding(facts, home.value) : null;
      return [
        judged(FS, home, homeFinding),
        judged(SPACE, home, spaceFinding),
        ...(noexec === null ? [] : [noexec]),
      ];
    },
  },
];
