/** Facts about the system and its users. Part of `facts.ts`, which names them all. */
import type { FileState } from './read-host.ts';

/** From /etc/os-release, os-release(5). */
export interface Os {
  readonly id: string;
  readonly idLike: readonly string[];
  readonly versionId: string | null;
  readonly codename: string | null;
  /** UBUNTU_CODENAME or DEBIAN_CODENAME of what is made from Ubuntu or Debian: the release that it stands on. */
  readonly baseCodename?: string;
  readonly prettyName: string;
  /** Family of `distro/`; `unknown` where neither ID nor ID_LIKE names one that we know. */
  readonly family: FamilyId;
  /** VARIANT_ID, where there is one: `coreos`, `silverblue`. */
  readonly variantId?: string;
  /** Only where the family is unknown: the package managers that lie on the system's PATH. */
  readonly managers?: readonly string[];
  /** Why writing to /etc or installing packages would not last, or null on an ordinary system. */
  readonly immutable:
    | 'nixos'
    | 'guix'
    | 'ostree'
    | 'transactional'
    | 'read-only-etc'
    | 'read-only-root'
    | null;
}

export type FamilyId =
  | 'debian'
  | 'fedora'
  | 'suse'
  | 'arch'
  | 'alpine'
  | 'void'
  | 'gentoo'
  | 'nixos'
  | 'unknown';

export interface Kernel {
  /** `uname -r`, e.g. `6.12.48+deb13-amd64`. */
  readonly release: string;
  readonly major: number;
  readonly minor: number;
  /** `uname -m`. */
  readonly arch: string;
}

/** What the host runs on. `detail` is the name that was found (`kvm`, `docker`, `lxc`, ...). */
export interface Environment {
  readonly kind: 'machine' | 'vm' | 'container' | 'wsl1' | 'wsl2';
  readonly detail: string;
}

