import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import { decodeUtf8 } from '../../src/model/text.ts';
import { inverse } from '../../src/run/inverse.ts';

describe('inverse', () => {
  it('is its own inverse for what has a state', () => {
    const bytes = fc
      .uint8Array({ maxLength: 30 })
      .map((raw) => Buffer.from(raw).toString('latin1'));
    const mode = fc.integer({ min: 0, max: 0o7777 });
    fc.assert(
      fc.property(bytes, bytes, mode, mode, (was, will, wasMode, willMode) => {
        const write: Action = {
          do: 'write-file',
          path: '/f',
          bytes: was,
          mode: wasMode,
          uid: 1,
          gid: 2,
          before: { kind: 'absent' },
        };
        const remove = inverse(write);
        if (remove?.do !== 'remove-file') throw new Error('a new file must be removed');
        expect(inverse(remove)).toEqual(write);
        const again: Action = { ...write, bytes: will, mode: willMode, before: remove.before };
        const undo = inverse(again);
        if (undo === null) throw new Error('no inverse');
        expect(undo).toMatchObject({ bytes: was, mode: wasMode });
        expect(inverse(undo)).toEqual(again);
      }),
    );
    const edit: Action = {
      do: 'edit-subids',
      path: '/etc/subgid',
      remove: ['a'],
      add: ['b'],
      removeAt: [4],
      beforeSha256: 'x',
      afterSha256: 'absent',
    };
    const undone = inverse(edit);
    expect(undone).toMatchObject({ remove: ['b'], add: ['a'], addAt: [4], beforeSha256: 'absent' });
    expect(undone === null ? null : inverse(undone)).toEqual(edit);
  });

  it('brings a service back to what it was', () => {
    const cases = [
      ['enable-start', false, false, 'disable-stop'],
      ['enable-start', true, false, 'stop'],
      ['enable-start', false, true, 'disable'],
      ['enable-start', true, true, undefined],
      ['disable-stop', true, true, 'enable-start'],
      ['disable-stop', true, false, 'enable'],
      ['disable-stop', false, true, 'start'],
      ['disable-stop', false, false, undefined],
      ['restart', true, true, 'restart'],
      ['restart', true, false, 'stop'],
      ['reload', false, false, 'reload'],
    ] as const;
    for (const [operation, wasEnabled, wasActive, back] of cases) {
      const undo = inverse({ do: 'user-service', unit: 'u', operation, wasEnabled, wasActive });
      expect([
        operation,
        wasEnabled,
        wasActive,
        undo?.do === 'user-service' ? undo.operation : undefined,
      ]).toEqual([operation, wasEnabled, wasActive, back]);
    }
  });

  it('leaves packages unless asked, and never what was only reinstalled', () => {
    const install: Action = {
      do: 'install-packages',
      manager: 'apt',
      names: ['a'],
      reinstall: false,
      versions: {},
    };
    expect(inverse(install)).toBeNull();
    expect(inverse(install, { packages: true })).toEqual({
      do: 'remove-packages',
      manager: 'apt',
      names: ['a'],
    });
    expect(inverse({ ...install, reinstall: true }, { packages: true })).toBeNull();
  });

  it('survives JSON like everything in a plan', () => {
    const write: Action = {
      do: 'write-file',
      path: '/f',
      bytes: '\0\xff',
      mode: 0o600,
      uid: 0,
      gid: 0,
      before: { kind: 'absent' },
    };
    const undo = inverse(write);
    expect(JSON.parse(JSON.stringify(undo))).toEqual(undo);
    expect(decodeUtf8('\0\xff')).toBeNull();
  });
});
