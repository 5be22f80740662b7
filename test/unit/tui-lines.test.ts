import { describe, expect, test } from 'vitest';
import type { LineIo } from '../../src/model/line-io.ts';
import { type LineOptions, runLines } from '../../src/tui/lines.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { outcome } from '../components/support/fake-run.ts';
import { raw } from '../components/support/fake-steps.ts';

/** Answers in order; then the input ends. */
async function talk(
  backend: FakeBackend,
  answers: readonly string[],
  options: Partial<LineOptions> = {},
) {
  const lines: string[] = [];
  const left = [...answers];
  const io: LineIo = {
    write: (line) => void lines.push(line),
    ask: async () => {
      const answer = left.shift() ?? null;
      if (answer !== null) lines.push(`> ${answer}`);
      return answer;
    },
  };
  const end = await runLines(backend, io, { language: 'en', ...options });
  return { lines, text: lines.join('\n'), end, left };
}

describe('the line mode', () => {
  test('goes from the summary to a proven container, and says each thing once', async () => {
    const backend = new FakeBackend();
    const { text, end, left } = await talk(backend, ['a', 'a', 'y', 'q']);
    expect(end.exit).toBe(0);
    expect(left).toEqual([]);
    expect(backend.calls).toEqual(['start', 'detect', 'apply']);
    expect(text).toContain('1 of 3: Install uidmap and podman');
    expect(text).toContain('Done: Install uidmap and podman');
    expect(text).toContain('ok: A container ran as alice');
    expect(text).toContain('rootless-wizard undo 20261122-143005-9f3a');
  });

  test('only ever adds plain lines: no escape sequence, no line feed, no signs', async () => {
    const { lines } = await talk(new FakeBackend(), ['f', 'a', '5', 'd', 'c', 'e', 'i', '<', 'q']);
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}❯✓✗»␠]/u);
    // The diff of the fifth row, with what would be unseen spelled out.
    expect(lines.join('\n')).toContain('+^[]0;evil^G <U+202E>exe.txt');
  });

  test('every question can be answered: ticks, numbers, choices, texts that are refused', async () => {
    const backend = new FakeBackend();
    const { text } = await talk(backend, [
      '1',
      '2',
      '', // Docker, too
      '3',
      '1000',
      '131072',
      '4',
      '2',
      '7',
      'data',
      '/srv/data',
      'a',
      'a', // risks: not accepted by going on
      'a',
      '1',
      'y',
      'a',
      'y',
      'q',
    ]);
    const given = backend.plans.at(-1)?.given;
    expect(given?.engines?.value).toEqual(['podman', 'docker']);
    expect(given?.['subids.count']?.value).toBe(131072);
    expect(given?.['ports.method']?.value).toBe('sysctl');
    expect(given?.['storage.docker.data-root']?.value).toBe('/srv/data');
    expect(text).toContain('Please choose a number from 65536 to 1000000.');
    expect(text).toContain('A path begins with a slash.');
    expect(text).toContain('Each risk needs its own yes');
    expect(backend.accepted).toEqual(['low-ports']);
  });

  test('a change is left out by its number and x', async () => {
    const backend = new FakeBackend();
    const { text } = await talk(backend, ['a', '3', 'x', '<', 'q', 'y']);
    expect(backend.plans.at(-1)?.without).toEqual(['packages.install']);
    expect(text).toContain('(left out)');
    expect(backend.draft?.without).toEqual(['packages.install']);
  });

  test('what is not a choice is said, and nothing happens', async () => {
    const backend = new FakeBackend();
    const { text, end } = await talk(backend, ['99', 'apply', '', 'q']);
    expect(text).toContain('"99" is not one of the choices.');
    expect(text).toContain('"apply" is not one of the choices.');
    expect(end.exit).toBe(0);
    expect(text).toContain('Nothing was changed on this host.');
    expect(backend.calls).not.toContain('apply');
  });

  test('an input that ends leaves the host untouched and says so', async () => {
    const { text, end } = await talk(new FakeBackend(), ['a']);
    expect(end.exit).toBe(129);
    expect(text).toContain('Nothing was changed on this host.');
  });

  test('a long run gives signs of life, and Ctrl-C stops it', async () => {
    let beat: () => void = () => {};
    let interrupt: () => void = () => {};
    let clock = 0;
    const backend = new FakeBackend({
      apply: (_plan, run) =>
        new Promise((resolve) => {
          run.soon.addEventListener('abort', () =>
            resolve(outcome({ exit: 5, message: raw('It was stopped.'), tryNext: [] })),
          );
          clock = 31_000;
          beat();
          setImmediate(() => interrupt());
        }),
    });
    const { text, end } = await talk(backend, ['a', 'a', 'y', 'q'], {
      now: () => clock,
      every: (_, work) => {
        beat = work;
        return () => {};
      },
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
    });
    expect(text).toContain('It was stopped.');
    expect(end.exit).toBe(5);
    expect(text).toMatch(/Still working, \d+ seconds so far/);
  });
});
