import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, EditSubids } from '../../src/model/action.ts';
import { encodeUtf8 } from '../../src/model/text.ts';
import { inverse } from '../../src/run/inverse.ts';
import { render } from '../../src/run/render.ts';
import { GID, look, names, run, SHELLS, type Shell, sha256, tempDir, UID } from './shell.ts';

const fresh = () => tempDir({ user: true });

/** The edit as it is planned, written here anew: what the helper does must be this and nothing else. */
function edited(text: string | null, remove: readonly string[], add: readonly string[]) {
  const before = text ?? '';
  let rest = before;
  const removeAt: number[] = [];
  for (const line of remove) {
    const all = before.split('\n');
    const at = all.findIndex((other, i) => other === line && !removeAt.includes(i + 1));
    removeAt.push(at + 1);
  }
  rest = before
    .split(/(?<=\n)/)
    .filter((_, i) => !removeAt.includes(i + 1))
    .join('');
  const gap = add.length > 0 && rest !== '' && !rest.endsWith('\n') ? '\n' : '';
  const after = rest + gap + add.map((line) => `${line}\n`).join('');
  const action: EditSubids = {
    do: 'edit-subids',
    path: '/etc/subuid',
    remove,
    add,
    removeAt,
    beforeSha256: text === null ? 'absent' : sha256(text),
    afterSha256: sha256(after),
  };
  return { after, action };
}

/** The action on a file of the test instead of the real one. */
function perform(shell: Shell, path: string, ...actions: readonly Action[]) {
  const text = actions.flatMap(render).join('\n').replaceAll('/etc/subuid', path);
  return run(shell, text, { user: true });
}

function back(action: Action): Action {
  const undo = inverse(action);
  if (undo === null) throw new Error('no inverse');
  return undo;
}

function put(path: string, text: string, mode = 0o644): void {
  writeFileSync(path, text, 'latin1');
  chmodSync(path, mode);
  chownSync(path, UID, GID);
}

const LINE = 'alice:100000:65536';

