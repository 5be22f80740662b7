import { describe, expect, it } from 'vitest';
import {
  dirOf,
  makeDirectory,
  ROOT_FILE,
  removeFile,
  sha256Of,
  writeBytes,
  writeText,
} from '../../src/edit/file.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { fileOf } from '../cases/base.ts';

const PATH = '/etc/x.conf';

describe('writing a file', () => {
  it('that is new takes the given mode and owner; one that is there keeps its own', () => {
    expect(writeText({ kind: 'absent', path: PATH }, 'é\n', ROOT_FILE)).toMatchObject({
      action: { bytes: 'Ã©\n', mode: 0o644, uid: 0, before: { kind: 'absent' } },
    });
    const there = { ...fileOf(PATH, 'old'), mode: 0o600, uid: 7, gid: 8 } as FileState;
    expect(writeText(there, 'new', ROOT_FILE)).toMatchObject({
      action: { mode: 0o600, uid: 7, gid: 8, before: { sha256: sha256Of('old'), bytes: 'old' } },
    });
  });

  it('with what it holds already is nothing to do', () => {
    expect(writeText(fileOf(PATH, 'é'), 'é', ROOT_FILE)).toEqual({ kind: 'same' });
  });

  it.each(['too-big', 'unreadable', 'directory', 'other'] as const)('is refused for %s', (kind) => {
    const state: FileState = { kind, path: PATH, mode: 0, uid: 0, gid: 0, realPath: null };
    expect(writeText(state, 'x', ROOT_FILE).kind).toBe('refused');
    expect(removeFile(state).kind).toBe('refused');
  });

  it('as text is refused where it is not UTF-8; as bytes it is not', () => {
    const state = { ...fileOf(PATH, ''), bytes: '\u00ff' } as FileState;
    expect(writeText(state, 'x', ROOT_FILE)).toMatchObject({
      kind: 'refused',
      because: { key: 'steps.file-not-utf8' },
    });
    expect(writeBytes(state, '\u00fe', ROOT_FILE)).toMatchObject({ action: { bytes: '\u00fe' } });
  });
});

it('removes what is there, and makes directories with their missing parents', () => {
  expect(removeFile({ kind: 'absent', path: PATH })).toEqual({ kind: 'same' });
  expect(removeFile(fileOf(PATH, 'a'))).toMatchObject({ action: { before: { bytes: 'a' } } });
  expect(makeDirectory('/a/b', ROOT_FILE, ['/a']).missing).toEqual(['/a', '/a/b']);
  expect([dirOf('/a/b'), dirOf('/a'), dirOf('a')]).toEqual(['/a', '/', '/']);
});
