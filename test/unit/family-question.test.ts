import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { EXIT } from '../../src/model/error.ts';
import { changesOf } from '../../src/model/plan.ts';
import { probe as os } from '../../src/probe/os.ts';
import { probe as packages } from '../../src/probe/packages.ts';
import { apply } from '../../src/run/apply.ts';
import { makePlan } from '../../src/run/plan.ts';
import { familyQuestion, withFamily } from '../../src/steps/family.ts';
import { HOSTS } from '../cases/base.ts';
import { nobodyYet } from '../probes/context.ts';
import { FakeHost } from '../probes/fake-host.ts';
import { simulated } from './simulated.ts';

const host = async () => new OverlayHost(new RecordedHost(await loadRecording('unknown-distro')));
const engines = { value: ['podman'], source: 'flag' } as const;
const chosen: GivenAnswers = { engines, 'system.family': { value: 'fedora', source: 'person' } };

describe('a distribution that is not known', () => {
  it('is asked for, with what was looked at, and recommended nothing', async () => {
    const { facts, plan } = await makePlan({ host: await host(), userName: 'alice', given: {} });
    expect(familyQuestion.applies(facts, {})).toBe(true);
    expect(familyQuestion.recommend(facts, {})).toMatchObject({
      value: 'by-hand',
      because: { args: { id: 'example', like: '-', managers: 'dnf' } },
    });
    expect(plan.answers['system.family']).toEqual({ value: 'by-hand', source: 'default' });
    expect(changesOf(plan).filter(({ action }) => action.do === 'install-packages')).toEqual([]);
    expect(plan.steps.find(({ id }) => id === 'packages')).toMatchObject({
      status: 'blocked',
      because: { args: { programs: expect.arrayContaining(['podman']) } },
    });
    expect(familyQuestion.refuse('debian', facts, {})).toMatchObject({
      args: { manager: 'apt', managers: ['dnf'] },
    });
    expect(familyQuestion.refuse('fedora', facts, {})).toBeNull();
  });

  it('is set up with the packages of the family that was chosen', async () => {
    const on = await host();
    const { plan, problems } = await makePlan({ host: on, userName: 'alice', given: chosen });
    expect(problems).toEqual([]);
    expect(changesOf(plan)[0]).toMatchObject({
      id: 'packages.install',
      action: { manager: 'dnf', names: expect.arrayContaining(['podman']) },
    });
    const context = simulated(on);
    expect((await apply(plan, context)).exit).toBe(EXIT.ok);
    const again = await makePlan({ host: on, userName: 'alice', given: chosen });
    expect(changesOf(again.plan)).toEqual([]);
    expect(again.plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
  });
});

describe('where several package managers lie about', () => {
  const files = {
    '/etc/os-release': 'ID=example\n',
    '/usr/bin/apt-get': { bytes: '', mode: 0o755 },
    '/usr/bin/zypper': { bytes: '', mode: 0o755 },
    // Not executable, so no manager.
    '/usr/bin/pacman': { bytes: '', mode: 0o644 },
  };

  it('all that can be run are named', async () => {
    expect(await os.read(new FakeHost({ files }), nobodyYet)).toMatchObject({
      value: { family: 'unknown', managers: ['apt', 'zypper'] },
    });
    expect(
      await os.read(
        new FakeHost({ files: { ...files, '/etc/os-release': 'ID=arch\n' } }),
        nobodyYet,
      ),
    ).not.toHaveProperty('value.managers');
  });

  it('none of which answers, nothing is known', async () => {
    expect(await packages.read(new FakeHost({ files }), nobodyYet)).toMatchObject({ known: false });
  });

  it('the one of the chosen family counts', () => {
    const facts = HOSTS['debian-13'];
    if (facts === undefined || !facts.os.known) throw new Error('no host');
    const state = { installed: null, candidate: '1' };
    const apt = { manager: 'apt', byName: { podman: state } } as const;
    const zypper = { manager: 'zypper', byName: { crun: state } } as const;
    const asked = {
      ...facts,
      os: {
        ...facts.os,
        value: { ...facts.os.value, family: 'unknown', managers: ['apt', 'zypper'] },
      },
      packages: { known: true, value: { ...apt, others: [zypper] }, from: 'x' },
    } as const;
    const as = (family: 'suse' | 'debian' | 'by-hand') =>
      withFamily(asked, { 'system.family': family });
    expect(as('suse')).toMatchObject({
      os: { value: { family: 'suse' } },
      packages: { value: zypper },
    });
    expect(as('debian').packages).toMatchObject({ value: apt });
    expect(as('debian').packages).not.toHaveProperty('value.others');
    expect(as('by-hand')).toBe(asked);
  });
});
