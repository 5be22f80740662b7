import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Allocation, allocate } from '../../src/edit/subid.ts';
import type { AllocationInput } from '../../src/edit/subid-bad.ts';
import { lastOf, parseSubids, rangesOf, rangesOfUser } from '../../src/edit/subid-parse.ts';
import { editSubids, removedAt } from '../../src/edit/subid-text.ts';

const CLASSIC = {
  uidMin: 100000,
  uidMax: 600100000,
  uidCount: 65536,
  gidMin: 100000,
  gidMax: 600100000,
  gidCount: 65536,
};

interface Host {
  readonly subuid?: string;
  readonly subgid?: string;
  readonly user?: AllocationInput['user'];
  readonly min?: number;
  readonly max?: number;
  readonly want?: number;
  readonly users?: AllocationInput['users'];
  readonly groups?: AllocationInput['groups'];
  readonly taken?: AllocationInput['taken'];
  readonly homed?: boolean;
}

const ALICE = { name: 'alice', uid: 1000, gid: 1000 };

function inputOf(host: Host): AllocationInput {
  return {
    subuid: parseSubids(host.subuid ?? ''),
    subgid: parseSubids(host.subgid ?? host.subuid ?? ''),
    user: host.user ?? ALICE,
    policy: {
      ...CLASSIC,
      ...(host.min === undefined ? {} : { uidMin: host.min, gidMin: host.min }),
      ...(host.max === undefined ? {} : { uidMax: host.max, gidMax: host.max }),
    },
    want: host.want ?? 65536,
    users: host.users ?? [{ name: 'root', uid: 0 }, ALICE],
    groups: host.groups ?? [
      { name: 'root', gid: 0 },
      { name: 'alice', gid: 1000 },
    ],
    taken: host.taken ?? [],
    homed: host.homed ?? false,
  };
}

/** Short form: how, and the lines that go and come in each file. */
function on(host: Host): unknown {
  const found = allocate(inputOf(host));
  if (found.kind !== 'change') return found.kind;
  const lines = ({ remove, add }: { remove: readonly string[]; add: readonly string[] }) => [
    ...remove.map((line) => `-${line}`),
    ...add.map((line) => `+${line}`),
  ];
  return [found.how, lines(found.subuid), lines(found.subgid)];
}

const both = (how: string, ...lines: string[]) => [how, lines, lines];

describe('a fresh user', () => {
  it('gets what useradd would give', () => {
    expect(on({})).toEqual(both('new', '+alice:100000:65536'));
    expect(on({ min: 524288 })).toEqual(both('new', '+alice:524288:65536'));
    expect(on({ subuid: 'bob:100000:65536\n' })).toEqual(both('new', '+alice:165536:65536'));
  });

  it('gets a gap when it is big enough, else the space behind', () => {
    const subuid = 'bob:165536:65536\n';
    expect(on({ subuid })).toEqual(both('new', '+alice:100000:65536'));
    expect(on({ subuid, want: 131072 })).toEqual(both('new', '+alice:231072:131072'));
  });

  it('never gets ids of the other file, of accounts, or of anybody else who takes ids', () => {
    expect(on({ subuid: '', subgid: 'bob:100000:65536\n' })).toEqual(
      both('new', '+alice:165536:65536'),
    );
    const users = [{ name: 'ldap', uid: 120000 }];
    expect(on({ users })).toEqual(both('new', '+alice:120001:65536'));
    expect(on({ groups: [{ name: 'staff', gid: 165535 }] })).toEqual(
      both('new', '+alice:165536:65536'),
    );
    expect(on({ taken: [{ start: 100000, count: 400_000_000 }] })).toEqual(
      both('new', '+alice:400100000:65536'),
    );
  });

  it('goes beyond SUB_UID_MAX only when the space below is used up, and says so', () => {
    const subuid = 'root:100000:600000001\n';
    const found = allocate(inputOf({ subuid }));
    expect(found).toMatchObject({ kind: 'change', beyondPolicy: true });
    expect(on({ subuid })).toEqual(both('new', '+alice:600113152:65536'));
  });

  it('gets nothing where nothing is free', () => {
    expect(on({ subuid: 'root:65536:2000000000\n' })).toBe('no-room');
    expect(on({ want: 2_000_000_000 })).toBe('no-room');
  });

  it('of systemd-homed starts at 524288', () => {
    expect(on({ homed: true })).toEqual(both('new', '+alice:524288:65536'));
  });

  it('whose uid lies in the usual space is not given its own id', () => {
    const user = { name: 'alice', uid: 100500, gid: 100500 };
    expect(on({ user, users: [], groups: [] })).toEqual(both('new', '+alice:100501:65536'));
  });
});

