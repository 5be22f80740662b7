import { msg } from '../i18n/msg.ts';
import { known, unknown } from '../model/fact.ts';
import type { Facts, Trial } from '../model/facts.ts';
import type { Check, Finding, Goal } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import type { CommandResult } from '../model/read-host.ts';
import { tryIptables, tryNft } from './commands.ts';
import { firstLine, installing, majorOf, ofTarget, wants } from './common.ts';
import { asRoot, finding, skipped } from './finding.ts';
import type { Probe } from './probe.ts';
import { which } from './which.ts';

/**
 * What a trial in a throw-away namespace says about the program. A message: it says nothing about it,
 * because the namespace itself could not be made, or because it took too long.
 */
export function judgeTrial(path: string, result: CommandResult): Trial | Message {
  const detail = firstLine(result.stderr);
  if (result.status === 'missing') return msg('core.command-missing', { command: 'unshare' });
  if (result.status !== 'exited') return msg('session.took-too-long', { command: path });
  // unshare(1) speaks with its own name and never ends with success when it could not do its part.
  if (result.code !== 0 && /^unshare: (?!failed to execute)/.test(detail)) {
    return msg('core.command-failed', { command: 'unshare -Urn', detail });
  }
  return { path, works: result.code === 0, detail };
}

export const probe: Probe<'netfilter'> = {
  id: 'netfilter',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const [iptablesPath, nftPath] = await Promise.all([
        which(host, 'iptables'),
        which(host, 'nft'),
      ]);
      const [iptables, nft] = await Promise.all([
        iptablesPath === null
          ? null
          : judgeTrial(iptablesPath, await host.run(tryIptables(target, iptablesPath))),
        nftPath === null ? null : judgeTrial(nftPath, await host.run(tryNft(target, nftPath))),
      ]);
      if (iptables !== null && 'key' in iptables) return unknown(iptables);
      if (nft !== null && 'key' in nft) return unknown(nft);
      return known({ iptables, nft }, 'unshare -Urn');
    }),
};

const IPTABLES = {
  id: 'net.iptables',
  title: msg('net.iptables'),
  source: 'https://docs.docker.com/engine/security/rootless/troubleshoot/',
};
const NFT = {
  id: 'net.nft',
  title: msg('net.nft'),
  source: 'https://github.com/containers/netavark',
};

function iptablesFinding(facts: Facts, goal: Goal): Finding | null {
  const docker = wants(goal, 'docker', 'nerdctl');
  if (!docker && !wants(goal, 'podman')) return null;
  if (!facts.netfilter.known) return skipped(IPTABLES, facts.netfilter);
  const { iptables, nft } = facts.netfilter.value;
  if (iptables?.works) return finding(IPTABLES, 'ok', iptables.path);
  // Podman 5's netavark runs nft, Podman 4's iptables; the default network needs neither.
  const podman = podmanMajor(facts);
  if (!docker && (podman === null ? nft?.works === true : podman >= 5)) return null;
  const level = docker ? 'fail' : 'warn';
  if (iptables === null) {
    return finding(IPTABLES, level, '', {
      cause: msg(docker ? 'net.iptables-missing' : 'net.no-firewall-tool'),
      remedy: installing(facts, 'iptables', { fedora: 'iptables-nft' }),
    });
  }
  return finding(IPTABLES, level, `${iptables.path}: ${iptables.detail}`, {
    cause: msg('net.iptables-broken'),
    remedy: [asRoot('modprobe -a nf_tables nft_chain_nat ip_tables iptable_nat')],
  });
}

function nftFinding(facts: Facts, goal: Goal): Finding | null {
  if (!wants(goal, 'podman') || !facts.netfilter.known) return null;
  const { nft } = facts.netfilter.value;
  const podman = podmanMajor(facts);
  if (podman !== null && podman < 5) return null;
  if (nft?.works) return finding(NFT, 'ok', nft.path);
  if (podman === null) return null;
  // Podman 6 has nothing else; Podman 5 can be told to use iptables (firewall_driver, containers.conf(5)).
  const level = podman >= 6 ? 'fail' : 'warn';
  if (nft === null) {
    return finding(NFT, level, '', {
      cause: msg('net.nft-missing'),
      remedy: installing(facts, 'nftables'),
    });
  }
  return finding(NFT, level, `${nft.path}: ${nft.detail}`, {
    cause: msg('net.nft-broken'),
    remedy: [asRoot('modprobe nf_tables')],
  });
}

function podmanMajor({ podman }: Facts): number | null {
  return podman.known ? majorOf(podman.value.version) : null;
}

export const checks: readonly Check[] = [
  {
    id: 'net',
    run: (facts, goal) =>
      [iptablesFinding(facts, goal), nftFinding(facts, goal)].filter((each) => each !== null),
  },
];
