import { createHash } from 'node:crypto';
import { DOCKER_FILES } from '../distro/docker-repository.ts';
import { known } from '../model/fact.ts';
import type { FileRole, Target } from '../model/facts.ts';
import type { Check } from '../model/finding.ts';
import { type FileState, NotRecorded, type ReadHost } from '../model/read-host.ts';
import { serviceConfigOf, unitDirOf } from '../model/target.ts';

import { ofHome } from './home-answers.ts';
import type { Probe } from './probe.ts';

/** Docker keeps a context in a directory that is named by the hash of its name (`rootless`). */
const ROOTLESS_CONTEXT = createHash('sha256').update('rootless').digest('hex');

/**
 * The configuration files that steps may write, by role. Where they lie is upstream's rule:
 * containers-storage.conf(5), containers.conf(5), https://docs.docker.com/engine/security/rootless/,
 * https://github.com/containerd/nerdctl/blob/main/docs/config.md,
 * sysctl.d(5), modules-load.d(5), systemd.unit(5). Files in /etc are our own, one for each purpose, so
 * that one can be taken back without the others.
 */
export function filePaths(target: Target): Readonly<Record<FileRole, string>> {
  const { configHome, home } = target;
  return {
    'podman.storage': `${configHome}/containers/storage.conf`,
    'podman.storage.system': '/etc/containers/storage.conf',
    'podman.storage.vendor': '/usr/share/containers/storage.conf',
    'podman.storage.dropin': `${configHome}/containers/storage.conf.d/50-rootless-wizard.conf`,
    'podman.containers': `${configHome}/containers/containers.conf`,
    'podman.containers.dropin': `${configHome}/containers/containers.conf.d/50-rootless-wizard.conf`,
    'docker.daemon': `${serviceConfigOf(target)}/docker/daemon.json`,
    'docker.unit': `${unitDirOf(target)}/docker.service`,
    'docker.client': `${home}/.docker/config.json`,
    'docker.contextMeta': `${home}/.docker/contexts/meta/${ROOTLESS_CONTEXT}/meta.json`,
    'docker.apt-source': DOCKER_FILES.apt.list,
    'docker.apt-key': DOCKER_FILES.apt.key,
    'docker.rpm-source': DOCKER_FILES.dnf.list,
    'docker.rpm-key': DOCKER_FILES.dnf.key,
    'nerdctl.unit': `${unitDirOf(target)}/containerd.service`,
    'nerdctl.buildkit': `${unitDirOf(target)}/buildkit.service`,
    'nerdctl.toml': `${configHome}/nerdctl/nerdctl.toml`,
    'nerdctl.containerd': `${serviceConfigOf(target)}/containerd/config.toml`,
    'nerdctl.fuse': `${unitDirOf(target)}/containerd-fuse-overlayfs.service`,
    'nerdctl.bypass': `${unitDirOf(target)}/bypass4netnsd.service`,
    'nerdctl.iptables': `${home}/.local/bin/iptables`,
    'nerdctl.mount': `${home}/.local/bin/mount.fuse3`,
    'cgroup.delegate': '/etc/systemd/system/user@.service.d/50-rootless-wizard.conf',
    'sysctl.userns': '/etc/sysctl.d/60-rootless-wizard-userns.conf',
    'sysctl.ports': '/etc/sysctl.d/60-rootless-wizard-ports.conf',
    'sysctl.ping': '/etc/sysctl.d/60-rootless-wizard-ping.conf',
    'sysctl.bridge': '/etc/sysctl.d/60-rootless-wizard-bridge.conf',
    'modules.tun': '/etc/modules-load.d/rootless-wizard.conf',
    'modules.bridge': '/etc/modules-load.d/rootless-wizard-bridge.conf',
  };
}

/** Hosts were recorded before these were looked at: none of them had one. */
const LATER: readonly FileRole[] = [
  'podman.storage.vendor',
  'podman.containers.dropin',
  'nerdctl.containerd',
  'nerdctl.fuse',
  'nerdctl.mount',
  'sysctl.bridge',
  'modules.bridge',
  'nerdctl.bypass',
];

async function fileOf(host: ReadHost, path: string, role: FileRole): Promise<FileState> {
  try {
    return await host.file(path);
  } catch (error) {
    if (error instanceof NotRecorded && LATER.includes(role)) return { kind: 'absent', path };
    throw error;
  }
}

/** Reads each of those files. */
export const probe: Probe<'files'> = {
  id: 'files',
  read: (host, context) =>
    ofHome(host, context, async (target) => {
      const paths = filePaths(target);
      const read = (role: FileRole): Promise<FileState> => fileOf(host, paths[role], role);
      const roles = Object.keys(paths) as FileRole[];
      const states = await Promise.all(roles.map(read));
      const byRole = Object.fromEntries(
        roles.map((role, at) => [role, states[at]]),
      ) as unknown as Readonly<Record<FileRole, FileState>>;
      return known(byRole, `${target.configHome}, /etc`);
    }),
};

/** A file alone says nothing: the steps judge what is in it. */
export const checks: readonly Check[] = [];
