import { BRIDGE_FILTER, opensPorts, showsCallers } from '../distro/docker-ports.ts';
import { msg } from '../i18n/msg.ts';
import type { Docker, Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { asRoot, asUser, finding } from './finding.ts';
import { at, parseJson } from './json.ts';

const PROXY = {
  id: 'docker.userland-proxy',
  title: msg('engine-check.docker-proxy'),
  source: 'https://docs.docker.com/engine/security/rootless/troubleshoot/#networking-errors',
};

/** What the setting comes to in one Docker; null where all is well, and nothing is to be said. */
type Case = 'old' | 'module' | 'kit' | 'new' | null;

/**
 * `"userland-proxy": false`, which guides to harden Docker ask for. Before Docker 28, without root, that program is
 * what tells rootlesskit to open a port on the host, so every published port is silent, and `docker ps` shows it
 * as if nothing were wrong (seen with 26.1). Later ones do it by themselves; they do not even start where
 * the kernel does not filter on bridges (seen with 29.8), and who calls is seen with RootlessKit 3 alone.
 */
export function proxyFindings(facts: Facts, docker: Docker): readonly Finding[] {
  if (!facts.files.known) return [];
  const file = facts.files.value['docker.daemon'];
  if (at(parseJson(textOf(file) ?? ''), 'userland-proxy') !== false) return [];
  const evidence = `${file.path}: "userland-proxy": false`;
  const { path } = file;
  switch (caseOf(facts, docker)) {
    case 'old': {
      const cause = msg('engine-check.docker-proxy-old', { path });
      const remedy = [asUser('systemctl --user restart docker')];
      return [finding(PROXY, 'fail', evidence, { cause, remedy })];
    }
    case 'module': {
      const cause = msg('engine-check.docker-proxy-module', { path });
      return [finding(PROXY, 'fail', evidence, { cause, remedy: LOAD })];
    }
    case 'kit': {
      const kit = docker.rootlesskitVersion ?? '?';
      return [
        finding(PROXY, 'info', evidence, { cause: msg('engine-check.docker-proxy-kit', { kit }) }),
      ];
    }
    case 'new': {
      const cause = msg('engine-check.docker-proxy-new');
      return [finding(PROXY, 'info', evidence, { cause, remedy: LOAD })];
    }
    case null:
      return [];
  }
}

const LOAD = [
  asRoot('modprobe br_netfilter'),
  asRoot(`printf 'br_netfilter\\n' > /etc/modules-load.d/rootless-wizard-bridge.conf`),
];

/** An unknown version counts as older, and of a kernel that was not asked nothing is said for certain. */
function caseOf(facts: Facts, { dockerd, rootlesskitVersion = '' }: Docker): Case {
  if (!opensPorts(dockerd?.version ?? null)) return 'old';
  const loaded = facts.sysctls.known ? facts.sysctls.value.now[BRIDGE_FILTER] : undefined;
  if (loaded === null) return 'module';
  if (!showsCallers(rootlesskitVersion)) return 'kit';
  return loaded === undefined ? 'new' : null;
}
