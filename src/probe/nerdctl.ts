import { packagesFor } from '../distro/packages.ts';
import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, Nerdctl } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { versionOf } from './commands.ts';
import { installing, wants } from './common.ts';
import { asUser, finding, skipped } from './finding.ts';
import { ofHome } from './home-answers.ts';
import type { Probe } from './probe.ts';
import { userUnitState } from './units.ts';
import { which } from './which.ts';

/** Where distributions and nerdctl-full put the CNI plugins. */
const CNI_DIRS = ['/opt/cni/bin', '/usr/lib/cni', '/usr/libexec/cni', '/usr/local/libexec/cni'];

/** `nerdctl version 1.7.6`. */
export function parseNerdctlVersion(stdout: string): string | null {
  return /^nerdctl version v?(\S+)/m.exec(stdout)?.[1] ?? null;
}

/** The directory that holds the plugin `bridge`, without which no container gets a network. */
async function cniDir(host: ReadHost, home: string): Promise<string | null> {
  const dirs = [...CNI_DIRS, `${home}/.local/libexec/cni`, `${home}/opt/cni/bin`];
  const states = await Promise.all(dirs.map((dir) => host.stat(`${dir}/bridge`)));
  return dirs.find((_, index) => states[index]?.kind === 'file') ?? null;
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
        bypass4netnsd,
        cniPlugins,
        state,
        unit,
        service,
        buildkit,
        entries,
      ] = await Promise.all([
        find('nerdctl'),
        find('containerd'),
        find('containerd-rootless.sh'),
        find('containerd-rootless-setuptool.sh'),
        find('buildkitd'),
        find('bypass4netnsd'),
        cniDir(host, target.home),
        // Made by containerd-rootless.sh while it runs; Docker's set-up tool refuses when it is there.
        host.stat(`${target.runtimeDir}/containerd-rootless`),
        host.stat(`${unitDirOf(target)}/containerd.service`),
        userUnitState(host, target, 'containerd.service'),
        userUnitState(host, target, 'buildkit.service'),
        host.list(`${target.dataHome}/containerd`),
      ]);
      const version =
        path === null
          ? null
          : parseNerdctlVersion((await host.run(versionOf(target, path))).stdout);
      const rootlessContainerd = state.kind !== 'absent' || unit.kind !== 'absent';
      return known(
        {
          path,
          version,
          containerd,
          rootlessScript,
          setupTool,
          buildkitd,
          cniPlugins,
          bypass4netnsd,
          service,
          buildkit,
          hasStore: (entries ?? []).length > 0,
          rootlessContainerd,
        },
        path ?? 'PATH',
      );
    }),
};

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md';
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

/** What nerdctl can do without, until somebody asks for what it is for. */
function optionalFindings({ buildkitd, bypass4netnsd }: Nerdctl): readonly Finding[] {
  return [
    buildkitd === null
      ? finding(BUILDKIT, 'info', '', { cause: msg('engine-check.no-buildkit') })
      : finding(BUILDKIT, 'ok', buildkitd),
    bypass4netnsd === null
      ? finding(BYPASS, 'info', '', { cause: msg('engine-check.no-bypass4netns') })
      : finding(BYPASS, 'ok', bypass4netnsd),
  ];
}

/** Has this distribution a package of nerdctl? Where the distribution is not known, nobody says no. */
function isPackaged({ os }: Facts): boolean {
  return !os.known || packagesFor(os.value, ['nerdctl']).names.length > 0;
}

function nerdctlFindings(facts: Facts): readonly Finding[] {
  if (!facts.nerdctl.known) return [skipped(INSTALLED, facts.nerdctl)];
  const { path, version, containerd, setupTool, cniPlugins } = facts.nerdctl.value;
  if (path === null && !isPackaged(facts)) {
    return [finding(INSTALLED, 'fail', '', { cause: msg('engine-check.nerdctl-no-package') })];
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
    ...optionalFindings(facts.nerdctl.value),
  ];
}

export const checks: readonly Check[] = [
  { id: 'nerdctl', run: (facts, goal) => (wants(goal, 'nerdctl') ? nerdctlFindings(facts) : []) },
];
