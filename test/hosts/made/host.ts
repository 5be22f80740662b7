import { createHash } from 'node:crypto';
import { managerOf } from '../../../src/distro/managers.ts';
import { allPackageNames } from '../../../src/distro/packages.ts';
import type { FamilyId, Os, PackageState } from '../../../src/model/facts.ts';
import {
  type CommandResult,
  commandKey,
  type FileState,
  type Identity,
  NO_PATH,
  type PathState,
  type ReadCommand,
  type ReadHost,
  type Space,
} from '../../../src/model/read-host.ts';
import type { RecordedFile } from '../../../src/model/recording.ts';
import { textOf } from '../../../src/model/text.ts';
import { packageQuery } from '../../../src/probe/commands.ts';
import { osFrom, parseOsRelease } from '../../../src/probe/os.ts';

/** A host that could not be recorded, as its documents tell of it. `machine.ts` has the usual parts. */
export interface Made {
  /** For `--simulate`; the name of the recording that is made of it. */
  readonly name: string;
  /** The documents that it was made from. */
  readonly documents: readonly string[];
  readonly user: string;
  readonly self: Identity;
  readonly env: Readonly<Record<string, string>>;
  /** What lies on it. Directories above a file are there by themselves, root's and 0755. */
  readonly files: Readonly<Record<string, RecordedFile>>;
  /** Directories that are links: `/bin` to `/usr/bin`. */
  readonly links: Readonly<Record<string, string>>;
  readonly spaces: Readonly<Record<string, Space>>;
  /** Answers by `commandKey`. */
  readonly commands: Readonly<Record<string, CommandResult>>;
  /** Answers that are worked out; null for what it does not know either. */
  readonly answer?: (key: string) => CommandResult | null;
  /** Whose packages it has, where its os-release does not tell. */
  readonly family?: FamilyId;
  /** Packages by name: the version that is installed, and the one that could be. */
  readonly packages: Readonly<Record<string, PackageState>>;
}

const MISSING: CommandResult = { status: 'missing', code: -1, stdout: '', stderr: '' };

/**
 * A made host that can be asked like a real one. What nobody described is not there: unlike a recording, it
 * has no gaps that would be an error.
 */
export class MadeHost implements ReadHost {
  readonly #made: Made;
  readonly #answers: ReadonlyMap<string, CommandResult>;

  constructor(made: Made) {
    this.#made = made;
    this.#answers = new Map([...packageAnswers(made), ...Object.entries(made.commands)]);
  }

  get name(): string {
    return this.#made.name;
  }

  get self(): Identity {
    return this.#made.self;
  }

  env(name: string): string | null {
    return this.#made.env[name] ?? null;
  }

  async file(path: string): Promise<FileState> {
    const found = this.#find(path);
    if (found === null) return { kind: 'absent', path };
    const { kind, bytes, ...rest } = found;
    if (kind !== 'file') return { kind, path, ...rest };
    if (bytes === null) return { kind: 'too-big', path, ...rest };
    const sha256 = createHash('sha256').update(Buffer.from(bytes, 'latin1')).digest('hex');
    return { kind: 'file', path, ...rest, nlink: 1, bytes, sha256 };
  }

  async stat(path: string): Promise<PathState> {
    const found = this.#find(path);
    if (found === null) return NO_PATH;
    const { kind, bytes, ...rest } = found;
    const size = bytes?.length ?? 0;
    return { kind: kind === 'directory' || kind === 'other' ? kind : 'file', size, ...rest };
  }

  async list(dir: string): Promise<readonly string[] | null> {
    if (this.#find(dir)?.kind !== 'directory') return null;
    const below = `${this.#real(dir)}/`;
    const names = Object.keys(this.#made.files)
      .filter((path) => path.startsWith(below))
      .map((path) => path.slice(below.length).split('/')[0] ?? '');
    return [...new Set(names)].sort();
  }

  async space(path: string): Promise<Space | null> {
    if (this.#find(path) === null) return null;
    const at = Object.keys(this.#made.spaces)
      .filter((point) => point === '/' || path === point || path.startsWith(`${point}/`))
      .sort((a, b) => b.length - a.length)[0];
    return at === undefined ? null : (this.#made.spaces[at] ?? null);
  }

  async run(command: ReadCommand): Promise<CommandResult> {
    const key = commandKey(command);
    const told = this.#answers.get(key) ?? this.#throughLinks(key);
    return told ?? this.#made.answer?.(key) ?? aptTrial(this.#made, key) ?? MISSING;
  }

  /** The answer for a program that is reached through a linked directory: it prints the path it was given. */
  #throughLinks(key: string): CommandResult | null {
    for (const [link, to] of Object.entries(this.#made.links)) {
      const answer = this.#answers.get(key.replaceAll(`${link}/`, `${to}/`));
      if (answer !== undefined) {
        return { ...answer, stdout: answer.stdout.replaceAll(`${to}/`, `${link}/`) };
      }
    }
    return null;
  }

  #real(path: string): string {
    for (const [link, to] of Object.entries(this.#made.links)) {
      if (path === link || path.startsWith(`${link}/`)) return to + path.slice(link.length);
    }
    return path;
  }

  #find(path: string): RecordedFile | null {
    const real = this.#real(path);
    const file = this.#made.files[real];
    const realPath = real === path ? (file?.realPath ?? null) : real;
    if (file !== undefined) return { ...file, realPath };
    const below = real === '/' ? '/' : `${real}/`;
    if (!Object.keys(this.#made.files).some((each) => each.startsWith(below))) return null;
    return { kind: 'directory', mode: 0o755, uid: 0, gid: 0, bytes: null, realPath };
  }
}

/** What this host is, from its own os-release(5). */
export function osOf(made: Made): Os {
  const file = made.files['/etc/os-release'];
  return osFrom(parseOsRelease(file?.bytes ?? ''), null);
}

/** The text of a file, for descriptions that change a part of it. */
export function textAt(made: Made, path: string): string {
  const file = made.files[path];
  if (file?.kind !== 'file' || file.bytes === null) throw new Error(`no text at ${path}`);
  const rest = { path, nlink: 1, sha256: '', mode: 0, uid: 0, gid: 0, realPath: null };
  return textOf({ kind: 'file', bytes: file.bytes, ...rest }) ?? '';
}

/** What the package manager would print for the packages of this host. */
function packageAnswers(made: Made): readonly (readonly [string, CommandResult])[] {
  const os = { ...osOf(made), ...(made.family === undefined ? {} : { family: made.family }) };
  const manager = managerOf(os.family);
  if (manager === null) return [];
  const names = allPackageNames(os);
  const nowhere: PackageState = { installed: null, candidate: null };
  const states = Object.fromEntries(names.map((name) => [name, made.packages[name] ?? nowhere]));
  const outputs = manager.render(names, states);
  return manager.queries(names).map((argv, at) => {
    const { code, stdout } = outputs[at] ?? { code: 0, stdout: '' };
    return [commandKey(packageQuery(argv)), { status: 'exited', code, stdout, stderr: '' }];
  });
}

/** What `apt-get -s install` would say, without what the packages depend on. */
function aptTrial(made: Made, key: string): CommandResult | null {
  const names = /^apt-get -s .*? install (.*)$/.exec(key)?.[1];
  if (names === undefined) return null;
  const line = (word: string, name: string) =>
    `${word} ${name} (${made.packages[name]?.candidate ?? '?'} ${made.name} [amd64])\n`;
  const all = names.split(' ');
  const stdout = ['Inst', 'Conf'].flatMap((word) => all.map((name) => line(word, name))).join('');
  return { status: 'exited', code: 0, stdout, stderr: '' };
}
