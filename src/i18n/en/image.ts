/** English sentences of the area `image`: a store in a file. */
export const image = {
  'image.q-path': 'Disk in a file for containers?',
  'image.q-path-help':
    'A file with a file system of its own for images and containers: an absolute path in a directory of root, such as {dir}/NAME.xfs; empty for none. The file holds an XFS and is mounted at boot. It helps where no directory can hold the layers of images, and gives a user so much room and no more.',
  'image.q-because':
    'A directory on a local disk is simpler; a file is for where none is fit, or for a limit.',
  'image.q-because-remote':
    '{dir} is not local either ({type}), and what a directory there refuses, a file system in a file allows.',
  'image.q-size': 'Size of that file system in GB?',
  'image.q-size-help':
    'The most that images and containers may take. The file takes from the disk only what is used.',
  'image.q-size-because': 'At most half of what is free there.',
  'image.size-free':
    'Only {free} GB are free in {dir}. A file system in a file breaks when the disk below it is full.',
  'image.path-plain':
    '{path} is not an absolute path of letters, digits and the marks ".", "_", "+", "@", "%", "-" only.',
  'image.path-home':
    '{path} is in the home. Whoever can exchange the file could make the kernel mount whatever they like, so it must lie in a directory of root: {usual}',
  'image.path-inside':
    '{path} would lie where it is mounted itself ({point}); choose another place: {usual}',
  'image.no-loop':
    'A container has no loop devices of its own, so no file can be mounted here. Set storage.image to nothing.',
  'image.unused':
    'Nothing would lie in the file: set {keys} to a directory below {point}, or storage.image to nothing.',
  'image.other-mount':
    'Something else is mounted at {point} already ({source}), so {path} cannot be. Take that off first, or set storage.image to nothing.',
  'image.mounted': '{path} is mounted at {point}, now and at every boot.',
  'image.change': 'The containers of {user} get a file system of their own, in {path}.',
  'image.dir-because': '{dir} lies on the file system in the file that you asked for.',
  'image.remote':
    '{path} lies on a file system of the kind {type}: root must be allowed to write there (NFS: no_root_squash), and only one machine may mount the file at a time.',
  'image.undo':
    'Taking this back leaves {path} where it is, as long as images or containers lie in it.',
  'image.offer':
    'If no local directory can hold the layers of images either, or a user is to have only so much room: a file with a file system of its own can ({answer}).',
  'image.file-title': 'Make {path}: an XFS of {size} GB that takes only what is used',
  'image.unit-title': 'Write {path}: what is mounted at every boot',
  'image.fstab-title': 'Add a line to {path}: what is mounted at every boot',
  'image.mount-title': 'Mount the file system at {point}',
  'image.why':
    'Here the layers of images, with files of many ids, are on a file system that allows them, and {user} has so much room and no more. The file is of root: nobody else can exchange it.',
  'image.entry-why':
    'After a restart it is there before anybody logs in; if it fails one day, the machine starts all the same.',
  'image.mount-why':
    '{point} is in a directory of root: root may not be able to reach into the home, and a mount there would hide what it holds.',
} as const;