/** PID 1. */
export interface Init {
  readonly name: 'systemd' | 'openrc' | 'runit' | 'sysvinit' | 'other';
  /** systemd's major version, where it is systemd and can be read. */
  readonly version: number | null;
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** All users and groups that NSS lists. A directory may hide accounts: `complete` is false when NSS has one. */
export interface Accounts {
  readonly users: readonly Account[];
  readonly groups: readonly {
    readonly name: string;
    readonly gid: number;
    readonly members: readonly string[];
  }[];
  readonly complete: boolean;
}

/** Directories of the user's systemd, absolute: where units belong, and what its services take for `~/.config`. */
export interface ManagerConfig {
  readonly unitDir: string;
  readonly configHome: string;
}

/** The user that is set up. */
export interface Target extends Account {
  /** Names of all groups the user is in. */
  readonly groups: readonly string[];
  /** True when the wizard itself runs as this user. */
  readonly self: boolean;
  /** Where the account comes from. */
  readonly origin: 'files' | 'homed' | 'directory';
  /** XDG base directories of the user: absolute, from the environment when `self`, else below the home. */
  readonly configHome: string;
  /** Only where the user's systemd has another configuration directory than that (`model/target.ts`). */
  readonly manager?: ManagerConfig;
  readonly dataHome: string;
  readonly stateHome: string;
  /** `/run/user/UID`: where logind puts it, existing or not. */
  readonly runtimeDir: string;
}

/** subuid(5), subgid(5), login.defs(5), and who else uses ids above 65535. */
export interface Subids {
  readonly subuid: FileState;
  readonly subgid: FileState;
  /** The `subid:` line of nsswitch.conf; `files` when there is none. */
  readonly nss: string;
  readonly policy: SubidPolicy;
  /**
   * What `getsubids` says for the target; null where that program is missing, and where it would only say
   * what stands in the two files (`nss` is `files`).
   */
  readonly getsubids: { readonly uid: readonly IdRange[]; readonly gid: readonly IdRange[] } | null;
  /** Id ranges taken by others than the two files: Incus or LXD, running user namespaces, directories. */
  readonly taken: readonly (IdRange & { readonly by: string })[];
}

/** SUB_UID_* and SUB_GID_* of login.defs with shadow's defaults filled in. */
export interface SubidPolicy {
  readonly uidMin: number;
  readonly uidMax: number;
  readonly uidCount: number;
  readonly gidMin: number;
  readonly gidMax: number;
  readonly gidCount: number;
}

/** `count` ids from `start` on. */
export interface IdRange {
  readonly start: number;
  readonly count: number;
}

/** newuidmap(1) and newgidmap(1): null where the program is not there. */
export interface IdTools {
  readonly newuidmap: Program | null;
  readonly newgidmap: Program | null;
}

/** A program file. */
export interface Program {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  /**
   * File capabilities as `getcap` prints them (`cap_setuid=ep`), '' for none. null when not read: where
   * getcap is missing, and for a program that is setuid root and needs none.
   */
  readonly capabilities: string | null;
  /** True where the file system ignores setuid bits and file capabilities (mount option). */
  readonly nosuid?: boolean;
}

/** Can the target make a user namespace? Tried, not guessed. */
export interface Userns {
  /** `unshare -Ur true` as the target. */
  readonly works: boolean;
  /** Its error output, one line. */
  readonly detail: string;
  /** True when the wizard is inside a user namespace already (/proc/self/uid_map is not the identity). */
  readonly nested: boolean;
  /** NoNewPrivs of the session: newuidmap is powerless then. */
  readonly noNewPrivs: boolean;
}

export interface Lsm {
  readonly apparmor: boolean;
  /** kernel.apparmor_restrict_unprivileged_userns = 1. */
  readonly apparmorRestrictsUserns: boolean;
  /** Names of the files in /etc/apparmor.d. */
  readonly apparmorProfiles: readonly string[];
  readonly selinux: 'disabled' | 'permissive' | 'enforcing';
}

/** Values of the sysctls that matter, and what the files will set at the next boot. */
export interface Sysctls {
  /** Key (`net.ipv4.ip_unprivileged_port_start`) → value with single spaces; null where the kernel has no such key. */
  readonly now: Readonly<Record<string, string | null>>;
  /** Files that set one of those keys, in the order in which they are read: the last one wins (sysctl.d(5)). */
  readonly files: readonly {
    readonly path: string;
    readonly key: string;
    readonly value: string;
  }[];
  /** Is /proc/sys/net mounted read-write? False in most containers; unknown where mounts can't be read. */
  readonly netWritable?: boolean;
}

export interface Cgroup {
  readonly version: 1 | 2 | 'hybrid';
  /** Controllers at the root of the v2 tree. */
  readonly controllers: readonly string[];
  /** Controllers that the target's user manager may use; null when it is not running (nothing to read). */
  readonly delegated: readonly string[] | null;
  /** How the next boot would get v2 alone; only where it is not so now, and was looked at. */
  readonly boot?: CgroupBoot;
}

/** What decides which cgroup tree is mounted at boot. */
export interface CgroupBoot {
  /**
   * The word of /proc/cmdline that chose the tree, e.g. `systemd.unified_cgroup_hierarchy=0`; null for none, and
   * where there is no systemd to read it.
   */
  readonly argument: string | null;
  /** null where neither a boot loader was found that we know, nor an init that mounts the tree by a setting of its own. */
  readonly way: BootWay | null;
}

/** Where a kernel argument, or OpenRC's own setting, is written down. */
export type BootWay =
  /** Debian and what comes from it: a file of its own in /etc/default/grub.d, then update-grub(8). */
  | { readonly kind: 'update-grub'; readonly file: FileState; readonly hasDirectory: boolean }
  /** Red Hat: grubby(8) edits the boot entries, and keeps the argument in /etc/default/grub for new kernels. */
  | { readonly kind: 'grubby'; readonly program: string; readonly config: FileState }
  /** SUSE: /etc/default/grub, then grub2-mkconfig(8) writes `menu`. */
  | { readonly kind: 'grub2-mkconfig'; readonly file: FileState; readonly menu: string }
  /** Raspberry Pi: its firmware takes the arguments from one line in a file of the boot partition. */
  | { readonly kind: 'cmdline'; readonly file: FileState }
  /** `rc_cgroup_mode` in /etc/rc.conf, and its service `cgroups` in a runlevel. */
  | { readonly kind: 'openrc'; readonly file: FileState; readonly enabled: boolean }
  /** Void's own start scripts for runit: `CGROUP_MODE` in /etc/rc.conf. */
  | { readonly kind: 'void'; readonly file: FileState };

export interface Session {
  /** `systemctl --user is-system-running` as the target, with the runtime dir set. */
  readonly userManager: 'running' | 'degraded' | 'other' | 'none';
  /** $XDG_RUNTIME_DIR of the person's shell, null when unset or when the target is someone else. */
  readonly xdgRuntimeDir: string | null;
  /** /run/user/UID exists, belongs to the target and is 0700. */
  readonly runtimeDirOk: boolean;
  /** The user bus socket is there. */
  readonly dbus: boolean;
  /** loginctl's Linger, or the file in /var/lib/systemd/linger. */
  readonly linger: boolean;
}

/** How root can be had. Tools at absolute, root-owned paths only. */
export interface Privilege {
  readonly isRoot: boolean;
  readonly tools: readonly { readonly name: PrivilegeTool; readonly path: string }[];
}

export type PrivilegeTool = 'sudo' | 'doas' | 'run0' | 'pkexec';

/** The login shell of the target and the file where an environment variable belongs. */
export interface ShellStart {
  readonly name: 'bash' | 'zsh' | 'fish' | 'other';
  readonly startFile: FileState | null;
}
