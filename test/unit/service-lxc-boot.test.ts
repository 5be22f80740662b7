/** Containers of LXC that start with the host: what is planned, and the units. */
import { describe, expect, it } from 'vitest';
import { lxcConfig } from '../../src/edit/lxc-config.ts';
import { lxc as engine } from '../../src/engines/lxc.ts';
import { LXC_START_THEM } from '../../src/engines/lxc-boot.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts, LxcBoot, LxcPlace, UnitState } from '../../src/model/facts.ts';
import { quote } from '../../src/model/quote.ts';
import type { FileState } from '../../src/model/read-host.ts';
import { resolveAnswers, valuesOf } from '../../src/steps/answers.ts';
import { service } from '../../src/steps/service.ts';
import { HOSTS } from '../cases/base.ts';

const DIR = '/home/alice/.config/systemd/user';
const off: UnitState = { enabled: 'missing', active: 'inactive' };
const on: UnitState = { enabled: 'enabled', active: 'active' };
const absent = (path: string): FileState => ({ kind: 'absent', path });
const fileOf = (path: string, bytes: string): FileState => {
  const owner = { mode: 0o644, uid: 1000, gid: 1000, nlink: 1, realPath: null };
  return { kind: 'file', path, bytes, sha256: 'x', ...owner };
};
const CONTAINER = `${DIR}/lxc-container@.service`;
const STARTER = `${DIR}/lxc-autostart.service`;
const SCOPE = `${DIR}/lxc-.scope.d/50-rootless-wizard.conf`;
const NONE: LxcBoot = {
  container: absent(CONTAINER),
  starter: absent(STARTER),
  scope: absent(SCOPE),
  state: off,
  others: [],
};

interface Wish {
  readonly boot?: Partial<LxcBoot> | null;
  readonly linger?: boolean;
  readonly path?: string;
  readonly systemd?: number | null;
  readonly init?: 'systemd' | 'openrc';
}

/** A host on which all else of LXC is ready. */
function hostWith(wish: Wish = {}): Facts {
  const { boot, linger = true, path = '/usr/bin/lxc-start', systemd = 257, init } = wish;
  const base = HOSTS['debian-13'];
  if (base === undefined || !base.session.known || !base.subids.known) throw new Error('base');
  const subids = (file: string): FileState => fileOf(file, 'alice:100000:65536\n');
  const ids = [{ container: 0, host: 100000, count: 65536 }];
  const config = lxcConfig(null, { uids: ids, gids: ids, bridge: 'lxcbr0', apparmor: true });
  if (!config.ok) throw new Error('config');
  const place: LxcPlace = {
    dir: '/home/alice/.local/share/lxc',
    usernet: fileOf('/etc/lxc/lxc-usernet', 'alice veth lxcbr0 10\n'),
    config: fileOf('/home/alice/.config/lxc/default.conf', config.text),
    bridgeFile: absent('/etc/default/lxc-net'),
    devices: ['lo', 'lxcbr0'],
    bridgeAtBoot: true,
    ways: [],
    missing: [],
    ...(boot === null ? {} : { boot: { ...NONE, ...boot } }),
  };
  return {
    ...base,
    init: known({ name: init ?? 'systemd', version: systemd }, 'a test'),
    lxc: known({ path, version: '6.0.4', userNicAllowed: true, place }, 'a test'),
    session: known({ ...base.session.value, linger, userManager: 'running' }, 'a test'),
    subids: known(
      {
        ...base.subids.value,
        nss: 'files',
        subuid: subids('/etc/subuid'),
        subgid: subids('/etc/subgid'),
      },
      'a test',
    ),
  };
}

function values(facts: Facts, answers: Readonly<Record<string, unknown>> = {}) {
  const given = Object.entries({ engines: ['lxc'], ...answers }).map(
    ([key, value]) => [key, { value, source: 'flag' }] as const,
  );
  return valuesOf(resolveAnswers(facts, Object.fromEntries(given)).answers);
}

function planned(wish: Wish = {}, answers: Readonly<Record<string, unknown>> = {}) {
  const facts = hostWith(wish);
  const { status, changes, notes } = service.plan(facts, values(facts, answers));
  return {
    status,
    changes,
    ids: changes.map(({ id }) => id),
    notes: (notes ?? []).map(({ key }) => key),
  };
}

/** What the plan would write at a path. */
function written(path: string, wish: Wish = {}): string {
  for (const { action } of planned(wish).changes) {
    if (action.do === 'write-file' && action.path === path) return action.bytes;
  }
  throw new Error(`nothing is written at ${path}`);
}

const ALL = ['container', 'scope', 'list', 'reload', 'start'].map(
  (part) => `service.lxc-boot-${part}`,
);

