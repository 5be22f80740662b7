import type { Finding } from '../../../src/model/finding.ts';
import { changesOf, type Plan } from '../../../src/model/plan.ts';
import type { Outcome, RunContext } from '../../../src/tui/session.ts';
import { raw } from './fake-steps.ts';

/** All changes done, one finding proven. */
export async function playRun(plan: Plan, run: RunContext): Promise<Outcome> {
  const changes = changesOf(plan);
  for (const [index, { id, title }] of changes.entries()) {
    run.onEvent({ type: 'step_start', change: id, index: index + 1, total: changes.length, title });
    run.onEvent({ type: 'step_log', change: id, line: `output of ${id}` });
    run.onEvent({ type: 'step_done', change: id });
  }
  run.onEvent({ type: 'finding', finding: PROVEN });
  return outcome({});
}

/** How a run of the fake host ends: well, unless said otherwise. */
export function outcome(patch: Partial<Outcome>): Outcome {
  return {
    exit: 0,
    run: '20261122-143005-9f3a',
    message: raw('Everything was done and proven.'),
    next: [],
    needs: 'none',
    tryNext: ['podman run --rm docker.io/library/alpine id', 'podman info', 'podman ps'],
    hints: [
      {
        title: raw('For compose'),
        line: 'export DOCKER_HOST=unix:///run/user/1000/podman/podman.sock',
      },
    ],
    undo: 'rootless-wizard undo 20261122-143005-9f3a',
    finish: null,
    log: '/home/alice/.local/state/rootless-wizard/runs/20261122-143005-9f3a/log',
    script: null,
    ...patch,
  };
}

/** The one proof of a fake run. */
export const PROVEN: Finding = {
  id: 'verify.podman.run',
  level: 'ok',
  title: raw('A container ran as alice'),
  evidence: 'uid=0(root) gid=0(root)',
  remedy: [],
  needs: 'none',
  source: 'podman-run(1)',
};
