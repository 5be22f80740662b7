import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { archiveName } from '../../src/steps/nerdctl-archive-questions.ts';
import { planLines } from '../hosts/made/record.ts';
import { madeHost, simulated } from './simulated.ts';

const given = {
  engines: { value: ['nerdctl'], source: 'flag' },
  'nerdctl.archive': { value: '/srv/nerdctl-full-2.3.5-linux-amd64.tar.gz', source: 'flag' },
  'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
} as const;

/** Where no package brings what nerdctl needs, the full archive does. */
describe.each(['fedora-43', 'rhel-9', 'amazon-2023', 'cgroup-v1', 'ostree', 'unknown-distro'])(
  "nerdctl's full archive on the made host %s",
  (name) => {
    it('is planned, played, and then done', async () => {
      const host = await madeHost(name);
      const { plan, problems } = await makePlan({ host, userName: 'alice', given });
      expect(problems).toEqual([]);
      await expect(planLines(plan)).toMatchFileSnapshot(
        `../hosts/made/plans/${name}.nerdctl-full.txt`,
      );
      await apply(plan, simulated(host));
      expect(changesOf((await makePlan({ host, userName: 'alice', given })).plan)).toEqual([]);
    });
  },
);

/** From its address into /usr/local: nothing of what was fetched stays behind, and nothing is left to do. */
it('is fetched, put into /usr/local for everybody, and then done', async () => {
  const host = await madeHost('fedora-43');
  const from = {
    ...given,
    'nerdctl.archive': {
      value: 'https://example.org/v2.3.5/nerdctl-full-2.3.5-linux-amd64.tar.gz',
      source: 'flag',
    },
    'nerdctl.place': { value: 'usr-local', source: 'flag' },
  } as const;
  const { plan, problems } = await makePlan({ host, userName: 'alice', given: from });
  expect(problems).toEqual([]);
  await expect(planLines(plan)).toMatchFileSnapshot(
    '../hosts/made/plans/fedora-43.nerdctl-usr-local.txt',
  );
  await apply(plan, simulated(host));
  expect(changesOf((await makePlan({ host, userName: 'alice', given: from })).plan)).toEqual([]);
  expect(await host.list('/home/alice/.local/share/rootless-wizard')).toEqual([]);
  expect(await host.stat('/usr/local/bin/nerdctl')).toMatchObject({ kind: 'file', uid: 0 });
});

it.each([
  [
    'https://github.com/containerd/nerdctl/releases/download/v2.3.5/nerdctl-2.3.5-linux-amd64.tar.gz',
    'nerdctl-2.3.5-linux-amd64.tar.gz',
  ],
  [
    'https://localhost:8443/nerdctl-full-2.3.5-linux-arm64.tar.gz',
    'nerdctl-full-2.3.5-linux-arm64.tar.gz',
  ],
  ['https://example.org/a/n.tgz', 'n.tgz'],
  ['http://example.org/n.tgz', null],
  ['ftp://example.org/n.tgz', null],
  ['https://alice:secret@example.org/n.tgz', null],
  ['https://example.org/n.tgz?token=x', null],
  ['https://example.org/download', null],
  ['https://example.org/a b/n.tgz', null],
  ['https://example.org/..tgz', null],
  ['https://n.tgz', null],
])('the file at %s is %j', (address, name) => {
  expect(archiveName(address)).toBe(name);
});
