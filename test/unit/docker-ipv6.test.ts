import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engineByName } from '../../src/engines/index.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import type { AnswerValues, GivenAnswers } from '../../src/model/answers.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { makePlan } from '../../src/run/plan.ts';
import { valuesOf } from '../../src/steps/answers.ts';
import { ipv6Question } from '../../src/steps/docker-ipv6.ts';
import { simulated } from './simulated.ts';

const DAEMON = '/home/alice/.config/docker/daemon.json';
const UNIT = '/home/alice/.config/systemd/user/docker.service';
const INET6 = '/proc/net/if_inet6';
const ROOT = { mode: 0o444, uid: 0, gid: 0 };
const ALICE = { mode: 0o644, uid: 1000, gid: 1000 };

type Network = AnswerValues['service.docker-network'];

/** Docker 26.1 and RootlessKit 2.0 in Debian 13, 29.1 and 1.1 in Ubuntu 24.04, 29.1 and 2.0 in 26.04. */
function fresh(name: 'debian-13' | 'ubuntu-24.04' | 'ubuntu-26.04' | 'arch'): OverlayHost {
  const text = readFileSync(new URL(`../hosts/${name}.yaml`, import.meta.url), 'utf8');
  return new OverlayHost(new RecordedHost(parseRecording(text, name)));
}

function given(ipv6: boolean | null, network: Network | null = null): GivenAnswers {
  const all = {
    engines: ['docker'] as const,
    ...(ipv6 === null ? {} : { 'service.docker-ipv6': ipv6 }),
    ...(network === null ? {} : { 'service.docker-network': network }),
  };
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, { value, source: 'flag' }]),
  );
}

async function planFor(host: OverlayHost, answers: GivenAnswers) {
  const { plan, problems } = await makePlan({ host, userName: 'alice', given: answers });
  return { plan, problems, ids: changesOf(plan).map(({ id }) => id) };
}

async function textAt(host: OverlayHost, path: string): Promise<string> {
  const state = await host.file(path);
  return state.kind === 'file' ? state.bytes : '';
}

const daemonOf = async (host: OverlayHost): Promise<unknown> =>
  JSON.parse(await textAt(host, DAEMON));

async function setUp(host: OverlayHost, answers: GivenAnswers): Promise<void> {
  await apply((await planFor(host, answers)).plan, simulated(host));
}

const ENABLE = 'com.docker.network.enable_ipv6';

