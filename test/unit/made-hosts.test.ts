import { beforeAll, describe, expect, it } from 'vitest';
import { OverlayHost } from '../../src/host/overlay.ts';
import { RecordedHost } from '../../src/host/recorded.ts';
import { parseRecording, renderRecording } from '../../src/host/recording-file.ts';
import { translator } from '../../src/i18n/translate.ts';
import { EXIT } from '../../src/model/error.ts';
import type { EngineName } from '../../src/model/finding.ts';
import { changesOf } from '../../src/model/plan.ts';
import { readFacts, runChecks } from '../../src/probe/index.ts';
import { apply, withDependents } from '../../src/run/apply.ts';
import { needsRoot } from '../../src/run/context.ts';
import { makePlan } from '../../src/run/plan.ts';
import { verify } from '../../src/run/verify.ts';
import { MADE } from '../hosts/made/index.ts';
import { planLines, recordMade } from '../hosts/made/record.ts';
import { simulated } from './simulated.ts';

const t = translator('en');

/**
 * The hosts that could not be recorded. Their recordings and golden plans are written by `vitest -u`, so a
 * change of a probe or a step shows here as what it does to each of them.
 */
describe.each(Object.entries(MADE))('the made host %s', (name, described) => {
  let text = '';
  beforeAll(async () => {
    text = renderRecording(await recordMade(described.make()));
  });
  const hostOf = () => new OverlayHost(new RecordedHost(parseRecording(text, name)));
  const planOf = (host: OverlayHost, engine: EngineName) => {
    const given = { engines: { value: [engine], source: 'flag' } } as const;
    return makePlan({ host, userName: 'alice', given });
  };

  it('is recorded, and says from which documents', async () => {
    await expect(text).toMatchFileSnapshot(`../hosts/${name}.yaml`);
    const recording = parseRecording(text, name);
    expect(recording.name).toBe(name);
    expect(recording.source).toMatch(
      /^made, not recorded; from: https:\/\/\S+( ; https:\/\/\S+)+$/,
    );
    expect(renderRecording(recording)).toBe(text);
  });

  it('answers every probe, and shows what makes it hard', async () => {
    const facts = await readFacts(hostOf(), 'alice');
    const unread = Object.entries(facts).flatMap(([id, fact]) => (fact.known ? [] : [id]));
    expect(unread).toEqual(described.unknown ?? []);
    const found = runChecks(facts, { engines: ['podman', 'docker', 'nerdctl'] });
    for (const [id, level] of Object.entries(described.findings)) {
      expect(found).toContainEqual(expect.objectContaining({ id, level }));
    }
  });

  it.each(['podman', 'docker', 'nerdctl'] as const)(
    'is set up for %s as far as that goes',
    async (engine) => {
      const host = hostOf();
      const { plan, facts, problems } = await planOf(host, engine);
      const refused = problems[0]?.message;
      if (refused !== undefined) {
        expect({ refused: refused.key }).toEqual(described[engine]);
        await expect(`refused (${refused.key}): ${t(refused)}\n`).toMatchFileSnapshot(
          `../hosts/made/plans/${name}.${engine}.txt`,
        );
        return;
      }
      await expect(planLines(plan)).toMatchFileSnapshot(
        `../hosts/made/plans/${name}.${engine}.txt`,
      );
      const ending = described[engine];
      const blocked = plan.steps.find(({ status }) => status === 'blocked');
      const papers = typeof ending === 'object' && 'papers' in ending ? ending.papers : undefined;
      expect(plan.papers?.map(({ name }) => name)).toEqual(papers);
      if (typeof ending === 'object' && papers === undefined) {
        expect({ blocked: blocked?.id, because: blocked?.because.key }).toEqual(ending);
        return;
      }
      expect(blocked).toBeUndefined();
      const context = simulated(host, ending === 'script' ? 'script' : 'shell');
      const outcome = await apply(plan, context);
      if (papers !== undefined) {
        expect(outcome).toMatchObject({
          exit: EXIT.unsupported,
          papers: papers.map((paper) => expect.stringContaining(`/${paper}`)),
        });
        // What could be done is done; the same texts are left.
        const left = await planOf(host, engine);
        expect(changesOf(left.plan)).toEqual([]);
        expect(left.plan.papers?.map(({ name }) => name)).toEqual(papers);
        return;
      }
      expect(outcome.exit).toBe(ending === 'script' ? EXIT.privilege : EXIT.ok);
      const again = await planOf(host, engine);
      const left = changesOf(again.plan).map(({ id }) => id);
      if (ending === 'script') {
        expect(facts.privilege).toMatchObject({ value: { tools: [] } });
        // What the user can do alone is done; the rest waits for the administrator.
        const waits = withDependents(changesOf(plan), needsRoot);
        expect(left.filter((id) => !waits.has(id))).toEqual([]);
        expect(left).toEqual(
          expect.arrayContaining(
            changesOf(plan)
              .filter(needsRoot)
              .map(({ id }) => id),
          ),
        );
        return;
      }
      expect(left).toEqual([]);
      expect(again.plan.steps.filter(({ status }) => status === 'blocked')).toEqual([]);
      const proven = await verify(plan, context);
      expect(proven.filter(({ level }) => level === 'fail')).toEqual([]);
    },
  );
});
