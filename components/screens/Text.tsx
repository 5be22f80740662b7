import { msg } from '../../src/i18n/msg.ts';
import { donePage } from '../../src/tui/done-page.ts';
import { askingPage, confirmPage, failedPage } from '../../src/tui/pages.ts';
import { type Line, line } from '../../src/tui/spans.ts';
import { truncate } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { useWizard } from '../parts/wizard.ts';

const PAGES = { confirm: confirmPage, failed: failedPage, done: donePage, asking: askingPage };

/** A page that is read: it scrolls where it does not fit, and says so. */
export function TextPage({
  page,
  cursor,
}: {
  readonly page: keyof typeof PAGES;
  readonly cursor: number;
}) {
  const { state, t, width, height } = useWizard();
  const lines = PAGES[page](state, width);
  const top = Math.max(0, Math.min(cursor, lines.length - height));
  const below = lines.length - top - height;
  if (below <= 0) return <Body lines={lines.slice(top)} />;
  const more: Line = line(truncate(t(msg('tui.rows-more', { count: below + 1 })), width), 'dim');
  return <Body lines={[...lines.slice(top, top + height - 1), more]} />;
}
