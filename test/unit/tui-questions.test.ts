import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { readFacts } from '../../src/probe/index.ts';
import { resolveAnswers } from '../../src/steps/answers.ts';
import { STEPS } from '../../src/steps/index.ts';
import {
  type Asked,
  askedQuestions,
  describeValue,
  parseAnswer,
  refusal,
  valuesOf,
} from '../../src/tui/questions.ts';

const dir = join(import.meta.dirname, '..', 'hosts');
const hosts = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
const CHOICES: readonly (readonly EngineName[])[] = [['podman'], ['docker'], ['nerdctl']];

describe.each(hosts)('on %s', (file) => {
  const name = file.replace(/\.yaml$/, '');
  const host = new RecordedHost(parseRecording(readFileSync(join(dir, file), 'utf8'), name));

  it.each(CHOICES)('Enter takes what a page recommends: %s', async (...engines) => {
    const facts = await readFacts(host, 'alice');
    const { answers } = resolveAnswers(facts, { engines: { value: engines, source: 'flag' } });
    const values = valuesOf(answers);
    const asked = askedQuestions(STEPS, facts, answers);
    expect(asked.length).toBeGreaterThan(3);
    for (const one of asked) {
      const typed = one.kind === 'text' || one.kind === 'number';
      const parsed = typed ? parseAnswer(one, String(one.recommended)) : { value: one.recommended };
      expect(parsed, one.key).toEqual({ value: one.recommended });
      // Which engine is chosen was said above: what is wrong with that is not the page's recommendation.
      if (one.key === 'engines') continue;
      expect(refusal(STEPS, one.key, one.recommended, facts, values), one.key).toBeNull();
    }
  });
});

describe('a text', () => {
  const file = readFileSync(join(dir, 'nfs-home.yaml'), 'utf8');
  const host = new RecordedHost(parseRecording(file, 'nfs-home'));

  it('may be empty where its question says so, and is read as none', async () => {
    const facts = await readFacts(host, 'alice');
    const { answers } = resolveAnswers(facts, { engines: { value: ['podman'], source: 'flag' } });
    const byKey = new Map(askedQuestions(STEPS, facts, answers).map((one) => [one.key, one]));
    const refused = (key: Asked['key']) => {
      const one = byKey.get(key);
      if (one === undefined) throw new Error(`${key} is not asked`);
      const parsed = parseAnswer(one, '  ');
      if ('refused' in parsed) return parsed.refused.key;
      return refusal(STEPS, key, parsed.value, facts, valuesOf(answers))?.key ?? null;
    };
    expect(refused('storage.image')).toBeNull();
    expect(refused('storage.podman.graphroot')).toBe('tui.refuse-empty');
    expect(refused('subids.count')).toBe('tui.refuse-number');
    expect(describeValue([], '').key).toBe('tui.none');
  });
});
