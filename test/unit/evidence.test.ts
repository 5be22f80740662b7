import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidence } from '../../src/i18n/en/evidence.ts';
import { evidenceMessage, sayEvidence } from '../../src/i18n/evidence.ts';
import { translator } from '../../src/i18n/translate.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['scripts/helpers', 'src/engines']
  .flatMap((room) => readdirSync(join(root, room)).map((name) => join(root, room, name)))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Lines that were seen on real hosts. */
const SEEN = [
  'in the container, as id 1000 on the host: 0 /own/1000:1000:1000 /own/65534:65534:65534 ',
  'written by id 1000 of the container, owned by id 100999 on the host',
  '127.0.0.1:32768 answered (perl in the container)',
  "the controller 'memory' is not delegated to this user (delegated: none)",
  'after a restart of docker.service the container runs again',
  'dockerd-rootless-setuptool.sh check --skip-iptables: requirements are satisfied',
  'no answer within 60 seconds',
];

describe('evidence', () => {
  it('is known by the very words of the helpers', () => {
    const gone = Object.entries(evidence).filter(([, sentence]) =>
      sentence.split(/\{[a-z]+\}/).some((part) => !sources.includes(part)),
    );
    expect(gone).toEqual([]);
  });

  it.each(Object.entries(evidence))('%s is told from all others', (key, sentence) => {
    const line = sentence.replaceAll(/\{([a-z]+)\}/g, '<$1>');
    expect(evidenceMessage(line)?.key).toBe(key);
    expect(translator('en')(evidenceMessage(line) ?? { key: '' })).toBe(line);
  });

  it.each(SEEN)('is said in English as it was, and in no English elsewhere: %s', (line) => {
    expect(sayEvidence(line, translator('en'))).toBe(line.trimEnd());
    for (const language of ['ja', 'zh-CN'] as const) {
      const said = sayEvidence(line, translator(language));
      expect(said).not.toMatch(/\b(the|container|answered|satisfied|within|after)\b/);
      // What was measured is there, whatever the language.
      for (const number of line.match(/\d{3,}/g) ?? []) expect(said).toContain(number);
    }
  });

  it('of the host stays as it is, line by line', () => {
    const text = 'uid_map 0:1000:1\nno answer within 5 seconds\n\n  E: {address} answered?\n$& \\1';
    const said = sayEvidence(text, translator('ja')).split('\n');
    expect(said.map((line, index) => line === text.split('\n')[index])).toEqual([
      ...[true, false, true, true, true],
    ]);
  });
});
