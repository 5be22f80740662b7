import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import type { Action, EditSubids } from '../../src/model/action.ts';
import { getcap } from '../../src/probe/commands.ts';
import type { RunContext } from '../../src/run/context.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { lastRun } from '../../src/run/journal.ts';
import { editLines, subidsAfter, takeBack } from '../../src/run/subid-edit.ts';
import { previewUndo, undo } from '../../src/run/undo.ts';
import { changeOf, hash, playing, TreeHost, write } from './run-fixtures.ts';
import { applied, ROOT } from './undone-run.ts';

describe('an undo', () => {
  const install: Action = {
    do: 'install-packages',
    manager: 'apt',
    names: ['podman'],
    reinstall: false,
    versions: { podman: '5.4.2' },
  };

  it('leaves packages unless asked for, and says so', async () => {
    const at = await applied(
      [changeOf('p', install), changeOf('a', write('/etc/a', 'x', null))],
      {},
    );
    const [record] = await at.store.list();
    if (record === undefined) throw new Error('no run');
    const left = await previewUndo(at.overlay, record, { packages: false });
    expect(left.map(({ change, how }) => [change.id, Object.keys(how)[0]])).toEqual([
      ['a', 'run'],
      ['p', 'keep'],
    ]);
    const all = await previewUndo(at.overlay, record, { packages: true });
    expect(all.flatMap(({ commands }) => commands)).toEqual([
      expect.stringMatching(/^rw_remove_file \/etc\/a [0-9a-f]{64},0644,0:0$/),
      'rw_remove_packages apt podman',
    ]);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome).toMatchObject({ exit: 0, message: { key: 'run.undone-packages' } });
    expect(lastRun(await at.store.list(), false)).toBeNull();
  });

  it('finds the run again when the packages are to go after all, as it has promised', async () => {
    const at = await applied([changeOf('p', install)], {});
    await undo(at.run, at.context, { packages: false });
    expect(lastRun(await at.store.list(), true)?.id).toBe(at.run);
    expect(await undo(at.run, at.context, { packages: true })).toMatchObject({ exit: 0 });
    expect(lastRun(await at.store.list(), true)).toBeNull();
  });

  it('does not say that all is as before when they could not be removed, however often it is tried', async () => {
    const at = await applied([changeOf('p', install)], {});
    const refusing: RunContext = {
      ...at.context,
      writeHost: {
        open: async () => ({
          run: async () => ({ code: 1, said: [{ word: 'failed', rest: 'somebody needs it' }] }),
          close: async () => undefined,
        }),
      },
    };
    const first = await undo(at.run, refusing, { packages: true });
    expect(first).toMatchObject({ exit: 5, message: { key: 'run.open' } });
    const second = await undo(at.run, refusing, { packages: true });
    expect(second).toMatchObject({ exit: 1, message: { key: 'run.undone-except' } });
  });

  it('says which directory stays, because there is data in it', async () => {
    const dir: Action = {
      do: 'make-directory',
      path: '/srv/alice/data',
      mode: 0o700,
      uid: 1000,
      gid: 1000,
      missing: ['/srv/alice', '/srv/alice/data'],
    };
    const empty = await applied([changeOf('d', dir)], {});
    expect(await undo(empty.run, empty.context, { packages: false })).toMatchObject({
      exit: 0,
      message: { key: 'run.undone' },
    });
    const used = await applied([changeOf('d', dir)], {});
    used.edit('/srv/alice/data/layer', 'of an image');
    expect(await undo(used.run, used.context, { packages: false })).toMatchObject({
      exit: 0,
      message: { key: 'run.undone-data', args: { paths: ['/srv/alice/data'] } },
    });
    expect(await used.bytesOf('/srv/alice/data/layer')).toBe('of an image');
  });

  it('shows a file that was written twice as one way back, and nothing is done by showing', async () => {
    const changes = [
      changeOf('first', write('/etc/a', '1', null)),
      changeOf('second', write('/etc/a', '2', '1')),
    ];
    const at = await applied(changes, {});
    const [record] = await at.store.list();
    if (record === undefined) throw new Error('no run');
    const steps = await previewUndo(at.overlay, record, { packages: false }, (host, action) =>
      playing(host as OverlayHost)(action),
    );
    expect(steps.map(({ how }) => Object.keys(how)[0])).toEqual(['run', 'run']);
    expect(await at.bytesOf('/etc/a')).toBe('2');
  });

  it('puts a question to the host once, however many changes ask it', async () => {
    const changes = ['a', 'b', 'c'].map((name) => changeOf(name, write(`/etc/${name}`, '1', null)));
    const at = await applied(changes, {});
    const [record] = await at.store.list();
    if (record === undefined) throw new Error('no run');
    let asked = 0;
    const run = async () => {
      asked += 1;
      return { status: 'exited', code: 0, stdout: '', stderr: '' } as const;
    };
    const host = new OverlayHost(Object.assign(new TreeHost({}), { run }));
    for (const name of ['a', 'b', 'c']) host.apply([fileEffect(`/etc/${name}`, '1', ROOT)]);
    const steps = await previewUndo(host, record, { packages: false }, async (on, action) => {
      await on.run(getcap('/bin/docker'));
      return playing(on as OverlayHost)(action);
    });
    expect(steps.map(({ how }) => Object.keys(how)[0])).toEqual(['run', 'run', 'run']);
    expect(asked).toBe(1);
  });

  it('does nothing the second time', async () => {
    const at = await applied([changeOf('a', write('/etc/a', 'x', null))], {});
    await undo(at.run, at.context, { packages: false });
    at.events.length = 0;
    expect((await undo(at.run, at.context, { packages: false })).exit).toBe(0);
    expect(at.events.filter(({ type }) => type.startsWith('step'))).toEqual([]);
  });
});

describe('lines of subordinate ids', () => {
  const line = fc.constantFrom(
    'alice:100000:65536',
    'bob:165536:65536',
    '# note',
    '',
    'x:1',
    'a\r',
  );

  it('come and go and leave every other byte', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.boolean(),
        fc.array(fc.stringMatching(/^new\d:\d+:\d+$/), { maxLength: 3 }),
        (lines, ended, add) => {
          const bytes = lines.join('\n') + (ended && lines.length > 0 ? '\n' : '');
          const after = editLines(bytes, { remove: [], add });
          const action: EditSubids = {
            do: 'edit-subids',
            path: '/etc/subuid',
            remove: add,
            add: [],
            beforeSha256: hash(after),
            afterSha256: hash(bytes),
          };
          expect(after.startsWith(bytes)).toBe(true);
          expect(subidsAfter(after, action)).toBe(bytes);
        },
      ),
    );
  });

  it('are taken back from a file to which others have added', () => {
    const action: EditSubids = {
      do: 'edit-subids',
      path: '/etc/subuid',
      remove: ['alice:100000:1000'],
      add: ['alice:200000:65536'],
      beforeSha256: 'x',
      afterSha256: 'y',
    };
    const now = 'alice:200000:65536\nbob:300000:65536\n';
    expect(takeBack(now, action)).toMatchObject({
      remove: ['alice:200000:65536'],
      add: ['alice:100000:1000'],
      beforeSha256: hash(now),
      afterSha256: hash('bob:300000:65536\nalice:100000:1000\n'),
    });
    const taken = 'alice:200000:65536\nbob:100999:65536\n';
    expect(takeBack(taken, action)).toEqual({ taken: 'alice:100000:1000' });
    expect(takeBack('alice:100000:1000\n', action)).toEqual({ nothing: true });
  });
});
