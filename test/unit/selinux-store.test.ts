import { expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { makePlan } from '../../src/run/plan.ts';
import { MadeHost } from '../hosts/made/host.ts';
import { MADE } from '../hosts/made/index.ts';
import { planLines } from '../hosts/made/record.ts';

/** Podman's store in another place, on a made host whose SELinux enforces or is off. */
async function planned(name: string, graphroot: string) {
  const described = MADE[name];
  if (described === undefined) throw new Error(name);
  const given = {
    engines: { value: ['podman'], source: 'flag' },
    'storage.podman.graphroot': { value: graphroot, source: 'flag' },
  } as const;
  const host = new OverlayHost(new MadeHost(described.make()));
  const { plan, problems } = await makePlan({ host, userName: 'alice', given });
  expect(problems).toEqual([]);
  const notes = plan.steps.find(({ id }) => id === 'storage')?.notes ?? [];
  return { plan, told: notes.find(({ key }) => key === 'storage.selinux')?.args?.['command'] };
}

it('names what gives a store elsewhere the labels of the usual one, where SELinux enforces', async () => {
  const { plan, told } = await planned('fedora-43', '/srv/containers/alice');
  // Store for store, as storage.conf of Podman says: its policy has rules for what lies right below.
  expect(told).toBe(
    'semanage fcontext -a -e /home/alice/.local/share/containers/storage /srv/containers/alice' +
      ' && restorecon -Rv /srv/containers/alice',
  );
  await expect(planLines(plan)).toMatchFileSnapshot(
    '../hosts/made/plans/fedora-43.podman-elsewhere.txt',
  );
});

it('quotes a place that a shell would take apart', async () => {
  const { told } = await planned('fedora-43', "/srv/al ice's");
  expect(told).toContain(`storage '/srv/al ice'\\''s' && restorecon -Rv '/srv/al ice'\\''s'`);
});

it('says nothing of it where SELinux is off', async () => {
  const { told } = await planned('arch', '/srv/containers/alice');
  expect(told).toBeUndefined();
});