describe('a user with ids', () => {
  const other = 'bob:165536:65536\n';

  it('keeps them when they are enough, by name or by uid', () => {
    expect(on({ subuid: 'alice:100000:65536\n' })).toBe('ok');
    expect(on({ subuid: '1000:100000:65536\n' })).toBe('ok');
    expect(on({ subuid: 'alice:100000:30000\nalice:130000:35536\n' })).toBe('ok');
  });

  it('grows right behind them', () => {
    expect(on({ subuid: 'alice:100000:1000\n' })).toEqual(both('grow', '+alice:101000:64536'));
    expect(on({ subuid: '1000:100000:1000\n' })).toEqual(both('grow', '+1000:101000:64536'));
    expect(on({ subuid: 'alice:100000:65536\n', want: 131072 })).toEqual(
      both('grow', '+alice:165536:65536'),
    );
  });

  it('gets a range above when somebody is right behind, so that the map keeps its beginning', () => {
    expect(on({ subuid: `alice:150000:15536\n${other}` })).toEqual(
      both('append', '+alice:231072:50000'),
    );
  });

  it('gets the same in the other file, also when that one has the beginning of it', () => {
    const subuid = 'alice:100000:65536\n';
    expect(on({ subuid, subgid: '' })).toEqual(['mirror', [], ['+alice:100000:65536']]);
    expect(on({ subuid: '', subgid: subuid })).toEqual(['mirror', ['+alice:100000:65536'], []]);
    expect(on({ subuid: `${subuid}alice:300000:65536\n`, subgid: subuid, want: 131072 })).toEqual([
      'mirror',
      [],
      ['+alice:300000:65536'],
    ]);
  });

  it('gets another range in the other file where the same one is taken there', () => {
    expect(on({ subuid: 'alice:100000:65536\n', subgid: 'bob:100000:65536\n' })).toEqual([
      'append',
      [],
      ['+alice:165536:65536'],
    ]);
  });
});

describe('ranges that can never be right', () => {
  it('that overlap another user move in both files; the other line stays', () => {
    const subuid = 'bob:100000:65536\nalice:130000:65536\n';
    expect(on({ subuid })).toEqual(both('new', '-alice:130000:65536', '+alice:195536:65536'));
    const found = allocate(inputOf({ subuid }));
    expect(found).toMatchObject({ bad: [{ why: 'overlap', other: 'bob' }, { why: 'overlap' }] });
  });

  it('move along in the other file when they are the same there', () => {
    const line = 'alice:100000:65536\n';
    const found = allocate(inputOf({ subuid: `${line}bob:100000:10\n`, subgid: line }));
    expect(found).toMatchObject({ bad: [{ why: 'overlap' }, { why: 'pair' }] });
  });

  it.each([
    ['own', { subuid: 'alice:1000:65536\n' }],
    ['root-id', { subuid: 'alice:0:65536\n' }],
    ['beyond', { subuid: 'alice:4294900000:131072\n' }],
    ['homed', { subuid: 'alice:100000:65536\n', homed: true }],
    ['real', { subuid: 'alice:100000:65536\n', users: [{ name: 'eve', uid: 100007 }] }],
  ])('for the reason %s', (why, host: Host) => {
    const found = allocate(inputOf(host));
    expect(found).toMatchObject({ kind: 'change', how: 'new' });
    expect((found as Allocation & { kind: 'change' }).bad[0]?.why).toBe(why);
  });

  it('that repeat own ids lose the repetition only', () => {
    const subuid = 'alice:100000:65536\n1000:100000:65536\n';
    expect(on({ subuid })).toEqual(both('trim', '-1000:100000:65536'));
  });
});

describe('files that cannot be read', () => {
  it('stop everything, whoever the bad line belongs to', () => {
    const found = allocate(inputOf({ subuid: 'alice:100000:65536\nbob:x:1\n', subgid: '' }));
    expect(found).toMatchObject({ kind: 'malformed', file: 'subuid', line: { line: 2 } });
    expect(on({ subuid: 'alice:100000:65536\r\n' })).toBe('malformed');
  });
});

