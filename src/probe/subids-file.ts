import { msg } from '../i18n/msg.ts';
import type { Subids } from '../model/facts.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { asRoot, finding } from './finding.ts';
import { HEADS } from './subids-messages.ts';

/**
 * The two files as files: who may write them, whether they are links, how they end. One finding a file.
 * newuidmap(1) trusts what stands in them, so a file that others can write gives away every id.
 */
export function fileFindings(subids: Subids): readonly Finding[] {
  return [subids.subuid, subids.subgid].map(fileFinding);
}

function fileFinding(state: FileState): Finding {
  const head = HEADS['subid.file'];
  if (state.kind === 'absent') {
    return finding(head, 'info', state.path, {
      cause: msg('checks.subid-file-absent', { path: state.path }),
    });
  }
  const { path } = state;
  const mode = state.mode.toString(8).padStart(4, '0');
  const evidence = `${path}: ${mode} ${state.uid}:${state.gid}`;
  const say = (level: Finding['level'], cause: Message, remedy: readonly Remedy[]): Finding =>
    finding(head, level, evidence, { cause, remedy });
  if ((state.mode & 0o022) !== 0 || state.uid !== 0) {
    return say('fail', msg('checks.subid-file-writable', { path }), [
      asRoot(`chown root:root ${path}`),
      asRoot(`chmod 0644 ${path}`),
    ]);
  }
  if ((state.mode & 0o004) === 0) {
    return say('warn', msg('checks.subid-file-hidden', { path }), [asRoot(`chmod 0644 ${path}`)]);
  }
  if (state.realPath !== null) {
    const cause = msg('checks.subid-file-link', { path, target: state.realPath });
    return finding(head, 'warn', `${path} -> ${state.realPath}`, { cause });
  }
  if (state.kind === 'file' && state.bytes !== '' && !state.bytes.endsWith('\n')) {
    return say('info', msg('checks.subid-file-no-newline', { path }), []);
  }
  return finding(head, 'ok', evidence);
}
