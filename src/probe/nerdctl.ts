import { isPackaged, unpackagedParts } from '../distro/nerdctl-parts.ts';
import { msg } from '../i18n/msg.ts';
import { servesBypass } from '../model/bypass.ts';
import { known } from '../model/fact.ts';
import type { Facts, Nerdctl } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { unitDirOf } from '../model/target.ts';
import { readCni } from './cni.ts';
import { versionOf } from './commands.ts';
import { installing, wants } from './common.ts';
import { readBypass, readFuse, readRunc, storeOf } from './containerd.ts';
import { netnsFindings, readDetach } from './containerd-netns.ts';
import { asUser, finding, skipped } from './finding.ts';
import { ofHome } from './home-answers.ts';
import { readHostServices } from './host-service.ts';
import type { Probe } from './probe.ts';
import { kitFindings, readKit } from './rootlesskit.ts';
import { userUnitState } from './units.ts';
import { which } from './which.ts';

/** `nerdctl version 1.7.6`. */
export function parseNerdctlVersion(stdout: string): string | null {
  return /^nerdctl version v?(\S+)/m.exec(stdout)?.[1] ?? null;
}

export const probe: Probe<'nerdctl'> = {
  id: 'nerdctl',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const find = (name: string): Promise<string | null> => which(host, name, target);
      const [
        path,
        containerd,
        rootlessScript,
        setupTool,
        buildkitd,
        bypass,
        runc,
        cni,
        state,
        unit,
        service,
        buildkit,
        hasStore,
        fuse,
        services,
        detach,
      ] = await Promise.all([
        find('nerdctl'),
        find('containerd'),
        find('containerd-rootless.sh'),
        find('containerd-rootless-setuptool.sh'),
        find('buildkitd'),
        readBypass(host, target),
        readRunc(host, target),
        readCni(host, target),
        // Made by containerd-rootless.sh while it runs; Docker's set-up tool refuses when it is there.
        host.stat(`${target.runtimeDir}/containerd-rootless`),
        host.stat(`${unitDirOf(target)}/containerd.service`),
        userUnitState(host, target, 'containerd.service'),
        userUnitState(host, target, 'buildkit.service'),
        storeOf(host, target),
        readFuse(host, target),
        readHostServices(host, target, 'nerdctl'),
        readDetach(host, target),
      ]);
      const version =
        path === null
          ? null
          : parseNerdctlVersion((await host.run(versionOf(target, path))).stdout);
      const kit = path === null ? {} : await readKit(host, target);
      const served = services.openrc?.enabled === true || services.runit?.enabled === true;
      const rootlessContainerd = state.kind !== 'absent' || unit.kind !== 'absent' || served;
      return known(
        {
          path,
          version,
          containerd,
          rootlessScript,
          setupTool,
          buildkitd,
          ...cni,
          ...bypass,
          ...runc,
          ...fuse,
          ...kit,
          ...detach,
          service,
          buildkit,
          hasStore,
          rootlessContainerd,
          ...services,
        },
        path ?? 'PATH',
      );
    }),
};

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md';
const RELEASES = 'https://github.com/containerd/nerdctl/releases';
const INSTALLED = {
  id: 'nerdctl.installed',
  title: msg('engine-check.nerdctl-installed'),
  source: SOURCE,
};
const SERVICE = {
  id: 'nerdctl.service',
  title: msg('engine-check.nerdctl-service'),
  source: SOURCE,
};
const BUILDKIT = {
  id: 'nerdctl.buildkit',
  title: msg('engine-check.buildkit'),
  source: 'https://github.com/containerd/nerdctl/blob/main/docs/build.md',
};
const BYPASS = {
  id: 'nerdctl.bypass4netns',
  title: msg('engine-check.bypass4netns'),
  source: 'https://github.com/rootless-containers/bypass4netns',
};
const FUSE = {
  id: 'nerdctl.fuse-overlayfs',
  title: msg('engine-check.fuse-snapshotter'),
  source: 'https://github.com/containerd/fuse-overlayfs-snapshotter',
};
const CNI = { id: 'nerdctl.cni', title: msg('engine-check.cni'), source: SOURCE };

function serviceFinding({ service }: Nerdctl): Finding {
  const evidence = `containerd.service: ${service.enabled}, ${service.active}`;
  const log = [asUser('journalctl --user -n 50 -u containerd.service')];
  switch (service.active) {
    case 'active':
    case 'activating':
      return finding(SERVICE, service.enabled === 'disabled' ? 'info' : 'ok', evidence);
    case 'failed':
      return finding(SERVICE, 'fail', evidence, {
        cause: msg('engine-check.docker-failed'),
        remedy: log,
      });
    case 'unknown':
      return finding(SERVICE, 'skip', evidence, { cause: msg('engine-check.no-manager') });
    case 'inactive':
      return finding(SERVICE, 'info', evidence, {
        cause: msg(
          service.enabled === 'missing'
            ? 'engine-check.nerdctl-not-set-up'
            : 'engine-check.docker-stopped',
        ),
      });
  }
}

