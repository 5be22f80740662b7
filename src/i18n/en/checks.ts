/** English sentences of the area `checks`. This file is the type that the other languages must satisfy. */
export const checks = {
  'checks.unread': 'This is not known: {because}',
  'checks.os': 'Distribution',
  'checks.os-unsupported':
    'This distribution is not known here (looked at: ID {id}, ID_LIKE {like}, package managers {managers}). The wizard asks whose packages it has; everything else is still looked at.',
  'checks.os-immutable': 'Durability of changes',
  'checks.os-immutable-config':
    'This system is built from its own configuration, or /etc is read-only: changes must be made there, not in the running system.',
  'checks.os-immutable-layered':
    'Programs of this system come as an image: packages are layered (rpm-ostree, transactional-update) and need a reboot.',
  'checks.kernel': 'Kernel version',
  'checks.kernel-fuse-only':
    'Before 5.11 the kernel has no overlay for users; images are stored with fuse-overlayfs, which is slower.',
  'checks.kernel-vfs-only':
    'Before 4.18 the kernel has neither overlay nor FUSE for users; every container would be a full copy.',
  'checks.init': 'System manager',
  'checks.init-other':
    'Without systemd there is no linger, and users are given no limits on CPU and memory. Containers run, but nothing starts them at boot.',
  'checks.environment': 'Kind of machine',
  'checks.environment-wsl1':
    'WSL 1 has no Linux kernel, so no namespaces. Convert this distribution to WSL 2.',
  'checks.environment-container':
    'This is a container itself. What the host outside does not allow (nested namespaces, /dev/net/tun, more ids) cannot be changed from inside.',
  'checks.accounts': 'Accounts on this host',
  'checks.accounts-hidden':
    'A directory (LDAP, Active Directory, ...) may hold accounts that it does not list, so a clash of their ids with container ids may go unseen.',
  'checks.packages': 'Package lists',
  'checks.packages-no-lists':
    'The package manager knows of nothing to install: its lists were never fetched, or no repository has what is needed.',
  'checks.privilege': 'Way to become root',
  'checks.privilege-none':
    'There is no sudo, doas, run0 or pkexec. Changes that need root are written to a script that you can hand to an administrator.',
  'checks.user-unknown': 'User to set up',
  'checks.user-root': 'Root or ordinary user',
  'checks.user-root-cause':
    'Rootless containers are for ordinary users: root would gain nothing. Choose the user who will run the containers.',
  'checks.user-system': 'Kind of account',
  'checks.user-system-cause':
    'This is a system account. It gets no subordinate ids by itself, and newer systemd starts no user services for it; an ordinary account is easier.',
  'checks.user-home': 'Home directory',
  'checks.user-no-home':
    'Images, containers and settings are kept in the home directory of the user, and this account has none.',
  'checks.user-home-missing':
    'The home directory does not exist, so there is no place for images and settings.',
  'checks.user-home-read-only':
    'The user cannot write in the home directory, so there is no place for images and settings.',
  'checks.user-shell': 'Login shell',
  'checks.user-no-shell':
    'With this shell nobody can log in as the user, and a login is what starts user services.',
  'checks.userns-works': 'User namespaces',
  'checks.userns-by-apparmor':
    'AppArmor allows user namespaces only to programs that have a profile for it. The engine may still work; see the finding on AppArmor.',
  'checks.userns-by-setting':
    'The setting {key} turns user namespaces off, and every rootless engine needs one.',
  'checks.userns-by-container':
    'This container may not make user namespaces. The host outside must allow nesting.',
  'checks.userns-by-other':
    'The user cannot make a user namespace, and every rootless engine needs one. The kernel may be built without them, or a security module forbids it.',
  'checks.userns-nested': 'Nested user namespace',
  'checks.userns-nested-cause':
    'This session is inside a user namespace already: only ids that it has been given can be given on, and some mounts are refused.',
  'checks.nnp': 'Privileges of this session',
  'checks.nnp-cause':
    'This session was started with no_new_privs: sudo and newuidmap have no effect in it. Log in in the ordinary way and start again.',
  'checks.apparmor': 'AppArmor and user namespaces',
  'checks.apparmor-no-profile':
    'AppArmor restricts user namespaces, and there is no profile for {programs}. A profile for just that program is enough; the restriction can stay on for all others.',
  'checks.apparmor-later':
    'AppArmor restricts user namespaces. The engine needs a profile; this is looked at again once it is installed.',
  'checks.selinux': 'SELinux',
  'checks.selinux-enforcing':
    'Volumes need a label (:z or :Z), and a store outside the home needs a file context rule.',
  'checks.userns-clone': 'User namespaces for ordinary users',
  'checks.userns-clone-off':
    'Only root may make user namespaces on this host, and every rootless engine needs one.',
  'checks.userns-max': 'Number of user namespaces',
  'checks.userns-max-zero':
    'No user namespace may be made at all, and every rootless engine needs one.',
  'checks.userns-max-low':
    'Each container may need a user namespace of its own; with this few, starting one ends with "no space left on device".',
  'checks.ports-start': 'Ports that users may open',
  'checks.ports-all-open': 'Every user may listen on every port.',
  'checks.ports-from':
    'Containers can publish ports from {port} on; lower ones need a setting, or for Docker a capability.',
  'checks.ping-range': 'Ping from containers',
  'checks.ping-nobody':
    'The group of the user may not send pings, so ping fails in containers. All else on the network works.',
  'checks.keys': 'Kernel keyrings',
  'checks.keys-low':
    'Each running container holds keys; with {count} a few dozen containers may end with "disk quota exceeded".',
  'checks.inotify': 'File watches',
  'checks.inotify-low':
    'Containers with systemd or Kubernetes inside use many file watches and may fail to start.',
  'checks.sysctl-boot': 'Settings after the next boot',
  'checks.sysctl-boot-other':
    '{path} will set {key} to another value at the next boot than it has now.',
  'checks.idtool': 'Program {name}',
  'checks.idtool-missing':
    'Without {name} a container has one id only, and most images need thousands.',
  'checks.idtool-privilege': 'Rights of {name}',
  'checks.idtool-plain':
    '{name} has neither the setuid bit nor its file capability, so it may not map any subordinate id. Reinstalling its package repairs it, too.',
  'checks.idtool-nosuid':
    'The file system of this program is mounted with nosuid, so neither its setuid bit nor its capabilities count.',
  'checks.idtool-no-getcap':
    'It has no setuid bit, and its file capabilities cannot be read because getcap is missing.',
  'checks.subid-present': 'Subordinate ids',
  'checks.subid-missing':
    '{file} has no line for {user}. Without it a container has one id only, and unpacking most images fails.',
  'checks.subid-size': 'Number of subordinate ids',
  'checks.subid-too-few':
    '{user} has {count} {count#id#ids} in {file}. Images use ids up to 65535; with fewer than 65536, unpacking ends with "lchown: invalid argument".',
  'checks.subid-overlap': 'Id overlap with other users',
  'checks.subid-overlap-cause':
    'In {file} the ids of {user} are also those of {other} (from {id} on): each could read, change and stop the containers of the other.',
  'checks.subid-duplicate': 'Repeated subordinate ids',
  'checks.subid-duplicate-cause':
    'Two lines of {user} in {file} hold the same ids. The kernel refuses such a map, so no container starts.',
  'checks.subid-own': "The user's own id",
  'checks.subid-own-cause':
    'In {file} the range of {user} holds their own id {id}; Podman refuses that.',
  'checks.subid-real': 'Id overlap with accounts',
  'checks.subid-real-cause':
    'In {file} the range of {user} holds {id}, the id of {other}: {user} could act as that account.',
  'checks.subid-reserved': 'Reserved ids',
  'checks.subid-root-id':
    'In {file} the range of {user} holds id 0: that makes {user} root on this host.',
  'checks.subid-beyond': 'A range in {file} ends at {id}, beyond what the kernel can map.',
  'checks.subid-reserved-cause':
    'A range in {file} holds {id}, which is reserved for the system or too high for some programs. 524288 to 1879048191 is meant for containers.',
  'checks.subid-taken': 'Ids in use elsewhere',
  'checks.subid-taken-cause':
    'In {file} the ids of {user} from {id} on are also used by {other}, so the two could reach into each other.',
  'checks.subid-homed': 'Ids and systemd-homed',
  'checks.subid-homed-cause':
    'The home of {user} is managed by systemd-homed, which maps only ids from 524288 on; the range in {file} starts below.',
  'checks.subid-pair': 'Ranges in subuid and subgid',
  'checks.subid-pair-cause':
    'The ranges of {user} differ in /etc/subuid and /etc/subgid. That works, but is harder to calculate with.',
  'checks.subid-order': 'Order of the id ranges',
  'checks.subid-order-cause':
    'The lines of {user} in {file} are not in ascending order: engines may map them differently, and tools that rewrite the file sort them.',
  'checks.subid-twice': 'Names of the user in subuid and subgid',
  'checks.subid-twice-cause':
    '{file} names {user} both by name and by uid; some programs count such lines twice.',
  'checks.subid-syntax': 'Lines of subuid and subgid',
  'checks.subid-syntax-cause':
    'Lines of {file} cannot be read, so Podman and RootlessKit refuse the whole file, for every user. The form is name:start:count.',
  'checks.subid-empty-cause': 'Lines of {file} give no id at all.',
  'checks.subid-owner': 'Owners in subuid and subgid',
  'checks.subid-owner-cause':
    'Lines of {file} belong to no account that is known here. A later account of that name would get the ids, with the files that belong to them.',
  'checks.subid-digits': 'Account names made of digits',
  'checks.subid-digits-cause':
    'An owner in {file} is the login name of one account and the uid of another: both get these ids.',
  'checks.subid-others': 'Id overlap among other users',
  'checks.subid-others-cause':
    "Ranges of other users overlap in {file} (with {other}, from {id} on): they could reach into each other's containers.",
  'checks.subid-others-root': "Root's id and other users",
  'checks.subid-others-root-cause':
    '{file} gives id 0 to another owner, which makes that account root on this host.',
  'checks.subid-nss': 'Source of subordinate ids',
  'checks.subid-nss-managed':
    'Subordinate ids come from {source}, not from the files in /etc: ask whoever runs it for a range.',
  'checks.subid-nss-ignores':
    'Subordinate ids come from {source}; the lines in /etc/subuid and /etc/subgid have no effect.',
  'checks.subid-nss-ask':
    '{source} gives this user too few subordinate ids. Only its administrator can change that.',
  'checks.subid-no-getsubids':
    'The ids come from a directory, and getsubids, which could ask it, is missing.',
  'checks.subid-file': 'Files of subordinate ids',
  'checks.subid-file-absent': '{path} does not exist; it is made when ids are given out.',
  'checks.subid-file-writable':
    'Others than root may write {path}: they could give themselves any id on this host.',
  'checks.subid-file-hidden':
    '{path} can be read by root only; Podman without libsubid cannot see the ranges then.',
  'checks.subid-file-link': '{path} is a link to {target}; usermod refuses to write through it.',
  'checks.subid-file-no-newline':
    'The last line of {path} does not end with a line feed: a line that is appended with echo would be glued to it.',
} as const;
