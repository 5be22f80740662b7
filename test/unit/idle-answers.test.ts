import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Answer, AnswerKey, GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import type { AnyQuestion } from '../../src/model/step.ts';
import { makePlan } from '../../src/run/plan.ts';
import { COUNTS_WITH } from '../../src/steps/idle-answers.ts';
import { questions } from '../../src/steps/questions.ts';

const recording = await loadRecording('debian-13');
const say = translator('en');

async function planned(given: GivenAnswers) {
  const host = new OverlayHost(new RecordedHost(recording));
  const { plan } = await makePlan({ host, userName: 'alice', given });
  return plan;
}

const notesOf = async (given: GivenAnswers) =>
  (await planned(given)).steps.flatMap(({ notes }) => notes.map(say));

/** A value that is not what is recommended. */
function unusual({ input, key }: AnyQuestion, usual: unknown): unknown {
  switch (input.type) {
    case 'yes-no':
      return usual !== true;
    case 'number':
      return usual === input.min + 1 ? input.min + 2 : input.min + 1;
    case 'choice':
      return input.options.find(({ value }) => value !== usual)?.value;
    case 'several':
      throw new Error(key);
    case 'text':
      return /sha256/.test(key) ? 'a'.repeat(64) : '/srv/somewhere';
  }
}

/** Answers with which a need is not met. */
function without(key: AnswerKey): readonly GivenAnswers[] {
  return COUNTS_WITH[key].map((need): GivenAnswers => {
    if (need.key === 'engines') {
      const other = (['podman', 'docker', 'lxc'] as const).find((each) => !need.of.includes(each));
      return { engines: { value: other === undefined ? [] : [other], source: 'flag' } };
    }
    const engines = COUNTS_WITH[key].find((each) => each.key === 'engines')?.of ?? ['docker'];
    const given = { engines: { value: engines, source: 'flag' } } as GivenAnswers;
    return need.key === 'linger' ? { ...given, linger: { value: false, source: 'flag' } } : given;
  });
}

const idle = questions().filter(({ key }) => COUNTS_WITH[key].length > 0);

describe('an answer without those that it counts with', () => {
  it.each(idle.map((question) => [question.key, question] as const))(
    'has no effect: %s',
    async (key, question) => {
      for (const given of without(key)) {
        const base = await planned(given);
        const value = unusual(question, base.answers[key].value);
        expect(value).not.toEqual(base.answers[key].value);
        const answer = { value, source: 'file' } as Answer;
        const plan = await planned({ ...given, [key]: answer });
        expect(changesOf(plan)).toEqual(changesOf(base));
        const notes = plan.steps.flatMap(({ notes }) => notes.map(say));
        expect(notes).toContainEqual(expect.stringContaining(`${key} of the answers file`));
      }
    },
  );

  it('is named with what is missing, in the step that it belongs to', async () => {
    const lowest = { value: 80, source: 'flag' } as const;
    expect(await notesOf({ 'ports.lowest': lowest })).toContain(
      '--set ports.lowest has no effect: it counts only with ports.method: sysctl. Add what is missing, or leave it out.',
    );
    const { steps } = await planned({ 'ports.lowest': lowest });
    expect(steps.find(({ id }) => id === 'ports')?.notes).toHaveLength(1);
  });

  it('is no matter where the others are there, or a person answers page by page', async () => {
    const lowest = { value: 80, source: 'file' } as const;
    const method = { value: 'sysctl', source: 'file' } as const;
    const aboutIt = (notes: readonly string[]) => notes.filter((each) => /no effect/.test(each));
    const counts = { 'ports.lowest': lowest, 'ports.method': method };
    expect(aboutIt(await notesOf(counts))).toEqual([]);
    const person = { 'ports.lowest': { value: 80, source: 'person' } } as const;
    expect(aboutIt(await notesOf(person))).toEqual([]);
  });
});
