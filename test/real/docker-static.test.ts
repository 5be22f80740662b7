/**
 * Docker in the home of somebody who cannot become root, out of archives that were brought: what an
 * administrator gave is the ids and the tools for them. Debian's programs stand in for the vendor's.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, install, shown } from './lib/applied.ts';
import { answer, HELLO, idMap, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

/** Two archives as Docker packs them, one directory in each; prints their hashes. */
const MAKE = `
set -eu
work=$(mktemp -d)
of() { dpkg-deb -x /srv/repo/"$1"_*.deb "$work/deb"; }
of docker.io; of docker-cli; of containerd; of runc; of rootlesskit; of tini
mkdir "$work/docker" "$work/docker-rootless-extras"
cd "$work/deb/usr"
cp bin/docker sbin/dockerd sbin/docker-proxy bin/containerd bin/containerd-shim-runc-v2 bin/ctr sbin/runc "$work/docker"
cp bin/tini-static "$work/docker/docker-init"
cp share/docker.io/contrib/dockerd-rootless*.sh bin/rootlesskit bin/rootlesskit-docker-proxy "$work/docker-rootless-extras"
tar -C "$work" -czf /srv/docker-26.1.5.tgz docker
tar -C "$work" -czf /srv/docker-rootless-extras-26.1.5.tgz docker-rootless-extras
rm -rf "$work"
sha256sum /srv/docker-26.1.5.tgz /srv/docker-rootless-extras-26.1.5.tgz | cut -d ' ' -f 1`;

describeReal('static Docker without root, on trixie', () => {
  let host: TestHost;
  let fresh: Manifest;
  let args: readonly string[];
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await install(host, 'uidmap slirp4netns iptables dbus-user-session');
    await host.must(
      'echo bob:100000:65536 | tee -a /etc/subuid >>/etc/subgid; loginctl enable-linger bob',
    );
    const [archive = '', extras = ''] = (await host.must(MAKE)).trim().split('\n');
    const answers = {
      'docker.source': 'static',
      'docker.archive': '/srv/docker-26.1.5.tgz',
      'docker.sha256': archive,
      'docker.extras': '/srv/docker-rootless-extras-26.1.5.tgz',
      'docker.extras-sha256': extras,
      'cgroup.delegate': 'false',
    };
    const set = Object.entries(answers).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    args = ['--engine', 'docker', ...set];
    fresh = await manifest(host);
  }, 300_000);
  afterAll(() => host?.down());

  it('goes from nothing to a container', async () => {
    const run = await applied(host, args, { user: 'bob' });
    expectProven(run, 'docker');
    expect(run.made.slice(0, 2), shown(run)).toEqual([
      'packages.docker-archive',
      'packages.docker-extras',
    ]);
    expect(await host.must('ps -o args= -C dockerd')).toContain('dockerd');
    expect((await host.must('readlink /proc/$(pgrep -o dockerd)/exe')).trim()).toBe(
      '/home/bob/bin/dockerd',
    );
    await serve(host, 'bob', 'docker', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    expect(await idMap(host, 'bob', 'docker')).toBe('0:1001:1 1:100000:65536');
    await remove(host, 'bob', 'docker', 'web-docker-8080');
  });

  it('has nothing left to do', async () => {
    const again = await applied(host, args, { user: 'bob' });
    expect(again.made, shown(again)).toEqual([]);
    expectProven(again, 'docker');
  });

  it('is taken back without a trace, by whoever set it up', async () => {
    const undo = await wizardCli(host, ['undo', '--yes'], { user: 'bob' });
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host))).toEqual([]);
    expect((await host.exec('pgrep -u bob "dockerd|containerd|rootlesskit"')).code).toBe(1);
  });
});
