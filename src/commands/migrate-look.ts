import { dockerVersions } from '../engines/docker-callers.ts';
import { msg } from '../i18n/msg.ts';
import type { RootfulContainer } from '../migrate/container.ts';
import { freeFor } from '../migrate/free-room.ts';
import { type Grouping, groupsOf, moves } from '../migrate/groups.ts';
import { hardLimitsOf } from '../migrate/hard-limits.ts';
import { USUAL_WAYS } from '../migrate/idmapped.ts';
import type { Inventory } from '../migrate/inventory.ts';
import { type Judgement, judge } from '../migrate/judge.ts';
import { shifted } from '../migrate/judge-changes.ts';
import type { Target } from '../migrate/judge-target.ts';
import { hasOwnLoopback, judgeLog } from '../migrate/log-loopback.ts';
import { judgeForNerdctl, judgeFromNerdctl } from '../migrate/nerdctl-judge.ts';
import { judgeRare } from '../migrate/rare-judge.ts';
import { readWays } from '../migrate/read-ways.ts';
import { PLACES } from '../migrate/room.ts';
import { onlyProjects } from '../migrate/select.ts';
import { readSources } from '../migrate/sources.ts';
import type { TargetEngine } from '../migrate/target-engine.ts';
import type { SourceEngine } from '../model/action-move.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { ReadHost } from '../model/read-host.ts';
import { movedContainers } from '../probe/commands-move.ts';
import { readFacts } from '../probe/index.ts';
import { reachesHost } from '../steps/docker-loopback.ts';
import type { Context } from './context.ts';
import { withLines } from './migrate-lines.ts';
import { idsToCome } from './planned-ids.ts';

/** Everything that is known before a move is planned. */
export interface Judged {
  readonly facts: Facts;
  readonly user: string;
  readonly target: Target;
  readonly inventory: Inventory;
  readonly grouping: Grouping;
  /** Bytes that are free where the copies go; null: not known. */
  readonly freeBytes: number | null;
}

/** Reads the host and the engines of root, and judges. @throws UserError when there is no user to move to. */
export async function judgedInventory(context: Context, engine: TargetEngine): Promise<Judged> {
  const { host, userName } = context;
  const facts = await readFacts(host, userName);
  if (!facts.target.known) throw new UserError(EXIT.usage, facts.target.because);
  const stopped = facts.rootful.known && !facts.rootful.value.docker.active;
  const inventory = await readSources(host, {
    docker: !stopped,
    containerd: runsContainerd(facts),
  });
  const { given } = context;
  const ways = await readWays(host, facts, engine, inventory, {
    directories: given['migrate.directories']?.value ?? USUAL_WAYS.directories,
    volumes: given['migrate.volumes']?.value ?? USUAL_WAYS.volumes,
    images: given['migrate.images']?.value ?? 'copy',
  });
  const ids = idsToCome(facts, given);
  const limited = inventory.containers.some(({ ulimits }) => ulimits.length > 0);
  const target: Target = {
    ...rootlessSide(facts, facts.target.value.uid, engine),
    ways,
    ...(engine === 'docker'
      ? {
          reachesHost: given['service.docker-reach-host']?.value ?? reachesHost(facts),
          ownLoopback: hasOwnLoopback(dockerVersions(facts).docker),
        }
      : {}),
    ...(limited ? { allowed: await hardLimitsOf(host, facts.target.value) } : {}),
    ...(ids === undefined ? {} : { ids }),
  };
  const there = inventory.containers.length === 0 ? null : await movedTo(host, facts, engine);
  const judgements = inventory.containers.map(
    (each): Judgement =>
      // What stopped for its move and is there with our label needs no second one.
      hasStopped(each) && there?.has(each.name) === true
        ? { container: each, verdict: 'moved', because: [] }
        : judgeFor(target, judge(each, target, inventory), inventory),
  );
  const changing = judgements
    .filter(moves)
    .map(({ container }) => [container.id, shifted(container, target, inventory.owners)] as const);
  const grouping = onlyProjects(groupsOf(judgements, new Map(changing)), context.options.projects);
  const named = await withLines(host, grouping.judgements, inventory, target.firstPort);
  const asked = given[PLACES[engine]]?.value;
  return {
    facts,
    freeBytes: await freeFor(host, facts, engine, asked),
    user: facts.target.value.name,
    target,
    inventory,
    grouping: { ...grouping, judgements: named },
  };
}

