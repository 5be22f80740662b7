/** Facts about services of the host where something else than systemd starts things. Part of `facts.ts`. */
import type { FileState } from './read-host.ts';

/** The service of the host that runs an engine as the user, where something else than systemd starts things. */
export interface HostServices {
  /** Where OpenRC starts things; null or absent elsewhere. */
  readonly openrc?: OpenrcService | null;
  /** Where runit does; absent elsewhere. */
  readonly runit?: RunitService;
  /** The program of ours that it runs, /etc/rootless-wizard/NAME; absent where it runs the engine itself. */
  readonly program?: FileState;
}

/** A service of OpenRC: its script, whether the default runlevel has it, and whether it is started. */
export interface OpenrcService {
  readonly name: string;
  readonly script: FileState;
  readonly enabled: boolean;
  readonly started: boolean;
}

/** A service of runit: its directory, what lies in it, and whether it is linked, which starts it. */
export interface RunitService {
  readonly name: string;
  /** /etc/sv/NAME */
  readonly dir: string;
  /** Its link where runsvdir looks: /var/service/NAME or /etc/service/NAME. */
  readonly link: string;
  readonly files: { readonly run: FileState; readonly check: FileState; readonly log: FileState };
  readonly enabled: boolean;
}
