import { idMap } from '../edit/id-map.ts';
import { linesOf, parseSubids, rangesOfUser } from '../edit/subid-parse.ts';
import type { ContainerIds } from '../migrate/volume-judge.ts';
import type { GivenAnswers } from '../model/answers.ts';
import type { Facts, IdRange, Subids, Target } from '../model/facts.ts';
import { changesOf, type Plan } from '../model/plan.ts';
import type { IdMap } from '../tui/session.ts';

/** The id map that the user's containers will have once the plan is applied, or null when not known. */
export function plannedIdMap(facts: Facts, plan: Plan): IdMap | null {
  if (!facts.target.known || !facts.subids.known || facts.subids.value.nss !== 'files') return null;
  const target = facts.target.value;
  const { subuid, subgid } = facts.subids.value;
  return {
    user: target.name,
    uid: target.uid,
    uids: idMap(target.uid, rangesAfter(subuid, '/etc/subuid', plan, target), 'file'),
    gids: idMap(target.gid, rangesAfter(subgid, '/etc/subgid', plan, target), 'file'),
  };
}

/** The user's ranges as the lines of the file will stand: without the removed, with the added ones. */
function rangesAfter(file: Subids['subuid'], path: string, plan: Plan, target: Target) {
  const lines = file.kind === 'file' ? file.bytes.split('\n').filter((line) => line !== '') : [];
  const after = changesOf(plan).reduce((now, { action }) => {
    if (action.do !== 'edit-subids' || action.path !== path) return now;
    const removed = new Set(action.remove);
    const kept = now.filter((line) => !removed.has(line));
    // The plan may have been made against a host where the lines are there already.
    return [...kept, ...action.add.filter((line) => !kept.includes(line))];
  }, lines);
  return rangesOfUser(parseSubids(after.map((line) => `${line}\n`).join('')), {
    name: target.name,
    uid: target.uid,
  });
}

/**
 * The ids that the user's containers will have once the set-up is done, for a judgement before its plan is made:
 * what the user has, and where the set-up may write it, at least as many as were asked for. undefined: not known.
 */
export function idsToCome(
  { target, subids }: Pick<Facts, 'target' | 'subids'>,
  given: GivenAnswers,
): ContainerIds | undefined {
  if (!target.known || !subids.known) return undefined;
  const { nss, subuid, subgid, getsubids } = subids.value;
  const more = nss === 'files';
  if (!more && getsubids === null) return undefined;
  const want = more ? (given['subids.count']?.value ?? USUAL_IDS) : 0;
  const span = (ranges: readonly IdRange[]) => {
    const has = ranges.reduce((sum, { count }) => sum + count, 0);
    // 0 is the user itself, and the others follow it.
    return { last: Math.max(has, want), ranges };
  };
  const own = (file: Subids['subuid']) => rangesOfUser(linesOf(file), target.value);
  return {
    uid: span(more ? own(subuid) : (getsubids?.uid ?? [])),
    gid: span(more ? own(subgid) : (getsubids?.gid ?? [])),
    more,
  };
}

/** What `subids.count` recommends. */
const USUAL_IDS = 65536;
