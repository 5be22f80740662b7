import { describe, expect, it } from 'vitest';
import { refuseBypass } from '../../src/engines/bypass.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts, Nerdctl } from '../../src/model/facts.ts';
import { HOSTS } from '../cases/base.ts';

const bare = HOSTS['debian-13'];
if (bare === undefined) throw new Error('no host debian-13');
const debian: Facts = bare;

function having(found: Partial<Nerdctl>): Facts {
  if (!debian.nerdctl.known) throw new Error('nerdctl is not known');
  return { ...debian, nerdctl: known({ ...debian.nerdctl.value, ...found }, 'a test') };
}

describe('what is too old for bypass4netns', () => {
  const said = (found: Partial<Nerdctl>, archive = '') =>
    refuseBypass(having(found), { 'nerdctl.archive': archive })?.args ?? null;

  it('is named with the version that it has and the one that it takes', () => {
    const there = { path: '/usr/bin/nerdctl', containerd: '/usr/bin/containerd' };
    expect(said({ ...there, version: '1.7.6' })).toEqual({
      name: 'nerdctl',
      version: '1.7.6',
      needed: '2.0',
    });
    expect(said({ ...there, version: '2.0.0', runcVersion: '1.0.3' })).toEqual({
      name: 'runc',
      version: '1.0.3',
      needed: '1.1',
    });
    expect(said({ ...there, version: '2.0.0', runcVersion: '1.1.0' })).toBeNull();
  });

  it.each([
    ['/srv/nerdctl-1.7.6-linux-amd64.tar.gz', '1.7.6'],
    ['/srv/nerdctl-full-v1.7.6-linux-arm64.tar.gz', '1.7.6'],
    ['/srv/nerdctl-full-2.3.5-linux-amd64.tar.gz', null],
    ['/srv/1.7.6/nerdctl.tar.gz', null],
    ['/srv/nerdctl-1.7.6/nerdctl-full-2.3.5-linux-amd64.tar.gz', null],
  ])('is read from the name of the archive %s', (archive, version) => {
    expect(said({ path: null }, archive)?.['version'] ?? null).toBe(version);
  });

  it('is not the archive, where nerdctl is here and only other parts come from it', () => {
    const here = { path: '/usr/bin/nerdctl', version: '2.3.5' };
    expect(said(here, '/srv/nerdctl-full-1.7.6-linux-amd64.tar.gz')).toBeNull();
  });
});
