/** nerdctl as a service of the host, under whatever starts things there. */
import { expect, it } from 'vitest';
import type { TestHost } from '../../hosts/hosts.ts';
import { bringNerdctl } from '../../hosts/nerdctl.ts';
import { ALICE, type Init, keep, reboot, serves } from './inits.ts';
import { differences, manifest, ofPackages } from './manifest.ts';
import { told, wizardCli } from './real.ts';

const SERVICE = 'rootless-nerdctl-alice';
const ENGINE = ['--engine', 'nerdctl', '--user', 'alice'];
const BUILD_MS = 900_000;

/** Tests for a host on which nothing is set up for alice; afterwards it is as it was. */
export function itServesNerdctl(hostOf: () => TestHost, init: Init): void {
  it(
    `starts nerdctl with the host, and its containers again, under ${init.name}`,
    async () => {
      const host = hostOf();
      const { path, sha256 } = await bringNerdctl(host, init.name === 'OpenRC' ? 'full' : 'small');
      const before = await manifest(host);
      const archive = ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
      // BuildKit is in the archive under OpenRC; one proof of it is enough.
      const proofs = init.name === 'OpenRC' ? [] : ['--set', 'verify=false'];
      const done = await wizardCli(host, ['apply', '--yes', ...ENGINE, ...archive, ...proofs]);
      expect(done.code, told(done)).toBe(0);
      await keep(host, 'nerdctl', 8090);
      // Shells that people type into find it by the start file.
      expect(await host.must(`bash -ic 'nerdctl ps -q' 2>/dev/null`, { user: 'alice' })).not.toBe(
        '',
      );
      // A process that is not the container's root: the next containerd could not end it.
      await host.must(
        'nerdctl run -d --name other --restart=always -u 999 localhost/web:1 /bin/sh -c "trap exit TERM; sleep 600 & wait"',
        ALICE,
      );
      const again = await wizardCli(host, ['plan', ...ENGINE, '--detailed-exitcode']);
      expect(again.code, told(again)).toBe(0);

      await reboot(host, init, SERVICE);
      await serves(host, 8090);

      await host.must(`kill -KILL "$(pgrep -u alice -x rootlesskit | head -n 1)"`);
      await host.must(
        `timeout 60 sh -c 'until [ "$(nerdctl ps -q --filter status=running | wc -l)" = 2 ]; do sleep 0.3; done' 2>&1`,
        ALICE,
      );
      await serves(host, 8090);

      const docker = await wizardCli(host, ['plan', '--engine', 'docker', '--user', 'alice']);
      expect(docker.code, told(docker)).toBe(2);

      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect((await host.exec(`ls ${init.boot} | grep ${SERVICE}`)).code).toBe(1);
      expect(
        (await host.exec('ps -C containerd,rootlesskit,httpd,buildkitd -o args=')).stdout,
      ).toBe('');
      expect(differences(before, await manifest(host), await ofPackages(host))).toEqual([]);
    },
    BUILD_MS,
  );
}
