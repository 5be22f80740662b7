/** What is in volumes of root decides about their containers, and about no others. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { idsToCome } from '../../src/commands/planned-ids.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import { container, type RootfulContainer } from '../../src/migrate/container.ts';
import { groupsOf } from '../../src/migrate/groups.ts';
import { USUAL_WAYS, type Ways } from '../../src/migrate/idmapped.ts';
import { NOTHING, type RootfulVolume } from '../../src/migrate/inventory.ts';
import { judge } from '../../src/migrate/judge.ts';
import type { Target } from '../../src/migrate/judge-target.ts';
import type { MoveInput } from '../../src/migrate/move.ts';
import { contentNotes } from '../../src/migrate/move-shown.ts';
import { type Kept, type Owners, parseKept, parseOwners } from '../../src/migrate/owners.ts';
import type { VolumeLook } from '../../src/migrate/volume-look.ts';
import type { Subids } from '../../src/model/facts.ts';
import { readFacts } from '../../src/probe/index.ts';

const PLAIN: VolumeLook = {
  files: 3,
  bytes: 8192,
  size: 4,
  uid: { id: 999, path: 'db' },
  gid: { id: 999, path: 'db' },
  devices: { count: 0, path: '' },
  sockets: 0,
  fifos: 0,
  others: 0,
  setuid: 0,
  linked: 0,
  sparse: 0,
  outside: { count: 0, path: '' },
  fixed: { count: 0, path: '' },
  attributes: 0,
  acls: 0,
  capabilities: 0,
  trusted: 0,
};

const ranges = [{ start: 100_000, count: 65_536 }];
const IDS = { uid: { last: 65_536, ranges }, gid: { last: 65_536, ranges }, more: true };
const TARGET: Target = { engine: 'docker', uid: 1000, firstPort: 1024, limits: true, ids: IDS };
const ways = (more: Partial<Ways>): Target => ({
  ...TARGET,
  ways: { directories: 'owners', volumes: 'copy', cannot: new Map(), ...more },
});

const mount = (type: string, source: string, writable = true) => ({
  ...{ type, source, writable, destination: '/d', mode: '', propagation: '' },
});
const using = (name: string, ...mounts: RootfulContainer['mounts']): RootfulContainer => ({
  ...container({ Id: name, Name: `/${name}` }),
  mounts,
});
const volume = (name: string, more: Partial<RootfulVolume> = {}): RootfulVolume => ({
  source: 'docker',
  name,
  driver: 'local',
  options: [],
  labels: [],
  mountpoint: `/var/lib/docker/volumes/${name}/_data`,
  size: null,
  ...more,
});

const around = (look: VolumeLook | null, owners: Owners | null = null) => ({
  networks: new Map(),
  volumes: new Map([
    ['files', volume('files')],
    ['other', volume('other')],
  ]),
  owners: new Map([['/srv/data', owners]]),
  written: new Map(),
  looks: new Map([
    ['files', look],
    ['other', PLAIN],
  ]),
});

/** Why a container with the volume stays; nothing when it moves. */
const because = (look: VolumeLook | null, target: Target = TARGET) =>
  judge(using('web', mount('volume', 'files')), target, around(look)).because;

