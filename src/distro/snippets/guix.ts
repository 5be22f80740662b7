import type { Paper } from '../../model/paper.ts';
import type { Wanted } from './wanted.ts';

/**
 * Services for the operating-system of Guix. It has one for rootless Podman, and none for the other engines.
 * https://guix.gnu.org/manual/devel/en/html_node/Miscellaneous-Services.html (Rootless Podman Service)
 */
export function guixServices({ user, engines }: Wanted): Paper {
  const name = `"${user.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const text = [
    ';; Containers without root. Put these parts into the operating-system of /etc/config.scm,',
    `;; give the account ${name} (supplementary-groups '("cgroup")) beside its others, and:`,
    ';;   guix system reconfigure /etc/config.scm',
    ...(engines.every((engine) => engine === 'podman')
      ? []
      : [';; Guix has such a service for Podman alone.']),
    '(use-modules (gnu system accounts))',
    '(use-service-modules containers networking)',
    '',
    ';; in (services (append (list ...',
    '(service iptables-service-type)',
    '(service rootless-podman-service-type',
    '         (rootless-podman-configuration',
    `          (subuids (list (subid-range (name ${name}))))`,
    `          (subgids (list (subid-range (name ${name}))))))`,
    '',
  ];
  return { name: 'rootless.scm', text: text.join('\n') };
}
