import { IPV6_FLAG } from '../distro/docker-ports.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { asUser, finding } from './finding.ts';
import { at, parseJson } from './json.ts';

const IPV6 = {
  id: 'docker.ipv6',
  title: msg('engine-check.docker-ipv6'),
  source: 'https://github.com/moby/moby/issues/48257',
};

/**
 * `"ipv6": true` alone, as guides have it: containers get addresses that lead nowhere (seen with 26.1 and 29.8),
 * and connections over IPv6 that were handed on over IPv4 before now need a server that listens on IPv6. Only
 * told: a drop-in of the person's own, which is not read, may do the rest.
 */
export function ipv6Findings(facts: Facts): readonly Finding[] {
  if (!facts.files.known) return [];
  const { 'docker.daemon': file, 'docker.unit': unit } = facts.files.value;
  if (at(parseJson(textOf(file) ?? ''), 'ipv6') !== true) return [];
  const text = textOf(unit);
  if (text === null || text.includes(IPV6_FLAG)) return [];
  return [
    finding(IPV6, 'info', `${file.path}: "ipv6": true`, {
      cause: msg('engine-check.docker-ipv6-half', { path: unit.path }),
      remedy: [asUser('rootless-wizard --engine docker --set service.docker-ipv6=true')],
    }),
  ];
}
