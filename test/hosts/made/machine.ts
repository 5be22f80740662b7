import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseRecording } from '../../../src/host/recording-file.ts';
import type { FamilyId, PackageState } from '../../../src/model/facts.ts';
import type { CommandResult } from '../../../src/model/read-host.ts';
import type { RecordedFile } from '../../../src/model/recording.ts';
import { encodeUtf8 } from '../../../src/model/text.ts';
import type { Made } from './host.ts';

type Files = Record<string, RecordedFile | null>;
type Commands = Record<string, CommandResult | null>;

/** What differs from another host; null takes something away. */
export interface Patch {
  readonly name?: string;
  readonly documents?: readonly string[];
  readonly user?: string;
  readonly self?: Made['self'];
  readonly env?: Record<string, string>;
  readonly files?: Files;
  readonly links?: Record<string, string>;
  readonly spaces?: Made['spaces'];
  readonly commands?: Commands;
  readonly answer?: (key: string) => CommandResult | null;
  readonly family?: FamilyId;
  readonly packages?: Record<string, PackageState>;
}

/** A host with patches laid over it, one after the other: maps are merged, all else is replaced. */
export function made(base: Made, ...patches: readonly Patch[]): Made {
  let host = base;
  for (const patch of patches) {
    host = {
      ...host,
      ...patch,
      env: { ...host.env, ...patch.env },
      files: merged(host.files, patch.files),
      links: { ...host.links, ...patch.links },
      spaces: { ...host.spaces, ...patch.spaces },
      commands: merged(host.commands, patch.commands),
      packages: { ...host.packages, ...patch.packages },
    };
  }
  return host;
}

function merged<T>(base: Readonly<Record<string, T>>, patch: Record<string, T | null> = {}) {
  const entries = Object.entries({ ...base, ...patch });
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== null));
}

/** A file of root, or of somebody else. */
export function text(content: string, mode = 0o644, uid = 0): RecordedFile {
  return { kind: 'file', mode, uid, gid: uid, realPath: null, bytes: encodeUtf8(content) };
}

/** A program: its content does not matter. */
export function program(mode = 0o755): RecordedFile {
  return { kind: 'file', mode, uid: 0, gid: 0, realPath: null, bytes: null };
}

/** A directory; only where it is empty, or not root's with 0755. */
export function directory(mode = 0o755, uid = 0): RecordedFile {
  return { kind: 'directory', mode, uid, gid: uid, realPath: null, bytes: null };
}

/** A device or a socket. */
export function node(mode = 0o666, uid = 0, gid = uid): RecordedFile {
  return { kind: 'other', mode, uid, gid, realPath: null, bytes: null };
}

/** A command that printed this. */
export function says(stdout: string, code = 0, stderr = ''): CommandResult {
  return { status: 'exited', code, stdout, stderr };
}

/** Programs, and what their `--version` prints to the user. */
export function programs(versions: Readonly<Record<string, string | null>>): Patch {
  const files: Files = {};
  const commands: Commands = {};
  for (const [path, version] of Object.entries(versions)) {
    files[path] = program(/\/new[ug]idmap$/.test(path) ? 0o4755 : 0o755);
    commands[`getcap ${path}`] = says('');
    if (version === null) continue;
    commands[`target$ ${path} --version`] = says(`${version}\n`);
    if (path.endsWith('/podman'))
      commands[`target$ unshare -Ur ${path} --version`] = says(`${version}\n`);
  }
  return { files, commands };
}

/** Packages that could be installed, `name version` a line; those in `installed` are. */
export function packages(list: string, installed: readonly string[] = []): Patch {
  const rows = list
    .trim()
    .split('\n')
    .map((row) => row.trim().split(' '));
  return {
    packages: Object.fromEntries(
      rows.map(([name = '', version = '']) => [
        name,
        { installed: installed.includes(name) ? version : null, candidate: version },
      ]),
    ),
  };
}

/** A line of /proc/self/mountinfo for each `point type options`. */
export function mounts(...lines: readonly string[]): Patch {
  const rows = lines.map((line, at) => {
    const [point, type, options = 'rw,relatime', source = type] = line.split(' ');
    const [how = 'rw', ...rest] = options.split(',');
    return `${20 + at} 1 0:${20 + at} / ${point} ${[how, ...rest].join(',')} shared:${at + 1} - ${type} ${source} ${how}\n`;
  });
  return { files: { '/proc/self/mountinfo': text(rows.join(''), 0o444) } };
}

