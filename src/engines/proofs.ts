import { idMap, type MapEntry } from '../edit/id-map.ts';
import { parseSubids, rangesOfUser } from '../edit/subid-parse.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Proof } from '../model/engine.ts';
import type { Facts, IdRange } from '../model/facts.ts';
import { quote } from '../model/quote.ts';
import type { FileState } from '../model/read-host.ts';

/** What the shared proofs need to know of an engine. */
export interface ProofContext {
  readonly engine: 'podman' | 'docker' | 'nerdctl';
  /** How the engine is called in sentences. */
  readonly name: string;
  /** Its program: absolute where it was found, else the name that the package brings. */
  readonly program: string;
  /** How it puts several ranges of ids together (`edit/id-map.ts`). */
  readonly order: 'file' | 'sorted';
  readonly source: string;
  /** Why nothing can be asked of it, as the helper would say on a host like this; null where it answers. */
  readonly silent: string | null;
}

const IDS = 'https://rootlesscontaine.rs/getting-started/common/subuid/';

/** One proof: a call of `rw_proof`, scripts/helpers/verify.sh. */
export function proof(
  context: ProofContext,
  name: string,
  helper: string,
  args: readonly string[],
  rest: Pick<Proof, 'title' | 'cause' | 'simulated'> &
    Partial<Pick<Proof, 'simulatedCode' | 'source' | 'after'>>,
): Proof {
  return {
    id: `verify.${context.engine}.${name}`,
    text: ['rw_proof', context.engine, quote(context.program), helper, ...args.map(quote)].join(
      ' ',
    ),
    source: context.source,
    after: name === 'run' ? [] : [`verify.${context.engine}.run`],
    ...rest,
  };
}

/** What every engine that runs containers is proven by. */
export function sharedProofs(
  context: ProofContext,
  facts: Facts,
  values: Values,
): readonly Proof[] {
  const { name: engine } = context;
  const uids = expectedMap(facts, context.order, 'uid');
  const gids = expectedMap(facts, context.order, 'gid');
  const lowest = lowestPort(context, facts, values);
  const shown = uids === '' ? '0:1000:1,1:100000:65536' : uids;
  return [
    proof(context, 'run', 'run', [], {
      title: msg('verify.run', { engine }),
      cause: msg('verify.run-cause', { engine }),
      ...played('in the container: 0 /own/1000:1000:1000 /own/65534:65534:65534', context.silent),
    }),
    proof(context, 'idmap', 'idmap', [uids, gids], {
      title: msg('verify.idmap', { engine }),
      cause: msg('verify.idmap-cause', { engine }),
      simulated: `uid_map ${shown}`,
      source: IDS,
    }),
    proof(context, 'volume', 'volume', [uids], {
      title: msg('verify.volume', { engine }),
      cause: msg('verify.volume-cause', { engine }),
      simulated: 'written by id 1000 of the container, owned by its mapped id on the host',
      source: IDS,
    }),
    proof(context, 'port', 'port', [], {
      title: msg('verify.port', { engine }),
      cause: msg('verify.port-cause', { engine }),
      simulated: '127.0.0.1 answered',
    }),
    ...(lowest === null
      ? []
      : [
          proof(context, 'low-port', 'low_port', [String(lowest)], {
            title: msg('verify.low-port', { engine, port: lowest }),
            cause: msg('verify.low-port-cause', { engine, port: lowest }),
            simulated: `127.0.0.1:${lowest} answered`,
            source:
              'https://docs.docker.com/engine/security/rootless/tips/#exposing-privileged-ports',
            after: [`verify.${context.engine}.port`],
          }),
        ]),
    proof(context, 'limits', 'limits', [], {
      title: msg('verify.limits', { engine }),
      cause: msg('verify.limits-cause', { engine }),
      ...played('200 MB in 64 MB were stopped; so was the 31st process', noLimits(facts)),
      source: 'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
    }),
  ];
}

/** Who calls a published port is seen in the container with the own address. */
export function callerProof(context: ProofContext, source: string): Proof {
  return proof(context, 'caller', 'caller', [], {
    title: msg('verify.caller', { engine: context.name }),
    cause: msg('verify.caller-cause'),
    ...played('the container saw the address of the caller', context.silent),
    source,
  });
}

/** A project of compose comes up and goes again. */
export function composeProof(context: ProofContext, source: string): Proof {
  return proof(context, 'compose', 'compose', [], {
    title: msg('companions.proof-compose', { engine: context.name }),
    cause: msg('companions.proof-compose-cause'),
    ...played('compose up: running', context.silent),
    source,
    after: [`verify.${context.engine}.port`],
  });
}

/** What a proof says on a simulated host: what it shows, or why the helper would skip it there. */
export function played(
  shown: string,
  skipped: string | null,
): Pick<Proof, 'simulated' | 'simulatedCode'> {
  return skipped === null ? { simulated: shown } : { simulated: skipped, simulatedCode: 10 };
}

/** The reasons of scripts/helpers/verify-limits.sh to skip: where controllers are missing it shows nothing. */
function noLimits({ cgroup }: Facts): string | null {
  if (!cgroup.known) return null;
  const { version, delegated } = cgroup.value;
  if (version !== 2) return 'this host has cgroup v1: limits do not work without root';
  const handed = delegated ?? [];
  const missing = ['memory', 'pids'].find((name) => !handed.includes(name));
  if (missing === undefined) return null;
  const all = handed.length === 0 ? 'none' : handed.join(' ');
  return `the controller '${missing}' is not delegated to this user (delegated: ${all})`;
}

/** The capability on rootlesskit helps Docker alone; the sysctl helps every engine. */
function lowestPort(context: ProofContext, facts: Facts, values: Values): number | null {
  const method = values['ports.method'];
  if (method === 'none' || (method === 'setcap' && context.engine === 'podman')) return null;
  // A port that needs nothing special proves nothing, and is no promise of ours either.
  return facts.target.known && facts.target.value.uid === 0 ? null : values['ports.lowest'];
}

/**
 * The map that a container must have, `CONTAINER:HOST:COUNT,...`; empty where the facts don't tell (the
 * helper then reads the host's files itself).
 */
export function expectedMap(facts: Facts, order: 'file' | 'sorted', kind: 'uid' | 'gid'): string {
  if (!facts.subids.known || !facts.target.known) return '';
  const { getsubids, subuid, subgid } = facts.subids.value;
  const target = facts.target.value;
  const inFile = (state: FileState): readonly IdRange[] =>
    state.kind === 'file' ? rangesOfUser(parseSubids(state.bytes), target) : [];
  const file = kind === 'uid' ? subuid : subgid;
  // getsubids speaks for what nsswitch.conf names; both agree where that is the files.
  const ranges = facts.subids.value.nss === 'files' ? inFile(file) : (getsubids?.[kind] ?? []);
  if (ranges.length === 0) return '';
  const own = kind === 'uid' ? target.uid : target.gid;
  return idMap(own, ranges, order).map(entryText).join(',');
}

function entryText({ container, host, count }: MapEntry): string {
  return `${container}:${host}:${count}`;
}
