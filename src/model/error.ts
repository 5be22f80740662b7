import type { Message } from './message.ts';

/** Exit codes of cli.md. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  stale: 3,
  privilege: 4,
  open: 5,
  unsupported: 6,
  unproven: 7,
  locked: 75,
  sigint: 130,
  sigterm: 143,
  sighup: 129,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error that a person can act on: what, where, and what to do next, as a sentence of the catalogue.
 * Everything that is thrown on purpose is one of these; anything else is a defect.
 */
export class UserError extends Error {
  readonly exit: ExitCode;
  readonly text: Message;
  readonly hint: Message | null;
  constructor(exit: ExitCode, text: Message, hint: Message | null = null) {
    super(text.key);
    this.name = 'UserError';
    this.exit = exit;
    this.text = text;
    this.hint = hint;
  }
}
