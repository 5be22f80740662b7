import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlace, type Place, ROOT } from './support/program.ts';

/** What a script reads of a plan (cli.md): every field, with its type. */
const PLAN = {
  schema: 'rootless-wizard/plan',
  version: 1,
  host: expect.any(Object),
  user: 'alice',
  engines: ['podman'],
  summary: { changes: expect.any(Number), root: expect.any(Number), risks: expect.any(Number) },
};
const KINDS = /^(file|packages|subids|sysctl|capability|linger|service|command|manual)$/;

describe('the package', () => {
  let place: Place;
  let prefix: string;
  const run = async (file: string, args: readonly string[], cwd: string) => {
    const env = { ...place.env, npm_config_cache: join(place.dir, 'cache') };
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${file} ${args.join(' ')}: ${code}\n${err}`);
    return out;
  };

  beforeAll(async () => {
    place = makePlace();
    prefix = join(place.dir, 'prefix');
    // `prepare` would build dist again, which other tests are using.
    const packed = await run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', place.dir],
      ROOT,
    );
    const [{ filename, files }] = JSON.parse(packed) as [
      { filename: string; files: { path: string }[] },
    ];
    const strange = files
      .map(({ path }) => path)
      .filter(
        (path) => !/^(dist|docs)\/|^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
      );
    expect(strange).toEqual([]);
    await run(
      'npm',
      ['install', '--global', '--offline', '--prefix', prefix, join(place.dir, filename)],
      place.dir,
    );
  }, 60_000);
  afterAll(() => place.remove());

  it('is installed without a network, with nothing beside it, and knows its version', async () => {
    expect(existsSync(join(prefix, 'lib/node_modules/rootless-wizard/node_modules'))).toBe(false);
    const out = await run(join(prefix, 'bin/rootless-wizard'), ['--version'], place.dir);
    expect(out).toMatch(/^rootless-wizard \d+\.\d+\.\d+\n$/);
  });

  it('plans as cli.md says', async () => {
    const out = await run(
      join(prefix, 'bin/rootless-wizard'),
      ['plan', '--simulate', 'debian-13', '--json'],
      place.dir,
    );
    const plan = JSON.parse(out);
    expect(plan).toMatchObject(PLAN);
    for (const { value, source } of Object.values<{ value: unknown; source: string }>(
      plan.answers,
    )) {
      expect(value).toBeDefined();
      expect(source).toMatch(/^(detected|default|file|flag|person)$/);
    }
    for (const step of plan.steps) {
      expect(step).toMatchObject({ id: expect.any(String), because: expect.any(String) });
      expect(step.status).toMatch(/^(change|ok|skip|blocked)$/);
      expect(step.because).not.toBe('');
      expect(step.status === 'change').toBe(step.changes.length > 0);
    }
    const changes = plan.steps.flatMap((step: { changes: unknown[] }) => step.changes);
    expect(changes).toHaveLength(plan.summary.changes);
    for (const change of changes) {
      expect(change.id).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(change.kind).toMatch(KINDS);
      expect(change.scope).toMatch(/^(root|user)$/);
      expect(change.why).not.toBe('');
      expect(Array.isArray(change.risks)).toBe(true);
      expect(change.commands.length).toBeGreaterThan(0);
      expect(typeof change.undo).toBe('string');
      if (change.kind === 'file' || change.kind === 'subids') expect(change.diff).toContain('@@');
    }
    expect(changes.filter(({ scope }: { scope: string }) => scope === 'root')).toHaveLength(
      plan.summary.root,
    );
  });
});
