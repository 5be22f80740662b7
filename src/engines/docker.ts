import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Engine, PackageNeed, Proof } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { hasCompose } from './companions.ts';
import { canComeFromDocker, lacksSlirp, scriptsElsewhere } from './docker-source.ts';
import { commonRefusal, needsFuse } from './host-rules.ts';
import {
  callerProof,
  composeProof,
  type ProofContext,
  played,
  proof,
  sharedProofs,
} from './proofs.ts';
import { obtainable, orNull } from './versions.ts';

const DOCS = 'https://docs.docker.com/engine/security/rootless/';

/** Rootless Docker: a daemon of the user, in namespaces that rootlesskit makes. */
export const docker: Engine = {
  name: 'docker',
  title: msg('engines.docker'),
  needs,
  refuse,
  proofs,
  tryNext: () => [
    'docker run --rm hello-world',
    'docker run -d --name web -p 8080:80 nginx',
    'docker ps',
  ],
};

function needs(facts: Facts, values: Values): readonly PackageNeed[] {
  const systemd = orNull(facts.init)?.name === 'systemd';
  const pasta = values['service.docker-network'] === 'pasta';
  return [
    'docker',
    'docker-cli',
    'rootlesskit',
    'uidmap',
    ...(pasta && lacksSlirp(facts) ? [] : (['slirp4netns'] as const)),
    'iptables',
    ...(pasta ? (['pasta'] as const) : []),
    ...(needsFuse(
      facts,
      null,
      values['storage.docker.driver'],
      values['storage.docker.data-root'],
      values['storage.image'],
    )
      ? (['fuse-overlayfs'] as const)
      : []),
    ...(values['ports.method'] === 'setcap' ? (['setcap'] as const) : []),
    ...((values['storage.image'] ?? '') === '' ? [] : (['xfsprogs'] as const)),
    ...(systemd ? (['dbus-user'] as const) : []),
  ];
}

/** https://github.com/moby/moby/issues/52171: Docker and rootless containerd share one user badly. */
function refuse(facts: Facts, values: Values): Message | null {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  if (orNull(facts.nerdctl)?.rootlessContainerd === true) return msg('engines.docker-containerd');
  const found = orNull(facts.docker);
  const dockerd = found?.dockerd?.path ?? null;
  if (dockerd?.startsWith('/snap/')) return msg('engines.docker-snap');
  // Called for the first question, no other has an answer yet.
  if (canComeFromDocker(facts, values) || values['docker.source'] === 'static') return null;
  if (values['docker.source'] === undefined && scriptsElsewhere(facts) !== null) return null;
  if (dockerd === null && obtainable(facts, 'docker') === false) {
    return msg('engines.no-package', { name: 'docker' });
  }
  const extras = orNull(facts.packages)?.byName['docker-ce-rootless-extras'];
  const rootlesskit =
    (found !== null && found.rootlesskit !== null) ||
    obtainable(facts, 'rootlesskit') !== false ||
    (extras !== undefined && (extras.installed ?? extras.candidate) !== null);
  return rootlesskit ? null : msg('engines.no-rootlesskit');
}

function proofs(facts: Facts, values: Values): readonly Proof[] {
  const found = orNull(facts.docker);
  const context: ProofContext = {
    engine: 'docker',
    name: 'Docker',
    program: found?.cli?.path ?? 'docker',
    order: 'file',
    source: DOCS,
    silent: silent(facts),
  };
  const tool = found?.setupTool ?? '/usr/share/docker.io/contrib/dockerd-rootless-setuptool.sh';
  const dirs = [found?.rootlessScript, tool, found?.rootlesskit?.path].flatMap((path) =>
    path == null ? [] : [path.slice(0, path.lastIndexOf('/'))],
  );
  return [
    ...sharedProofs(context, facts, values),
    ...(hasCompose('docker', facts, values)
      ? [composeProof(context, 'https://docs.docker.com/compose/')]
      : []),
    ...(values['service.docker-network'] === 'default'
      ? []
      : [
          callerProof(
            context,
            'https://docs.docker.com/engine/security/rootless/troubleshoot/#docker-run--p-does-not-propagate-source-ip-addresses',
          ),
        ]),
    ...(values['service.docker-ipv6']
      ? [
          proof(context, 'ipv6', 'ipv6', [silentAtHome(values) ? 'outside' : 'home'], {
            title: msg('verify.ipv6'),
            cause: msg('verify.ipv6-cause'),
            ...played('[::1] answered; the container has an address and a way out', context.silent),
            source: 'https://docs.docker.com/engine/daemon/ipv6/',
            after: ['verify.docker.port'],
          }),
        ]
      : []),
    proof(context, 'restart', 'docker_restart', [], {
      title: msg('verify.docker-restart'),
      cause: msg('verify.docker-restart-cause'),
      ...played(
        'after a restart of docker.service the container runs again',
        found?.service.active === 'active' ? null : 'docker.service of the user is not running',
      ),
    }),
    proof(context, 'info', 'docker_info', [], {
      title: msg('verify.docker-info'),
      cause: msg('verify.docker-info-cause'),
      ...played('docker info: name=rootless', context.silent),
      after: [],
    }),
    ...configProof(context, facts),
    proof(context, 'check', 'docker_check', [tool, [...new Set(dirs)].join(':')], {
      title: msg('verify.docker-check'),
      cause: msg('verify.docker-check-cause'),
      ...played(
        'dockerd-rootless-setuptool.sh check: requirements are satisfied',
        found?.setupTool == null ? 'dockerd-rootless-setuptool.sh is not installed' : null,
      ),
      after: [],
    }),
  ];
}

/** dockerd's own opinion of daemon.json, where there is one; from 23.0 on it can be asked. */
function configProof(context: ProofContext, facts: Facts): readonly Proof[] {
  const dockerd = orNull(facts.docker)?.dockerd ?? null;
  const file = orNull(facts.files)?.['docker.daemon'];
  if (dockerd === null || file?.kind !== 'file') return [];
  if (Number.parseInt(dockerd.version, 10) < 23) return [];
  return [
    proof(context, 'config', 'docker_config', [dockerd.path, file.path], {
      title: msg('verify.docker-config'),
      cause: msg('verify.docker-config-cause'),
      ...played('configuration OK', null),
      source: 'https://docs.docker.com/engine/daemon/#configuration-file',
      after: [],
    }),
  ];
}

/** Without Docker's proxy nothing answers at ::1, as no packet of that address may leave a loopback device. */
function silentAtHome(values: Values): boolean {
  return values['service.docker-network'] === 'no-proxy';
}

/** Without a systemd of the user only OpenRC and runit start the daemon by itself; scripts/helpers/verify-daemon.sh. */
function silent(facts: Facts): string | null {
  const docker = orNull(facts.docker);
  if (docker === null || docker.answers !== null) return null;
  if (docker.openrc?.started === true || docker.runit?.enabled === true) return null;
  return orNull(facts.session)?.userManager === 'none'
    ? 'no systemd of the user is running, so the daemon is not started by itself: start dockerd-rootless.sh by hand'
    : null;
}
