import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { changesOf } from '../model/plan.ts';
import type { KeyPress } from './input.ts';
import { type Command, KEYS } from './keys.ts';
import { offersMove } from './rows.ts';
import { isMove, type WizardState } from './state.ts';

/** A key that is valid now, with the word that the footer and the help show for it. */
export interface Binding {
  readonly command: Command;
  readonly label: Message;
  /** In the help only: moving around, and what works everywhere. */
  readonly quiet?: boolean;
}

/** The command of a key here and now, or null. Later bindings give way to earlier ones. */
export function commandFor(state: WizardState, key: KeyPress): Command | null {
  const found = bindings(state).find(({ command }) => KEYS[command].includes(key.name));
  return found?.command ?? null;
}

/** The keys that are valid now, most useful first. */
export function bindings(state: WizardState): readonly Binding[] {
  if (state.asking !== null) return asking(state);
  const everywhere: readonly Binding[] = [
    { command: 'interrupt', label: msg('keys.interrupt'), quiet: true },
    { command: 'redraw', label: msg('keys.redraw'), quiet: true },
    { command: 'suspend', label: msg('keys.suspend'), quiet: true },
  ];
  return [...screenBindings(state), ...everywhere];
}

/** True while keys are text: no letter is a command then. */
export function isTyping(state: WizardState): boolean {
  const { screen } = state;
  if (state.asking !== null) return false;
  if (screen.name === 'question' || screen.name === 'user') return screen.field !== null;
  return screen.name === 'save' || (screen.name === 'pager' && screen.search !== null);
}

function asking(state: WizardState): readonly Binding[] {
  const yes = state.asking === 'quit' ? msg('keys.leave') : msg('keys.take-back');
  return [
    { command: 'next', label: yes },
    { command: 'back', label: msg('keys.stay') },
    { command: 'interrupt', label: yes, quiet: true },
  ];
}

const MOVE: readonly Binding[] = [
  { command: 'up', label: msg('keys.up'), quiet: true },
  { command: 'down', label: msg('keys.down'), quiet: true },
  { command: 'first', label: msg('keys.first'), quiet: true },
  { command: 'last', label: msg('keys.last'), quiet: true },
];
const PAGE: readonly Binding[] = [
  { command: 'page-up', label: msg('keys.page-up'), quiet: true },
  { command: 'page-down', label: msg('keys.page-down'), quiet: true },
];
const HELP: Binding = { command: 'help', label: msg('keys.help') };
const QUIT: Binding = { command: 'quit', label: msg('keys.quit') };
const MOVING: readonly Binding[] = [
  { command: 'accept', label: msg('keys.to-review') },
  { command: 'toggle', label: msg('keys.move-or-not') },
  { command: 'next', label: msg('keys.details') },
  { command: 'explain', label: msg('keys.details'), quiet: true },
];
const WAYS: Binding = { command: 'tour', label: msg('ways.key') };
const MIGRATE: Binding = { command: 'move', label: msg('keys.migrate') };
const LANGUAGE: Binding = { command: 'language', label: msg('keys.language') };

