import { msg } from '../i18n/msg.ts';
import { progressMessage } from '../i18n/progress.ts';
import type { RunEvent } from '../model/event.ts';
import { findingLines, type Style } from './findings-text.ts';
import { visible } from './visible.ts';

/** One event of a run as lines for a person; nothing for events that only programs need. */
export function eventLines(event: RunEvent, style: Style): readonly string[] {
  const { t, paint } = style;
  switch (event.type) {
    case 'version':
    case 'risk':
    case 'result':
      return [];
    case 'step_start':
      return [paint.bold(`[${event.index}/${event.total}] ${t(event.title)}`)];
    case 'step_log':
      return [paint.dim(`    ${visible(event.line)}`)];
    case 'step_progress':
      return [paint.dim(`    ${t(progressMessage(event))}`)];
    case 'step_done':
      return event.note === undefined ? [] : [`    ${t(event.note)}`];
    case 'step_failed':
      return [
        paint.bad(`  ! ${t(event.reason)} (${t(msg('report.exit-code', { code: event.code }))})`),
        ...event.lines.map((line) => `    ${visible(line)}`),
      ];
    case 'finding':
      return findingLines(event.finding, { ...style, verbose: true });
  }
}
