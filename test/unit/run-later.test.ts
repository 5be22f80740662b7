import { describe, expect, it } from 'vitest';
import { orNull } from '../../src/engines/versions.ts';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { loadRecording } from '../../src/host/recordings.ts';
import type { GivenAnswers } from '../../src/model/answers.ts';
import { EXIT } from '../../src/model/error.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts } from '../../src/probe/index.ts';
import { apply } from '../../src/run/apply.ts';
import type { RunContext } from '../../src/run/context.ts';
import { absent, fileEffect, simulatedEffects } from '../../src/run/effects.ts';
import { inPlace, isReadable, lastRun } from '../../src/run/journal.ts';
import { makePlan } from '../../src/run/plan.ts';
import { undo } from '../../src/run/undo.ts';
import { changeOf, picture, planOf, was, write } from './run-fixtures.ts';
import { simulated } from './simulated.ts';

const KEEP_PACKAGES = { packages: false };
const PROGRAM = { mode: 0o4755, uid: 0, gid: 0 };
const LINGER = '/var/lib/systemd/linger/alice';

/** A recorded host on which runs can be made one after the other. */
async function recordedHost(name = 'debian-13') {
  const overlay = new OverlayHost(new RecordedHost(await loadRecording(name)));
  const context = simulated(overlay);
  const setUp = async (engine: EngineName, more: GivenAnswers = {}) => {
    const given: GivenAnswers = { engines: { value: [engine], source: 'flag' }, ...more };
    const { plan } = await makePlan({ host: overlay, userName: 'alice', given });
    const outcome = await apply(plan, context);
    expect(outcome.exit).toBe(0);
    return { run: outcome.run, plan };
  };
  const runOf = async (id: string) => {
    const run = (await context.store.list()).filter(isReadable).find((each) => each.id === id);
    if (run === undefined) throw new Error(`no run ${id}`);
    return run;
  };
  return { overlay, context, setUp, runOf };
}

describe('a run that is taken back before one that came later', () => {
  it('leaves what that one needs, says so, and goes wholly once that one is gone', async () => {
    const at = await recordedHost();
    const podman = await at.setUp('podman');
    const places = changesOf(podman.plan).flatMap(({ action }) =>
      'path' in action ? [action.path] : [],
    );
    const both = await at.setUp('docker');
    const set = await picture(at.overlay, ['/etc/subuid', '/etc/subgid', LINGER]);
    expect(set[LINGER]).not.toBe('absent');

    const early = await undo(podman.run, at.context, KEEP_PACKAGES);
    expect(early).toMatchObject({ exit: 0, message: { key: 'run.undone-later' } });
    expect(early.message.args).toMatchObject({ runs: [both.run] });
    expect(early.next).toEqual([
      `rootless-wizard undo ${both.run}`,
      `rootless-wizard undo ${podman.run}`,
    ]);
    expect(await picture(at.overlay, Object.keys(set))).toEqual(set);
    // What only Podman had is gone.
    const given: GivenAnswers = { engines: { value: ['podman'], source: 'flag' } };
    const again = await makePlan({ host: at.overlay, userName: 'alice', given });
    const ids = changesOf(again.plan).map(({ id }) => id);
    expect(ids).toContain('service.podman-socket');
    expect(ids).not.toContain('linger.enable');
    // Docker wants for nothing.
    const docker = await makePlan({
      host: at.overlay,
      userName: 'alice',
      given: { engines: { value: ['docker'], source: 'flag' } },
    });
    expect(changesOf(docker.plan)).toEqual([]);

    expect(lastRun(await at.context.store.list(), false)?.id).toBe(both.run);
    await undo(both.run, at.context, KEEP_PACKAGES);
    // The rest of the first run is what there is to take back now.
    expect(lastRun(await at.context.store.list(), false)?.id).toBe(podman.run);
    const late = await undo(podman.run, at.context, KEEP_PACKAGES);
    expect(late.message.key).toBe('run.undone-packages');
    const fresh = await recordedHost();
    expect(await picture(at.overlay, [...places, LINGER])).toEqual(
      await picture(fresh.overlay, [...places, LINGER]),
    );
    expect(inPlace(await at.runOf(podman.run))).toBe(0);
  });

  it('leaves packages of that one, also where packages are to go', async () => {
    const at = await recordedHost();
    const podman = await at.setUp('podman');
    await at.setUp('docker');
    const outcome = await undo(podman.run, at.context, { packages: true });
    expect(outcome.message.key).toBe('run.undone-later');
    expect(outcome.next.at(-1)).toBe(`rootless-wizard undo ${podman.run} --packages`);
    const { journal } = await at.runOf(podman.run);
    expect(journal).toContainEqual(
      expect.objectContaining({
        type: 'kept',
        change: 'packages.install',
        reason: 'run.kept-needed',
      }),
    );
  });
});

