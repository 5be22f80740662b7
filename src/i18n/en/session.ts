/** English sentences about the session, cgroups, network, storage and engines of a host, as checks find them. */
export const session = {
  'session.xdg': 'Runtime directory of the session',
  'session.user-manager': 'User manager of systemd',
  'session.dbus': 'D-Bus of the session',
  'session.linger': 'Running after logout',
  'session.took-too-long': '{command} did not answer in time',
  'session.xdg-unset':
    'XDG_RUNTIME_DIR is not set in this shell, as happens after su or sudo. Engines look for their sockets there. Log in directly, or point it to {dir}.',
  'session.xdg-other':
    'XDG_RUNTIME_DIR belongs to another session, as happens after su or sudo. It should be {dir}.',
  'session.xdg-missing':
    '{dir} does not exist or is not private to the user. systemd-logind makes it at login, or at boot when linger is on.',
  'session.xdg-no-systemd':
    'Without systemd nobody makes {dir} at login. The wizard makes a private directory for the engines instead.',
  'session.not-logged-in':
    '{user} is not logged in now, so there is no session to look at. That is fine: it starts once linger is on.',
  'session.manager-degraded': 'It works, but some other service of this user has failed.',
  'session.manager-unclear':
    'systemd did not say clearly whether the user manager runs; it may still be starting.',
  'session.manager-missing':
    'No user manager runs, although this host has systemd. This shell does not come from a real login.',
  'session.no-systemd':
    'This host does not run systemd. Engines still run, but nothing starts them at boot, and no service keeps them running.',
  'session.dbus-no-manager':
    'There is no user session at the moment, so there is no bus to look for.',
  'session.dbus-missing':
    'systemd runs for this user, but its message bus is missing: limits on containers and cgroup scopes need it.',
  'session.linger-off':
    'Containers stop when the last session of the user ends, and do not start at boot.',
  'session.linger-no-systemd': 'Linger is a feature of systemd, which does not run here.',
  'cgroup.version': 'cgroup version',
  'cgroup.delegation': 'Controllers for the user (cgroup delegation)',
  'cgroup.none-mounted': 'no cgroup file system is mounted at {path}',
  'cgroup.limits-ignored':
    'Containers run, but limits such as --memory and --cpus are ignored: rootless engines can set them only with cgroup v2 and systemd.',
  'cgroup.podman-6-needs-v2': 'Podman 6 does not start without cgroup v2.',
  'cgroup.no-systemd':
    'Containers run, but limits such as --memory and --cpus cannot be set: it is systemd that hands controllers to users.',
  'cgroup.no-manager': 'The user manager does not run now, so there is nothing to read yet.',
  'cgroup.not-delegated':
    'The user may not use {controllers}: limits that need them fail or are ignored.',
  'cgroup.no-controllers':
    'This host has cgroup v2 but no controllers in it, as in some containers. Containers run, but limits such as --memory and --cpus cannot be set.',
  'net.iptables': 'iptables in a user namespace',
  'net.nft': 'nftables in a user namespace',
  'net.tun': 'TUN device',
  'net.driver': 'Network of rootless containers',
  'net.netavark': 'Networks of Podman (netavark)',
  'net.dnsname': 'Names of containers (dnsname)',
  'net.iptables-missing':
    'The engine sets up the network of containers with iptables, which is not installed.',
  'net.no-firewall-tool':
    'Neither iptables nor nftables works. The default network is fine; networks made by podman network create are not.',
  'net.iptables-broken':
    'iptables was tried in a throw-away namespace and failed: the kernel module is missing or was updated without a reboot.',
  'net.nft-missing': 'Podman sets up its networks with nft, which is not installed.',
  'net.nft-broken':
    'nft was tried in a throw-away namespace and failed: the kernel module is missing or was updated without a reboot.',
  'net.tun-missing':
    'Containers reach the network through a TUN device, and the user cannot open it here.',
  'net.tun-outside':
    'Containers reach the network through a TUN device. This host is itself a container: the device must be passed in from outside.',
  'net.driver-podman':
    'Podman uses {program} for the network of containers, and it is not installed.',
  'net.driver-none':
    'Neither slirp4netns nor pasta is installed. Only recent versions of RootlessKit bring a network of their own.',
  'net.netavark-missing':
    'Without {programs}, networks made by podman network create fail, or containers cannot find each other by name.',
  'net.dnsname-missing':
    'Podman {version} finds containers of a network by their names with the CNI plugin dnsname, which is not installed. Networks that exist already have to be made again once it is.',
  'storage-check.home-fs': 'File system of the home directory',
  'storage-check.space': 'Free space',
  'storage-check.noexec': 'Programs on this file system',
  'storage-check.overlay': 'Overlay mounts without root',
  'storage-check.home-hangs':
    '{path} does not answer: is it on a network file system whose server is away?',
  'storage-check.no-home':
    'The home directory does not exist. Images, volumes and settings live below it.',
  'storage-check.home-read-only':
    'The user cannot write to the home directory. Images, volumes and settings live below it.',
  'storage-check.home-network':
    'The home is on a network file system, whose server refuses the ids of container users. Images need a directory on a local disk.',
  'storage-check.home-encrypted':
    'The home is encrypted with eCryptfs, on which overlay does not work and long file names are refused. A directory elsewhere is better for images.',
  'storage-check.space-none':
    'There is hardly any space left: not even one image can be unpacked safely.',
  'storage-check.space-low': 'Images and volumes need space; below 5 GiB it gets tight soon.',
  'storage-check.inodes-low':
    'There is space, but the file system can hold few more files; one image has tens of thousands.',
  'storage-check.noexec-volumes':
    'The mount option noexec is set. Containers run through overlay, but programs in volumes do not.',
  'storage-check.noexec-all':
    'The mount option noexec is set: programs in containers would be refused. Images need a directory elsewhere.',
  'storage-check.no-scratch': 'nothing can be written in {path}: {detail}',
  'storage-check.other-mount':
    'container data is on a file system of its own ({path}), where nothing is written just to look',
  'storage-check.overlay-network':
    '{type} is a network file system and cannot hold the layers of images.',
  'storage-check.overlay-on-overlay':
    'The home is itself on an overlay, as in a container or a live system, and overlay cannot be stacked there.',
  'storage-check.overlay-fs': 'Overlay does not work on {type} here.',
  'storage-check.overlay-ftype':
    'This XFS was made with ftype=0, on which overlay cannot replace a directory, and that cannot be changed. fuse-overlayfs can, a little slower; a directory on another file system is as good.',
  'storage-check.space-tight':
    'Only {percent} % are free. Images grow, and the databases of engines take harm where a disk gets full.',
  'storage-check.overlay-kernel':
    'Overlay mounts by ordinary users need Linux 5.11 or newer (5.13 with SELinux). fuse-overlayfs does the same, a little slower.',
  'storage-check.fuse-instead':
    "The kernel's overlay does not work here. fuse-overlayfs is installed and takes its place, a little slower.",
  'storage-check.no-fuse-device':
    'fuse-overlayfs is installed, but the user cannot open /dev/fuse.',
  'engine-check.podman-installed': 'Podman',
  'engine-check.podman-info': 'Report of `podman info`',
  'engine-check.podman-conf': 'Which storage.conf counts for Podman',
  'engine-check.podman-env': 'Storage of Podman in your shell',
  'engine-check.podman-driver': 'Storage driver of Podman',
  'engine-check.podman-mapping': 'Ids that Podman uses',
  'engine-check.podman-socket': 'API socket of Podman',
  'engine-check.docker-installed': 'Docker',
  'engine-check.docker-script': 'Start script of rootless Docker',
  'engine-check.rootlesskit': 'RootlessKit',
  'engine-check.docker-config-file': 'daemon.json, as dockerd reads it',
  'engine-check.docker-config-bad': 'Docker would not start with {path}.',
  'engine-check.docker-service': 'Rootless Docker as a service',
  'engine-check.docker-answers': 'Answer of the rootless daemon',
  'engine-check.docker-cgroups': 'Limits of Docker containers',
  'engine-check.docker-driver': 'Storage driver of Docker',
  'engine-check.docker-ipv6': "IPv6 of Docker's containers",
  'engine-check.docker-ipv6-half':
    "Containers have IPv6 addresses, but nothing in {path} gives Docker's network a way out over IPv6: slirp4netns and pasta carry IPv4 alone until they are told.",
  'engine-check.docker-proxy': 'Published ports of Docker',
  'engine-check.docker-proxy-old':
    'With this setting, no published port is opened on the host by this version of Docker without root, although `docker ps` shows it: take "userland-proxy": false out of {path}, and restart Docker.',
  'engine-check.docker-proxy-module':
    'With this setting Docker does not start while br_netfilter is not loaded: load it, now and at each boot, or take "userland-proxy": false out of {path}.',
  'engine-check.rootlesskit-udp':
    'Published UDP ports answer nobody but this host itself: RootlessKit {version} loses the answers to other callers (game servers, DNS, VPN). 3.0.1 does not; Docker has it since 29.5.3.',
  'engine-check.rootlesskit-udp-nerdctl':
    'Published UDP ports answer nobody but this host itself: RootlessKit {version} loses the answers to other callers (game servers, DNS, VPN). 3.0.1 and later do not: {url}',
  'engine-check.docker-proxy-kit':
    'Published ports answer, but containers see who calls only with RootlessKit 3 or later, and here it is {kit}.',
  'engine-check.docker-proxy-new':
    "Callers' own addresses reach containers this way, with RootlessKit 3 or later. The kernel must have br_netfilter loaded, at each boot, too.",
  'engine-check.docker-host': 'DOCKER_HOST',
  'engine-check.docker-context': 'Docker context',
  'engine-check.docker-group': 'Group docker',
  'engine-check.rootful': 'Docker daemon that runs as root',
  'engine-check.podman-docker': 'Command docker',
  'engine-check.containerd-rootless': 'Rootless containerd beside Docker',
  'engine-check.nerdctl-installed': 'nerdctl and containerd',
  'engine-check.cni': 'CNI plugins',
  'engine-check.lxc-installed': 'LXC',
  'engine-check.lxc-usernet': 'Network for LXC containers of the user',
  'engine-check.not-installed': '{name} is not installed.',
  'engine-check.podman-not-used':
    'Podman has not been used by this user since the boot, and asking it would make its directories.',
  'engine-check.podman-fails': 'Podman does not work for this user as it is.',
  'engine-check.podman-warns': 'Podman works, with warnings.',
  'engine-check.podman-one-id':
    'Podman still maps your own id alone, so most images cannot be unpacked. It takes up new ranges of ids once it is told to. Where you are to have no ranges, ignore_chown_errors = "true" in storage.conf lets images unpack all the same: every file in them is yours then, and programs that work as several users fail.',
  'engine-check.vfs':
    'This driver copies the whole image for every layer: it works, but it is slow and takes much space.',
  'engine-check.vfs-needless':
    'The store was made with vfs, which copies the whole image for every layer. Overlay works here now, but another driver means another store, and the present images are not seen from there.',
  'engine-check.docker-no-script':
    'dockerd is there, but the script that starts it without root (dockerd-rootless.sh) is not.',
  'engine-check.no-rootlesskit':
    'RootlessKit makes the namespaces in which the daemon runs, and it is not installed.',
  'engine-check.no-manager': 'The user manager does not run now, so nobody can say.',
  'engine-check.docker-failed': 'The service was started and failed. Its log says why.',
  'engine-check.docker-not-set-up': 'Rootless Docker is not set up for this user yet.',
  'engine-check.docker-stopped': 'The service is set up but does not run.',
  'engine-check.docker-not-running': 'The daemon does not run, so there is nothing to ask.',
  'engine-check.docker-silent': 'The service runs, but nothing answers at its socket.',
  'engine-check.docker-not-rootless':
    "A daemon answers at the user's socket, but it does not say that it is rootless.",
  'engine-check.docker-config': '{path} is not valid JSON',
  'engine-check.docker-host-other':
    'DOCKER_HOST goes before every context and points elsewhere: docker commands reach another daemon than {socket}.',
  'engine-check.context-other':
    'docker commands go to the context {name}, which is not the rootless daemon of this user.',
  'engine-check.context-rootful':
    'docker commands go to the daemon that runs as root, not to the rootless one.',
  'engine-check.context-default':
    "docker commands go to the system's socket; the wizard makes a context for the rootless daemon.",
  'engine-check.docker-group-cause':
    'Whoever is in this group is root without a password, through the daemon that runs as root. Rootless Docker does not need it.',
  'engine-check.rootful-beside':
    "It keeps running beside the rootless one and is not touched. Its images and containers stay where they are. 'rootless-wizard migrate' shows what could move, and moves it.",
  'engine-check.podman-docker-cause':
    "docker is a wrapper around Podman here (package podman-docker), and cannot be installed together with Docker's own client.",
  'engine-check.dockerd-rootless': 'Rootless dockerd',
  'engine-check.dockerd-conflict':
    'Rootless Docker is running for this user. A rootless containerd beside it would use the same ids and directories; one of the two must go, or belong to another user.',
  'engine-check.two-rootlesskits': 'rootlesskit in several places',
  'engine-check.two-rootlesskits-cause':
    'The first one is used. A profile of AppArmor, the capability for ports below 1024 and an update concern only the one that they were made for. Where nothing needs the others, remove their packages or files.',
  'engine-check.host-and-context': 'DOCKER_HOST and context',
  'engine-check.host-and-context-cause':
    'The docker command takes DOCKER_HOST before any context, so the chosen context has no effect in this shell.',
  'engine-check.forward-drop': 'Bridges beside rootful Docker',
  'engine-check.forward-drop-cause':
    'The Docker daemon of root sets the FORWARD policy of the whole host to DROP, which can cut LXC and Incus containers off the network. If that happens, set "ip-forward-no-drop": true in /etc/docker/daemon.json.',
  'engine-check.containerd-conflict':
    'Rootless containerd (nerdctl) is set up for this user, and the setup tool of rootless Docker refuses to share a user with it.',
  'engine-check.no-cni':
    'nerdctl gives containers their network through CNI plugins, and none were found.',
  'engine-check.lxc-no-nic':
    '{user} may not attach containers to a bridge yet: no line in lxc-usernet allows it.',
} as const;
