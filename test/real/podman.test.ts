/** Podman from nothing, in a terminal and as root for somebody else; port 80; and all of it taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Suite, TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, idMap, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';
import { KEY } from './lib/screen.ts';
import {
  applyAll,
  chooseEngines,
  finish,
  PLANNED,
  says,
  startWizard,
  undoInTerminal,
} from './lib/wizard.ts';

const SUITES: readonly Suite[] = ['bullseye', 'bookworm', 'trixie', 'sid'];

for (const suite of SUITES) {
  describeReal(`Podman on ${suite}`, () => {
    let host: TestHost;
    let fresh: Manifest;
    beforeAll(async () => {
      host = await bootWizardHost({ suite });
      fresh = await manifest(host);
    });
    afterAll(() => host?.down());

    it('goes from nothing to a container in a terminal of 80x24', async () => {
      const nothing = await host.must(
        'cat /etc/subuid; ls /usr/bin/podman /usr/bin/newuidmap || :',
      );
      expect(nothing).toBe('');
      const screen = startWizard(host, 'alice');
      await chooseEngines(screen, ['podman']);
      await applyAll(screen, 'alice');
      expect(screen.prose()).not.toContain(says('tui.level-fail'));
      await finish(screen, 'tui.done-good');

      expect(await host.readFile('/etc/subuid')).toBe('alice:100000:65536\n');
      expect(await host.readFile('/etc/subgid')).toBe('alice:100000:65536\n');
      // Exit 1 is how systemctl says that it found none.
      const units =
        "systemctl list-unit-files --no-legend --state=enabled 'podman*' 'netavark*' || :";
      expect(await host.must(units)).toBe('');
      const web = await serve(host, 'alice', 'podman', 8080);
      expect(await answer(host, 8080)).toBe(HELLO);
      expect(await idMap(host, 'alice', 'podman')).toBe('0:1000:1 1:100000:65536');
      const info = await host.exec(['podman', 'info'], { user: 'alice' });
      expect(told(info)).toMatch(/^exit 0\n[\s\S]*rootless: true/);
      expect(info.stderr).toBe('');
      await remove(host, 'alice', 'podman', web);
    });

    it('has nothing left to do then, and every step says why', async () => {
      const plan = await wizardCli(host, ['plan', '--engine', 'podman', '--json'], {
        user: 'alice',
      });
      const { summary, steps } = JSON.parse(plan.stdout);
      expect(summary.changes, told(plan)).toBe(0);
      for (const { id, status, because } of steps) {
        expect(['ok', 'skip'], id).toContain(status);
        expect(because.length, id).toBeGreaterThan(10);
      }
    });

    it('takes it back in the terminal, without the packages', async () => {
      await undoInTerminal(host);
      const after = await manifest(host);
      expect(differences(fresh, after, await ofPackages(host))).toEqual([]);
      expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
      const there = await host.exec(['podman', '--version']);
      expect(there.code, told(there)).toBe(0);
      const socket = await host.exec(['systemctl', '--user', 'is-active', 'podman.socket'], {
        user: 'alice',
      });
      expect(socket.stdout.trim()).not.toBe('active');
    });

    it('refuses a risk that was not accepted by name, and touches nothing', async () => {
      const before = await manifest(host);
      const low = ['apply', '--yes', '--engine', 'podman', '--user', 'bob'];
      const refused = await wizardCli(host, [...low, '--set', 'ports.method=sysctl']);
      expect(refused.code, told(refused)).toBe(2);
      expect(refused.stderr).toContain('--accept-risk low-ports');
      expect(differences(before, await manifest(host))).toEqual([]);
      expect(await portStart(host)).toBe('1024');
    });

    it('sets bob up as root without a question, with port 80, and tells events line by line', async () => {
      const before = await manifest(host);
      const args = ['--engine', 'podman', '--user', 'bob', '--set', 'ports.method=sysctl'];
      const risk = ['--accept-risk', 'low-ports'];
      const done = await wizardCli(host, ['apply', '--yes', ...args, ...risk, '--json']);
      const events = done.stdout
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row));
      expect(done.code, told(done)).toBe(0);
      expect(events[0]).toMatchObject({ type: 'version' });
      expect(events.at(-1)).toMatchObject({ type: 'result', exit: 0 });
      expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);
      expect(events.filter(({ type }) => type === 'step_failed')).toEqual([]);
      const proofs = events.filter(({ type }) => type === 'finding').map((one) => one.finding);
      expect(proofs.map(({ id }) => id)).toContain('verify.podman.low-port');
      expect(proofs.filter(({ level }) => level === 'fail' || level === 'warn')).toEqual([]);
      // Podman 3 would have to fetch an image for it.
      expect(proofs.find(({ id }) => id === 'verify.podman.network')?.level).toBe(
        suite === 'bullseye' ? 'skip' : 'ok',
      );

      expect(await portStart(host)).toBe('80');
      await serve(host, 'bob', 'podman', 80);
      expect(await answer(host, 80)).toBe(HELLO);
      await remove(host, 'bob', 'podman', 'web-podman-80');

      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect(differences(before, await manifest(host))).toEqual([]);
      expect(await portStart(host)).toBe('1024');
      expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
    });

    it('lets the command docker mean Podman, where that is asked for', async () => {
      const wrapper = ['--engine', 'podman', '--set', 'packages.podman-docker=true'];
      const done = await wizardCli(host, ['apply', '--yes', '--user', 'bob', ...wrapper]);
      expect(done.code, told(done)).toBe(0);
      // bullseye has no such package, says so, and sets up the rest.
      expect(told(done)).toContain(
        suite === 'bullseye' ? 'alias docker=podman' : 'docker run: ran',
      );
      const again = await wizardCli(host, [
        'plan',
        '--user',
        'bob',
        ...wrapper,
        '--detailed-exitcode',
      ]);
      expect(again.code, told(again)).toBe(0);
    });

    it('leaves the host untouched when the person leaves early', async () => {
      const before = await manifest(host);
      const screen = startWizard(host, 'alice');
      await screen.shows(PLANNED);
      await screen.press('a', says('tui.place-review'));
      await screen.press(KEY.escape, says('tui.place-summary'));
      screen.type('q');
      expect(await screen.ended).toBe(0);
      expect(screen.written()).toContain(says('tui.bye-untouched'));
      expect(differences(before, await manifest(host))).toEqual([]);
    });
  });
}

async function portStart(host: TestHost): Promise<string> {
  return (await host.must('cat /proc/sys/net/ipv4/ip_unprivileged_port_start')).trim();
}