/** Said only where it is of use: overlay does not mount, and the snapshotter was looked for. */
function fuseFinding(useful: boolean, path: string | null | undefined): readonly Finding[] {
  if (!useful || path === undefined) return [];
  return path === null
    ? [
        finding(FUSE, 'info', '', {
          cause: msg('engine-check.no-fuse-snapshotter', { url: RELEASES }),
        }),
      ]
    : [finding(FUSE, 'ok', path)];
}

function bypassFinding(found: Nerdctl): Finding {
  const { bypass4netnsd, bypass4netns, bypassService: unit } = found;
  if (bypass4netnsd === null) {
    return finding(BYPASS, 'info', '', { cause: msg('engine-check.no-bypass4netns') });
  }
  const evidence = `${bypass4netnsd}; bypass4netnsd.service: ${unit?.enabled ?? '-'}, ${unit?.active ?? '-'}`;
  if (bypass4netns === null) {
    return finding(BYPASS, 'warn', evidence, { cause: msg('engine-check.bypass4netns-half') });
  }
  if (servesBypass(found)) return finding(BYPASS, 'ok', `${bypass4netnsd}, ${found.program?.path}`);
  if (unit?.active === 'failed') {
    return finding(BYPASS, 'fail', evidence, {
      cause: msg('engine-check.bypass4netns-failed'),
      remedy: [asUser('journalctl --user -n 50 -u bypass4netnsd.service')],
    });
  }
  return unit?.active === 'inactive'
    ? finding(BYPASS, 'info', evidence, { cause: msg('engine-check.bypass4netns-off') })
    : finding(BYPASS, 'ok', evidence);
}

/** What nerdctl can do without, until somebody asks for what it is for. */
function optionalFindings(facts: Facts, found: Nerdctl): readonly Finding[] {
  const { buildkitd, fuseSnapshotter } = found;
  const fails = facts.overlay.known && !facts.overlay.value.native;
  return [
    ...fuseFinding(fails, fuseSnapshotter),
    buildkitd === null
      ? finding(BUILDKIT, 'info', '', { cause: msg('engine-check.no-buildkit') })
      : finding(BUILDKIT, 'ok', buildkitd),
    bypassFinding(found),
  ];
}

function nerdctlFindings(facts: Facts): readonly Finding[] {
  if (!facts.nerdctl.known) return [skipped(INSTALLED, facts.nerdctl)];
  const { path, version, containerd, setupTool, cniPlugins } = facts.nerdctl.value;
  // What only the full archive has is said with what comes out of it anyway: it is fetched once.
  const parts = unpackagedParts(facts);
  const names = [...(path === null ? ['nerdctl'] : []), ...parts];
  if (parts.length > 0) {
    const cause = msg('engine-check.nerdctl-full', { names, url: RELEASES });
    return [finding(INSTALLED, 'fail', path ?? '', { cause })];
  }
  if (path === null && !isPackaged(facts, 'nerdctl')) {
    const cause = msg('engine-check.nerdctl-no-package', { url: RELEASES });
    return [finding(INSTALLED, 'fail', '', { cause })];
  }
  if (path === null || containerd === null) {
    const name = path === null ? 'nerdctl' : 'containerd';
    return [
      finding(INSTALLED, 'fail', path ?? '', {
        cause: msg('engine-check.not-installed', { name }),
        remedy: installing(facts, name),
      }),
    ];
  }
  return [
    finding(INSTALLED, 'ok', `${path} ${version ?? ''}, ${containerd}, ${setupTool ?? '-'}`),
    cniPlugins === null
      ? finding(CNI, 'fail', '', {
          cause: msg('engine-check.no-cni'),
          remedy: installing(facts, 'containernetworking-plugins', {
            suse: 'cni-plugins',
            arch: 'cni-plugins',
            alpine: 'cni-plugins',
            void: 'cni-plugins',
          }),
        })
      : finding(CNI, 'ok', cniPlugins),
    serviceFinding(facts.nerdctl.value),
    ...netnsFindings(facts, facts.nerdctl.value),
    ...kitFindings(facts, facts.nerdctl.value),
    ...optionalFindings(facts, facts.nerdctl.value),
  ];
}

export const checks: readonly Check[] = [
  { id: 'nerdctl', run: (facts, goal) => (wants(goal, 'nerdctl') ? nerdctlFindings(facts) : []) },
];
