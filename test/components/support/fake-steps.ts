import { msg } from '../../../src/i18n/msg.ts';
import type { Question, Values } from '../../../src/model/answers.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { Message } from '../../../src/model/message.ts';
import type { StepId } from '../../../src/model/step.ts';
import type { StepPage } from '../../../src/tui/session.ts';

/** Text of no catalogue: long enough, in the language of the test, to try the layout. */
export function raw(text: string): Message {
  return msg('core.raw', { text });
}

type Key = keyof Values;

function question<K extends Key>(
  key: K,
  title: string,
  input: Question<K>['input'],
  value: Values[K],
  more: Partial<Question<K>> = {},
): Question<K> {
  return {
    key,
    title: raw(title),
    help: raw(`${title}: a sentence that says what one would choose when, and for whom.`),
    input,
    applies: () => true,
    recommend: () => ({ value, source: 'default', because: raw('it suits most people') }),
    refuse: () => null,
    ...more,
  };
}

function step(id: StepId, title: string, questions: StepPage['questions'] = []): StepPage {
  return { id, title: raw(title), intro: raw(`What ${title} is good for, goal first.`), questions };
}

const has = (engine: 'docker' | 'podman') => (_: Facts, values: Partial<Values>) =>
  values.engines?.includes(engine) ?? false;

/** Steps with every kind of question. Titles may be given in another language. */
export function fakeSteps(name: (english: string) => string = (text) => text): readonly StepPage[] {
  return [
    step('system', name('This system'), [
      question(
        'engines',
        name('Engines'),
        {
          type: 'several',
          options: [
            {
              value: 'podman',
              label: raw('Podman'),
              help: raw('Without a daemon; part of most distributions.'),
            },
            { value: 'docker', label: raw('Docker'), help: raw('What most tutorials speak of.') },
            {
              value: 'lxc',
              label: raw('LXC'),
              help: raw('Whole systems instead of single programs.'),
            },
          ],
        },
        ['podman'],
      ),
    ]),
    step('packages', name('Packages')),
    step('subids', name('Subordinate ids'), [
      question(
        'subids.count',
        name('How many ids'),
        { type: 'number', min: 65536, max: 1_000_000 },
        65536,
        {
          refuse: (value) =>
            value % 65536 === 0
              ? null
              : raw('Please choose a multiple of 65536, so that ranges stay even.'),
        },
      ),
    ]),
    step('ports', name('Ports below 1024'), [
      question(
        'ports.method',
        name('How low ports are opened'),
        {
          type: 'choice',
          options: [
            {
              value: 'none',
              label: raw('Not at all'),
              help: raw('Containers publish ports from 1024 on.'),
            },
            {
              value: 'sysctl',
              label: raw('For everyone'),
              help: raw('One kernel setting, for all users of this host.'),
            },
            {
              value: 'setcap',
              label: raw('Through rootlesskit'),
              help: raw('A capability on one program. Docker only.'),
            },
          ],
        },
        'none',
      ),
      question('ports.lowest', name('Lowest port'), { type: 'number', min: 1, max: 1023 }, 80, {
        applies: (_, values) => values['ports.method'] === 'sysctl',
      }),
    ]),
    step('linger', name('Running after logout'), [
      question('linger', name('Keep containers running after logout'), { type: 'yes-no' }, true),
    ]),
    step('storage', name('Storage'), [
      question(
        'storage.docker.data-root',
        name('Where Docker keeps its data'),
        { type: 'text' },
        'default',
        {
          applies: has('docker'),
          refuse: (value) =>
            /^\/|^default$/.test(value) ? null : raw('A path begins with a slash.'),
        },
      ),
    ]),
    step('shell', name('Shell environment'), [
      question('shell.docker-host', name('Set DOCKER_HOST'), { type: 'yes-no' }, false, {
        applies: has('docker'),
        recommend: (_, values) => ({
          value: values.engines?.includes('podman') === false,
          source: 'detected',
          because: raw('another engine is there, too'),
        }),
      }),
    ]),
    step('verify', name('Proof')),
  ];
}
