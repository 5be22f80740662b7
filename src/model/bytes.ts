const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number of bytes as people read it: `1.5 GiB`, with one digit after the point below ten. IEC 80000-13. */
export function bytesText(bytes: number): string {
  let value = Math.max(0, bytes);
  let at = 0;
  while (value >= 1024 && at < UNITS.length - 1) {
    value /= 1024;
    at++;
  }
  const digits = at > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[at] ?? ''}`;
}

const DECIMAL: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  p: 1e15,
};

/** `12.3MB`, as `docker system df` prints sizes (powers of 1000, four digits): bytes, or null. */
export function parseDockerSize(text: string): number | null {
  const match = /^([\d.]+)\s*([kmgtp]?)B$/i.exec(text.trim());
  const unit = DECIMAL[(match?.[2] ?? '?').toLowerCase()];
  const number = Number(match?.[1]);
  return unit === undefined || !Number.isFinite(number) ? null : Math.round(number * unit);
}
