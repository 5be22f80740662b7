import { bytesText } from '../model/bytes.ts';
import type { RunEvent } from '../model/event.ts';
import type { Message } from '../model/message.ts';
import { msg } from './msg.ts';

/** How far, how fast and how long still: of what is counted in bytes. */
export function progressMessage({
  what,
  done,
  all,
  seconds,
}: Extract<RunEvent, { readonly type: 'step_progress' }>): Message {
  const rate = seconds > 0 ? done / seconds : 0;
  return msg('report.progress', {
    what,
    percent: all > 0 ? Math.min(100, Math.floor((100 * done) / all)) : 100,
    all: bytesText(all),
    rate: bytesText(rate),
    left: rate > 0 ? Math.ceil(Math.max(0, all - done) / rate) : 0,
  });
}
