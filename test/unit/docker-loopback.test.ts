import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { apply } from '../../src/run/apply.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { makePlan } from '../../src/run/plan.ts';
import { simulated } from './simulated.ts';

const recording = readFileSync(new URL('../hosts/debian-13.yaml', import.meta.url), 'utf8');
const DAEMON = '/home/alice/.config/docker/daemon.json';
const UNIT = '/home/alice/.config/systemd/user/docker.service';

const given = (reach: boolean | null): GivenAnswers => ({
  engines: { value: ['docker'], source: 'flag' },
  ...(reach === null ? {} : { 'service.docker-reach-host': { value: reach, source: 'flag' } }),
});

const fresh = () => new OverlayHost(new RecordedHost(parseRecording(recording, 'debian-13')));

async function textAt(host: OverlayHost, path: string): Promise<string> {
  const state = await host.file(path);
  return state.kind === 'file' ? state.bytes : '';
}

describe('containers that may reach the host', () => {
  it('get both halves together, by a risk of its own, and a plan after that has nothing to do', async () => {
    const host = fresh();
    const { plan } = await makePlan({ host, userName: 'alice', given: given(true) });
    const risky = changesOf(plan).filter(({ risks }) => risks.includes('host-loopback'));
    expect(risky.map(({ id }) => id)).toEqual(['service.docker-unit']);
    await apply(plan, simulated(host));
    expect(await textAt(host, UNIT)).toContain(
      'Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK=false',
    );
    expect(JSON.parse(await textAt(host, DAEMON))).toEqual({ 'host-gateway-ip': '10.0.2.2' });
    // Nobody has to say it a second time.
    for (const again of [given(true), given(null)]) {
      const after = await makePlan({ host, userName: 'alice', given: again });
      expect(changesOf(after.plan)).toEqual([]);
    }
    // Nor accept it a second time, where the unit is written for another reason.
    const ipv6 = { 'service.docker-ipv6': { value: true, source: 'flag' } } as const;
    const other = await makePlan({ host, userName: 'alice', given: { ...given(null), ...ipv6 } });
    const unit = changesOf(other.plan).find(({ id }) => id === 'service.docker-unit');
    expect(unit?.risks).toEqual([]);
  });

  it('have the daemon started again where it runs already, and keep what daemon.json says', async () => {
    const host = fresh();
    const first = await makePlan({ host, userName: 'alice', given: given(null) });
    expect(first.plan.answers['service.docker-reach-host'].value).toBe(false);
    await apply(first.plan, simulated(host));
    expect(await textAt(host, UNIT)).not.toContain('HOST_LOOPBACK');
    const { plan } = await makePlan({ host, userName: 'alice', given: given(true) });
    expect(changesOf(plan).map(({ id }) => id)).toEqual([
      'service.docker-gateway',
      'service.docker-unit',
      'service.docker-reload',
      'service.docker-restart',
    ]);
  });

  it('wait for a daemon.json that can be read', async () => {
    const host = fresh();
    const owner = { mode: 0o644, uid: 1000, gid: 1000 };
    host.apply([fileEffect(DAEMON, '{ "debug": tru }', owner)]);
    const { plan } = await makePlan({ host, userName: 'alice', given: given(true) });
    const step = plan.steps.find(({ id }) => id === 'service');
    expect(step?.status).toBe('blocked');
    expect(JSON.stringify(step)).toContain(DAEMON);
  });
});
