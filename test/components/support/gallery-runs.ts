/** The last questions before a run, and the pages of a run: from waiting for root to each of its ends. */
import { msg } from '../../../src/i18n/msg.ts';
import { EXIT } from '../../../src/model/error.ts';
import type { Message } from '../../../src/model/message.ts';
import { fieldOf } from '../../../src/tui/field.ts';
import { riskRows } from '../../../src/tui/rows.ts';
import type { RunItem, RunState } from '../../../src/tui/run-state.ts';
import { newRun } from '../../../src/tui/run-state.ts';
import type { Outcome } from '../../../src/tui/session.ts';
import { push, type WizardState } from '../../../src/tui/state.ts';
import type { Exhibit } from './gallery.ts';
import type { Driven } from './session.ts';

function exhibit(name: string, state: WizardState, must: readonly Message[] = []): Exhibit {
  return { name, state, must };
}

/** Risks, the last yes, where answers go, and what failed. `ready` is a state with nothing to change. */
export function lastQuestions(state: WizardState, ready: WizardState): readonly Exhibit[] {
  const review = push(state, { name: 'review', cursor: 0 });
  const risks = (cursor: number): WizardState => push(review, { name: 'risks', cursor });
  const names = riskRows(state).map(({ name }) => name);
  const save = (refused: Message | null): WizardState =>
    push(state, {
      name: 'save',
      field: fieldOf('/srv/回答/rootless-wizard-answers.yaml'),
      refused,
    });
  const outside = msg('run.unknown', { run: '/srv/回答/rootless-wizard-answers.yaml' });
  return [
    ...names.map((name, cursor) =>
      exhibit(`risks, ${name}`, risks(cursor), [msg(`report.risk-${name}`)]),
    ),
    exhibit('risks, not all', { ...risks(0), notice: msg('tui.risk-open') }, [
      msg('tui.risk-open'),
    ]),
    exhibit('risks, accepted', { ...risks(0), accepted: names }, [msg('tui.risk-accepted')]),
    exhibit('confirm', push(review, { name: 'confirm', cursor: 0 }), [
      msg('tui.confirm'),
      msg('tui.confirm-journal'),
    ]),
    exhibit('confirm, none', push(ready, { name: 'confirm', cursor: 0 }), [
      msg('tui.confirm-none'),
    ]),
    exhibit('save', save(null), [msg('tui.save-title')]),
    exhibit('save, refused', save(outside), [outside]),
    exhibit(
      'failed',
      push(state, {
        name: 'failed',
        cursor: 0,
        message: msg('cli.no-tool', { tool: 'run0' }),
        hint: msg('cli.tools-there', { tools: 'sudo' }),
        exit: 4,
        again: { type: 'start' },
      }),
      [msg('tui.failed-title'), msg('cli.no-tool', { tool: 'run0' })],
    ),
  ];
}

/** From the summary through review, risks and the last question to the end of a simulated run. */
export async function walkToTheEnd(wizard: Driven): Promise<WizardState> {
  const end = await wizard.type('aa a\r');
  if (end.screen.name !== 'done') throw new Error(`the walk ended at ${end.screen.name}`);
  return end;
}

const LOG = Array.from({ length: 40 }, (_, index) =>
  index % 3 === 0
    ? `Setting up ${'日本語'.repeat(index)}パッケージ (1:4.13+dfsg1-3) \u001b[2J`
    : `Unpacking podman (${index}.4.2+ds1-1) over a line that is longer than any terminal ${'.'.repeat(90)}`,
);

