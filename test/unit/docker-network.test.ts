import { expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { textOf } from '../../src/model/text.ts';
import { apply } from '../../src/run/apply.ts';
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
