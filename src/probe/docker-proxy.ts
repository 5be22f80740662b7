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

/**
 * `"userland-proxy": false`, which guides to harden Docker ask for: without root that program is what tells
 * rootlesskit to open a port on the host. Docker 29.5 does it by itself, with RootlessKit 3; before, every
 * published port is silent, and `docker ps` shows it as if nothing were wrong (seen with Docker 26).
 * With it, the kernel has to filter on bridges: https://github.com/moby/moby/issues/52294
 */
export function proxyFindings(facts: Facts, { dockerd }: Docker): readonly Finding[] {
  if (!facts.files.known) return [];
  const file = facts.files.value['docker.daemon'];
  if (at(parseJson(textOf(file) ?? ''), 'userland-proxy') !== false) return [];
  const evidence = `${file.path}: "userland-proxy": false`;
  if (opensPorts(dockerd?.version ?? '')) {
    return [
      finding(PROXY, 'info', evidence, {
        cause: msg('engine-check.docker-proxy-new'),
        remedy: [asRoot('modprobe br_netfilter')],
      }),
    ];
  }
  return [
    finding(PROXY, 'fail', evidence, {
      cause: msg('engine-check.docker-proxy-old', { path: file.path }),
      remedy: [asUser('systemctl --user restart docker')],
    }),
  ];
}

/** Is it 29.5 or later? An unknown version counts as older. */
function opensPorts(version: string): boolean {
  const [major = 0, minor = 0] = (/^(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  return major > 29 || (major === 29 && minor >= 5);
}
