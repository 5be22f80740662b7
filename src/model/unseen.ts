/**
 * Characters that a terminal would act on or that the eye cannot see. Text of the host must show them as
 * signs, so that it can neither drive the terminal nor hide what a change does (https://trojansource.codes,
 * CVE-2021-42574). `report/visible.ts` and `tui/sanitize.ts` are the doors; both stand on this.
 */

/** Cc, Cf, line and paragraph separators, lone surrogates, other default-ignorable characters, odd blanks. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u;

/** Has the text (or is the character) something that must be shown by a sign? Line feeds and tabs count. */
export function isUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** Has it a control character (Cc: C0, DEL, C1)? Line ends are some. */
export function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** `^[` for ASCII controls as cat -v and less show them, `<U+202E>` for the rest. */
export function signOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  if (code === 0x7f) return '^?';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * A translated sentence, whose arguments may hold text of the host: everything that is unseen becomes a
 * sign; blanks stay, and U+3000, which Japanese and Chinese sentences may use, too.
 */
export function safeSentence(text: string): string {
  if (!isUnseen(text)) return text;
  let result = '';
  for (const char of text) {
    if (char === '\u3000' || !isUnseen(char)) result += char;
    else if (char === '\n' || char === '\t') result += ' ';
    else result += signOf(char);
  }
  return result;
}
