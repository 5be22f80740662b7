/** Undo of a file that somebody edited since: their lines stay, ours go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WriteFile } from '../../src/model/action.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { openRun } from '../../src/run/journal.ts';
import { mergeBack } from '../../src/run/merge.ts';
import { undo } from '../../src/run/undo.ts';
import { changeOf, hash, write } from './run-fixtures.ts';
import { applied, ROOT } from './undone-run.ts';

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
