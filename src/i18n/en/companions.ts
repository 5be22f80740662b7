/** English sentences of the area `companions`: compose, and `docker` as a name of Podman. */
export const companions = {
  'companions.q-compose': 'Install compose?',
  'companions.q-compose-help':
    'For projects that are described in a compose.yaml: podman-compose for Podman, `docker compose` for Docker.',
  'companions.q-compose-because': 'Containers run without it; it can be added later.',
  'companions.q-docker': 'Let docker mean Podman?',
  'companions.q-docker-help':
    'Package podman-docker: `docker run` then starts Podman, for every user of this host. Scripts that were written for Docker often work as they are.',
  'companions.q-docker-because': 'Podman has all commands under its own name.',
  'companions.docker-chosen':
    'Docker is chosen, too, and both would be the command docker. Leave one of them out.',
  'companions.docker-there':
    "docker is Docker's own client here. Uninstall it first, or go on using podman.",
  'companions.no-podman-compose':
    'Compose was asked for, and {os} has no package {name}. `podman compose` works with any other compose that you install: https://docs.podman.io/en/latest/markdown/podman-compose.1.html',
  'companions.no-docker-compose':
    "Compose was asked for, and {os} has no package with `docker compose` in a version for today. Docker's own repository has it (docker.source: docker), or put the plugin into ~/.docker/cli-plugins: https://docs.docker.com/compose/install/linux/",
  'companions.no-podman-docker':
    'The command docker for Podman was asked for, and {os} has no package {name}. An alias does nearly the same: alias docker=podman',
  'companions.no-dnsname':
    'Podman {version} finds containers by their names with the CNI plugin dnsname, and {os} has no package of it that is known here: containers in a network of their own will not find each other by name. Those of one pod reach each other at 127.0.0.1.',
  'companions.dnsname-later':
    'Networks that Podman has already get names only when they are made again, after dnsname was installed.',
  'companions.proof-compose': 'A compose project ({engine})',
  'companions.proof-compose-cause':
    'The project did not come up, or not go again; the lines are what compose says. Containers without compose are proven on their own.',
  'companions.proof-docker': 'The command docker (Podman)',
  'companions.proof-docker-cause':
    'docker is not the wrapper of Podman: another program of that name comes first in PATH, or the package is not whole.',
} as const;
