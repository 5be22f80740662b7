import { describe, expect, it } from 'vitest';
import { hasStore } from '../../src/commands/migrate-look.ts';
import { known } from '../../src/model/fact.ts';
import type { Podman } from '../../src/model/facts.ts';
import { alice } from '../probes/context.ts';
import { FakeHost } from '../probes/fake-host.ts';

const OFF = { enabled: 'disabled', active: 'inactive' } as const;
const USUAL = '/home/alice/.local/share/containers/storage';

/** A host with a directory for a store, and a Podman that was not used since the boot. */
function asked(dir: string, podman: Partial<Podman>): Promise<boolean> {
  const value = {
    ...{ path: '/usr/bin/podman', version: '5.4.2', info: null, infoError: '' },
    ...{ socket: OFF, restart: OFF, hasStore: false },
    ...podman,
  };
  const host = new FakeHost({ files: { [dir]: { kind: 'directory' } } });
  return hasStore(host, { podman: known(value, 'test'), target: known(alice, 'test') });
}

/** Only then a look may ask Podman which containers were moved already. */
describe('the store of the Podman that containers are moved to', () => {
  it.each<[string, string, Partial<Podman>, boolean]>([
    ['is where it usually is', USUAL, {}, true],
    ['is where a file of the user puts it', '/data/pods', { store: '/data/pods' }, true],
    ['has images by what was found', '/nowhere', { hasStore: true }, true],
    ['is not there', '/nowhere', {}, false],
    ['is elsewhere by now, and not there', USUAL, { store: '/data/pods' }, false],
  ])('%s', async (_what, dir, podman, there) => {
    expect(await asked(dir, podman)).toBe(there);
  });
});
