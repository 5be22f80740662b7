/** English sentences about what is in volumes and directories that are to move. This file is the type that the other languages must satisfy. */
export const volumes = {
  'volumes.ids':
    'volume {volume}: {path} belongs to {kind} {id}, and the ids of the new containers end at {last}; with the answer subids.count={id} they reach it',
  'volumes.ids-fixed':
    'volume {volume}: {path} belongs to {kind} {id}, and the ids of the new containers end at {last}',
  'volumes.device':
    'volume {volume}: {path} is a device, which only root can make; without it, the volume can move',
  'volumes.remap': 'its Docker shifts ids (userns-remap), so what it keeps is not copied: {places}',
  'volumes.bind-ids':
    'files in {path} belong to {kind} {id}, and the ids of the new containers end at {last}; with the answer subids.count={id} they reach it',
  'volumes.bind-ids-fixed':
    'files in {path} belong to {kind} {id}, and the ids of the new containers end at {last}',
  'volumes.bind-setuid': '{path} holds a setuid or setgid program, and a new owner would end that',
  'volumes.bind-capable': '{file} has capabilities, and a new owner would end them',
  'volumes.bind-fixed':
    '{file} is immutable or append-only (chattr), so nobody can give it a new owner; chattr -ia takes that off',
  'volumes.bind-nosuid':
    '{file} is setuid, setgid or has capabilities, and as others than root reach {path}, the mount that shows it would end that',

  'volumes.title': 'The volumes of those that move:',
  'volumes.line': '{name}: {files} {files#name#names}, {bytes}, ids up to {uid}:{gid}',
  'volumes.unseen':
    '{name}: what is in it could not be looked at; that is done before anything stops',
  'volumes.more': '{line}; {parts}',
  'volumes.sockets': '{count} {count#socket#sockets}, left out',
  'volumes.fifos': '{count} {count#FIFO#FIFOs}',
  'volumes.devices': '{count} {count#device#devices}',
  'volumes.setuid': '{count} setuid or setgid',
  'volumes.linked': '{count} with further names',
  'volumes.sparse': '{count} with holes',
  'volumes.attributes': '{count} with extended attributes',
  'volumes.trusted': "{count} with attributes of root's alone, left out",
  'volumes.fixed': '{count} immutable or append-only',

  'volumes.note-unseen':
    'What is in {names} could not be looked at; that is done before anything stops.',
  'volumes.note-sockets':
    'Of the volume {name}, {count} {count#socket is#sockets are} left out: who listens there makes {count#it#them} anew.',
  'volumes.note-trusted':
    "Of the volume {name}, {count} {count#file has#files have} attributes that are root's alone (`trusted.*`), which the copy is without: what keeps layers of overlay there, as a Docker in a container does, needs them. `--set migrate.volumes=idmapped` or `in-place` keeps them.",
  'volumes.note-fixed':
    'Of the volume {name}, {count} {count#file is#files are} immutable or append-only (chattr), and {count#its copy is#their copies are} not.',
} as const;
