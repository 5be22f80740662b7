import { beforeAll, describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { MADE } from '../hosts/made/index.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { simulated } from './simulated.ts';

const given = {
  engines: { value: ['nerdctl'], source: 'flag' },
  'nerdctl.archive': { value: '/srv/nerdctl-full-2.3.5-linux-amd64.tar.gz', source: 'flag' },
  'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
} as const;

/** Where no package brings what nerdctl needs, the full archive does. */
describe.each(['fedora-43', 'rhel-9', 'cgroup-v1', 'ostree', 'unknown-distro'])(
  "nerdctl's full archive on the made host %s",
  (name) => {
    let text = '';
    beforeAll(async () => {
      const described = MADE[name];
      if (described === undefined) throw new Error(name);
      text = renderRecording(await recordMade(described.make()));
    });

    it('is planned, played, and then done', async () => {
      const host = new OverlayHost(new RecordedHost(parseRecording(text, name)));
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
