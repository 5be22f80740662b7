import { LocalHost } from '../host/local.ts';
import { type PrivilegeChoice, rootWay } from '../host/privilege.ts';
import { DiskRunStore, stateDirectory } from '../host/store.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Facts } from '../model/facts.ts';
import type { PlanUser } from '../model/plan.ts';
import type { ReadHost } from '../model/read-host.ts';
import type { RunStore } from '../model/run.ts';
import type { WriteHost } from '../model/write-host.ts';
import type { Options } from './options.ts';

/** The changing half of a world: the shells, and whether root is ours to have. */
export interface Writing {
  readonly writeHost: WriteHost;
  readonly root: 'shell' | 'script';
  /** Name of the privilege tool that will ask for a password on the terminal, or null. */
  readonly asks: string | null;
  /** Ends everything now. */
  kill(): void;
}

/** One of several worlds, chosen once: this machine, or a recorded host with an overlay. */
export interface World {
  readonly host: ReadHost;
  readonly userName: string | null;
  readonly store: RunStore;
  readonly simulated: boolean;
  /** Opens the changing half for a user. @throws UserError when the named privilege tool is not there. */
  write(facts: Facts, user: PlanUser): Promise<Writing>;
}

/** The world that the flags name. @throws UserError for an unknown recording. */
export async function openWorld(
  options: Options,
  env: (name: string) => string | undefined,
): Promise<World> {
  return options.simulate === null
    ? localWorld(options, env)
    : simulatedWorld(options.simulate, options.privilege);
}

function localWorld(options: Options, env: (name: string) => string | undefined): World {
  const host = new LocalHost();
  return {
    host,
    userName: null,
    store: new DiskRunStore(stateDirectory(env), host.self.uid),
    simulated: false,
    async write(facts, user) {
      // Loaded here, with the text of all helpers: commands that only look never need it.
      const { LocalWriteHost } = await import('../host/write-local.ts');
      const { helpersText } = await import('../run/preamble.ts');
      const root = wayToRoot(facts, options.privilege);
      const writeHost = new LocalWriteHost({
        self: host.self,
        user,
        root,
        init: facts.init.known ? facts.init.value.name : 'other',
        helpers: helpersText(),
      });
      return {
        writeHost,
        root: root.way === 'script' ? 'script' : 'shell',
        asks: root.way === 'tool' ? root.tool.name : null,
        kill: () => writeHost.kill(),
      };
    },
  };
}

async function simulatedWorld(name: string, privilege: PrivilegeChoice): Promise<World> {
  const { loadRecording } = await import('../host/recordings.ts');
  const { RecordedHost } = await import('../host/recorded.ts');
  const { OverlayHost } = await import('../host/overlay.ts');
  const { SimulatedWriteHost } = await import('../host/simulated.ts');
  const { MemoryRunStore } = await import('../host/store-memory.ts');
  const recording = await loadRecording(name);
  const overlay = new OverlayHost(new RecordedHost(recording));
  return {
    host: overlay,
    userName: recording.user,
    store: new MemoryRunStore(),
    simulated: true,
    write: async (facts) => ({
      writeHost: new SimulatedWriteHost(overlay),
      // Nobody asks for a password, but where nothing leads to root, nothing of root is played.
      root: wayToRoot(facts, privilege).way === 'script' ? 'script' : 'shell',
      asks: null,
      kill: () => undefined,
    }),
  };
}

function wayToRoot(facts: Facts, choice: PrivilegeChoice) {
  if (!facts.privilege.known) throw new UserError(EXIT.privilege, facts.privilege.because);
  const way = rootWay(facts.privilege.value, choice);
  if (way !== null) return way;
  const names = facts.privilege.value.tools.map((tool) => tool.name);
  throw new UserError(
    EXIT.privilege,
    msg('cli.no-tool', { tool: choice }),
    msg('cli.tools-there', { tools: names.length === 0 ? 'none' : names.join(', ') }),
  );
}
