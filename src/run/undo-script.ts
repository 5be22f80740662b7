import type { PlannedChange } from '../model/change.ts';
import { EXIT } from '../model/error.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import { inverse } from './inverse.ts';
import { actionHelpersText } from './preamble.ts';
import { quote } from './quote.ts';
import { render } from './render.ts';
import { undoOrder } from './take-back.ts';
import { stopsNothing, stopsPart } from './undo-stops.ts';

/** Changes of one scope in a row: they go to one shell. */
interface Part {
  readonly scope: 'root' | 'user';
  readonly changes: readonly PlannedChange[];
}

/**
 * `undo.sh` of a run: takes it back without Node and without this program. Plain POSIX shell with the
 * helpers in it; it touches only what is exactly as the run left it, and only what the journal beside
 * it says was begun. Parts of root go through sudo or doas when it is started as the user. The journal
 * is read by `sed`, so an intent must begin with `{"type":"intent","way":"do","change":"ID"`.
 */
export function undoScript(plan: Plan, run: string): string {
  const parts = partsOf(undoOrder(plan));
  return [
    '#!/bin/sh',
    `# rootless-wizard: takes back run ${run}. Works without Node: sh undo.sh [--packages] [--anyway]`,
    '# What was changed since by somebody else is left as it is, and named.',
    '',
    actionHelpersText({ moves: changesOf(plan).some(({ action }) => action.do === 'move') }),
    ...stopsPart(plan),
    USAGE,
    ...parts.map((part, index) => partText(part, index + 1)),
    mainText(parts, plan),
  ].join('\n');
}

function partsOf(changes: readonly PlannedChange[]): readonly Part[] {
  const parts: { scope: 'root' | 'user'; changes: PlannedChange[] }[] = [];
  for (const change of changes) {
    if (inverse(change.action, { packages: true }) === null) continue;
    const last = parts.at(-1);
    if (last?.scope === change.scope) last.changes.push(change);
    else parts.push({ scope: change.scope, changes: [change] });
  }
  return parts;
}

/** The subshells stand alone, not before `||`: there a shell would not heed `set -e` in them. */
function partText({ changes }: Part, number: number): string {
  const texts = changes.flatMap((change) => {
    const back = inverse(change.action, { packages: true });
    if (back === null) return [];
    const word = change.action.do === 'install-packages' ? 'rw_wants_packages' : 'rw_wants';
    return [
      `\tif ${word} ${quote(change.id)}; then`,
      '\t\t( set -e',
      ...render(back),
      '\t\t) </dev/null',
      `\t\trw_took "$?" ${quote(change.id)}`,
      '\tfi',
    ];
  });
  return [`rw_part_${number}() {`, ...texts, '\treturn 0', '}', ''].join('\n');
}

const USAGE = `rw_packages=no
rw_anyway=no
rw_part=
rw_begun=all
rw_left=0
for rw_arg; do
	case $rw_arg in
	--packages) rw_packages=yes ;;
	--anyway) rw_anyway=yes ;;
	--part=*) rw_part=\${rw_arg#*=} ;;
	--begun=*) rw_begun=\${rw_arg#*=} ;;
	*)
		echo "usage: sh undo.sh [--packages] [--anyway]" >&2
		exit 2
		;;
	esac
done

# rw_later DIR: the newest run beside this one that came after it and is not taken back; nothing where there is none.
rw_later() {
	rw_seen=no
	for rw_other in "\${1%/*}"/*/; do
		rw_other=\${rw_other%/}
		if [ "$rw_seen" = no ]; then
			[ "$rw_other" != "$1" ] || rw_seen=yes
			continue
		fi
		! rw_stands "$rw_other" || printf '%s\\n' "$rw_other"
	done | tail -n 1
}

# rw_stands DIR: did the run change something, and is it not taken back?
rw_stands() {
	[ -r "$1/journal.jsonl" ] || return 1
	rw_way=$(sed -n 's/^{"type":"start","way":"\\([a-z]*\\)".*/\\1/p' "$1/journal.jsonl" | tail -n 1)
	rw_lines=$(grep -c '^{.*}$' "$1/journal.jsonl")
	[ "$rw_way" = do ] || return 1
	# It was refused before its first change.
	! grep '^{' "$1/journal.jsonl" | tail -n 1 | grep -q '^{"type":"end","way":"do","exit":${EXIT.stale},' || return 1
	case $(cat -- "$1/taken-back" 2>/dev/null) in
	"$rw_lines "*) return 1 ;;
	*) return 0 ;;
	esac
}

# rw_wants CHANGE: was it begun?
rw_wants() {
	case $rw_begun in
	all | *":$1:"*) return 0 ;;
	*) return 1 ;;
	esac
}

# rw_wants_packages CHANGE: packages are left unless asked for.
rw_wants_packages() {
	[ "$rw_packages" = yes ] && rw_wants "$1"
}

# rw_took CODE CHANGE
rw_took() {
	[ "$1" -ne 0 ] || return 0
	rw_left=1
	rw_say left "$2 stays as it is"
}

# rw_as_root ARG...: this script again, as root, through standard input: root need not be able to read
# the folder of a user.
rw_as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		/bin/sh -s -- "$@"
		return
	fi
	for rw_tool in /usr/bin/sudo /run/wrappers/bin/sudo /usr/bin/doas /usr/bin/run0 /usr/bin/pkexec; do
		[ -x "$rw_tool" ] || continue
		"$rw_tool" /bin/sh -s -- "$@"
		return
	done
	rw_say left "a part needs root: run this script as root"
	return 1
}

# rw_as_user NAME UID RUNTIME ARG...
rw_as_user() {
	rw_name=$1
	rw_uid=$2
	rw_runtime=$3
	shift 3
	case $(id -u) in
	"$rw_uid") XDG_RUNTIME_DIR=$rw_runtime /bin/sh -s -- "$@" ;;
	0) runuser -u "$rw_name" -- env XDG_RUNTIME_DIR="$rw_runtime" /bin/sh -s -- "$@" ;;
	*)
		rw_say left "a part belongs to $rw_name: run this script as that user"
		return 1
		;;
	esac
}
`;

