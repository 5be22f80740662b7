import { describe, expect, it } from 'vitest';
import { isUnseen, programsOf } from '../../src/distro/by-hand.ts';
import type { PackageNeed } from '../../src/model/engine.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { isFulfilled } from '../../src/steps/needs.ts';
import { HOSTS } from '../cases/base.ts';

/**
 * What is to be installed by hand (`distro/by-hand.ts`) and what a step takes for installed (`steps/needs.ts`) are
 * two views of one list. Without a package manager a need counts as there when a program says so, or when no
 * program can; a need that is on neither side would be asked for for ever, or never.
 */

/** Every need; the compiler holds this list to the type. */
const ALL = Object.keys({
  uidmap: true,
  'dbus-user': true,
  iptables: true,
  nftables: true,
  slirp4netns: true,
  pasta: true,
  'fuse-overlayfs': true,
  setcap: true,
  podman: true,
  crun: true,
  netavark: true,
  'aardvark-dns': true,
  dnsname: true,
  catatonit: true,
  docker: true,
  'docker-cli': true,
  rootlesskit: true,
  nerdctl: true,
  containerd: true,
  'cni-plugins': true,
  buildkit: true,
  lxc: true,
  machinectl: true,
  gpg: true,
  'ca-certificates': true,
  xfsprogs: true,
  'podman-compose': true,
  'docker-compose': true,
  'podman-docker': true,
  acl: true,
} satisfies Record<PackageNeed, true>) as readonly PackageNeed[];

/** A host of which nothing is known to be missing: whatever is asked of these facts is there. */
function everything(): Facts {
  const host = HOSTS['debian-13'];
  if (host === undefined) throw new Error('no host debian-13');
  const there = <T extends object>(value: T): T =>
    new Proxy(value, { get: () => ({ path: '/usr/bin/x' }) });
  const filled = Object.fromEntries(
    Object.entries(host).map(([name, fact]) => {
      const has = fact.known && typeof fact.value === 'object' && name !== 'packages';
      return [name, has ? known(there(fact.value), 'a test') : fact];
    }),
  );
  return { ...host, ...filled };
}

/** The same host with nothing at all. */
function nothing(): Facts {
  const host = HOSTS['debian-13'];
  if (host === undefined) throw new Error('no host debian-13');
  const gone = Object.fromEntries(
    Object.entries(host).map(([name, fact]) => {
      const empty = fact.known && typeof fact.value === 'object' && name !== 'packages';
      return [name, empty ? known(new Proxy(fact.value, { get: () => null }), 'a test') : fact];
    }),
  );
  return { ...host, ...gone };
}

describe('what is installed by hand', () => {
  it.each(ALL)('is seen by a program, or counts as one that none sees: %s', (need) => {
    const seen = isFulfilled(need, everything()) === true;
    // The bus of a user is seen while that user is there, and only then: it is on both sides.
    if (need === 'dbus-user') expect([seen, isUnseen(need)]).toEqual([true, true]);
    else expect(isUnseen(need)).toBe(!seen);
  });

  it.each(ALL)('never counts as there for want of looking: %s', (need) => {
    expect(isFulfilled(need, nothing())).not.toBe(true);
  });

  it.each(ALL)('has a name that a person can look for: %s', (need) => {
    const programs = programsOf([need]);
    expect(programs.length).toBeGreaterThan(0);
    for (const name of programs) expect(name).toMatch(/^\S/);
  });
});
