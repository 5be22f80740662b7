import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../src/report/json.ts';

it('JSON is the same JSON, and nothing in it drives a terminal or deceives the eye', () => {
  const hostile = fc.constantFrom(
    '\u001b[2J',
    '\u009b31m',
    '\u202e',
    '\ufeff',
    '\u{e0041}',
    '\u2028',
    'é',
    '"\\',
  );
  const text = fc
    .array(fc.oneof(hostile, fc.string({ unit: 'binary' })))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const json = jsonText(value, 2);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(jsonText({ a: 'é\u009b' })).toBe('{"a":"é\\u009b"}');
});
