import type { Message } from '../model/message.ts';
import { evidence as templates } from './en/evidence.ts';
import type { Translate } from './sentence.ts';

/** The sentences that proofs print. What is none of them is text of the host and stays as it is. */
const KEYS = [
  'evidence.in-container',
  'evidence.in-container-plain',
  'evidence.expected',
  'evidence.volume',
  'evidence.volume-mapped',
  'evidence.port',
  'evidence.port-plain',
  'evidence.port-silent',
  'evidence.port-used',
  'evidence.names',
  'evidence.names-plain',
  'evidence.names-untried',
  'evidence.restart',
  'evidence.restart-runs',
  'evidence.limits',
  'evidence.limits-memory',
  'evidence.limits-pids',
  'evidence.limits-cpu',
  'evidence.limits-cpu-none',
  'evidence.limits-cpuset',
  'evidence.limits-cpuset-none',
  'evidence.controller',
  'evidence.requirements',
  'evidence.build',
  'evidence.kernel-module',
  'evidence.no-answer',
] as const satisfies readonly (keyof typeof templates)[];

/** A template as a pattern for one whole line, with a group for each of its `{names}`. */
const patterns = KEYS.map((key) => {
  const literal = templates[key].split(/\{[a-z]+\}/).map(escaped);
  return { key, names: namesIn(templates[key]), pattern: new RegExp(`^${literal.join('(.+?)')}$`) };
});

/** Text that stands for itself in a pattern; `RegExp.escape` is too new for Node 20. */
function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);
}

/** A line of evidence as a message, or null when it is none of our sentences. */
export function evidenceMessage(line: string): Message | null {
  for (const { key, names, pattern } of patterns) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const args = names.map((name, index) => [name, match[index + 1] ?? ''] as const);
    return { key, args: Object.fromEntries(args) };
  }
  return null;
}

/**
 * Evidence in the language of the person. It is made by shell helpers, which speak English and stay as they
 * are in JSON; only the sentences that are ours are said in another language, line by line.
 */
export function sayEvidence(evidence: string, t: Translate): string {
  return evidence
    .split('\n')
    .map((line) => {
      const message = evidenceMessage(line.trimEnd());
      return message === null ? line : t(message);
    })
    .join('\n');
}
