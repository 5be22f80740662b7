/** English sentences of the area `host`. This file is the type that the other languages must satisfy. */
export const host = {
  'host.user-say-whom': 'You are root. Say for whom to set up: --user NAME',
  'host.user-no-name': '{user} cannot be the name of an account.',
  'host.user-no-such': 'There is no account named {user} on this host.',
  'host.user-no-account': 'No account belongs to uid {uid}.',
  'host.packages-no-manager':
    'The packages of {os} cannot be looked up yet; install what is missing by hand.',
  'host.probe-defect': 'This could not be read because of a defect in the program: {detail}',
} as const;
