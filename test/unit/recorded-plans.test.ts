import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import { makePlan } from '../../src/run/plan.ts';
import { planLines } from '../hosts/made/record.ts';

/** Golden plans of the hosts that were recorded, beside those of the made ones; `vitest -u` writes them. */
describe.each(['debian-12', 'debian-13'])('the recorded host %s', (name) => {
  const file = new URL(`../hosts/${name}.yaml`, import.meta.url);
  const text = readFileSync(file, 'utf8');

  it.each(['podman', 'docker', 'nerdctl', 'lxc'] as const)('has a plan for %s', async (engine) => {
    const host = new OverlayHost(new RecordedHost(parseRecording(text, name)));
    const given = { engines: { value: [engine], source: 'flag' } } as const;
    const { plan, problems } = await makePlan({ host, userName: null, given });
    expect(problems).toEqual([]);
    const blocked = plan.steps.filter(({ status }) => status === 'blocked').map(({ id }) => id);
    // No release of Debian has a package of nerdctl, and nobody gave an archive.
    expect(blocked).toEqual(engine === 'nerdctl' ? ['packages', 'service'] : []);
    await expect(planLines(plan)).toMatchFileSnapshot(`../hosts/made/plans/${name}.${engine}.txt`);
  });
});
