/** English sentences of the area `diagnose`. This file is the type that the other languages must satisfy. */
export const diagnose = {
  'diagnose.no-subids': 'This user has no subordinate ids',
  'diagnose.no-subids-cause':
    'A container needs a range of ids of its own; /etc/subuid and /etc/subgid hold none for this user.',
  'diagnose.too-few-subids': "The image uses an id that this user's containers cannot have",
  'diagnose.too-few-subids-cause':
    'Files of the image belong to ids beyond the subordinate ranges; 65536 ids are enough for nearly every image. After a change, Podman must read the ranges again. Who is to have none can let images unpack by ignore_chown_errors = "true" in storage.conf, which gives all files in them to one user.',
  'diagnose.newuidmap-missing': 'newuidmap and newgidmap are not installed',
  'diagnose.newuidmap-missing-cause':
    'These two programs hand out the subordinate ids; without them a container has a single id.',
  'diagnose.newuidmap-refused': 'newuidmap refused the id map',
  'diagnose.newuidmap-refused-cause':
    "Either the program lost its privilege (setuid bit or file capability), or the range is not this user's, or the shell runs with another group (newgrp, sg) than the account.",
  'diagnose.userns-forbidden': 'This host does not let you make user namespaces',
  'diagnose.userns-forbidden-cause':
    'A kernel setting or AppArmor (Ubuntu 23.10 and later) forbids it to programs without a profile.',
  'diagnose.userns-limit': 'The limit of user namespaces is reached',
  'diagnose.userns-limit-cause': 'user.max_user_namespaces is 0 or too low on this host.',
  'diagnose.privileged-port': 'The port is below the first one that users may take',
  'diagnose.privileged-port-cause':
    'Without root only ports from net.ipv4.ip_unprivileged_port_start on (1024) can be published. Publish a higher one (8080:80), or lower that limit.',
  'diagnose.no-user-bus': 'There is no session of systemd for this user',
  'diagnose.no-user-bus-cause':
    'The shell was opened by su or sudo, which starts no login session. Log in by ssh or at the console, or use machinectl shell.',
  'diagnose.no-runtime-dir': "The directory for this session's files is missing",
  'diagnose.no-runtime-dir-cause':
    'XDG_RUNTIME_DIR is made at a real login, or kept by linger; su and sudo do neither.',
  'diagnose.systemd-private': 'The engine talks to the wrong systemd',
  'diagnose.systemd-private-cause':
    "There is no D-Bus session for this user, so the engine tried the system's own.",
  'diagnose.lchown-denied': 'The file system refuses owners other than you',
  'diagnose.lchown-denied-cause':
    'That is usual on NFS and some other network or FUSE file systems. Keep the container data on a local disk.',
  'diagnose.overlay-unsupported': 'The fast storage driver does not work on this file system',
  'diagnose.overlay-unsupported-cause':
    'Overlay mounts need a suitable kernel and a local file system; fuse-overlayfs is the usual way out.',
  'diagnose.driver-from-database': 'Podman remembers another storage driver',
  'diagnose.driver-from-database-cause':
    'The driver is kept with the store. Another one needs an empty store: save what you need first, a reset deletes images and containers.',
  'diagnose.controller-missing': 'Resource limits are not handed to this user',
  'diagnose.controller-missing-cause':
    'Limits need cgroup v2 and delegated controllers; a new login is needed after a change.',
  'diagnose.tun-missing': 'The network device /dev/net/tun cannot be used',
  'diagnose.tun-missing-cause':
    'The network of rootless containers is built on it. The module tun is not loaded, or an outer container hides the device.',
  'diagnose.iptables-failed': 'iptables does not work here',
  'diagnose.iptables-failed-cause':
    'The program is missing, or the running kernel has no modules for it (after a kernel update, reboot).',
  'diagnose.rootful-socket': 'The docker client talks to the daemon of root',
  'diagnose.rootful-socket-cause':
    'The rootless daemon listens on a socket of your own; a context or DOCKER_HOST leads the client there. Joining the docker group would give you root instead.',
  'diagnose.daemon-not-running': 'No Docker daemon answers at that address',
  'diagnose.daemon-not-running-cause':
    'The service is not running, or it ended with your last login because linger is off.',
  'diagnose.ping-denied': 'ping is not allowed for this group',
  'diagnose.ping-denied-cause':
    "net.ipv4.ping_group_range does not hold the group of the container's user.",
  'diagnose.volume-permission': 'A file belongs to another user than the one in the container',
  'diagnose.volume-permission-cause':
    'Container root is you, every other container user is one of your subordinate ids (container user 1000 is usually host id 100999). A directory on the host must belong to that id or let it write.',
  'diagnose.keyring-quota': 'The quota of kernel keyrings is used up',
  'diagnose.keyring-quota-cause':
    'Each container takes a keyring; kernel.keys.maxkeys is the limit for one user.',
  'diagnose.containerd-not-running': 'The containerd of this user does not run',
  'diagnose.containerd-not-running-cause':
    'nerdctl looks for it in $XDG_RUNTIME_DIR/containerd-rootless. Its service failed or was stopped, or it ended with your session because linger is off.',
  'diagnose.detach-netns': 'AppArmor denies RootlessKit its network namespace',
  'diagnose.detach-netns-cause':
    'RootlessKit before 2.3.4 puts the namespace aside by unshare(1), which may not mount anything on Ubuntu 25.04 and later, so containerd ends at once. With CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false in the environment of its unit it starts; the wizard writes such a unit.',
  'diagnose.bypass-daemon': 'bypass4netnsd does not run',
  'diagnose.bypass-daemon-cause':
    'The container asks for bypass4netns (nerdctl/bypass4netns=true), and nerdctl gets it from that daemon. Without it the container does not start; made anew without that annotation, it does.',
  'diagnose.no-buildkit': 'BuildKit does not run, or is not here',
  'diagnose.no-buildkit-cause':
    "`nerdctl build` needs two programs: buildctl, and buildkitd as a service of yours. Both are in nerdctl's full release archive; everything else works without them.",
  'diagnose.no-cni-plugin': 'A CNI plugin is missing, or too old',
  'diagnose.no-cni-plugin-cause':
    'nerdctl gives containers their networks through CNI plugins, and what it names is not in the directory where it looks. Other directories: cni_path in nerdctl.toml.',
  'diagnose.known': '{count} {count#explanation#explanations}:',
  'diagnose.unknown':
    'This message is not known here yet. rootless-wizard check shows what is wrong with this host.',
  'diagnose.certain': 'certain',
  'diagnose.likely': 'likely',
  'diagnose.possible': 'possible',
  'diagnose.bridge-filter': 'The kernel does not filter on bridges',
  'diagnose.bridge-filter-cause':
    'With "userland-proxy": false or "icc": false in daemon.json Docker needs the module br_netfilter, which only root can load; without one of these it does not.',
  'diagnose.domainname': 'A domain name cannot be set without root',
  'diagnose.domainname-cause':
    'Leave out --domainname, or domainname: in the compose file, and write the whole name as host name: --hostname mail.example.org.',
  'diagnose.podman-cgroup-v1-cause':
    'The host has to start with cgroup v2: the wizard sets that up for its next boot where it knows the boot loader.',
  'diagnose.podman-slirp': 'Podman 6 has no slirp4netns any more',
  'diagnose.podman-slirp-cause':
    'Its network is pasta. podman system migrate brings old containers over; where a containers.conf says default_rootless_network_cmd = "slirp4netns", or a command or Quadlet names it, take that out.',
  'diagnose.podman-backend': 'Podman 6 has only netavark, with nftables',
  'diagnose.podman-backend-cause':
    "Take network_backend and firewall_driver out of containers.conf. Where they stand in the user's own file, the wizard writes a drop-in that counts more.",
  'diagnose.podman-boltdb': 'Podman 6 has another database',
  'diagnose.podman-boltdb-cause':
    'It brings its containers over by itself after a reboot, which is the safest way; or by the command below, while nothing else uses Podman. Where a containers.conf names database_backend, take that line out first.',
  'diagnose.podman-places': "The system's storage.conf sends users to places of root",
  'diagnose.podman-places-cause':
    'From Podman 6 on its graphroot and runroot count for users, too. The wizard writes a drop-in that names those of the user; images and containers stay where they are.',
  'diagnose.selinux-store': 'SELinux keeps containers out of the place of their images',
  'diagnose.selinux-store-cause':
    'Containers may read what has the label of the usual place, ~/.local/share/containers. Tell the policy that DIR, where the data lies now, is to be labelled like that, and set the labels. semanage is in policycoreutils-python-utils.',
  'diagnose.selinux-volume': 'SELinux keeps the container out of a directory of the host',
  'diagnose.selinux-volume-cause':
    'What is mounted with -v keeps its label, and containers may only use what is labelled for them. :z gives it a label that all containers may use, :Z one for this container alone. Never for a home or a directory of the system such as /etc: everything in it would get that label. For those, --security-opt label=disable takes this one container out of it.',
  'diagnose.selinux-iptables': 'SELinux keeps iptables out of the namespace of the daemon',
  'diagnose.selinux-iptables-cause':
    'The scripts of Docker and nerdctl set the label for it since 2021: update first. Where that is not possible, the command lets SELinux only note what iptables does, and nothing else.',
  'diagnose.selinux-denied': 'SELinux forbade it',
  'diagnose.selinux-denied-cause':
    'The line says who asked (scontext), for what (tcontext, tclass) and which rights. Files that were moved here, or restored from a backup, often have the label of the old place: restorecon sets the one that the policy has for them. ausearch shows all that was denied just now.',
  'diagnose.selinux-permissive': 'SELinux only noted this',
  'diagnose.selinux-permissive-cause':
    'permissive=1 means that nothing was stopped: what failed has another reason. It would be stopped in enforcing mode.',
  'diagnose.confirmed': 'Confirmed on this host by: {findings}',
  'diagnose.nothing': 'There is no text to explain.',
  'diagnose.nothing-hint':
    'Give it as an argument, a file, or on standard input: docker run ... 2>&1 | rootless-wizard explain -',
} as const;
