import type { RecordedFile, Recording } from '../model/recording.ts';
import type { CachedHost } from './cached.ts';

/**
 * Turns all that was asked of a host into a recording. Waits for answers that are still on their way.
 * Nothing is replaced here: `report/redact.ts` does that, before anything is written.
 */
export async function recordingOf(
  host: CachedHost,
  about: { readonly name: string; readonly description: string; readonly user: string | null },
): Promise<Recording> {
  const files: Record<string, RecordedFile> = {};
  const absent: string[] = [];
  for (const [path, pending] of host.stats) {
    const state = await pending;
    if (state.kind === 'absent') absent.push(path);
    else {
      files[path] = {
        kind: state.kind,
        mode: state.mode,
        uid: state.uid,
        gid: state.gid,
        realPath: state.realPath,
        bytes: null,
      };
    }
  }
  for (const [path, pending] of host.files) {
    const state = await pending;
    if (state.kind === 'absent') {
      if (!absent.includes(path)) absent.push(path);
      continue;
    }
    files[path] = {
      kind: state.kind === 'too-big' ? 'file' : state.kind,
      mode: state.mode,
      uid: state.uid,
      gid: state.gid,
      realPath: state.realPath,
      bytes: state.kind === 'file' ? state.bytes : null,
    };
  }
  const directories: Record<string, readonly string[]> = {};
  for (const [dir, pending] of host.lists) {
    const names = await pending;
    if (names === null) absent.push(dir);
    else directories[dir] = names;
  }
  const commands: Record<string, Recording['commands'][string]> = {};
  for (const [key, pending] of host.results) commands[key] = await pending;
  const spaces: Record<string, Recording['spaces'][string]> = {};
  for (const [path, pending] of host.spaces) spaces[path] = await pending;
  const env: Record<string, string> = {};
  for (const [name, value] of host.asked) if (value !== null) env[name] = value;
  return {
    ...about,
    source: 'recorded on a real host',
    self: host.self,
    env,
    files,
    absent: [...new Set(absent)],
    directories,
    spaces,
    commands,
  };
}
