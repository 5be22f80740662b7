import { describe, expect, it } from 'vitest';
import { storage } from '../../src/steps/storage.ts';
import { HOSTS } from '../cases/base.ts';
import { hostOf, plan, podman5 } from './step-plan.ts';

const GB = 1_000_000_000;
const home = HOSTS['debian-13']?.home;
if (home?.known !== true) throw new Error('no home');
const fs = { ...home.value.fs, mountPoint: '/home', totalBytes: 100 * GB };
const hostWith = (room: object) =>
  hostOf('debian-13', { podman: podman5, home: { fs: { ...fs, ...room } } });
const asked = { engines: ['podman'] };

describe('a home with little room', () => {
  it.each([
    ['few files more', { freeBytes: 50 * GB, freeInodes: 4000 }, 'storage.home-inodes'],
    ['less than 15 % free', { freeBytes: 14 * GB }, 'storage.home-tight'],
  ])('%s: is named, and nothing else', (_what, room, key) => {
    const result = plan(storage, hostWith(room), asked);
    expect(result.notes?.map((note) => note.key)).toContain(key);
    expect(result.changes).toEqual([]);
  });

  it('is not meant where enough is left', () => {
    for (const room of [{ freeBytes: 16 * GB }, { totalBytes: 1000 * GB, freeBytes: 60 * GB }]) {
      expect(plan(storage, hostWith(room), asked).notes).toEqual([]);
    }
  });
});
