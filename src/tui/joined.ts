import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';

/** A name and what is said of it: `Risk: everyone may ...`. The colon is that of the language. */
export function pair(name: Message, text: Message): Message {
  return msg('tui.pair', { name, text });
}

/** A sentence with notes behind it, in the brackets of the language; without notes the sentence alone. */
export function noted(text: Message, notes: readonly Message[]): Message {
  return notes.length === 0 ? text : msg('tui.noted', { text, note: chain(notes) });
}

/** Words side by side: lists in messages hold plain text, these are still to be translated. */
export function chain(words: readonly Message[]): Message {
  const [first, ...rest] = words;
  if (first === undefined) return msg('tui.none');
  return rest.length === 0 ? first : msg('tui.and', { first, rest: chain(rest) });
}

/** Text that is the same in every language. */
export function plain(text: string): Message {
  return msg('core.raw', { text });
}
