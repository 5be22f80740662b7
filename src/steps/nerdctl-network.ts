import { dockerVersions } from '../engines/docker-callers.ts';
import { canServe } from '../engines/nerdctl-snapshotter.ts';
import { nerdctlVersion } from '../engines/nerdctl-version.ts';
import { lacksPasta, pastaProblem, pastaSilent, setsAll } from '../engines/rootlesskit-network.ts';
import { atLeast, orNull, versionOf } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { initOf } from './common.ts';

type Network = Values['service.nerdctl-network'];

/**
 * How rootlesskit brings the network into the namespace of nerdctl's containerd. Its own ports hide who calls before
 * RootlessKit 3, and over UDP from then on: programs in containers see an address of the bridge. Those of slirp4netns
 * keep the address and are slower.
 * https://github.com/rootless-containers/rootlesskit/blob/master/docs/port.md#port-drivers
 */
export const nerdctlNetworkQuestion: Question<'service.nerdctl-network'> = {
  key: 'service.nerdctl-network',
  title: msg('service.q-nerdctl-network'),
  help: msg('service.q-nerdctl-network-help'),
  input: {
    type: 'choice',
    options: [
      {
        value: 'default',
        label: msg('service.q-nerdctl-network-default'),
        help: msg('service.q-nerdctl-network-default-help'),
      },
      {
        value: 'slirp4netns',
        label: msg('service.q-network-slirp'),
        help: msg('service.q-nerdctl-network-slirp-help'),
      },
      {
        value: 'pasta',
        label: msg('service.q-network-pasta'),
        help: msg('service.q-nerdctl-network-pasta-help'),
      },
    ],
  },
  applies: (facts, values) =>
    initOf(facts) !== null &&
    canServe(facts) &&
    values.engines?.includes('nerdctl') === true &&
    values['service.nerdctl'] !== false,
  recommend(facts, values) {
    const there = networkThere(facts, values);
    return there === null
      ? { value: 'default', source: 'default', because: msg('service.q-network-because') }
      : { value: there, source: 'detected', because: msg('service.q-network-there') };
  },
  refuse(value, facts, values) {
    if (value === 'default') return null;
    if (!canServe(facts)) return msg('service.bypass-no-service');
    if (value === 'slirp4netns') return null;
    const there = networkThere(facts, values) === 'pasta';
    return refusePasta(facts, values) ?? (there ? null : pastaSilent(facts, kitVersion(facts)));
  },
};

/** What was chosen before, as what starts containerd says; null where nothing was, or it can't be used any more. */
function networkThere(facts: Facts, values: Partial<Values>): Network | null {
  const { openrc, runit } = orNull(facts.nerdctl) ?? {};
  const files = [orNull(facts.files)?.['nerdctl.unit'], openrc?.script, runit?.files.run];
  if (setsAll(files, environment('pasta'))) {
    return refusePasta(facts, values) === null ? 'pasta' : null;
  }
  return setsAll(files, environment('slirp4netns')) ? 'slirp4netns' : null;
}

/**
 * pasta opens ports by itself, so rootlesskit has no driver for them. nerdctl asks for one all the same, and its hook
 * panics before a container that publishes a port has started: seen with 2.3.5, and 1.7.7, 2.1.2 and 2.2.1 have the
 * same lines (`getPortMapOpts` in https://github.com/containerd/nerdctl/blob/v2.3.5/pkg/ocihook/ocihook.go). Of later
 * ones the proof of a published port tells.
 */
function refusePasta(facts: Facts, values: Partial<Values>): Message | null {
  const nerdctl = nerdctlVersion(facts, values);
  const version = versionOf(nerdctl);
  if (version === null || !atLeast(version, 2, 4)) {
    return msg('service.pasta-nerdctl', { nerdctl: nerdctl ?? '?' });
  }
  return lacksPasta(facts) ?? pastaProblem(facts, kitVersion(facts));
}

function kitVersion(facts: Facts): string | null {
  return orNull(facts.nerdctl)?.rootlesskit?.version ?? dockerVersions(facts).kit;
}

/**
 * The variables that containerd-rootless.sh reads for that choice, `NAME=value`. The network and the ports go
 * together, as rootlesskit refuses other pairs; and a network that is named has packets of 1500 bytes there, in place
 * of 65520, unless they are named, too.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless.sh
 */
export function nerdctlNetworkEnvironment(values: Values): readonly string[] {
  return environment(values['service.nerdctl-network']);
}

function environment(network: Network): readonly string[] {
  if (network === 'default') return [];
  const ports = network === 'pasta' ? 'implicit' : network;
  const prefix = 'CONTAINERD_ROOTLESS_ROOTLESSKIT';
  return [`${prefix}_NET=${network}`, `${prefix}_MTU=65520`, `${prefix}_PORT_DRIVER=${ports}`];
}
