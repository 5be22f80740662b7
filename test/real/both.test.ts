/** Podman and Docker at once, for one user and then for a second one of the same host. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Suite, TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, idMap, serve } from './lib/containers.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';
import { applyAll, chooseEngines, finish, startWizard } from './lib/wizard.ts';

const SUITES: readonly Suite[] = ['bookworm', 'trixie'];

for (const suite of SUITES) {
  describeReal(`Both engines on ${suite}`, () => {
    let host: TestHost;
    beforeAll(async () => {
      host = await bootWizardHost({ suite });
    });
    afterAll(() => host?.down());

    it('are set up at once for one user', async () => {
      const screen = startWizard(host, 'alice');
      await chooseEngines(screen, ['podman', 'docker']);
      await applyAll(screen, 'alice');
      await finish(screen, 'tui.done-good');
      await serve(host, 'alice', 'podman', 8001);
      await serve(host, 'alice', 'docker', 8002);
      expect(await answer(host, 8001)).toBe(HELLO);
      expect(await answer(host, 8002)).toBe(HELLO);
    });

    it('are set up for a second user beside the first', async () => {
      const engines = ['--engine', 'podman', '--engine', 'docker'];
      const compose = ['--set', 'packages.compose=true'];
      const done = await wizardCli(host, [
        'apply',
        '--yes',
        '--user',
        'bob',
        ...engines,
        ...compose,
      ]);
      // Each engine's compose brings a project up and down; bookworm has none of today for Docker, and says so.
      expect(done.code, told(done)).toBe(0);
      expect(told(done)).toContain('compose up: ');
      expect(done.stdout.includes('docker.source: docker')).toBe(suite === 'bookworm');
      expect(told(done).match(/compose down: nothing is left of it/g)).toHaveLength(
        suite === 'bookworm' ? 1 : 2,
      );
      await serve(host, 'bob', 'podman', 8003);
      await serve(host, 'bob', 'docker', 8004);
      for (const port of [8001, 8002, 8003, 8004]) {
        expect(await answer(host, port), String(port)).toBe(HELLO);
      }
    });

    it('share no id between the users', async () => {
      for (const file of ['/etc/subuid', '/etc/subgid']) {
        const rows = (await host.must(['cat', file])).trim().split('\n').sort();
        expect(rows).toEqual(['alice:100000:65536', 'bob:165536:65536']);
      }
      for (const command of ['podman', 'docker'] as const) {
        expect(await idMap(host, 'alice', command)).toBe('0:1000:1 1:100000:65536');
        expect(await idMap(host, 'bob', command)).toBe('0:1001:1 1:165536:65536');
      }
    });
  });
}
