/** English sentences about nerdctl, whichever step says them. This file is the type that the other languages must satisfy. */
export const nerdctl = {
  'answers.nerdctl': 'nerdctl',
  'answers.nerdctl-help':
    "containerd runs as you, and nerdctl takes Docker's commands. Not beside rootless Docker of the same user.",
  'engines.nerdctl-and-docker':
    'Rootless Docker and rootless containerd cannot share a user: choose one of docker and nerdctl, or another user for the second.',

  'steps.q-archive': 'Which archive of nerdctl?',
  'steps.q-archive-help':
    'What this host has no package of comes out of it. Give its full path on this host, or the https: address of nerdctl-VERSION-linux-ARCH.tar.gz from {url}, from which it is then fetched in the run; nerdctl-full-... also has BuildKit for `nerdctl build`, and containerd with all it needs.',
  'steps.q-archive-because': 'Nothing is fetched unless you give an address.',
  'steps.q-archive-because-fuse':
    "Nothing is fetched unless you give an address. The kernel's overlay does not work here; the full one has what containerd needs for fuse-overlayfs, which is faster than full copies.",
  'steps.q-archive-because-bypass':
    'Nothing is fetched unless you give an address. It must be the full one, for bypass4netns, which you chose.',
  'steps.q-archive-because-full':
    'Nothing is fetched unless you give an address. It must be the full one: no repository of this system has {parts}.',
  'steps.q-sha256': 'Which sha256 must it have?',
  'steps.q-sha256-help':
    'The line for this file in SHA256SUMS on the release page. A file with another hash is not touched.',
  'steps.q-sha256-because': 'Only the release page can tell.',
  'steps.archive-path':
    '{path} is not the full path of a file: it begins with / and does not end with one.',
  'steps.archive-address':
    '{address} is not an address that can be used here: it begins with https://, has no user name in it, and ends with the name of the file, as in .../nerdctl-full-VERSION-linux-ARCH.tar.gz.',
  'steps.q-place': 'Where is nerdctl to go?',
  'steps.q-place-help': 'What comes out of the archive. It is taken away from there by undo.',
  'steps.q-place-home': 'Into your home',
  'steps.q-place-home-help': 'Below ~/.local: without root, and for you alone.',
  'steps.q-place-system': 'Into /usr/local',
  'steps.q-place-system-help':
    'With root, for everybody on this host. Not where other programs of these names are on the PATH already.',
  'steps.q-place-because': 'It needs no root there and reaches nobody else.',
  'steps.q-place-noexec': 'Your home is mounted noexec: no program can be started from it.',
  'steps.archive-fetch-title': 'Fetch {from}',
  'steps.archive-fetch-why':
    'You gave this address. It is kept as {path} only if it has the sha256 {sha256}.',
  'steps.archive-away-title': 'Remove {path}',
  'steps.archive-away-why': 'What is needed was taken out of it.',
  'steps.archive-for-all':
    'In {dir} everybody on this host has these programs, root included; undo takes them from everybody.',
  'steps.archive-taken':
    '{paths} are there already, and not from a run of this program: nothing is put in their place or before them on the PATH. Into your home: --set nerdctl.place=home',
  'steps.sha256-form': 'A sha256 has 64 digits, 0 to 9 and a to f.',
  'steps.archive-missing':
    'There is no package of nerdctl here. Its release archive is at {url}: fetch it, or leave that to the run; then say where it is (its path, or its https: address) and what its hash must be, as SHA256SUMS there has it: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-missing-bypass':
    'bypass4netns, as you chose it, is not here. Some distributions have a package bypass4netns: install it, and it is used. Else it comes out of the full release archive of nerdctl. Fetch nerdctl-full-VERSION-linux-ARCH.tar.gz from {url}, or leave that to the run; then say where it is (its path, or its https: address) and what its hash must be, as SHA256SUMS there has it: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-bypass-why':
    'You chose bypass4netns, and there is nothing else here that brings it. Of the archive {members} are taken, and only if the file has the sha256 {sha256}.',
  'steps.archive-missing-full':
    'To get nerdctl here, fetch nerdctl-full-VERSION-linux-ARCH.tar.gz from {url}, or leave that to the run; then say where it is (its path, or its https: address) and what its hash must be, as SHA256SUMS there has it: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH. No repository of this system has {parts}, and only the full archive does.',
  'steps.archive-not-full':
    'Give nerdctl-full-VERSION-linux-ARCH.tar.gz from {url} instead, and its sha256: {archive} holds no {members}, and no repository of this system has them either.',
  'steps.archive-lacks':
    '{archive} holds no {members}: it is not the archive that is meant here. Nothing is taken from it.',
  'steps.sha256-missing':
    'Without its sha256 nothing is taken from {archive}. The release page has it in SHA256SUMS: --set nerdctl.sha256=HASH',
  'steps.archive-title': 'Install nerdctl from {archive} into {dir}',
  'steps.archive-why':
    'There is nothing else that brings {members}. Only if the file has the sha256 {sha256}.',
  'steps.archive-part-title': 'Install {part} from {archive} into {dir}',
  'steps.archive-part-why':
    'No repository of this system has {part}. Of the archive {members} are taken for it, and only if the file has the sha256 {sha256}.',
  'steps.archive-parts-change': '{parts} come from the release archive of nerdctl.',
  'steps.archive-updates':
    'Updates of {parts} are then up to you, as no package manager knows of them.',
  'steps.archive-change': 'nerdctl comes from its release archive.',
  'steps.archive-instead':
    'This distribution has a package of nerdctl, too; the archive is used because you named it. Updates are then up to you.',

  'tui.short-nerdctl': 'nerdctl from its archive',
  'tui.short-fetch': 'Fetch {file}',
  'tui.short-away': 'Remove {file}',
  'tui.short-nerdctl-part': '{part}: from archive',

  'storage.nerdctl-said': '{path} names the snapshotter {snapshotter}, and it stays so.',
  'storage.nerdctl-keeps': 'containerd has images already and goes on with its snapshotter.',
  'storage.native-left':
    "Neither the kernel's overlay nor fuse-overlayfs works in {dir} ({detail}): the snapshotter native always works, but copies every layer as a whole: slow, and large on the disk.",
  'storage.opt-native': 'native',
  'storage.opt-native-help': 'Works everywhere, but copies every layer: slow and large.',
  'storage.native-no-snapshotter':
    "The kernel's overlay does not work in {dir} ({detail}). fuse-overlayfs would, but containerd needs containerd-fuse-overlayfs-grpc for it, which is not here: name the full release archive of nerdctl as nerdctl.archive, or get it from {url}. Until then the snapshotter native works: slow, and large on the disk.",
  'storage.native-no-service':
    "The kernel's overlay does not work in {dir} ({detail}). fuse-overlayfs would, but its snapshotter has to run as a service of the user beside containerd, and none is set up here. The snapshotter native works: slow, and large on the disk.",
  'storage.fuse-no-service':
    'Its snapshotter runs as a service of systemd, OpenRC or runit, and none of them starts things on this host.',
  'storage.fuse-no-snapshotter':
    'containerd needs containerd-fuse-overlayfs-grpc for that, which is not here. The full release archive of nerdctl has it (nerdctl.archive), or get it from {url}.',
  'storage.containerd-root': 'Images, containers and volumes of nerdctl are to lie in {dir}.',
  'storage.containerd-native': 'containerd is told to unpack images for the snapshotter native.',
  'storage.containerd-fuse': 'containerd is told where the snapshotter for fuse-overlayfs listens.',
  'storage.containerd-hidden':
    'What lies in {dir} and in the old place of the volumes is not used in the new place. Nothing is deleted; with the old setting it is there again.',
  'storage.containerd-conf-title': 'Configure containerd in {path}',
  'storage.nerdctl-data-title': 'Set the data directory in {path}',
  'storage.nerdctl-conf-title': 'Set the snapshotter in {path}',
  'storage.nerdctl-cni-title': 'Say in {path} where the CNI plugins are',
  'storage.nerdctl-cni':
    'nerdctl gives containers their network through CNI plugins. It would look for them in {other}; they are in {dir}.',
  'storage.nerdctl-hidden':
    'Containers and unpacked images of the snapshotter {snapshotter} are not used by the new one. Nothing is deleted; with the old setting they are there again.',

  'service.q-nerdctl': 'Start containerd as a service?',
  'service.q-nerdctl-help':
    'Now and at every login, under your own systemd. With linger it starts when the host does.',
  'service.q-nerdctl-because': 'The nerdctl command needs it.',
  'service.nerdctl-unwanted': 'containerd is not to be started as a service, as you chose.',
  'service.nerdctl-config-first': 'nerdctl could not start with its configuration: {why}',
  'service.nerdctl-not-here': 'nerdctl is not here yet: see the packages.',
  'service.nerdctl-no-script':
    'containerd-rootless.sh was not found. It comes with nerdctl: in its release archive, and in some distributions in a package of its own.',
  'service.nerdctl-by-hand':
    'Without systemd nothing starts containerd by itself. By hand, as the user: {command}',
  'service.nerdctl-unit-why':
    "It starts containerd through containerd-rootless.sh, in the name and place of the vendor's own unit. What you have in {path} still counts.",
  'service.nerdctl-start-why': "The nerdctl command finds the user's containerd by itself.",
  'service.nerdctl-change': 'containerd is set up as a service of the user.',
  'service.nerdctl-runs': 'containerd runs as a service of the user.',
  'service.q-nerdctl-network': "See who calls nerdctl's ports?",
  'service.q-nerdctl-network-help':
    'Before RootlessKit 3, programs in containers see every caller with an address of the bridge, unless this is chosen. Logs and blocking by address need the real one.',
  'service.q-nerdctl-network-default': 'As RootlessKit does it',
  'service.q-nerdctl-network-default-help':
    'Fast. The address of the caller is hidden before RootlessKit 3, and over UDP with a later one, too.',
  'service.q-nerdctl-network-slirp-help':
    'Works with every nerdctl. Published ports are slower, and answer over IPv4 alone.',
  'service.q-nerdctl-network-pasta-help':
    'Faster than slirp4netns, but up to nerdctl 2.3 no container that publishes a port starts with it.',
  'service.pasta-nerdctl':
    'Up to nerdctl 2.3, a container that publishes a port does not start with pasta; here it is nerdctl {nerdctl}. Choose slirp4netns.',
  'service.bypass-pasta': 'It is made for the network of slirp4netns, and pasta was chosen.',
  'service.q-bypass': 'Allow a faster network?',
  'service.q-bypass-help':
    'With bypass4netns, a container that you start with `{option}` uses sockets of the host: it is nearly as fast as without a network of its own, and sees the real addresses of callers. But what it publishes is open on every address of this host, also with -p 127.0.0.1:..., and a trick with timing may reach what listens on 127.0.0.1 here. Ports below 1024 need the sysctl. It takes Linux 5.9, nerdctl 2 and runc 1.1 or crun 1.6. Other containers stay as they are.',
  'service.q-bypass-because': 'It is for containers with much traffic; nothing depends on it.',
  'service.q-bypass-there': 'It is set up already.',
  'service.bypass-kernel': 'It takes Linux 5.9 or newer; this is {release}.',
  'service.bypass-too-old': 'It takes {name} {needed} or newer; this is {version}.',
  'service.bypass-no-service':
    'It is set up only where systemd, OpenRC or runit starts things, and here something else does.',
  'service.bypass-why':
    "It hands sockets of the host to the containers of this user that ask for them, and ends with the user's containerd. What you have in {path} still counts.",
  'service.bypass-start-why':
    'nerdctl asks it for each container that is started with `{option}`; such a container does not start without it.',
  'service.bypass-limits':
    'With bypass4netns a port published at 127.0.0.1 alone is open on every address of this host. Other containers reach it at the address of this host, not at that of the container. Containers that have it need a restart when bypass4netnsd was restarted. A port below 1024 opens only from the sysctl on, not with the capability of rootlesskit.',
  'service.bypass-off-why':
    'You do not want it any more. What runs with `{option}` can open no new connections then, and does not start again until it is made anew without.',
  'service.bypass-gone-why':
    'An earlier run wrote it. The programs stay; who takes that run back removes them.',
  'service.fuse-stays':
    '{unit} stays as an earlier run set it up: containers and images that were made with fuse-overlayfs need it. When there are none left: {command}',
  'service.fuse-overlayfs-why':
    "It runs the snapshotter for fuse-overlayfs in the namespaces of the user's containerd. What you have in {path} still counts.",
  'service.fuse-overlayfs-start-why': 'Without it containerd could not unpack images.',
  'service.buildkit-why':
    "It runs BuildKit in the namespaces of the user's containerd, for `nerdctl build`. What you have in {path} still counts.",
  'service.buildkit-start-why': '`nerdctl build` finds BuildKit by itself.',
  'service.nerdctl-no-buildkit':
    'buildkitd is not installed: `nerdctl build` will not work. Everything else does.',
  'service.nerdctl-netns':
    'AppArmor here does not let RootlessKit {kit} put its network aside; from 2.3.4 on it would. So containerd goes without: `nerdctl run --net=host` is not the network of the host, and pulling is slower.',
  'service.nerdctl-buildkit-later':
    'BuildKit, for nerdctl build, must be told where the CNI plugins are, and that shows only once their package is installed: start again after this run, and it is set up, too.',
  'service.nerdctl-no-bypass':
    'bypass4netns is not installed: the network of containers is slower than it could be. Nothing depends on it.',

  'shell.nerdctl-mount': 'Write {path}: the way to mount.fuse3',
  'shell.nerdctl-mount-why':
    'nerdctl looks for mount.fuse3 in the PATH of whoever types it, and starts no container with fuse-overlayfs without it. Here it is {path}, which is not in the PATH of ordinary users.',
  'shell.nerdctl-iptables': 'Write {path}: the way to iptables',
  'shell.nerdctl-iptables-why':
    'nerdctl looks for iptables in the PATH of whoever types it and cannot publish ports without it. Here it is {path}, which is not in the PATH of ordinary users.',

  'verify.nerdctl-restart': 'Containers after a restart (nerdctl)',
  'verify.nerdctl-restart-cause':
    'containerd did not start again, or did not start a container that is to be restarted always.',
  'verify.nerdctl-build': 'Image from a Dockerfile (nerdctl)',
  'verify.nerdctl-build-cause': 'BuildKit does not run, or could not build an image of one file.',
  'verify.nerdctl-bypass': 'Port through bypass4netns (nerdctl)',
  'verify.nerdctl-bypass-cause':
    'bypass4netnsd does not run, or the container got no socket of the host: runc has to be 1.1 or newer, and nothing around this host may forbid pidfd_getfd.',
  'verify.nerdctl-info': 'Report of `nerdctl info`',
  'verify.nerdctl-info-cause': 'The containerd that answers is not the rootless one of this user.',
  'verify.nerdctl-check': "containerd's own check",
  'verify.nerdctl-check-cause':
    'containerd-rootless-setuptool.sh reports something missing; the lines say what.',

  'engine-check.nerdctl-no-package':
    'To get nerdctl here, fetch its release archive from {url} and name it to the wizard (nerdctl.archive, nerdctl.sha256): no repository of this system has nerdctl.',
  'engine-check.nerdctl-full':
    'To get nerdctl here, fetch nerdctl-full-VERSION-linux-ARCH.tar.gz from {url} and name it to the wizard (nerdctl.archive, nerdctl.sha256): no repository of this system has {names}.',
  'engine-check.nerdctl-service': 'Service containerd of the user',
  'engine-check.nerdctl-not-set-up': 'Rootless containerd is not set up for this user yet.',
  'engine-check.nerdctl-netns': 'Network namespace of containerd',
  'engine-check.nerdctl-netns-unset':
    'With this unit, containerd does not start: RootlessKit {kit} puts its network namespace aside, and the AppArmor profile unshare-userns-restrict denies it that mount. The wizard writes a unit with {setting}; in one of your own, this helps in {dropin}: [Service], and below it Environment={setting}. RootlessKit 2.3.4 and later need neither.',
  'engine-check.nerdctl-netns-told':
    '{path} tells RootlessKit {kit} to put its network namespace aside, and the AppArmor profile unshare-userns-restrict denies it that mount, so containerd does not start. Make it {setting} there. RootlessKit 2.3.4 and later would do it.',
  'engine-check.fuse-snapshotter': 'fuse-overlayfs for containerd',
  'engine-check.no-fuse-snapshotter':
    'The kernel does not mount overlay here, and containerd-fuse-overlayfs-grpc is not installed: nerdctl copies every layer as a whole. The full archive from {url} has it.',
  'engine-check.buildkit': 'BuildKit for nerdctl',
  'engine-check.no-buildkit': 'buildkitd is not installed: `nerdctl build` does not work.',
  'engine-check.bypass4netns': 'bypass4netns',
  'engine-check.bypass4netns-half':
    'bypass4netnsd is here, but not bypass4netns beside it: it cannot start.',
  'engine-check.bypass4netns-failed':
    'bypass4netnsd failed: containers that ask for bypass4netns do not start.',
  'engine-check.bypass4netns-off':
    'It is installed, but bypass4netnsd does not run: containers that ask for it do not start. The wizard starts it (service.nerdctl-bypass).',
  'engine-check.no-bypass4netns':
    'It makes the network of containers faster, and it is not installed. Nothing depends on it.',
} as const;
