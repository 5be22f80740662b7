import { writeTextFile } from '../host/write-text.ts';
import { msg } from '../i18n/msg.ts';
import type { Answers } from '../model/answers.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import { makePlan } from '../run/plan.ts';
import type { Context } from './context.ts';

/**
 * The plan for what was asked on the command line.
 * @throws UserError (usage) for an answer that can't be taken.
 */
export async function planFor(context: Context): Promise<{ plan: Plan; facts: Facts }> {
  const { plan, facts, problems } = await makePlan({
    host: context.host,
    userName: context.userName,
    given: context.given,
  });
  const [problem] = problems;
  if (problem !== undefined) {
    throw new UserError(
      EXIT.usage,
      msg('cli.bad-answer', { key: problem.key, problem: problem.message }),
    );
  }
  return { plan, facts };
}

/** Why this plan can't be carried out on this host (exit 6): changes of root that would not last. Or null. */
export function unsupported(facts: Facts, plan: Plan): Message | null {
  if (!facts.os.known) return null;
  const { immutable, prettyName } = facts.os.value;
  const keeps = immutable === null || immutable === 'ostree' || immutable === 'transactional';
  if (keeps || !changesOf(plan).some(({ scope }) => scope === 'root')) return null;
  return msg('cli.immutable', { os: prettyName });
}

/** `--save-answers FILE`: the answers for the next machine, readable by the person alone. */
export async function saveAnswersIfAsked(context: Context, answers: Answers): Promise<void> {
  const file = context.options.saveAnswers;
  if (file === null) return;
  const { renderAnswersFile } = await import('../steps/answers-render.ts');
  await writeTextFile(file, renderAnswersFile(answers, { full: false }));
  context.output.err(context.t(msg('cli.answers-saved', { file })));
}
