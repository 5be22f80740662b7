import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { SimulatedWriteHost } from '../../src/host/simulated.ts';
import { MemoryRunStore } from '../../src/host/store-memory.ts';
import type { Action, EditSubids, WriteFile } from '../../src/model/action.ts';
import type { PlannedChange } from '../../src/model/change.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { getcap } from '../../src/probe/commands.ts';
import { apply } from '../../src/run/apply.ts';
import type { RunContext } from '../../src/run/context.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { lastRun, openRun } from '../../src/run/journal.ts';
import { mergeBack } from '../../src/run/merge.ts';
import { editLines, subidsAfter, takeBack } from '../../src/run/subid-edit.ts';
import { previewUndo, undo } from '../../src/run/undo.ts';
import { changeOf, collector, hash, planOf, playing, TreeHost, write } from './run-fixtures.ts';

const ROOT = { mode: 0o644, uid: 0, gid: 0 };

/** Applies changes on a simulated host. */
async function applied(changes: readonly PlannedChange[], files: Record<string, string>) {
  const overlay = new OverlayHost(new TreeHost(files));
  const store = new MemoryRunStore();
  const { events, onEvent } = collector();
  const context: RunContext = {
    host: overlay,
    writeHost: new SimulatedWriteHost(overlay),
    store,
    root: 'shell',
    now: () => new Date(0),
    tool: { name: 'test', version: '0' },
    onEvent,
    effects: playing(overlay),
  };
  const outcome = await apply(planOf(changes), context);
  expect(outcome.exit).toBe(0);
  events.length = 0;
  const bytesOf = async (path: string) => {
    const state = await overlay.file(path);
    return state.kind === 'file' ? state.bytes : state.kind;
  };
  const edit = (path: string, bytes: string) => overlay.apply([fileEffect(path, bytes, ROOT)]);
  return { overlay, store, context, events, bytesOf, edit, run: outcome.run };
}

const CONF = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
const OURS = CONF.replace('four\n', 'FOUR\nfour and a half\n');

