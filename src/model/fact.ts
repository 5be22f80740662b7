import type { Message } from './message.ts';

/**
 * Something true of the host, read without changing anything. *Unknown* is a state of its own: a check
 * must never treat it as "no" (design law 6).
 */
export type Fact<T> = Known<T> | Unknown;

/** A fact that was read. */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  /** Where it was read: a path or a command line, untranslated; shown as evidence. */
  readonly from: string;
}

/** A fact that could not be read, and why. */
export interface Unknown {
  readonly known: false;
  readonly because: Message;
}

/** A known fact. `from` is the path or command that was read. */
export function known<T>(value: T, from: string): Known<T> {
  return { known: true, value, from };
}

/** An unknown fact with its reason. */
export function unknown(because: Message): Unknown {
  return { known: false, because };
}

/** The value of a fact, or `fallback` where it is unknown. Only where "unknown" may really be treated so. */
export function valueOr<T, U>(fact: Fact<T>, fallback: U): T | U {
  return fact.known ? fact.value : fallback;
}
