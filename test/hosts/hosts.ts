/**
 * Real hosts for the tests: starts what `test/hosts/host` and `test/hosts/vm` make, runs commands in
 * them and takes them away again. What each kind can show stands in README.md.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ExecOptions, type ExecResult, run } from './run.ts';

export type { ExecOptions, ExecResult } from './run.ts';

const HOST = fileURLToPath(new URL('./host', import.meta.url));
const VM = fileURLToPath(new URL('./vm', import.meta.url));

/** A suite of Debian that the machine's mirror carries. */
export type Suite = 'bullseye' | 'bookworm' | 'trixie' | 'forky' | 'sid';

/** Something of this machine that the host sees, read-only unless `writable`. */
export interface Bind {
  readonly from: string;
  readonly to: string;
  readonly writable?: boolean;
}

/** What kind of host is started. */
export interface HostOptions {
  readonly suite: Suite;
  /** Its name and host name; unique unless given. */
  readonly name?: string;
  readonly binds?: readonly Bind[];
  /** A bash script that root runs in the host before it is handed over: this is how faults are made. */
  readonly setup?: string;
  /** No init at all: a Debian without systemd, sessions and user managers. */
  readonly noSystemd?: boolean;
  /** Leave out the file that Podman needs on a machine without cgroup v2 controllers. */
  readonly noPidsFile?: boolean;
}

/** What kind of virtual machine is started. */
export interface VmOptions {
  readonly suite: Suite;
  /** Its name for the scripts; unique unless given. The host name is `debian`. */
  readonly name?: string;
  /** Packages that the image has already: emulated, `apt-get install podman` takes two minutes. */
  readonly install?: readonly string[];
  /** A bash script that root runs in the machine before it is handed over. */
  readonly setup?: string;
  readonly memoryMiB?: number;
  /** Let it out to the network of this machine. */
  readonly online?: boolean;
}

/** A program and its arguments, to be started in a pseudo-terminal by the test. */
export interface TerminalCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What a container host and a virtual machine have in common. */
export interface TestMachine {
  readonly name: string;
  /** Runs a program (array), or a line of bash (string). A code other than 0 is an answer, not an error. */
  exec(command: readonly string[] | string, options?: ExecOptions): Promise<ExecResult>;
  /** Like `exec`, but throws, with all that was said, unless the code is 0. Returns standard output. */
  must(command: readonly string[] | string, options?: ExecOptions): Promise<string>;
  /** What a pseudo-terminal has to start for the command to run on a terminal in there. */
  terminal(
    command: readonly string[],
    options?: Pick<ExecOptions, 'user' | 'su' | 'env'>,
  ): TerminalCommand;
  /** A file as root sees it; `null` when it isn't there. */
  readFile(path: string): Promise<string | null>;
  /** Ends it and leaves nothing behind. May be called twice. */
  down(): Promise<void>;
}

/** A booted container host. */
export interface TestHost extends TestMachine {
  /** Its root directory as seen from this machine (without what is mounted inside, as /run and /tmp). */
  readonly root: string;
  /** The process id of its init as seen from this machine; /proc/PID/root has /run, too. */
  readonly leader: number;
  /** Its network address; this machine reaches published ports there. */
  readonly address: string;
}

/** A virtual machine. */
export interface TestVm extends TestMachine {
  /** Copies a file, or what a directory holds. */
  push(from: string, to: string): Promise<void>;
  /** Restarts the system and waits until it is back. */
  reboot(): Promise<void>;
  /** Power cut: what was not synced is lost. */
  kill(): Promise<void>;
  /** Power on again after `kill`. */
  start(): Promise<void>;
}

/** Whether this machine can make hosts, and if not, why not. */
export function hostsAvailable(): { ok: true } | { ok: false; because: string } {
  if (process.platform !== 'linux') return { ok: false, because: 'hosts need Linux' };
  const result = spawnSync('bash', [HOST, 'available'], { encoding: 'utf8' });
  if (result.status === 0) return { ok: true };
  const because = result.error?.message ?? result.stderr.trim().replace(/^host: /, '');
  return { ok: false, because: because || 'host available failed' };
}

/** Starts a container host. The first one of a suite builds its root tree, which takes half a minute. */
export async function bootHost(options: HostOptions): Promise<TestHost> {
  const name = options.name ?? uniqueName(options.suite);
  const flags = ['--for', String(process.pid)];
  for (const bind of options.binds ?? []) {
    flags.push('--bind', `${bind.from}:${bind.to}${bind.writable === true ? ':rw' : ''}`);
  }
  if (options.noSystemd === true) flags.push('--no-systemd');
  if (options.noPidsFile === true) flags.push('--no-pids-file');
  await sweepOnce(HOST);
  await script(HOST, ['up', options.suite, name, ...flags]);
  const machine = testMachine(HOST, name);
  return orDown(machine, async () => {
    await runSetup(machine, options.setup);
    const [root, leader, address] = await Promise.all([
      script(HOST, ['path', name]),
      script(HOST, ['leader', name]),
      script(HOST, ['address', name]),
    ]);
    return { ...machine, root, leader: Number(leader), address };
  });
}

