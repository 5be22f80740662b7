import {
  type CommandResult,
  commandKey,
  type FileState,
  type Identity,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
} from '../model/read-host.ts';

/**
 * Remembers every answer of another host, so that facts can be read again through an overlay (for the
 * next step of a plan) at the cost of parsing alone. Also the recorder: `record` keeps what was asked.
 */
export class CachedHost implements ReadHost {
  readonly #base: ReadHost;
  readonly files = new Map<string, Promise<FileState>>();
  readonly stats = new Map<string, Promise<PathState>>();
  readonly lists = new Map<string, Promise<readonly string[] | null>>();
  readonly spaces = new Map<string, Promise<Space | null>>();
  readonly results = new Map<string, Promise<CommandResult>>();
  readonly asked = new Map<string, string | null>();

  constructor(base: ReadHost) {
    this.#base = base;
  }

  get name(): string {
    return this.#base.name;
  }

  get self(): Identity {
    return this.#base.self;
  }

  env(name: string): string | null {
    const value = this.#base.env(name);
    this.asked.set(name, value);
    return value;
  }

  file(path: string, options?: { readonly maxBytes?: number }): Promise<FileState> {
    return once(this.files, path, () => this.#base.file(path, options));
  }

  stat(path: string): Promise<PathState> {
    return once(this.stats, path, () => this.#base.stat(path));
  }

  list(dir: string): Promise<readonly string[] | null> {
    return once(this.lists, dir, () => this.#base.list(dir));
  }

  space(path: string): Promise<Space | null> {
    return once(this.spaces, path, () => this.#base.space(path));
  }

  run(command: ReadCommand): Promise<CommandResult> {
    return once(this.results, commandKey(command), () => this.#base.run(command));
  }
}

function once<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const before = cache.get(key);
  if (before !== undefined) return before;
  const now = read();
  cache.set(key, now);
  return now;
}
