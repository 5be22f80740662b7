import { msg } from '../i18n/msg.ts';
import type { Action } from '../model/action.ts';
import { bytesText } from '../model/bytes.ts';
import type { PlannedChange } from '../model/change.ts';
import { EXIT } from '../model/error.ts';
import type { Message } from '../model/message.ts';
import type { RunLog, Way } from '../model/run.ts';
import { PrivilegeRefused, ShellLost, type ShellResult } from '../model/write-host.ts';
import type { RunContext, Shells } from './context.ts';
import { render } from './render.ts';
import { simulatedLines } from './simulated-lines.ts';

/** A piece of a run: one action of one change, forth or back. */
export interface Piece {
  readonly way: Way;
  readonly change: PlannedChange;
  readonly action: Action;
  readonly index: number;
  readonly total: number;
}

/** How a piece ended. `lost`: nobody knows how far it came. */
export type Performed =
  | { readonly ended: 'done' }
  | { readonly ended: 'failed'; readonly code: number; readonly reason: Message }
  | { readonly ended: 'lost'; readonly reason: Message };

/** How much of the output is kept for the report of a failure. */
const LAST_LINES = 20;
/** Bounds what is written into one outcome, so that the reserved room of the journal is enough. */
const MAX_REASON = 800;
const MAX_FACTS = 2000;

/**
 * Does one piece: intent on the disk, then the work, then the outcome on the disk. The same text that the
 * review showed is sent to the shell.
 * @throws UserError when the journal can't be written: then the work was not begun, or the piece stays half.
 */
export async function perform(
  context: RunContext,
  shells: Shells,
  log: RunLog,
  piece: Piece,
): Promise<Performed> {
  const { change, way, action } = piece;
  const at = () => context.now().toISOString();
  announce(context, piece);
  const began = context.now();
  const last: string[] = [];
  const onLine = (line: string, said: { readonly note?: true } = {}) => {
    last.push(line);
    if (last.length > LAST_LINES) last.shift();
    context.onEvent({ type: 'step_log', change: change.id, line, ...said });
  };
  let result: ShellResult;
  try {
    const shell = await shells.get(change.scope);
    await log.append({ type: 'intent', way, change: change.id, action, at: at() });
    result = await shell.run(
      {
        id: change.id,
        text: render(action).join('\n'),
        effects: (await context.effects?.(action)) ?? [],
        simulated: simulatedLines(action),
      },
      onLine,
      (progress) => {
        const seconds = (context.now().getTime() - began.getTime()) / 1000;
        context.onEvent({ type: 'step_progress', change: change.id, ...progress, seconds });
      },
    );
  } catch (error) {
    const reason = reasonOfLoss(error);
    if (reason === null) throw error;
    fail(context, piece, -1, reason, last);
    return { ended: 'lost', reason };
  }
  for (const { word, rest } of result.said) {
    if (word === 'note') onLine(rest, { note: true });
    else if (word === 'about') onLine(rest);
  }
  if (result.code === 0) {
    const facts = factsOf(result);
    await log.append({ type: 'done', way, change: change.id, facts, at: at() });
    context.onEvent({ type: 'step_done', change: change.id, ...copied(result) });
    return { ended: 'done' };
  }
  const reason = reasonOf(result, last);
  await log.append({
    type: 'failed',
    way,
    change: change.id,
    code: result.code,
    reason: wordsOf(result, last).slice(0, MAX_REASON),
    at: at(),
  });
  fail(context, piece, result.code, reason, last);
  return { ended: 'failed', code: result.code, reason };
}

/** Tells that a piece begins. */
export function announce(context: RunContext, piece: Omit<Piece, 'way' | 'action'>): void {
  const { change, index, total } = piece;
  context.onEvent({ type: 'step_start', change: change.id, index, total, title: change.title });
}

/** Writes down that nothing had to be run for a change: it is so already, or only a person can do it. */
export async function settle(
  context: RunContext,
  log: RunLog,
  piece: Omit<Piece, 'action'>,
  note: Message,
): Promise<void> {
  const at = context.now().toISOString();
  announce(context, piece);
  await log.append({ type: 'done', way: piece.way, change: piece.change.id, facts: {}, at });
  context.onEvent({ type: 'step_done', change: piece.change.id, note });
}

function fail(
  context: RunContext,
  { change }: Piece,
  code: number,
  reason: Message,
  lines: readonly string[],
): void {
  context.onEvent({ type: 'step_failed', change: change.id, code, reason, lines: [...lines] });
}

function reasonOfLoss(error: unknown): Message | null {
  if (error instanceof ShellLost) return msg('run.shell-lost', { detail: error.message });
  if (error instanceof PrivilegeRefused) {
    return msg('run.refused-midway', { tool: error.tool, detail: error.detail });
  }
  return null;
}

/** How much was copied, as the helper counted it. */
function copied({ said }: ShellResult): { readonly note?: Message } {
  const { rest = '' } = said.find(({ word }) => word === 'copied') ?? {};
  const [, count, bytes] = /^(\d+) (\d+)$/.exec(rest) ?? [];
  if (count === undefined) return {};
  return {
    note: msg('run.copied', { count: Number(count), size: bytesText(Number(bytes)) }),
  };
}

/** What the helper said about its failure, else the last line of output, else the code. */
function wordsOf(result: ShellResult, last: readonly string[]): string {
  const said = result.said.filter(({ word }) => word === 'stale' || word === 'failed');
  const words = said.map(({ rest }) => rest).join('; ');
  return words || last.at(-1) || `exit ${result.code}`;
}

function reasonOf(result: ShellResult, last: readonly string[]): Message {
  const detail = wordsOf(result, last);
  return result.code === EXIT.stale
    ? msg('run.changed-since', { detail })
    : msg('run.failed', { detail });
}

/** The facts that helpers reported, one entry a word; what is too long to keep is left out. */
function factsOf({ said }: ShellResult): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  let length = 0;
  for (const { word, rest } of said) {
    length += word.length + rest.length;
    if (length > MAX_FACTS) break;
    facts[word] = facts[word] === undefined ? rest : `${facts[word]} ${rest}`;
  }
  return facts;
}
