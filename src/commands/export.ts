import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import { ansiblePlaybook, cloudInit, shellScript } from '../report/script.ts';
import { actionHelpersText } from '../run/preamble.ts';
import { quote } from '../run/quote.ts';
import type { Context } from './context.ts';
import { planFor } from './planning.ts';

const FORMATS = ['sh', 'ansible', 'cloud-init'] as const;

/** `export --format sh|ansible|cloud-init`: the plan for machines in the same state as this one. */
export async function exportPlan(context: Context): Promise<number> {
  const { options, output, t } = context;
  const format = FORMATS.find((name) => name === (options.format ?? 'sh'));
  if (format === undefined) {
    throw new UserError(
      EXIT.usage,
      msg('cli.bad-value', { flag: '--format', value: options.format ?? '' }),
      msg('cli.possible-values', { values: FORMATS.join(', ') }),
    );
  }
  const { plan } = await planFor(context);
  const script = shellScript(plan, actionHelpersText(), quote);
  const text = {
    sh: () => script,
    ansible: () => ansiblePlaybook(script, plan.user.name),
    'cloud-init': () => cloudInit(script),
  }[format]();
  output.out(text.replace(/\n$/, ''));
  output.err(t(msg('cli.exported')));
  return EXIT.ok;
}
