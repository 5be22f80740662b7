import { expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { translator } from '../../src/i18n/translate.ts';
import { RISKS } from '../../src/model/change.ts';
import { expectedBy, questions } from '../../src/steps/questions.ts';

const t = translator('en');

/** `docs/answers.md`, made from the questions themselves. */
function page(): string {
  const answers = questions().flatMap((question) => {
    const { input } = question;
    const options =
      input.type === 'choice' || input.type === 'several'
        ? input.options.map(({ value, label, help }) => `- \`${value}\`: ${t(label)}. ${t(help)}`)
        : [];
    return [
      `### \`${question.key}\``,
      '',
      `${t(question.title)} ${t(question.help)}`,
      '',
      `Takes ${t(expectedBy(question))}.`,
      '',
      ...(options.length === 0 ? [] : [...options, '']),
    ];
  });
  const risks = RISKS.map((risk) => `- \`${risk}\`: ${t(msg(`report.risk-${risk}`))}.`);
  return [
    '# Answers',
    '',
    'Every question of the wizard can be answered beforehand: in a YAML file (`--answers FILE`, or `-` for',
    'standard input) or one by one (`--set KEY=VALUE`). What is not answered keeps what is recommended for',
    'the host. `--save-answers FILE` writes such a file, and so does `s` in the wizard.',
    '',
    'Keys may be dotted (`ports.lowest: 80`) or nested. An unknown key, a wrong value, a key given twice,',
    'anchors, aliases and tags are errors with their line and column. An answer that has no effect beside',
    'the others (`ports.lowest` without `ports.method: sysctl`) is named in the plan, with what is missing.',
    '',
    'This page is made from the questions: `npx vitest run test/unit/answers-doc.test.ts -u`.',
    '',
    '## Besides the answers',
    '',
    '- `version: 1`: always there.',
    '- `user: NAME`: the user to set up, as `--user`.',
    '- `accept-risks: [NAME, ...]`: risks that you accept, as `--accept-risk`.',
    '',
    '## Risks',
    '',
    ...risks,
    '',
    '## Questions',
    '',
    ...answers,
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

it('docs/answers.md says what the questions take', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/answers.md');
});
