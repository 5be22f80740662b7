import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dockerVersions } from '../../src/engines/docker-callers.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording } from '../../src/host/recording-file.ts';
import type { AnswerValues, GivenAnswers } from '../../src/model/answers.ts';
import { known } from '../../src/model/fact.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { papersOf } from '../../src/run/elsewhere.ts';
import { makePlan } from '../../src/run/plan.ts';
import { valuesOf } from '../../src/steps/answers.ts';
import { simulated } from './simulated.ts';

const recording = readFileSync(new URL('../hosts/ubuntu-24.04.yaml', import.meta.url), 'utf8');
const DAEMON = '/home/alice/.config/docker/daemon.json';
const UNIT = '/home/alice/.config/systemd/user/docker.service';
const FILTER = '/proc/sys/net/bridge/bridge-nf-call-iptables';
const ROOT = { mode: 0o644, uid: 0, gid: 0 };

type Network = AnswerValues['service.docker-network'];

/** Docker out of archives of that version. */
function given(version: string, network: Network | null): GivenAnswers {
  const all = {
    engines: ['docker'],
    'docker.source': 'static',
    'docker.archive': `/srv/docker-${version}.tgz`,
    'docker.sha256': 'a'.repeat(64),
    'docker.extras': `/srv/docker-rootless-extras-${version}.tgz`,
    'docker.extras-sha256': 'b'.repeat(64),
    ...(network === null ? {} : { 'service.docker-network': network }),
  } as const;
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, { value, source: 'flag' }]),
  );
}

function fresh(loaded: boolean): OverlayHost {
  const host = new OverlayHost(new RecordedHost(parseRecording(recording, 'ubuntu-24.04')));
  if (loaded) host.apply([fileEffect(FILTER, '1\n', ROOT)]);
  return host;
}

async function textAt(host: OverlayHost, path: string): Promise<string> {
  const state = await host.file(path);
  return state.kind === 'file' ? state.bytes : '';
}

async function planFor(host: OverlayHost, answers: GivenAnswers) {
  const { plan, problems } = await makePlan({ host, userName: 'alice', given: answers });
  return { plan, problems, ids: changesOf(plan).map(({ id }) => id) };
}

