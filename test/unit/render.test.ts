import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/action.ts';
import { encodeUtf8 } from '../../src/model/text.ts';
import { helpersText } from '../../src/run/preamble.ts';
import { quote } from '../../src/run/quote.ts';
import { escapeBytes, render } from '../../src/run/render.ts';
import { SHELLS } from '../scripts/shell.ts';

const HOSTILE = [
  "'",
  "''",
  "\\'",
  '$(id)',
  '`id`',
  '$' + '{x}',
  '\n',
  '\r\n',
  '-n',
  '--',
  '!',
  '*',
  '~',
  '#',
  ' ',
  '',
  ';',
  '&',
  '\t',
  '\x1b[31m',
  '日本',
  '\\',
  '"',
  'if',
  'a=b',
  '\x81',
];

const word = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('\0', '')),
);

describe('quote', () => {
  it.each(SHELLS)(
    '10,000 hostile strings reach $name unchanged',
    ({ argv: [program, ...args] }) => {
      const words = fc.sample(word, 10_000);
      for (let i = 0; i < words.length; i += 2_500) {
        const part = words.slice(i, i + 2_500);
        const input = part.map((text) => `printf '%s\\0' ${quote(text)}\n`).join('');
        const { stdout } = spawnSync(program, [...args, '-s'], {
          input,
          encoding: 'utf8',
          maxBuffer: 1e8,
        });
        expect(stdout.split('\0').slice(0, -1)).toEqual(part);
      }
    },
  );

  it('leaves plain words readable and refuses what no argument can hold', () => {
    expect(quote('/etc/sysctl.d/60-x.conf')).toBe('/etc/sysctl.d/60-x.conf');
    expect(quote("it's")).toBe("'it'\\''s'");
    expect(quote('')).toBe("''");
    expect(() => quote('a\0b')).toThrow(RangeError);
    expect(() => quote('\ud800')).toThrow(RangeError);
  });
});

describe('escapeBytes', () => {
  it('is undone by printf %b for any bytes', () => {
    const printed = (text: string): string =>
      encodeUtf8(text).replace(/\\(\\|r|0[0-7]{3})/g, (_, code: string) =>
        code === '\\' ? '\\' : code === 'r' ? '\r' : String.fromCharCode(Number.parseInt(code, 8)),
      );
    const bytes = fc.uint8Array().map((raw) => Buffer.from(raw).toString('latin1'));
    const text = fc.string({ unit: 'binary' }).map(encodeUtf8);
    fc.assert(
      fc.property(fc.oneof(bytes, text), (raw) => {
        const escaped = escapeBytes(raw);
        expect(printed(escaped)).toBe(raw);
        expect(escaped).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('render', () => {
  const file: Action = {
    do: 'write-file',
    path: '/etc/sysctl.d/60-x.conf',
    bytes: encodeUtf8("# it's für alle\nnet.ipv4.x = 1\n"),
    mode: 0o644,
    uid: 0,
    gid: 0,
    before: { kind: 'absent' },
  };

  it('can be read', () => {
    expect(render(file)).toEqual([
      "rw_write_file /etc/sysctl.d/60-x.conf 0644 0:0 absent '# it'\\''s für alle\nnet.ipv4.x = 1\n'",
    ]);
    const crlf: Action = {
      ...file,
      bytes: 'a\r\n',
      before: { kind: 'file', sha256: 'ab', mode: 0o4755, uid: 1, gid: 2, bytes: '' },
    };
    expect(render(crlf)).toEqual([
      "rw_write_file_escaped /etc/sysctl.d/60-x.conf 0644 0:0 ab,4755,1:2 'a\\r\n'",
    ]);
    expect(
      render({
        do: 'install-packages',
        manager: 'apt',
        names: ['uidmap', 'docker.io'],
        reinstall: false,
        versions: {},
        keepStopped: ['docker.service', 'docker.socket'],
      }),
    ).toEqual([
      'rw_install_packages apt --keep-stopped docker.service,docker.socket uidmap docker.io',
    ]);
    expect(
      render({
        do: 'edit-subids',
        path: '/etc/subuid',
        remove: ['bob:1:2'],
        add: ['alice:100000:65536'],
        addAt: [3],
        beforeSha256: 'b',
        afterSha256: 'a',
      }),
    ).toEqual(['rw_edit_subids /etc/subuid b a -bob:1:2 3+alice:100000:65536']);
    expect(render({ do: 'manual' })).toEqual([]);
  });

  it('shows no character that a person would not see', () => {
    const bytes = fc
      .uint8Array({ maxLength: 60 })
      .map((raw) => Buffer.from(raw).toString('latin1'));
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map(encodeUtf8);
    fc.assert(
      fc.property(fc.oneof(bytes, text), (content) => {
        expect(render({ ...file, bytes: content }).join()).not.toMatch(
          /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
        );
      }),
    );
  });

  it('calls only helpers that exist', () => {
    const text = helpersText();
    for (const action of EVERY) {
      for (const line of render(action)) {
        const [name = ''] = line.split(' ');
        expect([name, text.includes(`\n${name}() `)]).toEqual([name, true]);
      }
    }
  });

  const EVERY: readonly Action[] = [
    file,
    { ...file, bytes: '\xff' },
    { do: 'remove-file', path: '/a', before: { kind: 'absent' } },
    { do: 'make-directory', path: '/a', mode: 0o700, uid: 0, gid: 0, missing: ['/a'] },
    { do: 'remove-directory', paths: ['/a/b', '/a'] },
    {
      do: 'edit-subids',
      path: '/etc/subuid',
      remove: [],
      add: ['a'],
      beforeSha256: 'x',
      afterSha256: 'y',
    },
    {
      do: 'edit-subids',
      path: '/etc/subgid',
      remove: ['\xff'],
      add: [],
      beforeSha256: 'x',
      afterSha256: 'y',
    },
    { do: 'set-sysctl', key: 'a.b', value: '1', before: '0' },
    { do: 'load-module', module: 'tun' },
    { do: 'install-packages', manager: 'apt', names: ['a'], reinstall: false, versions: {} },
    { do: 'remove-packages', manager: 'dnf', names: ['a'] },
    { do: 'set-capability', path: '/a', capabilities: 'cap_net_raw+ep', before: '' },
    { do: 'set-mode', path: '/a', mode: 0o4755, before: 0o755 },
    { do: 'set-linger', user: 'a', linger: true },
    { do: 'create-account', name: 'a', shell: '/bin/sh' },
    { do: 'remove-account', name: 'a' },
    {
      do: 'user-service',
      unit: 'a.service',
      operation: 'enable-start',
      wasEnabled: false,
      wasActive: false,
    },
    { do: 'system-reload' },
    { do: 'runit-service', operation: 'enable', dir: '/etc/sv/a', link: '/var/service/a' },
    { do: 'run-command', argv: ['a', "b'c"], undo: ['d'], effects: [] },
  ];
});
