/** English sentences about directories that are shown by an idmapped mount. This file is the type that the other languages must satisfy. */
export const idmapped = {
  'idmapped.q-directories': 'Directories when migrating?',
  'idmapped.q-directories-help':
    'How `migrate` gives directories of the host to the containers that it moves, where their files belong to other ids than the containers will have.',
  'idmapped.q-directories-because': 'It works everywhere.',
  'idmapped.q-directories-owners': 'New owners',
  'idmapped.q-directories-owners-help':
    'Their files get the ids of the new containers where they are; undo gives them back.',
  'idmapped.q-directories-idmapped': 'Shown by a mount',
  'idmapped.q-directories-idmapped-help':
    "Their files keep their owners, and a mount shows them with the new containers' ids. At once, whatever the size; for directories that other programs use, too. Needs Linux 5.12, util-linux 2.39 and systemd, and a path that only root can change; where that is not so, new owners are planned.",
  'idmapped.q-directories-leave': 'Left alone',
  'idmapped.q-directories-leave-help': 'Containers that need one of them stay where they are.',
  'idmapped.q-volumes': 'Volumes when migrating?',
  'idmapped.q-volumes-help':
    'How `migrate` gives named volumes to the containers that it moves. A copy needs time and room, and leaves the old one as it was.',
  'idmapped.q-volumes-because': 'The old one stays as it was.',
  'idmapped.q-volumes-copy': 'Copied',
  'idmapped.q-volumes-copy-help': "Root's stays as it was until `migrate --finish`.",
  'idmapped.q-volumes-idmapped': 'Shown by a mount',
  'idmapped.q-volumes-idmapped-help':
    "The new containers work with root's own volume, at once and without more room. Going back keeps what they have written. Where it is not possible, the volume is copied.",

  'idmapped.shown': 'directories of the host are shown to it with its own ids: {paths}',
  'idmapped.left': 'the files in {path} would need other owners, and the answer is to leave them',
  'idmapped.title': 'Show {path} to the new containers with their ids',
  'idmapped.why':
    'A mount at {place}, made again by systemd at each start. No file changes its owner; undo ends the mount.',
  'idmapped.volume-title': "Give root's volume {name} to the new containers without a copy",
  'idmapped.volume-why':
    'A volume of the same name that shows {path} with the ids of the new containers, through a mount that systemd makes again at each start.',
  'idmapped.note':
    'Nothing is copied of {names}: the new containers write there, as the old ones did. Undo leads back to the old containers with all that was written since. Where others can reach a directory, setuid programs in it no longer count.',
  'idmapped.note-compose':
    'If you change the compose file later, write {place} there in place of {path}.',
  'idmapped.note-owners': '{name} gets new owners after all: {why}',
  'idmapped.note-copy': 'The volume {name} is copied after all: {why}',
  'idmapped.finish-keeps':
    "These volumes of root stay, as the new containers work with them: {names}. `docker volume prune` as root, or removing root's Docker with its data, would delete them.",

  'idmapped.unknown': 'what this host can mount is not known',
  'idmapped.nerdctl': 'it is not done for nerdctl',
  'idmapped.systemd': 'such mounts are made by systemd, which does not run here',
  'idmapped.util-linux': 'it takes util-linux 2.39 or later, and here is {version}',
  'idmapped.fs': 'with Linux {kernel}, {type} can not be mounted with other ids',
  'idmapped.name': 'its name can not be written in a unit of systemd',
  'idmapped.below': 'something else is mounted below it',
  'idmapped.link': 'its path leads through a symbolic link',
  'idmapped.bent': 'others than root can change {dir}, and so what the path leads to',
  'idmapped.alone': 'it is a file system of its own, and its options lack nosuid',
} as const;
