import type { Init, Privilege, PrivilegeTool } from '../model/facts.ts';
import type { PlanUser } from '../model/plan.ts';
import type { Identity } from '../model/read-host.ts';
import { SYSTEM_PATH } from './local.ts';

/** A privilege tool at its absolute, root-owned path. */
export interface Tool {
  readonly name: PrivilegeTool;
  readonly path: string;
}

/** `--privilege`. */
export type PrivilegeChoice = 'auto' | PrivilegeTool | 'none';

/** How root changes are made: a child of ours, through a tool, or not by us at all. */
export type RootWay =
  | { readonly way: 'self' }
  | { readonly way: 'tool'; readonly tool: Tool }
  | { readonly way: 'script' };

/**
 * Picks the way to root. `auto` takes the first tool in the order of the fact (sudo first); a tool that
 * was named and is not there is null: the person asked for something that can't be had.
 */
export function rootWay(privilege: Privilege, choice: PrivilegeChoice): RootWay | null {
  if (choice === 'none') return { way: 'script' };
  if (privilege.isRoot) return { way: 'self' };
  if (choice === 'auto') {
    const [tool] = privilege.tools;
    return tool === undefined ? { way: 'script' } : { way: 'tool', tool };
  }
  const tool = privilege.tools.find(({ name }) => name === choice);
  return tool === undefined ? null : { way: 'tool', tool };
}

/**
 * The command that starts a root shell. Only options that every version of the tool knows are used (sudo
 * and sudo-rs: `--`; OpenDoas has no `--`-less ambiguity as our program is an absolute path). run0 gets
 * `--background=` so that it does not paint the terminal. Man pages: sudo(8), doas(1), run0(1), pkexec(1).
 */
export function rootArgv(tool: Tool): readonly [string, ...string[]] {
  const sh = ['/bin/sh', '-s'] as const;
  switch (tool.name) {
    case 'sudo':
      return [tool.path, '--', ...sh];
    case 'doas':
    case 'pkexec':
      return [tool.path, ...sh];
    case 'run0':
      return [tool.path, '--background=', '--', ...sh];
  }
}

/** Does sudo hold a ticket already (or need no password)? Asks nothing. */
export async function sudoTicket(tool: Tool): Promise<boolean> {
  if (tool.name !== 'sudo') return true;
  return (await quietly(tool, ['-n', '-v'])) === 0;
}

/** Gives the ticket back that sudo made for us (`sudo -k`), as we found it. */
export async function dropTicket(tool: Tool): Promise<void> {
  await quietly(tool, ['-k']);
}

/** Runs the tool itself with the person's environment (it needs the terminal); answers its exit code. */
async function quietly(tool: Tool, args: readonly string[]): Promise<number | undefined> {
  // Loaded here: commands that only look never need it.
  const { execa } = await import('execa');
  const { exitCode } = await execa(tool.path, args, {
    reject: false,
    stdin: 'ignore',
    timeout: 10_000,
  });
  return exitCode;
}

/**
 * First lines of a root shell: one run at a time on this host. flock(1) holds the file for as long as
 * the shell lives, so nothing stays behind when it is killed; /run can be written by root alone.
 */
export const ROOT_LOCK = `if [ -w /run ] && command -v flock >/dev/null; then
	exec 9>>/run/rootless-wizard.lock
	if ! flock -n 9; then
		echo "process $(cat /run/rootless-wizard.lock)" >&2
		exit 75
	fi
	echo "$$" >/run/rootless-wizard.lock
fi`;

/**
 * The command that starts a shell of the target, from root: a real login session, so that the user's
 * manager, the runtime directory and the limits are those that containers will have.
 * systemd: a transient service with PAM (systemd.exec(5), PAMName=); else `runuser -l` (runuser(1)).
 */
export function loginArgv(user: PlanUser, init: Init['name']): readonly [string, ...string[]] {
  if (init === 'systemd') {
    return [
      'systemd-run',
      '--quiet',
      '--wait',
      '--pipe',
      '--collect',
      '--service-type=exec',
      ...['PAMName=login', `User=${user.name}`, `WorkingDirectory=-${user.home}`].flatMap(
        (property) => ['-p', property],
      ),
      '--',
      '/bin/sh',
      '-s',
    ];
  }
  return ['runuser', '-s', '/bin/sh', '-l', user.name, '-c', 'exec /bin/sh -s'];
}

/**
 * Shell text before each piece of the user's work: the runtime directory and the bus as they are now
 * (they may have appeared since the shell was started, by linger or by a change of this very run).
 */
export function sessionEnvironment(user: PlanUser): string {
  // Single quotes as everywhere in generated shell text; the path is /run/user/UID in practice.
  const dir = `'${user.runtimeDir.replaceAll("'", "'\\''")}'`;
  return `if [ -d ${dir} ] && [ -O ${dir} ]; then
	XDG_RUNTIME_DIR=${dir}
	export XDG_RUNTIME_DIR
	if [ -S ${dir}/bus ]; then
		DBUS_SESSION_BUS_ADDRESS="unix:path=$XDG_RUNTIME_DIR/bus"
		export DBUS_SESSION_BUS_ADDRESS
	fi
fi`;
}

/** A clean environment for the target's shell when the wizard runs as the target. */
export function userEnvironment(
  user: PlanUser,
  env: (name: string) => string | undefined,
): Record<string, string> {
  const clean: Record<string, string> = {
    PATH: SYSTEM_PATH,
    LC_ALL: 'C',
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    SHELL: env('SHELL') ?? '/bin/sh',
  };
  for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME']) {
    const value = env(name);
    if (value?.startsWith('/')) clean[name] = value;
  }
  return clean;
}

/** Is the wizard itself the user that is set up? */
export function isSelf(self: Identity, user: PlanUser): boolean {
  return self.uid === user.uid;
}
