import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubidRule } from '../../src/edit/subid-issue.ts';
import { lintSubids, type SubidLintInput } from '../../src/edit/subid-lint.ts';
import { lastOf, parseSubids, rangesOf, type SubidRange } from '../../src/edit/subid-parse.ts';
import { collisions, coveredBy, firstHit, ownerKeys } from '../../src/edit/subid-spans.ts';

const alice = { name: 'alice', uid: 1000, gid: 1000 };

function lint(subuid: string, subgid: string = subuid, more: Partial<SubidLintInput> = {}) {
  return lintSubids({
    subuid: parseSubids(subuid),
    subgid: parseSubids(subgid),
    user: alice,
    users: [
      { name: 'root', uid: 0 },
      { name: 'alice', uid: 1000 },
      { name: 'bob', uid: 1001 },
      { name: 'directory', uid: 200123 },
    ],
    groups: [
      { name: 'alice', gid: 1000 },
      { name: 'staff', gid: 300000 },
    ],
    complete: true,
    homed: false,
    want: 65536,
    taken: [],
    ...more,
  });
}

const rules = (...args: Parameters<typeof lint>): readonly SubidRule[] => [
  ...new Set(lint(...args).map(({ rule }) => rule)),
];

describe('lintSubids', () => {
  it('has nothing to say about what useradd writes', () => {
    expect(rules('alice:100000:65536\nbob:165536:65536\n')).toEqual([]);
  });

  it.each<[string, string, readonly SubidRule[]]>([
    ['no line', 'bob:100000:65536\n', ['missing']],
    ['no file at all', '', ['missing']],
    ['too few ids', 'alice:100000:1000\n', ['size']],
    ['several ranges that add up', 'alice:100000:32768\nalice:200200:32768\n', []],
    [
      'the same ids twice do not add up',
      'alice:100000:40000\nalice:100000:40000\n',
      ['size', 'duplicate', 'order'],
    ],
    ['overlap by one id', 'alice:100000:65536\nbob:165535:65536\n', ['overlap']],
    ['neighbours', 'alice:100000:65536\nbob:165536:65536\n', []],
    ['own uid inside', 'alice:1:65536\n', ['own', 'reserved']],
    ['host id 0', 'alice:0:65536\n', ['own', 'root-id']],
    ['below the free ids', 'alice:60000:65536\n', ['reserved']],
    ['above what the kernel maps', 'alice:4294967290:65536\n', ['beyond']],
    ['2^31', 'alice:2147483648:65536\n', ['reserved']],
    ['descending', 'alice:300001:65536\nalice:100000:65536\n', ['order']],
    ['by name and by uid', 'alice:100000:65536\n1000:400000:65536\n', ['twice']],
    ['by uid only', '1000:100000:65536\n', []],
    ['renamed owner', 'alice:100000:65536\nalicia:400000:65536\n', ['unknown-owner']],
    ['trailing comment', 'alice:100000:65536\nbob:165536:65536 # bob\n', ['syntax']],
    ['a count of 0', 'alice:100000:65536\nbob:165536:0\n', ['empty']],
    ['overlap of others', 'alice:100000:65536\nbob:400000:9\nroot:400008:9\n', ['others-overlap']],
    ['another owner of id 0', 'alice:100000:65536\nbob:0:5\n', ['others-root-id']],
  ])('%s', (_, text, expected) => {
    expect(rules(text).filter((rule) => rule !== 'real')).toEqual(expected);
  });

  it('tells a real uid from a real gid', () => {
    const found = lint('alice:200000:65536\n', 'alice:299999:65536\n');
    const real = found.filter(({ rule }) => rule === 'real');
    expect(real.map(({ file, other, id }) => [file, other, id])).toEqual([
      ['subuid', 'directory', 200123],
      ['subgid', 'staff', 300000],
    ]);
    expect(found.map(({ rule }) => rule)).toContain('pair');
  });

  it('takes a name of digits for both accounts that it may mean', () => {
    const users = [
      { name: 'alice', uid: 1000 },
      { name: '1000', uid: 5000 },
    ];
    expect(rules('1000:100000:65536\n', undefined, { users })).toEqual(['ambiguous-owner']);
  });

  it('knows names that are not ASCII, and names with a backslash', () => {
    const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
    for (const name of ['jürgen', 'EXAMPLE\\alice', 'a.b', 'a-b']) {
      const user = { name, uid: 1000, gid: 1000 };
      const text = bytes(`${name}:100000:65536\n`);
      expect(rules(text, text, { user, users: [user] })).toEqual([]);
    }
  });

  it('does not call owners unknown for sure where accounts may be hidden', () => {
    const [issue] = lint('alice:100000:65536\nghost:200200:9\n', undefined, { complete: false });
    expect(issue).toMatchObject({ rule: 'unknown-owner', level: 'info' });
  });

  it('sees ids of others that stand in no file, and homes of systemd-homed', () => {
    const taken = [{ start: 165535, count: 1, by: 'Incus' }];
    const [issue] = lint('alice:100000:65536\n', undefined, { taken });
    expect(issue).toMatchObject({ rule: 'taken', other: 'Incus', id: 165535 });
    expect(rules('alice:100000:65536\n', undefined, { homed: true })).toEqual(['homed']);
    expect(rules('alice:524288:65536\n', undefined, { homed: true })).toEqual([]);
  });

  it('names five lines and counts the rest', () => {
    const [issue] = lint(`alice:100000:65536\n${'broken\n'.repeat(50)}`);
    expect(issue?.rule).toBe('syntax');
    expect(issue?.lines.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(issue?.total).toBe(50);
  });

  it('lints 100,000 lines that all overlap in well under a second', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `user${i}:${100000 + i}:65536`);
    rows.push('alice:150000:65536');
    const text = `${rows.join('\n')}\n`;
    const start = performance.now();
    const found = lint(text);
    // Measured 0.4 s on a slow core; a quadratic one needs minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(found.map(({ rule }) => rule)).toContain('overlap');
    expect(found.find(({ rule }) => rule === 'others-overlap')?.total).toBe(99_999);
  });
});

