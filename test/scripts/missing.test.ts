/** Directories that a change makes on its way: taken back as far as they are empty, and no others. */
import { chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalHost } from '../../src/host/local.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import type { Action, UserService, WriteFile } from '../../src/model/action.ts';
import { inverse } from '../../src/run/inverse.ts';
import { wayLeft } from '../../src/run/missing.ts';
import { fill } from '../../src/run/plan.ts';
import { render } from '../../src/run/render.ts';
import { changeOf, playing } from '../unit/run-fixtures.ts';
import { GID, perform, SHELLS, tempDir, UID } from './shell.ts';

const fresh = () => tempDir({ user: true });

const asUser = { user: true };

function write(path: string): WriteFile {
  const owner = { mode: 0o644, uid: UID, gid: GID };
  return { do: 'write-file', path, bytes: 'x\n', ...owner, before: { kind: 'absent' } };
}

/** Directories of the user. */
function makeDirs(top: string, paths: readonly string[]): void {
  for (const path of paths) mkdirSync(join(top, path), { recursive: true });
  for (const path of tree(top)) chownSync(join(top, path), UID, GID);
}

function tree(top: string): readonly string[] {
  return readdirSync(top, { recursive: true, encoding: 'utf8' }).sort();
}

/** As makePlan does it: each on top of what the ones before would leave; and what they would leave. */
async function planned(actions: readonly Action[]) {
  const overlay = new OverlayHost(new LocalHost());
  const play = playing(overlay);
  const result: Action[] = [];
  for (const action of actions) {
    const { action: filled } = await fill(overlay, changeOf('a', action));
    overlay.apply(await play(filled));
    result.push(filled);
  }
  return { actions: result, overlay, play };
}

/** What takes them back, the last one first. */
function back(actions: readonly Action[]): readonly Action[] {
  return actions.toReversed().flatMap((action) => inverse(action) ?? []);
}

const NAME = fc.constantFrom('a', 'b', "it's", 'c d', '-rf');
const DIR = fc.array(NAME, { maxLength: 3 }).map((names) => names.join('/'));

describe.each(SHELLS)('the way to new files in $name', (shell) => {
  it('is gone after the undo, and what others made stays: the tree is as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(DIR, { maxLength: 3 }),
        fc.uniqueArray(DIR, { minLength: 1, maxLength: 3 }),
        async (there, wanted) => {
          const top = fresh();
          makeDirs(top, there);
          const before = tree(top);
          const files = wanted.map((dir) => join(top, dir, 'file'));
          const { actions, overlay, play } = await planned(files.map(write));
          expect(perform(shell, actions, asUser)).toMatchObject({ code: 0, output: '' });
          const after = tree(top);
          for (const path of after) {
            const { kind } = await overlay.stat(join(top, path));
            expect(kind, path).toBe(path.endsWith('file') ? 'file' : 'directory');
          }
          for (const action of back(actions)) overlay.apply(await play(action));
          expect(perform(shell, back(actions), asUser)).toMatchObject({ code: 0, output: '' });
          expect(tree(top)).toEqual(before);
          for (const path of after.filter((one) => !before.includes(one))) {
            expect((await overlay.stat(join(top, path))).kind, path).toBe('absent');
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it('stays as far as somebody else put something there', async () => {
    const top = fresh();
    const { actions } = await planned([write(join(top, 'a/b/c/file'))]);
    perform(shell, actions, asUser);
    writeFileSync(join(top, 'a/mine'), '');
    expect(perform(shell, back(actions), asUser)).toMatchObject({
      code: 0,
      said: [
        `removed ${top}/a/b/c/file`,
        `removed ${top}/a/b/c`,
        `removed ${top}/a/b`,
        `kept ${top}/a`,
      ],
    });
    expect(tree(top)).toEqual(['a', 'a/mine']);
  });

  it('stays when the file was edited since', async () => {
    const top = fresh();
    const { actions } = await planned([write(join(top, 'a/file'))]);
    perform(shell, actions, asUser);
    writeFileSync(join(top, 'a/file'), 'edited\n');
    expect(perform(shell, back(actions), asUser).code).toBe(3);
    expect(tree(top)).toEqual(['a', 'a/file']);
  });
});

describe('the way to a new file', () => {
  it('is shown: in the diff, and in what undo would run', async () => {
    const top = fresh();
    const { diff, undo } = await fill(new LocalHost(), changeOf('a', write(join(top, 'a/b/file'))));
    expect(diff).toContain(
      `new directory ${top}/a\nnew directory ${top}/a/b\nnew file mode 0644\n`,
    );
    expect(undo[1]).toBe(`rw_remove_directories ${top}/a/b ${top}/a`);
  });

  it('is taken back, too, where only that was made before everything ended', async () => {
    const top = fresh();
    const host = new LocalHost();
    const { actions } = await planned([write(join(top, 'a/b/file'))]);
    const [action] = actions;
    if (action === undefined) throw new Error('no action');
    expect(await wayLeft(host, action)).toBeNull();
    makeDirs(top, ['a/b']);
    expect(await wayLeft(host, action)).toEqual({
      do: 'remove-directory',
      paths: [join(top, 'a/b'), join(top, 'a')],
    });
    writeFileSync(join(top, 'a/b/mine'), '');
    expect(await wayLeft(host, action)).toBeNull();
    // A journal of before, without the word.
    expect(await wayLeft(host, write(join(top, 'a/b/file')))).toBeNull();
  });

  it('goes forth and back and forth again as the same', async () => {
    const top = fresh();
    const { actions } = await planned([write(join(top, 'a/b/file'))]);
    expect(back(back(actions))).toEqual(actions);
  });

  it('of links that systemctl makes is known as well', async () => {
    const top = fresh();
    makeDirs(top, ['.config']);
    const unit = {
      do: 'user-service',
      unit: 'u.socket',
      wasEnabled: false,
      wasActive: false,
    } as const;
    const filled = async (more: Partial<UserService>) => {
      const action: UserService = { ...unit, operation: 'enable-start', ...more };
      const target = { configHome: join(top, '.config') };
      return (await fill(new LocalHost(), changeOf('u', action), target)).action;
    };
    const enabled = await filled({});
    expect(enabled).toMatchObject({
      missing: [join(top, '.config/systemd'), join(top, '.config/systemd/user')],
    });
    expect(back([enabled]).flatMap(render)).toEqual([
      'rw_user_service disable-stop u.socket',
      `rw_remove_directories ${top}/.config/systemd/user ${top}/.config/systemd`,
    ]);
    expect(await filled({ operation: 'restart' })).not.toHaveProperty('missing');
    expect(await filled({ wasEnabled: true })).not.toHaveProperty('missing');
  });

  it("of a command's file is known where the command can be taken back", async () => {
    const top = fresh();
    const state = await new LocalHost().file('/etc/hostname');
    const effects = [
      { type: 'file', state: { ...state, path: join(top, 'a/meta.json') } },
    ] as const;
    const create = { do: 'run-command', argv: ['make'], undo: ['unmake'], effects } as const;
    const { action, undo } = await fill(new LocalHost(), changeOf('c', create));
    expect(undo).toEqual(['rw_run_command unmake', `rw_remove_directories ${top}/a`]);
    expect(back(back([action])).flatMap(render)).toEqual(['rw_run_command make']);
    const { action: once } = await fill(new LocalHost(), changeOf('c', { ...create, undo: null }));
    expect(once).not.toHaveProperty('missing');
  });
});
