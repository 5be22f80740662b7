import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import { translator } from '../../src/i18n/translate.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { archiveVersion } from '../../src/run/effects-archive.ts';
import { makePlan } from '../../src/run/plan.ts';
import { MADE } from '../hosts/made/index.ts';
import { planLines } from '../hosts/made/record.ts';
import { madeHost, simulated } from './simulated.ts';

const given = {
  engines: { value: ['docker'], source: 'flag' },
  'docker.source': { value: 'static', source: 'flag' },
  'docker.archive': { value: '/srv/docker-29.0.0.tgz', source: 'flag' },
  'docker.sha256': { value: 'a'.repeat(64), source: 'flag' },
  'docker.extras': { value: '/srv/docker-rootless-extras-29.0.0.tgz', source: 'flag' },
  'docker.extras-sha256': { value: 'b'.repeat(64), source: 'flag' },
} as const;

/** Docker in a home: on hosts with another package manager, and where nobody is root. */
describe.each(['no-root', 'arch', 'fedora-43', 'void', 'amazon-2023'])(
  'static Docker on the made host %s',
  (name) => {
    it('is planned, played, and then done as far as the user can', async () => {
      const host = await madeHost(name);
      const { plan, problems } = await makePlan({ host, userName: 'alice', given });
      expect(problems).toEqual([]);
      expect(plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
      await expect(planLines(plan)).toMatchFileSnapshot(
        `../hosts/made/plans/${name}.docker-static.txt`,
      );
      const script = MADE[name]?.docker === 'script';
      await apply(plan, simulated(host, script ? 'script' : 'shell'));
      const again = changesOf((await makePlan({ host, userName: 'alice', given })).plan);
      const own = again.map(({ id }) => id).filter((id) => id.startsWith('packages.docker-'));
      expect(own).toEqual([]);
      if (!script) expect(again).toEqual([]);
    });
  },
);

/** Whoever is told what to do is told all of it. */
it.each([
  [
    {},
    /--set docker.archive=\/PATH --set docker.sha256=HASH --set docker.extras=\/PATH --set docker.extras-sha256=HASH$/,
  ],
  [
    { archive: '/srv/docker-29.0.0.tgz', sha256: 'a'.repeat(64) },
    /: --set docker.extras=\/PATH --set docker.extras-sha256=HASH$/,
  ],
  [
    { archive: '/srv/d.tgz', extras: '/srv/e.tgz' },
    /from \/srv\/d.tgz and \/srv\/e.tgz: --set docker.sha256=HASH --set docker.extras-sha256=HASH /,
  ],
])('every answer that is still missing is named: %j', async (said, expected) => {
  const host = new OverlayHost(new RecordedHost(await loadRecording('debian-13')));
  const some = Object.entries(said).map(([key, value]) => [
    `docker.${key}`,
    { value, source: 'flag' },
  ]);
  const answers = {
    engines: { value: ['docker'], source: 'flag' },
    'docker.source': { value: 'static', source: 'flag' },
    ...Object.fromEntries(some),
  };
  const { plan } = await makePlan({ host, userName: 'alice', given: answers });
  const step = plan.steps.find(({ id }) => id === 'packages');
  expect(step?.status).toBe('blocked');
  expect(translator('en')(step?.because ?? { key: '' })).toMatch(expected);
});

it.each([
  ['/srv/nerdctl-2.3.5-linux-amd64.tar.gz', '2.3.5'],
  ['/srv/nerdctl-full-2.3.5-beta.1-linux-amd64.tar.gz', '2.3.5'],
  ['/srv/docker-29.0.0.tgz', '29.0.0'],
  ['/srv/docker-rootless-extras-29.0.0.tgz', '29.0.0'],
  ['/srv/docker.tgz', ''],
  ['/srv/v1.2.3/docker.tgz', ''],
])('the version in %s is "%s"', (archive, version) => {
  expect(archiveVersion(archive)).toBe(version);
});
