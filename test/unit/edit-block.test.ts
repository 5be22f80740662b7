import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockLines, removeBlock, setBlock } from '../../src/edit/block.ts';
import type { TextEdit } from '../../src/edit/edit.ts';

const NAME = 'docker-host';
const LINES = ['export DOCKER_HOST=unix:///run/user/1000/docker.sock'];

function done(edit: TextEdit): string {
  if (!edit.ok) throw new Error(edit.because.key);
  return edit.text;
}

/** Start files as people have them: any bytes, both line ends mixed, with and without a last one. */
const startFile = fc
  .array(fc.tuple(fc.string({ unit: 'binary-ascii' }), fc.constantFrom('\n', '\r\n', '\n\n')))
  .chain((lines) => {
    const text = lines.map(([line, end]) => line.replaceAll(/[\r\n]/g, '') + end).join('');
    return fc.constantFrom(text, text.replace(/\r?\n$/, ''), `${text}alias é=ls`);
  });

describe('a marked block', () => {
  it('is taken out again without a trace', () => {
    fc.assert(
      fc.property(startFile, (text) => {
        expect(done(removeBlock(done(setBlock(text, NAME, LINES)), NAME))).toBe(text);
      }),
    );
  });

  it('holds its lines, and putting it in twice is putting it in once', () => {
    fc.assert(
      fc.property(startFile, (text) => {
        const once = done(setBlock(text, NAME, LINES));
        expect(blockLines(once, NAME)).toEqual(LINES);
        expect(done(setBlock(once, NAME, LINES))).toBe(once);
      }),
    );
  });

  it('leaves a carriage return that is no part of a line end', () => {
    for (const text of ['a\r', 'a\nb\r', 'a\r\nb\r']) {
      expect(done(removeBlock(done(setBlock(text, NAME, LINES)), NAME))).toBe(text);
    }
  });

  it('is replaced in its place, whatever stands around it', () => {
    fc.assert(
      fc.property(startFile, startFile, (before, after) => {
        const head = before === '' || before.endsWith('\n') ? before : `${before}\n`;
        const there = `${done(setBlock(head, NAME, ['old']))}${after}`;
        const next = done(setBlock(there, NAME, LINES));
        expect(next.startsWith(head)).toBe(true);
        expect(next.endsWith(after)).toBe(true);
        expect(done(removeBlock(next, NAME))).toBe(head + after);
      }),
    );
  });

  it('uses the line ends of the file', () => {
    expect(done(setBlock('a\r\nb\r\n', NAME, ['x']))).toBe(
      'a\r\nb\r\n# BEGIN rootless-wizard: docker-host\r\nx\r\n# END rootless-wizard: docker-host\r\n',
    );
  });

  it('keeps what was added behind it after a file without a last line end', () => {
    // As `echo b >>` does it.
    const text = `${done(setBlock('a', NAME, LINES))}b\n`;
    expect(blockLines(text, NAME)).toEqual(LINES);
    expect(done(removeBlock(text, NAME))).toBe('a\nb\n');
    expect(done(removeBlock(done(setBlock(text, NAME, ['new'])), NAME))).toBe('a\nb\n');
  });

  it('ends its last line always, and says where the file did not', () => {
    const text = done(setBlock('a', NAME, ['x']));
    expect(text).toBe(
      'a\n# BEGIN rootless-wizard: docker-host\nx\n# END rootless-wizard: docker-host (no line end before)\n',
    );
    expect(done(removeBlock(done(setBlock(text, NAME, ['y'])), NAME))).toBe('a');
  });

  it('of an older version, without a last line end, is taken out as well', () => {
    const old = 'a\n# BEGIN rootless-wizard: docker-host\nx\n# END rootless-wizard: docker-host';
    expect(done(removeBlock(old, NAME))).toBe('a');
    expect(done(removeBlock(done(setBlock(old, NAME, LINES)), NAME))).toBe('a');
  });

  it.each([
    ['# BEGIN rootless-wizard: docker-host\nx\n', 'shell.half-block'],
    ['x\n# END rootless-wizard: docker-host\n', 'shell.half-block'],
    [
      '# END rootless-wizard: docker-host\n# BEGIN rootless-wizard: docker-host\n',
      'shell.half-block',
    ],
    [
      '# BEGIN rootless-wizard: docker-host\n# BEGIN rootless-wizard: docker-host\n# END rootless-wizard: docker-host\n',
      'shell.two-blocks',
    ],
  ])('is not guessed from %j', (text, key) => {
    for (const edit of [setBlock(text, NAME, LINES), removeBlock(text, NAME)]) {
      expect(edit).toMatchObject({ ok: false, because: { key } });
    }
  });

  it('of another name is not ours', () => {
    const other = done(setBlock('', 'docker-host-2', ['y']));
    expect(blockLines(other, NAME)).toBeNull();
    expect(done(removeBlock(other, NAME))).toBe(other);
  });
});
