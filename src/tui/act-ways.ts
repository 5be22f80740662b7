import type { GivenAnswers } from '../model/answers.ts';
import { look, toReview } from './act-moving.ts';
import { planAgain, questionScreen } from './answering.ts';
import type { Command } from './keys.ts';
import { pop, push, still, type Turn, type WizardState } from './state.ts';
import { askedWays, isJudgedOtherwise, openWays } from './ways.ts';

/**
 * Commands on the question of a way: take it, or go back. After the last one the review comes; where the answers
 * change what the list says, root's engines are asked once more before.
 */
export function actOnWay(state: WizardState, command: Command): Turn {
  const { screen, moving, detection } = state;
  if (screen.name !== 'question' || moving === null) return still(state);
  if (command === 'back') return still(pop(state));
  const all = askedWays(state);
  const at = all.findIndex(({ key }) => key === screen.key);
  const asked = all[at];
  if (command !== 'next' || asked === undefined || detection === null) return still(state);
  const value = asked.options[screen.cursor]?.value ?? asked.value;
  const given: GivenAnswers = { ...state.given, [asked.key]: { value, source: 'person' } };
  const answers = state.model.complete(detection.facts, given);
  const next: WizardState = { ...state, given, answers };
  const following = screen.tour ? all[at + 1] : openWays(next)[0];
  if (following !== undefined)
    return still(push(next, questionScreen(next, following, screen.tour)));
  if (isJudgedOtherwise(next)) return look({ ...next, moving: { ...moving, onward: true } }, true);
  // The plan keeps the answers that it was made for.
  const turn = planAgain(next);
  return { ...turn, state: toReview(turn.state) };
}
