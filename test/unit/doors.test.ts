import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The rooms have doors: who may import whom (docs/architecture.md). A room may always import itself.
 * Adding a door here is a decision about the house, not a fix for a red test.
 */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  i18n: ['model'],
  edit: ['model', 'i18n'],
  distro: ['model', 'i18n'],
  host: ['model', 'i18n'],
  probe: ['model', 'i18n', 'distro', 'edit'],
  engines: ['model', 'i18n', 'distro', 'edit'],
  steps: ['model', 'i18n', 'distro', 'edit', 'engines'],
  report: ['model', 'i18n', 'edit'],
  run: ['model', 'i18n', 'distro', 'edit', 'engines', 'steps', 'probe', 'report', 'host'],
  migrate: ['model', 'i18n', 'probe'],
  diagnose: ['model', 'i18n'],
  tui: ['model', 'i18n'],
  components: ['model', 'i18n', 'tui'],
  commands: [
    'model',
    'i18n',
    'host',
    'probe',
    'distro',
    'engines',
    'steps',
    'edit',
    'run',
    'migrate',
    'diagnose',
    'report',
    'tui',
    'components',
  ],
  cli: ['commands'],
};

/** Modules of Node that read or change the machine: only `host/` may name them. */
const TOUCHES =
  /^(node:)?(fs|fs\/promises|child_process|net|http|https|dgram|worker_threads)$|^execa$/;
const SCREEN = /^(ink|react|ink-testing-library)(\/|$)/;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function sources(dir: string): readonly string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g);
  return [...found].map((match) => match[1] ?? '');
}

function roomOf(path: string): string {
  const parts = relative(root, path).split('/');
  if (parts[0] === 'components' || parts[0] === 'scripts') return parts[0];
  return parts.length === 2 ? 'cli' : (parts[1] ?? '');
}

const files = [...sources(join(root, 'src')), ...sources(join(root, 'components'))];
const inner = files.flatMap((file) =>
  importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => ({ file, target: normalize(join(dirname(file), target)) })),
);

describe('doors', () => {
  it('are used as the plan of the house says', () => {
    const wrong = inner
      .map(({ file, target }) => ({ file, from: roomOf(file), to: roomOf(target) }))
      .filter(({ from, to }) => from !== to && to !== 'scripts' && !DOORS[from]?.includes(to))
      .map(({ file, to }) => `${relative(root, file)} must not import ${to}/`);
    expect(wrong).toEqual([]);
  });

  it('lead to files and processes from host/ alone', () => {
    const wrong = files
      .filter((file) => roomOf(file) !== 'host')
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => TOUCHES.test(name))
          .map((name) => `${relative(root, file)}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('lead to Ink and React from components/ alone', () => {
    const wrong = files
      .filter((file) => roomOf(file) !== 'components')
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => SCREEN.test(name))
          .map((name) => `${relative(root, file)}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('lead to the maker of commands from the two lists of commands alone', () => {
    const makers = inner
      .filter(({ target }) => target.endsWith('/probe/command.ts'))
      .map(({ file }) => relative(root, file));
    expect(makers.sort()).toEqual(['src/probe/commands-move.ts', 'src/probe/commands.ts']);
  });

  it('make no circles', () => {
    const graph = new Map<string, Set<string>>();
    for (const { file, target } of inner) {
      const targets = graph.get(file) ?? new Set<string>();
      targets.add(target);
      graph.set(file, targets);
    }
    expect(circle(graph)?.map((file) => relative(root, file)) ?? null).toBeNull();
  });

  it('are described for every room there is', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => DOORS[room] === undefined)).toEqual([]);
  });
});

/** The first circle of a graph, or null. */
function circle(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...path, node]);
      if (found !== null) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const found = visit(node, []);
    if (found !== null) return found;
  }
  return null;
}
