/** English sentences about LXC, whichever step says them. This file is the type that the other languages must satisfy. */
export const lxc = {
  'lxc.help':
    'Containers of whole systems, with an init of their own, that you start and stop like small machines. Not for images of Docker.',
  'lxc.needs-v2': 'LXC without root is set up on cgroup v2 only, and this host has v1.',
  'lxc.home':
    'Containers of LXC lie in the home, and {dir} ({type}) cannot hold them: programs do not run there, or files cannot belong to other ids. Take a user whose home is on a local disk.',
  'lxc.q-bridge': 'Which bridge for LXC?',
  'lxc.q-bridge-help':
    'lxcbr0 is made by LXC: addresses of 10.0.3.0/24, behind this host. Or give a bridge that this host has, as br0, and containers are in its network.',
  'lxc.q-bridge-because': 'LXC makes it, and nothing outside this host changes.',
  'lxc.bridge-form': '{bridge} is not the name of a bridge: one word of at most 15 characters.',
  'lxc.not-looked': 'What LXC needs could not be looked at on this host.',
  'lxc.no-ids': '{user} has no subordinate ids yet, and containers of LXC need some.',
  'lxc.shared-ids':
    'Containers of LXC have the same subordinate ids as those of the other engines of this user: who breaks out of one as its root could change files of the others.',
  'lxc.ready': 'Containers of LXC can be made; new ones start with {path}.',
  'lxc.change': 'LXC is set up for containers of the user.',
  'lxc.usernet-title': 'Allow network interfaces in {path}',
  'lxc.usernet-why':
    '{user} may then attach up to {count} containers to {bridge}; without such a line LXC starts none with a network.',
  'lxc.no-bridge':
    'This host has no network interface {bridge}: make that bridge first, or take lxcbr0, which LXC makes.',
  'lxc.bridge-off':
    '{path} says that LXC makes no bridge: set USE_LXC_BRIDGE="true" there, or name a bridge of this host with lxc.bridge.',
  'lxc.bridge-taken':
    '{bridge} would get the addresses {network}, and this host has {own} at {device} already: give it others in {path} (LXC_NETWORK, LXC_ADDR, LXC_NETMASK, LXC_DHCP_RANGE), or name a bridge of this host with lxc.bridge.',
  'lxc.bridge-by-hand':
    'There is no bridge {bridge}, and without systemd it is not known here how LXC makes it: start the service of your distribution for lxc-net, then start again.',
  'lxc.bridge-title': 'Make the bridge {bridge}, now and at boot',
  'lxc.bridge-why':
    'Containers are attached to {bridge}, get addresses from dnsmasq there, and reach the network through this host.',
  'lxc.foreign-map':
    '{path} maps ids that do not belong to {user}: take those lxc.idmap lines out or correct them, then start again.',
  'lxc.config-title': 'Settings of new containers in {path}',
  'lxc.config-why':
    'New containers get the ids of this user and an interface on the bridge. The root of a container is the first of these ids, and not the user.',
  'lxc.dir-title': 'Make {dir}',
  'lxc.dir-why': 'Containers of LXC lie there; their root must be able to get to it.',
  'lxc.way-title': 'Let id {id} through {dir}',
  'lxc.way-why':
    'Containers run as {id} on this host, which must get through this directory to their files. It cannot list or read anything in it.',
  'lxc.short-way': 'Way through {file}',
  'lxc.q-boot': 'Start LXC containers at boot?',
  'lxc.q-boot-help':
    'Only those whose configuration says lxc.start.auto = 1. It needs services that run after logout.',
  'lxc.q-boot-because': 'Containers that say so expect it, and others are left alone.',
  'lxc.q-boot-own': '{unit} starts containers at boot here already.',
  'lxc.boot-by-hand':
    'Without systemd, containers of LXC are not started at boot here: a service of the host has to run lxc-autostart as {user}.',
  'lxc.boot-old':
    'Containers of LXC are not started at boot: that takes systemd {least} or later, and this host has {version}.',
  'lxc.boot-foreign':
    '{path} was not written by this program and stays as it is; containers of LXC are not started at boot by this program.',
  'lxc.boot-container-why':
    'Each container runs by a unit of its own, in a part of the cgroup tree that is handed to it. It is tried again until the bridge is there, and shut down with the host.',
  'lxc.boot-list-why':
    'It starts the containers with lxc.start.auto = 1, in the order and with the waits of their configuration. When it is stopped, the containers that run by such units are shut down.',
  'lxc.boot-scope-why':
    'LXC 6 moves what runs in a container to a scope of its own, which systemd would end at once when the host goes down. With this it waits until the containers have shut down.',
  'lxc.boot-start-why': 'At each boot, and now: containers that are marked and do not run start.',
  'lxc.boot': 'Start at boot (LXC)',
  'lxc.boot-cause':
    'A container with lxc.start.auto did not start by its unit, or did not end with it; the lines say where it stopped.',
  'lxc.boot-no-unit':
    '{path} is not there: containers that are to start at boot have no unit to run by. Set LXC up again.',
  'lxc.boot-failed': 'What starts containers at boot has failed; its journal says why.',
  'lxc.run-cause':
    'LXC could not make or start a container with the ids of this user; the lines say where it stopped.',
  'lxc.network': 'Network of a container (LXC)',
  'lxc.network-cause':
    'A container has no working interface on {bridge}: the allowance in /etc/lxc/lxc-usernet, the bridge itself, or who gives addresses there.',
  'lxc.check': "LXC's own check",
  'lxc.check-cause': 'lxc-checkconfig says that the kernel lacks something; the lines say what.',
  'lxc.explain-quota': 'No more network interfaces are allowed to this user',
  'lxc.explain-quota-cause':
    'lxc-user-nic counts them by /etc/lxc/lxc-usernet: there is no line for this user and this bridge, or as many containers run as it allows.',
  'lxc.explain-nic': 'LXC could not attach the container to its bridge',
  'lxc.explain-nic-cause':
    'The bridge is not there (lxc-net.service makes lxcbr0), or /etc/lxc/lxc-usernet does not allow it to this user.',
  'lxc.explain-cgroup': 'LXC got no part of the cgroup tree',
  'lxc.explain-cgroup-cause':
    'Without root a container needs one that systemd hands to the user: start it through systemd-run --user --scope -p Delegate=yes, in a real login.',
  'lxc.explain-home': 'The ids of the container cannot get to its files',
  'lxc.explain-home-cause':
    'The root of a container is a subordinate id, which must be able to search the home and every directory down to ~/.local/share/lxc.',
} as const;
