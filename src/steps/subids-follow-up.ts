import { type Interval, mergeIntervals } from '../edit/intervals.ts';
import { lastOf, parseSubids, rangesOfUser } from '../edit/subid-parse.ts';
import { msg } from '../i18n/msg.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import { change } from './common.ts';
import { ownPlaceArgs } from './storage-podman-place.ts';

const PODMAN = 'https://docs.podman.io/en/latest/markdown/podman-system-migrate.1.html';
const DOCKER = 'https://docs.docker.com/engine/security/rootless/troubleshoot/';

/** An engine that is in use holds the old map until it starts anew. */
export function engineFollowUps(facts: Facts, dependsOn: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  if (facts.podman.known && facts.podman.value.path !== null && facts.podman.value.hasStore) {
    changes.push(migrate(facts, dependsOn));
  }
  if (facts.docker.known && facts.docker.value.service.active === 'active') {
    changes.push(
      change({
        id: 'subids.docker-restart',
        kind: 'service',
        scope: 'user',
        title: msg('steps.docker-restart'),
        why: msg('steps.subids-restart-why'),
        action: {
          do: 'user-service',
          unit: 'docker.service',
          operation: 'restart',
          wasEnabled: facts.docker.value.service.enabled === 'enabled',
          wasActive: true,
        },
        dependsOn,
        source: DOCKER,
      }),
    );
  }
  return changes;
}

/**
 * The files are right, but Podman's pause process still has the map from before: only `podman system
 * migrate` makes it read them again. Null when the maps agree or are not known.
 */
export function staleMapChange(facts: Facts, target: Target): Change | null {
  if (!facts.podman.known || !facts.subids.known) return null;
  const info = facts.podman.value.info;
  const { subuid } = facts.subids.value;
  if (info === null || info.idMapUid.length === 0 || subuid.kind !== 'file') return null;
  const planned = mergeIntervals(
    rangesOfUser(parseSubids(subuid.bytes), target).map(
      (range): Interval => [range.start, lastOf(range)],
    ),
  );
  const running = mergeIntervals(
    info.idMapUid
      .filter(({ host, count }) => !(host === target.uid && count === 1))
      .map(({ host, count }): Interval => [host, host + count - 1]),
  );
  return JSON.stringify(planned) === JSON.stringify(running) ? null : migrate(facts, []);
}

function migrate(facts: Facts, dependsOn: readonly string[]): Change {
  return change({
    id: 'subids.podman-migrate',
    kind: 'command',
    scope: 'user',
    title: msg('steps.podman-migrate'),
    why: msg('steps.podman-migrate-why'),
    action: {
      do: 'run-command',
      argv: ['podman', ...ownPlaceArgs(facts), 'system', 'migrate'],
      undo: null,
      effects: [],
    },
    dependsOn,
    source: PODMAN,
  });
}
