import type { Context } from './context.ts';
import { plan } from './plan.ts';
import { isInteractive, showWizard } from './show-wizard.ts';

/** The wizard. Without a terminal (or in CI, or with --json): what `plan` prints. */
export async function setup(context: Context): Promise<number> {
  if (context.options.yes) return (await import('./apply.ts')).apply(context);
  return isInteractive(context) ? showWizard(context) : plan(context);
}
