/** A Debian without systemd, as a bare build machine is: Podman from nothing for an ordinary user. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Suite, TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';
import { says } from './lib/wizard.ts';

const SUITES: readonly Suite[] = ['bookworm', 'trixie'];

for (const suite of SUITES) {
  describeReal(`Without systemd, on ${suite}`, () => {
    let host: TestHost;
    let fresh: Manifest;
    beforeAll(async () => {
      host = await bootWizardHost({ suite, noSystemd: true });
      fresh = await manifest(host);
    });
    afterAll(() => host?.down());

    it('says plainly what is lost', async () => {
      const plan = await wizardCli(host, ['plan', '--engine', 'podman', '--user', 'alice']);
      expect(plan.code, told(plan)).toBe(0);
      expect(plan.stdout).toContain(says('steps.without-systemd'));
      expect(plan.stdout).toContain(says('steps.linger-no-systemd'));
      expect(plan.stdout).toContain(says('steps.cgroup-no-systemd'));
    });

    it('goes from nothing to a container', async () => {
      const done = await wizardCli(host, [
        'apply',
        '--yes',
        '--engine',
        'podman',
        '--user',
        'alice',
      ]);
      expect(done.code, told(done)).toBe(0);
      expect(done.stderr + done.stdout).toContain(says('verify.run', { engine: 'Podman' }));
      expect(await host.must(['stat', '-c', '%a %U:%G', '/run/user/1000'])).toBe(
        '700 alice:alice\n',
      );
      await host.must('true', { user: 'alice' });
      await serve(host, 'alice', 'podman', 8080);
      expect(await answer(host, 8080)).toBe(HELLO);
      await host.must(['podman', 'rm', '-f', 'web-podman-8080'], { user: 'alice' });
    });

    it('has nothing left to do then', async () => {
      const args = ['plan', '--engine', 'podman', '--user', 'alice', '--detailed-exitcode'];
      const plan = await wizardCli(host, args);
      expect(plan.code, told(plan)).toBe(0);
    });

    it('takes it back without the packages', async () => {
      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    });
  });
}
