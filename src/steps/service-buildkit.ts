import { type FileEdit, writeText } from '../edit/file.ts';
import { nerdctlDirs } from '../engines/nerdctl-snapshotter.ts';
import { msg } from '../i18n/msg.ts';
import type { WriteFile } from '../model/action.ts';
import type { Change } from '../model/change.ts';
import type { Nerdctl, Target } from '../model/facts.ts';
import type { FileState } from '../model/read-host.ts';
import { besideUnit } from './service-beside.ts';
import { unitChanges, wasState } from './service-change.ts';

const SOURCE = 'https://github.com/containerd/nerdctl/blob/main/docs/build.md';
const UNIT = 'buildkit.service';

/** Where BuildKit looks for programs, and what stands for the data home, null for nothing. */
export interface BuildkitPlace {
  readonly path: string;
  readonly base: string | null;
}

/**
 * The user unit of BuildKit for `nerdctl build`, in the name and place of the vendor's. What a
 * Dockerfile runs gets a network of its own (`bridge`, in BuildKit since 0.13): without that it could reach
 * what listens on the host's loopback address.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh
 *
 * `tool` is the absolute path of containerd-rootless-setuptool.sh, `cni` the directory of the CNI plugins,
 * `path` as in the unit of containerd; `base` stands for the data home where that holds no containers.
 */
export function buildkitUnit(
  tool: string,
  buildkitd: string,
  cni: string,
  { path, base }: BuildkitPlace,
): string {
  const command = [tool, 'nsenter', '--', ...daemon(buildkitd, cni, base)];
  return besideUnit(
    [
      'BuildKit without root, for this user. Written by rootless-wizard; add to it in buildkit.service.d.',
    ],
    { description: 'BuildKit (rootless)', documentation: SOURCE, path, command },
  );
}

/** What runs in the namespaces of containerd, or null where a part of it is not here. */
export function buildkitCommand(
  { buildkitd, cniPlugins }: Nerdctl,
  base: string | null,
): readonly string[] | null {
  return buildkitd === null || cniPlugins === null ? null : daemon(buildkitd, cniPlugins, base);
}

function daemon(buildkitd: string, cni: string, base: string | null): readonly string[] {
  return [
    buildkitd,
    ...['--oci-worker=true', '--oci-worker-rootless=true', '--containerd-worker=false'],
    ...['--oci-worker-net=bridge', `--oci-cni-binary-dir=${cni}`],
    ...(base === null ? [] : [`--root=${nerdctlDirs(base).buildkit}`]),
  ];
}

/**
 * BuildKit under the user's own systemd, where the program is there; it is never installed for its own sake.
 * `order` are the changes that bring containerd up.
 */
export function buildkitChanges(
  found: Nerdctl,
  target: Target,
  state: FileState,
  place: BuildkitPlace,
  order: readonly string[],
): readonly Change[] {
  const { buildkitd, setupTool, cniPlugins, buildkit } = found;
  if (buildkitd === null || setupTool === null || cniPlugins === null) return [];
  if (buildkit.enabled === 'masked') return [];
  const text = buildkitUnit(setupTool, buildkitd, cniPlugins, place);
  const fresh = { mode: 0o644, uid: target.uid, gid: target.gid };
  const write: FileEdit<WriteFile> = writeText(state, text, fresh);
  if (write.kind === 'refused') return [];
  return unitChanges(
    write.kind === 'action' ? write.action : null,
    wasState(buildkit),
    {
      id: 'service.buildkit',
      unit: UNIT,
      path: state.path,
      why: msg('service.buildkit-why', { path: `${state.path}.d` }),
      startWhy: msg('service.buildkit-start-why'),
      source: SOURCE,
    },
    order,
  );
}
