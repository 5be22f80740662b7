/** English sentences of the area `engines`. This file is the type that the other languages must satisfy. */
export const engines = {
  'engines.podman': 'Podman',
  'engines.docker': 'Docker',
  'engines.nerdctl': 'nerdctl with containerd',
  'engines.lxc': 'LXC',
  'engines.wsl1': 'WSL 1 has no namespaces, so no container can run; convert it to WSL 2.',
  'engines.no-new-privs':
    'This session runs with no_new_privs, so newuidmap cannot do its work; start again from an ordinary login.',
  'engines.nested':
    'This is the inside of a container that allows no further user namespace ({detail}); the host outside must allow nesting.',
  'engines.no-package': 'No repository of this system has {name}.',
  'engines.repository-to-open':
    'No repository that is set up here has {names}. This distribution has one more that does: set it up as root with {command}, then start again.',
  'engines.podman-needs-v2':
    'Podman 6 needs cgroup v2, and this host has v1: switch with the kernel argument systemd.unified_cgroup_hierarchy=1.',
  'engines.docker-containerd':
    'A rootless containerd (nerdctl) of this user is set up; rootless Docker cannot be set up beside it for the same user.',
  'engines.docker-snap':
    'This Docker is a snap, which cannot run without root; install Docker from packages.',
  'engines.no-rootlesskit':
    'rootlesskit is not here and no repository has it; without it Docker cannot run without root.',
  'engines.nerdctl-docker':
    'Rootless Docker is set up for this user; a rootless containerd cannot be set up beside it. Take another user, or stop Docker first: systemctl --user disable --now docker.service',

  'engines.nerdctl-docker-host':
    'Rootless Docker of this user is the service {name} of this host; a rootless containerd cannot be set up beside it. Take another user, or take that service away first.',
  'service.intro': 'The engine starts with your session, under your own systemd and without root.',
  'service.no-engine': 'None of Podman, Docker, nerdctl and LXC is to be set up.',
  'service.no-manager':
    'No systemd of {user} is running, and without linger none will: choose linger, or log in as {user} first ({command}).',
  'service.docker-by-hand':
    'Without systemd nothing starts Docker by itself. By hand, as the user: {command}',
  'service.openrc-script': 'Write the service {path}',
  'service.openrc-why':
    "It runs {engine} as {user}, comes up when the host starts, and makes the user's runtime directory.",
  'service.program-why': 'It starts {engine} as the user and sees to its containers when it ends.',
  'service.openrc-change': '{engine} is set up as a service of OpenRC that runs as the user.',
  'service.openrc-enable': 'Start {name} with the host',
  'service.openrc-enable-why': 'It runs from boot on, whether the user is logged in or not.',
  'service.openrc-start': 'Start {name} now',
  'service.runit-change': '{engine} is set up as a service of runit that runs as the user.',
  'service.runit-enable': 'Start {name} now and with the host',
  'service.runit-enable-why':
    'runit starts what is linked at {path}, now and at every boot, and starts it again when it ends.',
  'service.runit-log-why':
    'What {engine} says goes to the log of the host. Without this it would be lost.',
  'service.runit-check-why': 'With it runit can tell when {engine} answers.',
  'service.podman-by-hand':
    'Podman runs containers without any service. Only programs that need its socket do; by hand: {command}',
  'service.docker-unwanted': 'Docker is not to be started as a service, as you chose.',
  'service.config-first': 'Docker could not start with its configuration: {why}',
  'service.no-script':
    "dockerd-rootless.sh was not found, and it is not known where a package would put it: install Docker's rootless scripts and start again.",
  'service.not-installed': '{engine} is not here yet: see the packages.',
  'service.masked': 'The unit is masked, so somebody does not want it: {command} undoes that.',
  'service.stop-title': 'Stop {unit} and disable it',
  'service.unit-gone-title': 'Remove the unit {path}',
  'service.stays':
    '{unit} stays as it was set up before, and this answer does not stop it. To stop it: {command}',
  'service.unit-title': 'Write the unit {path}',
  'service.unit-why':
    "It starts Docker through dockerd-rootless.sh, in the name and place of the vendor's own unit. What you have in {path} still counts.",
  'service.reload-title': 'Let systemd read its units again',
  'service.reload-why': 'systemd does not see a new unit by itself.',
  'service.start-title': 'Start {unit} now, and by itself from then on',
  'service.start-why': 'The docker command finds the daemon at {dir}/docker.sock.',
  'service.restart-title': 'Restart {unit}: running containers stop for a moment',
  'service.restart-why': 'The daemon reads its unit and its configuration only when it starts.',
  'service.docker-change': 'Docker is set up as a service of the user.',
  'service.docker-runs': 'Docker runs as a service of the user, at {dir}/docker.sock.',
  'service.rootful-beside':
    "A Docker daemon of root is running, too. It is left as it is; the two do not see each other's images and containers. 'rootless-wizard migrate' shows what could move, and moves it.",
  'service.socket-unwanted': "Podman's socket is not wanted; Podman does not need it.",
  'service.socket-missing': 'This Podman has no podman.socket; Podman itself does not need it.',
  'service.socket-change': "Podman's socket is set up, for programs that speak Docker's language.",
  'service.socket-runs': "Podman's socket is there: {path}",
  'service.socket-why':
    'Programs that want a Docker socket (compose, editors) find Podman at {path}; nothing runs until one asks.',
  'service.restart-change': "Podman's containers come back when the host starts.",
  'service.restart-unwanted':
    "Podman's containers are not to come back when the host starts, as you chose.",
  'service.restart-by-hand':
    "Nothing starts Podman's containers when the host starts. By hand, as the user: {command}",
  'service.restart-host-why':
    'As {user}, it starts the containers that you ran with --restart=always when the host starts, and stops them when it goes down. Podman has no daemon that would.',
  'service.restart-host-start-why':
    'So that it stops them when the host goes down. Containers with --restart=always that you had stopped start with it.',
  'service.restart-boot-title': 'Let {unit} start containers at boot',
  'service.restart-boot-why':
    'Podman has no daemon that would do it: without this, containers with --restart=always stay stopped after a reboot.',
  'service.q-docker': 'Start Docker as a service?',
  'service.q-docker-help':
    'Now and at every login, under your own systemd. With linger it starts when the host does.',
  'service.q-docker-because': 'The docker command needs its daemon.',
  'service.q-network': "See who calls Docker's ports?",
  'service.q-network-help':
    'By default programs in containers see every caller with an address of the bridge. Logs and blocking by address need the real one.',
  'service.q-network-because': 'Most containers do not look at it.',
  'service.q-network-no-slirp':
    'No repository of this system has slirp4netns, which is the usual network: pasta takes its place.',
  'service.q-network-default': 'No',
  'service.q-network-default-help':
    "Docker's own choice: fast, and the address of the caller is hidden.",
  'service.q-network-there': 'It was chosen before.',
  'service.q-network-no-proxy': "Yes, without Docker's proxy",
  'service.q-network-no-proxy-help':
    'As fast as the default. Needs Docker 28 with RootlessKit 3; Docker has both in its own packages since 29.5. Callers over UDP stay hidden, and callers over IPv6 reach only containers in a network with IPv6.',
  'service.no-proxy-old':
    "Without Docker's proxy, callers are seen with Docker 28 and RootlessKit 3 or later; here it is Docker {docker} with RootlessKit {kit}. Choose slirp4netns or pasta.",
  'service.no-proxy-unread':
    'Whether the Docker of that repository shows callers without its proxy is known only when its lists are fetched. So this takes two runs: the first without service.docker-network=no-proxy, the second with it.',
  'service.no-proxy-systemd':
    "Docker's proxy is switched off only where systemd starts Docker: choose slirp4netns or pasta.",
  'service.proxy-off-title': "Switch Docker's proxy off in {path}",
  'service.proxy-off-why':
    'RootlessKit then hands connections on itself, with the address of the caller.',
  'service.proxy-on-title': "Switch Docker's proxy on in {path}",
  'service.proxy-on-why':
    'Published ports then answer over IPv6 and at ::1 for every container again, and the address of the caller is hidden.',
  'service.q-network-slirp': 'Yes, with slirp4netns',
  'service.q-network-slirp-help': 'Works with every Docker. Published ports are slower.',
  'service.q-network-pasta': 'Yes, with pasta',
  'service.q-network-pasta-help':
    'Faster than slirp4netns. Docker 25 or newer, where it is still called experimental. With a recent pasta, ports answer at 127.0.0.1 only with a RootlessKit newer than 2.3.1.',
  'service.q-ipv6': "IPv6 for Docker's containers?",
  'service.q-ipv6-help':
    'Containers get IPv6 addresses and a way out over IPv6; with Docker 28 or later, also in networks that are made from now on. Over IPv6 a published port then leads to the IPv6 address of the container: a program in it that listens on IPv4 alone is reached over IPv4 alone. Not with the ports of slirp4netns.',
  'service.q-ipv6-because':
    'Most containers do without it: only their calls to IPv6 addresses outside need it.',
  'service.q-ipv6-there': 'It is switched on already, at least in part.',
  'service.ipv6-systemd': 'IPv6 is set up only where systemd starts Docker.',
  'service.ipv6-none':
    'IPv6 is switched off on this host (net.ipv6.conf.all.disable_ipv6, or ipv6.disable at boot), so its containers get none.',
  'service.ipv6-slirp':
    'The ports of slirp4netns answer over IPv4 alone: choose another network, or no IPv6.',
  'service.ipv6-gvisor':
    "RootlessKit's own network has no IPv6, and no repository of this system has slirp4netns: choose pasta, or no IPv6.",
  'service.ipv6-pasta':
    'With pasta, IPv6 needs RootlessKit 2.3 or later; here it is {kit}. Choose another network, or no IPv6.',
  'service.ipv6-on-title': 'Switch IPv6 on in {path}',
  'service.ipv6-on-why':
    'Containers get IPv6 addresses behind those of this host. Networks that are there already stay as they are; before Docker 28, so do new ones that are made without --ipv6 and a subnet.',
  'service.ipv6-off-title': 'Switch IPv6 off in {path}',
  'service.ipv6-off-why': 'Containers then have IPv4 alone.',
  'service.ipv6-note':
    "A line of the unit gives Docker's network its IPv6 address and its way out, which slirp4netns and RootlessKit leave out once Docker forwards.",
  'service.q-reach': 'Let containers reach this host?',
  'service.q-reach-help':
    'Programs in containers can then use what listens on 127.0.0.1 here, such as a database, under the name that --add-host host.docker.internal:host-gateway gives it.',
  'service.q-reach-because': 'What listens on 127.0.0.1 often asks for no password.',
  'service.q-reach-there': 'It is allowed already.',
  'service.gateway-title': 'Say where host-gateway is in {path}',
  'service.gateway-why':
    '--add-host NAME:host-gateway then means {address}, behind which this host is.',
  'service.pasta-loopback':
    'Published ports would be silent at 127.0.0.1 with pasta {pasta} and RootlessKit {kit}: that takes RootlessKit 2.3.2. Choose slirp4netns.',
  'service.network-old': 'Docker knows pasta from version 25 on; choose slirp4netns.',
  'service.pasta-kit':
    'RootlessKit knows pasta from version 2.0 on; here it is {kit}. Choose slirp4netns.',
  'service.pasta-profile':
    'Ubuntu packages pasta {pasta} without a profile of AppArmor, so it may not enter the network of containers here. Choose slirp4netns.',
  'service.network-no-slirp':
    'No repository of this system has slirp4netns, and Docker cannot be told to do without: choose pasta.',
  'service.q-socket': "Offer Podman's socket?",
  'service.q-socket-help':
    'Tools that expect Docker can then use Podman. Only you can reach it, and nothing runs until a tool asks.',
  'service.q-socket-because': 'It costs nothing while nobody uses it.',
  'service.q-restart': 'Restart containers at boot?',
  'service.q-restart-help':
    'Only those that you started with --restart=always. It needs services that run after logout.',
  'service.q-restart-because': 'This is what --restart=always is expected to do.',

  'shell.intro': 'The commands that you type find the rootless engine.',
  'shell.runtime-dir-title': 'Set XDG_RUNTIME_DIR in {path}',
  'shell.runtime-dir-why':
    "nerdctl finds the user's containerd by it, and without systemd no login sets it. Where something sets it already, that stays.",
  'shell.runtime-dir-other':
    'No login sets XDG_RUNTIME_DIR here, and nerdctl needs it. Add this to what your shell reads at its start: {line}',
  'shell.nothing': 'No engine that needs this is to be set up.',
  'shell.ok': 'Your commands find the rootless engine already.',
  'shell.change': 'Your commands are pointed to the rootless engine.',
  'shell.unwanted': 'Nothing is wanted here, and the engine does not need it.',
  'shell.q-context': 'Use a rootless docker context?',
  'shell.q-context-help':
    'A docker context named "rootless" is made and chosen. `docker context use default` goes back to the daemon of root.',
  'shell.q-context-because': 'Otherwise docker looks for the daemon of root.',
  'shell.q-host': 'Set DOCKER_HOST in your shell?',
  'shell.q-host-help':
    'The start file of your shell, for programs that know neither docker contexts nor Podman (some compose tools, editors, libraries). It counts more than any context.',
  'shell.q-host-because': 'Most programs do not need it.',
  'shell.q-host-there': 'It is set by an earlier run.',
  'shell.context-title': 'Make the docker context {name}',
  'shell.context-update': 'Correct the docker context {name}, which points to {host}',
  'shell.context-why': 'So the docker command talks to your own daemon: {host}',
  'shell.use-title': 'Use the docker context {name}',
  'shell.use-why': '{name} is used from now on instead of {before}.',
  'shell.host-overrides':
    'DOCKER_HOST is set to {value} in your shell and counts more than the context: unset it where it is set.',
  'shell.context-overrides':
    'DOCKER_CONTEXT is set to {value} in your shell and counts more than the chosen context: unset it where it is set.',
  'shell.host-elsewhere': 'DOCKER_HOST is set to {value} now; whichever is set last counts.',
  'shell.host-title': 'Set DOCKER_HOST in {path}',
  'shell.host-away': 'Take DOCKER_HOST out of {path} again',
  'shell.host-why': 'Programs that only know DOCKER_HOST then find {socket}.',
  'shell.no-shell': 'It is not known which shell this user has.',
  'shell.other': 'This shell reads no start file that is known here. The line to put there: {line}',
  'shell.block-refused': '{path} is not touched: {why}. The line to put there: {line}',
  'shell.half-block': '"{begin}" and "{end}" do not both stand there in this order',
  'shell.two-blocks': '"{begin}" stands there more than once',

  'verify.intro': 'At the end real containers prove that it works.',
  'verify.q': 'Prove that containers run?',
  'verify.q-help':
    'Small containers are started and removed again. No network is needed, and nothing of yours is touched.',
  'verify.q-because': 'Only a container that runs proves anything.',
  'verify.later': 'Nothing is changed here; the proofs come after everything else.',
  'verify.unwanted': 'No proof is wanted.',
  'verify.run': 'Container without root ({engine})',
  'verify.run-cause':
    '{engine} could not unpack an image with files of several owners, or could not start a container from it.',
  'verify.idmap': 'Ids in a container ({engine})',
  'verify.idmap-cause':
    '{engine} works with other ids than /etc/subuid and /etc/subgid say now: it still has those from before (`podman system migrate`, or a restart of the daemon), or it could not use them.',
  'verify.volume': 'Files in a volume ({engine})',
  'verify.volume-cause':
    'A file in a {engine} volume could not be written, or belongs to another id than the map says.',
  'verify.port': 'Published port ({engine})',
  'verify.port-cause':
    'The network of {engine} does not carry a connection from this host into the container: slirp4netns or pasta, /dev/net/tun, or the firewall rules in the namespace.',
  'verify.caller': 'Who calls a published port ({engine})',
  'verify.caller-cause':
    'The port answers, but the container does not see the address of the caller.',
  'verify.ipv6': 'IPv6 in a container (Docker)',
  'verify.ipv6-cause':
    'A container has no IPv6 address, is not reached over IPv6, or does not get out over it; the lines say which.',
  'verify.low-port': 'Published port {port} ({engine})',
  'verify.low-port-cause':
    'Port {port} is still closed to {engine}: net.ipv4.ip_unprivileged_port_start is higher, or rootlesskit lacks the capability, or the daemon was not restarted since.',
  'verify.limits': 'Limits on memory and processes ({engine})',
  'verify.limits-cause':
    '{engine} did not hand the limits on to the kernel: controllers are not delegated to this session, or a new login is needed.',
  'verify.podman-network': 'A network of its own (Podman)',
  'verify.podman-network-cause':
    'Networks made with `podman network create` or by compose do not work; the default one does.',
  'verify.podman-restart': 'Containers after a socket restart (Podman)',
  'verify.podman-restart-cause': "Podman's service does not see the containers of this session.",
  'verify.podman-info': 'Report of `podman info`',
  'verify.podman-info-cause': 'Podman works, but with warnings; the lines say why.',
  'verify.docker-restart': 'Containers after a restart (Docker)',
  'verify.docker-restart-cause':
    'The daemon did not start again, or did not start a container that is to be restarted always.',
  'verify.docker-info': 'Report of `docker info`',
  'verify.docker-info-cause': 'The daemon that answers is not the rootless one of this user.',
  'verify.docker-config': "Docker's reading of daemon.json",
  'verify.docker-config-cause':
    'dockerd would not start with this file; what it says stands above.',
  'verify.docker-check': "Docker's own check",
  'verify.docker-check-cause':
    'dockerd-rootless-setuptool.sh reports something missing; the lines say what.',
} as const;
