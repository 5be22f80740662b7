/** English sentences of the wizard's questions about the ways of a move. This file is the type that the other languages must satisfy. */
export const ways = {
  'ways.key': 'how',
  'ways.other-list': 'With this answer not the same containers move: look at the list again.',
  'ways.both': '{first} {rest}',
  'ways.directories': 'How do the new containers get at their directories?',
  'ways.directories-help':
    'Files there belong to other ids than the new containers will have: {paths}',
  'ways.owners': 'Give the files new owners',
  'ways.owners-help':
    'Other programs of this host see the new owners, and may not reach the files any more. Undo gives the old ones back.',
  'ways.owners-because': 'It works everywhere, and gives containers no rights of root.',
  'ways.shown': 'Show them with other ids, by a mount',
  'ways.shown-directories-help':
    'At once, and no owner changes. But containers of the user then write there as root and as the other owners.',
  'ways.others-owners': 'Where that is not possible: new owners.',
  'ways.leave': 'Leave them alone',
  'ways.leave-help':
    'Containers that need one of them stay under root, with all that goes with them.',
  'ways.volumes': 'How do the volumes come along?',
  'ways.more': '{names} (and {count} more)',
  'ways.volumes-help': 'Their files have to get other ids on the way: {names}',
  'ways.copy': 'Copy them',
  'ways.copy-help':
    "Takes room and time, in which they are stopped. Root's own stay as they were: the way back is always open.",
  'ways.copy-help-short':
    "There is too little room for all; for some, ticked by themselves, it may be enough. Root's own stay as they were.",
  'ways.copy-because': 'The old ones stay as they were.',
  'ways.shown-volumes': "Work with root's own, by a mount",
  'ways.shown-volumes-help':
    'At once, without more room. But there is no second copy: what the new containers write or delete, the old ones find so.',
  'ways.given': "Give root's own new owners",
  'ways.given-help':
    'Their files change owners where they lie; it needs next to no room, and a journal leads back. But there is no second copy: make a backup before.',
  'ways.shown-because': 'Copies and images need {need}, and {free} are free.',
  'ways.others-copied': 'Where that is not possible, they are copied.',
} as const;