describe('IPv6 for containers of Docker', () => {
  it('is all there after one plan, and stays without being asked for again', async () => {
    const host = fresh('debian-13');
    const first = await planFor(host, given(true));
    expect(first.problems).toEqual([]);
    const start = changesOf(first.plan).find(({ id }) => id === 'service.docker-start');
    expect(start?.dependsOn).toContain('service.docker-ipv6');
    await apply(first.plan, simulated(host));
    const unit = await textAt(host, UNIT);
    expect(unit).toContain('Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_FLAGS=--ipv6\n');
    // systemd leaves a `$` to the shell where there are two.
    expect(unit).toMatch(/^ExecStartPost=-\/bin\/sh -c "pid=\$\$\(cat .* dev tap0'"$/m);
    for (const again of [given(true), given(null)]) {
      expect((await planFor(host, again)).ids).toEqual([]);
    }
  });

  it('is a change of its own beside others of daemon.json, one on top of the other', async () => {
    const host = fresh('debian-13');
    host.apply([fileEffect(DAEMON, '{ "debug": true }\n', { ...ALICE, mode: 0o600 })]);
    const gateway = { 'service.docker-reach-host': { value: true, source: 'flag' } } as const;
    const { plan } = await planFor(host, { ...given(true), ...gateway });
    const writes = changesOf(plan).flatMap(({ id, action, dependsOn }) =>
      action.do === 'write-file' && action.path === DAEMON ? [{ id, action, dependsOn }] : [],
    );
    expect(writes.map(({ id }) => id)).toEqual(['service.docker-gateway', 'service.docker-ipv6']);
    const [first, second] = writes;
    expect(second?.dependsOn).toContain('service.docker-gateway');
    expect(second?.action.before).toMatchObject({ bytes: first?.action.bytes, mode: 0o600 });
    expect(first?.action.bytes).not.toContain('ipv6');
    await apply(plan, simulated(host));
    expect(await daemonOf(host)).toMatchObject({
      debug: true,
      ipv6: true,
      'host-gateway-ip': '10.0.2.2',
    });
  });

  it('is told to an older Docker with a subnet, and to a newer one for each new network', async () => {
    const older = fresh('debian-13');
    await setUp(older, given(true));
    expect(await daemonOf(older)).toEqual({
      ipv6: true,
      'fixed-cidr-v6': 'fd72:6f6f:746c::/64',
      experimental: true,
      ip6tables: true,
    });
    const newer = fresh('ubuntu-26.04');
    await setUp(newer, given(true));
    expect(await daemonOf(newer)).toEqual({
      ipv6: true,
      'default-network-opts': { bridge: { [ENABLE]: 'true' } },
    });
  });

  it('leaves a subnet and options of the person as they are', async () => {
    const older = fresh('debian-13');
    older.apply([fileEffect(DAEMON, '{ "fixed-cidr-v6": "fd00:1::/64" }\n', ALICE)]);
    await setUp(older, given(true));
    expect(await daemonOf(older)).toMatchObject({ 'fixed-cidr-v6': 'fd00:1::/64', ipv6: true });
    const newer = fresh('ubuntu-26.04');
    const own = { bridge: { mtu: '1400' }, macvlan: { parent: 'eth0' } };
    const text = JSON.stringify({ 'default-network-opts': own, debug: true });
    newer.apply([fileEffect(DAEMON, text, ALICE)]);
    await setUp(newer, given(true));
    expect(await daemonOf(newer)).toEqual({
      'default-network-opts': { ...own, bridge: { mtu: '1400', [ENABLE]: 'true' } },
      debug: true,
      ipv6: true,
    });
  });

  it('is switched off where it was and is not wanted, and only there', async () => {
    const host = fresh('ubuntu-26.04');
    await setUp(host, given(true));
    await setUp(host, given(false));
    expect(await daemonOf(host)).toEqual({
      ipv6: false,
      'default-network-opts': { bridge: { [ENABLE]: 'false' } },
    });
    expect(await textAt(host, UNIT)).not.toMatch(/ipv6|ExecStartPost/);
    expect((await planFor(host, given(null))).ids).toEqual([]);
    const other = fresh('ubuntu-26.04');
    other.apply([fileEffect(DAEMON, '{ "ipv6": true }\n', ALICE)]);
    expect((await planFor(other, given(false))).ids).not.toContain('service.docker-ipv6');
  });

  it('is completed where daemon.json has the half that leads nowhere', async () => {
    const host = fresh('ubuntu-26.04');
    host.apply([fileEffect(DAEMON, '{ "ipv6": true }\n', ALICE)]);
    const { plan, ids } = await planFor(host, given(null));
    expect(plan.answers['service.docker-ipv6']).toEqual({ value: true, source: 'detected' });
    expect(ids).toContain('service.docker-ipv6');
  });

  it.each([
    ['debian-13', 'slirp4netns', ['service.ipv6-slirp']],
    ['debian-13', 'pasta', ['service.pasta-loopback', 'service.ipv6-pasta']],
    ['ubuntu-26.04', 'pasta', ['service.pasta-loopback', 'service.ipv6-pasta']],
    ['ubuntu-24.04', 'pasta', ['service.pasta-kit', 'service.ipv6-pasta']],
    ['arch', 'pasta', []],
    ['ubuntu-26.04', 'default', []],
  ] as const)('on %s with the network %s: %s', async (name, network, refused) => {
    const { problems } = await planFor(fresh(name), given(true, network));
    expect(problems.map(({ message }) => message.key)).toEqual(refused);
  });

  it('with pasta is judged by the RootlessKit that is to come, once its step is planned', async () => {
    const from = (version: string): GivenAnswers => {
      const archives = {
        'docker.source': 'static',
        'docker.archive': `/srv/docker-${version}.tgz`,
        'docker.sha256': 'a'.repeat(64),
        'docker.extras': `/srv/docker-rootless-extras-${version}.tgz`,
        'docker.extras-sha256': 'b'.repeat(64),
      };
      const flags = Object.entries(archives).map(([key, value]) => [
        key,
        { value, source: 'flag' },
      ]);
      return { ...given(true, 'pasta'), ...Object.fromEntries(flags) };
    };
    const host = fresh('ubuntu-24.04');
    host.apply([{ type: 'names', dir: '/etc/apparmor.d', add: ['usr.bin.pasta'], remove: [] }]);
    const { problems, plan } = await planFor(host, from('29.8.1'));
    expect(problems).toEqual([]);
    expect(plan.steps.find(({ id }) => id === 'service')?.status).toBe('change');
  });

  it('is refused where the kernel has none, and is not half of it set up then', async () => {
    const host = fresh('debian-13');
    host.apply([fileEffect(INET6, '', ROOT)]);
    const { plan, problems, ids } = await planFor(host, given(true));
    expect(problems.map(({ message }) => message.key)).toEqual(['service.ipv6-none']);
    expect(plan.steps.find(({ id }) => id === 'service')?.status).toBe('blocked');
    expect(ids).not.toContain('service.docker-ipv6');
  });

  it('is asked for where an address leads out, or where it is on', async () => {
    const asked = async (host: OverlayHost) => {
      const facts = await readFacts(host, 'alice');
      return ipv6Question.applies(facts, { engines: ['docker'] });
    };
    expect(await asked(fresh('debian-13'))).toBe(false);
    expect(await asked(fresh('ubuntu-24.04'))).toBe(true);
    const on = fresh('debian-13');
    await setUp(on, given(true));
    expect(await asked(on)).toBe(true);
  });

  it('is proven where it was chosen; without the proxy, at an address that leads out', async () => {
    const host = fresh('ubuntu-24.04');
    const facts = await readFacts(host, 'alice');
    const proof = async (answers: GivenAnswers) => {
      const values = valuesOf((await planFor(host, answers)).plan.answers);
      const all = engineByName('docker').proofs(facts, values);
      return all.find(({ id }) => id === 'verify.docker.ipv6')?.text;
    };
    expect(await proof(given(false))).toBeUndefined();
    expect(await proof(given(true))).toMatch(/ ipv6 '?home'?$/);
    expect(await proof(given(true, 'no-proxy'))).toMatch(/ ipv6 '?outside'?$/);
  });
});