describe('a later run of which nobody can tell what it needs', () => {
  it('keeps all of the older one: unknown is not unneeded', async () => {
    const at = await recordedHost();
    const podman = await at.setUp('podman');
    // No package and no archive of nerdctl is to be had there, so a plan for it is blocked.
    const given: GivenAnswers = { engines: { value: ['nerdctl'], source: 'flag' } };
    const { plan } = await makePlan({ host: at.overlay, userName: 'alice', given });
    expect(plan.steps.map(({ status }) => status)).toContain('blocked');
    at.overlay.apply([absent('/etc/b')]);
    const { steps } = planOf([changeOf('x.b', write('/etc/b', 'b\n', null))]);
    const later = await apply({ ...plan, steps }, at.context);
    const outcome = await undo(podman.run, at.context, KEEP_PACKAGES);
    expect(outcome.message).toMatchObject({ key: 'run.undone-later', args: { runs: [later.run] } });
    const asked: GivenAnswers = { engines: { value: ['podman'], source: 'flag' } };
    const again = await makePlan({ host: at.overlay, userName: 'alice', given: asked });
    expect(changesOf(again.plan)).toEqual([]);
  });
});

describe('a later run that was refused before its first change', () => {
  it('needs nothing', async () => {
    const at = await recordedHost();
    const podman = await at.setUp('podman');
    const given: GivenAnswers = { engines: { value: ['docker'], source: 'flag' } };
    const { plan } = await makePlan({ host: at.overlay, userName: 'alice', given });
    const refusing: RunContext = {
      ...at.context,
      writeHost: {
        open: async () => ({
          run: async () => ({ code: EXIT.stale, said: [{ word: 'stale', rest: 'not so' }] }),
          close: async () => undefined,
        }),
      },
    };
    expect(await apply(plan, refusing)).toMatchObject({ exit: EXIT.stale });
    const outcome = await undo(podman.run, at.context, KEEP_PACKAGES);
    expect(outcome.message.key).toBe('run.undone-packages');
  });
});

describe('a program whose package is removed', () => {
  it('goes from /bin, too, which is a link to /usr/bin on most hosts', async () => {
    const { overlay } = await recordedHost();
    const places = ['/usr/bin', '/bin'].flatMap((dir) => [`${dir}/newuidmap`, `${dir}/newgidmap`]);
    overlay.apply(places.map((path) => fileEffect(path, '', PROGRAM)));
    const found = async () => orNull((await readFacts(overlay, 'alice')).idTools)?.newuidmap?.path;
    expect(await found()).toBe('/usr/bin/newuidmap');
    const effects = simulatedEffects(overlay, 'alice');
    overlay.apply(await effects({ do: 'remove-packages', manager: 'apt', names: ['uidmap'] }));
    expect(await found()).toBeUndefined();
  });
});