describe('any host', () => {
  const owner = fc.constantFrom('alice', '1000', 'bob', 'carol', '1001', 'root', 'nobody-knows');
  const start = fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((n) => n * 4096),
    fc.integer({ min: 0, max: 2 ** 32 }),
    fc.constantFrom(0, 999, 1000, 65535, 65536, 100000, 165536, 524288, 1879048191, 2 ** 31),
  );
  const count = fc.oneof(
    fc.constantFrom(0, 1, 1000, 65535, 65536, 131072),
    fc.integer({ min: 1, max: 300000 }),
  );
  const line = fc.tuple(owner, start, count).map((parts) => parts.join(':'));
  const file = fc
    .array(line, { maxLength: 12 })
    .map((lines) => lines.map((l) => `${l}\n`).join(''));
  const ids = fc.array(fc.oneof(start, fc.integer({ min: 100000, max: 400000 })), { maxLength: 6 });
  const host = fc.record({
    subuid: file,
    subgid: file,
    min: fc.constantFrom(100000, 524288, 1000, 65536),
    max: fc.constantFrom(600100000, 700000, 300000),
    want: fc.constantFrom(65536, 65537, 131072, 196608),
    homed: fc.boolean(),
    users: ids.map((list) => [ALICE, ...list.map((uid, index) => ({ name: `u${index}`, uid }))]),
    groups: ids.map((list) => [
      { name: 'alice', gid: 1000 },
      ...list.map((gid, index) => ({ name: `g${index}`, gid })),
    ]),
    taken: fc.array(fc.record({ start, count: count.map((n) => Math.max(1, n)) }), {
      maxLength: 3,
    }),
  });
  const runs = process.env['RW_LONG'] === '1' ? 100_000 : 2_000;

  it('gets enough ids that nobody else has, keeps everybody’s lines, and is done after one time', () => {
    fc.assert(
      fc.property(host, (given) => {
        const input = inputOf(given);
        const found = allocate(input);
        if (found.kind !== 'change') return;
        const after = {
          subuid: editSubids(given.subuid, found.subuid),
          subgid: editSubids(given.subgid, found.subgid),
        };
        for (const name of ['subuid', 'subgid'] as const) {
          const lines = parseSubids(after[name]);
          const mine = rangesOfUser(lines, ALICE);
          const total = mine.reduce((sum, range) => sum + range.count, 0);
          expect(total).toBeGreaterThanOrEqual(given.want);
          checkAdded(input, found, name, given);
          // Everybody else's lines are there as they were, in their order.
          const others = (text: string) =>
            text.split('\n').filter((each) => !/^(alice|1000):/.test(each));
          expect(others(after[name])).toEqual(others(given[name]));
          // What is taken out is the user's own.
          for (const each of found[name].remove) expect(each).toMatch(/^(alice|1000):/);
        }
        expect(on({ ...given, ...after })).toBe('ok');
      }),
      { numRuns: runs },
    );
  });

  function checkAdded(
    input: AllocationInput,
    found: Allocation & { kind: 'change' },
    name: 'subuid' | 'subgid',
    given: { taken: readonly { start: number; count: number }[]; homed: boolean },
  ): void {
    for (const added of rangesOf(parseSubids(found[name].add.join('\n')))) {
      const last = lastOf(added);
      expect(added.start).toBeGreaterThanOrEqual(given.homed ? 524288 : 65536);
      expect(last).toBeLessThanOrEqual(1879048191);
      const clear = (other: { start: number; count: number }) =>
        other.start > last || lastOf(other) < added.start;
      for (const each of ['subuid', 'subgid'] as const) {
        const mine = new Set(rangesOfUser(input[each], ALICE));
        for (const other of rangesOf(input[each])) {
          if (!mine.has(other)) expect(clear(other), `${other.raw} and ${added.raw}`).toBe(true);
        }
      }
      for (const { uid } of input.users) expect(clear({ start: uid, count: 1 })).toBe(true);
      for (const { gid } of input.groups) expect(clear({ start: gid, count: 1 })).toBe(true);
      const own = (['subuid', 'subgid'] as const).flatMap((each) =>
        rangesOfUser(input[each], ALICE),
      );
      for (const range of given.taken) {
        const inside = own.some(
          (mine) => mine.start <= range.start && lastOf(range) <= lastOf(mine),
        );
        if (!inside && own.length === 0) expect(clear(range)).toBe(true);
      }
    }
  }

  it('of 100,000 lines takes no time that grows with its square', () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `u${n}:${100000 + n * 5000}:5000`);
    const bytes = `${rows.join('\n')}\n`;
    const began = performance.now();
    const found = allocate(inputOf({ subuid: bytes }));
    if (found.kind !== 'change') throw new Error(found.kind);
    const after = editSubids(bytes, found.subuid);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(after.endsWith('alice:500100000:65536\n')).toBe(true);
  });
});

describe('editSubids', () => {
  it('takes out the first equal line with its end, and puts new ones at the end', () => {
    expect(editSubids('a\nb\na\n', { remove: ['a'], add: [] })).toBe('b\na\n');
    expect(editSubids('a\nb', { remove: ['b'], add: [] })).toBe('a\n');
    expect(editSubids('a\nb', { remove: ['a'], add: [] })).toBe('b');
    expect(editSubids('a', { remove: [], add: ['b', 'c'] })).toBe('a\nb\nc\n');
    expect(editSubids('', { remove: [], add: ['b'] })).toBe('b\n');
    expect(editSubids('\n', { remove: [], add: ['b'] })).toBe('\nb\n');
    expect(editSubids('# é\r\n', { remove: [], add: ['b'] })).toBe('# é\r\nb\n');
  });

  it('fails for a line that is not there, as often as it is wanted', () => {
    expect(() => editSubids('a\n', { remove: ['a', 'a'], add: [] })).toThrow(RangeError);
    expect(() => editSubids('ab\n', { remove: ['a'], add: [] })).toThrow(RangeError);
  });

  it('says which lines it takes out', () => {
    expect(removedAt('x\na\nb\na\n', ['a', 'b', 'a'])).toEqual([2, 3, 4]);
  });
});
