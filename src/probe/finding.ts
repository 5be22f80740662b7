import { msg } from '../i18n/msg.ts';
import type { Fact, Unknown } from '../model/fact.ts';
import type { Finding, Level, Needs, Remedy } from '../model/finding.ts';
import type { Message } from '../model/message.ts';

/** What all findings of one id have in common. The title names what was looked at, not the result. */
export interface FindingHead {
  readonly id: string;
  readonly title: Message;
  readonly source: string;
}

/** A finding; what is left out is empty: no cause, no remedy, nothing to do before it is felt. */
export function finding(
  head: FindingHead,
  level: Level,
  evidence: string,
  more: {
    readonly cause?: Message;
    readonly remedy?: readonly Remedy[];
    readonly needs?: Needs;
  } = {},
): Finding {
  return {
    id: head.id,
    level,
    title: head.title,
    evidence,
    ...(more.cause === undefined ? {} : { cause: more.cause }),
    remedy: more.remedy ?? [],
    needs: more.needs ?? 'none',
    source: head.source,
  };
}

/** It could not be looked at, and why: never the same as passed (design law 6). */
export function skipped(head: FindingHead, fact: Unknown): Finding {
  return finding(head, 'skip', '', { cause: msg('checks.unread', { because: fact.because }) });
}

/** The finding for a fact where it is known, else the skipped one. */
export function judged<T>(
  head: FindingHead,
  fact: Fact<T>,
  judge: (value: T, from: string) => Finding,
): Finding {
  return fact.known ? judge(fact.value, fact.from) : skipped(head, fact);
}

/** A remedy that needs root. */
export function asRoot(command: string): Remedy {
  return { command, root: true };
}

/** A remedy that the user can do alone. */
export function asUser(command: string): Remedy {
  return { command, root: false };
}
