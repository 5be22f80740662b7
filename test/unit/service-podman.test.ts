import { describe, expect, it } from 'vitest';
import { known } from '../../src/model/fact.ts';
import type { Facts, Podman, UnitState } from '../../src/model/facts.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { service } from '../../src/steps/service.ts';
import { HOSTS } from '../cases/base.ts';

const off: UnitState = { enabled: 'disabled', active: 'inactive' };
const on: UnitState = { enabled: 'enabled', active: 'active' };

function hostWith(podman: Partial<Podman>, linger = true): Facts {
  const base = HOSTS['debian-13'];
  if (base === undefined || !base.podman.known || !base.session.known) throw new Error('base');
  const there = { path: '/usr/bin/podman', version: '5.4.2', socket: on, restart: off };
  return {
    ...base,
    podman: known({ ...base.podman.value, ...there, ...podman }, 'a test'),
    session: known({ ...base.session.value, linger, userManager: 'running' }, 'a test'),
  };
}

function planned(facts: Facts, answers: Readonly<Record<string, unknown>> = {}) {
  const given = Object.entries({ engines: ['podman'], ...answers }).map(
    ([key, value]) => [key, { value, source: 'flag' }] as const,
  );
  const result = service.plan(
    facts,
    valuesOf(resolveAnswers(facts, Object.fromEntries(given)).answers),
  );
  const { status, because, changes } = result;
  return { status, because: because.key, changes: changes.map(({ id }) => id) };
}

describe('containers of Podman after a reboot', () => {
  it('are started by the unit of podman, which is enabled and not started now', () => {
    const [change] = service.plan(
      hostWith({}),
      valuesOf(
        resolveAnswers(hostWith({}), { engines: { value: ['podman'], source: 'flag' } }).answers,
      ),
    ).changes;
    expect(change).toMatchObject({
      id: 'service.podman-restart',
      scope: 'user',
      action: { unit: 'podman-restart.service', operation: 'enable', wasEnabled: false },
    });
  });

  it.each<[string, Partial<Podman>, Readonly<Record<string, unknown>>, string[]]>([
    ['with the socket', { socket: off }, {}, ['service.podman-socket', 'service.podman-restart']],
    ['without the socket', {}, { 'service.podman-socket': false }, ['service.podman-restart']],
    ['not when it is enabled', { restart: { ...off, enabled: 'enabled' } }, {}, []],
    ['not when it is masked', { restart: { ...off, enabled: 'masked' } }, {}, []],
    ['not when it is not wanted', {}, { 'service.podman-restart': false }, []],
    ['not with a Podman that has no such unit', { version: '3.0.1' }, {}, []],
    ['not when nobody knows its state', { restart: { ...off, enabled: 'unknown' } }, {}, []],
  ])('%s', (_name, podman, answers, ids) => {
    expect(planned(hostWith(podman), answers).changes).toEqual(ids);
  });

  it('are not started where nothing of the user runs without a login', () => {
    expect(planned(hostWith({}, false), { linger: false })).toEqual({
      status: 'ok',
      because: 'service.socket-runs',
      changes: [],
    });
    expect(planned(hostWith({}, false), { linger: true }).changes).toEqual([
      'service.podman-restart',
    ]);
  });
});
