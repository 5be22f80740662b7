import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Engine, PackageNeed, Proof } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { hasCompose, hasDockerCommand } from './companions.ts';
import { commonRefusal, needsFuse } from './host-rules.ts';
import { notToBeHad } from './more-repositories.ts';
import { dnsnameHere } from './podman-names.ts';
import { composeProof, type ProofContext, played, proof, sharedProofs } from './proofs.ts';
import { atLeast, orNull, podmanVersion } from './versions.ts';

const DOCS = 'https://github.com/containers/podman/blob/main/docs/tutorials/rootless_tutorial.md';

/** Podman: no daemon, so what it needs are programs and ids. */
export const podman: Engine = {
  name: 'podman',
  title: msg('engines.podman'),
  needs,
  refuse,
  proofs,
  tryNext: () => [
    'podman run --rm docker.io/library/hello-world',
    'podman run -d --name web -p 8080:80 docker.io/library/nginx',
    'podman ps',
  ],
};

/**
 * Podman 4 brought netavark, Podman 5 made pasta the default network and 6 leaves nothing else
 * (https://github.com/containers/podman/blob/main/RELEASE_NOTES.md). catatonit is for `--init` and pods.
 * Networks that a person makes (`podman network create`, compose) are netavark's work, which calls iptables
 * in its first versions and nft in those that come with Podman 5 (seen on Debian 12 and 13: without it, no
 * container starts in such a network); https://github.com/containers/netavark/blob/main/RELEASE_NOTES.md.
 * Podman 3 has CNI for them, which Debian's package depends on, but for the plugin that finds names.
 */
function needs(facts: Facts, values: Values): readonly PackageNeed[] {
  const version = podmanVersion(facts);
  const systemd = orNull(facts.init)?.name === 'systemd';
  const from = (major: number): boolean => version !== null && atLeast(version, major, 0);
  return [
    'podman',
    'uidmap',
    'crun',
    ...(from(5) ? (['pasta'] as const) : (['slirp4netns'] as const)),
    ...(from(4) ? (['netavark', 'aardvark-dns', from(5) ? 'nftables' : 'iptables'] as const) : []),
    ...(dnsnameHere(facts) === 'package' ? (['dnsname'] as const) : []),
    'catatonit',
    ...(needsFuse(
      facts,
      version,
      values['storage.podman.driver'],
      values['storage.podman.graphroot'],
      values['storage.image'],
    )
      ? (['fuse-overlayfs'] as const)
      : []),
    ...((values['storage.image'] ?? '') === '' ? [] : (['xfsprogs'] as const)),
    ...(systemd ? (['dbus-user'] as const) : []),
  ];
}

function refuse(facts: Facts): Message | null {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  const installed = orNull(facts.podman)?.path ?? null;
  const nowhere = installed === null ? notToBeHad(facts, 'podman') : null;
  if (nowhere !== null) return nowhere;
  const version = podmanVersion(facts);
  const cgroup = orNull(facts.cgroup);
  if (version !== null && version.major >= 6 && cgroup !== null && cgroup.version !== 2) {
    return msg('engines.podman-needs-v2');
  }
  return null;
}

function proofs(facts: Facts, values: Values): readonly Proof[] {
  const context: ProofContext = {
    engine: 'podman',
    name: 'Podman',
    program: orNull(facts.podman)?.path ?? 'podman',
    order: 'sorted',
    source: DOCS,
    silent: null,
  };
  return [
    ...sharedProofs(context, facts, values),
    proof(context, 'network', 'podman_network', [], {
      title: msg('verify.podman-network'),
      cause: msg('verify.podman-network-cause'),
      simulated: '127.0.0.1 answered\na second container asked the first one by its name',
      source: 'https://docs.podman.io/en/latest/markdown/podman-network-create.1.html',
      after: ['verify.podman.port'],
    }),
    ...(hasCompose('podman', facts, values)
      ? [composeProof(context, 'https://github.com/containers/podman-compose')]
      : []),
    ...(hasDockerCommand(facts, values)
      ? [
          proof(context, 'docker-command', 'docker_command', [], {
            title: msg('companions.proof-docker'),
            cause: msg('companions.proof-docker-cause'),
            simulated: 'docker run: ran',
          }),
        ]
      : []),
    proof(context, 'restart', 'podman_restart', [], {
      title: msg('verify.podman-restart'),
      cause: msg('verify.podman-restart-cause'),
      ...played(
        'after a restart of podman.socket: running',
        orNull(facts.session)?.userManager === 'none' ? 'no systemd of the user is running' : null,
      ),
    }),
    proof(context, 'info', 'podman_info', [], {
      title: msg('verify.podman-info'),
      cause: msg('verify.podman-info-cause'),
      simulated: 'podman info: rootless true',
      source: 'https://docs.podman.io/en/latest/markdown/podman-info.1.html',
      after: [],
    }),
  ];
}
