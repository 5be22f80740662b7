/** How long a move takes, and how much room: what can be said before it, and what can't. */
import { describe, expect, it } from 'vitest';
import { container } from '../../src/migrate/container.ts';
import { downtimeNote, downtimeOf, stoppingOf } from '../../src/migrate/estimate.ts';
import type { RootfulVolume } from '../../src/migrate/inventory.ts';
import { parseSample, type Sample, sampleVolumes } from '../../src/migrate/sample.ts';
import { commandKey } from '../../src/model/read-host.ts';
import { readSample } from '../../src/probe/commands-move.ts';
import { FakeHost } from '../probes/fake-host.ts';

const volume = (name: string, size: number | null): RootfulVolume => ({
  source: 'docker',
  name,
  driver: 'local',
  options: [],
  labels: [],
  mountpoint: `/v/${name}`,
  size,
});

const member = (volumes: readonly string[], running = true) =>
  container({
    Id: 'id',
    Name: '/name',
    State: { Running: running },
    Mounts: volumes.map((Name) => ({ Type: 'volume', Name, Destination: '/d' })),
  });

const of = (sizes: Record<string, number | null>, samples: Record<string, Sample>) => ({
  volumes: new Map(Object.entries(sizes).map(([name, size]) => [name, volume(name, size)])),
  samples: new Map(Object.entries(samples)),
});

const PART: Sample = { bytes: 100, ms: 1000, whole: false, files: null };

describe('the time that a group is down', () => {
  it('is that of its volumes, each by its own speed, and of its containers', () => {
    const known = of(
      { big: 1000, small: 7 },
      { big: PART, small: { bytes: 9, ms: 20, whole: true, files: null } },
    );
    expect(downtimeOf(known, [member(['big', 'small'])])).toBe(5 * (10_000 + 20) + 3000);
    // One that was not read goes as fast as the others together.
    const other = of({ big: 1000, third: 100 }, { big: PART });
    expect(downtimeOf(other, [member(['third'])])).toBe(5 * 1000 + 3000);
    expect(downtimeOf(of({}, {}), [member([]), member([])])).toBe(6000);
  });

  it('counts files, as small ones cost time and not bytes', () => {
    const small: Sample = { bytes: 100, ms: 1000, whole: true, files: 100_000 };
    const known = of({ small: 100, large: 100 }, { small, large: { ...small, files: 10 } });
    expect(downtimeOf(known, [member(['small'])])).toBe(3000 + 6000 + 3000);
    expect(downtimeOf(known, [member(['large'])])).toBeCloseTo(3000 + 0.6 + 3000);
    // Of a volume that was read in part, all files were counted.
    const part = of({ small: 1000 }, { small: { ...small, whole: false } });
    expect(downtimeOf(part, [member(['small'])])).toBe(30_000 + 6000 + 3000);
  });

  it('leaves out what is not copied', () => {
    const known = of({ big: 1000 }, { big: PART });
    expect(downtimeOf(known, [member(['big'])], [])).toBe(3000);
  });

  it('counts a volume once that two of them use', () => {
    const known = of({ big: 1000 }, { big: PART });
    expect(downtimeOf(known, [member(['big']), member(['big'])])).toBe(50_000 + 6000);
  });

  it('is never less than what was read, whatever size the daemon gave', () => {
    expect(downtimeOf(of({ big: 1 }, { big: PART }), [member(['big'])])).toBe(8000);
  });

  it('is not known where nothing could be read or there is no size', () => {
    expect(downtimeOf(of({ big: 1000 }, {}), [member(['big'])])).toBeNull();
    expect(downtimeOf(of({ big: null }, { big: PART }), [member(['big'])])).toBeNull();
    expect(downtimeNote(of({ big: 1000 }, {}), [member(['big'])])).toEqual([]);
  });

  it('is said in minutes, and of nothing that does not run', () => {
    const known = of({ big: 3000 }, { big: PART });
    expect(downtimeNote(known, [member(['big'])])).toMatchObject([
      { key: 'migrate.note-downtime', args: { minutes: 3 } },
      { key: 'migrate.note-stopping', args: { seconds: 10 } },
    ]);
    const small = of({ big: 100 }, { big: PART });
    expect(downtimeNote(small, [member(['big'])])[0]?.key).toBe('migrate.note-downtime-short');
    expect(downtimeNote(known, [member(['big'], false)])).toEqual([]);
  });

  it('names no volumes where none is copied', () => {
    expect(downtimeNote(of({}, {}), [member([])])).toMatchObject([
      { key: 'migrate.note-downtime-bare' },
      { key: 'migrate.note-stopping' },
    ]);
    const many = Array.from({ length: 50 }, () => member([]));
    expect(downtimeNote(of({}, {}), many)[0]).toMatchObject({
      key: 'migrate.note-downtime-bare-long',
      args: { minutes: 3 },
    });
  });
});

