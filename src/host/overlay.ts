import type { Effect } from '../model/action.ts';
import {
  type CommandResult,
  commandKey,
  type FileState,
  type Identity,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
  statOf,
} from '../model/read-host.ts';

/**
 * A host as it would be after some changes: what step 3 plans against is what step 1 would leave, and
 * `--simulate` applies to it. Nothing ever reaches the host below.
 */
export class OverlayHost implements ReadHost {
  readonly #base: ReadHost;
  readonly #files = new Map<string, FileState>();
  readonly #names = new Map<string, { add: Set<string>; remove: Set<string> }>();
  readonly #commands = new Map<string, CommandResult>();

  constructor(base: ReadHost) {
    this.#base = base;
  }

  get name(): string {
    return this.#base.name;
  }

  get self(): Identity {
    return this.#base.self;
  }

  /** Makes the effects of an action true on this host. */
  apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'file':
          this.#files.set(effect.state.path, effect.state);
          this.#noteName(effect.state);
          break;
        case 'command':
          this.#commands.set(effect.key, {
            status: 'exited',
            code: effect.code,
            stdout: effect.stdout,
            stderr: '',
          });
          break;
        case 'names':
          this.#note(effect.dir, effect.add, effect.remove);
          break;
      }
    }
  }

  env(name: string): string | null {
    return this.#base.env(name);
  }

  async file(path: string, options?: { readonly maxBytes?: number }): Promise<FileState> {
    return this.#files.get(path) ?? (await this.#base.file(path, options));
  }

  async stat(path: string): Promise<PathState> {
    const state = this.#files.get(path);
    return state === undefined ? this.#base.stat(path) : statOf(state);
  }

  async list(dir: string): Promise<readonly string[] | null> {
    const base = await this.#base.list(dir);
    const change = this.#names.get(dir);
    if (change === undefined) return base;
    const names = new Set(base ?? []);
    for (const name of change.add) names.add(name);
    for (const name of change.remove) names.delete(name);
    return [...names].sort();
  }

  /** A directory that the changes would make lies where its parent lies. */
  async space(path: string): Promise<Space | null> {
    let real = path;
    while (real !== '/' && this.#files.get(real)?.kind === 'directory') {
      real = real.slice(0, real.lastIndexOf('/')) || '/';
    }
    return this.#base.space(real);
  }

  async run(command: ReadCommand): Promise<CommandResult> {
    return this.#commands.get(commandKey(command)) ?? (await this.#base.run(command));
  }

  /** A file that appears or goes is seen in its directory, too. */
  #noteName(state: FileState): void {
    const slash = state.path.lastIndexOf('/');
    const dir = state.path.slice(0, slash) || '/';
    const name = state.path.slice(slash + 1);
    if (state.kind === 'absent') this.#note(dir, [], [name]);
    else this.#note(dir, [name], []);
  }

  #note(dir: string, add: readonly string[], remove: readonly string[]): void {
    const change = this.#names.get(dir) ?? { add: new Set<string>(), remove: new Set<string>() };
    for (const name of add) {
      change.add.add(name);
      change.remove.delete(name);
    }
    for (const name of remove) {
      change.remove.add(name);
      change.add.delete(name);
    }
    this.#names.set(dir, change);
  }
}