describe('a file that was edited after us', () => {
  it('keeps edits elsewhere in the file, byte for byte', async () => {
    const at = await applied([changeOf('a', write('/etc/a', OURS, CONF))], { '/etc/a': CONF });
    at.edit('/etc/a', `# mine \u00ff\r\n${OURS}last without end`);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome).toMatchObject({ exit: 0, message: { key: 'run.undone' } });
    expect(await at.bytesOf('/etc/a')).toBe(`# mine \u00ff\r\n${CONF}last without end`);
  });

  it('gives a marked block back whatever was edited right beside it', async () => {
    const before = 'one\ntwo';
    const block = '# BEGIN rootless-wizard: x\nexport A=1\n# END rootless-wizard: x';
    const at = await applied([changeOf('a', write('/etc/a', `${before}\n${block}`, before))], {
      '/etc/a': before,
    });
    at.edit('/etc/a', `one\nTWO\n${block}\nthree\n`);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome).toMatchObject({ exit: 0, message: { key: 'run.undone' } });
    expect(await at.bytesOf('/etc/a')).toBe('one\nTWO\nthree\n');
  });

  it('leaves a marked block that was edited itself', async () => {
    const block = (value: number) =>
      `# BEGIN rootless-wizard: x\nexport A=${value}\n# END rootless-wizard: x\n`;
    const at = await applied([changeOf('a', write('/etc/a', `one\n${block(1)}`, 'one\n'))], {
      '/etc/a': 'one\n',
    });
    at.edit('/etc/a', `one\n${block(2)}`);
    expect(await undo(at.run, at.context, { packages: false })).toMatchObject({ exit: 1 });
    expect(await at.bytesOf('/etc/a')).toBe(`one\n${block(2)}`);
  });

  it('is left, and not shown, where it may hold passwords by now', async () => {
    const ours = '{\n  "currentContext": "rootless"\n}\n';
    const now = ours.replace('{\n', '{\n  "auths": { "registry": { "auth": "c2VjcmV0" } },\n');
    for (const before of [null, '{\n}\n']) {
      const files = before === null ? {} : { '/etc/a': before };
      const at = await applied([changeOf('a', write('/etc/a', ours, before))], files);
      at.edit('/etc/a', now);
      const outcome = await undo(at.run, at.context, { packages: false });
      expect(outcome).toMatchObject({ exit: 1, message: { key: 'run.undone-except' } });
      expect(await at.bytesOf('/etc/a')).toBe(now);
      const [record] = await at.store.list();
      expect(JSON.stringify([at.events, record])).not.toContain('c2VjcmV0');
    }
  });

  it('is left, named and shown where the edit can not be kept apart', async () => {
    const changes = [
      changeOf('a', write('/etc/a', OURS, CONF)),
      changeOf('b', write('/etc/b', 'b\n', null)),
    ];
    const at = await applied(changes, { '/etc/a': CONF });
    const edited = OURS.replace('FOUR', 'changed by hand');
    at.edit('/etc/a', edited);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome).toMatchObject({ exit: 1, message: { key: 'run.undone-except' } });
    expect(await at.bytesOf('/etc/a')).toBe(edited);
    expect(await at.bytesOf('/etc/b')).toBe('absent');
    const lines = at.events.flatMap((event) => (event.type === 'step_log' ? [event.line] : []));
    expect(lines).toContain('+changed by hand');
    expect(openRun(await at.store.list())).toBeNull();
  });

  it('never loses a line of others: merged, or left whole', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '', 'x y', '\u00e9\r'), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, text, text, (before, after, above, below) => {
        fc.pre(before !== after && after !== '');
        const action = write('/etc/a', after, before) as WriteFile;
        const now = `${above}\n${after}${after.endsWith('\n') ? below : ''}`;
        const state = fileEffect('/etc/a', now, ROOT);
        if (state.type !== 'file' || state.state.kind !== 'file') throw new Error('a file');
        const merge = mergeBack(action, state.state);
        if ('conflict' in merge) return;
        const { merged } = merge;
        const result = merged.do === 'write-file' ? merged.bytes : '';
        for (const line of above.split('\n')) expect(result.split('\n')).toContain(line);
      }),
    );
  });

  it('is not cut in pieces when it is all our own, unless it is a marked block', async () => {
    const unit = '[Service]\nExecStart=/usr/bin/true\n';
    const block = '# BEGIN rootless-wizard: x\nexport A=1\n# END rootless-wizard: x\n';
    const changes = [
      changeOf('unit', write('/etc/unit', unit, null)),
      changeOf('rc', write('/etc/rc', block, null)),
    ];
    const at = await applied(changes, {});
    at.edit('/etc/unit', `${unit}Environment=MINE=1\n`);
    at.edit('/etc/rc', `${block}alias ll='ls -l'\n`);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome.exit).toBe(1);
    expect(await at.bytesOf('/etc/unit')).toBe(`${unit}Environment=MINE=1\n`);
    expect(await at.bytesOf('/etc/rc')).toBe("alias ll='ls -l'\n");
  });

  it('keeps a mode that the person has set', () => {
    const action = write('/etc/a', OURS, CONF) as WriteFile;
    const now: FileState = {
      kind: 'file',
      path: '/etc/a',
      bytes: `${OURS}more\n`,
      sha256: hash(`${OURS}more\n`),
      mode: 0o600,
      uid: 0,
      gid: 0,
      nlink: 1,
      realPath: null,
    };
    expect(mergeBack(action, now)).toMatchObject({
      merged: { bytes: `${CONF}more\n`, mode: 0o600, before: { mode: 0o600 } },
    });
  });

  it('that somebody removed is not brought back', async () => {
    const at = await applied([changeOf('a', write('/etc/a', OURS, CONF))], { '/etc/a': CONF });
    at.overlay.apply([{ type: 'file', state: { kind: 'absent', path: '/etc/a' } }]);
    const outcome = await undo(at.run, at.context, { packages: false });
    expect(outcome.exit).toBe(1);
    expect(await at.bytesOf('/etc/a')).toBe('absent');
  });
});

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