describe('Docker without its proxy', () => {
  it('is set up in one plan: the setting, the module, the bridges of others; and then all is done', async () => {
    const host = fresh(false);
    const { plan, ids } = await planFor(host, given('29.8.1', 'no-proxy'));
    expect(plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
    const bridge = [
      'kernel.bridge-sysctl',
      'kernel.bridge-file',
      'kernel.bridge',
      'kernel.bridge-leave',
    ];
    expect(ids.filter((id) => id.startsWith('kernel.bridge'))).toEqual(bridge);
    const start = changesOf(plan).find(({ id }) => id === 'service.docker-start');
    expect(start?.dependsOn).toEqual(
      expect.arrayContaining(['kernel.bridge', 'service.docker-proxy']),
    );
    await apply(plan, simulated(host));
    expect(JSON.parse(await textAt(host, DAEMON))).toEqual({ 'userland-proxy': false });
    expect(await textAt(host, UNIT)).toMatch(/NET=slirp4netns\n.*PORT_DRIVER=builtin\n/);
    for (const again of [given('29.8.1', 'no-proxy'), given('29.8.1', null)]) {
      expect((await planFor(host, again)).ids).toEqual([]);
    }
  });

  it('changes nothing of a kernel that filters on bridges already', async () => {
    const { ids } = await planFor(fresh(true), given('29.8.1', 'no-proxy'));
    expect(ids.filter((id) => id.startsWith('kernel.'))).toEqual([]);
    expect(ids).toContain('service.docker-proxy');
  });

  it('gets the proxy back where hiding is chosen, and only there', async () => {
    const host = fresh(true);
    await apply((await planFor(host, given('29.8.1', 'no-proxy'))).plan, simulated(host));
    expect((await planFor(host, given('29.8.1', 'pasta'))).ids).not.toContain(
      'service.docker-proxy',
    );
    const back = await planFor(host, given('29.8.1', 'default'));
    expect(back.ids).toContain('service.docker-proxy');
    await apply(back.plan, simulated(host));
    expect(JSON.parse(await textAt(host, DAEMON))).toEqual({ 'userland-proxy': true });
  });

  it('says that it takes two runs where the repository of Docker is only added now', async () => {
    const network = { value: 'no-proxy', source: 'flag' } as const;
    const from = { value: 'docker', source: 'flag' } as const;
    const engines = { value: ['docker'], source: 'flag' } as const;
    const answers = { engines, 'docker.source': from, 'service.docker-network': network } as const;
    const { plan, problems } = await planFor(fresh(false), answers);
    expect(problems).toEqual([]);
    expect(plan.steps.find(({ id }) => id === 'service')).toMatchObject({
      status: 'blocked',
      because: { key: 'service.no-proxy-unread' },
    });
    const usual = { engines, 'docker.source': from } as const;
    const first = await planFor(fresh(false), usual);
    expect(first.plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
  });

  it.each(['29.4.3', '26.1.5', ''])('waits where it would be Docker %s', async (version) => {
    const { plan, ids } = await planFor(fresh(false), given(version, 'no-proxy'));
    const service = plan.steps.find(({ id }) => id === 'service');
    expect(service).toMatchObject({
      status: 'blocked',
      because: { key: 'service.no-proxy-old' },
    });
    expect(ids.filter((id) => /bridge|proxy/.test(id))).toEqual([]);
  });

  it("is refused at once with the distribution's own, by its versions", async () => {
    const answers: GivenAnswers = {
      engines: { value: ['docker'], source: 'flag' },
      'service.docker-network': { value: 'no-proxy', source: 'flag' },
    };
    const { problems } = await planFor(fresh(false), answers);
    expect(JSON.stringify(problems)).toContain('service.no-proxy-old');
  });

  it('leaves the bridges alone also where the system is built from a configuration', async () => {
    const host = fresh(false);
    const { plan } = await planFor(host, given('29.8.1', 'no-proxy'));
    const changes = changesOf(plan).filter(({ id }) => id.startsWith('kernel.'));
    const facts = await readFacts(host, 'alice');
    if (!facts.os.known) throw new Error('no system');
    const os = known({ ...facts.os.value, immutable: 'nixos' as const }, 'test');
    const left = { ids: new Set<string>(), changes, any: true };
    const { papers } = papersOf({ ...facts, os }, valuesOf(plan.answers), left, []);
    const text = papers?.find(({ name }) => name === 'rootless.nix')?.text ?? '';
    expect(text).toContain('boot.kernelModules = [ "br_netfilter" ];');
    expect(text.match(/boot\.kernel\.sysctl\."net\.bridge\.\S+ = 0;/g)).toHaveLength(3);
  });
});

it.each(['slirp4netns', 'pasta'] as const)(
  'the network %s stays chosen without being asked for again',
  async (network) => {
    const host = fresh(true);
    await apply((await planFor(host, given('29.8.1', network))).plan, simulated(host));
    const again = await planFor(host, given('29.8.1', null));
    expect(again.plan.answers['service.docker-network']).toMatchObject({ value: network });
    expect(again.ids).toEqual([]);
  },
);

/** The extras conflict with the distribution's rootlesskit, whose version then says nothing. */
it.each([
  ['5:28.5.2-1~ubuntu.24.04~noble', null],
  ['5:29.8.1-1~ubuntu.24.04~noble', '3.0'],
  [null, '1.1.1-1ubuntu0.24.04.3'],
])('beside the extras %s of Docker the RootlessKit is %s', async (installed, kit) => {
  const facts = await readFacts(fresh(false), 'alice');
  if (!facts.packages.known) throw new Error('no packages');
  const extras = { 'docker-ce-rootless-extras': { installed, candidate: installed } };
  const byName = { ...facts.packages.value.byName, ...extras };
  const packages = known({ ...facts.packages.value, byName }, 'test');
  expect(dockerVersions({ ...facts, packages }).kit).toBe(kit);
});
