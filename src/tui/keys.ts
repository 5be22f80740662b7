/** Everything a person can do. Screens answer to commands, never to keys. */
export type Command =
  | 'next'
  | 'back'
  | 'quit'
  | 'help'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'toggle'
  | 'accept'
  | 'tour'
  | 'reset'
  | 'diff'
  | 'commands'
  | 'explain'
  | 'findings'
  | 'ids'
  | 'log'
  | 'save'
  | 'undo'
  | 'leave-out'
  | 'move'
  | 'language'
  | 'search'
  | 'match-next'
  | 'match-previous'
  | 'print'
  | 'retry'
  | 'interrupt'
  | 'redraw'
  | 'suspend';

/** The only place where keys have names. The first key of a command is the one that is shown. */
export const KEYS: Readonly<Record<Command, readonly string[]>> = {
  next: ['enter'],
  back: ['escape', 'shift-tab'],
  quit: ['q'],
  help: ['?', 'f1'],
  up: ['up', 'k'],
  down: ['down', 'j', 'tab'],
  'page-up': ['pageup', 'b'],
  'page-down': ['pagedown', 'space'],
  first: ['home', 'g'],
  last: ['end', 'G'],
  toggle: ['space'],
  accept: ['a'],
  tour: ['t'],
  reset: ['r'],
  diff: ['d'],
  commands: ['c'],
  explain: ['e'],
  findings: ['f'],
  ids: ['i'],
  log: ['l'],
  save: ['s'],
  undo: ['u'],
  'leave-out': ['x'],
  move: ['m'],
  language: ['L'],
  search: ['/'],
  'match-next': ['n'],
  'match-previous': ['N'],
  print: ['p'],
  retry: ['r'],
  interrupt: ['ctrl-c'],
  redraw: ['ctrl-l'],
  suspend: ['ctrl-z'],
};

/** How a key is written for the person: `Esc`, `Ctrl-C`, `a`. Keys are not translated: they are on the keyboard. */
export function keyLabel(command: Command): string {
  return (KEYS[command][0] ?? '').replace(/^[a-z]+(-[a-z])?$/, (name) => LABELS[name] ?? name);
}

/** All keys of a command, for the help. */
export function keyLabels(command: Command): string {
  return KEYS[command].map((name) => LABELS[name] ?? name).join(', ');
}

const LABELS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  'shift-tab': 'Shift-Tab',
  tab: 'Tab',
  up: 'Up',
  down: 'Down',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  space: 'Space',
  home: 'Home',
  end: 'End',
  f1: 'F1',
  'ctrl-c': 'Ctrl-C',
  'ctrl-l': 'Ctrl-L',
  'ctrl-z': 'Ctrl-Z',
};
