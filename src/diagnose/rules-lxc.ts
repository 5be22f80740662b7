import { type Rule, root, user } from './rule.ts';

const DOCS = 'https://linuxcontainers.org/lxc/getting-started/';

/** What LXC prints where a user has no allowance, no bridge, no part of the cgroup tree or no way to the files. */
export const LXC_RULES: readonly Rule[] = [
  {
    id: 'lxc-quota',
    pattern: /lxc[-_]user[-_]nic.*quota reached|^\s*quota reached\s*$/i,
    confidence: 'certain',
    title: 'lxc.explain-quota',
    cause: 'lxc.explain-quota-cause',
    findings: ['lxc.usernet'],
    remedy: [user('rootless-wizard --engine lxc')],
    source: 'lxc-usernet(5)',
  },
  {
    id: 'lxc-nic',
    pattern:
      /lxc-user-nic failed to configure|failed to add user nic|lxc_create_network_unpriv_exec|Failed to create (the configured |unprivileged )?network|lxcbr0.*No such device|Failed to create veth pair/i,
    confidence: 'likely',
    title: 'lxc.explain-nic',
    cause: 'lxc.explain-nic-cause',
    findings: ['lxc.usernet'],
    remedy: [user('rootless-wizard --engine lxc'), root('systemctl start lxc-net.service')],
    source: 'lxc-user-nic(1)',
  },
  {
    id: 'lxc-cgroup',
    pattern: /Failed to initialize cgroup driver|cgroup_attach_move_into_leaf/,
    confidence: 'certain',
    title: 'lxc.explain-cgroup',
    cause: 'lxc.explain-cgroup-cause',
    findings: ['session.user-manager'],
    remedy: [user('systemd-run --user --scope -p Delegate=yes -- lxc-start -n NAME')],
    source: DOCS,
  },
  {
    id: 'lxc-home',
    pattern: /Could not access .*Please grant it x access|add an ACL for the container root/i,
    confidence: 'certain',
    title: 'lxc.explain-home',
    cause: 'lxc.explain-home-cause',
    findings: [],
    remedy: [user('rootless-wizard --engine lxc')],
    source: DOCS,
  },
];
