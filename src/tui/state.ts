import type { Language } from '../i18n/catalogue.ts';
import type { AnswerKey, Answers, GivenAnswers } from '../model/answers.ts';
import type { RiskName } from '../model/change.ts';
import type { Message } from '../model/message.ts';
import type { Effect, Topic } from './events.ts';
import type { Field } from './field.ts';
import type { MovingState } from './moving.ts';
import type { AnyValue, ListItem } from './questions.ts';
import type { RunState } from './run-state.ts';
import type {
  Detection,
  OpenRun,
  Outcome,
  Planned,
  Start,
  TargetChoice,
  WizardModel,
} from './session.ts';

/** All that the wizard knows. Screens, line mode and keys are functions of this and of nothing else. */
export interface WizardState {
  /** Never changes: what can be asked, and how answers are completed. */
  readonly model: WizardModel;
  readonly language: Language;
  readonly ascii: boolean;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly screen: Screen;
  /** The screens to which Esc goes back, the nearest last. */
  readonly trail: readonly Screen[];
  /** A question over the screen. */
  readonly asking: 'quit' | 'undo' | null;
  readonly start: Start | null;
  readonly target: TargetChoice | null;
  readonly detection: Detection | null;
  readonly given: GivenAnswers;
  /** `given` completed by the recommended answers; null before detection. */
  readonly answers: Answers | null;
  /** What was typed or ticked and not confirmed: offered again when the person comes back. */
  readonly drafts: Readonly<Record<string, AnyValue>>;
  /** Answers that another answer made worth a second look. */
  readonly doubtful: readonly AnswerKey[];
  readonly without: readonly string[];
  /** The migration that the wizard is about; null while it is about the set-up. */
  readonly moving: MovingState | null;
  readonly accepted: readonly RiskName[];
  readonly planned: Planned | null;
  /** Number of the newest request for a plan; `planned` belongs to `plannedId`. */
  readonly planId: number;
  readonly plannedId: number;
  readonly run: RunState | null;
  readonly outcome: Outcome | null;
  /** One sentence about what was just done or refused; gone with the next key. */
  readonly notice: Message | null;
  /** Set when it is over. */
  readonly exit: number | null;
}

/** Which screen is shown, with what nobody else needs to know. */
export type Screen =
  | { readonly name: 'wait'; readonly what: 'start' | 'detect' | 'look' | 'undo' }
  | { readonly name: 'open'; readonly cursor: number }
  | { readonly name: 'draft'; readonly cursor: number }
  | {
      readonly name: 'user';
      readonly cursor: number;
      /** The name of the new account; null while the list has the keys. */
      readonly field: Field | null;
      readonly refused: Message | null;
    }
  | { readonly name: 'summary'; readonly cursor: number }
  | {
      readonly name: 'question';
      readonly key: AnswerKey;
      readonly cursor: number;
      /** Ticked values of a question that takes several. */
      readonly ticked: readonly ListItem[];
      readonly field: Field | null;
      readonly refused: Message | null;
      /** Part of the tour: the next question follows. */
      readonly tour: boolean;
    }
  | { readonly name: 'moving'; readonly cursor: number }
  | { readonly name: 'review'; readonly cursor: number }
  | {
      readonly name: 'pager';
      readonly topic: Topic;
      readonly top: number;
      readonly query: string;
      /** The field of `/`, while it is open. */
      readonly search: Field | null;
    }
  | {
      readonly name: 'risks';
      readonly cursor: number;
      /** Not of a plan, but of taking back a run: what of root's moved containers would stop, by name. */
      readonly undo?: { readonly run: string; readonly names: readonly string[] };
    }
  | { readonly name: 'confirm'; readonly cursor: number }
  | { readonly name: 'save'; readonly field: Field; readonly refused: Message | null }
  | { readonly name: 'run' }
  /** `cursor` of a page that is read is its first line on the screen. */
  | { readonly name: 'done'; readonly cursor: number }
  | {
      readonly name: 'failed';
      readonly cursor: number;
      readonly message: Message;
      readonly hint: Message | null;
      readonly exit: number;
      /** What is tried again by `r`. */
      readonly again: Effect;
    };

/** The new state and what is to be done. */
export interface Turn {
  readonly state: WizardState;
  readonly effects: readonly Effect[];
}

/** A turn without effects. */
export function still(state: WizardState): Turn {
  return { state, effects: [] };
}

/** How the wizard begins: it asks the backend what is known. */
export function begin(
  model: WizardModel,
  options: {
    readonly language: Language;
    readonly ascii: boolean;
    readonly columns: number;
    readonly rows: number;
  },
): Turn {
  const state: WizardState = {
    model,
    language: options.language,
    ascii: options.ascii,
    size: { columns: options.columns, rows: options.rows },
    screen: { name: 'wait', what: 'start' },
    trail: [],
    asking: null,
    start: null,
    target: null,
    detection: null,
    given: {},
    answers: null,
    drafts: {},
    doubtful: [],
    without: [],
    moving: null,
    accepted: [],
    planned: null,
    planId: 0,
    plannedId: 0,
    run: null,
    outcome: null,
    notice: null,
    exit: null,
  };
  return { state, effects: [{ type: 'start' }] };
}

/** Goes to a screen from which Esc comes back to the present one. */
export function push(state: WizardState, screen: Screen): WizardState {
  return { ...state, screen, trail: [...state.trail, state.screen] };
}

/** Goes back one screen; stays where there is none. */
export function pop(state: WizardState): WizardState {
  const screen = state.trail.at(-1);
  return screen === undefined ? state : { ...state, screen, trail: state.trail.slice(0, -1) };
}

/** Is it about a migration? The answers of a set-up that were kept for later are not touched then. */
export function isMove({ moving, model }: WizardState): boolean {
  return moving !== null || model.purpose === 'move';
}

/** True while a newer plan is being worked out. */
export function isPlanning(state: WizardState): boolean {
  return state.planId !== state.plannedId;
}

/** True while changes are being made. */
export function isRunning(state: WizardState): boolean {
  return state.run !== null && state.run.endedAt === null;
}

/** Is there anything that a person would be sorry to lose? */
export function hasSomethingToLose(state: WizardState): boolean {
  if (state.outcome !== null && state.outcome.run !== null) return false;
  const ticked = (state.moving?.out.length ?? 0) > 0;
  const own = Object.values(state.given).some((answer) => answer?.source === 'person');
  const drafts = Object.keys(state.drafts).length > 0;
  return own || ticked || drafts || state.accepted.length > 0 || state.without.length > 0;
}

/** The open run that the wizard offers to close. */
export function openRunOf(state: WizardState): OpenRun | null {
  return state.start?.openRuns[0] ?? null;
}