describe('parseSubids', () => {
  it.each([
    ['alice:100000:65536\r', 'carriage-return'],
    ['alice:100000', 'fields'],
    ['alice:100000:65536:x', 'fields'],
    [':100000:65536', 'owner'],
    [' alice:100000:65536', 'owner'],
    ['+alice:100000:65536', 'owner'],
    ['alice:-1:65536', 'number'],
    ['alice:0x100:65536', 'number'],
    ['alice:1e5:65536', 'number'],
    ['alice:0100000:65536', 'octal'],
    ['alice:100000:65536\0', 'nul'],
    [`${'a'.repeat(1100)}:1:1`, 'too-long'],
  ])('%j is malformed: %s', (raw, why) => {
    expect(parseSubids(`${raw}\n`)).toMatchObject([{ kind: 'malformed', line: 1, raw, why }]);
  });

  it('numbers lines from 1 and keeps comments and blanks apart', () => {
    const lines = parseSubids('# ids\n\n  \nalice:1:2');
    expect(lines.map(({ kind, line }) => `${line}${kind}`)).toEqual([
      '1comment',
      '2blank',
      '3blank',
      '4range',
    ]);
  });

  it('gives the file back when joined, whatever is in it', () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
    const piece = fc.oneof(byte, fc.constantFrom('\n', '\r\n', ':', 'alice:1:2', '#'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const back = parseSubids(text)
          .map(({ raw }) => raw)
          .join('\n');
        expect(text === back || text === `${back}\n`).toBe(true);
      }),
    );
  });
});

const range = fc
  .record({
    owner: fc.constantFrom('a', 'b', 'c', 'd'),
    start: fc.integer({ min: 0, max: 60 }),
    count: fc.integer({ min: 1, max: 12 }),
  })
  .map((each): SubidRange => ({ kind: 'range', line: 1, raw: '', ...each }));
const ranges = fc.array(range, { maxLength: 12 });
const touch = (a: SubidRange, b: SubidRange) => a.start <= lastOf(b) && b.start <= lastOf(a);

describe('spans, against the plain definition', () => {
  it('coveredBy counts each id once', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const ids = new Set(
          list.flatMap(({ start, count }) => Array.from({ length: count }, (_, i) => start + i)),
        );
        expect(coveredBy(list)).toBe(ids.size);
      }),
    );
  });

  it('firstHit names a line exactly when something of the others touches it', () => {
    fc.assert(
      fc.property(ranges, ranges, (mine, others) => {
        const hits = firstHit(mine, others);
        const expected = mine.filter((line) => others.some((other) => touch(line, other)));
        expect(hits.map(({ line }) => line)).toEqual(expected);
        for (const { line, id, other } of hits) {
          expect(id).toBeGreaterThanOrEqual(line.start);
          expect(id).toBeLessThanOrEqual(lastOf(line));
          const owners = others.filter((each) => each.start <= id && id <= lastOf(each));
          expect(owners.map(({ owner }) => owner)).toContain(other);
        }
      }),
    );
  });

  it('collisions finds something exactly when two owners share an id', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const hits = collisions(list, ({ owner }) => owner);
        const any = list.some((a) => list.some((b) => a.owner !== b.owner && touch(a, b)));
        expect(hits.length > 0).toBe(any);
        for (const { line, id, other } of hits) {
          expect(other).not.toBe(line.owner);
          expect(list.some((b) => b.owner === other && b.start <= id && id <= lastOf(b))).toBe(
            true,
          );
        }
      }),
    );
  });

  it('rangesOf keeps what has ids; ownerKeys prefers names to numbers', () => {
    expect(rangesOf(parseSubids('a:1:0\nb:1:1\n'))).toHaveLength(1);
    const keys = ownerKeys([
      { name: '7', uid: 1 },
      { name: 'x', uid: 7 },
    ]);
    expect([keys.of('7'), keys.of('x'), keys.of('1'), keys.of('8')]).toEqual([1, 7, 1, null]);
  });
});
