/** English sentences of the migration in the wizard's screens. This file is the type that the other languages must satisfy. */
export const moving = {
  'tui.place-moving': 'Migration',
  'tui.looking': 'Asking the engines of root what they run; nothing is changed',
  'keys.about-moving':
    'What runs here as root, and what of it can move: + as it is, ~ with changes, - stays where it is, = has moved already. Ticked groups move; containers that share something move together. Nothing stops before the last question.',
  'keys.move-or-not': 'move or not',
  'keys.migrate': 'migration',
  'moving.intro': '{count} of {total} containers of root can move to {user} ({engine}).',
  'moving.more': 'Enter: {count} more',
  'moving.chosen':
    'Ticked: {count} {count#container#containers}. How much room they need is not known.',
  'moving.room':
    'Ticked: {count} {count#container#containers}, {need} to copy; {free} free, {left} afterwards.',
  'moving.room-short':
    'Ticked: {count} {count#container#containers}, {need} to copy, but only {free} are free where it goes.',
  'moving.none-chosen': 'Nothing is ticked. Tick what is to move.',
  'moving.set-up-first': 'The engine of {user} is not ready: it is set up first, then they move.',
  'moving.engine-ready': 'The engine is ready. Now the move.',
  'moving.offer': 'Containers run here as root: m shows what of them can move to this user.',
  'moving.containers': '{count} {count#container#containers}',
  'moving.moves': 'moves as it is',
  'moving.moves-with-changes': 'moves with changes',
  'moving.stays': 'stays where it is',
  'moving.moved': 'has moved already',
  'moving.not-now': 'not now',
  'moving.together':
    'They share a project, a network or a volume: {name} moves as a whole or not at all.',
  'moving.stays-means': 'It goes on running under root, as it does now.',
  'moving.not-offered': '{name} does not move; Enter tells why.',
  'moving.images': 'Image',
  'moving.ports': 'Published ports',
  'moving.copied': 'What is copied',
  'moving.proven': '{name} runs, and passed its checks',
  'moving.done': 'The containers have moved, and they work.',
  'moving.finish-with':
    'When all is well for good: remove what root still has of it (no undo afterwards)',
  'moving.project-unknown': 'There is no project or container to move that is called {name}.',
  'moving.project-stays':
    '{name} cannot move by itself: it stays, or it moves with another project.',
  'moving.projects-are': 'These can move: {names}',
  'tui.short-move-check': 'Look if all fits',
  'tui.short-move-image': 'Image {name}',
  'tui.short-move-network': 'Network {name}',
  'tui.short-move-volume': 'Volume {name}',
  'tui.short-move-stop': 'Stop {count} {count#container#containers}',
  'tui.short-move-owners': 'Owners: {file}',
  'tui.short-move-make': 'Make {name}',
  'tui.short-move-prove': 'Prove {name}',
  'tui.short-move-cutover': "Switch root's off",
  'moving.of-source': 'It runs under the {engine} of root.',
} as const;