describe('containers of LXC at boot', () => {
  it('are started by units, of which one is switched on when systemd and the bridge know', () => {
    const { status, changes, ids } = planned();
    expect({ status, ids }).toEqual({ status: 'change', ids: ALL });
    expect(changes.map(({ scope }) => scope)).toEqual(['user', 'user', 'user', 'user', 'user']);
    expect(changes[3]?.dependsOn).toEqual(expect.arrayContaining(ALL.slice(0, 3)));
    expect(changes[4]).toMatchObject({
      action: { unit: 'lxc-autostart.service', operation: 'enable-start', wasEnabled: false },
      dependsOn: expect.arrayContaining(['service.lxc-boot-reload', 'service.lxc-bridge']),
    });
  });

  const ours = (wish: Wish = {}): LxcBoot => ({
    container: fileOf(CONTAINER, written(CONTAINER, wish)),
    starter: fileOf(STARTER, written(STARTER, wish)),
    scope: fileOf(SCOPE, written(SCOPE, wish)),
    state: on,
    others: [],
  });
  const foreign = { container: fileOf(CONTAINER, '[Service]\nExecStart=/bin/true\n') };
  const masked = { state: { ...off, enabled: 'masked' } } as const;
  const NO = { 'service.lxc-autostart': false };

  it.each<[string, Wish, Readonly<Record<string, unknown>>, string[], string[]]>([
    ['are ready where both units are', { boot: ours() }, {}, [], []],
    ['are switched on again', { boot: { ...ours(), state: off } }, {}, ALL.slice(4), []],
    [
      'start where it is on and does not run',
      { boot: { ...ours(), state: { ...on, active: 'failed' } } },
      {},
      ALL.slice(4),
      [],
    ],
    // Started again, it would stop all containers first.
    [
      'do not stop for a unit that changes',
      { boot: ours(), path: '/usr/local/bin/lxc-start' },
      {},
      [ALL[0] ?? '', ALL[3] ?? ''],
      [],
    ],
    ['are left alone where a no was said', {}, NO, [], []],
    ['go on where a no comes later', { boot: ours() }, NO, [], ['service.stays']],
    [
      'are not started where nothing starts without a login',
      { linger: false },
      { linger: false },
      [],
      [],
    ],
    ['are once linger is in the plan', { linger: false }, { linger: true }, ALL, []],
    ['are not with a systemd that cannot', { systemd: 241 }, {}, [], ['lxc.boot-old']],
    ['are with one of unknown age', { systemd: null }, {}, ALL, []],
    ['are not where a person has that unit', { boot: foreign }, {}, [], ['lxc.boot-foreign']],
    ['are not where it is masked', { boot: masked }, {}, [], ['service.masked']],
    ['are a service of the host elsewhere', { init: 'openrc' }, {}, [], ['lxc.boot-by-hand']],
    ['are not where nobody looked', { boot: null }, {}, [], []],
  ])('%s', (_name, wish, answers, ids, notes) => {
    const plan = planned(wish, answers);
    expect({ ids: plan.ids, notes: plan.notes }).toEqual({ ids, notes });
    expect(plan.status).toBe(ids.length === 0 ? 'ok' : 'change');
  });

  it('are not doubled where units of the person start them, unless that is asked for', () => {
    const boot = { others: ['lxc@web.service'] };
    const facts = hostWith({ boot });
    const answer = resolveAnswers(facts, { engines: { value: ['lxc'], source: 'flag' } }).answers;
    expect(answer['service.lxc-autostart']).toEqual({ value: false, source: 'detected' });
    expect(planned({ boot }).ids).toEqual([]);
    expect(planned({ boot }, { 'service.lxc-autostart': true }).ids).toEqual(ALL);
  });

  it('are proven where the unit is there and wanted', () => {
    const proofs = (wish: Wish, answers = {}) => {
      const facts = hostWith(wish);
      return engine.proofs(facts, values(facts, answers)).find(({ id }) => id.endsWith('.boot'));
    };
    expect(proofs({ boot: ours() })?.text).toContain(` lxc_boot ${quote(LXC_START_THEM)}`);
    expect(proofs({})).toBeUndefined();
    expect(proofs({ boot: ours() }, NO)).toBeUndefined();
  });
});

describe('the units', () => {
  it('run what the proof runs', () => {
    const line = /^ExecStart=:\/bin\/sh -c '(.*)' sh onboot,$/m.exec(written(STARTER))?.[1] ?? '';
    // systemd.unit(5): %% is %. What is between ' is read as it is, but for \.
    expect(line.replaceAll('%%', '%')).toBe(LXC_START_THEM);
    expect(line.replaceAll('%%', '')).not.toContain('%');
    expect(LXC_START_THEM).not.toMatch(/['\\]/);
  });

  it('keep the scopes of LXC until the containers have shut down', () => {
    expect(written(SCOPE)).toMatch(/\[Unit\]\nBefore=lxc-autostart\.service\n$/);
  });

  it('take the programs that are beside the one that was found, and hand over a part of the tree', () => {
    const text = written(CONTAINER, { path: '/opt/l x%c/bin/lxc-start' });
    expect(text).toContain('\nExecStart=:"/opt/l x%%c/bin/lxc-start" -F -n %I\n');
    // lxc-stop ends with 2 where the container has ended by itself, which is no failure.
    expect(text).toContain('\nExecStop=-:"/opt/l x%%c/bin/lxc-stop" -n %I\n');
    expect(text).toContain('\nDelegate=yes\n');
    expect(text).toContain('\nRestart=on-failure\n');
    // Nobody enables the unit of one container: what is marked is read at each boot.
    expect(text).not.toContain('[Install]');
  });
});
