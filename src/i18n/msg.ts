import type { Message, MessageArg } from '../model/message.ts';
import type { MessageKey } from './catalogue.ts';
import type { en } from './en/index.ts';

/** The names in `{braces}` of a sentence; `{count#one#many}` counts as `count`. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Count}#${string}` ? Count : Name) | Placeholders<Rest>
  : never;

type ArgsFor<K extends MessageKey> = [Placeholders<(typeof en)[K]>] extends [never]
  ? []
  : [args: { readonly [P in Placeholders<(typeof en)[K]>]: MessageArg }];

/**
 * Makes a message: the key and the arguments are checked against the English sentence by the compiler.
 * `msg('subids.added', { user: 'alice', count: 65536 })`.
 */
export function msg<K extends MessageKey>(key: K, ...args: ArgsFor<K>): Message {
  const [first] = args;
  return first === undefined ? { key } : { key, args: first };
}
