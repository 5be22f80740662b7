import { setBlock } from '../edit/block.ts';
import { sha256Of, writeBytes } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { FileState } from '../model/read-host.ts';
import { change } from './common.ts';
import type { ShellPart } from './shell-context.ts';

/** Name of our block in a start file. */
const BLOCK = 'runtime-dir';

/**
 * XDG_RUNTIME_DIR in the shells of a user whom no logind gives it: nerdctl looks for its containerd there and
 * nowhere else. Whatever sets it otherwise (elogind, a profile of the person) comes first. `after` is the
 * start file as it is then, for who writes to it next.
 */
export function runtimeDirectory(
  facts: Facts,
  values: Values,
): ShellPart & { readonly after: FileState | null } {
  const found = orNull(facts.shell);
  const target = orNull(facts.target);
  const file = found?.startFile ?? null;
  const nothing = { changes: [], notes: [], blocked: null, after: file };
  const { openrc, runit } = orNull(facts.nerdctl) ?? {};
  if (!values.engines.includes('nerdctl') || (openrc == null && runit === undefined))
    return nothing;
  if (target === null || orNull(facts.session)?.xdgRuntimeDir === target.runtimeDir) return nothing;
  const name = 'XDG_RUNTIME_DIR';
  const line =
    found?.name === 'fish'
      ? `set -q ${name}; or set -gx ${name} ${target.runtimeDir}`
      : `[ -n "\${${name}-}" ] || export ${name}=${target.runtimeDir}`;
  const byHand = { ...nothing, notes: [msg('shell.runtime-dir-other', { line })] };
  if (file === null) return byHand;
  const edit = setBlock(file.kind === 'file' ? file.bytes : '', BLOCK, [line]);
  if (!edit.ok) return byHand;
  const fresh = { mode: 0o644, uid: target.uid, gid: target.gid };
  const write = writeBytes(file, edit.text, fresh);
  if (write.kind === 'refused') return byHand;
  if (write.kind === 'same') return nothing;
  const bytes = { bytes: edit.text, sha256: sha256Of(edit.text) };
  const { path } = file;
  return {
    ...nothing,
    after:
      file.kind === 'file'
        ? { ...file, ...bytes }
        : { kind: 'file', path, ...bytes, ...fresh, nlink: 1, realPath: null },
    changes: [
      change({
        id: 'shell.runtime-dir',
        kind: 'file',
        scope: 'user',
        title: msg('shell.runtime-dir-title', { path }),
        why: msg('shell.runtime-dir-why'),
        action: write.action,
        needs: 'relogin',
        source: 'https://specifications.freedesktop.org/basedir-spec/latest/',
      }),
    ],
  };
}