describe('the time that stopping may take', () => {
  const stops = (seconds: unknown, source: 'docker' | 'podman' = 'docker', running = true) =>
    container(
      {
        Id: 'id',
        Name: '/name',
        State: { Running: running },
        Config: seconds === undefined ? {} : { StopTimeout: seconds },
      },
      source,
    );

  it('is that of the slowest, as an engine stops its own side by side', () => {
    expect(stoppingOf([stops(undefined), stops(3)])).toBe(10);
    expect(stoppingOf([stops(3), stops(120), stops(undefined)])).toBe(120);
    expect(stoppingOf([stops(3)])).toBe(3);
    // One engine after the other.
    expect(stoppingOf([stops(30), stops(undefined, 'podman')])).toBe(40);
  });

  it('has no limit where one is never killed, and is none of what is stopped already', () => {
    expect(stoppingOf([stops(3), stops(-1), stops(20)])).toBeNull();
    expect(stoppingOf([stops(undefined, 'podman'), stops(-1)])).toBeNull();
    expect(stoppingOf([stops(3), stops(-1, 'docker', false)])).toBe(3);
    expect(stoppingOf([stops(90, 'docker', false)])).toBe(0);
    expect(downtimeNote(of({}, {}), [stops(-1), stops(5)])).toMatchObject([
      { key: 'migrate.note-downtime-bare' },
      { key: 'migrate.note-stopping-endless', args: { names: ['name'] } },
    ]);
  });

  it('takes what is no number for the default of the engine', () => {
    for (const odd of [null, '30', 0]) expect(stoppingOf([stops(odd)])).toBe(10);
  });
});

describe('the sample', () => {
  it('is what was read and how long it took', () => {
    const whole = { bytes: 10240, ms: 35, whole: true };
    expect(parseSample('10240\n35\n12\n3\n')).toEqual({ ...whole, files: 12 });
    expect(parseSample('10240\n35\n')).toEqual({ ...whole, files: null });
    // Not all could be counted, or find(1) is not GNU's.
    expect(parseSample('10240\n35\n900000\n1001\n')).toEqual({ ...whole, files: null });
    expect(parseSample('10240\n35\n0\n3\n')).toEqual({ ...whole, files: null });
    expect(parseSample('10240\n1003\n12\n3\n')).toEqual({
      ...{ bytes: 10240, ms: 1003, whole: false },
      files: 12,
    });
    // No tar, and the date of a system without nanoseconds.
    for (const odd of ['', '0\n4\n', '10240\n-1732550000N\n', '10240\n']) {
      expect(parseSample(odd), JSON.stringify(odd)).toBeNull();
    }
  });

  it('is taken of the five largest, and of none that can not be read', async () => {
    const host = new FakeHost({
      commands: {
        [commandKey(readSample('/v/6'))]: '100\n20\n',
        [commandKey(readSample('/v/5'))]: { code: 2, stdout: '', stderr: 'Permission denied' },
      },
    });
    const volumes = [1, 6, 2, 5, 3, 4, null].map((size) => volume(String(size), size));
    expect([...(await sampleVolumes(host, volumes)).keys()]).toEqual(['6']);
    expect(host.ran.map((line) => line.slice(-1))).toEqual(['6', '5', '4', '3', '2']);
  });
});
