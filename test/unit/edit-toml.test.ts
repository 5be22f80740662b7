import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../../src/edit/edit.ts';
import { editToml, readToml, type TomlSetting, tomlText } from '../../src/edit/toml.ts';

const DRIVER: TomlSetting = { table: ['storage'], key: 'driver', value: 'overlay' };
const PROGRAM: TomlSetting = {
  table: ['storage', 'options', 'overlay'],
  key: 'mount_program',
  value: '/usr/bin/fuse-overlayfs',
};

function done(edit: TextEdit): string {
  if (!edit.ok) throw new Error(JSON.stringify(edit.because));
  return edit.text;
}

/** As distributions ship it: aligned, commented, with an array over several lines. */
const SHIPPED = `# This file is the configuration file for all tools
# that use the containers/storage library.
[storage]

# Default storage driver, must be set for proper operation.
driver   =  "vfs"   # was slow

# rootless_storage_path = "$HOME/.local/share/containers/storage"

[storage.options]
# AdditionalImageStores
additionalimagestores = [
  "/var/lib/shared",  # nfs
]

[storage.options.overlay]
#mount_program = "/usr/bin/fuse-overlayfs"
mountopt = "nodev"
`;

describe('editing TOML', () => {
  it('changes the value and nothing around it', () => {
    const text = done(editToml(SHIPPED, 'f', [DRIVER]));
    expect(text).toBe(SHIPPED.replace('"vfs"', '"overlay"'));
  });

  it('adds a key to a table that is there', () => {
    const text = done(editToml(SHIPPED, 'f', [PROGRAM]));
    const kept = SHIPPED.split('\n').filter((line) => line !== '');
    for (const line of kept) expect(text.split('\n')).toContain(line);
    expect(readToml(text, PROGRAM.table, PROGRAM.key)).toBe(PROGRAM.value);
    expect(text).toMatch(/\[storage\.options\.overlay\][^[]*\nmount_program = /);
  });

  it('adds a table as a person would, not as an inline one', () => {
    const text = done(editToml('[storage]\ndriver = "overlay"\n', 'f', [PROGRAM]));
    expect(text).toBe(
      '[storage]\ndriver = "overlay"\n\n[storage.options.overlay]\nmount_program = "/usr/bin/fuse-overlayfs"\n',
    );
  });

  it('keeps CRLF and a missing last line end before what it adds', () => {
    const crlf = SHIPPED.replaceAll('\n', '\r\n');
    const text = done(editToml(crlf, 'f', [DRIVER, PROGRAM]));
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(done(editToml('[a]\nb = 1', 'f', [DRIVER]))).toBe(
      '[a]\nb = 1\n\n[storage]\ndriver = "overlay"\n',
    );
  });

  it('refuses what only the library could edit where it would change line ends', () => {
    const storage = 'storage = { driver = "vfs" }';
    const settings = [{ table: ['storage'], key: 'driver', value: 'overlay' }];
    expect(done(editToml(`a = 1\n${storage}\n`, 'f', settings))).toBe(
      'a = 1\nstorage = { driver = "overlay" }\n',
    );
    expect(editToml(`a = 1\r\n${storage}\n`, 'f', settings)).toMatchObject({
      ok: false,
      because: { key: 'storage.cannot-edit' },
    });
  });

  it('leaves a text alone that says it already', () => {
    const text = '[storage]\n"driver" = \'overlay\'';
    expect(done(editToml(text, 'f', [DRIVER]))).toBe(text);
  });

  it('says where a syntax error is', () => {
    expect(editToml('[storage]\ndriver = overlay\n', '/x/storage.conf', [DRIVER])).toMatchObject({
      ok: false,
      because: { key: 'storage.syntax', args: { path: '/x/storage.conf', line: 2 } },
    });
  });

  it.each([
    'storage = { driver = "vfs" }\n',
    'storage.driver = "vfs"\n',
    '[storage.options]\nx = 1\n',
    '[[storage]]\ndriver = "vfs"\n',
    '["storage"]\ndriver = "vfs"\n',
  ])('edits or refuses, but never harms %j', (text) => {
    const edit = editToml(text, 'f', [DRIVER]);
    if (!edit.ok) expect(edit.because.key).toBe('storage.cannot-edit');
    else expect(readToml(edit.text, ['storage'], 'driver')).toBe('overlay');
  });

  it('survives any values and any other tables', () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const file = fc.dictionary(name, fc.dictionary(name, value, { maxKeys: 4 }), { maxKeys: 4 });
    fc.assert(
      fc.property(file, name, name, value, (tables, table, key, wanted) => {
        const settings = Object.entries(tables).flatMap(([at, keys]) =>
          Object.entries(keys).map(([k, v]) => ({ table: [at], key: k, value: v })),
        );
        const text = tomlText(['a comment'], settings);
        const edited = done(editToml(text, 'f', [{ table: [table], key, value: wanted }]));
        expect(readToml(edited, [table], key)).toEqual(wanted);
        for (const setting of settings) {
          if (setting.table[0] === table && setting.key === key) continue;
          expect(readToml(edited, setting.table, setting.key)).toEqual(setting.value);
        }
        expect(edited.startsWith('# a comment\n')).toBe(true);
      }),
    );
  });
});

describe('a new TOML file', () => {
  it('parses to what went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = tomlText([], [{ table: ['a', 'b c'], key: 'k', value }]);
        expect(parse(text)).toEqual({ a: { 'b c': { k: value } } });
      }),
    );
  });
});