describe.each(SHELLS)('edit-subids in $name', (shell) => {
  it('makes a file that was not there, and takes it away', () => {
    const path = join(fresh(), 'subuid');
    const { action, after } = edited(null, [], [LINE]);
    expect(perform(shell, path, action)).toMatchObject({ code: 0, said: [`wrote ${path}`] });
    expect(look(path)).toMatchObject({ bytes: after, mode: 0o644 });
    expect(perform(shell, path, action).said).toEqual([`already ${path}`]);
    expect(perform(shell, path, back(action)).code).toBe(0);
    expect(look(path).kind).toBe('absent');
    expect(names(join(path, '..'))).toEqual([]);
  });

  it('keeps every other byte, the mode and the old file, and restores them', () => {
    const dir = fresh();
    const zoo: [string, readonly string[], readonly string[]][] = [
      ['', [], [LINE]],
      ['bob:100000:65536\n', [], [LINE]],
      ['no end', [], [LINE]],
      ['a\r\nb\r\n', ['a\r'], [LINE]],
      ['# c\n\n\nbob:1:2\n', ['', 'bob:1:2'], []],
      ['one\ntwo\nthree', ['three'], []],
      ['one\ntwo\nthree', ['three'], [LINE, '# x']],
      ['one\ntwo\nthree', ['one'], []],
      ['only', ['only'], []],
      ['100000\n1e5\n0100000\n+1\n-1\n7+x\n', ['1e5', '-1'], ['-x', '+y', '7+z', '']],
      [encodeUtf8('ユーザ:1:2\n'), [encodeUtf8('ユーザ:1:2')], [encodeUtf8('名前:1:2')]],
      ['bad \xff byte:1:2\nx\n', ['bad \xff byte:1:2'], ['new \xfe']],
      ['$(touch pwned)\n`x`\n%s%d\\n\n', ['%s%d\\n'], ["it's $HOME"]],
    ];
    for (const [index, [text, remove, add]] of zoo.entries()) {
      const path = join(dir, `subuid.d${index}`);
      put(path, text, 0o640);
      const { action, after } = edited(text, remove, add);
      const result = perform(shell, path, action);
      expect([index, result]).toEqual([index, { code: 0, said: [`wrote ${path}`], output: '' }]);
      expect(look(path)).toMatchObject({ bytes: after, mode: 0o640, uid: UID, gid: GID });
      expect(look(`${path}-`)).toMatchObject({ bytes: text, mode: 0o640 });
      expect([index, perform(shell, path, back(action)).code]).toEqual([index, 0]);
      expect(look(path)).toMatchObject({ bytes: text, mode: 0o640 });
    }
    expect(names(dir)).toHaveLength(zoo.length * 2);
  });

  it('restores any file from any edit', () => {
    const path = join(fresh(), 'subuid');
    const line = fc.oneof(
      fc.constantFrom('', 'a:1:2', 'a:1:2\r', '#', LINE),
      fc
        .string({ unit: 'binary', maxLength: 12 })
        .map((text) => encodeUtf8(text.replace(/[\n\0]/g, ''))),
    );
    const file = fc.tuple(fc.uniqueArray(line, { maxLength: 6 }), fc.boolean());
    fc.assert(
      fc.property(
        file,
        fc.array(fc.nat(5)),
        fc.uniqueArray(line, { maxLength: 3 }),
        ([lines, ended], gone, add) => {
          const text = lines.join('\n') + (ended && lines.length > 0 ? '\n' : '');
          const all = text.split('\n');
          if (text.endsWith('\n') || text === '') all.pop();
          const remove = [...new Set(gone.filter((i) => i < all.length))]
            .sort()
            .map((i) => all[i] ?? '');
          const { action, after } = edited(
            text,
            remove,
            add.filter((one) => !all.includes(one)),
          );
          if (after === text) return;
          put(path, text);
          expect(perform(shell, path, action).said).toEqual([`wrote ${path}`]);
          expect(readFileSync(path, 'latin1')).toBe(after);
          expect(perform(shell, path, back(action)).said).toEqual([`wrote ${path}`]);
          expect(readFileSync(path, 'latin1')).toBe(text);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is stale when another line came, and writes nothing that was not planned', () => {
    const dir = fresh();
    const path = join(dir, 'subuid');
    put(path, 'bob:1:2\n');
    const { action } = edited('bob:1:2\n', [], [LINE]);
    put(path, 'bob:1:2\ncarol:5:6\n');
    expect(perform(shell, path, action).code).toBe(3);
    const wrong = {
      ...edited('bob:1:2\ncarol:5:6\n', [], [LINE]).action,
      afterSha256: sha256('x'),
    };
    expect(perform(shell, path, wrong).code).toBe(1);
    expect(look(path)).toMatchObject({ bytes: 'bob:1:2\ncarol:5:6\n' });
    expect(names(dir)).toEqual(['subuid']);
  });

  it('takes over the lock of an ended process', () => {
    const dir = fresh();
    const path = join(dir, 'subuid');
    const { action } = edited('', [], [LINE]);
    // Larger than the kernel's largest process id; shadow writes a NUL after the digits.
    put(path, '');
    put(`${path}.lock`, '4194305\0');
    put(`${path}.4194306`, '4194306');
    const result = perform(shell, path, action);
    expect(result.code).toBe(0);
    expect(result.said[0]).toContain('4194305, which has ended');
    expect(names(dir)).toEqual(['subuid', 'subuid-']);
  });
});

describe('edit-subids', () => {
  const [shell] = SHELLS;
  if (shell === undefined) throw new Error('no shell');

  it('names the holder of a live lock and never takes an empty or live one', () => {
    const cases = [
      [String(process.pid), `process ${process.pid} (`],
      ['', 'names no process'],
      ['garbage', 'names no process'],
      [null, 'names no process'],
    ] as const;
    // All at once, as each waits its time.
    const text = cases.map(([content, wants]) => {
      const path = join(fresh(), 'subuid');
      put(path, '');
      if (content === null) mkdirSync(`${path}.lock`);
      else put(`${path}.lock`, content);
      const { action } = edited('', [], [LINE]);
      return { path, content, wants, call: render(action).join().replaceAll('/etc/subuid', path) };
    });
    const from = Date.now();
    const all = text.map(({ call }) => `{ ${call} || echo "code $?"; } &`).join('\n');
    const { said, output } = run(shell, `${all}\nwait`, { user: true });
    expect(Date.now() - from).toBeLessThan(9000);
    expect(output.split('\n').filter((line) => line === 'code 1')).toHaveLength(4);
    for (const { path, content, wants } of text) {
      expect(said.find((line) => line.includes(`${path} `))).toContain(wants);
      expect(look(`${path}.lock`)).toMatchObject(
        content === null ? { kind: 'directory' } : { bytes: content },
      );
      expect(look(path)).toMatchObject({ bytes: '' });
      expect(names(join(path, '..'))).toEqual(['subuid', 'subuid.lock']);
    }
  });

  it('loses no line when several edit at once, and holds the lock that usermod wants', () => {
    const path = join(fresh(), 'subuid');
    put(path, '');
    const users = Array.from({ length: 6 }, (_, i) => `u${i}:${i}00000:65536`);
    // Each tries again with what it finds, as a person would with a stale plan.
    const one = (line: string) =>
      `( set +e; until now=$(rw_sha256 '${path}'); after=$({ cat '${path}'; echo '${line}'; } | sha256sum); ` +
      `rw_edit_subids '${path}' "$now" "\${after%% *}" '+${line}'; do :; done ) &`;
    run(shell, `${users.map(one).join('\n')}\nwait`, { user: true });
    expect(readFileSync(path, 'utf8').trim().split('\n').sort()).toEqual(users);
  });

  it('edits 100,000 lines in little time', () => {
    const path = join(fresh(), 'subuid');
    const text = Array.from(
      { length: 100_000 },
      (_, i) => `user${i}:${100_000 + i * 65_536}:65536\n`,
    ).join('');
    put(path, text);
    const { action, after } = edited(text, ['user70000:4587620000:65536'], [LINE]);
    const from = performance.now();
    expect(perform(shell, path, action).code).toBe(0);
    const took = performance.now() - from;
    expect(look(path)).toMatchObject({ sha256: sha256(after) });
    // Well under a second on an idle machine; the bound only tells a loop of the shell (minutes) apart.
    expect(took).toBeLessThan(8000);
    expect(execFileSync('wc', ['-l', `${path}-`], { encoding: 'utf8' })).toMatch(/^100000 /);
  });
});
