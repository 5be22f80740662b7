import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';

const ONE_ENGINE = 65536;

/** How many ids the user gets. Fewer than 65536 never do: images have files of nobody, 65534. */
export const subidsCount: Question<'subids.count'> = {
  key: 'subids.count',
  title: msg('answers.q-subids'),
  help: msg('answers.q-subids-help'),
  input: { type: 'number', min: ONE_ENGINE, max: 1_000_000_000 },
  applies: (facts) => facts.subids.known && facts.subids.value.nss === 'files',
  recommend: () => ({
    value: ONE_ENGINE,
    source: 'default',
    because: msg('answers.q-subids-because'),
  }),
  refuse: (value) =>
    Number.isInteger(value) && value >= ONE_ENGINE && value <= 1_000_000_000
      ? null
      : msg('answers.q-subids-range'),
};