/** `before` is a state with a plan, `end` one after its run. */
export function runs(before: WizardState, end: WizardState): readonly Exhibit[] {
  const { run, outcome } = end;
  if (run === null || outcome === null || before.planned === null) throw new Error('no run');
  const { plan } = before.planned;
  const waiting = newRun('apply', plan);
  const after = (items: RunState['items'], from: number, is: RunItem['state']) =>
    items.map((item, index): RunItem => {
      if (index < from) return { ...item, state: 'done' };
      return index === from ? { ...item, state: is, startedAt: 0 } : item;
    });
  const half: RunState = { ...waiting, items: after(waiting.items, 4, 'running'), log: LOG };
  const proving: RunState = { ...run, endedAt: null, log: LOG, findings: run.findings.slice(0, 1) };
  const reason = msg('run.unknown', { run: '/etc/subuid' });
  const failed: RunState = {
    ...half,
    endedAt: 754_000,
    items: after(waiting.items, 4, 'failed').map((item) =>
      item.state === 'failed' ? { ...item, note: reason } : item,
    ),
  };
  const at = (patch: Partial<RunState>): WizardState => ({
    ...before,
    screen: { name: 'run' },
    trail: [],
    run: { ...half, ...patch },
  });
  const ended = (patch: Partial<Outcome>, how: RunState = run): WizardState => ({
    ...end,
    run: how,
    outcome: { ...outcome, ...patch },
  });
  const standing = { run: '20261122-143005-9f3a', names: ['データベース', 'web'] };
  const nothing = { tryNext: [], hints: [] };
  const next = [`rootless-wizard apply --yes`, `rootless-wizard undo ${outcome.run}`];
  return [
    exhibit('run, waiting for root', at({ ...waiting }), [msg('tui.running-root')]),
    exhibit('run, in the middle', at({}), [msg('tui.running-apply')]),
    exhibit('run, to be stopped soon', at({ stop: 'soon' }), [msg('keys.stop-now')]),
    exhibit('run, to be stopped now', at({ stop: 'now' }), [msg('tui.running-now')]),
    exhibit('run, told to quit', { ...at({}), notice: msg('tui.running-no-quit') }),
    exhibit('run, resume', at({ ...newRun('resume', null), items: half.items, total: 20 })),
    exhibit('run, undo', at({ ...newRun('undo', null) }), [msg('tui.running-undo')]),
    exhibit('run, proving', at(proving), [msg('tui.running-proof')]),
    exhibit('pager, log', push(at({}), pager('log'))),
    exhibit('pager, log that lost lines', push(at({ dropped: 700 }), pager('log'))),
    exhibit('pager, empty log', push(at({ log: [] }), pager('log')), [msg('tui.log-empty')]),
    exhibit('pager, proofs', push(end, pager('proofs'))),
    exhibit('done, good', end, [msg('tui.done-good')]),
    exhibit('done, scrolled', { ...end, screen: { name: 'done', cursor: 6 } }),
    exhibit('done, to take back', { ...end, asking: 'undo' }, [msg('tui.undo-title')]),
    exhibit('done, asks what stands on it', push(end, { name: 'wait', what: 'undo' }), [
      msg('tui.undo-looking'),
    ]),
    exhibit('done, what would stop', push(end, { name: 'risks', cursor: 0, undo: standing }), [
      msg('report.risk-stops-moved'),
    ]),
    exhibit('done, reboot', ended({ needs: 'reboot' }), [msg('tui.done-good')]),
    exhibit('done, relogin', ended({ needs: 'relogin', ...nothing }), [msg('tui.then-relogin')]),
    exhibit('done, unproven', ended({ exit: EXIT.unproven, next, ...nothing }), [
      msg('tui.done-unproven'),
    ]),
    exhibit('done, failed', ended({ exit: EXIT.failed, next, ...nothing }, failed), [
      msg('tui.done-failed'),
      msg('tui.last-output'),
    ]),
    exhibit('done, stopped', ended({ exit: EXIT.open, next, ...nothing }, failed), [
      msg('tui.done-stopped'),
    ]),
    exhibit('done, nothing', ended({ exit: EXIT.stale, run: null, ...nothing }, waiting), [
      msg('tui.done-nothing'),
    ]),
    exhibit(
      'done, for the administrator',
      ended(
        { exit: EXIT.privilege, run: null, script: '/home/alice/root-part.sh', ...nothing },
        waiting,
      ),
      [msg('tui.script-at')],
    ),
    exhibit(
      'done, undone',
      ended({ undo: null, ...nothing }, { ...run, kind: 'undo', findings: [] }),
    ),
  ];
}

function pager(of: 'log' | 'proofs') {
  return { name: 'pager', topic: { of }, top: 0, query: '', search: null } as const;
}
