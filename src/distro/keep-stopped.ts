/**
 * Services of root that packages of Debian and of Docker start or enable when they are installed; the set-up needs none
 * of them. Podman's are those of bullseye and bookworm, netavark's those of trixie and later.
 */
export const KEEP_STOPPED: Readonly<Record<string, readonly string[]>> = {
  'docker.io': ['docker.service', 'docker.socket', 'containerd.service'],
  'docker-ce': ['docker.service', 'docker.socket'],
  'containerd.io': ['containerd.service'],
  containerd: ['containerd.service'],
  podman: [
    'podman.socket',
    'podman.service',
    'podman-restart.service',
    'podman-auto-update.timer',
    'podman-auto-update.service',
  ],
  netavark: [
    'netavark-dhcp-proxy.socket',
    'netavark-dhcp-proxy.service',
    'netavark-firewalld-reload.service',
  ],
};
