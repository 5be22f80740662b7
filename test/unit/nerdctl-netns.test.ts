/** Ubuntu 25.04 and later deny unshare(1) what an older rootlesskit needs it for. */
import { expect, it } from 'vitest';
import { detachesByItself } from '../../src/distro/docker-ports.ts';
import { keepsNetns } from '../../src/engines/nerdctl-netns.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { msg } from '../../src/i18n/msg.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { changesOf } from '../../src/model/plan.ts';
import { textOf } from '../../src/model/text.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { HOSTS } from '../cases/base.ts';
import { made, programs, text } from '../hosts/made/machine.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { ubuntu2604 } from '../hosts/made/ubuntu.ts';
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

/** Ubuntu 26.04 on which the vendor's tool wrote its unit, and started it in vain. */
async function vendorsUbuntu(): Promise<OverlayHost> {
  const host = made(
    ubuntu2604(),
    programs({
      '/usr/local/bin/nerdctl': 'nerdctl version 2.3.5\n',
      '/usr/local/bin/containerd-rootless.sh': null,
      '/usr/bin/rootlesskit': 'rootlesskit version 2.0.2\n',
      '/usr/bin/containerd': null,
      '/usr/bin/slirp4netns': 'slirp4netns version 1.2.1\n',
      '/usr/lib/cni/bridge': null,
    }),
    {
      files: {
        [UNIT]: text('[Service]\nExecStart=/usr/local/bin/containerd-rootless.sh\n', 0o644, 1000),
      },
    },
  );
  const recording = renderRecording(await recordMade(host));
  return new OverlayHost(new RecordedHost(parseRecording(recording, 'vendor')));
}

const UNIT = '/home/alice/.config/systemd/user/containerd.service';

it('is found in a unit of the vendor, and mended by the plan that the finding names', async () => {
  const host = await vendorsUbuntu();
  const found = async () => {
    const all = runChecks(await readFacts(host, 'alice'), { engines: ['nerdctl'] });
    return all.filter(({ id }) => id === 'nerdctl.detach-netns');
  };
  expect(await found()).toMatchObject([
    {
      level: 'fail',
      evidence: `${UNIT}; /usr/bin/rootlesskit 2.0.2`,
      remedy: [{ command: 'rootless-wizard --engine nerdctl' }],
    },
  ]);
  const answers = { engines: given.engines };
  const { plan } = await makePlan({ host, userName: 'alice', given: answers });
  await apply(plan, simulated(host));
  const unit = await host.file(UNIT);
  expect(textOf(unit)).toContain(
    '\nEnvironment=CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false\n',
  );
  expect(await found()).toEqual([]);
});
