import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { CommandResult } from '../model/read-host.ts';

/** At most this much of each stream is kept. */
const MAX_BYTES = 1024 * 1024;

/** How a program is run to look at something. */
export interface Execution {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Another user to run it as (root only), or null. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

/**
 * Runs a program without a shell, in `/`, with nothing on its standard input, and never throws. Node's own
 * `spawn` instead of a library: it is all that `check` needs, and half of its start time was loading one.
 *
 * What runs as another user gets a session of its own: with root's terminal as its controlling terminal it
 * could type there (TIOCSTI, ioctl_tty(2)), and which programs Podman or Docker start stands in files of
 * that user.
 */
export function execute(
  program: string,
  args: readonly string[],
  { env, timeoutMs, user }: Execution,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user === null ? {} : { uid: user.uid, gid: user.gid, detached: true }),
    });
    const { pid } = child;
    const end = (result: CommandResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    // Too slow, or more than can be kept: nothing of it is an answer.
    const stop = () => {
      end(failed('timeout', err.text()));
      child.stdout.destroy();
      child.stderr.destroy();
      try {
        if (user !== null && pid !== undefined) process.kill(-pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    };
    const out = collected(child.stdout, stop);
    const err = collected(child.stderr, stop);
    const timer = setTimeout(stop, timeoutMs);
    child.on('error', (error) => end(failed('missing', err.text() || error.message)));
    child.on('close', (code, signal) => {
      if (code !== null) {
        end({ status: 'exited', code, stdout: out.text(), stderr: err.text() });
      } else end(failed('signal', err.text() || String(signal)));
    });
  });
}

/** The text of a stream so far; `tooMuch` is called once when it gets longer than may be kept. */
function collected(stream: Readable, tooMuch: () => void): { text(): string } {
  const chunks: Buffer[] = [];
  let total = 0;
  stream.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total <= MAX_BYTES) chunks.push(chunk);
    else tooMuch();
  });
  return { text: () => Buffer.concat(chunks).toString('utf8') };
}

/** A command that did not come to its own end. */
export function failed(status: 'missing' | 'timeout' | 'signal', stderr: string): CommandResult {
  return { status, code: -1, stdout: '', stderr };
}
