import { isPackaged, unpackagedParts } from '../distro/nerdctl-parts.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Engine, PackageNeed, Proof } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { BYPASS, BYPASS_ANNOTATION, BYPASS_OPTION, hasBypass, wantsBypass } from './bypass.ts';
import { commonRefusal } from './host-rules.ts';
import { nerdctlBase, nerdctlDirs, usesFuse } from './nerdctl-snapshotter.ts';
import { callerProof, type ProofContext, played, proof, sharedProofs } from './proofs.ts';
import { obtainable, orNull } from './versions.ts';

const DOCS = 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md';
const PORTS =
  'https://github.com/rootless-containers/rootlesskit/blob/master/docs/port.md#port-drivers';

/** nerdctl with a containerd of the user, in namespaces that rootlesskit makes. */
export const nerdctl: Engine = {
  name: 'nerdctl',
  title: msg('engines.nerdctl'),
  needs,
  refuse,
  proofs,
  tryNext: (facts, values) => [
    'nerdctl run --rm hello-world',
    `nerdctl run -d --name web -p 8080:80 ${bypasses(facts, values) ? `${BYPASS_OPTION} ` : ''}nginx`,
    'nerdctl ps',
  ],
};

/**
 * Does nerdctl itself come out of its release archive: because the person gave one, or because no package of
 * it can be had? False where it is installed, however it came there.
 */
export function fromArchive(
  facts: Facts,
  values: Partial<Pick<Values, 'nerdctl.archive'>>,
): boolean {
  if (orNull(facts.nerdctl)?.path != null) return false;
  return (values['nerdctl.archive'] ?? '') !== '' || !isPackaged(facts, 'nerdctl');
}

/**
 * The CNI plugins make nerdctl's networks, and they call iptables. BuildKit is only for `nerdctl build`, so it
 * is taken where a package of it is known to be there, and named where it is missing; so is bypass4netns,
 * which is only for speed and in no package. What no package brings comes out of the full release archive (`steps/nerdctl-archive.ts`).
 */
function needs(facts: Facts, values: Values): readonly PackageNeed[] {
  const systemd = orNull(facts.init)?.name === 'systemd';
  const all: readonly PackageNeed[] = [
    ...(fromArchive(facts, values) ? [] : (['nerdctl'] as const)),
    'containerd',
    'rootlesskit',
    'cni-plugins',
    'uidmap',
    'slirp4netns',
    'iptables',
    ...(values['service.nerdctl-network'] === 'pasta' ? (['pasta'] as const) : []),
    ...(obtainable(facts, 'buildkit') === true && !fromArchive(facts, values)
      ? (['buildkit'] as const)
      : []),
    ...(usesFuse(facts, values) ? (['fuse-overlayfs'] as const) : []),
    ...(values['ports.method'] === 'setcap' ? (['setcap'] as const) : []),
    ...(systemd ? (['dbus-user'] as const) : []),
  ];
  const archived: readonly PackageNeed[] = unpackagedParts(facts);
  return all.filter((need) => !archived.includes(need));
}

/** Docker's set-up tool refuses to share a user with a rootless containerd: moby/moby#52171. */
function refuse(facts: Facts, values: Values): Message | null {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  if (values.engines.includes('docker')) return msg('engines.nerdctl-and-docker');
  const docker = orNull(facts.docker);
  const unit = docker?.service;
  const host = docker?.openrc?.enabled === true ? docker.openrc : docker?.runit;
  if (host?.enabled === true) return msg('engines.nerdctl-docker-host', { name: host.name });
  if (unit?.active === 'active' || unit?.enabled === 'enabled')
    return msg('engines.nerdctl-docker');
  return null;
}

function proofs(facts: Facts, values: Values): readonly Proof[] {
  const found = orNull(facts.nerdctl);
  const context: ProofContext = {
    engine: 'nerdctl',
    name: 'nerdctl',
    program: found?.path ?? 'nerdctl',
    order: 'file',
    source: DOCS,
    silent: silent(facts),
  };
  const tool = found?.setupTool ?? 'containerd-rootless-setuptool.sh';
  const paths = [found?.rootlessScript, orNull(facts.docker)?.rootlesskit?.path];
  const dirs = paths.flatMap((path) =>
    path == null ? [] : [path.slice(0, path.lastIndexOf('/'))],
  );
  const snapshotter = usesFuse(facts, values) ? 'fuse-overlayfs' : '';
  const base = nerdctlBase(facts, values);
  const root = base === null ? '' : nerdctlDirs(base).containerd;
  return [
    ...sharedProofs(context, facts, values),
    ...(values['service.nerdctl-network'] === 'default' ? [] : [callerProof(context, PORTS)]),
    proof(context, 'restart', 'nerdctl_restart', [], {
      title: msg('verify.nerdctl-restart'),
      cause: msg('verify.nerdctl-restart-cause'),
      ...played(
        'after a restart of containerd.service the container runs again',
        found?.service.active === 'active' ? null : 'containerd.service of the user is not running',
      ),
    }),
    ...(found?.buildkitd == null
      ? []
      : [
          proof(context, 'build', 'nerdctl_build', [], {
            title: msg('verify.nerdctl-build'),
            cause: msg('verify.nerdctl-build-cause'),
            simulated: 'an image was built from a Dockerfile',
            source: 'https://github.com/containerd/nerdctl/blob/main/docs/build.md',
          }),
        ]),
    ...(bypasses(facts, values)
      ? [
          proof(context, 'bypass', 'nerdctl_bypass', [BYPASS_ANNOTATION], {
            title: msg('verify.nerdctl-bypass'),
            cause: msg('verify.nerdctl-bypass-cause'),
            simulated: 'a process of the container itself listens on the port of the host',
            source: BYPASS,
            after: ['verify.nerdctl.port'],
          }),
        ]
      : []),
    proof(context, 'info', 'nerdctl_info', [snapshotter, root], {
      title: msg('verify.nerdctl-info'),
      cause: msg('verify.nerdctl-info-cause'),
      ...played('nerdctl info: name=rootless', context.silent),
      after: [],
    }),
    proof(context, 'check', 'nerdctl_check', [tool, [...new Set(dirs)].join(':')], {
      title: msg('verify.nerdctl-check'),
      cause: msg('verify.nerdctl-check-cause'),
      ...played(
        'containerd-rootless-setuptool.sh check: requirements are satisfied',
        noCheck(facts),
      ),
      after: [],
    }),
  ];
}

/** Is bypass4netns asked for, and here? In a plan that brings it, it is. */
function bypasses(facts: Facts, values: Values): boolean {
  return wantsBypass(values) && hasBypass(facts);
}

/** The vendor's check begins with asking for a systemd of the user. */
function noCheck(facts: Facts): string | null {
  if (orNull(facts.nerdctl)?.setupTool == null) {
    return 'containerd-rootless-setuptool.sh is not installed';
  }
  return orNull(facts.session)?.userManager === 'none'
    ? 'containerd-rootless-setuptool.sh check asks for a systemd of the user'
    : null;
}

/** Without a systemd of the user only OpenRC and runit start containerd by itself; scripts/helpers/verify-daemon.sh. */
function silent(facts: Facts): string | null {
  const found = orNull(facts.nerdctl);
  if (found?.openrc?.started === true || found?.runit?.enabled === true) return null;
  return orNull(facts.session)?.userManager === 'none'
    ? 'no systemd of the user is running, so containerd is not started by itself: start containerd-rootless.sh by hand'
    : null;
}
