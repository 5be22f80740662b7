import type { en } from './en/index.ts';

/** Keys of all sentences. */
export type MessageKey = keyof typeof en;

/** A complete catalogue in some language. `test/unit/i18n.test.ts` also compares the placeholders. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** Languages the program speaks. */
export const LANGUAGES = ['en', 'ja', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];
