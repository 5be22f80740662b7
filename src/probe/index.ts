import { msg } from '../i18n/msg.ts';
import { type Fact, unknown } from '../model/fact.ts';
import type { FactId, Facts, Target } from '../model/facts.ts';
import type { Check, Finding, Goal } from '../model/finding.ts';
import { NotRecorded, type ReadHost } from '../model/read-host.ts';
import * as accounts from './accounts.ts';
import * as cgroup from './cgroup.ts';
import * as conflicts from './conflicts.ts';
import * as devices from './devices.ts';
import * as docker from './docker.ts';
import * as dockerClient from './docker-client.ts';
import * as environment from './environment.ts';
import * as files from './files.ts';
import * as home from './home.ts';
import * as idTools from './id-tools.ts';
import * as init from './init.ts';
import * as kernel from './kernel.ts';
import * as lsm from './lsm.ts';
import * as lxc from './lxc.ts';
import * as nerdctl from './nerdctl.ts';
import * as netfilter from './netfilter.ts';
import * as networkTools from './network-tools.ts';
import * as os from './os.ts';
import * as overlay from './overlay.ts';
import * as packageLists from './package-lists.ts';
import * as packages from './packages.ts';
import * as podman from './podman.ts';
import * as privilege from './privilege.ts';
import type { ProbeContext, ProbeModule } from './probe.ts';
import * as rootful from './rootful.ts';
import * as session from './session.ts';
import * as shell from './shell.ts';
import * as storeImage from './store-image.ts';
import * as subids from './subids.ts';
import * as sysctls from './sysctls.ts';
import * as target from './target.ts';
import { resolveTarget } from './target.ts';
import * as userns from './userns.ts';

/** One module a fact, in the order in which findings are shown. The type allows none to be forgotten. */
const MODULES: { readonly [K in FactId]: ProbeModule<K> } = {
  os,
  environment,
  kernel,
  init,
  target,
  privilege,
  accounts,
  packages,
  packageLists,
  userns,
  lsm,
  sysctls,
  idTools,
  subids,
  home,
  storeImage,
  session,
  cgroup,
  overlay,
  devices,
  netfilter,
  networkTools,
  podman,
  docker,
  nerdctl,
  lxc,
  rootful,
  dockerClient,
  shell,
  files,
};

/**
 * Reads all facts of a host at once. `userName` is `--user`, null for whoever runs the wizard. Never throws:
 * what a recording does not hold, and a defect in a probe, make that one fact unknown with the reason.
 * Facts in `without` are not read and stay unknown: for who knows that nothing will ask for them.
 */
export async function readFacts(
  host: ReadHost,
  userName: string | null,
  without: readonly FactId[] = [],
): Promise<Facts> {
  const who: Promise<Fact<Target>> = guarded(() => resolveTarget(host, userName));
  const context: ProbeContext = { userName, target: who };
  const entries: Promise<readonly [FactId, Fact<unknown>]>[] = [];
  const names = Object.keys(MODULES) as FactId[];
  for (const id of [...EARLY, ...names.filter((each) => !EARLY.includes(each))]) {
    const fact = without.includes(id) ? unknown(msg('core.not-read')) : read(id, host, context);
    entries.push(Promise.resolve(fact).then((value) => [id, value] as const));
    await turn();
  }
  // Every key of Facts is a key of MODULES (its type says so), and `read` gives the fact of its key.
  return Object.fromEntries(await Promise.all(entries)) as unknown as Facts;
}

/** These start programs that take their time; the files are read while they run. */
const EARLY: readonly FactId[] = ['overlay', 'session', 'userns'];

/** Lets answers in before the next probe begins: most read files on the spot, without a pause. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function read<K extends FactId>(id: K, host: ReadHost, context: ProbeContext): Promise<Facts[K]> {
  const { probe } = MODULES[id];
  return guarded(() => probe.read(host, context));
}

/** Turns what is thrown into an unknown fact. */
async function guarded<F extends Fact<unknown>>(look: () => Promise<F>): Promise<F> {
  try {
    return await look();
  } catch (error) {
    const reason =
      error instanceof NotRecorded
        ? msg('core.not-recorded', { what: error.what })
        : msg('host.probe-defect', {
            detail: error instanceof Error ? error.message : String(error),
          });
    // An unknown fact is a fact of any type.
    return unknown(reason) as unknown as F;
  }
}

/** Every check, in the order in which findings are shown. */
export const allChecks: readonly Check[] = [...Object.values(MODULES), conflicts].flatMap(
  ({ checks }) => checks,
);

/** What the facts mean for the goal. Pure; ids as in `allChecks`, each may give several findings. */
export function runChecks(facts: Facts, goal: Goal): readonly Finding[] {
  return allChecks.flatMap((check) => check.run(facts, goal));
}
