/**
 * Docker where a distribution has none: dnf itself, over a repository of rpms with Docker's names, on a
 * Debian that takes itself for Red Hat Enterprise Linux. Nothing but the names and the ways is Red Hat's.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { makeRpmMirror, type RpmMirror } from './lib/docker-rpms.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const KEY = '/etc/pki/rpm-gpg/RPM-GPG-KEY-docker-ce';
const LIST = '/etc/yum.repos.d/docker-ce.repo';
const RISK = ['--accept-risk', 'third-party-repository'];

describeReal('Docker from a repository of rpms', () => {
  let host: TestHost;
  let mirror: RpmMirror;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    mirror = await makeRpmMirror(host);
  }, 300_000);
  afterAll(() => host?.down());

  const answers = (address: string) => [
    ...['--engine', 'docker', '--user', 'alice', '--set', `docker.repository=${address}`],
    ...['--set', `docker.fingerprint=${mirror.fingerprint}`],
  ];
  const files = () => Promise.all([KEY, LIST].map((path) => host.readFile(path)));

  it('is what the wizard takes by itself, with the name of its risk', async () => {
    const refused = await wizardCli(host, ['apply', '--yes', ...answers(mirror.address)]);
    expect(refused.code, told(refused)).toBe(2);
    expect(refused.stderr).toContain('--accept-risk third-party-repository');
    expect(await files()).toEqual([null, null]);
  });

  it('takes no package that another key has signed', async () => {
    const run = await applied(host, [...answers(mirror.forged), ...RISK]);
    expect(run.code, shown(run)).not.toBe(0);
    expect(run.failed.join()).toContain("the signature of the package source can't be checked");
    expect((await host.exec(['rpm', '-q', 'docker-ce'])).code).toBe(1);
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(await files()).toEqual([null, null]);
  });

  it('names what dnf would not install it beside, before anything is done', async () => {
    const plan = async () => {
      const { steps } = await planned(host, answers(mirror.address));
      return steps.find(({ id }) => id === 'packages');
    };
    expect((await plan())?.status).toBe('change');
    await host.must('dnf -q -y install podman-docker');
    const there = await plan();
    expect(there?.status).toBe('blocked');
    expect(there?.because).toContain('dnf remove podman-docker');
    const run = await applied(host, [...answers(mirror.address), ...RISK]);
    expect(run.made, shown(run)).toEqual([]);
    expect(await files()).toEqual([null, null]);
    await host.must('dnf -q -y remove podman-docker');
    expect((await plan())?.status).toBe('change');
  });

  it('goes from nothing to a container', async () => {
    const run = await applied(host, [...answers(mirror.address), ...RISK]);
    expectProven(run, 'docker');
    expect(run.made.slice(0, 3)).toEqual([
      'packages.docker-key',
      'packages.docker-repository',
      'packages.install',
    ]);
    // There is no slirp4netns to be had.
    expect(await host.must('ps -o user= -C pasta,pasta.avx2 | sort -u')).toBe('alice\n');
    await serve(host, 'alice', 'docker', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    await remove(host, 'alice', 'docker', 'web-docker-8080');
    expect((await planned(host, ['--engine', 'docker', '--user', 'alice'])).changes).toEqual([]);
  });

  it('is taken back, and says whom rpm still trusts', async () => {
    const undo = await wizardCli(host, ['undo', '--yes', '--packages']);
    expect(undo.code, told(undo)).toBe(0);
    expect(await files()).toEqual([null, null]);
    expect((await host.exec(['rpm', '-q', 'docker-ce'])).code).toBe(1);
    const left = mirror.fingerprint.slice(-8).toLowerCase();
    expect(`${undo.stdout}${undo.stderr}`).toContain(`rpm -e gpg-pubkey-${left}`);
  });
});
