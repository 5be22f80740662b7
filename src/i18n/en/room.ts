/** English sentences about which groups of a move find room, and what helps the others. This file is the type that the other languages must satisfy. */
export const room = {
  'room.lacking':
    '{lacking} are lacking for all of it. Nothing is moved half: what does not fit stays whole.',
  'room.fits': 'These fit together: {names}. They need {need}, and {left} remain free.',
  'room.volume': 'Volume {volume} of {name} ({size}) does not fit beside that. {helps}',
  'room.images': 'The images of {name} ({size}) do not fit beside that.',
  'room.more': '{count} more {count#volume does#volumes do} not fit, either.',
  'room.helps-both':
    'Shown by a mount (migrate.volumes=idmapped) or given where it lies (in-place), it needs no room.',
  'room.helps-mount': 'Shown by a mount (migrate.volumes=idmapped), it needs no room.',
  'room.helps-in-place':
    'Given where it lies (migrate.volumes=in-place), it needs next to no room.',
  'room.helps-none': 'On this host it can only be copied.',
  'room.apart':
    'Move what fits by itself ({options}). The rest can follow in a move of its own, by another way; stay where it is; or go to a larger file system ({setting}).',
  'room.apart-none': 'Make room, take another way, or a larger file system ({setting}).',
  'room.mark': 'does not fit',
} as const;
