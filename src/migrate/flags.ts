/** Options of a command line, as words. */

/** An option with its value, or nothing where the value is the engine's default: '' or 0. */
export function flag(name: string, value: string | number): readonly string[] {
  return value === '' || value === 0 ? [] : [name, String(value)];
}

/** The same option once for each value. */
export function each(name: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [name, value]);
}
