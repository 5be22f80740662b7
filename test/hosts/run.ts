/** Runs a command to its end and keeps what it said. */
import { spawn } from 'node:child_process';

/** How a command is run. */
export interface ExecOptions {
  /** In a login session of this user; root, without a session, unless given. */
  readonly user?: string;
  /** As the user, but without any session (containers only; there is no XDG_RUNTIME_DIR). */
  readonly su?: boolean;
  /** What it reads from standard input; nothing unless given. */
  readonly input?: string | Uint8Array;
  /** Added to the environment of the login. Nothing of the test's own environment reaches the host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command after this long; `code` is then 124. */
  readonly timeoutMs?: number;
}

/** What a command answered. */
export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of this machine to its end. Rejects only when it can't be started. */
export function run(
  file: string,
  args: readonly string[],
  options: ExecOptions,
): Promise<ExecResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let late = false;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            // The script passes it on to what runs in the host.
            child.kill('SIGTERM');
          }, options.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // The command need not read what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // What the command started may hold the pipes open long after it was ended.
    child.on('exit', () => {
      if (!late) return;
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: late ? 124 : (code ?? 255),
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      });
    });
  });
}
