import { msg } from '../i18n/msg.ts';
import type { AnswerKey, GivenAnswers } from '../model/answers.ts';
import { chosenGroups, type MovingState, type MovingWay } from './moving.ts';
import type { Asked } from './questions.ts';

/** The part of the wizard's state that is about the ways of a migration. */
interface About {
  readonly moving: MovingState | null;
  readonly given: GivenAnswers;
}

/**
 * The questions of how directories and volumes come along, where this host leaves a choice. `value` is what was
 * answered, or the recommended way.
 */
export function askedWays({ moving, given }: About): readonly Asked[] {
  return (moving?.found.ways ?? []).flatMap((way): readonly Asked[] => {
    const [first] = way.options;
    if (first === undefined) return [];
    return [
      {
        step: {
          id: 'migrate-group',
          title: msg('tui.place-moving'),
          intro: msg('tui.place-moving'),
          questions: [],
        },
        key: way.key,
        title: way.title,
        help: way.help,
        kind: 'choice',
        options: way.options.map((option, at) => ({ ...option, recommended: at === 0 })),
        value: given[way.key]?.value ?? first.value,
        recommended: first.value,
        because: way.because,
      },
    ];
  });
}

/** Is it one of these questions? */
export function isWay({ moving }: Pick<About, 'moving'>, key: AnswerKey): boolean {
  return moving?.found.ways?.some((way) => way.key === key) ?? false;
}

/** Those that stand before the review: nobody has answered them, and something that is to move needs them. */
export function openWays(about: About): readonly Asked[] {
  const { moving, given } = about;
  if (moving === null) return [];
  const chosen = chosenGroups(moving).map(({ name }) => name);
  const needed = (moving.found.ways ?? [])
    .filter(({ key, groups }) => given[key] === undefined && groups.some((g) => chosen.includes(g)))
    .map(({ key }) => key);
  return askedWays(about).filter(({ key }) => needed.some((one) => one === key));
}

/** Was the list judged with other ways than are answered now? */
export function isJudgedOtherwise({ moving, given }: About): boolean {
  const differs = ({ key, value }: MovingWay) => (given[key]?.value ?? value) !== value;
  return moving?.found.ways?.some(differs) ?? false;
}
