import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { rhel10 } from '../hosts/made/redhat.ts';
import { madeHost, simulated } from './simulated.ts';

const docker = { engines: { value: ['docker'], source: 'flag' } } as const;
const nerdctl = {
  engines: { value: ['nerdctl'], source: 'flag' },
  'nerdctl.archive': { value: '/srv/nerdctl-full-2.3.5-linux-amd64.tar.gz', source: 'flag' },
  'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
} as const;

/** `more` is a package that its repositories have, too; `there`: and that is installed. */
async function hostWith(more = '', there = false): Promise<OverlayHost> {
  const installed = there ? [more.replace(/ .*/, '')] : [];
  const text = renderRecording(await recordMade(rhel10(more, installed)));
  return new OverlayHost(new RecordedHost(parseRecording(text, 'rhel-10')));
}

const packagesOf = async (host: OverlayHost, given: GivenAnswers) =>
  (await makePlan({ host, userName: 'alice', given })).plan.steps.find(
    ({ id }) => id === 'packages',
  );

describe('Enterprise Linux 10, which has no slirp4netns', () => {
  it.each<[string, GivenAnswers]>([
    ['docker', docker],
    ['nerdctl-full', nerdctl],
  ])('gets %s all the same, and then has nothing left to do', async (name, given) => {
    const host = await hostWith();
    const { plan, problems } = await makePlan({ host, userName: 'alice', given });
    expect(problems).toEqual([]);
    expect(plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
    await expect(planLines(plan)).toMatchFileSnapshot(`../hosts/made/plans/rhel-10.${name}.txt`);
    await apply(plan, simulated(host));
    expect(changesOf((await makePlan({ host, userName: 'alice', given })).plan)).toEqual([]);
  });

  it.each(['default', 'slirp4netns'] as const)('refuses Docker the network %s', async (value) => {
    const given = { ...docker, 'service.docker-network': { value, source: 'flag' } } as const;
    const { problems } = await makePlan({ host: await hostWith(), userName: 'alice', given });
    expect(problems.map(({ message }) => message.key)).toEqual(['service.network-no-slirp']);
  });

  it('says nothing of systems whose packages nobody knows', async () => {
    const host = await madeHost('unknown-distro');
    const { plan } = await makePlan({ host, userName: 'alice', given: docker });
    expect(plan.answers['service.docker-network'].value).toBe('default');
  });

  it('takes slirp4netns where somebody has it', async () => {
    const host = await hostWith('slirp4netns 1.3.3-1.el10');
    const { plan } = await makePlan({ host, userName: 'alice', given: docker });
    expect(plan.answers['service.docker-network'].value).toBe('default');
  });
});

/** dnf asks nobody who said yes beforehand, so what would have to go is named first. */
describe('packages that exclude each other, in rpm', () => {
  it.each([
    ['runc 1.2.5-2.el10', 'containerd.io', 'runc'],
    ['podman-docker 5.6.0-6.el10', 'docker-ce, docker-ce-cli', 'podman-docker'],
  ])('names %s before anything is done', async (there, wanted, installed) => {
    const step = await packagesOf(await hostWith(there, true), docker);
    expect(step).toMatchObject({ status: 'blocked', changes: [] });
    expect(step?.because).toEqual({
      key: 'steps.packages-exclude',
      args: {
        wanted: wanted.split(', '),
        installed: [installed],
        command: `dnf remove ${installed}`,
      },
    });
  });

  it('is no matter for an engine that needs none of them', async () => {
    const step = await packagesOf(await hostWith('runc 1.2.5-2.el10', true), nerdctl);
    expect(step?.status).toBe('change');
  });
});
