import { msg } from '../i18n/msg.ts';
import type { PlannedChange } from '../model/change.ts';
import { changesOf, type Plan, type PlannedStep } from '../model/plan.ts';
import { needsMessage, type Style } from './findings-text.ts';
import { visible, visibleLine } from './visible.ts';

/** The whole plan for reading: every step with its reason, every change with its diff or commands. */
export function planText(plan: Plan, style: Style): string {
  const { t, paint } = style;
  const changes = changesOf(plan);
  const lines = [
    paint.bold(
      t(
        plan.user.name === ''
          ? msg('report.plan-title-nobody', { host: plan.host.name, os: plan.host.os })
          : msg('report.plan-title', {
              user: plan.user.name,
              host: plan.host.name,
              os: plan.host.os,
              engines: plan.engines.map((engine) => t(msg(`engines.${engine}`))),
            }),
      ),
    ),
    '',
    ...plan.steps.filter((step) => !waits(step, plan)).flatMap((step) => stepLines(step, style)),
  ];
  lines.push(...paperLines(plan, style));
  const root = changes.filter((change) => change.scope === 'root').length;
  const risks = new Set(changes.flatMap((change) => change.risks));
  const blocked = plan.steps.some(({ status }) => status === 'blocked');
  if (blocked) lines.push(paint.bad(t(msg('report.plan-blocked'))));
  if (changes.length > 0) {
    lines.push(t(msg('report.plan-summary', { changes: changes.length, root })));
  } else if (!blocked && plan.papers === undefined) {
    lines.push(t(msg('report.plan-empty')));
  }
  if (risks.size > 0) lines.push(t(msg('report.plan-risks', { risks: [...risks].join(', ') })));
  return lines.join('\n');
}

/** The texts for what does not last here, each below its name. */
function paperLines({ papers = [], host }: Plan, { t, paint }: Style): readonly string[] {
  if (papers.length === 0) return [];
  const texts = papers.flatMap(({ name, text }) => [
    `  ${paint.accent(visible(name))}`,
    ...text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `      ${visible(line)}`),
    '',
  ]);
  return [paint.bold(t(msg('report.papers', { os: host.os }))), '', ...texts];
}

/** Steps that only wait for another one that stands in the way need no line of their own. */
function waits(step: PlannedStep, plan: Plan): boolean {
  const first = plan.steps.find(({ status }) => status === 'blocked');
  return step.status === 'blocked' && step !== first && step.because.key === 'steps.after-system';
}

function stepLines(step: PlannedStep, style: Style): readonly string[] {
  const { t, paint } = style;
  const signs = { change: '+', ok: '=', skip: '-', blocked: '!' };
  const says = msg('cli.blocked', {
    step: msg(`report.step-${step.id}`),
    because: step.because,
  });
  const head = `${signs[step.status]} ${t(says)}`;
  const coloured = step.status === 'blocked' ? paint.bad(head) : paint.bold(head);
  return [
    coloured,
    ...step.notes.map((note) => `    ${t(note)}`),
    ...step.changes.flatMap((change) => changeLines(change, style)),
    '',
  ];
}

/** One change: title, why, what it shows, how it is undone. */
export function changeLines(change: PlannedChange, style: Style): readonly string[] {
  const { t, paint } = style;
  const who = change.scope === 'root' ? msg('report.as-root') : msg('report.as-user');
  const title = t(msg('report.change-title', { title: change.title, who }));
  const lines = ['', `  ${paint.accent(`[${change.id}]`)} ${title}`, `    ${t(change.why)}`];
  for (const risk of change.risks) {
    lines.push(`    ${paint.warn(`! ${t(msg(`report.risk-${risk}`))} (--accept-risk ${risk})`)}`);
  }
  if (change.needs !== 'none') lines.push(`    ${t(needsMessage(change.needs))}`);
  if (change.diff !== null) lines.push(...indent(diffLines(change.diff, style)));
  for (const line of change.preview) lines.push(`      ${paint.dim(visible(line))}`);
  if (change.diff === null || style.verbose) {
    lines.push(...indent(commandLines(change.commands)));
  }
  if (style.verbose) lines.push(paint.dim(`    ${change.source}`));
  return lines;
}

/** A diff with colours; what cannot be seen in it is made visible. */
export function diffLines(diff: string, style: Style): readonly string[] {
  const { paint } = style;
  return diff
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const shown = visibleLine(line);
      if (line.startsWith('---') || line.startsWith('+++')) return paint.bold(shown);
      if (line.startsWith('@@')) return paint.accent(shown);
      if (line.startsWith('+')) return paint.good(shown);
      if (line.startsWith('-')) return paint.bad(shown);
      return shown;
    });
}

function commandLines(commands: readonly string[]): readonly string[] {
  return commands.flatMap((command) => command.split('\n').map(visible));
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `      ${line}`);
}
