import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/report/diff.ts';
import { visible, visibleLine } from '../../src/report/visible.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'a:1:2', '', '\tx', 'ü', ' '), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('unifiedDiff', () => {
  it('is a patch that makes the new text from the old', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('/etc/x', before, after);
        if (before === after) expect(diff).toBe('');
        else expect(applyPatch(before, diff)).toBe(after);
      }),
    );
  });

  it('names /dev/null for a file that is not there', () => {
    expect(unifiedDiff('/etc/x', null, 'a\n')).toBe(
      '--- /dev/null\n+++ /etc/x\n@@ -0,0 +1 @@\n+a\n',
    );
    expect(unifiedDiff('/etc/x', 'a\n', null)).toContain('+++ /dev/null');
  });

  it('says when there is no line feed at the end', () => {
    expect(unifiedDiff('/x', 'a', 'a\n')).toContain('\\ No newline at end of file');
  });
});

describe('visible', () => {
  it('lets no control character through, whatever the host says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => {
        const shown = visible(anything);
        for (const char of shown) {
          const code = char.codePointAt(0) ?? 0;
          expect(code < 0x20 || (code >= 0x7f && code < 0xa0)).toBe(false);
        }
      }),
    );
  });

  it('shows escapes, marks that turn text around, and blanks at the end', () => {
    expect(visible('\u001b[31mred\u202e')).toBe('^[[31mred<U+202E>');
    expect(visibleLine('+a b \t\r')).toBe('+a b␠^I^M');
    expect(visibleLine(' ')).toBe(' ');
    expect(visible('日本語 ok')).toBe('日本語 ok');
  });
});
