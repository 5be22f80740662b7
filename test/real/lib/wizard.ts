/** The wizard in a real terminal of 80x24, driven as a person drives it. */
import { expect, onTestFailed, onTestFinished } from 'vitest';
import type { en } from '../../../src/i18n/en/index.ts';
import { translator } from '../../../src/i18n/translate.ts';
import type { Message } from '../../../src/model/message.ts';
import type { TestHost } from '../../hosts/hosts.ts';
import { CLI } from './real.ts';
import { KEY, openScreen, type RealScreen } from './screen.ts';

const t = translator('en');

/** The sentence of the catalogue, so that a test holds what is said and not how. */
export function says(key: keyof typeof en, args: Message['args'] = {}): string {
  return t({ key, args });
}

/** The summary or the review with its plan worked out. */
export const PLANNED = /With these answers/;

/** How long packages may take to install, and how long the proofs may take. */
const APPLY_MS = 240_000;

/** How a run of the wizard may end on its last page. */
const ENDS = [
  'tui.done-good',
  'tui.done-made',
  'tui.done-undone',
  'tui.done-unproven',
  'tui.done-stopped',
  'tui.done-failed',
  'tui.done-nothing',
  'tui.failed-title',
] as const;

/** Starts a command of the wizard in a login of the user, in a terminal of 80x24. */
export function startWizard(
  host: TestHost,
  user: string,
  args: readonly string[] = [],
): RealScreen {
  const screen = openScreen(host.terminal(['node', CLI, ...args], { user }));
  onTestFailed(() => console.error(`the last screen:\n${screen.text()}`));
  onTestFinished(() => screen.close());
  return screen;
}

/** Takes a run of alice's back with the command `undo` in a terminal. `run`: not the newest one. */
export async function undoInTerminal(host: TestHost, run?: string): Promise<void> {
  const screen = startWizard(host, 'alice', run === undefined ? ['undo'] : ['undo', run]);
  await screen.shows(says('cli.undo-question'));
  screen.type(`y${KEY.enter}`);
  await givePassword(screen, 'alice');
  expect(await screen.ended, screen.text()).toBe(0);
}

/** From the summary: takes these engines and no others, and waits for the plan. */
export async function chooseEngines(
  screen: RealScreen,
  engines: readonly ('podman' | 'docker' | 'nerdctl')[],
): Promise<void> {
  await screen.shows(PLANNED);
  const rows = [
    ['podman', 'Podman'],
    ['docker', 'Docker'],
    ['nerdctl', 'nerdctl'],
  ] as const;
  await screen.press(KEY.enter, /❯ +\d +\[[ x]\]/);
  await screen.press(KEY.home, /❯ +1 +\[[ x]\] +Podman/);
  for (const [index, [name, title]] of rows.entries()) {
    if (index > 0) await screen.press(KEY.down, new RegExp(`❯ +${index + 1} `));
    const ticked = screen.text().includes(`[x] ${title}`);
    if (ticked === engines.includes(name)) continue;
    await screen.press(KEY.space, `${ticked ? '[ ]' : '[x]'} ${title}`);
  }
  const names = rows.filter(([name]) => engines.includes(name)).map(([, title]) => title);
  const chosen = new RegExp(`${says('answers.engines').replace('?', '\\?')} +${names.join(', ')} `);
  screen.type(KEY.enter);
  await screen.shows(chosen);
  await screen.shows(PLANNED);
}

/** From the summary to the last question before anything is changed. */
export async function goToConfirm(screen: RealScreen): Promise<void> {
  await screen.shows(PLANNED);
  await screen.press('a', says('tui.place-review'));
  await screen.shows(PLANNED);
  await screen.press('a', says('tui.confirm'));
}

/** How often sudo was answered on a screen. */
const answered = new WeakMap<RealScreen, number>();

/**
 * Types the password that sudo asks for on the bare screen. An earlier prompt may still stand there, and what
 * is typed before sudo asks is thrown away by it: the next prompt is waited for.
 */
export async function givePassword(screen: RealScreen, user: string): Promise<void> {
  const before = answered.get(screen) ?? 0;
  await screen.shows(function theNextPasswordPrompt() {
    return screen.written().split(`password for ${user}:`).length - 1 > before;
  });
  answered.set(screen, before + 1);
  screen.type(`${user}${KEY.enter}`);
}

/** Waits for the last page and says which it is. */
export async function lastPage(screen: RealScreen): Promise<(typeof ENDS)[number]> {
  const which = await screen.showsOneOf(
    ENDS.map((key) => says(key)),
    APPLY_MS,
  );
  return ENDS[which] ?? 'tui.done-failed';
}

/** From the last question to the last page. */
export async function agreeAndWait(
  screen: RealScreen,
  password: string | null,
): Promise<(typeof ENDS)[number]> {
  screen.type(KEY.enter);
  if (password !== null) await givePassword(screen, password);
  return lastPage(screen);
}

/** The whole way, from the summary to a proof that containers run (or without one). */
export async function applyAll(
  screen: RealScreen,
  password: string | null,
  end: 'tui.done-good' | 'tui.done-made' = 'tui.done-good',
): Promise<void> {
  await goToConfirm(screen);
  expect(await agreeAndWait(screen, password), screen.text()).toBe(end);
}

/** Leaves the last page; what stays on the terminal must tell how it ended. */
export async function finish(screen: RealScreen, end: (typeof ENDS)[number]): Promise<void> {
  screen.type('q');
  expect(await screen.ended, screen.text()).toBe(0);
  expect(screen.written()).toContain(says(end));
}
