/** What is said of a long change while it runs. */
import { describe, expect, it } from 'vitest';
import { progressMessage } from '../../src/i18n/progress.ts';
import { translator } from '../../src/i18n/translate.ts';

const t = translator('en');
const said = (done: number, all: number, seconds: number, files?: { done: number; all: number }) =>
  t(
    progressMessage({
      type: 'step_progress',
      change: 'c',
      what: 'db',
      done,
      all,
      seconds,
      ...(files ? { files } : {}),
    }),
  );

describe('progress', () => {
  it('is bytes, their rate and the time left', () => {
    expect(said(1024, 4096, 2)).toBe('db: 25% of 4.0 KiB, 512 B a second, 6 s left');
  });

  it('counts files, too, and goes by the slower of both', () => {
    const files = { done: 10, all: 100 };
    expect(said(1024, 2048, 2, files)).toBe(
      'db: 50% of 2.0 KiB, file 10 of 100, 512 B a second, 18 s left',
    );
    expect(said(1024, 4096, 2, { done: 99, all: 100 })).toContain(', 6 s left');
  });

  it('is names alone where no bytes are moved', () => {
    expect(said(0, 0, 4, { done: 100, all: 400 })).toBe(
      'db: 25%, 100 of 400, 25 a second, 12 s left',
    );
    expect(said(0, 0, 1, { done: 500, all: 400 })).toContain('100%');
  });

  it('promises nothing before anything is known, and nothing absurd at the end', () => {
    expect(said(0, 4096, 0)).toContain('0% of 4.0 KiB, 0 B a second, 0 s left');
    expect(said(0, 0, 0, { done: 0, all: 0 })).toContain('100% of 0 B, file 0 of 0');
    expect(said(5000, 4096, 1)).toContain('100% of 4.0 KiB');
  });
});
