import {
  callersProblem,
  comesFromElsewhere,
  dockerVersions,
  withoutProxy,
} from '../engines/docker-callers.ts';
import { lacksSlirp } from '../engines/docker-source.ts';
import { lacksPasta, pastaProblem, pastaSilent, setsAll } from '../engines/rootlesskit-network.ts';
import { atLeast, orNull, packageVersion, versionOf } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { initOf } from './common.ts';

/**
 * How rootlesskit brings the network into the namespace of rootless Docker. Its own choice hides who calls
 * a published port: programs in containers see an address of the bridge. All others keep the address. Since
 * Docker 29.5 and RootlessKit 3 rootlesskit's own ports do, once Docker's proxy is off, which is as fast as the
 * default; pasta is faster than slirp4netns, and new in Docker 25 and RootlessKit 2. Where slirp4netns cannot be had
 * it is pasta, which Docker's older scripts do not take by themselves.
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
        value: 'no-proxy',
        label: msg('service.q-network-no-proxy'),
        help: msg('service.q-network-no-proxy-help'),
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
    isServed(facts) &&
    values.engines?.includes('docker') === true &&
    values['service.docker'] !== false,
  recommend(facts, values) {
    const there = networkThere(facts, values);
    if (there !== null) {
      return { value: there, source: 'detected', because: msg('service.q-network-there') };
    }
    return needsPasta(facts, values)
      ? { value: 'pasta', source: 'detected', because: msg('service.q-network-no-slirp') }
      : { value: 'default', source: 'default', because: msg('service.q-network-because') };
  },
  refuse(value, facts, values) {
    if (value === 'pasta') return refusePasta(facts, values) ?? silentAtLoopback(facts, values);
    if (value === 'no-proxy') return refuseNoProxy(facts, values);
    return needsPasta(facts, values) ? msg('service.network-no-slirp') : null;
  },
};

/** Is there something that starts Docker, and so can tell it: systemd, or a service of ours of OpenRC or runit? */
function isServed(facts: Facts): boolean {
  const { openrc, runit } = orNull(facts.docker) ?? {};
  return initOf(facts) === 'systemd' || openrc != null || runit !== undefined;
}

/** What was chosen before, as what starts Docker and daemon.json say; null where nothing was. */
function networkThere(
  facts: Facts,
  values: Partial<Values>,
): Values['service.docker-network'] | null {
  const { openrc, runit } = orNull(facts.docker) ?? {};
  const files = [orNull(facts.files)?.['docker.unit'], openrc?.script, runit?.files.run];
  const told = (value: Values['service.docker-network']) =>
    setsAll(files, environment(value, facts));
  if (told('pasta')) return refusePasta(facts, values) === null ? 'pasta' : null;
  if (told('slirp4netns')) return needsPasta(facts, values) ? null : 'slirp4netns';
  return withoutProxy(facts) && callersProblem(facts) === null ? 'no-proxy' : null;
}

/**
 * Only what is certain before the plan is made: a daemon that is to come from elsewhere than the packages of the
 * distribution is judged when its step is planned.
 */
function refuseNoProxy(facts: Facts, values: Partial<Values>): Message | null {
  if (orNull(facts.init) !== null && initOf(facts) !== 'systemd') {
    return msg('service.no-proxy-systemd');
  }
  return comesFromElsewhere(facts, values) ? null : callersProblem(facts);
}

/** A pasta with which ports are silent at 127.0.0.1, where there is another choice and nobody has made this one yet. */
function silentAtLoopback(facts: Facts, values: Partial<Values>): Message | null {
  if (comesFromElsewhere(facts, values) || needsPasta(facts, values)) return null;
  if (networkThere(facts, values) === 'pasta') return null;
  return pastaSilent(facts, dockerVersions(facts).kit);
}

/** Is pasta all that is left? Only where what starts Docker can name it. */
function needsPasta(facts: Facts, values: Partial<Values>): boolean {
  return isServed(facts) && lacksSlirp(facts) && refusePasta(facts, values) === null;
}

function refusePasta(facts: Facts, values: Partial<Values>): Message | null {
  const missing = lacksPasta(facts);
  if (missing !== null) return missing;
  const docker = versionOf(
    orNull(facts.docker)?.dockerd?.version ?? packageVersion(facts, 'docker'),
  );
  if (docker !== null && !atLeast(docker, 25, 0)) return msg('service.network-old');
  const kit = comesFromElsewhere(facts, values) ? null : dockerVersions(facts).kit;
  return pastaProblem(facts, kit);
}

/**
 * The variables that dockerd-rootless.sh reads for that choice, `NAME=value`; the network and the ports go
 * together, as rootlesskit refuses other pairs.
 * https://github.com/moby/moby/blob/master/contrib/dockerd-rootless.sh
 */
export function networkEnvironment(values: Values, facts: Facts): readonly string[] {
  return environment(values['service.docker-network'], facts);
}

function environment(value: Values['service.docker-network'], facts: Facts): readonly string[] {
  const set = (net: string, ports: string) => [
    `DOCKERD_ROOTLESS_ROOTLESSKIT_NET=${net}`,
    `DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=${ports}`,
  ];
  switch (value) {
    // rootlesskit has a network of its own since 3.0, for where slirp4netns can't be had.
    case 'no-proxy':
      return set(lacksSlirp(facts) ? 'gvisor-tap-vsock' : 'slirp4netns', 'builtin');
    case 'slirp4netns':
      return set('slirp4netns', 'slirp4netns');
    case 'pasta':
      return set('pasta', 'implicit');
    case 'default':
      return [];
  }
}
