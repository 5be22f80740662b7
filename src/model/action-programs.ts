import type { ClearsWay, MakesWay } from './action-way.ts';

/**
 * Gets the public key of a package repository (OpenPGP, in ASCII armour), looks at its full fingerprint
 * with gpg(1) and puts it at `path`, root's and 0644, where nothing lies yet. Nothing is put there, and no
 * keyring is touched, unless it is that one key and no other.
 */
export interface FetchKey extends MakesWay {
  readonly do: 'fetch-key';
  /** An `https:` or `file:` address, or the absolute path of a file on the host. */
  readonly from: string;
  /** 40 hexadecimal digits, large. */
  readonly fingerprint: string;
  readonly path: string;
  /** A file lay at `path` when the plan was made: it is only looked at, and stays when all is taken back. */
  readonly there: boolean;
}

/** Removes a key that is still the one with this fingerprint. */
export interface RemoveKey extends ClearsWay {
  readonly do: 'remove-key';
  readonly fingerprint: string;
  readonly path: string;
}

/** Installs packages by name, without recommended ones: what is needed is named. */
export interface InstallPackages {
  readonly do: 'install-packages';
  readonly manager: 'apt' | 'dnf' | 'zypper' | 'pacman' | 'apk' | 'xbps' | 'emerge';
  readonly names: readonly string[];
  /** Reinstall although it is there (lost setuid bit). */
  readonly reinstall: boolean;
  /** What a simulated host has afterwards: version by name. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * System units (`docker.service`) that this installation must not leave running or enabled when it
   * brings them: some packages start a rootful daemon. Units that were there before are not touched.
   */
  readonly keepStopped?: readonly string[];
  /**
   * A file of sources whose list of packages is fetched first, and no other: a repository that the same plan
   * adds. Only apt needs it.
   */
  readonly fetchList?: string;
  /** The manager may remove packages that are in the way (risk `removes-packages`); else it stops. */
  readonly mayRemove?: boolean;
}

/** Only on request of `undo --packages`. */
export interface RemovePackages {
  readonly do: 'remove-packages';
  readonly manager: InstallPackages['manager'];
  readonly names: readonly string[];
}

/**
 * Downloads a file from an address that the person gave to `path`, where nothing lies yet or that very file.
 * It is put there only with the sha256 that they gave, whoever sends it.
 */
export interface FetchFile extends MakesWay {
  readonly do: 'fetch-file';
  /** An `https:` address. */
  readonly from: string;
  /** 64 hexadecimal digits, small. */
  readonly sha256: string;
  /** Absolute path on the host. */
  readonly path: string;
}

/** Removes a file that was fetched, if it is still that one. Nothing takes this back: it can be fetched again. */
export interface RemoveFetched extends ClearsWay {
  readonly do: 'remove-fetched';
  readonly sha256: string;
  readonly path: string;
}

/**
 * Programs out of a release archive (tar, gzip) that is on the host and whose sha256 the person gave: the
 * members with these base names, wherever they lie in it, each into `dir` with mode 0755. Nothing is taken
 * from a file with another hash, and no other file of the same name is replaced.
 */
export interface InstallArchive extends MakesWay {
  readonly do: 'install-archive';
  /** Absolute path on the host. */
  readonly archive: string;
  /** 64 hexadecimal digits, small. */
  readonly sha256: string;
  readonly members: readonly string[];
  /** Those that only some releases have. */
  readonly optional?: readonly string[];
  readonly dir: string;
  /** Set where root puts them into a directory of the system, for everybody; else they are the user's own. */
  readonly owner?: 'root';
  /** Names and hashes of what was put there, as sha256sum(1) writes them: what undo goes by. */
  readonly record: string;
}

/** Takes away what such a record names, as far as each file is still exactly that; and the record. */
export interface RemoveArchive extends ClearsWay {
  readonly do: 'remove-archive';
  readonly dir: string;
  readonly record: string;
}
