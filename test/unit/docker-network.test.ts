import { expect, it } from 'vitest';
import { knowsPasta, lacksProfile, pastaLoopback } from '../../src/distro/docker-ports.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { textOf } from '../../src/model/text.ts';
import { apply } from '../../src/run/apply.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { makePlan } from '../../src/run/plan.ts';
import { simulated } from './simulated.ts';

/** Where OpenRC or runit starts Docker, its network is chosen, told to it and kept as under systemd. */
it.each([
  [
    'alpine',
    'slirp4netns',
    '/etc/init.d/rootless-docker-alice',
    '--env DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=slirp4netns',
  ],
  [
    'alpine',
    'pasta',
    '/etc/init.d/rootless-docker-alice',
    '--env DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=implicit',
  ],
  [
    'void',
    'slirp4netns',
    '/etc/sv/rootless-docker-alice/run',
    '\tDOCKERD_ROOTLESS_ROOTLESSKIT_NET=slirp4netns \\\n',
  ],
  [
    'void',
    'pasta',
    '/etc/sv/rootless-docker-alice/run',
    '\tDOCKERD_ROOTLESS_ROOTLESSKIT_NET=pasta \\\n',
  ],
] as const)('on %s: %s', async (name, network, path, line) => {
  const host = new OverlayHost(new RecordedHost(await loadRecording(name)));
  const given: GivenAnswers = {
    engines: { value: ['docker'], source: 'flag' },
    'docker.source': { value: 'static', source: 'flag' },
    'docker.archive': { value: '/srv/docker-29.8.1.tgz', source: 'flag' },
    'docker.sha256': { value: 'a'.repeat(64), source: 'flag' },
    'docker.extras': { value: '/srv/docker-rootless-extras-29.8.1.tgz', source: 'flag' },
    'docker.extras-sha256': { value: 'b'.repeat(64), source: 'flag' },
  };
  const chosen: GivenAnswers = {
    ...given,
    'service.docker-network': { value: network, source: 'flag' },
  };
  const first = await makePlan({ host, userName: 'alice', given: chosen });
  expect(first.problems).toEqual([]);
  await apply(first.plan, simulated(host));
  expect(textOf(await host.file(path))).toContain(line);
  const again = await makePlan({ host, userName: 'alice', given });
  expect(again.plan.answers['service.docker-network']).toMatchObject({ value: network });
  expect(changesOf(again.plan).map(({ id }) => id)).toEqual([]);
});

const PAIRS = [
  ['2.0.2-2+b9', '0.0~git20250503.587980c-2+deb13u1', false],
  ['2.3.1', '0^20241030.gee7d0b6-1.fc42', false],
  ['v2.3.2', '2025.05.12-r0', true],
  ['3.0.1', '0.0~git20250503.587980c-2', true],
  ['10.0', '0.0~git20250503.587980c-2', true],
  ['2.0.2', '0.0~git20240426.d03c4e2-1', true],
  ['2.0.2', null, true],
  [null, '0.0~git20250503.587980c-2', true],
] as const;

it.each(PAIRS)('RootlessKit %s with pasta %s answers at 127.0.0.1: %s', (kit, pasta, answers) => {
  expect(pastaLoopback(kit, pasta)).toBe(answers);
});

it.each([
  ['0.14.6-1ubuntu1.1', false],
  ['1.1.1-1ubuntu0.24.04.3', false],
  ['2.0.0', true],
  ['3.0.1', true],
  [null, true],
] as const)('RootlessKit %s knows pasta: %s', (kit, knows) => {
  expect(knowsPasta(kit)).toBe(knows);
});

it('refuses a pasta that the RootlessKit of the distribution does not know', async () => {
  const host = new OverlayHost(new RecordedHost(await loadRecording('ubuntu-24.04')));
  const from = async (source: 'distribution' | 'docker') => {
    const given: GivenAnswers = {
      engines: { value: ['docker'], source: 'flag' },
      'docker.source': { value: source, source: 'flag' },
      'service.docker-network': { value: 'pasta', source: 'flag' },
    };
    const { problems } = await makePlan({ host, userName: 'alice', given });
    return problems.map(({ message }) => message.key);
  };
  expect(await from('distribution')).toEqual(['service.pasta-kit']);
  // Its pasta has no profile of AppArmor, unless somebody put one there.
  expect(await from('docker')).toEqual(['service.pasta-profile']);
  host.apply([{ type: 'names', dir: '/etc/apparmor.d', add: ['usr.bin.pasta'], remove: [] }]);
  expect(await from('docker')).toEqual([]);
});

it.each([
  ['0.0~git20240220.1e6f92b-1', true],
  ['pasta 0.0~git20230627.289301b-1', true],
  ['0.0~git20240220.1e6f92b-10', false],
  ['0.0~git20250503.587980c-2', false],
  [null, false],
] as const)('pasta %s came without a profile: %s', (pasta, lacks) => {
  expect(lacksProfile(pasta)).toBe(lacks);
});

/** What Debian 13 would have, and what it has. */
it('refuses a pasta with which ports would be silent at 127.0.0.1, and leaves one that is there', async () => {
  const given = (more: GivenAnswers = {}): GivenAnswers => ({
    engines: { value: ['docker'], source: 'flag' },
    ...more,
  });
  const pasta = given({ 'service.docker-network': { value: 'pasta', source: 'flag' } });
  const host = new OverlayHost(new RecordedHost(await loadRecording('debian-13')));
  const asked = await makePlan({ host, userName: 'alice', given: pasta });
  expect(asked.problems.map(({ message }) => message.key)).toEqual(['service.pasta-loopback']);
  const unit = ['NET=pasta', 'PORT_DRIVER=implicit']
    .map((each) => `Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_${each}\n`)
    .join('');
  const path = '/home/alice/.config/systemd/user/docker.service';
  host.apply([fileEffect(path, `[Service]\n${unit}`, { mode: 0o644, uid: 1000, gid: 1000 })]);
  for (const answers of [pasta, given()]) {
    const again = await makePlan({ host, userName: 'alice', given: answers });
    expect(again.problems).toEqual([]);
    expect(again.plan.answers['service.docker-network']).toMatchObject({ value: 'pasta' });
  }
});
