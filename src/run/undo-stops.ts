import { movesContainers, type Plan } from '../model/plan.ts';
import { movedHereText } from './preamble.ts';
import { quote } from './quote.ts';

/**
 * For `undo.sh` of a set-up: the helpers, and a part that takes nothing back. It is run as the user, and its lines are
 * the containers that root moved here. Empty where the plan is the move itself.
 */
export function stopsPart(plan: Plan): readonly string[] {
  const { home, runtimeDir } = plan.user;
  return movesContainers(plan)
    ? []
    : [
        movedHereText(),
        `rw_part_moved() {\n\trw_moved_here ${quote(home)} ${quote(runtimeDir)}\n}\n`,
      ];
}

/**
 * For `undo.sh` of a set-up: where root moved containers here, in a journal of its own, they would stop with what they
 * stand on. They are named, and only `--anyway` goes on. Who is neither root nor the user can't ask.
 */
export function stopsNothing(plan: Plan): readonly string[] {
  const { name, uid, runtimeDir } = plan.user;
  if (movesContainers(plan)) return [];
  const asUser = `rw_as_user ${quote(name)} ${uid} ${quote(runtimeDir)}`;
  return [
    'rw_moved=',
    `case $rw_anyway:$rw_begun:$(id -u) in no:*[!:]*:0 | no:*[!:]*:${uid})`,
    `\trw_move_beside "$(cd -- "$(dirname -- "$0")" && pwd)" ${quote(name)} ||`,
    `\t\trw_moved=$(${asUser} --part=moved <"$rw_self" | awk 'NR > 1 { printf ", " } { printf "%s", $0 }')`,
    '\t;;',
    'esac',
    'if [ -n "$rw_moved" ]; then',
    '\trw_say left "these containers were moved from root and stand on what would be taken back: $rw_moved"',
    '\trw_say left "take back the move first: root has it in its own list (sudo rootless-wizard runs)"',
    '\trw_say left "to take this one back all the same, which stops them: sh undo.sh --anyway"',
    '\texit 1',
    'fi',
  ];
}
