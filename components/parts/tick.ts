import { useEffect, useState } from 'react';

const SIGNS = ['|', '/', '-', '\\'] as const;
const EVERY_MS = 1000;

/**
 * A sign of life, one step a second, and a reason to draw the elapsed time again. Slow on purpose: a
 * serial line and a screen recorder have to carry it.
 */
export function useTick(active: boolean): string {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setCount((value) => value + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, [active]);
  return SIGNS[count % SIGNS.length] ?? '|';
}

/** `0:07`, `12:40`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
