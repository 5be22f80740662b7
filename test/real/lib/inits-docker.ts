/** Docker as a service of the host that belongs to an ordinary user, under whatever starts things there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../../hosts/hosts.ts';
import { answer, HELLO, remove, serve } from './containers.ts';
import { bootInit, type Init, reboot } from './inits.ts';
import { itServesOthers } from './inits-engines.ts';
import { differences, type Manifest, manifest, ofPackages } from './manifest.ts';
import { describeReal, told, wizardCli } from './real.ts';

const ARGS = ['--engine', 'docker', '--user', 'alice'];
const SERVICE = 'rootless-docker-alice';

/** From a fresh Debian to Docker, over a boot, and back; then the other engines. */
export function servesEngines(init: Init): void {
  describeReal(`Engines under ${init.name}, on trixie`, () => {
    let host: TestHost;
    let fresh: Manifest;
    beforeAll(async () => {
      host = await bootInit(init);
      fresh = await manifest(host);
    });
    afterAll(() => host?.down());

    it('goes from nothing to a container, and what is left to do is nothing', async () => {
      const done = await wizardCli(host, ['apply', '--yes', ...ARGS]);
      expect(done.code, told(done)).toBe(0);
      await serve(host, 'alice', 'docker', 8080);
      expect(await answer(host, 8080)).toBe(HELLO);
      await remove(host, 'alice', 'docker', 'web-docker-8080');
      expect(await host.must(['ps', '-o', 'user=', '-C', 'dockerd'])).toBe('alice\n');
      const again = await wizardCli(host, ['plan', ...ARGS, '--detailed-exitcode']);
      expect(again.code, told(again)).toBe(0);
    });

    it('comes back with the next boot, with its runtime directory and groups of the user', async () => {
      await reboot(host, init, [SERVICE]);
      expect(await host.must(['stat', '-c', '%a %U', '/run/user/1000'])).toBe('700 alice\n');
      const groups = await host.must(
        `grep ^Groups: "/proc/$(pgrep -u alice -x rootlesskit | head -n 1)/status"`,
      );
      expect(groups.trim().split(/\s+/).slice(1).sort()).toEqual(
        (await host.must('id -G alice')).trim().split(' ').sort(),
      );
      await serve(host, 'alice', 'docker', 8081);
      expect(await answer(host, 8081)).toBe(HELLO);
      await remove(host, 'alice', 'docker', 'web-docker-8081');
    });

    it('is started again when the daemon dies, and so is a container that is to be', async () => {
      const ask = `docker -H unix:///run/user/1000/docker.sock version --format '{{.Server.Os}}'`;
      const run = 'docker run -d --name kept --restart=always -p 8083:80 localhost/web:1';
      await host.must(`${run} /bin/httpd -f -p 80 -h /www`, { user: 'alice' });
      await host.must(`
        old=$(pgrep -u alice -x dockerd); kill -KILL "$(pgrep -u alice -x rootlesskit | head -n 1)"
        timeout 60 tail --pid="$old" -f /dev/null
        timeout 60 sh -c 'until pgrep -u alice -x dockerd >/dev/null && ${ask}; do sleep 0.2; done'`);
      expect(await answer(host, 8083)).toBe(HELLO);
      await remove(host, 'alice', 'docker', 'kept');
    });

    it('takes it back without the packages', async () => {
      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect((await host.exec('ps -C dockerd,rootlesskit,logger -o user=')).stdout).toBe('');
      expect((await host.exec(`ls ${init.boot} | grep ${SERVICE}`)).code).toBe(1);
      expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    });

    itServesOthers(() => host, init);
  });
}
