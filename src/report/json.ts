import type { Translate } from '../i18n/translate.ts';
import type { Finding, Level } from '../model/finding.ts';
import { changesOf, type HostSummary, type Plan } from '../model/plan.ts';

/**
 * JSON that can be looked at on a terminal: characters that would drive it or deceive the eye stand as
 * `\uXXXX`, which is the same JSON (RFC 8259, section 7). JSON.stringify escapes only those below U+0020.
 */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu,
    (char) =>
      char
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
  );
}

/** How often each level occurs. */
export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const counts: Record<Level, number> = { ok: 0, info: 0, warn: 0, fail: 0, skip: 0 };
  for (const finding of findings) counts[finding.level] += 1;
  return counts;
}

/** A finding in JSON: sentences in the language of the run, everything else as it is. */
export function findingJson(finding: Finding, t: Translate): object {
  return {
    id: finding.id,
    level: finding.level,
    title: t(finding.title),
    evidence: finding.evidence,
    ...(finding.cause === undefined ? {} : { cause: t(finding.cause) }),
    remedy: finding.remedy,
    needs: finding.needs,
    source: finding.source,
  };
}

/** The document of `check --json` (cli.md). */
export function checkJson(
  host: HostSummary,
  user: string | null,
  findings: readonly Finding[],
  t: Translate,
): object {
  const summary = countLevels(findings);
  return {
    schema: 'rootless-wizard/check',
    version: 1,
    host,
    user,
    ready: summary.fail === 0,
    summary,
    findings: findings.map((finding) => findingJson(finding, t)),
  };
}

/**
 * The document of `plan --json` (cli.md). It is also the saved plan that `apply PLAN.json` takes: the
 * field `plan` of the document holds the plan itself, complete and language free.
 */
export function planJson(plan: Plan, t: Translate): object {
  const changes = changesOf(plan);
  return {
    schema: 'rootless-wizard/plan',
    version: 1,
    id: plan.id,
    host: plan.host,
    user: plan.user.name,
    engines: plan.engines,
    answers: plan.answers,
    steps: plan.steps.map((step) => ({
      id: step.id,
      status: step.status,
      because: t(step.because),
      notes: step.notes.map(t),
      changes: step.changes.map((change) => ({
        id: change.id,
        kind: change.kind,
        scope: change.scope,
        path: 'path' in change.action ? change.action.path : null,
        title: t(change.title),
        diff: change.diff,
        commands: change.commands,
        preview: change.preview,
        why: t(change.why),
        undo: change.undo.join('\n'),
        risks: change.risks,
        needs: change.needs,
        dependsOn: change.dependsOn,
        source: change.source,
      })),
    })),
    ...(plan.papers === undefined ? {} : { papers: plan.papers }),
    summary: {
      changes: changes.length,
      root: changes.filter((change) => change.scope === 'root').length,
      risks: changes.reduce((sum, change) => sum + change.risks.length, 0),
    },
    plan,
  };
}
