import { stringify } from 'yaml';
import type { PlannedChange } from '../model/change.ts';
import { changesOf, type Plan } from '../model/plan.ts';

/** Where exported plans put the script on another machine: a place of root's own that survives a reboot. */
const PLACE = '/usr/local/lib/rootless-wizard/setup.sh';

/**
 * The plan as one POSIX shell script: the same helpers and the same calls that the wizard would run.
 * `sh FILE root` does root's part, `sh FILE user` the user's, `sh FILE` (as root) both. Every helper
 * compares the host with what the plan saw, so on a machine in another state it stops at the first
 * difference and changes nothing there.
 */
export function shellScript(plan: Plan, helpers: string, quote: (text: string) => string): string {
  const changes = changesOf(plan);
  const part = (scope: 'root' | 'user') => changes.filter((each) => each.scope === scope);
  const { name, uid, runtimeDir } = plan.user;
  return `#!/bin/sh
# rootless-wizard: ${plan.engines.join(' and ')} for ${comment(name)} (plan ${plan.id.slice(0, 12)})
# Made for ${comment(plan.host.os)}. Usage: sh FILE [root|user]; without a word, as root, it does both.
# Each call compares the host with what the plan saw and stops when it differs.

${helpers}
rw_part_root() {
	set -e
${calls(part('root'), quote)}
}

rw_part_user() {
	set -e
	if [ -d ${quote(runtimeDir)} ]; then
		XDG_RUNTIME_DIR=${quote(runtimeDir)}
		DBUS_SESSION_BUS_ADDRESS="unix:path=$XDG_RUNTIME_DIR/bus"
		export XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS
	fi
${calls(part('user'), quote)}
}

# The user's part needs a login session of that user: the user's systemd and runtime directory.
rw_as_user() {
	if [ -d /run/systemd/system ]; then
		systemd-run --quiet --wait --pipe --collect -p PAMName=login -p User=${quote(name)} \\
			-- /bin/sh -s user <"$1"
	else
		runuser -l ${quote(name)} -s /bin/sh -c 'exec /bin/sh -s user' <"$1"
	fi
}

# sh -s reads this very file: the arguments are the same either way.
case "$(id -u):\${1-both}" in
0:root) rw_part_root ;;
0:both)
	(rw_part_root) && rw_as_user "$0"
	;;
${uid}:user) rw_part_user ;;
*)
	echo "usage: as root: sh FILE [root]; as ${comment(name)}: sh FILE user" >&2
	exit 2
	;;
esac
`;
}

/** A playbook that puts the script on a machine and runs it. */
export function ansiblePlaybook(script: string, user: string): string {
  const book = [
    {
      name: `Rootless containers for ${user}`,
      hosts: 'all',
      become: true,
      tasks: [
        {
          name: 'Make the directory of the script',
          'ansible.builtin.file': { path: directory(PLACE), state: 'directory', mode: '0755' },
        },
        {
          name: 'Put the script in place',
          'ansible.builtin.copy': { dest: PLACE, mode: '0755', content: escapeJinja(script) },
        },
        {
          name: 'Apply the plan',
          'ansible.builtin.command': { argv: ['/bin/sh', PLACE] },
          register: 'rootless_wizard',
          changed_when:
            "'rootless-wizard: wrote' in rootless_wizard.stdout or 'rootless-wizard: installed' in rootless_wizard.stdout",
        },
      ],
    },
  ];
  return `---\n${stringify(book, { lineWidth: 0, blockQuote: 'literal' })}`;
}

/** User data for cloud-init: the script is written and run once, at the first boot. */
export function cloudInit(script: string): string {
  const data = {
    write_files: [{ path: PLACE, permissions: '0755', content: script }],
    runcmd: [['/bin/sh', PLACE]],
  };
  return `#cloud-config\n${stringify(data, { lineWidth: 0, blockQuote: 'literal' })}`;
}

function calls(changes: readonly PlannedChange[], quote: (text: string) => string): string {
  const lines = changes.flatMap((change) => [
    `\t# ${comment(change.id)}`,
    ...change.commands.map((command) => `\t${unless(change, quote)}${command}`),
  ]);
  return [...lines, '\t:'].join('\n');
}

/**
 * Helpers know what they have done; another program's command does not, and may fail the second time. What it
 * writes tells: a script can be run again.
 */
function unless({ action }: PlannedChange, quote: (text: string) => string): string {
  if (action.do !== 'run-command') return '';
  const tests = action.effects.flatMap((effect) =>
    effect.type === 'file' && effect.state.kind === 'file'
      ? [
          `[ "$(sha256sum 2>/dev/null <${quote(effect.state.path)})" = '${effect.state.sha256}  -' ]`,
        ]
      : [],
  );
  return tests.length === 0 ? '' : `{ ${tests.join(' && ')}; } || `;
}

/** Text of the host in a comment must not be able to end it. */
function comment(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

/** Ansible would read `{{` and `{%` of the script as templates. */
function escapeJinja(text: string): string {
  return `{% raw %}\n${text}{% endraw %}\n`.replace('{% raw %}\n', '{% raw %}');
}

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
