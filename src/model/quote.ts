/** What a shell never changes in an argument: such words stand without quotes, for the reader's sake. */
const PLAIN = /^[A-Za-z0-9_./:,@+-]+$/;

/**
 * One argument of a shell command as a literal, the only way in which text of a host or of a person
 * enters shell text. Plain words stay as they are; everything else is put in single quotes, where a
 * POSIX shell changes nothing, and a single quote itself becomes `'\''`.
 *
 * Made for arguments: a first word (the command) must not come from here, as `if` would stay `if`.
 *
 * @throws RangeError for NUL, which no argument can hold, and for half of a surrogate pair, which has
 *   no bytes in UTF-8.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function quote(text: string): string {
  if (/\0|\p{Surrogate}/u.test(text)) {
    throw new RangeError('a shell argument cannot hold NUL or half a character');
  }
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
