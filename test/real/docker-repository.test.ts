/**
 * Docker from a repository of its own: its key by the fingerprint, its file of sources, a container; and what
 * is said where the key, the signature or the packages are not what they should be. Docker's own packages are
 * not to be had here: Debian's programs stand under their names.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actionHelpersText } from '../../src/run/preamble.ts';
import type { TestHost } from '../hosts/hosts.ts';
import { type Applied, applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, idMap, remove, serve } from './lib/containers.ts';
import {
  type DockerMirror,
  HTTPS_ADDRESS,
  makeDockerMirror,
  serveOverHttps,
  trustHttps,
} from './lib/docker-mirror.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const KEY = '/etc/apt/keyrings/docker.asc';
const LIST = '/etc/apt/sources.list.d/docker.sources';
const RISK = ['--accept-risk', 'third-party-repository'];

describeReal('Docker from a repository of its own, on trixie', () => {
  let host: TestHost;
  let mirror: DockerMirror;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    mirror = await makeDockerMirror(host);
    fresh = await manifest(host);
  }, 300_000);
  afterAll(() => host?.down());

  function answers(address: string, more: Readonly<Record<string, string>> = {}) {
    const all = {
      'docker.source': 'docker',
      'docker.repository': address,
      'docker.fingerprint': mirror.fingerprint,
      ...more,
    };
    const set = Object.entries(all).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    return ['--engine', 'docker', '--user', 'alice', ...set];
  }

  /** A run that must fail before any package of Docker's came, and leave nothing when it is taken back. */
  async function fails(args: readonly string[]): Promise<Applied> {
    const run = await applied(host, [...args, ...RISK]);
    expect(run.code, shown(run)).not.toBe(0);
    expect((await host.exec(['dpkg-query', '-W', 'docker-ce'])).code).toBe(1);
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    return run;
  }

  it('is not trusted by a general yes', async () => {
    const refused = await wizardCli(host, ['apply', '--yes', ...answers(mirror.address)]);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toContain('--accept-risk third-party-repository');
    expect(differences(fresh, await manifest(host))).toEqual([]);
  });

  it('stays out where the key has another fingerprint, which is said', async () => {
    const { address, fingerprint } = mirror;
    const dockers = '9DC8 5822 9FC7 DD38 854A E2D8 8D81 803C 0EBF CD88';
    const run = await fails(answers(address, { 'docker.fingerprint': dockers }));
    expect(run.failed.join()).toContain(`its fingerprint is ${fingerprint} and not 9DC858229FC7`);
    expect(run.made).toEqual(['packages.docker-tools']);
  });

  it('stays out where somebody else has signed it, which is said', async () => {
    const run = await fails(answers(mirror.forged));
    expect(run.failed.join()).toContain("the signature of the package source can't be checked");
  });

  it('says that an address has nothing for this release', async () => {
    const run = await fails(answers(mirror.empty));
    expect(run.failed.join()).toContain('no packages for this release of the system');
  });

  it('says what to do where the key cannot be had', async () => {
    const run = await fails(answers('file:///srv/nowhere'));
    expect(run.failed.join()).toContain('bring the file and name it: --set docker.key=/PATH');
  });

  it('goes from nothing to a container, with a key that was brought', async () => {
    const own = { 'docker.key': '/srv/mirror/linux/debian/gpg' };
    const run = await applied(host, [...answers(mirror.address, own), ...RISK]);
    expectProven(run, 'docker');
    expect(run.made.slice(0, 3)).toEqual([
      'packages.docker-key',
      'packages.docker-repository',
      'packages.install',
    ]);
    expect(await host.readFile(KEY)).toBe(await host.readFile('/srv/mirror/linux/debian/gpg'));
    expect(await host.must(['stat', '-c', '%a %U', KEY])).toBe('644 root\n');
    expect(await host.must(['apt-cache', 'policy', 'docker-ce'])).toContain(
      'file:/srv/mirror/linux/debian trixie/stable',
    );
    await serve(host, 'alice', 'docker', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    expect(await idMap(host, 'alice', 'docker')).toBe('0:1000:1 1:100000:65536');
    await remove(host, 'alice', 'docker', 'web-docker-8080');
  });

  it('leaves no daemon of root behind that was not there', async () => {
    for (const unit of ['docker.service', 'docker.socket', 'containerd.service']) {
      expect((await host.exec(['systemctl', 'is-active', unit])).stdout.trim()).toBe('inactive');
      expect((await host.exec(['systemctl', 'is-enabled', unit])).stdout.trim()).toBe('disabled');
    }
    expect((await host.must('ps -o user= -C dockerd,containerd | sort -u')).trim()).toBe('alice');
  });

  it('has nothing left to do, and asks for no repository any more', async () => {
    const args = ['--engine', 'docker', '--user', 'alice'];
    expect((await planned(host, args)).changes).toEqual([]);
  });

  it('is taken back, key and file of sources too, with its packages on request', async () => {
    const undo = await wizardCli(host, ['undo', '--yes', '--packages']);
    expect(undo.code, told(undo)).toBe(0);
    for (const path of [KEY, LIST]) expect(await host.readFile(path)).toBeNull();
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    expect((await host.exec(['test', '-e', '/usr/bin/dockerd'])).code).toBe(1);
  });

  it('comes over https, from servers that the host trusts and from no others', async () => {
    await serveOverHttps(host);
    const key = await host.readFile('/srv/mirror/linux/debian/gpg');
    const args = [...answers(HTTPS_ADDRESS), '--set', 'verify=false', ...RISK];
    const untrusted = await applied(host, args);
    expect(untrusted.failed.join()).toMatch(/could not be fetched: curl: .*certificate/);
    expect(await host.readFile(KEY)).toBeNull();
    expect((await wizardCli(host, ['undo', '--yes'])).code).toBe(0);

    await trustHttps(host);
    const run = await applied(host, args);
    expect(run.code, shown(run)).toBe(0);
    expect(await host.readFile(KEY)).toBe(key);
    expect(await host.must(['apt-cache', 'policy', 'docker-ce'])).toContain(
      `${HTTPS_ADDRESS}/linux/debian trixie/stable`,
    );
    const undo = await wizardCli(host, ['undo', '--yes', '--packages']);
    expect(undo.code, told(undo)).toBe(0);

    // Where there is neither curl nor wget, apt has a downloader of its own.
    const fetched = await host.exec(`${actionHelpersText()}
      rw_has() { [ "$1" != curl ] && [ "$1" != wget ] && command -v "$1" >/dev/null 2>&1; }
      apt-get install -y -qq --no-install-recommends gpg >/dev/null 2>&1
      rw_fetch_key ${HTTPS_ADDRESS}/linux/debian/gpg ${mirror.fingerprint} /srv/key.asc`);
    expect(fetched.code, told(fetched)).toBe(0);
    expect(await host.readFile('/srv/key.asc')).toBe(key);
  });
});
