/** A run that is taken back while one that came later still stands on what it made. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, CLI, describeReal, GREETING, told, wizardCli } from './lib/real.ts';
import { KEY, openScreen } from './lib/screen.ts';
import { says } from './lib/wizard.ts';

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

describeReal("A set-up of the user's own, onto which root moved a container", () => {
  let host: TestHost;
  const alice = { user: 'alice' } as const;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await host.must(`echo 'alice ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/alice
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        docker.io docker-cli iptables >/dev/null
      docker import -c 'CMD ["/bin/httpd", "-f", "-p", "80", "-h", "/www"]' /srv/web.tar site:1 >/dev/null
      docker run -d --name site --stop-timeout 1 --restart always -p 8004:80 site:1 >/dev/null`);
    await setUp();
    const args = ['migrate', '--yes', '--user', 'alice', '--engine', 'docker'];
    const moved = await wizardCli(host, args);
    expect(moved.code, told(moved)).toBe(0);
  });
  afterAll(() => host?.down());

  /** The folder of alice's newest run. */
  const last = async () => {
    const listed = await wizardCli(host, ['runs', '--json'], alice);
    return `/home/alice/.local/state/rootless-wizard/runs/${JSON.parse(listed.stdout).runs[0].id}`;
  };
  /** alice sets Docker up for herself, once more. */
  async function setUp(): Promise<string> {
    const args = ['apply', '--yes', '--engine', 'docker', '--set', 'verify=false'];
    const done = await wizardCli(host, args, alice);
    expect(done.code, told(done)).toBe(0);
    return last();
  }
  const stands = async () => {
    expect(await answer(host, 8004)).toContain(GREETING);
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('alice\n');
  };
  const isGone = async () => {
    expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
    const docker = await host.exec(['systemctl', '--user', 'is-active', 'docker'], alice);
    expect(docker.stdout.trim()).not.toBe('active');
  };

  it('is not taken back by its script, as alice or as root, before that is wished', async () => {
    const script = `${await last()}/undo.sh`;
    for (const who of [alice, {}]) {
      const refused = await host.exec(['sh', script], who);
      expect(refused.code, told(refused)).toBe(1);
      expect(refused.stdout).toContain('would be taken back: site\n');
      expect(refused.stdout).toContain('--anyway');
      await stands();
    }
    const done = await host.exec(['sh', script, '--anyway'], alice);
    expect(done.code, told(done)).toBe(0);
    await isGone();
  });

  it('is not taken back by the command before its risk is accepted', async () => {
    await setUp();
    await stands();
    const refused = await wizardCli(host, ['undo', '--yes'], alice);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toContain(says('cli.undo-moved', { names: ['site'] }));
    await stands();
    const done = await wizardCli(host, ['undo', '--yes', '--accept-risk', 'stops-moved'], alice);
    expect(done.code, told(done)).toBe(0);
    await isGone();
  });

  it('is not taken back on the screen before its risk is accepted', async () => {
    // As after a crash right before the end: the run is open, and its undo is offered.
    await host.must(`sed -i '/^{"type":"end"/d' ${await setUp()}/journal.jsonl`, alice);
    const screen = openScreen(host.terminal(['node', CLI], alice));
    try {
      await screen.shows(says('tui.open-heading'));
      screen.type(`2${KEY.enter}`);
      await screen.shows(says('cli.undo-moved', { names: ['site'] }));
      await screen.press('a', says('tui.undo-risk-open'));
      await screen.press(KEY.escape, says('tui.open-heading'));
      await stands();
      screen.type(KEY.enter);
      await screen.shows(says('tui.risk-not-accepted'));
      await screen.press(KEY.space, () => !screen.text().includes(says('tui.risk-not-accepted')));
      screen.type('a');
      await screen.shows(says('tui.done-undone'), 60_000);
      screen.type('q');
      expect(await screen.ended, screen.text()).toBe(0);
    } finally {
      screen.close();
    }
    await isGone();
  });
});
