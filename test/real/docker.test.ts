/** Docker from nothing with the packages of Debian, in a terminal; port 80 by a capability; taken back. */
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
  givePassword,
  lastPage,
  says,
  startWizard,
  undoInTerminal,
} from './lib/wizard.ts';

const SUITES: readonly Suite[] = ['bookworm', 'trixie', 'sid'];
const ROOTLESSKIT = '/usr/bin/rootlesskit';

for (const suite of SUITES) {
  describeReal(`Docker on ${suite}`, () => {
    let host: TestHost;
    let fresh: Manifest;
    beforeAll(async () => {
      host = await bootWizardHost({ suite });
      fresh = await manifest(host);
    });
    afterAll(() => host?.down());

    it('goes from nothing to a container in a terminal of 80x24', async () => {
      const screen = startWizard(host, 'alice');
      await chooseEngines(screen, ['docker']);
      await applyAll(screen, 'alice');
      await finish(screen, 'tui.done-good');

      await serve(host, 'alice', 'docker', 8080);
      expect(await answer(host, 8080)).toBe(HELLO);
      expect(await idMap(host, 'alice', 'docker')).toBe('0:1000:1 1:100000:65536');
      const security = await host.must(['docker', 'info', '--format', '{{.SecurityOptions}}'], {
        user: 'alice',
      });
      expect(security).toContain('name=rootless');
      await remove(host, 'alice', 'docker', 'web-docker-8080');
    });

    it('leaves no daemon of root behind that was not there', async () => {
      for (const unit of ['docker.service', 'docker.socket', 'containerd.service']) {
        const active = await host.exec(['systemctl', 'is-active', unit]);
        const enabled = await host.exec(['systemctl', 'is-enabled', unit]);
        expect(active.stdout.trim(), unit).toBe('inactive');
        expect(enabled.stdout.trim(), unit).toBe('disabled');
      }
      const daemons = await host.must('ps -o user= -C dockerd,containerd | sort -u');
      expect(daemons.trim()).toBe('alice');
      expect(await host.exec('getent group docker | cut -d: -f4')).toMatchObject({ stdout: '\n' });
    });

    it('finds nothing missing by the vendor’s own check', async () => {
      const check = await host.exec(
        `PATH=/usr/share/docker.io/contrib:/usr/sbin:/sbin:$PATH
        dockerd-rootless-setuptool.sh check --force ||
          dockerd-rootless-setuptool.sh check --force --skip-iptables`,
        { user: 'alice' },
      );
      expect(check.code, told(check)).toBe(0);
      expect(check.stdout).toContain('Requirements are satisfied');
    });

    it('publishes port 80 by a capability that was accepted by name', async () => {
      const args = ['--engine', 'docker', '--user', 'alice', '--set', 'ports.method=setcap'];
      const refused = await wizardCli(host, ['apply', '--yes', ...args]);
      expect(refused.code, told(refused)).toBe(2);
      expect(refused.stderr).toContain('--accept-risk rootlesskit-ports');
      expect(await capabilities(host)).toBe('');

      const risk = ['--accept-risk', 'rootlesskit-ports'];
      const done = await wizardCli(host, ['apply', '--yes', ...args, ...risk]);
      expect(done.code, told(done)).toBe(0);
      expect(await capabilities(host)).toContain('cap_net_bind_service=ep');
      await serve(host, 'alice', 'docker', 80);
      expect(await answer(host, 80)).toBe(HELLO);
      await remove(host, 'alice', 'docker', 'web-docker-80');

      const undo = await wizardCli(host, ['undo', '--yes']);
      expect(undo.code, told(undo)).toBe(0);
      expect(await capabilities(host)).toBe('');
    });

    it('takes it back on request in the terminal, without the packages', async () => {
      const runs = await wizardCli(host, ['runs'], { user: 'alice' });
      const [run] = runs.stdout.match(/\d{8}-\S+/) ?? [];
      expect(run, told(runs)).toBeDefined();
      await undoInTerminal(host, run);
      expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
      expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
      expect((await host.exec('ps -C dockerd -o user=')).stdout).toBe('');
      expect((await host.exec(['docker', '--version'])).code).toBe(0);
    });

    // One suite is enough: the variable and the key are the same in all.
    const once = suite === 'trixie' ? it : () => {};
    once('lets containers reach the host, once that is accepted', async () => {
      const apply = (...more: string[]) =>
        wizardCli(host, ['apply', '--yes', '--user', 'alice', '--engine', 'docker', ...more]);
      // systemd listens before the command is back.
      await host.must(
        `systemd-run --quiet --unit=page --socket-property=ListenStream=127.0.0.1:8099 \
            /usr/local/bin/node -e 'require("http").createServer((_, to) => to.end("reached")).listen({ fd: 3 })'`,
      );
      const reached = async () => {
        const name = ['--add-host', 'host.docker.internal:host-gateway'];
        const ask = '/bin/busybox wget -T 5 -qO- http://host.docker.internal:8099/'.split(' ');
        return told(
          await host.exec(['docker', 'run', '--rm', ...name, 'localhost/web:1', ...ask], {
            user: 'alice',
          }),
        );
      };
      const plain = await apply('--set', 'verify=false');
      expect(plain.code, told(plain)).toBe(0);
      const web = await serve(host, 'alice', 'docker', 8081);
      await remove(host, 'alice', 'docker', web);
      expect(await reached()).not.toContain('reached');
      const reach = ['--set', 'service.docker-reach-host=true', '--set', 'verify=false'];
      const refused = await apply(...reach);
      expect(refused.stderr).toContain('host-loopback');
      const done = await apply(...reach, '--accept-risk', 'host-loopback');
      expect(done.code, told(done)).toBe(0);
      expect(await reached()).toContain('reached');
      for (const run of ['the second', 'the first']) {
        const back = await wizardCli(host, ['undo', '--yes'], { user: 'root' });
        expect(back.code, `${run}: ${told(back)}`).toBe(0);
      }
      await host.must('systemctl stop page.socket');
    });

    it('is set up and taken back again on the last page, byte for byte', async () => {
      const before = await manifest(host);
      const answers = ['--set', 'shell.docker-host=true', '--set', 'verify=false'];
      const screen = startWizard(host, 'alice', answers);
      await chooseEngines(screen, ['docker']);
      await applyAll(screen, 'alice', 'tui.done-made');
      expect(differences(before, await manifest(host))).not.toEqual([]);
      await screen.press('u', says('tui.undo-title'));
      screen.type(KEY.enter);
      await givePassword(screen, 'alice');
      expect(await lastPage(screen), screen.text()).toBe('tui.done-undone');
      await finish(screen, 'tui.done-undone');
      expect(differences(before, await manifest(host))).toEqual([]);
      expect(await host.must('ls /var/lib/systemd/linger')).toBe('');
    });
  });
}

async function capabilities(host: TestHost): Promise<string> {
  return (await host.exec(['getcap', ROOTLESSKIT])).stdout.trim();
}
