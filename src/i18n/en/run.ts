/** English sentences of the area `run`. This file is the type that the other languages must satisfy. */
export const run = {
  'run.locked':
    'Another run is at work on this host ({holder}). Nothing was changed; try again when it has ended.',
  'run.locked-hint': 'If you are sure that it is gone, remove {path}.',
  'run.store-not-ours':
    '{path} cannot hold the journal: it is not a directory of this user alone. Nothing was changed.',
  'run.unknown': 'There is no run {run}.',
  'run.ambiguous': '{run} is the beginning of several runs: {runs}.',
  'run.newer': '{dir} was written by a newer version of this program. Use that version for it.',
  'run.damaged':
    'What {dir} says of a run is damaged. The script undo.sh in the same directory may still take the run back.',
  'run.disk-full': 'The disk is full: {path} could not be written.',
  'run.store-failed': '{path} could not be written: {detail}.',
  'run.stale': '{what} has changed since the plan was made. Nothing was done; make a new plan.',
  'run.refused': 'Root is needed and was not given ({tool}: {detail}). Nothing was changed.',
  'run.refused-midway': 'The shell for the next change could not be started ({tool}: {detail}).',
  'run.by-hand': 'only you can do this',
  'run.already': 'already so',
  'run.neither':
    '{what} is neither as it was before nor as it was to become: somebody has changed it. Undo keeps such edits; you can also set it right by hand.',
  'run.done': 'All set: {count} {count#change#changes} made.',
  'run.for-administrator':
    '{count} {count#change needs#changes need} root, which nobody here has. Give {script} to the administrator, then start the wizard again: it goes on from there. Everything else is done.',
  'run.open': 'Stopped half way: {because} Run {run} is open: go on, or take it back.',
  'run.stopped-unbegun': 'You asked to stop before the first change. Nothing was changed.',
  'run.stopped': 'You asked to stop.',
  'run.shell-lost': 'The shell that made the change is gone ({detail}).',
  'run.changed-since':
    'The host has changed since the plan was made: {detail}. This change was not made.',
  'run.failed': 'It failed: {detail}.',
  'run.left-out': 'You left this out.',
  'run.not-in-place': 'was not made',
  'run.nothing-to-undo': 'nothing to take back',
  'run.kept-packages': 'the packages {names} stay; undo --packages removes them',
  'run.kept-removed': '{path} was removed by somebody since; it is left so',
  'run.kept-edited':
    '{path} was edited since in a way that cannot be kept apart; it is left as it is',
  'run.kept-taken':
    '{path}: the ids of {line} are used by somebody else now; the line does not come back',
  'run.kept-value': '{what} was set to something else since; it is left so',
  'run.kept-needed': 'the run {run} came later and needs it; it stays until that run is taken back',
  'run.kept-later': 'the run {run} has changed it since; take that run back first',
  'run.undone': 'Taken back: the host is as it was before this run.',
  'run.undone-data':
    'Taken back. What containers have stored in {paths} is never deleted, and stays.',
  'run.undone-packages':
    'Taken back, except for the packages: {names} stay. With --packages undo removes them, too.',
  'run.undone-except':
    'Taken back, except for {count} {count#change#changes}; the reason is above.',
  'run.undone-later':
    'Taken back, except for {count} {count#change#changes} that later runs need or have changed since ({runs}). Take those back first, then this one again.',
  'run.undo-needs-root':
    'Taking this back needs root, which nobody here has. The administrator can run the script below.',
  'run.unproven': 'Everything was applied, but {count} {count#proof#proofs} failed; see above.',
  'run.after-elsewhere':
    'Waits for what the image or the configuration of this system must bring first.',
  'run.elsewhere':
    'The rest would not last on {os}, so it is for you. What to put where stands in {files}; then start the wizard again. {count} {count#change was#changes were} made here.',
  'run.copied': 'both sides are the same: {count} {count#entry#entries}, {size}',
} as const;
