import { msg } from '../i18n/msg.ts';
import type { Finding, Remedy } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** One explanation of an error text. */
export interface Explanation {
  readonly id: string;
  readonly confidence: Rule['confidence'];
  /** The line that was recognised. */
  readonly matched: string;
  readonly title: Message;
  readonly cause: Message;
  readonly confirmedBy: readonly { readonly finding: string; readonly level: Finding['level'] }[];
  readonly remedy: readonly Remedy[];
  readonly source: string;
}

/** Lines longer than this are cut before they are matched: no error is longer, and patterns stay fast. */
const MAX_LINE = 2000;

/**
 * What an error text means on this host: every rule that fits, the surest first. A rule is certain where a
 * finding of this host confirms it, and only possible where the host shows that its cause is not there.
 */
export function explain(text: string, findings: readonly Finding[]): readonly Explanation[] {
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, MAX_LINE).trim());
  const found = RULES.flatMap((rule) => {
    const matched = lines.find((line) => rule.pattern.test(line));
    return matched === undefined ? [] : [explanation(rule, matched, findings)];
  });
  const rank = { certain: 0, likely: 1, possible: 2 };
  return found.sort((a, b) => rank[a.confidence] - rank[b.confidence]);
}

function explanation(rule: Rule, matched: string, findings: readonly Finding[]): Explanation {
  const seen = findings.filter(({ id }) => rule.findings.includes(id));
  const bad = seen.filter(({ level }) => level === 'fail' || level === 'warn');
  const allGood = seen.length > 0 && seen.every(({ level }) => level === 'ok');
  return {
    id: rule.id,
    confidence: bad.length > 0 ? 'certain' : allGood ? 'possible' : rule.confidence,
    matched,
    title: msg(rule.title as 'diagnose.no-subids'),
    cause: msg(rule.cause as 'diagnose.no-subids-cause'),
    confirmedBy: bad.map(({ id, level }) => ({ finding: id, level })),
    remedy: [...bad.flatMap(({ remedy }) => remedy), ...rule.remedy].filter(unique),
    source: rule.source,
  };
}

function unique(remedy: Remedy, index: number, all: readonly Remedy[]): boolean {
  return all.findIndex(({ command }) => command === remedy.command) === index;
}
