/**
 * Podman 6, which no release of Debian has yet: from nothing to a container, what its own rules for configuration
 * files mean for the places of a user, and all of it taken back. It is built from its source (`lib/podman-6.ts`).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, planned } from './lib/applied.ts';
import { answer, HELLO, idMap, remove, serve } from './lib/containers.ts';
import { containersOf, rootlessVolume, volumeOf } from './lib/home-server.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bringPodman6 } from './lib/podman-6.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const ALICE = ['--engine', 'podman', '--user', 'alice'];
const MOVE = ['migrate', '--yes', ...ALICE];

describeReal('Podman 6, built from its source, on trixie', () => {
  let host: TestHost;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    await bringPodman6(host);
    fresh = await manifest(host);
  }, 900_000);
  afterAll(() => host?.down());

  it('goes from nothing to a container and a network of its own', async () => {
    const done = await applied(host, ALICE);
    expectProven(done, 'podman');
    expect(done.proofs['verify.podman.network']).toBe('ok');
    expect(done.made).toContain('storage.containers-conf');
    const info = await host.exec(['podman', 'info', '--format', 'json'], { user: 'alice' });
    expect(info.stderr).toBe('');
    const { version, host: seen, store } = JSON.parse(info.stdout);
    expect(version.Version).toBe('6.0.2');
    expect(seen.security.rootless).toBe(true);
    expect(seen.rootlessNetworkCmd).toBe('pasta');
    expect(seen.networkBackendInfo).toMatchObject({
      backend: 'netavark',
      version: 'netavark 2.0.0',
      dns: { version: 'aardvark-dns 2.0.0' },
    });
    expect(store.graphDriverName).toBe('overlay');
    expect(store.graphRoot).toBe('/home/alice/.local/share/containers/storage');

    await serve(host, 'alice', 'podman', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    expect(await idMap(host, 'alice', 'podman')).toBe('0:1000:1 1:100000:65536');
    await remove(host, 'alice', 'podman', 'web-podman-8080');
  });

  it('starts containers again when the services of the user start', async () => {
    await serve(
      host,
      'alice',
      'podman',
      8081,
      [],
      ['--restart=unless-stopped', '--stop-timeout=1'],
    );
    await host.must('systemctl stop user@1000.service');
    await expect(fetch(`http://${host.address}:8081/`)).rejects.toThrow();
    await host.must('systemctl start user@1000.service');
    expect(await answer(host, 8081)).toBe(HELLO);
    await remove(host, 'alice', 'podman', 'web-podman-8081');
  });

  it('has nothing left to do then, and nothing to mend', async () => {
    const { changes, steps } = await planned(host, ALICE);
    expect(changes).toEqual([]);
    for (const { id, status } of steps) expect(['ok', 'skip'], id).toContain(status);
    const check = await wizardCli(host, ['check', '--engine', 'podman'], { user: 'alice' });
    expect(check.code, told(check)).toBe(0);
  });

  it('is taken back, but for the packages', async () => {
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, told(undone)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });

  it('moves a container of root’s Podman 6 to a user whom the system’s storage.conf sends to places of root', async () => {
    await host.must(`cat >/etc/containers/storage.conf`, { input: SYSTEM });
    const broken = await host.exec(['podman', 'info'], { user: 'alice' });
    expect(told(broken)).toContain('permission denied');
    await host.must(SERVER);
    const files = await volumeOf(host, 'podman', 'files');
    const moved = await wizardCli(host, MOVE);
    expect(moved.code, told(moved)).toBe(0);
    expect(await answer(host, 8090)).toBe(HELLO);
    expect(await rootlessVolume(host, 'podman', 'files')).toBe(files);
    expect(await containersOf(host, 'podman')).toEqual(['web false no:0']);
    const places = ['podman', 'info', '--format', '{{.Store.GraphRoot}} {{.Store.RunRoot}}'];
    expect(await host.must(places, { user: 'alice' })).toBe(
      '/home/alice/.local/share/containers/storage /run/user/1000/containers\n',
    );
  });

  it('moves it only once, and back', async () => {
    const again = await wizardCli(host, MOVE);
    expect(again.stdout, told(again)).toContain('= web: has moved already');
    // Otherwise it would be a minute until Podman takes the port again (test/scripts/migrate-source-start.test.ts).
    await host.must("ss -K state time-wait '( sport = :8090 )' >/dev/null || :");
    const undone = await wizardCli(host, ['undo', '--yes']);
    expect(undone.code, told(undone)).toBe(0);
    expect(await containersOf(host, 'podman')).toEqual(['web true always:0']);
    expect(await answer(host, 8090)).toBe(HELLO);
  });
});

/** As Fedora's package had it up to Podman 5, in a copy that an administrator keeps. */
const SYSTEM = `[storage]
driver = "overlay"
runroot = "/run/containers/storage"
graphroot = "/var/lib/containers/storage"
`;

/** A web server of root in a network of its own, with a volume. */
const SERVER = `
podman import -q /srv/web.tar localhost/web:1 >/dev/null 2>&1
podman network create shop >/dev/null
podman volume create files >/dev/null
place=$(podman volume inspect -f '{{.Mountpoint}}' files)
echo one >"$place/one" && chown 999:998 "$place/one" && ln "$place/one" "$place/two"
podman run -d --name web --stop-timeout 1 --restart always --network shop -p 8090:80 -v files:/files \
  localhost/web:1 /bin/httpd -f -p 80 -h /www >/dev/null`;