/** A directory that was there before is not ours: the journal says so of its change, or why it was refused. */
function notOurs(plan: Plan): readonly string[] {
  return changesOf(plan).flatMap(({ id, action }) =>
    action.do === 'make-directory'
      ? [
          `\tif grep -q -e ${quote(`^{"type":"done","way":"do","change":"${id}","facts":{"already":`)} \\`,
          `\t\t-e ${quote(`^{"type":"failed","way":"do","change":"${id}","code":${EXIT.stale},`)} "$rw_journal"; then`,
          `\t\trw_begun=$(printf '%s' "$rw_begun" | sed ${quote(`s/:${id}:/:/`)})`,
          '\tfi',
        ]
      : [],
  );
}

function mainText(parts: readonly Part[], plan: Plan): string {
  const { user } = plan;
  const calls = parts.map(({ scope }, index) => {
    const how =
      scope === 'root'
        ? 'rw_as_root'
        : `rw_as_user ${quote(user.name)} ${user.uid} ${quote(user.runtimeDir)}`;
    return `${how} "$@" --part=${index + 1} "--begun=$rw_begun" <"$rw_self" || rw_left=1`;
  });
  return [
    'if [ -n "$rw_part" ]; then',
    '\t"rw_part_$rw_part"',
    '\texit "$rw_left"',
    'fi',
    'rw_self=$0',
    'rw_journal=$(dirname -- "$0")/journal.jsonl',
    'if [ -r "$rw_journal" ]; then',
    `	rw_begun=:$(sed -n 's/^{"type":"intent","way":"do","change":"\\([^"]*\\)".*/\\1/p' "$rw_journal" | tr '\\n' ':')`,
    ...notOurs(plan),
    'fi',
    'rw_next=$(rw_later "$(cd -- "$(dirname -- "$0")" && pwd)")',
    'if [ -n "$rw_next" ] && [ "$rw_anyway" = no ]; then',
    '\trw_say left "a later run may need what this takes away; take it back first: sh $rw_next/undo.sh"',
    '\trw_say left "to take this one back all the same: sh undo.sh --anyway"',
    '\texit 1',
    'fi',
    ...stopsNothing(plan),
    ...calls,
    'if [ "$rw_left" -eq 0 ]; then',
    '\trw_say done "taken back"',
    '\t# For rootless-wizard: up to which line of the journal this holds. Never through a link.',
    '\tif [ -r "$rw_journal" ]; then',
    `\t\trw_note=$(dirname -- "$0")/taken-back`,
    `\t\trw_lines=$(grep -c '^{.*}$' "$rw_journal")`,
    '\t\t( set -C',
    '\t\trm -f -- "$rw_note"',
    `\t\tprintf '%s %s\\n' "$rw_lines" "$rw_packages" >"$rw_note" ) 2>/dev/null || :`,
    '\tfi',
    'fi',
    'exit "$rw_left"',
    '',
  ].join('\n');
}
