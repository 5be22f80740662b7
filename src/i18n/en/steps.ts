/** English sentences of the area `steps`. This file is the type that the other languages must satisfy. */
export const steps = {
  'steps.after-account': 'Waits for the new account: apply this plan, then start the wizard again.',
  'steps.after-system': 'Waits until the first step is settled.',
  'steps.unknown-fact': '{what} could not be read, so nothing is decided here: {because}',
  'steps.file-too-big': '{path} is too big to be edited safely.',
  'steps.file-unreadable': '{path} cannot be read. Start the wizard as root with --user NAME.',
  'steps.file-not-regular': '{path} is not an ordinary file, so it is left alone.',
  'steps.file-not-utf8': '{path} is not valid UTF-8, so it is left alone. Repair or move it first.',
  'steps.file-is-link':
    '{path} is a link to {target}. System tools refuse that; replace the link by the file itself first.',

  'steps.system-intro': 'Finds out whether containers can run here without root, and for whom.',
  'steps.system-ok': 'Containers can be set up for this user on this host.',
  'steps.system-change': 'Something in the base system has to be prepared or repaired first.',
  'steps.immutable':
    '{os} is made from an image or a configuration ({how}): only what lasts there is changed here. The rest is a text for that system; it is shown with the plan and saved beside the run.',
  'steps.elsewhere': 'What is missing belongs into the image or the configuration of this system.',
  'steps.elsewhere-waits':
    'Waits for what the image or the configuration of this system must bring first: {because}',
  'steps.elsewhere-there': 'It is there.',
  'steps.wsl1': 'WSL 1 has no Linux kernel. Convert this distribution: wsl --set-version NAME 2',
  'steps.family-untried':
    'This version has not been tried on {os} yet: look at each change before you say yes.',
  'steps.nested':
    'This host is itself inside a user namespace: it can only hand on ids that the host outside gave it.',
  'steps.no-new-privs':
    'This session forbids programs to gain privileges (no_new_privs), so newuidmap cannot do its work. Log in normally, by ssh or at the console, and start again.',
  'steps.user-root':
    'Root needs none of this. Say for whom to set up: --user NAME (here: {users}).',
  'steps.user-root-alone':
    'Root needs none of this, and this host has no ordinary user. Make one: --user NAME with the answer user.create.',
  'steps.user-system':
    '{user} (uid {uid}) is an account of the system. Choose an ordinary user, or make one for containers.',
  'steps.user-number':
    'The name {user} is a number: in /etc/subuid it cannot be told from the user id {user}. Rename the account first.',
  'steps.user-name':
    'The name {user} has characters that not every tool takes. Letters, digits, dot, dash and underscore are tried; choose such an account.',
  'steps.user-no-home':
    '{user} has no home directory, and containers keep their data there. Give it one: usermod -d /home/NAME -m NAME',
  'steps.user-home-missing':
    'The home of {user}, {path}, does not exist, and containers keep their data there. Make it first.',
  'steps.user-home-read-only':
    '{user} cannot write to {path}, and containers keep their data there. Change that first.',
  'steps.user-no-shell':
    '{user} cannot log in: the login shell is {shell}. Choose another: usermod -s /bin/bash NAME',
  'steps.new-name':
    '{user} cannot be the name of a new account: use small letters, digits, dash and underscore, at most 32, beginning with a letter.',
  'steps.create-change': '{user} does not exist yet and is made for containers.',
  'steps.create-needs-root': '{user} does not exist, and making an account needs root.',
  'steps.create-title': 'Make the user {user}',
  'steps.create-why':
    'Containers get an account of their own, apart from the accounts of people. Start the wizard again afterwards to set it up.',
  'steps.id-tools-reinstall': 'Reinstall {packages}',
  'steps.id-tools-mode': 'Give {path} its setuid bit back',
  'steps.id-tools-why':
    '{paths} lost the privilege to map ids, so containers would have one single user.',
  'steps.id-tool-owner':
    "{path} does not belong to root and may not get privileges. Remove it, so that the system's own is found.",

  'steps.without-systemd':
    'There is no systemd here: limits for cpu and memory have no effect, and containers start at boot only where a service of this host does that.',
  'steps.runtime-dir-note':
    '{path} lies in memory: after a reboot it has to be made again. Start the wizard again, or make it from a boot script.',
  'steps.runtime-dir-title': 'Make {path}',
  'steps.runtime-dir-why':
    'Engines keep sockets and locks there. Without systemd nobody makes it for the user.',
  'steps.runtime-dir-odd':
    "{path} is missing or is not the user's own, although a session runs. Log out of all sessions and in again.",
  'steps.runtime-dir-unset':
    'This shell has no session of its own (su or sudo). The wizard works all the same; for your own commands run {command}, or log in properly: {login}',
  'steps.login-first':
    'The user has no session, and without linger none stays. For your own commands log in by ssh, or: {command}',
  'steps.dbus-title': 'Start the message bus of the user',
  'steps.dbus-why':
    "Engines ask the user's systemd over it for limits and cleaning up. The session is older than the bus.",
  'steps.dbus-after-install':
    'The session has no message bus yet. If limits still fail at the end, log out of all sessions and in again.',

  'steps.packages-intro': 'Installs what is missing, with the package manager of this host.',
  'steps.packages-ok': 'All programs that are needed are there.',
  'steps.packages-no-engine': 'No engine is chosen, so nothing is needed.',
  'steps.packages-change': '{count} {count#package is#packages are} missing.',
  'steps.packages-title': 'Install {names}',
  'steps.packages-why':
    'The chosen engines need them. Recommended extras are left out: what is needed is named here.',
  'steps.packages-unwanted': 'These are missing, and you chose not to install them: {names}',
  'steps.packages-unknown':
    'No package is known for {needs} on {os}. Install it by hand, then start again.',
  'steps.packages-by-hand':
    'Install by hand what {os} has for these programs, with what it depends on: {programs}. Then start rootless-wizard again: it finds them, and goes on with the rest.',
  'steps.packages-unseen':
    'Nobody but a package manager can tell whether this is here, so it was not looked for: {programs}. Install it, too, where it is missing.',
  'steps.packages-lists-first':
    '{manager} has no package lists yet and fetches them first; whether it has all of these shows only then.',
  'steps.packages-no-candidate':
    'No package source has {names}. Refresh the lists with {command}, or add the repository that has them, and start again.',
  'steps.packages-conflict':
    '{wanted} and {installed} exclude each other: {installed} would be removed.',
  'steps.packages-exclude':
    '{wanted} cannot be installed beside {installed}. Remove that first, if nobody needs it: {command} (as root; it shows what else would go, and asks). Then start again.',
  'steps.packages-stopped':
    'Rootless containers do not need these services of root: {units}. Where the installation brings them, they are neither started nor enabled.',
  'steps.packages-unconfirmed': 'Nobody has looked up these names for this release yet: {names}',
  'steps.packages-incus':
    'Incus or LXD is installed here. Once newuidmap is there, it wants a line for root in /etc/subuid and /etc/subgid: root:1000000:1000000000',

  'steps.subids-intro':
    'Gives the user a range of ids, so that containers can have more than one user.',
  'steps.subids-ok': "{user} has enough ids, and they overlap with nobody's.",
  'steps.subids-new': '{user} has no ids yet and gets a range that nobody uses.',
  'steps.subids-mirror': '{user} has ids in one of the files only; the other gets the same.',
  'steps.subids-grow': '{user} has too few ids; the range grows.',
  'steps.subids-append': '{user} has too few ids and gets a second range above the first.',
  'steps.subids-trim': 'A line of {user} that repeats ids is taken out.',
  'steps.subids-move': 'Ids of {user} also belong to somebody else; {user} gets others.',
  'steps.subids-stale': 'The ids are fine, but Podman still runs with the former ones.',
  'steps.subids-add': 'Add to {path}: {lines}',
  'steps.subids-replace': 'Replace the lines of {user} in {path} by {lines}',
  'steps.subids-remove': 'Take out of {path}: {lines}',
  'steps.subids-why-uid': 'User ids inside containers become these ids on the host.',
  'steps.subids-why-gid': 'Group ids inside containers become these ids on the host.',
  'steps.subids-bad-overlap':
    "{path}, line {line}: {other} has the same ids, so each could touch the other's containers.",
  'steps.subids-bad-real': '{path}, line {line}: the id of the account {other} lies inside.',
  'steps.subids-bad-own':
    "{path}, line {line}: the user's own id lies inside, which Podman refuses.",
  'steps.subids-bad-root-id': "{path}, line {line}: root's id 0 lies inside.",
  'steps.subids-bad-beyond': '{path}, line {line}: reaches past the last id that there is.',
  'steps.subids-bad-homed':
    '{path}, line {line}: systemd-homed does not map these ids; they begin at 524288.',
  'steps.subids-bad-duplicate': '{path}, line {line}: repeats ids of a line above it.',
  'steps.subids-bad-pair': '{path}, line {line}: moves along, so that both files stay equal.',
  'steps.subids-malformed':
    '{path}, line {line}, cannot be read: {text}. It must be NAME:FIRST:COUNT. Engines refuse the whole file for it; correct or remove that line, then start again.',
  'steps.subids-no-room': 'There is no free run of {count} ids left on this host.',
  'steps.subids-beyond':
    'The space up to SUB_UID_MAX of /etc/login.defs is used up; this range lies above it.',
  'steps.subids-incus':
    'Incus or LXD takes ids here that stand in no file. They are left out of the choice.',
  'steps.subids-accounts-hidden':
    'A directory service may have accounts that it does not list; their ids could not be compared.',
  'steps.subids-directory-ok': 'The directory ({source}) gives {user} enough ids.',
  'steps.subids-directory':
    'Ids come from a directory here ({source}), and files are not read. Ask its administrator for {count} user and group ids for {user}.',
  'steps.podman-migrate': 'Let Podman take over the ids',
  'steps.podman-migrate-why':
    'Podman keeps its former ids until it is told. Running containers of this user are stopped.',
  'steps.docker-restart': "Restart the user's Docker service",
  'steps.docker-restart-why':
    'It sees the change only when it starts. Its running containers are stopped for that.',
  'steps.subids-restart-why':
    'It keeps its former ids until it starts anew. Its running containers are stopped for that.',

  'steps.kernel-intro': 'Lets ordinary users make namespaces and network devices.',
  'steps.kernel-ok': 'User namespaces work; nothing needs to be set.',
  'steps.kernel-ok-untried':
    'No setting is wrong. Whether user namespaces work could not be tried.',
  'steps.kernel-change': 'The kernel keeps users from running containers.',
  'steps.kernel-unwanted':
    'Kernel settings are needed, but you chose to leave them. Containers will not start.',
  'steps.kernel-outer':
    'Kernel settings belong to the host outside of this container; set them there.',
  'steps.kernel-userns-why':
    'Rootless containers run in user namespaces, which this host forbids to users. Once allowed, every user can reach more of the kernel.',
  'steps.userns-nested':
    'No user namespace can be made inside this container ({detail}). Allow nesting for it on the host outside.',
  'steps.userns-broken':
    'No user namespace can be made, and no known setting is the reason: {detail}. Ask whoever hardened this kernel.',
  'steps.tun-outer':
    '/dev/net/tun is missing in this container. Pass the device in from the host outside.',
  'steps.tun-file': 'Load the tun module at boot: {path}',
  'steps.tun-load': 'Load the tun module now',
  'steps.tun-why': 'slirp4netns and pasta, the networks of rootless containers, need /dev/net/tun.',
  'steps.bridge-file': 'Load {module} at boot: {path}',
  'steps.bridge-load': 'Load {module} now',
  'steps.bridge-why': 'Without its proxy, Docker does not start while {module} is not loaded.',
  'steps.bridge-leave': 'Leave other bridges alone',
  'steps.bridge-leave-why':
    'Once loaded, the module would put all that passes the bridges of this host, such as those of virtual machines, through its firewall. Docker switches that on for its own bridges alone.',
  'steps.bridge-outer':
    'Docker without its proxy needs {module}, which only the host outside can load. Choose slirp4netns or pasta.',
  'steps.apparmor-file': 'Write the AppArmor profile {path}',
  'steps.apparmor-load': 'Load the AppArmor profile {path}',
  'steps.apparmor-why':
    'AppArmor lets only programs with a profile make user namespaces here. This one profile is for {path}; the switch for all programs stays on.',
  'steps.apparmor-not-root':
    '{path} can be written by others than root, so it gets no AppArmor profile. Use the program from a package.',
  'steps.apparmor-old':
    'AppArmor restricts user namespaces, but its version 4 rules are missing, so no profile for {path} can be written.',
  'steps.sysctl-file': 'Keep the setting over a reboot: {path}',
  'steps.sysctl-set': 'Set {key} to {value} now',
  'steps.sysctl-overridden':
    '{path} is read later and sets {key} to something else: change it there, or the setting is lost at the next boot.',

  'steps.ports-intro': 'Lets containers publish ports below 1024, such as 80, if you want that.',
  'steps.ports-none': 'Containers publish ports from {port} on, as it is now.',
  'steps.ports-ok': 'Users may listen on ports from {port} on already.',
  'steps.ports-sysctl': 'Users may listen on ports from {port} on.',
  'steps.ports-sysctl-why':
    'Containers can then publish ports from {port} on. So can every other user of this host.',
  'steps.ports-no-sysctl': 'This kernel has no setting for low ports.',
  'steps.ports-setcap': 'rootlesskit may open low ports.',
  'steps.ports-setcap-ok': '{path} may open low ports already.',
  'steps.ports-setcap-title': 'Let {path} open ports below 1024',
  'steps.ports-setcap-why':
    'Docker and nerdctl publish ports through rootlesskit. Whoever can run rootlesskit can then open low ports with it, too.',
  'steps.ports-setcap-docker':
    'The capability is for the rootlesskit of Docker and nerdctl. Podman has the sysctl only.',
  'steps.ports-setcap-podman':
    'Podman does not use rootlesskit and cannot publish low ports with this capability.',
  'steps.ports-setcap-owner': '{path} does not belong to root and may not get a capability.',
  'steps.ports-setcap-upgrade':
    'An upgrade of the package takes the capability away: start the wizard again then.',
  'steps.ping-unwanted': 'Ping from containers is not wanted.',
  'steps.ping-ok': 'Containers can send ping already.',
  'steps.ping-change': 'Containers will be able to send ping.',
  'steps.ping-why':
    'The network of the containers sends ping with the group of {user}. Only this group is let in.',
  'steps.ping-no-sysctl': 'This kernel has no setting for ping.',

  'steps.linger-intro': 'Containers go on after you log out, and start when the host starts.',
  'steps.linger-ok': 'Services of {user} run without a login already.',
  'steps.linger-change': 'Services of the user will run without a login.',
  'steps.linger-unwanted': 'Not wanted: containers end with the last session of the user.',
  'steps.linger-openrc': 'The service of OpenRC does that: it runs from boot on, logged in or not.',
  'steps.linger-runit': 'The service of runit does that: it runs from boot on, logged in or not.',
  'steps.linger-no-systemd':
    'There is no systemd: containers run on after you log out, but nothing starts them at boot.',
  'steps.linger-title': 'Let services of {user} run without a login',
  'steps.linger-why': 'Otherwise systemd ends all containers with the last session of the user.',
  'steps.family-unknown':
    '{os} is not known here. Looked at: ID {id}, ID_LIKE {like}, package managers {managers}. The answer system.family says whose packages it has; without it, install by hand what is named below.',
  'steps.family-chosen':
    '{os} is not known here; you chose the packages of the family {family}. Look at each change before you say yes.',
} as const;
