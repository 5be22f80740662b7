import type { MessageKey } from '../i18n/catalogue.ts';
import type { Remedy } from '../model/finding.ts';

/**
 * An error text that engines are known to print, and what it means. `pattern` is matched against single
 * lines; `findings` are checks that confirm it on this host (a failing one makes it certain).
 */
export interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  /** How sure the text alone makes us. */
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly title: MessageKey;
  readonly cause: MessageKey;
  readonly findings: readonly string[];
  /** `USER` and `UID` stand for the person's own. */
  readonly remedy: readonly Remedy[];
  readonly source: string;
}

const DOCKER = 'https://docs.docker.com/engine/security/rootless/troubleshoot/';
const PODMAN = 'https://github.com/containers/podman/blob/main/troubleshooting.md';

/** What the wizard itself would do about it. */
const WIZARD: Remedy = { command: 'rootless-wizard', root: false };

const user = (command: string): Remedy => ({ command, root: false });
const root = (command: string): Remedy => ({ command, root: true });

/** Most specific first: of several rules for one line, all are shown in this order. */
export const RULES: readonly Rule[] = [
  {
    id: 'no-subids',
    pattern:
      /No subuid ranges found|no subuid ranges|cannot find UID\/GID for user|no subgid ranges/i,
    confidence: 'certain',
    title: 'diagnose.no-subids',
    cause: 'diagnose.no-subids-cause',
    findings: ['subid.present'],
    remedy: [WIZARD],
    source: DOCKER,
  },
  {
    id: 'too-few-subids',
    pattern:
      /potentially insufficient UIDs or GIDs|not be enough IDs available|lchown .*: invalid argument/i,
    confidence: 'certain',
    title: 'diagnose.too-few-subids',
    cause: 'diagnose.too-few-subids-cause',
    findings: ['subid.size', 'subid.present'],
    remedy: [WIZARD, user('podman system migrate')],
    source: PODMAN,
  },
  {
    id: 'newuidmap-missing',
    pattern: /"?new[ug]idmap"?:? (executable file )?not found|exec: "?new[ug]idmap/i,
    confidence: 'certain',
    title: 'diagnose.newuidmap-missing',
    cause: 'diagnose.newuidmap-missing-cause',
    findings: ['idtools.newuidmap'],
    remedy: [WIZARD, root('apt-get install uidmap')],
    source: 'newuidmap(1)',
  },
  {
    id: 'newuidmap-refused',
    pattern:
      /new[ug]idmap: .*(not allowed|write to [ug]id_map failed|Operation not permitted|different user)/i,
    confidence: 'likely',
    title: 'diagnose.newuidmap-refused',
    cause: 'diagnose.newuidmap-refused-cause',
    findings: ['idtools.newuidmap-privilege', 'subid.present', 'subid.overlap'],
    remedy: [WIZARD],
    source: 'newuidmap(1)',
  },
  {
    id: 'userns-forbidden',
    pattern:
      /fork\/exec \/proc\/self\/exe: operation not permitted|cannot clone: Operation not permitted|unshare.*Operation not permitted/i,
    confidence: 'likely',
    title: 'diagnose.userns-forbidden',
    cause: 'diagnose.userns-forbidden-cause',
    findings: ['userns.works', 'userns.apparmor', 'userns.clone'],
    remedy: [WIZARD],
    source: DOCKER,
  },
  {
    id: 'userns-limit',
    pattern: /fork\/exec \/proc\/self\/exe: no space left on device|cannot clone: No space left/i,
    confidence: 'certain',
    title: 'diagnose.userns-limit',
    cause: 'diagnose.userns-limit-cause',
    findings: ['userns.max'],
    remedy: [WIZARD],
    source: DOCKER,
  },
  {
    id: 'privileged-port',
    pattern:
      /cannot expose privileged port|rootlessport cannot expose|bind: permission denied|listen tcp.*:\d{1,3}: bind/i,
    confidence: 'certain',
    title: 'diagnose.privileged-port',
    cause: 'diagnose.privileged-port-cause',
    findings: ['ports.start'],
    remedy: [user('rootless-wizard --set ports.method=sysctl --set ports.lowest=80')],
    source: DOCKER,
  },
  {
    id: 'no-user-bus',
    pattern:
      /Failed to connect to( user scope)? bus|\$DBUS_SESSION_BUS_ADDRESS and \$XDG_RUNTIME_DIR not defined/i,
    confidence: 'certain',
    title: 'diagnose.no-user-bus',
    cause: 'diagnose.no-user-bus-cause',
    findings: ['session.dbus', 'session.xdg', 'session.user-manager'],
    remedy: [root('machinectl shell USER@')],
    source: DOCKER,
  },
  {
    id: 'no-runtime-dir',
    pattern:
      /could not get XDG_RUNTIME_DIR|XDG_RUNTIME_DIR (is )?not set|mkdir \/run\/user\/\d+: permission denied/i,
    confidence: 'certain',
    title: 'diagnose.no-runtime-dir',
    cause: 'diagnose.no-runtime-dir-cause',
    findings: ['session.xdg'],
    remedy: [root('loginctl enable-linger USER'), root('machinectl shell USER@')],
    source: DOCKER,
  },
  {
    id: 'systemd-private',
    pattern: /read unix @->\/run\/systemd\/private/i,
    confidence: 'certain',
    title: 'diagnose.systemd-private',
    cause: 'diagnose.systemd-private-cause',
    findings: ['session.dbus'],
    remedy: [root('apt-get install dbus-user-session'), user('systemctl --user enable --now dbus')],
    source: DOCKER,
  },
  {
    id: 'lchown-denied',
    pattern: /lchown .*: operation not permitted/i,
    confidence: 'likely',
    title: 'diagnose.lchown-denied',
    cause: 'diagnose.lchown-denied-cause',
    findings: ['storage.home-fs'],
    remedy: [user('rootless-wizard --set storage.podman.graphroot=/var/lib/containers-USER')],
    source: DOCKER,
  },
  {
    id: 'overlay-unsupported',
    pattern:
      /'?overlay'? is not supported over|kernel does not support overlay|a mount_program is required/i,
    confidence: 'likely',
    title: 'diagnose.overlay-unsupported',
    cause: 'diagnose.overlay-unsupported-cause',
    findings: ['storage.overlay'],
    remedy: [WIZARD],
    source: 'https://docs.kernel.org/filesystems/overlayfs.html',
  },
  {
    id: 'driver-from-database',
    pattern: /User-selected graph driver .* overwritten by graph driver .* from database/i,
    confidence: 'certain',
    title: 'diagnose.driver-from-database',
    cause: 'diagnose.driver-from-database-cause',
    findings: ['podman.driver'],
    remedy: [user('podman system reset')],
    source: PODMAN,
  },
  {
    id: 'controller-missing',
    pattern:
      /controller .?(cpu|cpuset|io|memory|pids).? is not available|requested cgroup controller/i,
    confidence: 'certain',
    title: 'diagnose.controller-missing',
    cause: 'diagnose.controller-missing-cause',
    findings: ['cgroup.delegation', 'cgroup.version'],
    remedy: [WIZARD],
    source: 'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
  },
  {
    id: 'limits-discarded',
    pattern:
      /Your kernel does not support .*(limit|swap|cgroup).*discarded|cgroup v2 .*without systemd/i,
    confidence: 'likely',
    title: 'diagnose.controller-missing',
    cause: 'diagnose.controller-missing-cause',
    findings: ['cgroup.delegation'],
    remedy: [WIZARD],
    source: 'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
  },
  {
    id: 'tun-missing',
    pattern: /\/dev\/net\/tun|open\("?\/dev\/net\/tun/i,
    confidence: 'certain',
    title: 'diagnose.tun-missing',
    cause: 'diagnose.tun-missing-cause',
    findings: ['net.tun'],
    remedy: [root('modprobe tun')],
    source: 'slirp4netns(1)',
  },
  {
    id: 'iptables-failed',
    pattern: /iptables.*(failed|not found|can't initialize)|failed to register "bridge" driver/i,
    confidence: 'likely',
    title: 'diagnose.iptables-failed',
    cause: 'diagnose.iptables-failed-cause',
    findings: ['net.iptables'],
    remedy: [root('apt-get install iptables'), root('modprobe ip_tables')],
    source: DOCKER,
  },
  {
    id: 'rootful-socket',
    pattern:
      /permission denied while trying to connect to the Docker daemon socket|dial unix \/var\/run\/docker\.sock: connect: permission denied/i,
    confidence: 'likely',
    title: 'diagnose.rootful-socket',
    cause: 'diagnose.rootful-socket-cause',
    findings: ['docker.context', 'docker.host-env'],
    remedy: [user('docker context use rootless')],
    source: 'https://docs.docker.com/engine/security/rootless/tips/',
  },
  {
    id: 'daemon-not-running',
    pattern: /Cannot connect to the Docker daemon at/i,
    confidence: 'likely',
    title: 'diagnose.daemon-not-running',
    cause: 'diagnose.daemon-not-running-cause',
    findings: ['docker.service', 'session.linger'],
    remedy: [user('systemctl --user status docker'), user('journalctl --user -u docker -n 30')],
    source: DOCKER,
  },
  {
    id: 'ping-denied',
    pattern: /ping: .*(socktype|Operation not permitted|permission denied)/i,
    confidence: 'certain',
    title: 'diagnose.ping-denied',
    cause: 'diagnose.ping-denied-cause',
    findings: ['ping.range'],
    remedy: [user('rootless-wizard --set ping.allow=true')],
    source: DOCKER,
  },
  {
    id: 'volume-permission',
    pattern: /(open|mkdir|touch|cannot create|can't create).*[Pp]ermission denied/,
    confidence: 'possible',
    title: 'diagnose.volume-permission',
    cause: 'diagnose.volume-permission-cause',
    findings: [],
    remedy: [user('rootless-wizard ids 1000')],
    source: 'user_namespaces(7)',
  },
  {
    id: 'lxc-quota',
    pattern: /lxc[-_]user[-_]nic.*quota reached|^\s*quota reached\s*$/i,
    confidence: 'certain',
    title: 'lxc.explain-quota',
    cause: 'lxc.explain-quota-cause',
    findings: ['lxc.usernet'],
    remedy: [user('rootless-wizard --engine lxc')],
    source: 'lxc-usernet(5)',
  },
  {
    id: 'lxc-nic',
    pattern:
      /lxc-user-nic failed to configure|failed to add user nic|lxc_create_network_unpriv_exec|Failed to create (the configured |unprivileged )?network|lxcbr0.*No such device|Failed to create veth pair/i,
    confidence: 'likely',
    title: 'lxc.explain-nic',
    cause: 'lxc.explain-nic-cause',
    findings: ['lxc.usernet'],
    remedy: [user('rootless-wizard --engine lxc'), root('systemctl start lxc-net.service')],
    source: 'lxc-user-nic(1)',
  },
  {
    id: 'lxc-cgroup',
    pattern: /Failed to initialize cgroup driver|cgroup_attach_move_into_leaf/,
    confidence: 'certain',
    title: 'lxc.explain-cgroup',
    cause: 'lxc.explain-cgroup-cause',
    findings: ['session.user-manager'],
    remedy: [user('systemd-run --user --scope -p Delegate=yes -- lxc-start -n NAME')],
    source: 'https://linuxcontainers.org/lxc/getting-started/',
  },
  {
    id: 'lxc-home',
    pattern: /Could not access .*Please grant it x access|add an ACL for the container root/i,
    confidence: 'certain',
    title: 'lxc.explain-home',
    cause: 'lxc.explain-home-cause',
    findings: [],
    remedy: [user('rootless-wizard --engine lxc')],
    source: 'https://linuxcontainers.org/lxc/getting-started/',
  },
  {
    id: 'keyring-quota',
    pattern: /join session keyring: .*disk quota exceeded/i,
    confidence: 'certain',
    title: 'diagnose.keyring-quota',
    cause: 'diagnose.keyring-quota-cause',
    findings: [],
    remedy: [root('sysctl -w kernel.keys.maxkeys=20000')],
    source: 'keyrings(7)',
  },
];
