import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  type HostShell,
  type Progress,
  ShellLost,
  type ShellResult,
  type ShellWork,
} from '../model/write-host.ts';

/** How a shell is started: `argv` ends in a `/bin/sh -s` that reads its program from standard input. */
export interface ShellStart {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /**
   * A session of its own, so that Ctrl-C in the terminal reaches the wizard and not the work. Not for
   * privilege tools: they ask for the password on the controlling terminal.
   */
  readonly detached: boolean;
  /** Shell text that is run once before everything else: the helpers. */
  readonly preamble: string;
  /** Shell text before each piece of work, outside its subshell (for what may appear meanwhile). */
  readonly before: string;
}

/** The shell ended before it was ready: what it said on its way out, and its exit code. */
export class ShellNotStarted extends Error {
  readonly detail: string;
  readonly code: number | null;
  constructor(detail: string, code: number | null) {
    super(detail);
    this.name = 'ShellNotStarted';
    this.detail = detail;
    this.code = code;
  }
}

/** A line longer than this is cut: no program may fill the memory by printing without line ends. */
const MAX_LINE = 64 * 1024;

interface Running {
  readonly onLine: (line: string) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly said: { word: string; rest: string }[];
  readonly end: (result: ShellResult) => void;
  readonly lost: (error: Error) => void;
}

/**
 * A shell behind pipes. Protocol (scripts/helpers/lib.sh): the random word of this shell marks its lines,
 * so that no program's output can fake one; `WORD say KEY REST` is a fact for us, `WORD end CODE` is the
 * end of a piece of work, everything else is output.
 */
export class PipeShell implements HostShell {
  readonly #child: ChildProcess;
  readonly #token: string;
  readonly #before: string;
  readonly #exited: Promise<number | null>;
  #running: Running | null = null;
  #rest = '';
  #gone: { readonly code: number | null } | null = null;
  #killed = false;

  private constructor(child: ChildProcess, token: string, before: string) {
    this.#child = child;
    this.#token = token;
    this.#before = before;
    this.#exited = new Promise((resolve) => {
      child.once('close', (code) => {
        this.#takeLine(this.#rest);
        this.#gone = { code };
        this.#running?.lost(new ShellLost(`the shell ended (${code ?? 'killed'})`));
        resolve(code);
      });
      child.on('error', (error) => {
        this.#gone = { code: null };
        this.#running?.lost(new ShellLost(error.message));
        resolve(null);
      });
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    // A write after the shell died is told by its end, not by an exception.
    child.stdin?.on('error', () => undefined);
  }

  /**
   * Starts a shell and waits until it answers, so that a refused password is known before anything is
   * done.
   * @throws ShellNotStarted
   */
  static async start(how: ShellStart): Promise<PipeShell> {
    const token = randomBytes(16).toString('hex');
    const [program, ...args] = how.argv;
    const child = spawn(program, args, {
      cwd: '/',
      env: { ...how.env },
      detached: how.detached,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const shell = new PipeShell(child, token, how.before);
    let complaint = '';
    const complain = (text: string) => {
      complaint = (complaint + text).slice(-MAX_LINE);
    };
    child.stderr?.setEncoding('utf8').on('data', complain);
    // The terminal may go away (ssh) or send Ctrl-C to the whole group: a change is finished all the same.
    child.stdin?.write(`trap '' HUP INT PIPE\nRW_TOKEN='${token}'\n${how.preamble}\n`);
    try {
      const { code } = await shell.run({ id: 'hello', text: 'true', effects: [] }, complain);
      if (code !== 0) throw new ShellLost(`code ${code}`);
    } catch (error) {
      if (!(error instanceof ShellLost)) throw error;
      await shell.close();
      throw new ShellNotStarted(complaint.trim() || error.message, shell.#gone?.code ?? null);
    }
    return shell;
  }

  run(
    work: ShellWork,
    onLine: (line: string) => void,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<ShellResult> {
    if (this.#gone !== null || this.#killed)
      return Promise.reject(new ShellLost('the shell has ended'));
    if (this.#running !== null) return Promise.reject(new Error('one command at a time'));
    const result = new Promise<ShellResult>((resolve, reject) => {
      const finish = () => {
        this.#running = null;
      };
      this.#running = {
        onLine,
        onProgress,
        said: [],
        end: (value) => {
          finish();
          resolve(value);
        },
        lost: (error) => {
          finish();
          reject(error);
        },
      };
    });
    // The token stands in a shell variable and never in a command line or an environment. Descriptor 9
    // is the lock of a root shell (privilege.ts): a daemon that is started here must not inherit it.
    this.#child.stdin?.write(
      `${this.#before}\n( set -e\n${work.text}\n) </dev/null 2>&1 9>&-\n` +
        `printf '%s end %s\\n' "$RW_TOKEN" "$?"\n`,
    );
    return result;
  }

  async close(): Promise<void> {
    // After a kill nobody waits: what runs as root may take its time to notice.
    if (this.#killed) return;
    this.#child.stdin?.end();
    await this.#exited;
  }

  /**
   * Ends it now. A shell of our own is killed with what it runs; one behind a privilege tool can't be
   * killed by us: it ends by itself after the current command, when it finds its input closed.
   */
  kill(): void {
    const { pid } = this.#child;
    this.#killed = true;
    this.#running?.lost(new ShellLost('stopped'));
    this.#child.stdin?.destroy();
    if (pid !== undefined && this.#gone === null) {
      try {
        process.kill(-pid, 'SIGTERM');
      } catch {
        this.#child.kill('SIGTERM');
      }
    }
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    this.#child.unref();
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#takeLine(line);
    if (this.#rest.length > MAX_LINE) {
      this.#takeLine(this.#rest);
      this.#rest = '';
    }
  }

  /** `WHAT DONE ALL`, and the same of files behind it where they are counted; anything else is no progress. */
  #tell(rest: string): void {
    const [, what, done, all, file, files] =
      /^(\S+) (\d+) (\d+)(?: (\d+) (\d+))?$/.exec(rest) ?? [];
    if (what === undefined) return;
    const counted = file === undefined ? {} : { files: { done: Number(file), all: Number(files) } };
    this.#running?.onProgress({ what, done: Number(done), all: Number(all), ...counted });
  }

  /** Our word may stand in the middle of a line, after output that did not end its own. */
  #takeLine(line: string): void {
    const at = line.indexOf(`${this.#token} `);
    const output = at === -1 ? line : line.slice(0, at);
    // Programs that believe in a terminal end their lines with a carriage return, too (dpkg).
    const text = output.replace(/\r+$/, '');
    if (text !== '') this.#running?.onLine(text.slice(0, MAX_LINE));
    if (at === -1) return;
    const [, kind = '', word = '', rest = ''] =
      /^\S+ (\S+) (\S*) ?(.*)$/s.exec(line.slice(at)) ?? [];
    if (kind === 'say' && word === 'progress') this.#tell(rest);
    else if (kind === 'say') this.#running?.said.push({ word, rest });
    if (kind !== 'end') return;
    const running = this.#running;
    running?.end({ code: Number(word), said: running.said });
  }
}
