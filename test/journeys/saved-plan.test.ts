/** A saved plan is answers and a promise, not a program; and what `--json` says has a beginning and an end. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockedIn, makePlace, type Place, runPlain } from './support/program.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => {
  place.remove();
});

const HOST = ['--simulate', 'debian-13', '--engine', 'podman'];
const run = (args: readonly string[]) => runPlain({ place, args, node: lockedIn(place.dir) });

interface SavedChange {
  id: string;
  risks: string[];
  action: { do: string; [key: string]: unknown };
}
interface Saved {
  id: string;
  user: { name: string };
  host: { machineId: string };
  answers: unknown;
  steps: { id: string; changes: SavedChange[] }[];
}

/** Saves a plan, lets somebody change it and write the right sum under it, and applies it. */
async function applied(tamper: (plan: Saved) => void, args: readonly string[] = []) {
  const { out } = await run(['plan', '--json', ...HOST, ...args]);
  const { plan } = JSON.parse(out) as { plan: Saved };
  tamper(plan);
  const { steps, answers } = plan;
  plan.id = createHash('sha256').update(canonical({ steps, answers })).digest('hex');
  const file = join(place.dir, 'cwd', 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  return run(['apply', '--yes', '--simulate', 'debian-13', file]);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const change = (plan: Saved, id: string) => {
  const found = plan.steps.flatMap(({ changes }) => changes).find((each) => each.id === id);
  if (found === undefined) throw new Error(`the plan has no change ${id}`);
  return found;
};

describe('a saved plan', () => {
  it('is applied as it stands', async () => {
    const { code, out, err } = await applied(() => undefined);
    expect({ code, err: err.includes('SIMULATED') }, out + err).toEqual({ code: 0, err: true });
  });

  it.each<[string, (plan: Saved) => void, (readonly string[])?]>([
    [
      'runs another program than it shows',
      (plan) => {
        change(plan, 'linger.enable').action = {
          do: 'run-command',
          argv: ['touch', '/root/somewhere'],
          undo: null,
          effects: [],
        };
      },
    ],
    [
      'writes a file that it does not show',
      (plan) => {
        const target = change(plan, 'subids.subuid');
        target.action = { ...target.action, path: '/etc/sudoers.d/alice' };
      },
    ],
    [
      'hides a risk',
      (plan) => {
        const risky = plan.steps
          .flatMap(({ changes }) => changes)
          .find(({ risks }) => risks.length);
        if (risky === undefined) throw new Error('no change of this plan has a risk');
        risky.risks = [];
      },
      ['--set', 'ports.method=sysctl'],
    ],
    [
      'makes a change of root one of the user',
      (plan) => {
        Object.assign(change(plan, 'linger.enable'), { scope: 'user' });
      },
    ],
    [
      'leaves a change out',
      (plan) => {
        for (const step of plan.steps) {
          step.changes = step.changes.filter(({ id }) => id !== 'subids.subgid');
        }
      },
    ],
  ])('that %s is refused as stale, and nothing is done', async (_, tamper, args = []) => {
    const { code, out, err } = await applied(tamper, args);
    expect(code, out + err).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('has changed since the plan was made');
  });

  it('of another machine is refused', async () => {
    const { code, err } = await applied((plan) =>
      Object.assign(plan.host, { machineId: 'f'.repeat(64) }),
    );
    expect({ code, err }).toMatchObject({ code: 3 });
    expect(err).toContain('another machine');
  });

  it.each([
    ['steps that are no steps', (plan: Saved) => Object.assign(plan, { steps: [null, 7] })],
    ['no user', (plan: Saved) => Object.assign(plan, { user: {} })],
    [
      'answers that are none',
      (plan: Saved) => Object.assign(plan, { answers: { engines: { value: 7, source: 'flag' } } }),
    ],
  ])('with %s is refused in a sentence', async (_, tamper) => {
    const { code, err } = await applied(tamper);
    expect([2, 3]).toContain(code);
    expect(err).not.toMatch(/TypeError| at .*\.js/);
  });
});

describe('--json of what changes a host', () => {
  const events = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; exit?: number; message?: string });

  it.each<[string, readonly string[], number]>([
    ['all goes well', ['apply', ...HOST, '--yes'], 0],
    ['nobody said yes', ['apply', ...HOST], 2],
    ['a risk is not accepted', ['apply', ...HOST, '--yes', '--set', 'ports.method=sysctl'], 2],
    ['an answer can not be', ['apply', ...HOST, '--yes', '--set', 'ports.lowest=7777'], 2],
    ['the saved plan is none', ['apply', '--yes', '--simulate', 'debian-13', 'cli.js'], 2],
    ['there is nothing to undo', ['undo', '--yes', '--simulate', 'debian-13'], 2],
  ])('begins with the version and ends with the result when %s', async (_, args, exit) => {
    writeFileSync(join(place.dir, 'cwd', 'cli.js'), 'no plan');
    const { code, out } = await run([...args, '--json']);
    expect(code).toBe(exit);
    const all = events(out);
    expect(all[0]).toMatchObject({ type: 'version', tool: 'rootless-wizard' });
    expect(all.at(-1)).toMatchObject({ type: 'result', exit, message: expect.stringMatching(/./) });
    for (const type of ['version', 'result']) {
      expect(all.filter((event) => event.type === type)).toHaveLength(1);
    }
  });
});

it('the test knows how a plan is summed up', async () => {
  // Else every refusal above could be one of the sum.
  const { out } = await run(['plan', '--json', ...HOST]);
  const { plan } = JSON.parse(out) as { plan: Saved };
  const { id, steps, answers } = plan;
  expect(createHash('sha256').update(canonical({ steps, answers })).digest('hex')).toBe(id);
});
