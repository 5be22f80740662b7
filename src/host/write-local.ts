import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Init } from '../model/facts.ts';
import type { PlanUser } from '../model/plan.ts';
import type { Identity } from '../model/read-host.ts';
import {
  type HostShell,
  PrivilegeRefused,
  type ShellResult,
  type WriteHost,
} from '../model/write-host.ts';
import { SYSTEM_PATH } from './local.ts';
import {
  dropTicket,
  isSelf,
  loginArgv,
  ROOT_LOCK,
  type RootWay,
  rootArgv,
  sessionEnvironment,
  sudoTicket,
  userEnvironment,
} from './privilege.ts';
import { PipeShell, ShellNotStarted, type ShellStart } from './shell.ts';

/** What a local write host must know. */
export interface LocalWriteOptions {
  readonly self: Identity;
  readonly user: PlanUser;
  readonly root: RootWay;
  readonly init: Init['name'];
  /** Text of the shell helpers (`run/preamble.ts`). */
  readonly helpers: string;
}

/**
 * This machine: root's shell through the privilege tool, the target's shell directly or, from root, as
 * a login session of that user. The caller hands the bare terminal over while `open('root')` runs: the
 * tool asks for the password there.
 */
export class LocalWriteHost implements WriteHost {
  readonly #options: LocalWriteOptions;
  readonly #open = new Set<PipeShell>();

  constructor(options: LocalWriteOptions) {
    this.#options = options;
  }

  /**
   * @throws PrivilegeRefused when root, or a shell of the target, can't be had.
   * @throws UserError with exit 75 when another run holds this host.
   */
  async open(scope: 'root' | 'user'): Promise<HostShell> {
    return scope === 'root' ? this.#openRoot() : this.#openUser();
  }

  /** Ends all shells now (second Ctrl-C). */
  kill(): void {
    for (const shell of this.#open) shell.kill();
  }

  async #openRoot(): Promise<HostShell> {
    const { root, helpers } = this.#options;
    if (root.way === 'script') throw new PrivilegeRefused('none', 'no way to root was chosen');
    const common = { preamble: `${helpers}\n${ROOT_LOCK}`, before: ':' };
    if (root.way === 'self') {
      return this.#start('sh', {
        ...common,
        argv: ['/bin/sh', '-s'],
        env: { PATH: SYSTEM_PATH, LC_ALL: 'C', HOME: '/root' },
        detached: true,
      });
    }
    const { tool } = root;
    const hadTicket = await sudoTicket(tool);
    // The tools need the person's environment for their own work (terminal, askpass, polkit agent); what
    // they pass on is theirs to decide, and the helpers clean it.
    const start = { ...common, argv: rootArgv(tool), env: ownEnvironment(), detached: false };
    if (hadTicket) return this.#start(tool.name, start);
    try {
      return new ClosingShell(await this.#start(tool.name, start), () => dropTicket(tool));
    } catch (error) {
      await dropTicket(tool);
      throw error;
    }
  }

  #openUser(): Promise<HostShell> {
    const { self, user, helpers, init } = this.#options;
    const before = sessionEnvironment(user);
    const preamble = `cd ~ 2>/dev/null || cd /\n${helpers}`;
    if (isSelf(self, user)) {
      return this.#start('sh', {
        argv: ['/bin/sh', '-s'],
        env: userEnvironment(user, (name) => process.env[name]),
        detached: true,
        preamble,
        before,
      });
    }
    if (self.uid !== 0) throw new PrivilegeRefused('su', `only root can work as ${user.name}`);
    return this.#start('login', {
      argv: loginArgv(user, init),
      env: { PATH: SYSTEM_PATH, LC_ALL: 'C' },
      detached: true,
      preamble,
      before,
    });
  }

  async #start(tool: string, how: ShellStart): Promise<HostShell> {
    try {
      const shell = await PipeShell.start(how);
      this.#open.add(shell);
      return new ClosingShell(shell, () => {
        this.#open.delete(shell);
      });
    } catch (error) {
      if (!(error instanceof ShellNotStarted)) throw error;
      if (error.code === EXIT.locked) {
        throw new UserError(EXIT.locked, msg('run.locked', { holder: error.detail }));
      }
      throw new PrivilegeRefused(tool, complaintOf(tool, error.detail));
    }
  }
}

/** The complaint of a tool in one line, without its own name before each part. */
function complaintOf(tool: string, detail: string): string {
  const lines = detail.split('\n').map((line) => line.trim());
  const bare = lines.map((line) =>
    line.startsWith(`${tool}: `) ? line.slice(tool.length + 2) : line,
  );
  return [...new Set(bare.filter((line) => line !== ''))].join('; ');
}

/** A shell with something to do once it is closed. */
class ClosingShell implements HostShell {
  readonly #shell: HostShell;
  readonly #after: () => void | Promise<void>;

  constructor(shell: HostShell, after: () => void | Promise<void>) {
    this.#shell = shell;
    this.#after = after;
  }

  run(...work: Parameters<HostShell['run']>): Promise<ShellResult> {
    return this.#shell.run(...work);
  }

  async close(): Promise<void> {
    await this.#shell.close();
    await this.#after();
  }
}

/** The wizard's own environment without what could change how children of a tool behave. */
function ownEnvironment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(NODE_|LD_|BASH_ENV$|ENV$|PYTHON|npm_)/.test(name)) {
      env[name] = value;
    }
  }
  return env;
}
