/** How nerdctl's containerd is told its network: what is written, what stays, what is refused and proven. */
import { describe, expect, it } from 'vitest';
import { nerdctl } from '../../src/engines/nerdctl.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import type { AnswerValues, GivenAnswers } from '../../src/model/answers.ts';
import { known } from '../../src/model/fact.ts';
import type { Facts } from '../../src/model/facts.ts';
import { changesOf } from '../../src/model/plan.ts';
import { textOf } from '../../src/model/text.ts';
import { readFacts } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import { fileEffect } from '../../src/run/effects.ts';
import { makePlan } from '../../src/run/plan.ts';
import { valuesOf } from '../../src/steps/answers.ts';
import { nerdctlNetworkQuestion } from '../../src/steps/nerdctl-network.ts';
import { bypassQuestion } from '../../src/steps/service-bypass.ts';
import { HOSTS } from '../cases/base.ts';
import { simulated } from './simulated.ts';

type Network = AnswerValues['service.nerdctl-network'];

const PREFIX = 'CONTAINERD_ROOTLESS_ROOTLESSKIT';
const UNIT = '/home/alice/.config/systemd/user/containerd.service';

function given(network: Network | null, archive = ''): GivenAnswers {
  return {
    engines: { value: ['nerdctl'], source: 'flag' },
    ...(archive === ''
      ? {}
      : {
          'nerdctl.archive': { value: archive, source: 'flag' },
          'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
        }),
    ...(network === null ? {} : { 'service.nerdctl-network': { value: network, source: 'flag' } }),
  };
}

const recorded = async (name: string) =>
  new OverlayHost(new RecordedHost(await loadRecording(name)));

async function planned(host: OverlayHost, answers: GivenAnswers) {
  const made = await makePlan({ host, userName: 'alice', given: answers });
  const values = valuesOf(made.plan.answers);
  const facts = await readFacts(host, 'alice');
  const proofs = nerdctl.proofs(facts, values).map(({ id }) => id);
  return { ...made, proven: proofs.includes('verify.nerdctl.caller') };
}

const ARCHIVE = '/srv/nerdctl-2.3.5-linux-amd64.tar.gz';

describe('the ports of slirp4netns', () => {
  it.each([
    ['debian-13', ARCHIVE, UNIT, (each: string) => `Environment=${each}\n`],
    ['alpine', '', '/etc/init.d/rootless-nerdctl-alice', (each: string) => `--env ${each}`],
    ['void', '', '/etc/sv/rootless-nerdctl-alice/run', (each: string) => `\t${each} \\\n`],
  ] as const)('on %s are told with their network, and stay', async (name, archive, path, line) => {
    const host = await recorded(name);
    const first = await planned(host, given('slirp4netns', archive));
    expect({ problems: first.problems, proven: first.proven }).toEqual({
      problems: [],
      proven: true,
    });
    await apply(first.plan, simulated(host));
    const text = textOf(await host.file(path)) ?? '';
    for (const each of ['NET=slirp4netns', 'MTU=65520', 'PORT_DRIVER=slirp4netns']) {
      expect(text).toContain(line(`${PREFIX}_${each}`));
    }
    const again = await planned(host, given(null));
    expect(again.plan.answers['service.nerdctl-network']).toEqual({
      value: 'slirp4netns',
      source: 'detected',
    });
    expect(changesOf(again.plan)).toEqual([]);
    // And away again, where that is chosen.
    const back = await planned(host, given('default'));
    expect(back.proven).toBe(false);
    await apply(back.plan, simulated(host));
    expect(textOf(await host.file(path))).not.toContain(PREFIX);
  });

  it('are not chosen for anybody', async () => {
    const { plan } = await planned(await recorded('debian-13'), given(null, ARCHIVE));
    expect(plan.answers['service.nerdctl-network']).toEqual({
      value: 'default',
      source: 'default',
    });
    expect(JSON.stringify(changesOf(plan))).not.toContain(PREFIX);
  });
});

