/** Images that are pulled again: which, and by what name. Pure. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { USUAL_WAYS } from '../../src/migrate/idmapped.ts';
import { type Inventory, NOTHING, type RootfulImage } from '../../src/migrate/inventory.ts';
import { imagesStep } from '../../src/migrate/move-images.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The call for one image, without the words that are the same in all. */
function callFor(image: Partial<RootfulImage>, images: 'copy' | 'pull' = 'pull') {
  const made = {
    source: 'docker',
    id: 'sha256:1',
    refs: [],
    size: 10,
    entry: {},
    ...image,
  } as const;
  const one = { ...container({ Id: 'c', Name: '/c' }), imageId: 'sha256:1' };
  const inventory: Inventory = {
    ...NOTHING,
    containers: [one],
    images: new Map([['sha256:1', made]]),
  };
  const { changes } = imagesStep(
    {
      user: { name: 'alice', uid: 1000 },
      engine: 'docker',
      inventory,
      groups: [],
      freeBytes: null,
      units: [],
      staying: [],
      ways: { ...USUAL_WAYS, images },
    },
    [one, one],
  );
  expect(changes).toHaveLength(1);
  const action = changes[0]?.action;
  if (action?.do !== 'move') throw new Error('no move');
  const [helper, user, engine, id, ...rest] = action.call;
  expect([user, engine, id]).toEqual(['alice', 'docker', 'sha256:1']);
  expect(action.undo).toEqual([
    'rw_migrate_image_undo',
    'alice',
    'docker',
    'sha256:1',
    ...made.refs,
  ]);
  return [helper, ...rest];
}

describe('an image', () => {
  it.each([
    ['nginx:1.27', `nginx@${DIGEST}`, `docker.io/library/nginx@${DIGEST}`],
    ['grafana/grafana:11', `grafana/grafana@${DIGEST}`, `docker.io/grafana/grafana@${DIGEST}`],
    ['ghcr.io/a/b:c', `ghcr.io/a/b@${DIGEST}`, `ghcr.io/a/b@${DIGEST}`],
    ['registry:5000/a', `registry:5000/a@${DIGEST}`, `registry:5000/a@${DIGEST}`],
    ['localhost/a:1', `localhost/a@${DIGEST}`, `localhost/a@${DIGEST}`],
  ])('%s is pulled by its digest, with the registry in the name', (ref, digest, asked) => {
    expect(callFor({ refs: [ref], digests: [digest] })).toEqual([
      'rw_migrate_image_pull',
      asked,
      ref,
    ]);
  });

  it('with several homes is pulled from that of its first name', () => {
    const digests = [`mirror.example/b@${DIGEST}`, `ghcr.io/a/b@${DIGEST}`];
    const [, asked] = callFor({ refs: ['ghcr.io/a/b:1', 'mirror.example/b:1'], digests });
    expect(asked).toBe(`ghcr.io/a/b@${DIGEST}`);
  });

  it('without a name is still pulled, by the only one that is known', () => {
    expect(callFor({ digests: [`nginx@${DIGEST}`] })).toEqual([
      'rw_migrate_image_pull',
      `docker.io/library/nginx@${DIGEST}`,
    ]);
  });

  it('that was made here is copied, and so are all where nobody asked for it', () => {
    expect(callFor({ refs: ['own:1'], digests: [] })).toEqual(['rw_migrate_image', 'own:1']);
    expect(callFor({ refs: ['nginx:1'], digests: [`nginx@${DIGEST}`] }, 'copy')).toEqual([
      'rw_migrate_image',
      'nginx:1',
    ]);
  });
});
