import { msg } from '../i18n/msg.ts';
import { idFrom, move } from '../migrate/move.ts';
import {
  type Move,
  type MoveHelper,
  SOURCE_ENGINES,
  type SourceEngine,
} from '../model/action-move.ts';
import type { Change } from '../model/change.ts';
import { EXIT } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { changesOf } from '../model/plan.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunRecord } from '../model/run.ts';
import { textOf } from '../model/text.ts';
import { readFacts } from '../probe/index.ts';
import { isReadable, progressOf } from '../run/journal.ts';
import { planOfSteps } from '../run/plan.ts';
import { carryOut } from './carry-out.ts';
import type { Context } from './context.ts';
import { toTheResult, watchFor } from './progress.ts';

/**
 * `migrate --finish`: removes from root's engines what the last migration moved, after it was seen whole in
 * the rootless engine. A plan with one change that can't be taken back, and so with a risk of its own.
 */
export async function finishMigration(context: Context): Promise<number> {
  const watch = watchFor(context);
  return toTheResult(context, watch, async () => {
    const { store, host, options, output, t } = context;
    const run = (await store.list()).find(
      (each): each is RunRecord => isReadable(each) && movedBy(each).length > 0,
    );
    const moved = run === undefined ? [] : movedBy(run);
    const [first] = moved;
    if (run === undefined || first === undefined) {
      const message = msg('migrate.finish-none');
      if (options.json) {
        watch.onEvent({ type: 'result', exit: EXIT.ok, run: '', message, next: [] });
      } else output.out(t(message));
      return EXIT.ok;
    }
    const [, user = '', engine = ''] = first.call;
    const facts = await readFacts(host, user);
    const plan = await planOfSteps(host, run.plan, [
      {
        id: 'migrate-finish',
        status: 'change',
        because: msg('migrate.finish-because', { run: run.id }),
        notes: [
          msg('migrate.finish-stays'),
          ...keptVolumes(run),
          ...(leavesGroup(run, facts) ? await othersInGroup(host, user) : []),
        ],
        changes: [
          ...SOURCE_ENGINES.flatMap((source) => removing(user, engine, source, moved)),
          ...(leavesGroup(run, facts) ? [leaving(user)] : []),
        ],
      },
    ]);
    return (await carryOut(context, { plan, facts }, watch)).exit;
  });
}

/** What root's engine still has of these moves, gone: a change without a way back, or none. */
function removing(
  user: string,
  engine: string,
  source: SourceEngine,
  moved: readonly Move[],
): readonly Change[] {
  const own = moved.filter(({ from = 'docker' }) => from === source);
  if (own.length === 0) return [];
  const words = own.flatMap(({ call: [helper, , , name = ''] }) => [KINDS[helper] ?? '', name]);
  return [
    move(
      idFrom('migrate.finish', source),
      msg('migrate.finish-title', { count: own.length, engine: msg(`engines.${source}`) }),
      msg('migrate.finish-why'),
      ['rw_migrate_finish', user, engine, ...words],
      null,
      'https://docs.docker.com/engine/manage-resources/pruning/',
      { risks: ['deletes-rootful'], from: source },
    ),
  ];
}

/** What gives a volume of root to the user without a copy. */
const KEPT: readonly MoveHelper[] = ['rw_migrate_volume_idmap', 'rw_migrate_volume_in_place'];

/** Volumes of root that were not copied: they are what the user's containers work with. */
function keptVolumes({ plan, journal }: RunRecord): readonly Message[] {
  const progress = progressOf(plan, journal);
  const names = changesOf(plan).flatMap(({ id, action }) =>
    action.do === 'move' && KEPT.includes(action.call[0]) && progress.get(id)?.state === 'done'
      ? [action.call[3] ?? '']
      : [],
  );
  return names.length === 0 ? [] : [msg('idmapped.finish-keeps', { names })];
}

/** Is the user in Docker's group, although the Docker of root that it opens was switched off? */
function leavesGroup({ plan, journal }: RunRecord, { target }: Facts): boolean {
  const off = progressOf(plan, journal).get('migrate.cutover')?.state === 'done';
  return off && target.known && target.value.groups.includes(DOCKER_GROUP);
}

/** Who else is in it, as far as /etc/group says; group(5). */
async function othersInGroup(host: ReadHost, user: string): Promise<readonly Message[]> {
  const groups = (textOf(await host.file('/etc/group')) ?? '').split('\n');
  const line = groups.find((each) => each.startsWith(`${DOCKER_GROUP}:`)) ?? '';
  const names = (line.split(':')[3] ?? '').split(',').filter((name) => !['', user].includes(name));
  return names.length === 0 ? [] : [msg('migrate.note-group', { group: DOCKER_GROUP, names })];
}

/** That of /var/run/docker.sock. */
const DOCKER_GROUP = 'docker';

function leaving(user: string): Change {
  return move(
    'migrate.docker-group',
    msg('migrate.group-title', { user, group: DOCKER_GROUP }),
    msg('migrate.group-why'),
    ['rw_migrate_leave_group', user, DOCKER_GROUP],
    ['rw_migrate_join_group', user, DOCKER_GROUP],
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
    { dependsOn: ['migrate.finish'] },
  );
}

/** What can be removed, by the helper that moved it; in this order, as a container holds the others. */
const KINDS: Readonly<Partial<Record<MoveHelper, string>>> = {
  rw_migrate_container: 'container',
  rw_migrate_volume: 'volume',
  rw_migrate_image: 'image',
  rw_migrate_image_pull: 'image',
};

/** The moves of a run that are in place, or that an undo did not get away: the helper looks at each. */
function movedBy({ plan, journal }: RunRecord): readonly Move[] {
  const progress = progressOf(plan, journal);
  const moves = changesOf(plan).flatMap(({ id, action }) =>
    action.do === 'move' && ['done', 'half-undone'].includes(progress.get(id)?.state ?? '')
      ? [action]
      : [],
  );
  // The last first: Podman removes no container that another one needs.
  const latest = moves.toReversed();
  return Object.keys(KINDS).flatMap((helper) => latest.filter(({ call }) => call[0] === helper));
}
