/** English sentences of the area `migrate`. This file is the type that the other languages must satisfy. */
export const migrate = {
  'migrate.privileged': 'it is privileged: it works with the devices and the kernel of the host',
  'migrate.host-network':
    "it uses the network of the host itself; a rootless one would be in the user's network instead",
  'migrate.network': 'rootless engines have no {network} networks',
  'migrate.userns-host': 'it asks for the ids of the host (userns=host)',
  'migrate.pid-host': 'it looks at the processes of the host (pid=host)',
  'migrate.devices': 'it needs devices of the host: {devices}',
  'migrate.capabilities': 'it needs rights over the host: {capabilities}',
  'migrate.sctp': 'it publishes an SCTP port',
  'migrate.docker-socket': 'it talks to the rootful daemon through its socket',
  'migrate.low-ports': 'ports below 1024 must be allowed first, or be published higher: {ports}',
  'migrate.bind-mounts':
    "directories of the host need owners that the container's users map to: {paths}",
  'migrate.apparmor': 'rootless engines do not use AppArmor profiles',
  'migrate.limits': 'its limits hold only when resource limits are handed to the user',
  'migrate.linger': 'it starts at boot: the user needs linger',
  'migrate.title': 'What the rootful Docker of this host runs, and what can move to {user}:',
  'migrate.moves': 'can move as it is',
  'migrate.moves-with-changes': 'can move with changes',
  'migrate.stays': 'stays where it is',
  'migrate.none': 'There is no rootful Docker with containers on this host: nothing to move.',
  'migrate.not-allowed': 'the rootful Docker daemon cannot be asked: {detail}',
  'migrate.not-allowed-hint':
    'Run it as root, for a user: sudo rootless-wizard migrate --user NAME',
  'migrate.looked-only': 'This was a look only; nothing was changed.',
} as const;
