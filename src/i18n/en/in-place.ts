/** English sentences about volumes whose files get new owners where they lie. This file is the type that the other languages must satisfy. */
export const inPlace = {
  'in-place.title': "Give root's volume {name} to the new containers where it lies",
  'in-place.why':
    'The files in {path} get the ids of the containers of {user}; a journal is written first, from which undo and a second try know each of them. A volume of the same name shows them.',
  'in-place.note':
    "Nothing is copied of {names}, and the files of root's own volume change: do not start the old containers as long as this is in place, and make a backup before. Undo gives the files back to root with all that was written since.",
  'in-place.q-volumes': 'Where they lie',
  'in-place.q-volumes-help':
    "The files of root's own volume get new owners where they are, with a journal from which undo gives them back. Hardly any more room, on any file system. There is no second copy: make a backup before. Where it is not possible, the volume is copied.",

  'in-place.open': "others than root get there, and so to what will be root's again",
  'in-place.outside': '{path} in it has a second name outside of it',
  'in-place.fixed': '{path} in it is immutable or append-only (chattr)',
} as const;