describe('a volume', () => {
  it('that can move keeps nobody', () => {
    expect(because(PLAIN)).toEqual([]);
    expect(because({ ...PLAIN, sockets: 1, fifos: 1, setuid: 1, linked: 2, sparse: 1 })).toEqual(
      [],
    );
  });

  it('that was not seen whole is not judged', () => {
    expect(because(null)).toEqual([]);
  });

  it.each([
    ['uid', 65_537, ['volumes.ids']],
    ['gid', 65_537, ['volumes.ids']],
    ['uid', 65_536, []],
    ['gid', 65_536, []],
    ['uid', 4_294_967_294, ['volumes.ids-fixed']],
  ] as const)('with a file of %s %i', (kind, id, keys) => {
    const reasons = because({ ...PLAIN, [kind]: { id, path: 'a/b' } });
    expect(reasons.map(({ key }) => key)).toEqual(keys);
    if (keys.length > 0) {
      const args = { volume: 'files', path: 'a/b', kind, id, last: 65_536 };
      expect(reasons[0]?.args).toEqual(args);
    }
  });

  it('promises more ids only where an answer gives them, and says nothing where they are not known', () => {
    const look = { ...PLAIN, uid: { id: 70_000, path: 'x' } };
    const fixed = because(look, { ...TARGET, ids: { ...IDS, more: false } });
    expect(fixed.map(({ key }) => key)).toEqual(['volumes.ids-fixed']);
    const { ids: _, ...unknown } = TARGET;
    expect(because(look, unknown)).toEqual([]);
    const wider = { last: 70_000, ranges };
    expect(because(look, { ...TARGET, ids: { ...IDS, uid: wider } })).toEqual([]);
  });

  it('with ids of the user itself goes on only where its files get them', () => {
    const look = { ...PLAIN, uid: { id: 100_998, path: 'x' } };
    expect(because(look, ways({ volumes: 'in-place' }))).toEqual([]);
    expect(because(look).map(({ key }) => key)).toEqual(['volumes.ids']);
  });

  it('whose Docker shifts ids has no other ids to be named', () => {
    const look = { ...PLAIN, uid: { id: 300_000, path: '.' } };
    const own = new Map([['web', [{ key: 'volumes.remap' }]]]);
    const web = using('web', mount('volume', 'files'));
    const { because } = judge(web, TARGET, { ...around(look), own });
    expect(because).toEqual([{ key: 'volumes.remap' }]);
  });

  it('with a device stays, unless it is only shown', () => {
    const look = { ...PLAIN, devices: { count: 2, path: 'dev/null' } };
    const stays = [{ key: 'volumes.device', args: { volume: 'files', path: 'dev/null' } }];
    expect(because(look)).toEqual(stays);
    expect(because(look, ways({ volumes: 'in-place' }))).toEqual(stays);
    expect(because(look, ways({ volumes: 'idmapped' }))).toEqual([]);
  });

  it('keeps its own containers and what goes with them, and no others', () => {
    const [web, job, free] = [
      using('web', mount('volume', 'files')),
      { ...using('job', mount('volume', 'files')), project: 'shop' },
      using('free', mount('volume', 'other')),
    ];
    const front = { ...using('front'), project: 'shop' };
    const known = around({ ...PLAIN, devices: { count: 1, path: 'null' } });
    const judged = [web, job, front, free].map((each) => judge(each, TARGET, known));
    const { groups, judgements } = groupsOf(judged, new Map());
    expect(groups.map(({ name }) => name)).toEqual(['free']);
    expect(judgements.map(({ verdict }) => verdict)).toEqual(['stays', 'stays', 'stays', 'moves']);
  });
});

describe('what is to be known of a volume', () => {
  const notes = (look: Partial<VolumeLook>, more: Partial<Ways> = {}) => {
    const { volumes } = around(PLAIN);
    const inventory = { ...NOTHING, volumes, looks: new Map([['files', { ...PLAIN, ...look }]]) };
    const input: MoveInput = {
      ...{ user: { name: 'alice', uid: 1000 }, engine: 'docker', groups: [], freeBytes: null },
      ...{ units: [], staying: [], inventory, ways: { ...USUAL_WAYS, ...more } },
    };
    return contentNotes(input, [using('web', mount('volume', 'files'))]);
  };

  it('that a copy is without', () => {
    const fixed = { count: 1, path: 'x' };
    const some = { sockets: 3, trusted: 2, fixed };
    expect(notes(some)).toEqual([
      { key: 'volumes.note-sockets', args: { name: 'files', count: 3 } },
      { key: 'volumes.note-trusted', args: { name: 'files', count: 2 } },
      { key: 'volumes.note-fixed', args: { name: 'files', count: 1 } },
    ]);
    expect(notes(some, { volumes: 'idmapped' })).toEqual([]);
    expect(notes({ trusted: null, fixed: null })).toEqual([]);
  });
});