/** Does the containerd of root run, as far as is known? */
export function runsContainerd({ rootful }: Facts): boolean {
  return rootful.known && rootful.value.containerd.active;
}

/** Of whose containers the restart policy tells that a move stopped them. An older Podman can't change it, nor nerdctl that of one that never ran. */
const POLICY_TELLS: Readonly<Record<SourceEngine, boolean>> = {
  docker: true,
  podman: false,
  nerdctl: false,
};

function hasStopped({ running, restart, source }: RootfulContainer): boolean {
  return !running && (restart === 'no' || !POLICY_TELLS[source]);
}

/** Names of containers of the user that a move has made; empty where the engine is not there or does not answer. */
export async function movedTo(
  host: ReadHost,
  facts: Facts,
  engine: TargetEngine,
): Promise<ReadonlySet<string>> {
  const { target, nerdctl } = facts;
  if (!target.known || (engine === 'podman' && !(await hasStore(host, facts)))) return new Set();
  const path = engine === 'nerdctl' && nerdctl.known ? nerdctl.value.path : null;
  // A set-up comes first, and what is not there has nothing.
  if (engine === 'nerdctl' && path === null) return new Set();
  const answer = await host.run(movedContainers(target.value, engine, path ?? engine));
  return new Set(
    answer.stdout.split('\n').flatMap((line) => {
      const [name = '', label = ''] = line.split('\t');
      return /^[0-9a-f]{64}$/.test(label) ? [name] : [];
    }),
  );
}

/**
 * Podman that is only asked would make a store where there is none, which a look must not do. The store may lie where
 * a file of the user puts it.
 */
export async function hasStore(
  host: Pick<ReadHost, 'stat'>,
  { podman, target }: Pick<Facts, 'podman' | 'target'>,
): Promise<boolean> {
  if (podman.known && (podman.value.info !== null || podman.value.hasStore)) return true;
  if (!target.known) return false;
  const store = podman.known ? podman.value.store : undefined;
  const { kind } = await host.stat(store ?? `${target.value.dataHome}/containers/storage`);
  return kind === 'directory';
}

/** To which engine; Docker unless told otherwise. @throws UserError (usage) for another one, or several. */
export function engineOf({ given }: Context): TargetEngine {
  const engines = given.engines?.value ?? ['docker'];
  const [engine] = engines;
  if (engines.length === 1 && engine !== undefined && engine !== 'lxc') return engine;
  throw new UserError(EXIT.usage, msg('migrate.one-engine', { engines: [...engines] }));
}

/** What one target can't do that the others can. */
function judgeFor(target: Target, judgement: Judgement, inventory: Inventory): Judgement {
  const { engine } = target;
  const judged = judgeLog(judgeRare(judgement, engine, inventory), target, inventory);
  return engine === 'nerdctl'
    ? judgeForNerdctl(judged, inventory)
    : judgeFromNerdctl(judged, inventory);
}

function rootlessSide(facts: Facts, uid: number, engine: TargetEngine): Target {
  const start = facts.sysctls.known
    ? facts.sysctls.value.now['net.ipv4.ip_unprivileged_port_start']
    : null;
  const delegated = facts.cgroup.known ? facts.cgroup.value.delegated : null;
  return {
    engine,
    uid,
    firstPort: start === null || start === undefined ? 1024 : Number(start),
    limits: delegated === null ? null : delegated.includes('memory'),
    controllers: delegated,
  };
}
