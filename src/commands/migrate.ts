import { msg } from '../i18n/msg.ts';
import { parseInspect } from '../migrate/container.ts';
import { type Judgement, judge, type Target } from '../migrate/judge.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import { rootfulContainers, rootfulInspect } from '../probe/commands.ts';
import { readFacts } from '../probe/index.ts';
import { jsonText } from '../report/json.ts';
import { visible } from '../report/visible.ts';
import type { Context } from './context.ts';

/**
 * `migrate`: what the rootful Docker of this host runs, and what of it can move to the user. It looks only;
 * whatever cannot move stays where it is, running.
 */
export async function migrate(context: Context): Promise<number> {
  const { host, options, output, t } = context;
  const facts = await readFacts(host, context.userName);
  if (!facts.target.known) throw new UserError(EXIT.usage, facts.target.because);
  const judgements = await inventory(context, facts);
  if (options.json) {
    const document = {
      schema: 'rootless-wizard/migrate',
      version: 1,
      user: facts.target.value.name,
      containers: judgements.map(({ container, verdict, because }) => ({
        ...container,
        verdict,
        because: because.map(t),
      })),
    };
    output.out(jsonText(document, 2));
    return EXIT.ok;
  }
  if (judgements.length === 0) {
    output.out(t(msg('migrate.none')));
    return EXIT.ok;
  }
  output.out(t(msg('migrate.title', { user: facts.target.value.name })));
  for (const judgement of judgements) output.out(lines(judgement, context).join('\n'));
  output.err(t(msg('migrate.looked-only')));
  return EXIT.ok;
}

async function inventory({ host }: Context, facts: Facts): Promise<readonly Judgement[]> {
  if (facts.rootful.known && !facts.rootful.value.docker.active) return [];
  const list = await host.run(rootfulContainers());
  if (list.status === 'missing') return [];
  if (list.code !== 0) {
    const detail = list.stderr.trim().split('\n')[0] ?? '';
    throw new UserError(
      EXIT.privilege,
      msg('migrate.not-allowed', { detail }),
      msg('migrate.not-allowed-hint'),
    );
  }
  const ids = list.stdout.split('\n').filter((line) => line !== '');
  if (ids.length === 0) return [];
  const inspected = await host.run(rootfulInspect(ids));
  const target = rootlessSide(facts);
  return parseInspect(inspected.stdout === '' ? '[]' : inspected.stdout).map((container) =>
    judge(container, target),
  );
}

function rootlessSide(facts: Facts): Target {
  const start = facts.sysctls.known
    ? facts.sysctls.value.now['net.ipv4.ip_unprivileged_port_start']
    : null;
  const delegated = facts.cgroup.known ? facts.cgroup.value.delegated : null;
  return {
    firstPort: start === null || start === undefined ? 1024 : Number(start),
    limits: delegated === null ? null : delegated.includes('memory'),
  };
}

function lines({ container, verdict, because }: Judgement, { t, style }: Context) {
  const signs = { moves: '+', 'moves-with-changes': '~', stays: '-' };
  const project = container.project === null ? '' : ` (compose: ${visible(container.project)})`;
  const head = `${signs[verdict]} ${visible(container.name)}${project}: ${t(msg(`migrate.${verdict}`))}`;
  return [
    verdict === 'stays' ? style.paint.warn(head) : style.paint.bold(head),
    ...because.map((reason) => `    ${visible(t(reason))}`),
  ];
}
