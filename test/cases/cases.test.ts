import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { en } from '../../src/i18n/en/index.ts';
import { translator } from '../../src/i18n/translate.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { FactId, Facts } from '../../src/model/facts.ts';
import type { Message } from '../../src/model/message.ts';
import type { StepResult } from '../../src/model/step.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { parseAnswersFile } from '../../src/steps/answers-file.ts';
import { STEPS } from '../../src/steps/index.ts';
import { fileOf, HOSTS } from './base.ts';

/**
 * Facts and answers → changes, one YAML file a case. `facts` is laid over the host: maps are merged, all
 * else is replaced; `unknown` for a fact that could not be read. A step that is named must be exactly
 * as said: the changes by id, `because` by its key; `action` and what else stands there must be part of
 * what comes out. Every case holds for all steps what design law 3 asks.
 */
interface Case {
  readonly name: string;
  readonly host: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly problems?: readonly string[];
  readonly expect: Readonly<Record<string, ExpectedStep>>;
}

interface ExpectedStep {
  readonly status: StepResult['status'];
  readonly because: string;
  readonly notes?: readonly string[];
  readonly changes?: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
}

/** The steps that cases may speak of. */
const MINE: readonly string[] = STEPS.map(({ id }) => id);

const dir = import.meta.dirname;
const names = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
const t = translator('en');

describe.each(names)('%s', (file) => {
  const given = parse(readFileSync(join(dir, file), 'utf8')) as Case;
  const { results, problems } = run(given);

  it(given.name, () => {
    expect(problems).toEqual(given.problems ?? []);
    for (const [id, expected] of Object.entries(given.expect)) {
      const result = results.get(id);
      expect(MINE, basename(file)).toContain(id);
      if (result === undefined) throw new Error(`no step ${id}`);
      expect({ step: id, status: result.status, because: result.because.key }).toEqual({
        step: id,
        status: expected.status,
        because: expected.because,
      });
      const wanted = expected.changes ?? [];
      expect(result.changes.map((change) => change.id)).toEqual(wanted.map((change) => change.id));
      expect(result.changes).toMatchObject(wanted);
      if (expected.notes !== undefined) {
        expect((result.notes ?? []).map((note) => note.key)).toEqual(expected.notes);
      }
    }
  });

  it('says why, whatever a step does', () => {
    const ids = new Set<string>();
    for (const [id, { status, because, changes, notes = [] }] of results) {
      expect(changes.length > 0, `${id} ${status}`).toBe(status === 'change');
      for (const message of [because, ...notes, ...changes.flatMap((c) => [c.title, c.why])]) {
        expectSentence(message);
      }
      for (const change of changes) {
        expect(change.id.startsWith(`${id}.`), change.id).toBe(true);
        expect(ids.has(change.id), change.id).toBe(false);
        // A service names what it needs of root whether this plan has it or not (steps/service.ts).
        const before = id === 'service' ? [] : change.dependsOn;
        for (const needed of before) expect([...ids]).toContain(needed);
        expect(change.source).not.toBe('');
        ids.add(change.id);
      }
    }
  });
});

function expectSentence(message: Message): void {
  expect(Object.keys(en)).toContain(message.key);
  const text = t(message);
  expect(text).not.toBe('');
  expect(text, message.key).not.toMatch(/\{[a-z]+\}|undefined|NaN/);
}

function run(given: Case): {
  results: ReadonlyMap<string, StepResult>;
  problems: readonly string[];
} {
  const base = HOSTS[given.host];
  if (base === undefined) throw new Error(`no host ${given.host}`);
  const facts = patched(base, given.facts ?? {});
  const text = JSON.stringify({ version: 1, ...given.answers });
  const parsed = parseAnswersFile(text, 'case');
  const { answers, problems } = resolveAnswers(facts, parsed.given);
  const values = valuesOf(answers);
  const mine = STEPS.filter(({ id }) => MINE.includes(id));
  return {
    results: new Map(mine.map((step) => [step.id, step.plan(facts, values)])),
    problems: [
      ...parsed.problems.map(({ message }) => t(message)),
      ...problems.map(({ key, message }) => `${key}: ${message.key}`),
    ],
  };
}

function patched(base: Facts, patch: Readonly<Record<string, unknown>>): Facts {
  const facts: Record<string, unknown> = { ...base };
  for (const [id, part] of Object.entries(patch)) {
    const before = base[id as FactId];
    if (before === undefined) throw new Error(`no fact ${id}`);
    if (part === 'unknown') facts[id] = unknown({ key: 'core.raw', args: { text: 'not read' } });
    else if (isMap(part) && 'because' in part) {
      facts[id] = unknown(part['because'] as Message);
    } else if (before.known) facts[id] = known(merged(before.value, part), 'a case');
  }
  return facts as unknown as Facts;
}

/** Merges maps. A text where a file state stands becomes that file; null takes it away. */
function merged(base: unknown, part: unknown): unknown {
  if (isMap(base) && typeof base['kind'] === 'string' && typeof base['path'] === 'string') {
    const path = base['path'];
    if (typeof part === 'string') return fileOf(path, part);
    if (part === null) return { kind: 'absent', path };
  }
  if (!isMap(base) || !isMap(part)) return part;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(part)) result[key] = merged(base[key], value);
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