describe('pasta', () => {
  const debian = HOSTS['debian-13'];
  if (debian === undefined) throw new Error('no host debian-13');
  if (!debian.nerdctl.known || !debian.networkTools.known || !debian.lsm.known) {
    throw new Error('debian-13 is not known');
  }
  const { nerdctl: found, networkTools, lsm } = debian;
  /** Debian 13 with that nerdctl, rootlesskit and pasta. */
  const having = (version: string, kit: string, pasta: string): Facts => ({
    ...debian,
    nerdctl: known(
      {
        ...found.value,
        path: '/usr/bin/nerdctl',
        version,
        rootlesskit: { path: '/usr/bin/rootlesskit', version: kit },
      },
      'a test',
    ),
    networkTools: known(
      { ...networkTools.value, pasta: { path: '/usr/bin/pasta', version: pasta } },
      'a test',
    ),
  });
  const refused = (facts: Facts, archive = '') =>
    nerdctlNetworkQuestion.refuse('pasta', facts, { 'nerdctl.archive': archive })?.key ?? null;
  const NEW = '0.0~git20250503.587980c-2';

  it.each([
    ['1.7.7', '3.0.1', 'service.pasta-nerdctl'],
    ['2.3.5', '3.0.1', 'service.pasta-nerdctl'],
    ['2.4.0', '3.0.1', null],
    ['2.4.0', '2.0.2', 'service.pasta-loopback'],
    ['2.4.0', '1.1.1', 'service.pasta-kit'],
  ] as const)('with nerdctl %s and RootlessKit %s: %s', (version, kit, why) => {
    expect(refused(having(version, kit, NEW))).toBe(why);
  });

  it('is judged by the archive that is to come, and refused where nobody knows', () => {
    const none = { ...debian, nerdctl: known({ ...found.value, path: null }, 'a test') };
    expect(refused(none, ARCHIVE)).toBe('service.pasta-nerdctl');
    expect(refused(none)).toBe('service.pasta-nerdctl');
    expect(refused(none, '/srv/nerdctl-full-2.4.0-linux-amd64.tar.gz')).toBe('service.pasta-kit');
  });

  it('needs its profile where AppArmor restricts user namespaces', () => {
    const facts = having('2.4.0', '3.0.1', '0.0~git20240220.1e6f92b-1');
    const restricted = { ...lsm.value, apparmorRestrictsUserns: true };
    expect(refused({ ...facts, lsm: known(restricted, 'a test') })).toBe('service.pasta-profile');
  });

  it('stays where it is, although ports are silent at 127.0.0.1, and excludes bypass4netns', async () => {
    const host = await recorded('debian-13');
    const unit = ['NET=pasta', 'MTU=65520', 'PORT_DRIVER=implicit']
      .map((each) => `Environment=${PREFIX}_${each}\n`)
      .join('');
    const rights = { mode: 0o644, uid: 1000, gid: 1000 };
    host.apply([fileEffect(UNIT, `[Service]\n${unit}`, rights)]);
    const archive = '/srv/nerdctl-2.4.0-linux-amd64.tar.gz';
    const { plan, problems } = await planned(host, given(null, archive));
    expect(problems).toEqual([]);
    expect(plan.answers['service.nerdctl-network']).toEqual({ value: 'pasta', source: 'detected' });
    expect(JSON.stringify(changesOf(plan))).toContain('"passt"');
    const facts = having('2.4.0', '3.0.1', NEW);
    const refusal = bypassQuestion.refuse(true, facts, { 'service.nerdctl-network': 'pasta' });
    expect(refusal?.key).toBe('service.bypass-pasta');
    expect(bypassQuestion.refuse(true, facts, {})).toBeNull();
  });
});

it('is chosen only where something starts containerd', () => {
  const facts = HOSTS['debian-13'];
  if (facts === undefined) throw new Error('no host debian-13');
  const other: Facts = { ...facts, init: known({ name: 'other', version: null }, 'a test') };
  const values = { engines: ['nerdctl'] } as const;
  expect(nerdctlNetworkQuestion.applies(facts, values)).toBe(true);
  expect(nerdctlNetworkQuestion.applies(other, values)).toBe(false);
  expect(nerdctlNetworkQuestion.applies(facts, { ...values, 'service.nerdctl': false })).toBe(
    false,
  );
  expect(nerdctlNetworkQuestion.applies(facts, { engines: ['docker'] })).toBe(false);
  expect(nerdctlNetworkQuestion.refuse('slirp4netns', other, values)?.key).toBe(
    'service.bypass-no-service',
  );
});
