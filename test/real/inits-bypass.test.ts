/** bypass4netns where something else than systemd starts things: part of what the service of nerdctl runs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { bringNerdctl } from '../hosts/nerdctl.ts';
import { applied, planned, shown } from './lib/applied.ts';
import { ALICE, bootInit, OPENRC, RUNIT, reboot, serves } from './lib/inits.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { describeReal, told, wizardCli } from './lib/real.ts';

const ENGINE = ['--engine', 'nerdctl', '--user', 'alice'];
const WANTED = ['--set', 'service.nerdctl-bypass=true', '--accept-risk', 'bypass-ports'];
const HELPERS = 'pgrep -u alice -cf "^[^ ]*/bypass4netns --socket="';

for (const init of [OPENRC, RUNIT]) {
  describeReal(`bypass4netns under ${init.name}, on trixie`, () => {
    let host: TestHost;
    let fresh: Manifest;
    beforeAll(async () => {
      host = await bootInit(init);
    });
    afterAll(() => host?.down());

    /** The program that listens there, once: the container's own, and not rootlesskit. */
    const listener = async (): Promise<string> =>
      (await host.must('ss -H -ltnp "sport = :8090"')).match(/users:\(\("([^"]+)"/)?.[1] ?? '';

    it('is set up with its risk accepted, and is proven to be used', async () => {
      const { path, sha256 } = await bringNerdctl(host, 'bypass');
      fresh = await manifest(host);
      const archive = ['--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
      const refused = await wizardCli(host, [
        ...['apply', '--yes', ...ENGINE, ...archive],
        ...WANTED.slice(0, 2),
      ]);
      expect(refused.code, told(refused)).not.toBe(0);
      expect(refused.stderr).toContain('bypass-ports');
      const run = await applied(host, [...ENGINE, ...archive, ...WANTED]);
      expect({ code: run.code, failed: run.failed }, shown(run)).toEqual({ code: 0, failed: [] });
      expect(run.proofs, shown(run)).toMatchObject({ 'verify.nerdctl.bypass': 'ok' });
    }, 900_000);

    it('is known afterwards, and nothing is left to do', async () => {
      expect((await planned(host, ENGINE)).changes).toEqual([]);
      const check = await wizardCli(host, ['check', '--json', ...ENGINE, 'nerdctl.bypass4netns']);
      expect(check.stdout).toContain('/etc/rootless-wizard/rootless-nerdctl-alice');
    });

    it('is there before the containers that need it, at boot and after a crash', async () => {
      await host.must(
        `nerdctl import /srv/web.tar localhost/web:1 >/dev/null 2>&1
        nerdctl run -d --name kept --restart=always -p 8090:80 --annotation nerdctl/bypass4netns=true localhost/web:1 /bin/httpd -f -p 80 -h /www`,
        ALICE,
      );
      await serves(host, 8090);
      expect(await listener()).toBe('httpd');
      await reboot(host, init, ['rootless-nerdctl-alice'], async () => {
        expect((await host.exec('pgrep -u alice "bypass4netns|containerd"')).code).toBe(1);
      });
      await serves(host, 8090);
      expect(await listener()).toBe('httpd');
      await host.must(`old=$(pgrep -u alice -x containerd | head -n 1)
        kill -KILL "$(pgrep -u alice -x rootlesskit | head -n 1)"
        timeout 60 tail --pid="$old" -f /dev/null`);
      await host.must(
        `timeout 60 sh -c 'until [ "$(nerdctl ps -q --filter status=running | wc -l)" = 1 ]; do sleep 0.3; done' 2>&1`,
        ALICE,
      );
      await serves(host, 8090);
      expect(await listener()).toBe('httpd');
      expect((await host.must(HELPERS)).trim()).toBe('1');
      await host.must('nerdctl rm -f kept >/dev/null', ALICE);
    });

    it('goes with a no of later, and is there again when that is taken back', async () => {
      const run = await applied(host, [...ENGINE, '--set', 'service.nerdctl-bypass=false']);
      expect(run.made, shown(run)).toContain('service.nerdctl-program');
      expect((await host.exec('pgrep -u alice bypass4netns')).code).toBe(1);
      for (const gone of [false, true]) {
        const undo = await wizardCli(host, ['undo', '--yes']);
        expect(undo.code, told(undo)).toBe(0);
        expect((await host.exec('pgrep -u alice bypass4netnsd')).code).toBe(gone ? 1 : 0);
      }
      expect((await host.exec('pgrep -u alice "bypass4netns|containerd|rootlesskit"')).code).toBe(
        1,
      );
      expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    });
  });
}
