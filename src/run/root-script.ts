import type { PlannedChange } from '../model/change.ts';
import { actionHelpersText } from './preamble.ts';
import { quote } from './quote.ts';
import { render } from './render.ts';

/**
 * The root part of a plan as a script for the administrator, where nobody here is root. It makes the same
 * calls that the review showed, tells what it did, and stops at the first failure. Running it again is
 * harmless: helpers do nothing where it is done already.
 */
export function rootScript(changes: readonly Pick<PlannedChange, 'id' | 'action'>[]): string {
  return [
    '#!/bin/sh',
    '# rootless-wizard: the changes that need root. Read it, then run it as root: sh root.sh',
    '# It may be run again; what is done already is left alone.',
    '',
    actionHelpersText(),
    'if [ "$(id -u)" -ne 0 ]; then',
    '\techo "rootless-wizard: this script needs root" >&2',
    '\texit 4',
    'fi',
    '',
    ...changes.flatMap(({ id, action }) => [
      `rw_say change ${quote(id)}`,
      '( set -e',
      ...render(action),
      ') </dev/null || exit',
      '',
    ]),
    'rw_say done "the changes that need root are made"',
    '',
  ].join('\n');
}
