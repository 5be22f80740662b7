import { kitWith } from '../distro/docker-ports.ts';
import type { Effect } from '../model/action.ts';
import type { FetchFile, InstallArchive, RemoveArchive } from '../model/action-programs.ts';
import type { Target } from '../model/facts.ts';
import { commandKey, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { getcap, versionOf } from '../probe/commands.ts';
import { wayCleared } from './missing.ts';
import { sha256 } from './subid-edit.ts';

/** `nerdctl-2.3.5-linux-amd64.tar.gz`, `docker-29.0.0.tgz`: the version in the name of a release archive, '' where there is none. */
export function archiveVersion(archive: string): string {
  return /-v?(\d+\.\d+\.\d+[^-/]*?)(?:-[^/]*|\.t(?:ar\.)?gz)$/.exec(archive)?.[1] ?? '';
}

/** What `PROGRAM --version` says, of those that are asked for it; `version` is that of the archive. */
const SAYS: Readonly<Record<string, (version: string) => string>> = {
  nerdctl: (version) => `nerdctl version ${version}`,
  docker: (version) => `Docker version ${version || UNKNOWN}, build 0000000`,
  dockerd: (version) => `Docker version ${version || UNKNOWN}, build 0000000`,
  // Its version is not that of the archive.
  slirp4netns: () => `slirp4netns version ${UNKNOWN}`,
  // Nor is this one's, but of newer archives it is known.
  rootlesskit: (version) => `rootlesskit version ${kitWith(version) ?? UNKNOWN}`,
};

/** An archive that was renamed hides its version. */
const UNKNOWN = '0.0.0';

/** The programs of an archive where they go, what they say of themselves, and the record of it. */
export function archiveEffects(action: InstallArchive, target: Target): readonly Effect[] {
  const { uid, gid } = action.owner === undefined ? target : { uid: 0, gid: 0 };
  const programs = action.members.map((name): Effect => {
    const path = `${action.dir}/${name}`;
    const state = { kind: 'too-big', path, mode: 0o755, uid, gid, realPath: null } as const;
    return { type: 'file', state };
  });
  const version = archiveVersion(action.archive);
  const said = action.members.flatMap((name): readonly Effect[] => {
    const path = `${action.dir}/${name}`;
    const none: Effect = { type: 'command', key: commandKey(getcap(path)), code: 0, stdout: '' };
    const says = SAYS[name];
    if (says === undefined) return [none];
    const key = commandKey(versionOf(target, path));
    return [none, { type: 'command', key, code: 0, stdout: `${says(version)}\n` }];
  });
  // The hashes are known when it was unpacked; here the names will do.
  const bytes = action.members.map((name) => `${'0'.repeat(64)}  ${name}\n`).join('');
  const record: Effect = {
    type: 'file',
    state: {
      kind: 'file',
      path: action.record,
      bytes,
      sha256: sha256(bytes),
      mode: 0o644,
      uid,
      gid,
      nlink: 1,
      realPath: null,
    },
  };
  return [...programs, ...said, record];
}

/** A file that was fetched: what is in it, nobody looks at here. */
export function fetchedEffect({ path }: FetchFile, { uid, gid }: Target): Effect {
  return { type: 'file', state: { kind: 'too-big', path, mode: 0o644, uid, gid, realPath: null } };
}

/** Without the files that the record names, and without the record. */
export async function archiveGone(
  host: ReadHost,
  action: RemoveArchive,
): Promise<readonly Effect[]> {
  const text = textOf(await host.file(action.record)) ?? '';
  const names = text.split('\n').flatMap((line) => /^\S+ {2}([^/]+)$/.exec(line)?.[1] ?? []);
  const paths = [...names.map((name) => `${action.dir}/${name}`), action.record];
  const gone = paths.map((path): Effect => ({ type: 'file', state: { kind: 'absent', path } }));
  return [...gone, ...(await wayCleared(host, action, action.record))];
}
