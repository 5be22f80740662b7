import { describe, expect, it } from 'vitest';
import { storage } from '../../src/steps/storage.ts';
import { hostOf, plan, podman5, written } from './step-plan.ts';

const USUAL = '/home/alice/.local/share/containers/storage';
const vfs = { dir: USUAL, driver: 'vfs' };
const six = { ...podman5, version: '6.0.2' };
const asked = (driver: string) => ({ engines: ['podman'], 'storage.podman.driver': driver });

/** A host with these stores, of which the first is in use, and no answer of Podman itself. */
const hostWith = (stores: readonly object[], more: object = {}, files: object = {}) =>
  hostOf(
    'debian-13',
    { podman: { ...podman5, hasStore: true, store: USUAL, stores, ...more } },
    files,
  );

const textOf = (result: ReturnType<typeof plan>) =>
  (written(result)['storage.podman-conf'] ?? '').replace(/^#.*\n/gm, '').trim();

describe('another driver for Podman than that of the store', () => {
  it('gets a store beside it, which hides the old one by name', () => {
    const result = plan(storage, hostWith([vfs]), asked('overlay'));
    expect(textOf(result)).toBe(`[storage]\ndriver = "overlay"\ngraphroot = "${USUAL}-overlay"`);
    expect(result.changes.map(({ id, risks }) => [id, risks])).toEqual([
      ['storage.podman-conf', ['hidden-store']],
    ]);
    expect(result.notes).toMatchObject([
      { key: 'storage.podman-beside-some', args: { dir: USUAL, graphroot: `${USUAL}-overlay` } },
    ]);
  });

  it('is not meant where the store has it', () => {
    const result = plan(storage, hostWith([{ dir: USUAL, driver: 'overlay' }]), asked('overlay'));
    expect(written(result)['storage.podman-conf'] ?? '').not.toContain('graphroot');
    expect(result.changes.flatMap(({ risks }) => risks)).toEqual([]);
  });

  it('counts what is hidden where Podman answers', () => {
    const info = { driver: 'vfs', graphRoot: USUAL, images: 3, containers: 1, idMapUid: [] };
    const { notes } = plan(storage, hostWith([vfs], { info }), asked('overlay'));
    expect(notes).toMatchObject([
      { key: 'storage.podman-beside', args: { images: 3, containers: 1, driver: 'vfs' } },
    ]);
  });

  it('goes back to a store that has that driver', () => {
    const beside = { dir: `${USUAL}-overlay`, driver: 'overlay' };
    const conf = `[storage]\ndriver = "overlay"\ngraphroot = "${beside.dir}"\n`;
    const facts = hostWith([beside, vfs], { store: beside.dir }, { 'podman.storage': conf });
    expect(textOf(plan(storage, facts, asked('vfs')))).toContain(`graphroot = "${USUAL}"`);
    // And nothing is to do for the one that it has.
    expect(plan(storage, facts, asked('overlay')).changes).toEqual([]);
  });

  it.each([podman5, six])(
    'is settled with the first run, also before that store is made: %j',
    (podman) => {
      const first = plan(storage, hostWith([vfs], podman), asked('overlay'));
      const role = podman === six ? 'podman.storage.dropin' : 'podman.storage';
      const text = written(first)['storage.podman-conf'] ?? '';
      const then = { ...podman, store: `${USUAL}-overlay` };
      const second = plan(storage, hostWith([vfs], then, { [role]: text }), asked('overlay'));
      expect(second.changes).toEqual([]);
      expect(second.status).toBe('ok');
    },
  );

  it('is not taken for the kernel’s where a program of before would mount it', () => {
    const conf =
      '[storage]\ndriver = "overlay"\n[storage.options.overlay]\nmount_program = "/usr/bin/fuse-overlayfs"\n';
    const stores = [{ dir: USUAL, driver: 'fuse-overlayfs' }];
    const text = textOf(
      plan(storage, hostWith(stores, {}, { 'podman.storage': conf }), asked('overlay')),
    );
    expect(text).toContain('mount_program = ""');
    expect(text).toContain(`graphroot = "${USUAL}-overlay"`);
  });

  it('is refused where the driver of the store is not known', () => {
    const result = plan(storage, hostWith([{ dir: USUAL, driver: null }]), asked('overlay'));
    expect(result).toMatchObject({ status: 'blocked', because: { key: 'storage.podman-reset' } });
  });
});
