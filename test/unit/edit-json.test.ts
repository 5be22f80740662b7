import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson, type JsonSetting, readJson } from '../../src/edit/json.ts';

const ROOT: JsonSetting = { key: 'data-root', value: '/srv/docker' };

function done(text: string, settings: readonly JsonSetting[]): string {
  const edit = editJson(text, 'daemon.json', settings);
  if (!edit.ok) throw new Error(JSON.stringify(edit.because));
  return edit.text;
}

describe('editing daemon.json', () => {
  it('keeps order, unknown keys and odd spacing', () => {
    const text =
      '{\n    "dns": [ "1.1.1.1",\n             "8.8.8.8" ],\n    "x-mine" : {"a":1}\n}\n';
    expect(done(text, [ROOT])).toBe(
      text.replace('{"a":1}\n', '{"a":1},\n    "data-root": "/srv/docker"\n'),
    );
  });

  it('changes a value in its place', () => {
    const text = '{"data-root":"/old","debug":true}';
    expect(done(text, [ROOT])).toBe('{"data-root":"/srv/docker","debug":true}');
  });

  it('sets an object as a whole, and leaves it alone where it says the same already', () => {
    const own: JsonSetting = { key: 'opts', value: { bridge: { mtu: '1400' } } };
    const text = '{ "opts": { "bridge" : {"mtu": "9000"} }, "debug": true }';
    expect(done(text, [own])).toBe('{ "opts": {"bridge":{"mtu":"1400"}}, "debug": true }');
    const same = '{ "opts": {\n "bridge" : {"mtu": "1400"} } }';
    expect(done(same, [own])).toBe(same);
    expect(readJson(done('', [own]), 'opts')).toEqual(own.value);
  });

  it('keeps tabs, CRLF and a missing last line end', () => {
    const text = '{\r\n\t"debug": true\r\n}';
    expect(done(text, [ROOT])).toBe('{\r\n\t"debug": true,\r\n\t"data-root": "/srv/docker"\r\n}');
  });

  it('fills an object that is empty', () => {
    expect(done('{}', [ROOT])).toBe('{\n  "data-root": "/srv/docker"\n}');
    expect(done(' {\r\n}\r\n', [ROOT])).toBe(' {\r\n  "data-root": "/srv/docker"\r\n}\r\n');
  });

  it('makes a whole file from nothing, and from an empty one', () => {
    for (const empty of ['', ' \n']) {
      expect(done(empty, [ROOT])).toBe('{\n  "data-root": "/srv/docker"\n}\n');
    }
  });

  it('leaves bytes alone when nothing is to do', () => {
    const text = '{ "data-root" :"/srv/docker" }';
    expect(done(text, [ROOT])).toBe(text);
    expect(done('{\n}\n', [])).toBe('{\n}\n');
  });

  it.each([
    ['{\n  "debug": true,\n}\n', 'storage.syntax', { line: 3, column: 1 }],
    ['{\n  "debug": tru\n}\n', 'storage.syntax', { line: 2 }],
    ['{\n  "a": 1\n  "b": 2\n}\n', 'storage.syntax', { line: 3, column: 3 }],
    ['{ // mine\n}', 'storage.syntax', { line: 1, column: 3 }],
    ['{"a": "x\ty"}', 'storage.syntax', { line: 1, column: 7 }],
    ['{} {}', 'storage.syntax', { line: 1, column: 4 }],
    ['\ufeff{}', 'storage.json-bom', {}],
    ['[]', 'storage.json-not-object', {}],
    ['null', 'storage.json-not-object', {}],
    ['{"a": {"b": 1,\n "b": 2}}', 'storage.json-twice', { name: 'b', line: 2, column: 2 }],
  ])('refuses %j', (text, key, args) => {
    expect(editJson(text, 'daemon.json', [ROOT])).toMatchObject({
      ok: false,
      because: { key, args: { path: 'daemon.json', ...args } },
    });
  });

  it('holds the old values and the new ones, however the file was written', () => {
    const indent = fc.constantFrom(undefined, 1, 2, 4, '\t');
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 });
    fc.assert(
      fc.property(object, indent, fc.string(), fc.string(), (before, space, key, value) => {
        const { __proto__: _never, ...plain } = before;
        fc.pre(key !== '__proto__');
        const text = JSON.stringify(plain, null, space);
        const edited = done(text, [{ key, value }]);
        expect(JSON.parse(edited)).toEqual({ ...JSON.parse(text), [key]: value });
        expect(readJson(edited, key)).toBe(value);
        expect(done(edited, [{ key, value }])).toBe(edited);
      }),
    );
  });
});
