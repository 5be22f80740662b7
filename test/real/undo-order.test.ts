/** A run that is taken back while one that came later still stands on what it made. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

describeReal('Runs that are taken back in another order', () => {
  let host: TestHost;
  let fresh: Manifest;
  const runs: string[] = [];
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    fresh = await manifest(host);
  });
  afterAll(() => host?.down());

  const undo = (run: string | undefined) => wizardCli(host, ['undo', '--yes', run ?? 'none']);

  it('are made: Podman first, Docker later', async () => {
    for (const engine of ['podman', 'docker']) {
      const done = await wizardCli(host, ['apply', '--yes', '--user', 'alice', '--engine', engine]);
      expect(done.code, told(done)).toBe(0);
      const listed = await wizardCli(host, ['runs', '--json']);
      runs.push(JSON.parse(listed.stdout).runs[0].id);
    }
    await serve(host, 'alice', 'docker', 8002);
    expect(await answer(host, 8002)).toBe(HELLO);
  });

  it('leave Docker what it needs when the older one is taken back', async () => {
    const [podman, docker] = runs;
    const done = await undo(podman);
    expect(done.code, told(done)).toBe(0);
    expect(told(done)).toContain(`rootless-wizard undo ${docker}`);
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('alice\n');
    expect(await host.must('cat /etc/subuid')).toBe('alice:100000:65536\n');
    const socket = await host.exec(['systemctl', '--user', 'is-active', 'podman.socket'], {
      user: 'alice',
    });
    expect(socket.stdout.trim()).toBe('inactive');
    expect(await answer(host, 8002)).toBe(HELLO);
    const plan = await wizardCli(host, [
      'plan',
      '--user',
      'alice',
      '--engine',
      'docker',
      '--detailed-exitcode',
    ]);
    expect(plan.code, told(plan)).toBe(0);
    await remove(host, 'alice', 'docker', 'web-docker-8002');
  });

  it('are refused to the script of the older one, which names that of the later one', async () => {
    const script = (run: string | undefined) =>
      `/root/.local/state/rootless-wizard/runs/${run}/undo.sh`;
    const refused = await host.exec(['sh', script(runs[0])]);
    expect(refused.code, told(refused)).toBe(1);
    expect(refused.stdout).toContain(script(runs[1]));
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('alice\n');
  });

  it('leave the host as it was, when the later and then the rest of the older one are taken back', async () => {
    for (const run of [runs[1], runs[0]]) {
      const done = await undo(run);
      expect(done.code, told(done)).toBe(0);
    }
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
    // Made for Podman's units and used for Docker's: they were not empty when Podman's run went.
    const way = /^\/home\/alice\/\.config\/systemd(\/user)?$/;
    const packaged = await ofPackages(host);
    const may = (path: string) => packaged(path) || way.test(path);
    expect(differences(fresh, await manifest(host), may)).toEqual([]);
  });
});
