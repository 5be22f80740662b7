/**
 * nerdctl where no package brings what it needs: containerd, rootlesskit, slirp4netns and the CNI plugins out
 * of the full release archive, on a Debian that takes itself for Fedora. Debian's programs stand in for the
 * project's.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestHost } from '../hosts/hosts.ts';
import type { Archive } from '../hosts/nerdctl.ts';
import { applied, expectProven, planned, shown } from './lib/applied.ts';
import { answer, HELLO, remove, serve } from './lib/containers.ts';
import { differences, type Manifest, manifest, ofPackages } from './lib/manifest.ts';
import { makeBareFedora } from './lib/nerdctl-full.ts';
import { bootWizardHost, describeReal, told, wizardCli } from './lib/real.ts';

const ENGINE = ['--engine', 'nerdctl', '--user', 'alice'];

function answersFor({ path, sha256 }: Archive): readonly string[] {
  return [...ENGINE, '--set', `nerdctl.archive=${path}`, '--set', `nerdctl.sha256=${sha256}`];
}

describeReal("nerdctl's full archive, where no package has its parts", () => {
  let host: TestHost;
  let small: Archive;
  let full: Archive;
  let fresh: Manifest;
  beforeAll(async () => {
    host = await bootWizardHost({ suite: 'trixie' });
    ({ small, full } = await makeBareFedora(host));
    fresh = await manifest(host);
  }, 900_000);
  afterAll(() => host?.down());

  const packages = async (args: readonly string[]) =>
    (await planned(host, args)).steps.find(({ id }) => id === 'packages');

  it('says what to fetch', async () => {
    const step = await packages(ENGINE);
    expect(step).toMatchObject({ status: 'blocked' });
    expect(step?.because).toMatch(/^To get nerdctl here, fetch nerdctl-full-VERSION/);
    expect(step?.because).toContain('containerd, rootlesskit, slirp4netns');
    const check = await wizardCli(host, ['check', ...ENGINE]);
    expect(check.stdout.replace(/\s+/g, ' ')).toContain('To get nerdctl here, fetch nerdctl-full-');
  });

  it('does not begin with the small archive, and names what that lacks', async () => {
    const step = await packages(answersFor(small));
    expect(step).toMatchObject({ status: 'blocked' });
    for (const name of ['containerd-shim-runc-v2', 'rootlesskit', 'slirp4netns', 'portmap']) {
      expect(step?.because).toContain(name);
    }
    const run = await applied(host, answersFor(small));
    expect(run.code, shown(run)).not.toBe(0);
    expect(run.made).toEqual([]);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
  });

  it('goes from nothing to a container with a published port', async () => {
    const run = await applied(host, answersFor(full));
    expectProven(run, 'nerdctl');
    expect(run.proofs, shown(run)).toMatchObject({
      'verify.nerdctl.restart': 'ok',
      'verify.nerdctl.build': 'ok',
      'verify.nerdctl.check': 'ok',
    });
    expect(run.made.filter((id) => id.startsWith('packages.'))).toEqual([
      'packages.install',
      'packages.nerdctl-archive',
      'packages.nerdctl-containerd',
      'packages.nerdctl-rootlesskit',
      'packages.nerdctl-slirp4netns',
      'packages.nerdctl-cni-plugins',
    ]);
    await serve(host, 'alice', 'nerdctl', 8080);
    expect(await answer(host, 8080)).toBe(HELLO);
    const running = await host.must(
      'for pid in $(pgrep -u alice "containerd|rootlesskit|slirp4netns"); do readlink /proc/$pid/exe; done | sort -u',
    );
    for (const name of ['containerd', 'containerd-shim-runc-v2', 'rootlesskit', 'slirp4netns']) {
      expect(running.split('\n')).toContain(`/home/alice/.local/bin/${name}`);
    }
    await remove(host, 'alice', 'nerdctl', 'web-nerdctl-8080');
    // Only what is needed came out of it.
    expect((await host.exec('ls /home/alice/.local/bin')).stdout).not.toMatch(/ctr$|rootlessctl/m);
  });

  it('has nothing left to do', async () => {
    const again = await applied(host, answersFor(full));
    expect(again.made, shown(again)).toEqual([]);
    expectProven(again, 'nerdctl');
  });

  it('is taken back without a trace', async () => {
    const undo = await wizardCli(host, ['undo', '--yes']);
    expect(undo.code, told(undo)).toBe(0);
    expect(differences(fresh, await manifest(host), await ofPackages(host))).toEqual([]);
    expect((await host.exec('pgrep -u alice "containerd|buildkitd|rootlesskit"')).code).toBe(1);
  });
});
