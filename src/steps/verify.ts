import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';
import type { Step } from '../model/step.ts';
import { ok, skip } from './common.ts';

const question: Question<'verify'> = {
  key: 'verify',
  title: msg('verify.q'),
  help: msg('verify.q-help'),
  input: { type: 'yes-no' },
  applies: () => true,
  recommend: () => ({ value: true, source: 'default', because: msg('verify.q-because') }),
  refuse: () => null,
};

/** The proof at the end. It changes nothing, so it plans nothing: `engines/` holds what is proven. */
export const verify: Step = {
  id: 'verify',
  title: msg('report.step-verify'),
  intro: msg('verify.intro'),
  questions: [question],
  plan: (_facts, values) =>
    values.verify ? ok(msg('verify.later')) : skip(msg('verify.unwanted')),
};