/** The mounts of a machine with systemd and cgroup v2. */
export const USUAL_MOUNTS = [
  '/ ext4 rw,relatime /dev/vda1',
  '/proc proc rw,nosuid,nodev,noexec,relatime',
  '/sys sysfs rw,nosuid,nodev,noexec,relatime',
  '/dev devtmpfs rw,nosuid',
  '/run tmpfs rw,nosuid,nodev',
  '/sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime',
  '/run/user/1000 tmpfs rw,nosuid,nodev,relatime',
] as const;

/** Controllers of the host, and those that systemd hands to the user 1000. */
export function controllers(all: string, delegated: string): Patch {
  const tree = '/sys/fs/cgroup';
  return {
    files: {
      [`${tree}/cgroup.controllers`]: text(`${all}\n`, 0o444),
      [`${tree}/user.slice/user-1000.slice/user@1000.service/cgroup.controllers`]: text(
        `${delegated}\n`,
        0o444,
      ),
    },
  };
}

/** Release of the kernel; the machine is a virtual one. */
export function kernel(release: string): Patch {
  return { files: { '/proc/sys/kernel/osrelease': text(`${release}\n`, 0o444) } };
}

/** systemd in this version, as the name of its library tells. */
export function systemd(version: number): Patch {
  const library = `/usr/lib/systemd/libsystemd-shared-${version}.so`;
  return { files: { [library]: program(0o644) } };
}

/** A bus that answers in the session of the user 1000. */
export const BUS: Patch = {
  files: { '/run/user/1000/bus': node(0o666, 1000) },
  commands: {
    'target$ busctl --user call org.freedesktop.DBus / org.freedesktop.DBus GetId': says(
      `s "${'0'.repeat(32)}"\n`,
    ),
  },
};

/** Both files with this text. */
export function subids(lines: string): Patch {
  return { files: { '/etc/subuid': text(lines), '/etc/subgid': text(lines) } };
}

/** Short, since only some words of it are read. */
const LOGIN_DEFS = `UID_MIN			 1000
UID_MAX			60000
SUB_UID_MIN		   100000
SUB_UID_MAX		600100000
SUB_UID_COUNT		    65536
SUB_GID_MIN		   100000
SUB_GID_MAX		600100000
SUB_GID_COUNT		    65536
`;

const STATUS = `Name:	node
Uid:	1000	1000	1000	1000
Gid:	1000	1000	1000	1000
Groups:	27 1000 
NoNewPrivs:	0
Seccomp:	0
`;

const BASHRC = `# ~/.bashrc
[ -z "$PS1" ] && return
alias ll='ls -l'
`;

/** The recorded debian-13, on a virtual machine of its own instead of in a container of the tests. */
export function machine(): Made {
  const path = fileURLToPath(new URL('../debian-13.yaml', import.meta.url));
  const recorded = parseRecording(readFileSync(path, 'utf8'), 'debian-13');
  const listed = Object.entries(recorded.directories).filter(([dir]) => !dir.endsWith('/systemd'));
  const empty = listed.flatMap(([dir, names]) => [
    [dir, directory()] as const,
    ...names.map((name) => [`${dir}/${name}`, text('')] as const),
  ]);
  const files = { ...Object.fromEntries(empty), ...recorded.files };
  const commands = Object.entries(recorded.commands).filter(([key]) => !/^(apt|dpkg)-/.test(key));
  const base: Made = {
    name: recorded.name,
    documents: [],
    user: 'alice',
    self: { uid: 1000, gid: 1000 },
    env: recorded.env,
    files,
    links: { '/bin': '/usr/bin', '/sbin': '/usr/sbin', '/lib': '/usr/lib' },
    spaces: {
      '/': { totalBytes: 107_374_182_400, freeBytes: 64_424_509_440, freeInodes: 6_000_000 },
    },
    commands: Object.fromEntries(commands),
    packages: {},
  };
  return made(
    base,
    mounts(...USUAL_MOUNTS),
    kernel('6.12.48+deb13-amd64'),
    systemd(257),
    controllers('cpuset cpu io memory hugetlb pids rdma misc', 'cpu memory pids'),
    {
      files: {
        '/run/host/container-manager': null,
        '/sys/class/dmi/id/sys_vendor': text('QEMU\n', 0o444),
        '/sys/class/dmi/id/product_name': text('Standard PC (Q35 + ICH9, 2009)\n', 0o444),
        '/proc/self/status': text(STATUS, 0o444, 1000),
        '/proc/self/uid_map': text('         0          0 4294967295\n', 0o444, 1000),
        '/etc/login.defs': text(LOGIN_DEFS),
        '/home/alice/.bashrc': text(BASHRC, 0o644, 1000),
        '/home/alice/.profile': text('# ~/.profile\n', 0o644, 1000),
        '/etc/apparmor.d/abi': directory(),
        '/sys/module/apparmor/parameters/enabled': text('Y\n', 0o444),
      },
    },
  );
}
