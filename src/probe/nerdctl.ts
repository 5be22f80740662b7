import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { unitDirOf } from '../model/target.ts';
import { versionOf } from './commands.ts';
import { installing, wants } from './common.ts';
import { finding, skipped } from './finding.ts';
import { ofHome } from './home-answers.ts';
import type { Probe } from './probe.ts';
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
      const [path, containerd, setupTool, buildkitd, cniPlugins, state, unit] = await Promise.all([
        find('nerdctl'),
        find('containerd'),
        find('containerd-rootless-setuptool.sh'),
        find('buildkitd'),
        cniDir(host, target.home),
        // Made by containerd-rootless.sh while it runs; Docker's set-up tool refuses when it is there.
        host.stat(`${target.runtimeDir}/containerd-rootless`),
        host.stat(`${unitDirOf(target)}/containerd.service`),
      ]);
      const version =
        path === null
          ? null
          : parseNerdctlVersion((await host.run(versionOf(target, path))).stdout);
      const rootlessContainerd = state.kind !== 'absent' || unit.kind !== 'absent';
      return known(
        { path, version, containerd, setupTool, buildkitd, cniPlugins, rootlessContainerd },
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
const CNI = { id: 'nerdctl.cni', title: msg('engine-check.cni'), source: SOURCE };

function nerdctlFindings(facts: Facts): readonly Finding[] {
  if (!facts.nerdctl.known) return [skipped(INSTALLED, facts.nerdctl)];
  const { path, version, containerd, setupTool, cniPlugins } = facts.nerdctl.value;
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
  ];
}

export const checks: readonly Check[] = [
  { id: 'nerdctl', run: (facts, goal) => (wants(goal, 'nerdctl') ? nerdctlFindings(facts) : []) },
];
