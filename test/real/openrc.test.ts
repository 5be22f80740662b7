/** A Debian that OpenRC runs: Docker as a service of the host that belongs to an ordinary user. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const ARGS = ['--engine', 'docker', '--user', 'alice'];
const SERVICE = 'rootless-docker-alice';

describeReal('Docker under OpenRC, on trixie', () => {
  let host: TestHost;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie', noSystemd: true });
    // As on a host that OpenRC has booted: it is there, and the runlevel is reached. Its package excludes
    // systemd's, which came with the tree, so it is unpacked.
    await host.must(`
      for deb in /srv/repo/{openrc,librc1,libeinfo1}*.deb; do dpkg-deb -x "$deb" /; done
      ldconfig
      touch /etc/insserv.conf
      # Gentoo's package brings this file, Alpine's OpenRC asks no PAM; Debian's asks and has none.
      printf '%s required pam_permit.so\\n' auth account session >/etc/pam.d/supervise-daemon
      mkdir -p /etc/runlevels/default /run/openrc/{daemons,exclusive,failed,hotplugged,inactive,options,scheduled,started,starting,stopping,tmp,wasinactive}
      touch /run/openrc/softlevel`);
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

  it('comes back with the next boot, with its runtime directory', async () => {
    await host.must(`rc-service ${SERVICE} stop && rm -rf /run/user`);
    // What OpenRC does at boot: start all of the runlevel.
    await host.must(
      `rc-status --format ini default | grep -q '^${SERVICE}' && rc-service ${SERVICE} start`,
    );
    expect(await host.must(['stat', '-c', '%a %U', '/run/user/1000'])).toBe('700 alice\n');
    await serve(host, 'alice', 'docker', 8081);
    expect(await answer(host, 8081)).toBe(HELLO);
    await remove(host, 'alice', 'docker', 'web-docker-8081');
  });

  it('is started again when the daemon dies', async () => {
    const ask = `docker -H unix:///run/user/1000/docker.sock version --format '{{.Server.Os}}'`;
    await host.must(`
      old=$(pgrep -u alice -x dockerd); kill -KILL "$(pgrep -u alice -x rootlesskit | head -n 1)"
      timeout 60 tail --pid="$old" -f /dev/null
      timeout 60 sh -c 'until pgrep -u alice -x dockerd >/dev/null && ${ask}; do sleep 0.2; done'`);
  });

  it('takes it back without the packages', async () => {
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect((await host.exec('ps -C dockerd,rootlesskit -o user=')).stdout).toBe('');
    expect((await host.exec(`rc-update show | grep ${SERVICE}`)).code).toBe(1);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });
});
