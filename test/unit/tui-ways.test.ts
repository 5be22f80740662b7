import { describe, expect, test } from 'vitest';
import { lookForMove } from '../../src/commands/wizard-moving.ts';
import { waysFor } from '../../src/commands/wizard-ways.ts';
import { msg } from '../../src/i18n/msg.ts';
import { USUAL_WAYS } from '../../src/migrate/idmapped.ts';
import { changesOf } from '../../src/model/plan.ts';
import { linePage } from '../../src/tui/line-page.ts';
import type { WizardBackend } from '../../src/tui/session.ts';
import type { WizardState } from '../../src/tui/state.ts';
import { realBackend, realContext } from '../components/support/real-backend.ts';
import { drive } from '../components/support/session.ts';

const HOST = 'rootful-docker';
const wizardOn = async (args: readonly string[] = []) =>
  drive(await realBackend(HOST, args, 'migrate'));
const at = ({ screen }: WizardState) => (screen.name === 'question' ? screen.key : screen.name);

/** The commands of the move, whatever set-up comes before. */
async function commandsOf(backend: WizardBackend, given: WizardState['given'], out: string) {
  const target = { name: 'alice', create: false };
  const found = await backend.look(target, given);
  const projects = found.groups.filter((g) => g.moves && g.name !== out).map(({ name }) => name);
  const { plan } = await backend.plan({ target, given, without: [], moving: { projects } });
  return {
    stage: plan.steps.map(({ id }) => id),
    commands: changesOf(plan).map(({ action }) => action),
  };
}

describe('the questions of the ways', () => {
  test('stand between the list and the review, the recommended way first', async () => {
    const wizard = await wizardOn();
    expect(at(await wizard.type('a'))).toBe('migrate.directories');
    const asked = linePage(wizard.state());
    expect(asked.rows[0]).toContain('new owners (recommended');
    expect(asked.lines.join('\n')).toContain('/srv/prometheus');
    expect(at(await wizard.type('\r'))).toBe('migrate.volumes');
    expect(linePage(wizard.state()).rows[0]).toContain('Copy them (recommended');
    expect(at(await wizard.type('\r'))).toBe('review');
    expect(wizard.state().given['migrate.volumes']).toEqual({ value: 'copy', source: 'person' });
    // The way back is the way that was come, and what is answered is not asked twice.
    expect(at(await wizard.type('\u001b'))).toBe('migrate.volumes');
    await wizard.type('\u001b');
    expect(at(await wizard.type('\u001b'))).toBe('moving');
    expect(at(await wizard.type('a'))).toBe('review');
  });

  test('ask nobody who has answered in a file or by a flag, and can be opened all the same', async () => {
    const wizard = await wizardOn([
      '--set',
      'migrate.volumes=copy',
      '--set',
      'migrate.directories=idmapped',
    ]);
    expect(at(await wizard.type('a'))).toBe('review');
    await wizard.type('\u001b');
    expect(at(await wizard.type('t'))).toBe('migrate.directories');
    // The cursor stands on what was answered.
    expect(wizard.state().screen).toMatchObject({ cursor: 1, tour: true });
    expect(at(await wizard.type('\r'))).toBe('migrate.volumes');
    expect(at(await wizard.type('\r'))).toBe('review');
  });

  test('ask nothing that no ticked group needs', async () => {
    // Only grafana, which has a volume and no directory.
    const wizard = await wizardOn(['--project', 'grafana']);
    expect(at(await wizard.type('a'))).toBe('migrate.volumes');
  });

  test('look again where the answer changes the list, and keep what was ticked off', async () => {
    const wizard = await wizardOn(['--project', 'grafana']);
    await wizard.type('a2');
    expect(at(await wizard.type('\r'))).toBe('review');
    const { moving } = wizard.state();
    expect(moving?.onward).not.toBe(true);
    const grafana = moving?.found.groups.find(({ name }) => name === 'grafana');
    expect(grafana?.things.find(({ kind }) => kind === 'volume')?.bytes).toBe(0);
    expect(moving?.out).toContain('shop');
    expect(at(await wizard.type('\u001b'))).toBe('migrate.volumes');
  });

  test('show the list again where something stays by the answer, and let it be taken back', async () => {
    const wizard = await wizardOn();
    // Leave the directories alone; the volumes as recommended.
    await wizard.type('a3\r');
    const list = await wizard.type('\r');
    expect(at(list)).toBe('moving');
    expect(list.notice?.key).toBe('ways.other-list');
    const stays = list.moving?.found.groups.find(({ name }) => name === 'prometheus');
    expect(stays?.moves).toBe(false);
    expect(list.trail).toEqual([]);
    await wizard.type('t1\r');
    const again = await wizard.type('\r');
    // More moves now than the person has looked at.
    expect(at(again)).toBe('moving');
    expect(again.moving?.found.groups.find(({ name }) => name === 'prometheus')?.moves).toBe(true);
    expect(at(await wizard.type('a'))).toBe('review');
  });

  test('make the plan that the same answers of a file make', async () => {
    const wizard = await wizardOn();
    await wizard.type('a2\r2\r');
    const { given } = wizard.state();
    expect(given['migrate.directories']?.value).toBe('idmapped');
    const file = await realBackend(
      HOST,
      ['--set', 'migrate.volumes=idmapped', '--set', 'migrate.directories=idmapped'],
      'migrate',
    );
    const { given: of } = await file.start();
    const own = await commandsOf(await realBackend(HOST, [], 'migrate'), given, 'shop');
    expect(own).toEqual(await commandsOf(file, of, 'shop'));
    expect(own.stage.length).toBeGreaterThan(0);
  });

  test('recommend the mount where the copies have no room, and nothing where none can be made', async () => {
    const { judged, found } = await lookForMove(await realContext(HOST, [], 'migrate'));
    const volumesWith = (
      freeBytes: number | null,
      cannot: readonly string[] = [],
      cannotGive = cannot,
    ) => {
      const ways = {
        ...USUAL_WAYS,
        cannot: new Map(cannot.map((path) => [path, msg('idmapped.systemd')])),
        cannotGive: new Map(cannotGive.map((path) => [path, msg('idmapped.systemd')])),
      };
      const target = { ...judged.target, ways };
      const all = waysFor({ ...judged, target }, { ...found, freeBytes });
      return all.find(({ key }) => key === 'migrate.volumes');
    };
    expect(volumesWith(1e6)?.options.map(({ value }) => value)).toEqual([
      'idmapped',
      'in-place',
      'copy',
    ]);
    expect(volumesWith(1e6)?.because.key).toBe('ways.shown-because');
    expect(volumesWith(1e15)?.options[0]?.value).toBe('copy');
    expect(volumesWith(null)?.options[0]?.value).toBe('copy');
    const all = [...judged.inventory.volumes.values()].map(({ mountpoint }) => mountpoint);
    expect(volumesWith(1e6, all)).toBeUndefined();
    // New owners where no mount can show other ones, and only where there is too little room.
    expect(volumesWith(1e6, all, [])?.options.map(({ value }) => value)).toEqual([
      'in-place',
      'copy',
    ]);
    expect(volumesWith(1e15, all, [])).toBeUndefined();
    expect(volumesWith(1e15)?.options.map(({ value }) => value)).toEqual(['copy', 'idmapped']);
    const some = volumesWith(1e15, all.slice(1));
    expect(some?.groups.length).toBe(1);
    expect(some?.options[1]?.help.key).toBe('ways.both');
  });
});
