import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { msg } from '../i18n/msg.ts';
import type { AnswerKey, AnswerSource, GivenAnswers } from '../model/answers.ts';
import type { Message } from '../model/message.ts';
import { nearest } from '../model/nearest.ts';
import type { AnyQuestion } from '../model/step.ts';
import { coerce, expectedBy, questions } from './questions.ts';

/** What an answers file says. With a problem in it, nothing of it may be used. */
export interface ParsedAnswers {
  readonly given: GivenAnswers;
  /** `user:`, or null. */
  readonly user: string | null;
  /** `accept-risks:`. */
  readonly risks: readonly string[];
  readonly problems: readonly AnswersFileProblem[];
}

/** Something wrong at a place of the file, both from 1. `message` names file, line and column, too. */
export interface AnswersFileProblem {
  readonly line: number;
  readonly column: number;
  readonly message: Message;
}

const MAX_BYTES = 1024 * 1024;
/** Keys of the file that are no answers. */
const OTHER_KEYS = ['version', 'user', 'accept-risks'];

/**
 * Reads an answers file: YAML 1.2, `version: 1`, keys dotted (`ports.method`) or nested. Strict, so that a
 * slip never means a default: unknown keys, keys given twice, wrong types, anchors, aliases and tags are
 * problems with their place. Never throws.
 */
export function parseAnswersFile(text: string, fileName: string): ParsedAnswers {
  const reader = new AnswersReader(fileName);
  if (Buffer.byteLength(text) > MAX_BYTES) reader.problem(0, msg('answers.too-big'));
  else reader.read(text);
  return reader.result();
}

/**
 * `--set KEY=VALUE`. The value is read as in the file: `true`, `80`, `[podman, docker]`, or
 * `podman,docker` for a list.
 */
export function parseSet(
  assignment: string,
): { readonly given: GivenAnswers } | { readonly problem: Message } {
  const equals = assignment.indexOf('=');
  if (equals < 1) return { problem: msg('answers.set-form', { text: assignment }) };
  const key = assignment.slice(0, equals).trim();
  const text = assignment.slice(equals + 1).trim();
  const question = questions().find((each) => each.key === key);
  if (question === undefined) return { problem: unknownKey(key) };
  const value = question.input.type === 'text' ? text : plainValue(text);
  const asList = question.input.type === 'several' && typeof value === 'string';
  const answer = coerce(question, asList ? value.split(',').map((part) => part.trim()) : value);
  return answer === null
    ? { problem: msg('answers.wrong-value', { key, value: text, expected: expectedBy(question) }) }
    : { given: { [question.key]: { value: answer.value, source: 'flag' } } };
}

function plainValue(text: string): unknown {
  const reader = new AnswersReader('');
  return reader.single(text);
}

function unknownKey(key: string): Message {
  const known = [...questions().map((question) => question.key), ...OTHER_KEYS];
  const meant = nearest(key, known);
  return meant === null
    ? msg('answers.unknown-key', { key })
    : msg('answers.unknown-key-near', { key, meant });
}

