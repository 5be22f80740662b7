import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import type { FactId } from '../../src/model/facts.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { amazon2023, amazon2023Spal } from '../hosts/made/amazon.ts';
import type { Made } from '../hosts/made/host.ts';
import { made, type Patch, programs } from '../hosts/made/machine.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { madeHost, simulated } from './simulated.ts';

const t = translator('en');

/** The host as its recording would be. */
async function recorded(host: Made, ...patches: readonly Patch[]): Promise<OverlayHost> {
  const text = renderRecording(await recordMade(made(host, ...patches)));
  return new OverlayHost(new RecordedHost(parseRecording(text, host.name)));
}

const flags = (answers: Record<string, unknown>): GivenAnswers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, { value, source: 'flag' }]),
  );

it('has Podman once SPAL is open, without slirp4netns', async () => {
  const host = await recorded(amazon2023Spal());
  const given = flags({ engines: ['podman'] });
  const { plan, problems } = await makePlan({ host, userName: 'alice', given });
  expect(problems).toEqual([]);
  await expect(planLines(plan)).toMatchFileSnapshot(
    '../hosts/made/plans/amazon-2023.podman-spal.txt',
  );
  await apply(plan, simulated(host));
  expect(changesOf((await makePlan({ host, userName: 'alice', given })).plan)).toEqual([]);
});

describe('what is not to be had is refused with what to do next', () => {
  const unread: Patch = {
    packages: Object.fromEntries(
      Object.entries(amazon2023().packages).map(([name, { installed }]) => [
        name,
        { installed, candidate: installed },
      ]),
    ),
  };
  const old: Patch = { packages: { 'spal-release': { installed: null, candidate: null } } };
  it.each([
    ['on a fresh instance', amazon2023(), {}, 'podman', 'engines.repository-to-open'],
    ['before any list was fetched', amazon2023(), unread, 'podman', 'engines.repository-to-open'],
    ['of a release without SPAL', amazon2023(), old, 'podman', 'engines.no-package'],
    ['on a fresh instance', amazon2023(), {}, 'lxc', 'engines.repository-to-open'],
    ['where the open SPAL has it no more', amazon2023Spal(), {}, 'lxc', 'engines.no-package'],
  ])('%s: %#', async (_, base, patch, engine, key) => {
    const host = await recorded(base, patch);
    const { problems } = await makePlan({
      host,
      userName: 'alice',
      given: flags({ engines: [engine] }),
    });
    expect(problems.map(({ message }) => message.key)).toEqual([key]);
    if (key === 'engines.no-package') return;
    expect(t(problems[0]?.message ?? { key: '' })).toContain('dnf install spal-release');
  });

  it('also what was chosen beside an engine', async () => {
    const host = await recorded(amazon2023());
    const given = flags({
      engines: ['nerdctl'],
      'nerdctl.archive': '/srv/nerdctl-full-2.3.5-linux-amd64.tar.gz',
      'nerdctl.sha256': 'a'.repeat(64),
      'storage.nerdctl.snapshotter': 'fuse-overlayfs',
    });
    const { plan } = await makePlan({ host, userName: 'alice', given });
    const step = plan.steps.find(({ id }) => id === 'packages');
    expect(step?.because.key).toBe('engines.repository-to-open');
    expect(step?.because.args?.['names']).toEqual(['fuse-overlayfs']);
  });
});

/** The usual instance: Docker as root, from Amazon's package, whose user wants to be rid of root. */
it("leaves Amazon's Docker to root and brings Docker's archives for the user", async () => {
  const installed = { installed: '25.0.16-1.amzn2023.0.4', candidate: '25.0.16-1.amzn2023.0.4' };
  const host = await recorded(
    amazon2023(),
    programs({
      '/usr/bin/dockerd': 'Docker version 25.0.16, build 0bab007',
      '/usr/bin/docker': 'Docker version 25.0.16, build 0bab007',
    }),
    { packages: { docker: installed } },
  );
  const ask = (rest: Record<string, unknown>) =>
    makePlan({ host, userName: 'alice', given: flags({ engines: ['docker'], ...rest }) });
  const first = await ask({});
  expect(first.problems).toEqual([]);
  const step = first.plan.steps.find(({ id }) => id === 'packages');
  expect(step).toMatchObject({ status: 'blocked', because: { key: 'docker-static.missing' } });
  const { plan, problems } = await ask({
    'docker.archive': '/srv/docker-29.0.0.tgz',
    'docker.sha256': 'a'.repeat(64),
    'docker.extras': '/srv/docker-rootless-extras-29.0.0.tgz',
    'docker.extras-sha256': 'b'.repeat(64),
  });
  expect(problems).toEqual([]);
  expect(plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
});

describe('check', () => {
  const remedies = async (host: OverlayHost, without: readonly FactId[], id: string) => {
    const facts = await readFacts(host, 'alice', without);
    const found = runChecks(facts, { engines: ['podman', 'docker'] });
    return found.find((one) => one.id === id)?.remedy?.map(({ command }) => command);
  };

  it.each([
    ['as the command asks', ['packages'] as const],
    ['with packages at hand', []],
  ])('opens SPAL before it installs from there, %s', async (_, without) => {
    const host = await recorded(amazon2023());
    const both = ['dnf install spal-release', 'dnf install podman'];
    expect(await remedies(host, without, 'podman.installed')).toEqual(both);
    expect(await remedies(host, without, 'net.iptables')).toEqual(['dnf install iptables-nft']);
  });

  it('opens nothing that is open', async () => {
    const host = await recorded(amazon2023Spal());
    expect(await remedies(host, [], 'podman.installed')).toEqual(['dnf install podman']);
  });

  it.each(['arch', 'void', 'amazon-2023'])(
    "names no package of %s for what only Docker's archives have",
    async (name) => {
      const host = await madeHost(name);
      const wizard = ['rootless-wizard --engine docker'];
      expect(await remedies(host, ['packages'], 'docker.installed')).toEqual(wizard);
    },
  );

  it("does so beside Amazon's own Docker, too", async () => {
    const dockerd = programs({ '/usr/bin/dockerd': 'Docker version 25.0.16, build 0bab007' });
    const host = await recorded(amazon2023(), dockerd);
    const wizard = ['rootless-wizard --engine docker'];
    expect(await remedies(host, ['packages'], 'docker.rootless-script')).toEqual(wizard);
    expect(await remedies(host, ['packages'], 'docker.rootlesskit')).toEqual(wizard);
  });
});
