/**
 * The migration as a person does it: in the wizard's own screens, from the list of what runs to the last page.
 * One project is moved to rootless Podman, which is set up first; another is ticked off and stays, running.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer } from './lib/containers.ts';
import { bootServer, ROOTFUL } from './lib/docker-server.ts';
import { CLI, describeReal, GREETING } from './lib/real.ts';
import { KEY, openScreen, type RealScreen } from './lib/screen.ts';
import { PLANNED, says } from './lib/wizard.ts';

/** From the review to the last question, with every risk accepted by itself. */
async function toTheLastQuestion(screen: RealScreen, risks: number): Promise<void> {
  await screen.shows(PLANNED);
  if (risks > 0) {
    await screen.press('a', says('tui.risks-intro'));
    for (let row = 0; row < risks; row += 1) screen.type(`${KEY.space}${KEY.down}`);
    await screen.shows(() => !screen.text().includes(says('tui.risk-not-accepted')));
  }
  await screen.press('a', says('tui.confirm'));
}

describeReal('the screens of a migration, on trixie', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootServer({ PROJECTS: 'web', PLAIN: 'no', MANY: '100', SPARSE: '8388608' });
  });
  afterAll(() => host?.down());

  it('lead from what root runs to containers that answer under the new engine', async () => {
    const args = ['migrate', '--user', 'alice', '--engine', 'podman'];
    const screen = openScreen(host.terminal(['node', CLI, ...args]));
    try {
      // What was found, each with its judgement; the set-up comes first.
      await screen.shows('[x] notes');
      await screen.shows(/ - +special +stays where it is/);
      await screen.shows(says('moving.set-up-first', { user: 'alice' }));
      await screen.shows(/\[x\] web +3 containers/);
      // One project now; what stays can be asked why.
      for (let row = 0; !/❯ \[.\] notes/.test(screen.text()) && row < 12; row += 1) {
        const before = screen.text();
        await screen.press(KEY.down, () => screen.text() !== before);
      }
      await screen.press(KEY.space, /❯ \[ \] notes/);
      await screen.press(KEY.end, /❯ {2}- /);
      await screen.press(KEY.enter, says('moving.stays-means'));
      await screen.press(KEY.escape, /❯ {2}- /);

      // The set-up, with the port that the project needs.
      await screen.press('a', says('ways.volumes'));
      await screen.press(KEY.enter, says('tui.place-review'));
      await toTheLastQuestion(screen, 1);
      screen.type(KEY.enter);
      await screen.shows(says('moving.engine-ready'), 240_000);

      // The move: of the one project only, and root's Docker goes on for the rest.
      await screen.shows(/\[ \] notes/);
      await screen.press('a', /Move: web/);
      expect(screen.text()).not.toContain('Move: notes');
      await toTheLastQuestion(screen, 0);
      screen.type(KEY.enter);
      const end = await screen.showsOneOf([says('moving.done'), says('tui.done-failed')], 120_000);
      expect(end, screen.text()).toBe(0);
      await screen.shows(says('moving.proven', { name: 'web-one-1' }));
      await screen.shows('podman ps');
      screen.type('q');
      expect(await screen.ended, screen.text()).toBe(0);
      expect(screen.written()).toContain('rootless-wizard migrate --finish');
    } finally {
      screen.close();
    }

    const moved = await host.must(`podman ps --format '{{.Names}}'`, { user: 'alice' });
    expect(moved.trim().split('\n').sort()).toEqual(['web-one-1', 'web-three-1', 'web-two-1']);
    const left = await host.must(`${ROOTFUL} ps --format '{{.Names}}'`);
    expect(left.trim().split('\n').sort()).toEqual(['notes', 'onhost', 'special']);
    for (const port of [443, 8082]) expect(await answer(host, port)).toContain(GREETING);
    expect(await answer(host, 8083)).toContain('from the host');
  });

  it('leave a run that undo takes back', async () => {
    const undone = await host.exec(['node', CLI, 'undo', '--yes']);
    expect(undone.code, undone.stderr).toBe(0);
    const left = await host.must(`${ROOTFUL} ps --format '{{.Names}}'`);
    expect(left.trim().split('\n')).toContain('web-one-1');
    expect(await answer(host, 443)).toContain(GREETING);
  });

  it('go on to the end when the terminal is lost in the middle', async () => {
    const risks = ['--accept-risk', 'low-ports', '--accept-risk', 'owners-in-place'];
    const args = ['migrate', '--user', 'alice', '--engine', 'podman', '--project', 'web'];
    const screen = openScreen(host.terminal(['node', CLI, ...args, '--yes', ...risks]));
    const old = `${ROOTFUL} ps --format '{{.Names}}' | grep -q web-one-1`;
    try {
      // Who holds the terminal dies, and the kernel hangs up; a politer end would send SIGTERM, too.
      await host.must(`while ${old}; do sleep 0.05; done; pkill -KILL -x script`, {
        timeoutMs: 120_000,
      });
    } finally {
      screen.close();
    }
    await host.must('while pgrep -f "[c]li.js migrate" >/dev/null; do sleep 0.2; done', {
      timeoutMs: 120_000,
    });
    const { runs } = JSON.parse(await host.must(['node', CLI, 'runs', '--json'])) as {
      runs: readonly { readonly state: string }[];
    };
    expect(runs[0]).toMatchObject({ state: 'in-place' });
    for (const port of [443, 8082]) expect(await answer(host, port)).toContain(GREETING);
    expect((await host.exec(old)).code).toBe(1);
  });
});
