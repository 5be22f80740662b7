/** The wizard started as root: it asks for whom. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, serve } from './lib/containers.ts';
import { bootWizardHost, describeReal } from './lib/real.ts';
import { KEY } from './lib/screen.ts';
import { applyAll, finish, goToConfirm, PLANNED, says, startWizard } from './lib/wizard.ts';

describeReal('The wizard as root', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
  });
  afterAll(() => host?.down());

  it('sets up one of the ordinary users', async () => {
    const screen = startWizard(host, 'root');
    await screen.shows(says('tui.user-title'));
    for (const shown of ['alice', 'bob', says('tui.user-new')]) {
      expect(screen.text()).toContain(shown);
    }
    // root itself is none of them.
    expect(screen.text()).not.toMatch(/❯.*\broot\b|^\s+root\b/m);
    await screen.press(KEY.down, /❯.*bob/);
    await screen.press(KEY.enter, PLANNED);
    await applyAll(screen, null);
    await finish(screen, 'tui.done-good');
    await serve(host, 'bob', 'podman', 8081);
    expect(await answer(host, 8081)).toBe(HELLO);
  });

  it('makes a new account for containers and sets it up to the end', async () => {
    const screen = startWizard(host, 'root');
    await screen.shows(says('tui.user-title'));
    await screen.press(KEY.end, new RegExp(`❯.*${says('tui.user-new')}`));
    await screen.press(KEY.enter, says('tui.user-new-name'));
    await screen.press(KEY.enter, PLANNED);
    expect(await host.exec('getent passwd containers')).toMatchObject({ code: 2 });
    await goToConfirm(screen);
    await screen.press(KEY.enter, says('cli.account-made'));
    expect(await host.must('getent passwd containers')).toContain('/home/containers');
    expect(screen.prose()).toContain('for containers');
    await applyAll(screen, null);
    await finish(screen, 'tui.done-good');
    expect(await host.must('grep -c containers /etc/subuid')).toBe('1\n');
    await serve(host, 'containers', 'podman', 8082);
    expect(await answer(host, 8082)).toBe(HELLO);
  });
});
