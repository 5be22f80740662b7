import type { ReadCommand, RunAs } from '../model/read-host.ts';

/**
 * Makes a command that looks at a host. All of them only read, or try something in a throw-away namespace.
 * `ReadHost.run` takes nothing else, so every program that a look may run stands in one of two files:
 * `commands.ts` and `commands-move.ts`; a test sees to it that nobody else imports this.
 */
export function command(
  as: 'self' | RunAs,
  argv: readonly [string, ...string[]],
  options: {
    readonly timeoutMs?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly label?: string;
  } = {},
): ReadCommand {
  return {
    argv,
    as,
    timeoutMs: options.timeoutMs ?? 10_000,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.label === undefined ? {} : { label: options.label }),
    brand: 'read-only',
  };
}
