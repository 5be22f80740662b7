import { writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import type { Change, RiskName } from '../model/change.ts';
import type { Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { change } from './common.ts';

/**
 * An engine of a user where something else than systemd starts things: a service of the host that runs as
 * the user. It is what a user unit and linger are elsewhere: it comes at boot, outlives a logout, and makes
 * XDG_RUNTIME_DIR. What one is, is said here once; service-openrc.ts and service-runit.ts each write it down
 * for their system.
 */
export interface HostService {
  readonly engine: 'docker' | 'nerdctl' | 'podman';
  readonly target: Target;
  /** How it is called in sentences. */
  readonly name: string;
  /** What runs, for people: the first line of each file, without its end. */
  readonly headline: string;
  /** One line for the lists of the system. */
  readonly description: string;
  /** What it runs, absolute; it stays until it is told to end. */
  readonly command: string;
  /** What `command` is where it is ours: its file as it is, and its text. */
  readonly program: { readonly state: FileState; readonly text: string } | null;
  /** What that is told, `NAME=value`. */
  readonly environment: readonly string[];
  /** Who makes the socket that is there when it answers, and where; null where nobody waits for it. */
  readonly ready: { readonly by: string; readonly socket: string } | null;
  /** Why the service is written, why it is started, and that it runs. */
  readonly why: Message;
  readonly startWhy: Message;
  readonly runs: Message;
  /** What a person does where no service can be written. */
  readonly byHand: Message;
  /** What is accepted by its name where that is asked for, and what is said of it. */
  readonly risks?: readonly RiskName[];
  readonly notes?: readonly Message[];
  /** Changes that must have been done before it can start. */
  readonly before: readonly string[];
}

/** The id of one of its changes. */
export function partId({ engine }: HostService, part: string): string {
  return engine === 'docker' ? `service.${part}` : `service.${engine}-${part}`;
}

/** The program of ours, where the service has one. */
export function ownProgram(
  what: HostService,
  source: string,
): Change | null | { readonly refused: Message } {
  if (what.program === null) return null;
  const { state, text } = what.program;
  const why = msg('service.program-why', { engine: what.name });
  return programChange(state, text, {
    id: partId(what, 'program'),
    why,
    source,
    risks: what.risks ?? [],
  });
}

/** A program or a script of the service, of root: the change, null where it is so already, or why not. */
export function programChange(
  state: FileState,
  text: string,
  given: Pick<Change, 'id' | 'why' | 'source'> & Partial<Pick<Change, 'risks'>>,
): Change | null | { readonly refused: Message } {
  const write = writeText(state, text, { mode: 0o755, uid: 0, gid: 0 });
  if (write.kind === 'refused') return { refused: write.because };
  if (write.kind === 'same') return null;
  return change({
    ...given,
    kind: 'file',
    scope: 'root',
    title: msg('service.openrc-script', { path: state.path }),
    action: write.action,
  });
}
