import type { Context } from './context.ts';

/** Is there a person at a terminal to whom screens can be shown? Not in CI, with `--json` or with `--yes`. */
export function isInteractive({ env, options, output }: Context): boolean {
  const terminal = output.stdinIsTTY && output.stdoutIsTTY;
  return terminal && !options.json && !options.yes && (env('CI') ?? 'false') === 'false';
}

/**
 * The wizard on the terminal, as a screen or as lines, for the set-up or for a migration, as the command says.
 * @returns the exit code.
 */
export async function showWizard(context: Context): Promise<number> {
  const { env, options, output, language } = context;
  const { RealBackend } = await import('./wizard-backend.ts');
  const backend = new RealBackend(context);
  if (options.accessible || env('ACCESSIBLE') || env('TERM') === 'dumb' || tooSmall(output)) {
    const { runLines } = await import('../tui/lines.ts');
    const { lineTerminal } = await import('../host/terminal.ts');
    const lines = await lineTerminal();
    const { onInterrupt } = lines;
    return (await runLines(backend, lines, { language, onInterrupt })).exit;
  }
  const { runWizard } = await import('../../components/mount.tsx');
  const { wantsColour } = await import('../report/paint.ts');
  const { wizardTerminal } = await import('../host/wizard-terminal.ts');
  const { exit } = await runWizard(backend, {
    terminal: wizardTerminal(),
    language,
    ascii: options.ascii || plainTerminal(env),
    color: wantsColour(options.color, env, true),
  });
  return exit;
}

/** Below this the screen has no room: lines are asked and answered instead. */
function tooSmall({ columns, rows }: Context['output']): boolean {
  return columns < 40 || rows < 12;
}

/** A terminal or a locale without more than ASCII. */
function plainTerminal(env: Context['env']): boolean {
  const locale = env('LC_ALL') || env('LC_CTYPE') || env('LANG') || '';
  return (
    /^(linux|vt\d+|dumb)/.test(env('TERM') ?? '') || (locale !== '' && !/utf-?8/i.test(locale))
  );
}