describe('a directory whose files need other ids', () => {
  const reasons = (lines: string, target: Target = TARGET) =>
    judge(
      using('web', mount('bind', '/srv/data')),
      target,
      around(PLAIN, parseOwners(lines)),
    ).because.map(({ key }) => key);

  it.each([
    ['      1 33:33 644 f\n', ['migrate.bind-mounts']],
    ['      1 33:33 644 f\n      1 70000:33 644 f\n', ['volumes.bind-ids']],
    ['      1 33:70000 644 f\n', ['volumes.bind-ids']],
    // Left by a try that was cut off: the helper goes on.
    ['      1 33:33 644 f\n      1 100032:100032 644 f\n', ['migrate.bind-mounts']],
    ['      1 33:4000000000 644 f\n', ['volumes.bind-ids-fixed']],
    ['      1 33:33 4755 f\n', ['volumes.bind-setuid']],
    ['      1 33:33 2755 d\n', ['migrate.bind-mounts']],
  ])('%j', (lines, keys) => {
    expect(reasons(lines)).toEqual(keys);
  });

  it('may hold setuid programs where it is only shown', () => {
    const lines = '      1 33:33 4755 f\n';
    expect(reasons(lines, ways({ directories: 'idmapped' }))).toEqual(['idmapped.shown']);
  });
});

describe('a directory with what a new owner would end', () => {
  const KEPT: Kept = { setuid: '/srv/data/su', capable: '/srv/data/a b', fixed: '/srv/data/log' };
  const found: Owners = {
    ...{ uids: [33], gids: [33], readable: true, special: false, setuid: true },
    kept: KEPT,
  };
  const reasons = (target: Target) =>
    judge(using('web', mount('bind', '/srv/data')), target, around(PLAIN, found)).because;

  it('is told by lines with one path of each kind', () => {
    const lines = 'setuid /srv/data/su\ncapable /srv/data/a b\nfixed /srv/data/log\n';
    expect(parseKept(lines)).toEqual(KEPT);
    expect(parseKept('\nsetuid \nlsattr: capable no\n')).toEqual({});
  });

  it('keeps its containers where it would get new owners', () => {
    expect(reasons(TARGET)).toEqual([
      { key: 'volumes.bind-setuid', args: { path: '/srv/data' } },
      { key: 'volumes.bind-capable', args: { file: '/srv/data/a b' } },
      { key: 'volumes.bind-fixed', args: { file: '/srv/data/log' } },
    ]);
  });

  it('keeps them where a mount shows it and others than root reach it, as that is without setuid', () => {
    const shown = { directories: 'idmapped' as const };
    expect(reasons(ways(shown)).map(({ key }) => key)).toEqual(['idmapped.shown']);
    const nosuid = (file: string) => ({
      key: 'volumes.bind-nosuid',
      args: { path: '/srv/data', file },
    });
    expect(reasons(ways({ ...shown, open: new Set(['/srv/data']) }))).toEqual([
      nosuid('/srv/data/su'),
      nosuid('/srv/data/a b'),
    ]);
  });
});

describe('the ids that a user will have', () => {
  const host = new RecordedHost(
    parseRecording(
      readFileSync(fileURLToPath(new URL('../hosts/debian-13.yaml', import.meta.url)), 'utf8'),
      'debian-13',
    ),
  );
  const given = (value: number) => ({ 'subids.count': { value, source: 'flag' as const } });
  const read = async (subuid: string, nss = 'files', getsubids: Subids['getsubids'] = null) => {
    const { target, subids } = await readFacts(host, 'alice');
    if (!subids.known || subids.value.subuid.kind !== 'file') throw new Error('not recorded');
    const file = { ...subids.value.subuid, bytes: subuid };
    const value = { ...subids.value, subuid: file, subgid: file, nss, getsubids };
    return { target, subids: { ...subids, value } };
  };

  it.each([
    ['', {}, 65_536],
    ['alice:100000:65536\n', {}, 65_536],
    ['bob:100000:99999\nalice:300000:1000\n', {}, 65_536],
    ['alice:100000:65536\nalice:300000:4464\n', {}, 70_000],
    ['alice:100000:65536\n', given(80_000), 80_000],
    ['alice:100000:90000\n', given(80_000), 90_000],
  ])('after %j and %j', async (text, answers, last) => {
    expect(idsToCome(await read(text), answers)).toMatchObject({
      ...{ uid: { last }, gid: { last }, more: true },
    });
  });

  it('are those of a directory where it gives them, which no answer changes', async () => {
    const few = [{ start: 500_000, count: 1000 }];
    const facts = await read('', 'sss', { uid: few, gid: few });
    expect(idsToCome(facts, given(80_000))).toEqual({
      ...{ uid: { last: 1000, ranges: few }, gid: { last: 1000, ranges: few }, more: false },
    });
    expect(idsToCome(await read('', 'sss'), {})).toBe(undefined);
  });
});
