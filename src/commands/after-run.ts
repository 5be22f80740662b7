import { engineByName } from '../engines/index.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT } from '../model/error.ts';
import { makesAccount, type Plan } from '../model/plan.ts';
import { readFacts } from '../probe/index.ts';
import type { Outcome as RunOutcome } from '../run/context.ts';
import { valuesOf } from '../steps/answers.ts';
import type { Outcome } from '../tui/session.ts';
import type { Context } from './context.ts';

/** What the last screen tells beside the findings: first commands, sockets for other tools, the way back. */
export async function afterRun(
  context: Context,
  plan: Plan,
  outcome: RunOutcome,
): Promise<Omit<Outcome, 'needs'>> {
  // An account alone can't do anything yet.
  const well = outcome.exit === EXIT.ok && !makesAccount(plan);
  const facts = await readFacts(context.host, plan.user.name);
  const values = valuesOf(plan.answers);
  const engines = plan.engines.map(engineByName);
  const dir = plan.user.runtimeDir;
  const socket = plan.engines.includes('docker')
    ? `${dir}/docker.sock`
    : `${dir}/podman/podman.sock`;
  return {
    exit: outcome.exit,
    run: outcome.run === '' ? null : outcome.run,
    message: outcome.message,
    next: outcome.next,
    tryNext: well ? engines.flatMap((engine) => engine.tryNext(facts, values)) : [],
    hints:
      well && plan.engines.some((name) => name === 'docker' || name === 'podman')
        ? [{ title: msg('cli.hint-socket'), line: `export DOCKER_HOST=unix://${socket}` }]
        : [],
    finish: null,
    undo: outcome.run === '' ? null : `rootless-wizard undo ${outcome.run}`,
    log: null,
    ...(outcome.papers === undefined ? {} : { papers: outcome.papers }),
    script: outcome.exit === EXIT.privilege ? (outcome.script ?? null) : null,
  };
}
