import { msg } from '../i18n/msg.ts';
import type { Engine, PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { commonRefusal } from './host-rules.ts';
import { obtainable, orNull } from './versions.ts';

/**
 * nerdctl with a containerd of the user. Its needs are known; the steps that write its units and its
 * configuration are not there yet, so it is refused with that reason.
 * https://github.com/containerd/nerdctl/blob/main/docs/rootless.md
 */
export const nerdctl: Engine = {
  name: 'nerdctl',
  title: msg('engines.nerdctl'),
  needs,
  refuse,
  proofs: () => [],
  tryNext: () => [],
};

/** BuildKit is only for `nerdctl build`; the CNI plugins are what makes its networks. */
function needs(facts: Facts): readonly PackageNeed[] {
  const systemd = orNull(facts.init)?.name === 'systemd';
  return [
    'nerdctl',
    'containerd',
    'rootlesskit',
    'cni-plugins',
    'uidmap',
    'slirp4netns',
    'iptables',
    'buildkit',
    ...(systemd ? (['dbus-user'] as const) : []),
  ];
}

function refuse(facts: Facts): Message {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  // Both tie the user's containers to one daemon's namespaces: moby/moby#52171.
  const docker = orNull(facts.docker);
  if (docker !== null && docker.service.active === 'active') return msg('engines.nerdctl-docker');
  const there = orNull(facts.nerdctl)?.path != null;
  if (!there && obtainable(facts, 'nerdctl') !== true) return msg('engines.nerdctl-no-package');
  return msg('engines.nerdctl-later');
}
