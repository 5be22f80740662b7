/** What the wizard is told and what it asks for: all that crosses the edge of its reducer. */
import type { Answers, GivenAnswers } from '../model/answers.ts';
import type { RiskName } from '../model/change.ts';
import type { RunEvent } from '../model/event.ts';
import type { Message } from '../model/message.ts';
import type { Plan } from '../model/plan.ts';
import type { KeyPress } from './input.ts';
import type { Command } from './keys.ts';
import type { Moving } from './moving.ts';
import type {
  Detection,
  Draft,
  Outcome,
  Planned,
  PlanRequest,
  Start,
  TargetChoice,
} from './session.ts';

/** What a pager shows. */
export type Topic =
  | { readonly of: 'help' }
  /** Of one change, or of all changes of a step. */
  | { readonly of: 'diff' | 'commands'; readonly changes: readonly string[] }
  | { readonly of: 'change'; readonly change: string }
  /** `at`: its place in the plan, where several steps are of one kind. */
  | { readonly of: 'step'; readonly step: string; readonly at?: number }
  | { readonly of: 'moving'; readonly row: string }
  | { readonly of: 'all-commands' }
  | { readonly of: 'findings' | 'proofs' }
  | { readonly of: 'ids' }
  | { readonly of: 'log' }
  | { readonly of: 'open'; readonly run: string };

/** What happens to the wizard. */
export type WizardEvent =
  | { readonly type: 'key'; readonly key: KeyPress }
  | { readonly type: 'command'; readonly command: Command }
  /** Puts the cursor on a row of the present list (line mode). */
  | { readonly type: 'pick'; readonly index: number }
  /** Replaces the text of the present field (line mode). */
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly type: 'hangup'; readonly exit: number }
  | { readonly type: 'started'; readonly start: Start }
  | { readonly type: 'detected'; readonly detection: Detection }
  | { readonly type: 'looked'; readonly found: Moving }
  | { readonly type: 'planned'; readonly id: number; readonly planned: Planned }
  /** What an undo of a run would stop, by name. */
  | { readonly type: 'standing'; readonly run: string; readonly names: readonly string[] }
  | { readonly type: 'run'; readonly event: RunEvent; readonly at: number }
  | { readonly type: 'ended'; readonly outcome: Outcome; readonly at: number }
  | { readonly type: 'begun'; readonly at: number }
  | { readonly type: 'saved'; readonly path: string }
  | {
      readonly type: 'failed';
      readonly effect: Effect;
      readonly message: Message;
      readonly hint: Message | null;
      readonly exit: number;
    };

/** What the wizard wants done; `runtime.ts` does it through the backend and answers with an event. */
export type Effect =
  | { readonly type: 'start' }
  | { readonly type: 'detect'; readonly target: TargetChoice }
  | { readonly type: 'look'; readonly target: TargetChoice; readonly given: GivenAnswers }
  | { readonly type: 'plan'; readonly id: number; readonly request: PlanRequest }
  | { readonly type: 'apply'; readonly plan: Plan; readonly accepted: readonly RiskName[] }
  | { readonly type: 'resume' | 'undo' | 'look-undo'; readonly run: string }
  | { readonly type: 'stop'; readonly when: 'soon' | 'now' }
  | { readonly type: 'save'; readonly answers: Answers; readonly path: string }
  | { readonly type: 'draft'; readonly draft: Draft | null }
  /** Shows text on the bare terminal, unbroken, for copying. */
  | { readonly type: 'print'; readonly topic: Topic }
  | { readonly type: 'redraw' }
  | { readonly type: 'suspend' };
