import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { simulatedEffects } from '../../src/run/effects.ts';
import { makePlan } from '../../src/run/plan.ts';

const NAMES = ['debian-12', 'debian-13'];

const textOf = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../hosts/${name}.yaml`, import.meta.url)), 'utf8');
const hostOf = (name: string): OverlayHost =>
  new OverlayHost(new RecordedHost(parseRecording(textOf(name), name)));

describe.each(NAMES)('the recorded host %s', (name) => {
  it.each<[EngineName[]]>([
    [['podman']],
    [['docker']],
    [['podman', 'docker']],
    [['nerdctl']],
    [['podman', 'nerdctl']],
    [['lxc']],
    [['podman', 'lxc']],
  ])('has an empty plan after a simulated run for %j', async (value) => {
    const host = hostOf(name);
    const given: GivenAnswers = {
      engines: { value, source: 'flag' },
      'nerdctl.archive': { value: '/srv/nerdctl-2.3.5-linux-amd64.tar.gz', source: 'flag' },
      'nerdctl.sha256': { value: 'a'.repeat(64), source: 'flag' },
    };
    const input = { host, userName: 'alice', given };
    const first = await makePlan(input);
    const blocked = first.plan.steps.filter(({ status }) => status === 'blocked');
    expect(blocked).toEqual([]);
    expect(changesOf(first.plan).length).toBeGreaterThan(4);
    const effects = simulatedEffects(host, 'alice');
    for (const { action } of changesOf(first.plan)) host.apply(await effects(action));
    expect(changesOf((await makePlan(input)).plan).map(({ id }) => id)).toEqual([]);
  });

  it('answers every probe, and every check without asking the package manager', async () => {
    const facts = await readFacts(hostOf(name), 'alice');
    const unread = Object.entries(facts).filter(([, fact]) => !fact.known);
    expect(unread).toEqual([]);
    const engines = ['podman', 'docker', 'nerdctl', 'lxc'] as const;
    const quick = await readFacts(hostOf(name), 'alice', ['packages']);
    expect(runChecks(quick, { engines })).toEqual(runChecks(facts, { engines }));
  });

  it('knows a new user at once, and no longer after it was taken back', async () => {
    const host = hostOf(name);
    const effects = simulatedEffects(host, null);
    host.apply(await effects({ do: 'create-account', name: 'carol', shell: '/bin/bash' }));
    const { target, accounts } = await readFacts(host, 'carol');
    expect(target).toMatchObject({ value: { uid: 1002, groups: ['carol'], origin: 'files' } });
    expect(accounts.known && accounts.value.users.filter(({ uid }) => uid === 1002)).toHaveLength(
      1,
    );
    host.apply(await effects({ do: 'remove-account', name: 'carol' }));
    expect((await readFacts(host, 'carol')).target).toMatchObject({
      because: { key: 'host.user-no-such' },
    });
  });

  it('is the same after it was written and read again', () => {
    const recording = parseRecording(textOf(name), name);
    expect(parseRecording(renderRecording(recording), name)).toEqual(recording);
    expect(Object.keys(recording.spaces)).toEqual(['/', '/home/alice']);
  });

  it('holds nothing of the machine on which it was made', () => {
    expect(/\/root\/|(?<!libpod)\/tmp\/(?!storage-run)|resv_strict/.exec(textOf(name))).toBeNull();
  });
});
