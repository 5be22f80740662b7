import { bytesText } from '../model/bytes.ts';
import type { RunEvent } from '../model/event.ts';
import type { Message } from '../model/message.ts';
import { msg } from './msg.ts';

/** How far, how fast and how long still: by bytes, by files where those are the slower half, or where only they count. */
export function progressMessage({
  what,
  done,
  all,
  files,
  seconds,
}: Extract<RunEvent, { readonly type: 'step_progress' }>): Message {
  const rate = seconds > 0 ? done / seconds : 0;
  const counted = {
    what,
    percent: all > 0 ? Math.min(100, Math.floor((100 * done) / all)) : 100,
    all: bytesText(all),
    rate: bytesText(rate),
    left: Math.ceil(
      Math.max(left(done, all, seconds), files ? left(files.done, files.all, seconds) : 0),
    ),
  };
  if (files !== undefined && files.all > 0 && all === 0) {
    return msg('report.progress-names', {
      what,
      percent: Math.min(100, Math.floor((100 * files.done) / files.all)),
      file: files.done,
      files: files.all,
      rate: seconds > 0 ? Math.round(files.done / seconds) : 0,
      left: counted.left,
    });
  }
  if (files === undefined) return msg('report.progress', counted);
  return msg('report.progress-files', { ...counted, file: files.done, files: files.all });
}

/** Seconds, if it goes on as it went; 0 before anything is known. */
function left(done: number, all: number, seconds: number): number {
  return done > 0 ? (seconds * Math.max(0, all - done)) / done : 0;
}