describe('two runs for the same engine', () => {
  it('are taken back in their order: the older one alone would pull the ground from the newer', async () => {
    const at = await recordedHost();
    const first = await at.setUp('docker');
    const unit = '/home/alice/.config/systemd/user/docker.service';
    const before = await picture(at.overlay, [unit]);
    const network = { value: 'slirp4netns', source: 'flag' } as const;
    const second = await at.setUp('docker', { 'service.docker-network': network });
    const both = await picture(at.overlay, [unit]);
    expect(both).not.toEqual(before);

    const early = await undo(first.run, at.context, KEEP_PACKAGES);
    expect(early.message).toMatchObject({ key: 'run.undone-later', args: { runs: [second.run] } });
    expect(await picture(at.overlay, [unit])).toEqual(both);
    const given: GivenAnswers = {
      engines: { value: ['docker'], source: 'flag' },
      'service.docker-network': network,
    };
    const again = await makePlan({ host: at.overlay, userName: 'alice', given });
    expect(changesOf(again.plan)).toEqual([]);

    await undo(second.run, at.context, KEEP_PACKAGES);
    expect(await picture(at.overlay, [unit])).toEqual(before);
    await undo(first.run, at.context, KEEP_PACKAGES);
    expect(await picture(at.overlay, [unit])).toEqual({ [unit]: 'absent' });
  });
});

const CONF = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';

/** Two runs that write the same file one after the other; `undo` by their place, from 1. */
async function twoWrites(texts: readonly [string | null, string, string | null]) {
  const at = await recordedHost();
  const given: GivenAnswers = { engines: { value: ['podman'], source: 'flag' } };
  const { plan } = await makePlan({ host: at.overlay, userName: 'alice', given });
  const [before, middle, last] = texts;
  const path = '/etc/a';
  const put = (bytes: string | null) =>
    at.overlay.apply([
      bytes === null ? absent(path) : fileEffect(path, bytes, { mode: 0o644, uid: 0, gid: 0 }),
    ]);
  put(before);
  const removal = { do: 'remove-file', path, before: was(middle) } as const;
  const runs: string[] = [];
  for (const action of [
    write(path, middle, before),
    last === null ? removal : write(path, last, middle),
  ]) {
    const { steps } = planOf([changeOf(`x.${runs.length}`, action)]);
    const outcome = await apply({ ...plan, steps }, at.context);
    expect(outcome.exit).toBe(0);
    runs.push(outcome.run);
  }
  const bytes = async () => {
    const state = await at.overlay.file(path);
    return state.kind === 'file' ? state.bytes : null;
  };
  expect(await bytes()).toBe(last);
  const back = async (which: 1 | 2) =>
    (await undo(runs[which - 1] ?? '', at.context, KEEP_PACKAGES)).message.key;
  return { back, bytes };
}

describe('a file that both runs wrote', () => {
  it.each([
    ['was made by the first and changed by the second', null, 'one\n', 'one\ntwo\n'],
    ['was made by the first and removed by the second', null, 'one\n', null],
    ['was changed in the same line', CONF, `1\n${CONF}`, `2\n${CONF}`],
  ])('stays whole where it %s', async (_what, before, middle, last) => {
    const { back, bytes } = await twoWrites([before, middle, last]);
    expect(await back(1)).toBe('run.undone-later');
    expect(await bytes()).toBe(last);
    expect(await back(2)).toBe('run.undone');
    expect(await bytes()).toBe(middle);
    expect(await back(1)).toBe('run.undone');
    expect(await bytes()).toBe(before);
  });

  it('keeps the lines of the second where they stand apart', async () => {
    const first = CONF.replace('one', 'ONE');
    const { back, bytes } = await twoWrites([CONF, first, first.replace('nine', 'NINE')]);
    expect(await back(1)).toBe('run.undone');
    expect(await bytes()).toBe(CONF.replace('nine', 'NINE'));
    expect(await back(2)).toBe('run.undone');
    expect(await bytes()).toBe(CONF);
  });
});
