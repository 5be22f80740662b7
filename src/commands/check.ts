import { CachedHost } from '../host/cached.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { readFacts, runChecks } from '../probe/index.ts';
import { checkText } from '../report/findings-text.ts';
import { checkJson, jsonText } from '../report/json.ts';
import { hostSummary } from '../run/host-summary.ts';
import { enginesQuestion } from '../steps/engines-question.ts';
import type { Context } from './context.ts';

/** `check [ID...]`: findings for this host; changes nothing. Exit 1 when there is something to fix. */
export async function check(context: Context): Promise<number> {
  const { options, output, style, t } = context;
  // Several probes look at the same things.
  const host = new CachedHost(context.host);
  // What could be installed is a question of plans; no check asks for it, and apt takes its time.
  const facts = await readFacts(host, context.userName, ['packages']);
  const engines = context.given.engines?.value ?? enginesQuestion.recommend(facts, {}).value;
  const all = runChecks(facts, { engines });
  const findings = select(all, options.args);
  if (options.json) {
    const summary = await hostSummary(host, facts);
    const user = facts.target.known ? facts.target.value.name : null;
    output.out(jsonText(checkJson(summary, user, findings, t), 2));
  } else {
    output.out(checkText(findings, style));
  }
  return findings.some((finding) => finding.level === 'fail') ? EXIT.failed : EXIT.ok;
}

/** The findings whose id is named, or begins with a named area (`subid`). */
function select(all: readonly Finding[], ids: readonly string[]): readonly Finding[] {
  if (ids.length === 0) return all;
  const known = new Set(all.flatMap(({ id }) => [id, id.split('.')[0] ?? id]));
  for (const id of ids) {
    if (known.has(id)) continue;
    const near = nearest(id, [...known]);
    throw new UserError(
      EXIT.usage,
      msg('cli.unknown-check', { id }),
      near === null ? msg('cli.list-checks') : msg('cli.did-you-mean', { word: near }),
    );
  }
  return all.filter(({ id }) => ids.some((wanted) => id === wanted || id.startsWith(`${wanted}.`)));
}
