import { type Rule, user, WIZARD } from './rule.ts';

const NOTES = 'https://github.com/containers/podman/blob/main/RELEASE_NOTES.md';

/** What Podman 6 prints where a host or a container still has what it took leave of; its own words are from 6.0.2. */
export const PODMAN_RULES: readonly Rule[] = [
  {
    id: 'podman-cgroup-v1',
    pattern: /Cgroups v1 not supported/i,
    confidence: 'certain',
    title: 'cgroup.podman-6-needs-v2',
    cause: 'diagnose.podman-cgroup-v1-cause',
    findings: ['cgroup.version'],
    remedy: [user('rootless-wizard --engine podman --set cgroup.switch=true')],
    source: NOTES,
  },
  {
    id: 'podman-slirp',
    pattern:
      /slirp4netns support has been removed|invalid (default_rootless_network_cmd option|rootless network command) "slirp4netns"/i,
    confidence: 'certain',
    title: 'diagnose.podman-slirp',
    cause: 'diagnose.podman-slirp-cause',
    findings: [],
    remedy: [user('podman system migrate')],
    source: NOTES,
  },
  {
    id: 'podman-backend',
    pattern:
      /unsupported network backend "cni"|Must provide a valid firewall backend, got iptables/i,
    confidence: 'certain',
    title: 'diagnose.podman-backend',
    cause: 'diagnose.podman-backend-cause',
    findings: [],
    remedy: [WIZARD],
    source: NOTES,
  },
  {
    id: 'podman-boltdb',
    pattern: /BoltDB database (backend was removed|exists but is no longer being used)/i,
    confidence: 'certain',
    title: 'diagnose.podman-boltdb',
    cause: 'diagnose.podman-boltdb-cause',
    findings: [],
    remedy: [user('podman system migrate --migrate-db')],
    source: NOTES,
  },
  {
    id: 'podman-system-places',
    pattern:
      /creating runtime static files directory "\/var\/lib\/containers|configure storage: mkdir \/(run|var\/lib)\/containers\S*: permission denied/i,
    confidence: 'certain',
    title: 'diagnose.podman-places',
    cause: 'diagnose.podman-places-cause',
    findings: ['podman.info'],
    remedy: [WIZARD],
    source: 'containers-storage.conf(5)',
  },
];
