import type { MessageKey } from '../i18n/catalogue.ts';
import type { Remedy } from '../model/finding.ts';

/**
 * An error text that engines are known to print, and what it means. `pattern` is matched against single
 * lines; `findings` are checks that confirm it on this host (a failing one makes it certain).
 */
export interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  /** How sure the text alone makes us. */
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly title: MessageKey;
  readonly cause: MessageKey;
  readonly findings: readonly string[];
  /** `USER` and `UID` stand for the person's own. */
  readonly remedy: readonly Remedy[];
  readonly source: string;
}

/** What the wizard itself would do about it. */
export const WIZARD: Remedy = { command: 'rootless-wizard', root: false };

/** A remedy that the person runs. */
export const user = (command: string): Remedy => ({ command, root: false });
/** A remedy that needs root. */
export const root = (command: string): Remedy => ({ command, root: true });
