import { expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { EXIT } from '../../src/model/error.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { undoOrder } from '../../src/run/take-back.ts';
import { cgroupV1 } from '../hosts/made/el8.ts';
import { recordMade } from '../hosts/made/record.ts';
import { simulated } from './simulated.ts';

it('prepares the switch once, and makes the boot menu anew last when it is taken back', async () => {
  const text = renderRecording(await recordMade(cgroupV1()));
  const host = new OverlayHost(new RecordedHost(parseRecording(text, 'cgroup-v1')));
  const given = {
    engines: { value: ['podman'], source: 'flag' },
    'cgroup.switch': { value: true, source: 'flag' },
  } as const;
  const planned = () => makePlan({ host, userName: 'alice', given });
  const { plan } = await planned();
  const outcome = await apply(plan, simulated(host));
  expect(outcome.exit).toBe(EXIT.ok);
  const again = await planned();
  expect(changesOf(again.plan)).toEqual([]);
  expect(again.plan.steps.find(({ id }) => id === 'cgroup')?.because.key).toBe(
    'steps.cgroup-prepared',
  );
  // grubby itself is taken back where it stands; what only reads files again comes at the end.
  const boot = changesOf(plan).find(({ id }) => id === 'cgroup.switch-boot');
  if (boot === undefined) throw new Error('no change of the boot');
  const menu = { ...boot, action: { ...boot.action, rereads: true } } as typeof boot;
  const steps = plan.steps.map((step) => ({
    ...step,
    changes: step.changes.map((change) => (change === boot ? menu : change)),
  }));
  const place = (of: typeof plan, id: string) =>
    undoOrder(of)
      .map((each) => each.id)
      .indexOf(id);
  const [earliest = ''] = changesOf(plan).map(({ id }) => id);
  expect(place(plan, earliest)).toBeGreaterThan(place(plan, 'cgroup.switch-boot'));
  const asMenu = { ...plan, steps };
  expect(place(asMenu, 'cgroup.switch-boot')).toBeGreaterThan(place(asMenu, earliest));
});
