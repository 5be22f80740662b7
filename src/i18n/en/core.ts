/** English sentences of the area `core`. This file is the type that the other languages must satisfy. */
export const core = {
  'core.raw': '{text}',
  'core.not-recorded': 'this recording does not hold {what}',
  'core.command-failed': '{command} failed: {detail}',
  'core.command-missing': '{command} is not installed',
  'core.file-missing': '{path} does not exist',
  'core.file-unreadable': '{path} cannot be read',
  'core.not-read': 'not looked at',
} as const;