function screenBindings(state: WizardState): readonly Binding[] {
  const { screen } = state;
  const back: readonly Binding[] =
    state.trail.length > 0 ? [{ command: 'back', label: msg('keys.back') }] : [];
  if (isTyping(state)) return typing(state);
  switch (screen.name) {
    case 'wait':
      return [LANGUAGE, QUIT];
    case 'open':
    case 'draft':
    case 'user':
      return [
        { command: 'next', label: msg('keys.choose') },
        ...back,
        ...MOVE,
        LANGUAGE,
        HELP,
        QUIT,
      ];
    case 'summary':
      return [
        { command: 'next', label: msg('keys.change') },
        { command: 'accept', label: msg('keys.to-review') },
        { command: 'tour', label: msg('keys.tour') },
        ...(offersMove(state) ? [MIGRATE] : []),
        { command: 'findings', label: msg('keys.findings') },
        ...back,
        ...MOVE,
        ...PAGE,
        { command: 'reset', label: msg('keys.reset'), quiet: true },
        { command: 'ids', label: msg('keys.ids'), quiet: true },
        { command: 'save', label: msg('keys.save'), quiet: true },
        { ...LANGUAGE, quiet: state.trail.length > 0 },
        HELP,
        QUIT,
      ];
    case 'question':
      return [
        ...(isSeveral(state)
          ? ([
              { command: 'toggle', label: msg('keys.tick') },
              { command: 'next', label: msg('keys.take') },
            ] as const)
          : [{ command: 'next', label: msg('keys.choose') } as const]),
        ...back,
        ...MOVE,
        HELP,
        QUIT,
      ];
    case 'moving':
      return [
        ...(state.moving?.found.groups.length === 0 ? [] : MOVING),
        ...((state.moving?.found.ways ?? []).length === 0 ? [] : [WAYS]),
        ...back,
        ...MOVE,
        ...PAGE,
        { ...LANGUAGE, quiet: true },
        HELP,
        QUIT,
      ];
    case 'review':
      return [
        { command: 'accept', label: msg('keys.apply') },
        { command: 'diff', label: msg('keys.diff') },
        { command: 'commands', label: msg('keys.commands') },
        { command: 'explain', label: msg('keys.explain') },
        { command: 'toggle', label: msg('keys.leave-out') },
        ...back,
        ...MOVE,
        ...PAGE,
        { command: 'next', label: msg('keys.look'), quiet: true },
        { command: 'ids', label: msg('keys.ids'), quiet: true },
        { command: 'print', label: msg('keys.all-commands'), quiet: true },
        ...(isMove(state)
          ? []
          : ([{ command: 'save', label: msg('keys.save'), quiet: true }] as const)),
        HELP,
        QUIT,
      ];
    case 'pager':
      return [
        { command: 'back', label: msg('keys.close') },
        { command: 'search', label: msg('keys.search') },
        ...(screen.query === ''
          ? []
          : ([
              { command: 'match-next', label: msg('keys.match-next') },
              { command: 'match-previous', label: msg('keys.match-previous') },
            ] as const)),
        { command: 'print', label: msg('keys.print') },
        ...MOVE,
        ...PAGE,
        // As in less(1): q closes what one reads, not the whole wizard.
        { command: 'quit', label: msg('keys.close'), quiet: true },
        { command: 'help', label: msg('keys.close'), quiet: true },
      ];
    case 'risks':
      return [
        { command: 'toggle', label: msg('keys.accept-risk') },
        ...(screen.undo === undefined
          ? [{ command: 'leave-out', label: msg('keys.leave-out') } as const]
          : []),
        {
          command: 'accept',
          label: msg(screen.undo === undefined ? 'keys.go-on' : 'keys.take-back'),
        },
        ...back,
        ...MOVE,
        { command: 'next', label: msg('keys.go-on'), quiet: true },
        HELP,
        QUIT,
      ];
    case 'confirm':
      return [{ command: 'next', label: applyLabel(state) }, ...back, HELP, QUIT];
    case 'run':
      return [
        { command: 'log', label: msg('keys.log') },
        {
          command: 'interrupt',
          label: msg(state.run?.stop === null ? 'keys.stop-soon' : 'keys.stop-now'),
        },
        HELP,
      ];
    case 'done':
      return doneBindings(state, back);
    case 'failed':
      return [{ command: 'retry', label: msg('keys.retry') }, ...back, HELP, QUIT];
    case 'save':
      return [];
  }
}

/** What the last yes does: a plan without changes goes on to the proof. */
export function applyLabel({ planned }: WizardState): Message {
  const none = planned !== null && changesOf(planned.plan).length === 0;
  return none ? msg('keys.prove-now') : msg('keys.apply-now');
}

function doneBindings(state: WizardState, back: readonly Binding[]): readonly Binding[] {
  const { outcome, run } = state;
  const stale = outcome?.exit === 3;
  const canUndo = outcome?.run != null && run?.kind !== 'undo' && outcome.undo !== null;
  const details: readonly Binding[] =
    run !== null && run.findings.length > 0
      ? [{ command: 'next', label: msg('keys.details') }]
      : [];
  return [
    { command: 'quit', label: msg('keys.finish') },
    ...details,
    { command: 'log', label: msg('keys.log') },
    ...(stale ? [{ command: 'retry', label: msg('keys.read-again') } as const] : []),
    ...(canUndo ? [{ command: 'undo', label: msg('keys.take-back') } as const] : []),
    ...(offersMove(state) ? [MIGRATE] : []),
    ...(isMove(state) ? [] : [{ command: 'save', label: msg('keys.save') } as const]),
    ...(outcome?.run == null ? back : []),
    ...MOVE,
    HELP,
  ];
}

function typing(state: WizardState): readonly Binding[] {
  const { screen } = state;
  const search = screen.name === 'pager';
  const label = search ? msg('keys.search') : msg('keys.take');
  return [
    { command: 'next', label },
    { command: 'back', label: msg('keys.back') },
    ...(search ? [] : [{ command: 'help', label: msg('keys.help') } as const]),
  ];
}

function isSeveral({ screen, model }: WizardState): boolean {
  if (screen.name !== 'question') return false;
  const question = model.steps
    .flatMap(({ questions }) => questions)
    .find(({ key }) => key === screen.key);
  return question?.input.type === 'several';
}