class AnswersReader {
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #byKey: ReadonlyMap<string, AnyQuestion>;
  readonly #problems: AnswersFileProblem[] = [];
  readonly #given: Record<string, { value: unknown; source: AnswerSource }> = {};
  #user: string | null = null;
  #risks: readonly string[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#byKey = new Map(questions().map((question) => [question.key, question]));
  }

  result(): ParsedAnswers {
    return {
      given: this.#given as GivenAnswers,
      user: this.#user,
      risks: this.#risks,
      problems: this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column),
    };
  }

  /** One value by itself; the text when it is no plain YAML. */
  single(text: string): unknown {
    const [document] = parseAllDocuments(text, { lineCounter: this.#lines, schema: 'core' });
    if (document === undefined || !('contents' in document) || document.errors.length > 0)
      return text;
    const value = this.#value(document.contents as Node | null);
    return value === undefined || value === null ? text : value;
  }

  read(text: string): void {
    const documents = parseAllDocuments(text, {
      lineCounter: this.#lines,
      schema: 'core',
      uniqueKeys: true,
      prettyErrors: false,
    });
    if (!Array.isArray(documents) || documents.length === 0) {
      this.problem(0, msg('answers.empty'));
      return;
    }
    const [document, second] = documents;
    for (const { errors, warnings } of documents) {
      for (const { pos, message } of [...errors, ...warnings]) {
        this.problem(pos[0], msg('answers.syntax', { detail: message }));
      }
    }
    if (second !== undefined) this.problem(second.range[0], msg('answers.two-documents'));
    if (this.#problems.length > 0 || document === undefined) return;
    const root = document.contents as Node | null;
    if (!isMap(root)) {
      this.problem(root?.range?.[0] ?? 0, msg('answers.empty'));
      return;
    }
    if (!root.items.some(({ key }) => isScalar(key) && key.value === 'version')) {
      this.problem(0, msg('answers.no-version'));
    }
    this.#map(root, '');
  }

  problem(offset: number, message: Message): void {
    const { line, col } = this.#lines.linePos(offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    this.#problems.push({
      ...place,
      message: msg('answers.at', { file: this.#file, ...place, problem: message }),
    });
  }

  #map(node: Node, prefix: string): void {
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const at = isScalar(key) ? key.range?.[0] : (key as Node | null)?.range?.[0];
      if (!isScalar(key) || typeof key.value !== 'string' || !this.#plain(key)) {
        this.problem(at ?? 0, msg('answers.key-form'));
        continue;
      }
      this.#entry(`${prefix}${key.value}`, at ?? 0, value as Node | null);
    }
  }

  #entry(key: string, at: number, node: Node | null): void {
    if (key === 'version' || key === 'user' || key === 'accept-risks') {
      this.#other(key, node, at);
      return;
    }
    const question = this.#byKey.get(key);
    const group = [...this.#byKey.keys()].some((each) => each.startsWith(`${key}.`));
    if (question === undefined && group && isMap(node)) {
      if (this.#plain(node)) this.#map(node, `${key}.`);
      return;
    }
    if (question === undefined) {
      this.problem(at, unknownKey(key));
      return;
    }
    if (Object.hasOwn(this.#given, key)) {
      this.problem(at, msg('answers.twice', { key }));
      return;
    }
    const value = this.#value(node);
    if (value === undefined) return;
    const answer = coerce(question, value);
    if (answer === null) {
      const expected = expectedBy(question);
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      const place = node?.range?.[0] ?? at;
      this.problem(place, msg('answers.wrong-value', { key, value: shown, expected }));
      return;
    }
    this.#given[question.key satisfies AnswerKey] = { value: answer.value, source: 'file' };
  }

  #other(key: 'version' | 'user' | 'accept-risks', node: Node | null, at: number): void {
    const value = this.#value(node);
    if (value === undefined) return;
    if (key === 'version') {
      if (value !== 1)
        this.problem(at, msg('answers.version', { version: JSON.stringify(value) ?? '' }));
    } else if (key === 'user') {
      if (typeof value === 'string' && value !== '') this.#user = value;
      else
        this.problem(
          at,
          msg('answers.wrong-value', {
            key,
            value: String(value),
            expected: msg('answers.expected-text'),
          }),
        );
    } else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
      this.#risks = value;
    } else {
      this.problem(at, msg('answers.risks-list'));
    }
  }

  /** A scalar or a list of scalars; undefined after a problem. */
  #value(node: Node | null): unknown {
    if (node === null) return null;
    if (!this.#plain(node)) return undefined;
    if (isScalar(node)) return node.value;
    if (isSeq(node)) {
      const values = node.items.map((item) => this.#value(item as Node | null));
      return values.includes(undefined) ? undefined : values;
    }
    this.problem(node.range?.[0] ?? 0, msg('answers.value-form'));
    return undefined;
  }

  /** Anchors, aliases and tags can make a short file mean something long or surprising. */
  #plain(node: Node): boolean {
    const fancy =
      isAlias(node) ||
      node.tag !== undefined ||
      ('anchor' in node && node.anchor !== undefined && node.anchor !== '');
    if (fancy) this.problem(node.range?.[0] ?? 0, msg('answers.fancy'));
    return !fancy;
  }
}
