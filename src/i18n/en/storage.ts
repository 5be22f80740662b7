/** English sentences of the area `storage`. This file is the type that the other languages must satisfy. */
export const storage = {
  'storage.intro': 'Images and containers get a place that is fast and has room for them.',
  'storage.no-engine': 'None of Podman, Docker and nerdctl is to be set up.',
  'storage.syntax': '{path}, line {line}, column {column}: {reason}. The file is not touched.',
  'storage.cannot-edit':
    '{path} is written in a way that cannot be edited safely. The file is not touched.',
  'storage.json-bom':
    '{path} starts with a byte order mark. The file is not touched; save it as UTF-8 without one.',
  'storage.json-not-object': '{path} does not hold a JSON object. The file is not touched.',
  'storage.json-twice':
    '{path}, line {line}, column {column}: "{name}" stands there twice, and only the last one counts. The file is not touched.',
  'storage.by-hand': 'To be put into {path} by hand: {snippet}',
  'storage.as-wanted': '{path} says what is needed already.',
  'storage.driver-asked': '{engine} is to use {driver}, as you chose.',
  'storage.overlay-works':
    'The kernel mounts overlay without root in {dir} (tried), so the engine picks it by itself and no file is needed.',
  'storage.overlay-said':
    'The kernel mounts overlay without root in {dir} (tried), but this Podman would take vfs, slow and large, unless a file says so.',
  'storage.overlay-unknown':
    'It could not be tried which overlay works here, so the choice is left to the engine.',
  'storage.overlay-elsewhere':
    'The data goes to another file system than the one where overlay was tried, so the choice is left to the engine.',
  'storage.fuse-instead':
    'The kernel does not mount overlay without root in {dir} ({detail}); fuse-overlayfs takes its place.',
  'storage.vfs-left':
    "Neither the kernel's overlay nor fuse-overlayfs works in {dir} ({detail}); vfs always works, but copies every layer as a whole: slow, and large on the disk.",
  'storage.podman-keeps': 'Podman has a store in {dir} (driver {driver}) and goes on using it.',
  'storage.podman-keeps-vfs':
    'Podman has a store in {dir} that was made with vfs, slow and large, and it stays so. Choose overlay for a new store beside it: the old one stays, unseen, until you go back.',
  'storage.podman-keeps-some':
    'Podman has a store in the home and goes on using it, with the driver that it has.',
  'storage.podman-system-place':
    'From Podman 6 on, the places that {path} names count for every user, and only root can write there: this file names those of the user.',
  'storage.podman-no-version':
    'It is not known which version of Podman this will be, and its storage.conf depends on it.',
  'storage.podman-hidden':
    'Podman will not see the store in {dir} any more: {images} {images#image#images} and {containers} {containers#container#containers}. Nothing of it is deleted; with the old setting they are there again.',
  'storage.podman-reset':
    'The store in {dir} was made with {driver}, and Podman stays with the driver of a store ({images} {images#image#images}, {containers} {containers#container#containers}). To use {wanted}, choose another directory, or save what you need and run `podman system reset`, which deletes the store.',
  'storage.podman-beside':
    'Podman stays with the driver of a store, so {wanted} gets one of its own in {graphroot}. What is in {dir} (driver {driver}; {images} {images#image#images}, {containers} {containers#container#containers}, and volumes) stays as it is, unseen; what runs of it goes on. With the old setting it is there again.',
  'storage.podman-beside-some':
    'Podman stays with the driver of a store, so {wanted} gets one of its own in {graphroot}. The images, containers and volumes in {dir} (driver {driver}) stay as they are, unseen. With the old setting they are there again.',
  'storage.podman-forget': 'Let Podman try the disk anew: remove {path}',
  'storage.podman-forget-why':
    'Podman was tried before and noted that overlay does not work; it would believe that of the new place, too.',
  'storage.conf-none': 'There is no storage.conf for Podman: it goes by its own defaults.',
  'storage.conf-user':
    '{path} counts for Podman: up to Podman 5 a file of the user takes the place of those of the system.',
  'storage.conf-system':
    '{path} counts for Podman, as the user has none; up to Podman 5 a user gets only the driver, rootless_storage_path, pull_options and ignore_chown_errors from it.',
  'storage.conf-merged':
    'For Podman count, in this order: {paths}. From Podman 6 on that is the first main file of the user, /etc and /usr/share, then all drop-ins; what is read last wins.',
  'storage.conf-said': '{why} In force: {said}.',
  'storage.conf-unread': '{why} There, but not read: {paths}.',
  'storage.conf-env':
    'In your shell, Podman is told otherwise by {said}. That counts for what you start there, not for services, nor for what is tried here.',
  'storage.conf-overruled':
    '{path} is read after {ours} and has another "{key}": a change would have no effect. Take it out there, or ask your administrator.',
  'storage.podman-conf-title': 'Write {path}: how Podman stores images',
  'storage.docker-keeps': 'Docker has a store (driver {driver}) and goes on using it.',
  'storage.docker-hidden':
    'Docker will not see the images, containers and volumes in {dir} (driver {driver}) any more. Nothing is deleted; with the old setting they are there again.',
  'storage.docker-conf-title': 'Set the storage in {path}',
  'storage.containers-conf-fine': "Podman's own settings fit this host.",
  'storage.containers-conf-title': 'Write {path}: what Podman cannot find out by itself here',
  'storage.no-pids':
    'This host has no control group controller for processes, and without it no container starts while Podman wants to limit them ("controller pids is not available"): that limit is turned off.',
  'storage.no-pasta':
    'Podman 5 takes pasta for the network, which cannot be had here: slirp4netns is used instead.',
  'storage.podman-6-only':
    'Podman 6 has only {value}, and starts no such container where containers.conf says {key} = "{old}".',
  'storage.home-fine': 'The home has room and a file system that suits.',
  'storage.home-remote':
    '{dir} lies on a file system of the kind {type}, where files of other ids are refused: images do not unpack there.',
  'storage.home-noexec':
    '{dir} ({type}) is mounted with noexec: programs in volumes, and with some drivers in containers, cannot be started.',
  'storage.home-small': 'There is only {free} free in {dir} ({type}); images soon need more.',
  'storage.home-inodes':
    '{dir} can hold only {inodes} more files, whatever its room; one image has tens of thousands.',
  'storage.home-tight':
    'Only {percent} % ({free}) of the disk of {dir} is free; images soon need more.',
  'storage.dir-title': 'Make {dir} for the containers of {user}',
  'storage.dir-above-title': 'Make {dir}',
  'storage.dir-why':
    '{dir} takes the images and containers of {user}; nobody else can look into it.',
  'storage.dir-not-plain':
    '{dir} is not an absolute path without ".", "..", colon, comma, dollar sign and control characters.',
  'storage.dir-not-lasting':
    '{dir} lies where the system keeps its own files, or does not keep files.',
  'storage.dir-top': '{dir} lies directly below /; choose a directory further down.',
  'storage.dir-used':
    '{dir} holds other files, and an engine takes its directory for itself; choose one of its own, such as {example}.',
  'storage.dir-shared': "{dir} is the other engine's directory; each needs its own.",
  'storage.selinux': 'SELinux: the new directory needs the labels of the old one: {command}',
  'storage.overlay-refused': 'The kernel does not mount overlay without root in {dir}: {detail}',
  'storage.fuse-refused': 'fuse-overlayfs cannot be had here, or /dev/fuse is missing.',
  'storage.q-driver': 'Storage driver for {engine}?',
  'storage.q-driver-help':
    'How the layers of an image become one file system. The automatic choice was tried on this very disk.',
  'storage.opt-auto': 'automatic',
  'storage.opt-auto-help': 'What the trial says; a store that is there keeps its driver.',
  'storage.opt-overlay': 'overlay of the kernel',
  'storage.opt-overlay-help': 'Fast; needs Linux 5.11 or later and a local file system.',
  'storage.opt-fuse': 'fuse-overlayfs',
  'storage.opt-fuse-help': 'Works on older kernels, somewhat slower.',
  'storage.opt-vfs': 'vfs',
  'storage.opt-vfs-help': 'Works everywhere, but copies every layer: slow and large.',
  'storage.q-dir': 'Data directory of {engine}?',
  'storage.q-dir-help':
    'An absolute path on a local disk, or "default" to leave it as it is (in the home, unless a file of yours says otherwise).',
} as const;