/** Starts a virtual machine: half a minute, and a quarter more when its image has to be built. */
export async function bootVm(options: VmOptions): Promise<TestVm> {
  const name = options.name ?? uniqueName(options.suite);
  const flags = ['--for', String(process.pid)];
  const packages = options.install ?? [];
  if (packages.length > 0) flags.push('--install', packages.join(' '));
  if (options.memoryMiB !== undefined) flags.push('--memory', String(options.memoryMiB));
  if (options.online === true) flags.push('--online');
  await sweepOnce(VM);
  await script(VM, ['up', options.suite, name, ...flags]);
  const machine = testMachine(VM, name);
  return orDown(machine, async () => {
    await runSetup(machine, options.setup);
    return {
      ...machine,
      push: async (from, to) => void (await script(VM, ['push', name, from, to])),
      reboot: async () => void (await script(VM, ['reboot', name])),
      kill: async () => void (await script(VM, ['kill', name])),
      start: async () => void (await script(VM, ['start', name])),
    };
  });
}

function testMachine(tool: string, name: string): TestMachine {
  alive.set(name, tool);
  const exec: TestMachine['exec'] = (command, options = {}) =>
    run('bash', execArguments(tool, name, words(command), options, false), options);
  const must: TestMachine['must'] = async (command, options) => {
    const result = await exec(command, options);
    if (result.code === 0) return result.stdout;
    const shown = typeof command === 'string' ? command : command.join(' ');
    throw new Error(
      `${name}: exit ${result.code}: ${shown}\n${result.stdout}\n${result.stderr}`.trimEnd(),
    );
  };
  return {
    name,
    exec,
    must,
    terminal: (command, options = {}) => ({
      file: 'bash',
      args: execArguments(tool, name, command, options, true),
    }),
    // From inside, so that links lead where they lead there.
    readFile: async (path) => {
      const there = await exec(['test', '-e', path]);
      return there.code === 0 ? must(['cat', '--', path]) : null;
    },
    down: async () => {
      if (!alive.delete(name)) return;
      await script(tool, ['down', name]);
    },
  };
}

function execArguments(
  tool: string,
  name: string,
  command: readonly string[],
  options: ExecOptions,
  pty: boolean,
): string[] {
  const args = [tool, 'exec', name];
  if (options.user !== undefined) args.push('-u', options.user);
  if (options.su === true) args.push('--su');
  if (pty) args.push('--pty');
  for (const [key, value] of Object.entries(options.env ?? {}))
    args.push('--env', `${key}=${value}`);
  return [...args, '--', ...command];
}

function words(command: readonly string[] | string): readonly string[] {
  return typeof command === 'string' ? ['bash', '-c', command] : command;
}

async function runSetup(machine: TestMachine, setup: string | undefined): Promise<void> {
  if (setup !== undefined) await machine.must(['bash', '-euo', 'pipefail', '-s'], { input: setup });
}

/** Hands over what `next` makes of the machine; when it can't, the machine goes. */
async function orDown<T>(machine: TestMachine, next: () => Promise<T>): Promise<T> {
  try {
    return await next();
  } catch (error) {
    await machine.down();
    throw error;
  }
}

/** Runs one of the scripts and returns what it printed; throws with what it said when it fails. */
async function script(tool: string, args: readonly string[]): Promise<string> {
  const result = await run('bash', [tool, ...args], {});
  if (result.code === 0) return result.stdout.trim();
  throw new Error(`${[tool, ...args].join(' ')}: exit ${result.code}\n${result.stderr.trim()}`);
}

let count = 0;
function uniqueName(suite: Suite): string {
  count += 1;
  return `${suite}-${process.pid}-${count}`;
}

/** What this process has started and not ended yet, with the script that ends it. */
const alive = new Map<string, string>();
process.on('exit', () => {
  for (const [name, tool] of alive) spawnSync('bash', [tool, 'down', name]);
});

/** Test runs that were killed may have left hosts; the first start of each process takes them away. */
const swept = new Map<string, Promise<string>>();
function sweepOnce(tool: string): Promise<string> {
  const sweep = swept.get(tool) ?? script(tool, ['down', '--stale']);
  swept.set(tool, sweep);
  return sweep;
}
