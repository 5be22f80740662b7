import { atLeast, obtainable, orNull, packageVersion, versionOf } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import { initOf } from './common.ts';

/**
 * How rootlesskit brings the network into the namespace of rootless Docker. Its own choice hides who calls
 * a published port: programs in containers see an address of the bridge. Both others keep the address;
 * pasta is faster than slirp4netns, and new in Docker 25.
 * https://docs.docker.com/engine/security/rootless/troubleshoot/#networking-errors
 */
export const networkQuestion: Question<'service.docker-network'> = {
  key: 'service.docker-network',
  title: msg('service.q-network'),
  help: msg('service.q-network-help'),
  input: {
    type: 'choice',
    options: [
      {
        value: 'default',
        label: msg('service.q-network-default'),
        help: msg('service.q-network-default-help'),
      },
      {
        value: 'slirp4netns',
        label: msg('service.q-network-slirp'),
        help: msg('service.q-network-slirp-help'),
      },
      {
        value: 'pasta',
        label: msg('service.q-network-pasta'),
        help: msg('service.q-network-pasta-help'),
      },
    ],
  },
  applies: (facts, values) =>
    initOf(facts) === 'systemd' &&
    values.engines?.includes('docker') === true &&
    values['service.docker'] !== false,
  recommend: () => ({
    value: 'default',
    source: 'default',
    because: msg('service.q-network-because'),
  }),
  refuse(value, facts) {
    if (value !== 'pasta') return null;
    if (obtainable(facts, 'pasta') === false && orNull(facts.networkTools)?.pasta == null) {
      return msg('engines.no-package', { name: 'pasta' });
    }
    const docker = versionOf(
      orNull(facts.docker)?.dockerd?.version ?? packageVersion(facts, 'docker'),
    );
    return docker === null || atLeast(docker, 25, 0) ? null : msg('service.network-old');
  },
};

/**
 * The variables that dockerd-rootless.sh reads for that choice, `NAME=value`; the network and the ports go
 * together, as rootlesskit refuses other pairs.
 * https://github.com/moby/moby/blob/master/contrib/dockerd-rootless.sh
 */
export function networkEnvironment(values: Values): readonly string[] {
  const set = (net: string, ports: string) => [
    `DOCKERD_ROOTLESS_ROOTLESSKIT_NET=${net}`,
    `DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=${ports}`,
  ];
  switch (values['service.docker-network']) {
    case 'slirp4netns':
      return set('slirp4netns', 'slirp4netns');
    case 'pasta':
      return set('pasta', 'implicit');
    case 'default':
      return [];
  }
}
