import { blockLines, removeBlock, setBlock } from '../edit/block.ts';
import { writeBytes } from '../edit/file.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { FileState } from '../model/read-host.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, skip } from './common.ts';
import { dockerContext, type ShellPart } from './shell-context.ts';
import { nerdctlPath } from './shell-nerdctl.ts';
import { runtimeDirectory } from './shell-runtime.ts';

/** Name of our block in a start file. */
export const BLOCK = 'docker-host';

const contextQuestion: Question<'shell.docker-context'> = {
  key: 'shell.docker-context',
  title: msg('shell.q-context'),
  help: msg('shell.q-context-help'),
  input: { type: 'yes-no' },
  applies: (_facts, values) => values.engines?.includes('docker') ?? false,
  recommend: () => ({ value: true, source: 'default', because: msg('shell.q-context-because') }),
  refuse: () => null,
};

const hostQuestion: Question<'shell.docker-host'> = {
  key: 'shell.docker-host',
  title: msg('shell.q-host'),
  help: msg('shell.q-host-help'),
  input: { type: 'yes-no' },
  applies: (facts, values) => socketOf(facts, values.engines ?? []) !== null,
  recommend: (facts) =>
    hasBlock(facts)
      ? { value: true, source: 'detected', because: msg('shell.q-host-there') }
      : { value: false, source: 'default', because: msg('shell.q-host-because') },
  refuse: () => null,
};

/** What a person types finds the rootless engine: Docker's context, and DOCKER_HOST where it is wanted. */
export const shell: Step = {
  id: 'shell',
  title: msg('report.step-shell'),
  intro: msg('shell.intro'),
  questions: [contextQuestion, hostQuestion],
  plan(facts, values): StepResult {
    const target = orNull(facts.target);
    const socket = socketOf(facts, values.engines);
    const nerdctl = values.engines.includes('nerdctl') ? nerdctlPath(facts, values) : null;
    if (target === null || (socket === null && nerdctl === null)) {
      return skip(msg('shell.nothing'));
    }
    const context = values.engines.includes('docker') ? dockerContext(facts, values, target) : null;
    const runtime = runtimeDirectory(facts, values);
    const host = socket === null ? null : startFile(facts, values, socket, runtime.after);
    const parts = [context, nerdctl, runtime, host].filter((part) => part !== null);
    const stop = parts.find((part) => part.blocked !== null)?.blocked ?? null;
    const changes = parts.flatMap((part) => part.changes);
    const notes = parts.flatMap((part) => part.notes);
    if (stop !== null) return blocked(stop, notes);
    if (changes.length > 0) {
      return { status: 'change', because: msg('shell.change'), changes, notes };
    }
    const wanted =
      nerdctl !== null ||
      (socket !== null && values['shell.docker-host']) ||
      (context !== null && values['shell.docker-context']);
    return wanted
      ? { status: 'ok', because: msg('shell.ok'), changes, notes }
      : skip(msg('shell.unwanted'), notes);
  },
};

/** The socket that DOCKER_HOST would name: Docker's where Docker is set up, else Podman's. */
function socketOf(facts: Facts, engines: readonly string[]): string | null {
  const target = orNull(facts.target);
  if (target === null) return null;
  if (engines.includes('docker')) return `unix://${target.runtimeDir}/docker.sock`;
  return engines.includes('podman') ? `unix://${target.runtimeDir}/podman/podman.sock` : null;
}

function hasBlock(facts: Facts): boolean {
  const file = orNull(facts.shell)?.startFile;
  return file?.kind === 'file' && blockLines(file.bytes, BLOCK) !== null;
}

/** DOCKER_HOST in a marked block of the start file, or that block taken out again. */
function startFile(
  facts: Facts,
  values: Values,
  socket: string,
  file: FileState | null,
): ShellPart {
  const nothing: ShellPart = { changes: [], notes: [], blocked: null };
  const wanted = values['shell.docker-host'];
  const found = orNull(facts.shell);
  const target = orNull(facts.target);
  const other = orNull(facts.dockerClient)?.dockerHost ?? null;
  const notes =
    wanted && other !== null && other !== socket && !hasBlock(facts)
      ? [msg('shell.host-elsewhere', { value: other })]
      : [];
  if (found === null || target === null) {
    return wanted ? { ...nothing, blocked: msg('shell.no-shell') } : nothing;
  }
  const line =
    found.name === 'fish' ? `set -gx DOCKER_HOST ${socket}` : `export DOCKER_HOST=${socket}`;
  if (file === null) {
    return wanted ? { ...nothing, notes: [...notes, msg('shell.other', { line })] } : nothing;
  }
  if (!wanted && file.kind !== 'file') return nothing;
  const bytes = file.kind === 'file' ? file.bytes : '';
  const edit = wanted ? setBlock(bytes, BLOCK, [line]) : removeBlock(bytes, BLOCK);
  if (!edit.ok) {
    const because = msg('shell.block-refused', { path: file.path, why: edit.because, line });
    // A block that is not wanted any more and is not whole: a person has edited there; it is theirs.
    return wanted ? { ...nothing, blocked: because } : { ...nothing, notes: [because] };
  }
  const write = writeBytes(file, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') {
    return wanted ? { ...nothing, blocked: write.because } : nothing;
  }
  if (write.kind === 'same') return { ...nothing, notes };
  return {
    ...nothing,
    notes,
    changes: [
      change({
        id: 'shell.docker-host',
        kind: 'file',
        scope: 'user',
        title: msg(wanted ? 'shell.host-title' : 'shell.host-away', { path: file.path }),
        why: msg('shell.host-why', { socket }),
        action: write.action,
        needs: 'relogin',
        source: 'https://docs.docker.com/reference/cli/docker/#environment-variables',
      }),
    ],
  };
}
