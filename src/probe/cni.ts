import { readToml } from '../edit/toml.ts';
import type { Nerdctl, Target } from '../model/facts.ts';
import { NotRecorded, type PathState, type ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { filePaths } from './files.ts';

/**
 * Where a nerdctl without root looks for CNI plugins, in its own order: it takes the first directory that
 * exists, whatever is in it. `CNIPath` in
 * https://github.com/containerd/nerdctl/blob/main/pkg/defaults/defaults_linux.go
 */
function cniDirs(home: string): readonly string[] {
  return [
    `${home}/opt/cni/bin`,
    `${home}/.local/libexec/cni`,
    `${home}/.local/lib/cni`,
    '/opt/cni/bin',
    '/usr/local/libexec/cni',
    '/usr/local/lib/cni',
    '/home/linuxbrew/.linuxbrew/opt/cni-plugins/bin',
    '/usr/libexec/cni',
    '/usr/lib/cni',
  ];
}

/**
 * The directory that holds the plugin `bridge`, without which no container gets a network, and the one that
 * nerdctl looks into: `cni_path` of nerdctl.toml, else the first of its own list.
 */
export async function readCni(
  host: ReadHost,
  target: Target,
): Promise<Pick<Nerdctl, 'cniPlugins' | 'cniPath'>> {
  const text = textOf(await host.file(filePaths(target)['nerdctl.toml']));
  const said = text === null ? undefined : readToml(text, [], 'cni_path');
  const named = typeof said === 'string' && said.startsWith('/') ? said : null;
  const dirs = [...(named === null ? [] : [named]), ...cniDirs(target.home)];
  const looked = await Promise.all(
    dirs.map(async (dir) => {
      const [bridge, itself] = await Promise.all([
        statOf(host, `${dir}/bridge`),
        statOf(host, dir),
      ]);
      return { dir, has: bridge === 'file', there: bridge === 'file' || itself !== 'absent' };
    }),
  );
  return {
    cniPlugins: looked.find(({ has }) => has)?.dir ?? null,
    cniPath: named ?? looked.find(({ there }) => there)?.dir ?? '/opt/cni/bin',
  };
}

/** Hosts were recorded before some of these were looked at. */
async function statOf(host: ReadHost, path: string): Promise<PathState['kind']> {
  try {
    return (await host.stat(path)).kind;
  } catch (error) {
    if (error instanceof NotRecorded) return 'absent';
    throw error;
  }
}
