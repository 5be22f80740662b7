import type { Context } from './context.ts';
import { plan } from './plan.ts';

/** The wizard. Without a terminal (or in CI, or with --json): what `plan` prints. */
export async function setup(context: Context): Promise<number> {
  const { env, options, output, language } = context;
  const interactive = output.stdinIsTTY && output.stdoutIsTTY && !options.json && !options.yes;
  if (options.yes) return (await import('./apply.ts')).apply(context);
  if (!interactive || (env('CI') ?? 'false') !== 'false') return plan(context);
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
