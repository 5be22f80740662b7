/** nerdctl and Podman as services of the host, under whatever starts things there. */
import { expect, it } from 'vitest';
import type { TestHost } from '../../hosts/hosts.ts';
import { bringNerdctl } from '../../hosts/nerdctl.ts';
import { ALICE, type Init, keep, reboot, serves } from './inits.ts';
import { differences, manifest, ofPackages } from './manifest.ts';
import { told, wizardCli } from './real.ts';

const NERDCTL = 'rootless-nerdctl-alice';
const PODMAN = 'rootless-podman-alice';
const USER = ['--user', 'alice'];
const BOTH = ['--engine', 'nerdctl', '--engine', 'podman', ...USER];
const BUILD_MS = 900_000;

/** What `nerdctl` runs, one name a line, in order. */
const RUNNING = `nerdctl ps --format '{{.Names}}' --filter status=running | sort | tr '\\n' ' '`;

/** A test for a host on which nothing is set up for alice; afterwards it is as it was. */
export function itServesOthers(hostOf: () => TestHost, init: Init): void {
  it(
    `starts nerdctl with the host, and containers of Podman, under ${init.name}`,
    async () => {
      const host = hostOf();
      const full = init.name === 'OpenRC';
      const { path, sha256 } = await bringNerdctl(host, full ? 'full' : 'small');
      const before = await manifest(host);
      const archive = ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
      const args = ['apply', '--yes', ...BOTH, ...archive, '--set', 'verify=false'];
      const done = await wizardCli(host, args);
      expect(done.code, told(done)).toBe(0);

      await keep(host, 'nerdctl', 8090);
      await keep(host, 'podman', 8091);
      // Shells that people type into find it by the start file.
      expect(await host.must(`bash -ic 'nerdctl ps -q' 2>/dev/null`, { user: 'alice' })).not.toBe(
        '',
      );
      // Not the container's root: the next containerd could not end it.
      const other = `nerdctl run -d --name other --restart=always -u 999 localhost/web:1 /bin/sh -c "trap exit TERM; sleep 600 & wait"`;
      await host.must(`${other}; podman run -d --name once localhost/web:1 /bin/sleep 600`, ALICE);
      const again = await wizardCli(host, ['plan', ...BOTH, '--detailed-exitcode']);
      expect(again.code, told(again)).toBe(0);

      await reboot(host, init, [NERDCTL, PODMAN], async () => {
        // Told to end by the service, not by the end of everything.
        const state = ['podman', 'inspect', '-f', '{{.State.ExitCode}} {{.State.Running}}', 'kept'];
        expect(await host.must(state, ALICE)).toBe('0 false\n');
        expect((await host.exec('ps -C containerd,rootlesskit,buildkitd -o args=')).stdout).toBe(
          '',
        );
      });
      await serves(host, 8090);
      await serves(host, 8091);
      expect(await host.must(['podman', 'ps', '--format', '{{.Names}}'], ALICE)).toBe('kept\n');

      await host.must(`kill -KILL "$(pgrep -u alice -x rootlesskit | head -n 1)"`);
      await host.must(
        `timeout 60 sh -c 'until [ "$(${RUNNING.replaceAll("'", `'\\''`)})" = "kept other " ]; do sleep 0.3; done' 2>&1`,
        ALICE,
      );
      await serves(host, 8090);
      await serves(host, 8091);

      if (full) {
        await host.must('nerdctl rm -f kept other >/dev/null', ALICE);
        // Another configuration counts at once; BuildKit is among the proofs.
        const root = '/var/lib/rootless/alice/nerdctl';
        const moved = ['--set', `storage.nerdctl.root=${root}`, '--accept-risk', 'hidden-store'];
        const proven = await wizardCli(host, [
          ...['apply', '--yes', '--engine', 'nerdctl', ...USER],
          ...moved,
        ]);
        expect(proven.code, told(proven)).toBe(0);
        expect(proven.stdout + proven.stderr).toContain(`containerd uses ${root}/containerd`);
        expect(proven.stdout + proven.stderr).toContain('an image was built from a Dockerfile');
        const back = await wizardCli(host, ['undo', '--yes']);
        expect(back.code, told(back)).toBe(0);
        expect((await host.must(['nerdctl', 'images', '-q'], ALICE)).trim()).not.toBe('');
      }

      const docker = await wizardCli(host, ['plan', '--engine', 'docker', ...USER]);
      expect(docker.code, told(docker)).toBe(2);

      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect((await host.exec(`ls ${init.boot} | grep rootless-`)).code).toBe(1);
      expect((await host.exec(`pgrep -u alice -f "containerd|rootlesskit|${PODMAN}"`)).code).toBe(
        1,
      );
      expect(differences(before, await manifest(host), await ofPackages(host))).toEqual([]);
    },
    BUILD_MS,
  );
}
