import { expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import type { MoveInput } from '../../src/migrate/move.ts';
import { makingOf } from '../../src/migrate/move-group.ts';
import type { TargetEngine } from '../../src/migrate/target-engine.ts';

/** The words before `--` of a container with this configuration. */
function wordsBefore(config: object, engine: TargetEngine, running = true): readonly string[] {
  const entry = {
    Id: 'id',
    Name: '/console',
    Image: 'sha256:1',
    State: { Running: running },
    Config: { Image: 'game:1', ...config },
  };
  const inventory: Inventory = {
    ...NOTHING,
    containers: [container(entry)],
    entries: new Map([['id', entry]]),
    images: new Map([
      ['sha256:1', { source: 'docker', id: 'sha256:1', refs: ['game:1'], size: 1, entry: {} }],
    ]),
  };
  const input: MoveInput = {
    user: { name: 'alice', uid: 1000 },
    engine,
    inventory,
    groups: [],
    freeBytes: null,
    units: [],
    staying: [],
  };
  const args = makingOf(input, container(entry))?.args ?? [];
  return args.slice(0, args.indexOf('--'));
}

it('keeps the input of a server open when somebody has looked at its console', () => {
  const open = { OpenStdin: true, StdinOnce: false };
  expect(wordsBefore(open, 'docker')).toEqual(['--run']);
  // As `docker create -i` makes it, as `create` without it, and one that does not run.
  expect(wordsBefore({ ...open, StdinOnce: true }, 'docker')).toEqual([]);
  expect(wordsBefore({ OpenStdin: false, StdinOnce: false }, 'docker')).toEqual([]);
  expect(wordsBefore(open, 'docker', false)).toEqual(['--stopped']);
  // Podman's create leaves it open.
  expect(wordsBefore(open, 'podman')).toEqual([]);
});
