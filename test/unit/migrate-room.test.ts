/** Which groups of a move find room, which volumes of the others are in the way, and what helps those. */
import { describe, expect, it } from 'vitest';
import { msg } from '../../src/i18n/msg.ts';
import { container } from '../../src/migrate/container.ts';
import { USUAL_WAYS, type Ways } from '../../src/migrate/idmapped.ts';
import { type Inventory, NOTHING } from '../../src/migrate/inventory.ts';
import type { MoveInput } from '../../src/migrate/move.ts';
import { judgeRoom, roomNotes, shortGroups } from '../../src/migrate/room.ts';

/** By the name of the group: the sizes of its volumes. */
const SERVER = {
  shop: { volumes: { orders: 5000, cache: 50 } },
  notes: { volumes: { texts: 300 } },
  films: { volumes: { reels: 9000 } },
} as const;
/** The image of all but films. */
const ONE = 'sha256:1';

function inputOf(ways: Partial<Ways> = {}, sizes: Readonly<Record<string, number | null>> = {}) {
  const groups = Object.entries(SERVER).map(([name, { volumes }]) => ({
    name,
    project: true,
    members: [
      {
        ...container({ Id: name, Name: `/${name}` }),
        imageId: name === 'films' ? 'sha256:2' : ONE,
        mounts: Object.keys(volumes).map((source) => ({
          ...{ type: 'volume', source, destination: `/${source}`, writable: true },
          ...{ mode: '', propagation: '' },
        })),
      },
    ],
  }));
  const image = (id: string, size: number) =>
    [id, { id, refs: [], size, entry: {}, source: 'docker' }] as const;
  const volumes = Object.values(SERVER)
    .flatMap(({ volumes: of }) => Object.entries(of))
    .map(([name, size]) => {
      const rest = { source: 'docker', driver: 'local', options: [], labels: [] } as const;
      const bytes = Object.hasOwn(sizes, name) ? (sizes[name] ?? null) : size;
      return [name, { ...rest, name, mountpoint: `/v/${name}`, size: bytes }] as const;
    });
  const inventory = {
    ...NOTHING,
    images: new Map([image(ONE, 100), image('sha256:2', 70)]),
    volumes: new Map(volumes),
  } as Inventory;
  return { inventory, groups, ways: { ...USUAL_WAYS, ...ways }, engine: 'docker' } as const;
}

const WHOLE = 100 + 70 + 5050 + 300 + 9000;
/** No volume can be shown by a mount, or given; but for those that are named. */
const but = (...names: readonly string[]) =>
  new Map(
    ['orders', 'cache', 'texts', 'reels']
      .filter((name) => !names.includes(name))
      .map((name) => [`/v/${name}`, msg('idmapped.systemd')] as const),
  );

describe('too little room', () => {
  it('is nothing to judge where all fits, or a size is not known', () => {
    expect(judgeRoom(inputOf(), WHOLE + 1)).toBeNull();
    // As the helper: not to the last byte.
    expect(judgeRoom(inputOf(), WHOLE)).not.toBeNull();
    expect(judgeRoom(inputOf({}, { texts: null }), 10)).toBe('unknown');
    expect(judgeRoom(inputOf({ volumes: 'idmapped' }, { texts: null }), 171)).toBeNull();
  });

  it('lets the smallest go, and counts an image once', () => {
    const room = judgeRoom(inputOf(), 5451);
    expect(room).toMatchObject({
      lacking: WHOLE - 5451,
      fits: ['notes', 'shop'],
      need: 5450,
      left: 1,
    });
    expect(room).toMatchObject({ short: [{ name: 'films' }] });
    expect(judgeRoom(inputOf(), 5450)).toMatchObject({ fits: ['notes'], need: 400, left: 5050 });
  });

  it('names of the others those volumes alone that are in the way', () => {
    expect(judgeRoom(inputOf(), 1000)).toMatchObject({
      fits: ['notes'],
      short: [
        { name: 'shop', images: 0, volumes: [{ name: 'orders', bytes: 5000 }] },
        { name: 'films', images: 70, volumes: [{ name: 'reels', bytes: 9000 }] },
      ],
    });
    // Nothing helps where the images are too much already.
    expect(judgeRoom(inputOf(), 60)).toMatchObject({
      fits: [],
      short: [
        { name: 'notes', images: 100, volumes: [] },
        { name: 'shop', volumes: [] },
        { name: 'films', images: 70, volumes: [] },
      ],
    });
  });

  it('takes none for what is not copied', () => {
    const some = { volumes: 'in-place', cannotGive: but('reels') } as const;
    expect(judgeRoom(inputOf(some), 5600)).toBeNull();
    expect(judgeRoom(inputOf(some), 5400)).toMatchObject({
      fits: ['films', 'notes'],
      short: [{ name: 'shop', volumes: [{ name: 'orders' }] }],
    });
  });

  it('says of each volume what helps it on this host', () => {
    const helps = (ways: Partial<Ways>) =>
      [...shortGroups(inputOf(ways), 1000).values()].flat().map(({ args }) => args?.['helps']);
    expect(helps({})).toEqual([msg('room.helps-both'), msg('room.helps-both')]);
    expect(helps({ cannot: but('orders'), cannotGive: but('reels') })).toEqual([
      msg('room.helps-mount'),
      msg('room.helps-in-place'),
    ]);
    expect(helps({ cannot: but(), cannotGive: but() })).toEqual([
      msg('room.helps-none'),
      msg('room.helps-none'),
    ]);
    expect(shortGroups(inputOf(), null).size).toBe(0);
  });

  it('is said with what to choose', () => {
    const input = { ...inputOf(), user: { name: 'alice', uid: 1000 }, freeBytes: 1000 };
    const said = (free: number) => roomNotes(input as unknown as MoveInput, free);
    expect(said(1000)).toEqual([
      msg('room.lacking', { lacking: '13 KiB' }),
      msg('room.fits', { names: ['notes'], need: '400 B', left: '600 B' }),
      expect.objectContaining({ key: 'room.volume' }),
      expect.objectContaining({ key: 'room.volume' }),
      msg('room.apart', { options: '--project notes', setting: 'storage.docker.data-root' }),
    ]);
    expect(said(60).map(({ key }) => key)).toEqual([
      'room.lacking',
      ...['room.images', 'room.images', 'room.images'],
      'room.apart-none',
    ]);
    expect(said(WHOLE + 1)).toEqual([]);
  });
});
