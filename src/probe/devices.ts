import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { PathState } from '../model/read-host.ts';
import { ofTarget, wants } from './common.ts';
import { asRoot, finding, judged } from './finding.ts';
import type { Probe } from './probe.ts';

/** May the target read and write that device? Owner, group or everyone, as the kernel would choose. */
export function mayUse(state: PathState, target: Pick<Target, 'uid' | 'gid'>): boolean {
  if (state.kind !== 'other') return false;
  if (state.uid === target.uid) return (state.mode & 0o600) === 0o600;
  if (state.gid === target.gid) return (state.mode & 0o060) === 0o060;
  return (state.mode & 0o006) === 0o006;
}

export const probe: Probe<'devices'> = {
  id: 'devices',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const [tun, fuse] = await Promise.all([host.stat('/dev/net/tun'), host.stat('/dev/fuse')]);
      return known(
        { tun: mayUse(tun, target), fuse: mayUse(fuse, target) },
        '/dev/net/tun, /dev/fuse',
      );
    }),
};

const TUN = {
  id: 'net.tun',
  title: msg('net.tun'),
  source: 'https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md',
};

/** Has somebody outside this host to hand the device in? */
function insideContainer(facts: Facts): boolean {
  return facts.environment.known && facts.environment.value.kind === 'container';
}

function tunFinding(facts: Facts): Finding {
  return judged(TUN, facts.devices, ({ tun }) => {
    if (tun) return finding(TUN, 'ok', '/dev/net/tun');
    if (insideContainer(facts)) {
      return finding(TUN, 'fail', '/dev/net/tun', { cause: msg('net.tun-outside') });
    }
    return finding(TUN, 'fail', '/dev/net/tun', {
      cause: msg('net.tun-missing'),
      remedy: [
        asRoot('modprobe tun'),
        asRoot(`printf 'tun\\n' > /etc/modules-load.d/rootless-wizard.conf`),
      ],
    });
  });
}

export const checks: readonly Check[] = [
  {
    id: 'net',
    // slirp4netns and pasta, the networks of all three, make a TAP device.
    run: (facts, goal) => (wants(goal, 'docker', 'nerdctl', 'podman') ? [tunFinding(facts)] : []),
  },
];
