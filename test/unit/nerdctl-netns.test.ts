/** Ubuntu 25.04 and later deny unshare(1) what an older rootlesskit needs it for. */
import { expect, it } from 'vitest';
import { detachesByItself } from '../../src/distro/docker-ports.ts';
import { keepsNetns } from '../../src/engines/nerdctl-netns.ts';
import { msg } from '../../src/i18n/msg.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { HOSTS } from '../cases/base.ts';
import { planLines } from '../hosts/made/record.ts';
import { madeHost, simulated } from './simulated.ts';

const given = {
  engines: { value: ['nerdctl'], source: 'flag' },
  'nerdctl.archive': { value: '/srv/nerdctl-2.3.5-linux-amd64.tar.gz', source: 'flag' },
  'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
} as const;

it.each([
  ['2.0.2-2build1', false],
  ['2.3.3', false],
  ['2.3.4', true],
  ['v2.3.10', true],
  ['2.4', true],
  ['3.0.0', true],
  ['1:1.1.1-1', false],
  ['none', null],
  [null, null],
])('RootlessKit %s puts a network aside by itself: %s', (version, expected) => {
  expect(detachesByItself(version)).toBe(expected);
});

const bare = HOSTS['debian-13'];
if (bare === undefined || !bare.docker.known || !bare.lsm.known) throw new Error('no debian-13');
const { docker, lsm } = { docker: bare.docker.value, lsm: bare.lsm.value };

it.each([
  [true, ['unshare-userns-restrict'], '2.0.2', '2.0.2'],
  [true, ['unshare-userns-restrict'], '2.3.5', null],
  // Ubuntu 24.04: its AppArmor has no such profile.
  [true, ['rootlesskit'], '2.0.2', null],
  // The profile lies there, and nothing enforces it.
  [false, ['unshare-userns-restrict'], '2.0.2', null],
] as const)('restricted %s, profiles %j, RootlessKit %s: %s', (on, profiles, version, expected) => {
  const facts: Facts = {
    ...bare,
    lsm: known({ ...lsm, apparmorRestrictsUserns: on, apparmorProfiles: profiles }, 'a test'),
    docker: known({ ...docker, rootlesskitVersion: version }, 'a test'),
  };
  expect(keepsNetns(facts)).toBe(expected);
  expect(keepsNetns({ ...facts, lsm: unknown(msg('service.nerdctl-runs')) })).toBeNull();
});

it('has containerd start on Ubuntu 26.04, and nothing to do after that', async () => {
  const name = 'ubuntu-26.04';
  const host = await madeHost(name);
  const { plan, problems } = await makePlan({ host, userName: 'alice', given });
  expect(problems).toEqual([]);
  await expect(planLines(plan)).toMatchFileSnapshot(
    `../hosts/made/plans/${name}.nerdctl-archive.txt`,
  );
  await apply(plan, simulated(host));
  expect(changesOf((await makePlan({ host, userName: 'alice', given })).plan)).toEqual([]);
});
