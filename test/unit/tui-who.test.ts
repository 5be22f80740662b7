/** Who does what, as the screens say it: whoever is root is asked for no password, and tries as the user. */
import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/tui/documents.ts';
import { donePage } from '../../src/tui/done-page.ts';
import { confirmPage } from '../../src/tui/pages.ts';
import { type Line, textOfLine } from '../../src/tui/spans.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { FakeBackend } from '../components/support/fake-backend.ts';
import { drive } from '../components/support/session.ts';

const said = (lines: readonly Line[]) => lines.map(textOfLine).join('\n');

/** What a person who has that user id reads on the way to the end. */
async function way(uid: number) {
  const wizard = await drive(new FakeBackend({ uid }));
  const review = await wizard.type('a');
  const explained = (state: WizardState) =>
    plainText(state, { of: 'change', change: 'subids.subuid' }).join('\n');
  const confirm = said(confirmPage(await wizard.type('a'), 80));
  const done = said(donePage(await wizard.type('\r'), 80));
  return { root: explained(review), own: explained(withoutRoot(review)), confirm, done };
}

/** The same with every change made by the user alone. */
function withoutRoot(state: WizardState): WizardState {
  if (state.planned === null) throw new Error('no plan');
  const { plan } = state.planned;
  const steps = plan.steps.map((step) => ({
    ...step,
    changes: step.changes.map((change) => ({ ...change, scope: 'user' as const })),
  }));
  return { ...state, planned: { ...state.planned, plan: { ...plan, steps } } };
}

describe('the words for who does a change', () => {
  test('name the user, and a password, to the user', async () => {
    const { root, own, confirm, done } = await way(1000);
    expect(root).toContain('root, after you have given the password');
    expect(own).toContain('you, without root');
    expect(confirm).toContain('If a password is needed');
    expect(done).toMatch(/^Try first$/mu);
  });

  test('promise no password to root, who has to try it as the user', async () => {
    const { root, own, confirm, done } = await way(0);
    expect(root).toContain('root, as you are now');
    expect(own).toContain('alice, without root');
    expect(confirm).toContain('as root, as you are now.');
    expect(confirm).not.toContain('password');
    expect(done).toMatch(/^Try first, as alice$/mu);
  });
});
