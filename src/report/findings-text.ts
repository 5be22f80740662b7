import { sayEvidence } from '../i18n/evidence.ts';
import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Finding, Level } from '../model/finding.ts';
import { countLevels } from './json.ts';
import type { Paint } from './paint.ts';
import { visible, visibleLines } from './visible.ts';

/** How lines are printed: language, colours, and whether signs may be other than ASCII. */
export interface Style {
  readonly t: Translate;
  readonly paint: Paint;
  readonly verbose: boolean;
}

const SIGNS: Readonly<Record<Level, string>> = {
  ok: 'ok  ',
  info: 'info',
  warn: 'warn',
  fail: 'FAIL',
  skip: 'skip',
};

/** The word for a level, coloured, always four columns wide and the same in each language. */
export function levelWord(level: Level, paint: Paint): string {
  const word = SIGNS[level];
  if (level === 'ok') return paint.good(word);
  if (level === 'fail') return paint.bad(word);
  if (level === 'warn') return paint.warn(word);
  return paint.dim(word);
}

/** One finding as lines: the sentence, the evidence, and for a problem its cause and remedy. */
export function findingLines(finding: Finding, style: Style): readonly string[] {
  const { t, paint } = style;
  const lines = [`${levelWord(finding.level, paint)}  ${t(finding.title)}`];
  const detail = style.verbose || finding.level === 'fail' || finding.level === 'warn';
  if (finding.evidence !== '' && (detail || finding.level === 'skip')) {
    const evidence = visibleLines(sayEvidence(finding.evidence, t)).split('\n');
    lines.push(...evidence.map((line) => paint.dim(`      ${line}`)));
  }
  if (detail && finding.cause !== undefined) lines.push(`      ${t(finding.cause)}`);
  if (detail) {
    for (const remedy of finding.remedy) {
      lines.push(`      ${remedy.root ? '#' : '$'} ${visible(remedy.command)}`);
    }
    if (finding.needs !== 'none') lines.push(`      ${t(needsMessage(finding.needs))}`);
  }
  if (style.verbose) lines.push(paint.dim(`      ${finding.id} - ${finding.source}`));
  return lines;
}

/** What `check` prints: problems first, then the rest, then the count. */
export function checkText(findings: readonly Finding[], style: Style): string {
  const rank: Readonly<Record<Level, number>> = { fail: 0, warn: 1, skip: 2, info: 3, ok: 4 };
  const sorted = [...findings].sort((a, b) => rank[a.level] - rank[b.level]);
  const counts = countLevels(findings);
  const summary = msg('report.check-summary', {
    ok: counts.ok,
    info: counts.info,
    warn: counts.warn,
    fail: counts.fail,
    skip: counts.skip,
  });
  return [...sorted.flatMap((finding) => findingLines(finding, style)), '', style.t(summary)].join(
    '\n',
  );
}

/** The sentence about a new login or a reboot. */
export function needsMessage(needs: 'relogin' | 'reboot') {
  return needs === 'relogin' ? msg('report.needs-relogin') : msg('report.needs-reboot');
}
