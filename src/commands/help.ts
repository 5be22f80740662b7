import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';

/** Text of `--help`: fits a screen of 80x24, commands first, the rest in the README. */
export function helpText(t: Translate): string {
  const row = (left: string, right: ReturnType<typeof msg>) => `  ${left.padEnd(22)} ${t(right)}`;
  return [
    t(msg('cli.help-what')),
    '',
    'rootless-wizard [COMMAND] [OPTION...]',
    '',
    row('setup', msg('cli.help-setup')),
    row('check [ID...]', msg('cli.help-check')),
    row('plan', msg('cli.help-plan')),
    row('apply [PLAN.json]', msg('cli.help-apply')),
    row('undo [RUN], runs', msg('cli.help-undo')),
    row('ids [ID...]', msg('cli.help-ids')),
    row('explain [FILE|-|TEXT]', msg('cli.help-explain')),
    row('migrate [--finish]', msg('cli.help-migrate')),
    row('record, export', msg('cli.help-more')),
    '',
    row('--engine NAME', msg('cli.help-engine')),
    row('--user NAME', msg('cli.help-user')),
    row('--simulate [NAME]', msg('cli.help-simulate')),
    row('--answers FILE, --set', msg('cli.help-answers')),
    row('--yes, --accept-risk R', msg('cli.help-yes')),
    row('--json, -v', msg('cli.help-json')),
    row('--lang en|ja|zh-CN', msg('cli.help-lang')),
    row('--accessible, --ascii', msg('cli.help-accessible')),
  ].join('\n');
}
