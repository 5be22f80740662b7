import { donePage, overflow } from './done-page.ts';
import { contentWidth } from './layout.ts';
import { movingRows } from './moving.ts';
import { confirmPage, failedPage } from './pages.ts';
import {
  askedByKey,
  DRAFT_CHOICES,
  openChoices,
  reviewRows,
  riskRows,
  summaryRows,
} from './rows.ts';
import type { WizardState } from './state.ts';

/**
 * How many places the cursor of the present screen has: the rows of a list, or as far as a page of text
 * can be scrolled.
 */
export function rowCount(state: WizardState): number {
  const { screen, start } = state;
  const width = contentWidth(state);
  switch (screen.name) {
    case 'open':
      return openChoices(state).length;
    case 'draft':
      return DRAFT_CHOICES.length;
    case 'user':
      return (start?.askUser?.users.length ?? 0) + 1;
    case 'summary':
      return summaryRows(state).length;
    case 'moving':
      return movingRows(state).length;
    case 'question':
      return askedByKey(state, screen.key)?.options.length ?? 0;
    case 'review':
      return reviewRows(state).length;
    case 'risks':
      return riskRows(state).length;
    case 'confirm':
      return overflow(state, confirmPage(state, width)) + 1;
    case 'failed':
      return overflow(state, failedPage(state, width)) + 1;
    case 'done':
      return overflow(state, donePage(state, width)) + 1;
    default:
      return 0;
  }
}
