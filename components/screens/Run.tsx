import { msg } from '../../src/i18n/msg.ts';
import { hostLine } from '../../src/tui/documents.ts';
import { windowAround } from '../../src/tui/layout.ts';
import { type RunItem, type RunState, runPhase } from '../../src/tui/run-state.ts';
import { shortTitle } from '../../src/tui/short-title.ts';
import { EMPTY, type Line, line, type Span } from '../../src/tui/spans.ts';
import { fold, pad, truncate, widthOf } from '../../src/tui/wrap.ts';
import { Body } from '../parts/Body.tsx';
import { type Theme, useTheme } from '../parts/theme.ts';
import { clock, useTick } from '../parts/tick.ts';
import { useWizard } from '../parts/wizard.ts';

/** Lines of output that are seen live. */
const LIVE = 5;

/** While changes are made: what is done, what runs, what is next, and what is being printed. */
export function Run({ run }: { readonly run: RunState }) {
  const { state, t, width, height, now } = useWizard();
  const theme = useTheme();
  const sign = useTick(run.endedAt === null);
  const { items } = run;
  const done = items.filter(({ state: is }) => is === 'done' || is === 'skipped').length;
  const elapsed = clock((run.endedAt ?? now()) - run.startedAt);
  const progress = msg('tui.running-progress', { done, total: run.total });
  const head: readonly Line[] = [
    line(`${sign} ${truncate(t(runPhase(run)), width - 2)}`, 'title'),
    // Until something is known of what there is to do, a count would say nothing.
    line(run.total === 0 ? elapsed : `${t(progress)}  ${elapsed}`),
    ...(run.stop === null
      ? []
      : [line(truncate(t(msg(`tui.running-${run.stop}`)), width), 'warn')]),
  ];
  const live = Math.min(LIVE, Math.max(1, height - head.length - 7));
  const rows = items.flatMap((item) => [
    itemLine(item, width, theme, t, now()),
    ...progressLine(item, width, t),
  ]);
  const room = Math.max(1, height - head.length - live - 3);
  const at = items.findIndex((item) => item.state === 'running');
  // Its progress stands below it, and only there.
  const running = at >= 0 && items[at]?.note != null ? at + 1 : at;
  const { start, end } = windowAround(running < 0 ? done : running, rows.length, room);
  const list = rows.slice(start, end);
  const filler = Array.from({ length: room - list.length }, () => EMPTY);
  const last = run.log.slice(-live).map((text): Line => {
    const [first = EMPTY] = fold(hostLine(text, state.ascii), width - 2);
    return [{ text: '  ' }, ...first.map((span) => ({ style: 'dim' as const, ...span }))];
  });
  const label = line(truncate(t(msg('tui.last-lines')), width), 'title');
  return <Body lines={[...head, EMPTY, ...list, ...filler, EMPTY, label, ...last]} />;
}

/** How far a change is that runs: counted, with the rate and the time that is left. */
function progressLine(
  { state, note }: RunItem,
  width: number,
  t: (message: RunItem['title']) => string,
): readonly Line[] {
  if (state !== 'running' || note === null) return [];
  return [line(`    ${truncate(t(note), width - 4)}`, 'accent')];
}

function itemLine(
  item: RunItem,
  width: number,
  theme: Theme,
  t: (message: RunItem['title']) => string,
  now: number,
): Line {
  const { signs } = theme;
  const running = item.state === 'running';
  const sign = {
    waiting: signs.waiting,
    running: signs.running,
    done: signs.done,
    failed: signs.failed,
    skipped: signs.waiting,
  };
  const style = {
    waiting: 'dim',
    running: 'focus',
    done: 'good',
    failed: 'bad',
    skipped: 'warn',
  } as const;
  const time = running && item.startedAt !== null ? clock(now - item.startedAt) : '';
  const word = running ? time : t(msg(`tui.item-${item.state}`));
  const room = width - 4 - widthOf(word);
  const whole = t(item.title);
  const title: Span = {
    text: pad(widthOf(whole) <= room ? whole : t(shortTitle(item.title)), room),
  };
  return [
    { text: `${sign[item.state]} `, style: style[item.state] },
    running ? { ...title, style: 'focus' } : title,
    { text: `  ${word}`, style: 'dim' },
  ];
}
