/**
 * nerdctl and all its companions from an address: fetched over https by what the host has, by the sha256 that
 * was given, into the home and into /usr/local, up to a container; and away again. The host is a Debian that takes
 * itself for Fedora, as nothing has nerdctl's parts there.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { HTTPS_ADDRESS, serveOverHttps, trustHttps } from './lib/docker-mirror.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { makeBareFedora } from './lib/nerdctl-full.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const NAME = 'nerdctl-full-2.3.5-linux-amd64.tar.gz';
const KEPT = '/home/alice/.local/share/rootless-wizard';

describeReal('nerdctl from an address', () => {
  let host: TestHost;
  let fresh: Manifest;
  let sha256 = '';
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    const { full, small } = await makeBareFedora(host);
    ({ sha256 } = full);
    await host.must(
      `mkdir -p /srv/mirror && mv ${full.path} /srv/mirror/${NAME} && rm ${small.path}`,
    );
    await serveOverHttps(host);
  }, 900_000);
  afterAll(() => host?.down());

  const answersFor = (place: string, hash = sha256): readonly string[] => [
    ...['--engine', 'nerdctl', '--user', 'alice', '--set', `nerdctl.place=${place}`],
    ...['--set', `nerdctl.archive=${HTTPS_ADDRESS}/${NAME}`, '--set', `nerdctl.sha256=${hash}`],
  ];
  // With the one package of dnf: with that installed, its lists would look as if never fetched.
  const taken = async () => {
    const undo = await wizardCli(host, ['undo', '--packages', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  };

  it('is not fetched from somebody whom nobody vouches for, nor kept with another hash', async () => {
    fresh = await manifest(host);
    const unknown = await applied(host, answersFor('home'));
    expect(unknown.code, shown(unknown)).not.toBe(0);
    expect(shown(unknown)).toMatch(/could not be fetched: curl: .*certificate/);
    await taken();
    await trustHttps(host);
    fresh = await manifest(host);
    const other = await applied(host, answersFor('usr-local', '0'.repeat(64)));
    expect(other.code, shown(other)).not.toBe(0);
    expect(shown(other)).toContain(`its sha256 is ${sha256} and not 000`);
    await taken();
  });

  it.each([
    ['home', '/home/alice/.local'],
    ['usr-local', '/usr/local'],
  ])('goes from nothing to a container with a published port: %s', async (place, base) => {
    const run = await applied(host, answersFor(place));
    expectProven(run, 'nerdctl');
    expect(run.proofs, shown(run)).toMatchObject({
      'verify.nerdctl.restart': 'ok',
      'verify.nerdctl.check': 'ok',
    });
    expect(run.made.filter((id) => id.startsWith('packages.nerdctl'))).toEqual([
      'packages.nerdctl-fetch',
      'packages.nerdctl-archive',
      'packages.nerdctl-containerd',
      'packages.nerdctl-rootlesskit',
      'packages.nerdctl-slirp4netns',
      'packages.nerdctl-cni-plugins',
      'packages.nerdctl-fetched',
    ]);
    await host.must(['sh', '-c', `! ls -A ${KEPT} | grep -F nerdctl-full`]);
    const owner = place === 'home' ? 'alice' : 'root';
    expect(await host.must(`stat -c '%U %a' ${base}/bin/nerdctl ${base}/libexec/cni/bridge`)).toBe(
      `${owner} 755\n${owner} 755\n`,
    );
    const check = await host.exec('containerd-rootless-setuptool.sh check', { user: 'alice' });
    expect(check.code, told(check)).toBe(0);
    await serve(host, 'alice', 'nerdctl', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    const running = await host.must(
      'for pid in $(pgrep -u alice "containerd|rootlesskit|slirp4netns"); do readlink /proc/$pid/exe; done | sort -u',
    );
    for (const name of ['containerd', 'containerd-shim-runc-v2', 'rootlesskit', 'slirp4netns']) {
      expect(running.split('\n')).toContain(`${base}/bin/${name}`);
    }
    await remove(host, 'alice', 'nerdctl', 'web-nerdctl-8080');
    const again = await applied(host, answersFor(place));
    expect(again.made, shown(again)).toEqual([]);
    await taken();
  });

  it('puts nothing over or before programs of others', async () => {
    await host.must('install -m 0755 /bin/true /usr/local/bin/runc');
    const step = (await planned(host, answersFor('usr-local'))).steps.find(
      ({ id }) => id === 'packages',
    );
    expect(step).toMatchObject({ status: 'blocked' });
    expect(step?.because).toContain('/usr/local/bin/runc');
    const run = await applied(host, answersFor('usr-local'));
    expect(run.made).toEqual([]);
  });
});
