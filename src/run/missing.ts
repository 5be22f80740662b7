import { dirOf } from '../edit/file.ts';
import type { Action, Effect, RunCommand, UserService, WriteFile } from '../model/action.ts';
import type { FetchFile, FetchKey, InstallArchive } from '../model/action-programs.ts';
import type { ClearsWay, MakesWay } from '../model/action-way.ts';
import type { Target } from '../model/facts.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';

/**
 * The action with the directories that it will make on its way, because they are not there: a new file's
 * parents, where programs of an archive go, and where `systemctl --user enable` puts its links and
 * `docker context create` its file. Where that can't be seen, none is named:
 * undo removes only what we are sure to have made. Reads only.
 */
export async function withMissing(
  host: ReadHost,
  action: Action,
  target: Pick<Target, 'configHome' | 'manager'> | null,
): Promise<Action> {
  if (!mayMakeWay(action)) return action;
  const dirs = dirsNeeded(action, target);
  const each = await Promise.all(dirs.map((dir) => missingOf(host, dir)));
  const missing = [...new Set(each.flat())];
  return missing.length === 0 ? action : { ...action, missing };
}

type Maker = WriteFile | UserService | RunCommand | InstallArchive | FetchFile | FetchKey;

function mayMakeWay(action: Action): action is Maker {
  const makers = ['write-file', 'user-service', 'run-command'];
  return [...makers, 'install-archive', 'fetch-file', 'fetch-key'].includes(action.do);
}

/** The directories in which a change makes something that undo takes away. */
function dirsNeeded(action: Maker, target: Pick<Target, 'configHome'> | null): readonly string[] {
  if (action.do === 'install-archive') return [action.dir, dirOf(action.record)];
  const dir = dirNeeded(action, target);
  return dir === null ? [] : [dir];
}

function dirNeeded(
  action: Exclude<Maker, InstallArchive>,
  target: Pick<Target, 'configHome' | 'manager'> | null,
): string | null {
  switch (action.do) {
    case 'write-file':
      return action.before.kind === 'absent' ? dirOf(action.path) : null;
    case 'fetch-file':
      return dirOf(action.path);
    case 'fetch-key':
      return action.there ? null : dirOf(action.path);
    case 'user-service':
      if (!action.operation.startsWith('enable') || action.wasEnabled || target === null)
        return null;
      return unitDirOf(target);
    case 'run-command': {
      if (action.undo === null) return null;
      const [file] = action.effects.flatMap((effect) =>
        effect.type === 'file' ? [effect.state] : [],
      );
      return file?.kind === 'file' ? dirOf(file.path) : null;
    }
  }
}

/** The part of the way to a directory that is not there, outermost first. */
async function missingOf(host: ReadHost, dir: string): Promise<readonly string[]> {
  const missing: string[] = [];
  try {
    for (let at = dir; at !== '/'; at = dirOf(at)) {
      const { kind, mode, uid } = await host.stat(at);
      // In a directory that we may not search, everything looks absent.
      const self = host.self.uid;
      const searched = self === 0 || self === uid || (mode & 0o001) !== 0;
      if (kind === 'directory') return searched ? missing : [];
      if (kind !== 'absent') return [];
      missing.unshift(at);
    }
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
  }
  return [];
}

/** What a host looks like when the directories on the way were made. */
export function wayMade(
  { missing = [] }: MakesWay,
  owner: Pick<Target, 'uid' | 'gid'>,
): readonly Effect[] {
  return missing.map((path) => {
    const { uid, gid } = owner;
    const state = { kind: 'directory', path, mode: 0o755, uid, gid, realPath: null } as const;
    return { type: 'file', state };
  });
}

/** What a host looks like when those that are empty without `path` were removed, innermost first. */
export async function wayCleared(
  host: ReadHost,
  { emptied = [] }: ClearsWay,
  path: string | null,
): Promise<readonly Effect[]> {
  const gone = new Set(path === null ? [] : [path]);
  for (const dir of emptied) {
    const names = (await host.list(dir)) ?? [];
    if (!names.every((name) => gone.has(`${dir}/${name}`))) break;
    gone.add(dir);
  }
  if (path !== null) gone.delete(path);
  return [...gone].map((dir) => ({ type: 'file', state: { kind: 'absent', path: dir } }));
}

/**
 * What takes the way back of a change that is not in place any more, or never was: it was cut off between
 * the directory and the file. null where nothing empty of it is left.
 */
export async function wayLeft(host: ReadHost, action: Action): Promise<Action | null> {
  const missing = 'missing' in action ? (action.missing ?? []) : [];
  const paths = missing.toReversed();
  for (const path of paths) {
    if ((await host.stat(path)).kind !== 'directory') continue;
    const names = await host.list(path);
    return names?.length === 0 ? { do: 'remove-directory', paths } : null;
  }
  return null;
}
