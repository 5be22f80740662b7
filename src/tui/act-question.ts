import { keepDraftOf, questionScreen, takeAnswer } from './answering.ts';
import type { Command } from './keys.ts';
import { type Asked, isListItem } from './questions.ts';
import { askedByKey, reviewScreen, summaryRows } from './rows.ts';
import { pop, push, type Screen, still, type Turn, type WizardState } from './state.ts';

/** Opens a question. Whoever looks at it has seen that it was doubtful. */
export function startTour(state: WizardState, asked: Asked, tour: boolean): Turn {
  const doubtful = state.doubtful.filter((key) => key !== asked.key);
  return still(push({ ...state, doubtful }, questionScreen(state, asked, tour)));
}

/** Commands on a question: tick, take, or go back (which keeps what stands there). */
export function actOnQuestion(state: WizardState, command: Command): Turn {
  const { screen } = state;
  if (screen.name !== 'question') return still(state);
  const asked = askedByKey(state, screen.key);
  if (asked === null) return still(pop(state));
  switch (command) {
    case 'back':
      return still(pop(keepDraftOf(state)));
    case 'toggle':
      return still({ ...state, screen: tick(screen, asked) });
    case 'next': {
      const taken = takeAnswer(state, screen, asked);
      if (!taken.ok) return still(taken.state);
      const { state: next, effects } = taken.turn;
      return { state: screen.tour ? onward(next, screen) : pop(next), effects };
    }
    default:
      return still(state);
  }
}

function tick(screen: Extract<Screen, { name: 'question' }>, asked: Asked): Screen {
  const value = asked.options[screen.cursor]?.value;
  if (asked.kind !== 'several' || !isListItem(value)) return screen;
  const ticked = screen.ticked.includes(value)
    ? screen.ticked.filter((one) => one !== value)
    : [...screen.ticked, value];
  return { ...screen, ticked, refused: null };
}

/**
 * The question after this one; after the last, the review. The trail keeps this question as it stands
 * now, so that Esc shows the answer that was given.
 */
function onward(state: WizardState, screen: Extract<Screen, { name: 'question' }>): WizardState {
  const rows = summaryRows(state).flatMap(({ asked }) => (asked === null ? [] : [asked]));
  const at = rows.findIndex(({ key }) => key === screen.key);
  const next = rows[at + 1];
  const doubtful = state.doubtful.filter((key) => key !== next?.key);
  if (next === undefined) return push(state, reviewScreen(state));
  return push({ ...state, doubtful }, questionScreen(state, next, true));
}
