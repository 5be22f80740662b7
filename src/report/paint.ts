/**
 * Colours for line output. Meaning never hangs on them: every coloured thing also has a sign or a word.
 */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  accent(text: string): string;
}

/** Real colours, or none. */
export function paint(colour: boolean): Paint {
  const wrap = (open: number, close: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    good: wrap(32, 39),
    bad: wrap(31, 39),
    warn: wrap(33, 39),
    accent: wrap(36, 39),
  };
}

/**
 * Should a stream have colours? The flag goes first, then NO_COLOR (non-empty, https://no-color.org),
 * FORCE_COLOR, TERM=dumb, and last whether it is a terminal.
 */
export function wantsColour(
  flag: 'auto' | 'always' | 'never',
  env: (name: string) => string | undefined,
  isTTY: boolean,
): boolean {
  if (flag !== 'auto') return flag === 'always';
  if (env('NO_COLOR')) return false;
  const force = env('FORCE_COLOR');
  if (force !== undefined) return force !== '0' && force !== 'false';
  return env('TERM') !== 'dumb' && isTTY;
}
