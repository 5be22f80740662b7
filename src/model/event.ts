import type { Finding } from './finding.ts';
import type { Message } from './message.ts';

/**
 * What happens during apply, undo and verification, in order. The plain reporter prints them, `--json`
 * writes one a line, the wizard draws them: one stream for all three.
 */
export type RunEvent =
  | {
      readonly type: 'version';
      readonly tool: string;
      readonly version: string;
      readonly run: string;
    }
  | {
      readonly type: 'step_start';
      readonly change: string;
      readonly index: number;
      readonly total: number;
      readonly title: Message;
    }
  | {
      readonly type: 'step_log';
      readonly change: string;
      readonly line: string;
      /** Said to the person by the change itself; without it, output of a program. */
      readonly note?: true;
    }
  | {
      /** How far a long change is, in bytes; at most one in two seconds. */
      readonly type: 'step_progress';
      readonly change: string;
      readonly what: string;
      readonly done: number;
      readonly all: number;
      /** Files of every kind, where they are counted. */
      readonly files?: { readonly done: number; readonly all: number };
      /** Seconds since the change began. */
      readonly seconds: number;
    }
  | { readonly type: 'step_done'; readonly change: string; readonly note?: Message }
  | {
      readonly type: 'step_failed';
      readonly change: string;
      readonly code: number;
      readonly reason: Message;
      readonly lines: readonly string[];
    }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'risk'; readonly name: string; readonly change: string }
  | {
      readonly type: 'result';
      readonly exit: number;
      readonly run: string;
      readonly message: Message;
      readonly next: readonly string[];
    };
