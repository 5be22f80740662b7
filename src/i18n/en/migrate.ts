/** English sentences of the area `migrate`. This file is the type that the other languages must satisfy. */
export const migrate = {
  'migrate.privileged': 'it is privileged: it works with the devices and the kernel of the host',
  'migrate.host-network':
    "it uses the network of the host itself; a rootless one would be in the user's network instead",
  'migrate.network': 'rootless engines have no {network} networks',
  'migrate.userns-host': 'it asks for the ids of the host (userns=host)',
  'migrate.pid-host': 'it looks at the processes of the host (pid=host)',
  'migrate.devices': 'it needs devices of the host: {devices}',
  'migrate.settings-needed': 'it needs what the new engine does not have: {settings}',
  'migrate.settings-left': 'it goes on without what the new engine does not have: {settings}',
  'migrate.capabilities': 'it needs rights over the host: {capabilities}',
  'migrate.sctp': 'it publishes an SCTP port',
  'migrate.docker-socket': 'it talks to an engine of root through its socket',
  'migrate.low-ports': 'ports below 1024 must be allowed first, or be published higher: {ports}',
  'migrate.bind-mounts':
    "directories of the host need owners that the container's users map to: {paths}",
  'migrate.apparmor': 'rootless engines do not use AppArmor profiles',
  'migrate.limits': 'its limits hold only when resource limits are handed to the user',
  'migrate.title': 'What the rootful {engine} of this host runs, and what can move to {user}:',
  'migrate.moves': 'can move as it is',
  'migrate.moves-with-changes': 'can move with changes',
  'migrate.stays': 'stays where it is',
  'migrate.none':
    'There is no rootful Docker, Podman or nerdctl with containers on this host: nothing to move.',
  'migrate.not-allowed': 'the rootful {engine} cannot be asked: {detail}',
  'migrate.not-allowed-hint':
    'Run it as root, for a user: sudo rootless-wizard migrate --user NAME',
  'migrate.looked-only': 'This was a look only; nothing was changed.',
  'migrate.ipc-host': 'it shares memory with the host (ipc=host)',
  'migrate.uts-host': 'it uses the name of the host (uts=host)',
  'migrate.joined-namespace': 'it looks into another container (pid or ipc of a container)',
  'migrate.auto-remove': 'it disappears when it stops (--rm)',
  'migrate.swarm': 'a swarm service made it and would make it again',
  'migrate.seccomp': 'it has a seccomp profile of its own',
  'migrate.links': 'it uses links (--link), which Podman does not have',
  'migrate.volume-driver': 'only plain local volumes are copied: {volume}',
  'migrate.mount-kind': 'it has a mount of the kind {kind}',
  'migrate.bind-unseen': 'the owners of {path} could not be looked at; run it as root',
  'migrate.bind-special': '{path} holds a socket or a device of the host',
  'migrate.bind-system': 'it works with a directory of the system: {path}',
  'migrate.written':
    'not moved: {count} {count#path#paths} written in the container itself: {paths}',
  'migrate.stays-with': 'it belongs together with {other}, which stays',
  'migrate.check-title': 'Look whether everything fits, before anything stops',
  'migrate.check-why': 'Names, ids and room are compared on both sides; nothing is changed.',
  'migrate.check-because': 'what can be known beforehand is known before the first stop',
  'migrate.image-title': 'Copy the image {image} ({size})',
  'migrate.image-why': 'The containers that move are made from it; the one of root stays.',
  'migrate.images-because': '{count} {count#image#images} to copy while everything still runs',
  'migrate.network-title': 'Make the network {name}',
  'migrate.network-why': 'Containers find each other by name in it, as before.',
  'migrate.networks-because': '{count} {count#network#networks} of your own',
  'migrate.stop-title': 'Stop {names}',
  'migrate.stop-why':
    'From here until they run again, they do not answer. They stay as they are and can be started again.',
  'migrate.owners-title': 'Give the files in {path} the ids of the new containers',
  'migrate.owners-why':
    'They stay where they are. On this host they belong to ids of {user} afterwards; undo gives them back.',
  'migrate.volume-title': 'Copy the volume {name}',
  'migrate.volume-title-size': 'Copy the volume {name} ({size})',
  'migrate.volume-why':
    'Owners, modes and times arrive as containers see them, and both sides are compared to the last byte. The one of root is not changed.',
  'migrate.container-title': 'Make {name} in {engine}',
  'migrate.container-why': 'With the same settings as now.',
  'migrate.container-why-stopped':
    'With the same settings as now; it is not started, as it does not run now.',
  'migrate.prove-title': 'See that {name} works',
  'migrate.prove-why': 'It runs, stays running, and is healthy if it has a health check.',
  'migrate.prove-why-ports':
    'It runs, is healthy if it has a health check, and answers at {ports}.',
  'migrate.group-project':
    'the compose project {name}: {containers} {containers#container#containers}, {volumes} {volumes#volume#volumes}',
  'migrate.group-alone': '{name}, without volumes',
  'migrate.group-plain': '{name}, with {volumes} {volumes#volume#volumes}',
  'migrate.cutover-title': 'Switch {units} off',
  'migrate.cutover-why':
    'Nothing of the {engine} of root is needed any more. It is not removed: undo switches it on again.',
  'migrate.cutover-because': 'everything has moved',
  'migrate.cutover-none': 'what root ran them with is switched off already',
  'migrate.cutover-stays': 'the engine of root goes on for {names}',
  'migrate.keeps':
    'The images, volumes and containers of root stay on the disk, so that you can go back. Published ports now obey the firewall of this host.',
  'migrate.note-written':
    '{name}: what was written in the container itself ({count} {count#path#paths}) stays in the one of root: {paths}',
  'migrate.note-podman-restart':
    '{name} starts at boot if podman-restart.service of the user is enabled; the set-up offers it.',
  'migrate.file-compose': 'Write {name} down as a compose file',
  'migrate.file-compose-why':
    'It says how the container is made. Nothing uses it until you do; only you can read it, as its environment may hold secrets.',
  'migrate.file-quadlet': 'Write {name} down as a Quadlet unit',
  'migrate.file-quadlet-why':
    'With it systemd can own the container. It is not active where it lies; how to switch stands in it. Only you can read it, as its environment may hold secrets.',
  'migrate.files-because':
    '{count} {count#file#files} that {count#makes#make} containers again as they are now',
  'migrate.compose-line': '{file}, line {line}: {text}',
  'migrate.compose-gone': 'its compose file is not there any more: {file}',
  'migrate.compose-gone-moves':
    'its compose file is not there any more: {file} (it moves all the same, as the daemon knows it)',
  'migrate.one-engine':
    'Containers move to one engine: name docker, podman or nerdctl, not {engines}.',
  'migrate.set-up-first': 'The engine of {user} is not ready yet. This comes first:',
  'migrate.then-move': 'And this is the move:',
  'migrate.nothing-moves': 'Nothing can move, so everything stays as it is.',
  'migrate.how-to-move':
    'rootless-wizard migrate --yes moves them; without it, or at a terminal, it asks first.',
  'migrate.note-downtime-bare': 'Its containers are away for less than a minute.',
  'migrate.note-downtime-bare-long': 'Its containers are away for about {minutes} minutes.',
  'migrate.note-downtime-short':
    'Its containers are away for less than a minute, judging by one second of reading its volumes.',
  'migrate.note-downtime':
    'Its containers are away for about {minutes} minutes, judging by one second of reading its volumes.',
  'migrate.note-stopping':
    'Stopping them takes up to {seconds} {seconds#second#seconds} more; most stop sooner.',
  'migrate.note-stopping-endless':
    'Stopping may take any time more: {names} is given no limit after which it is killed.',
  'migrate.note-firewall':
    'Published ports ({ports}) are open past {firewall} today; then {firewall} decides. To keep them open for others: {command}',
  'migrate.note-room':
    'The copies need about {need}; {free} are free where they go, and {left} afterwards. What root has stays on the disk until `migrate --finish`.',
  'migrate.note-ill': '{name} is not healthy today either; that is not asked of it afterwards.',
  'migrate.note-silent':
    'Nothing in {name} listens behind {ports} today; an answer there is not asked of it afterwards.',
  'migrate.moved': 'has moved already',
  'migrate.finish-title': 'Remove {count} moved {count#thing#things} from the {engine} of root',
  'migrate.finish-why':
    'Each is seen whole in the rootless engine first. Afterwards undo cannot bring the old server back.',
  'migrate.finish-because': 'what was moved by run {run}',
  'migrate.finish-none': 'Nothing was moved that root could still have.',
  'migrate.group-title': 'Take {user} out of the group {group}',
  'migrate.group-why':
    'Whoever is in this group is root, in effect, as soon as a Docker of root runs again; the rootless engine does not need it.',
  'migrate.finish-stays':
    'Networks stay, and so does the engine of root itself: it is a package like any other.',
  'migrate.nerdctl-links': 'it uses links (--link), which nerdctl does not have',
  'migrate.nerdctl-aliases':
    'others reach it by more names than nerdctl can give it, its own and its host name: {names}',
  'migrate.nerdctl-address':
    'it has a fixed IPv6 address, or a fixed address and several networks, which nerdctl cannot do',
  'migrate.nerdctl-port':
    'Docker picks the port of the host for it, which nerdctl cannot do without root',
  'migrate.nerdctl-colon': 'nerdctl cannot mount a path with a colon: {paths}',
  'migrate.nerdctl-joined-stopped':
    'it uses the network of {other}, which does not run: nerdctl needs it running',
  'migrate.nerdctl-nameless': 'its image has no name, and nerdctl finds it only by name',
  'migrate.nerdctl-hostname': 'its host name becomes {name}, so that others still find it by that',
  'migrate.nerdctl-health':
    'nobody checks its health by itself: nerdctl does that only for root; `nerdctl healthcheck {name}` does it once',
  'migrate.nerdctl-joined':
    'after a restart it does not come back by itself, as it uses the network of {other}: `nerdctl start {name}`',
  'migrate.nerdctl-log': 'nerdctl has no log driver {driver}: its log becomes a JSON file',
  'migrate.nerdctl-log-options': 'nerdctl has no such settings of the log: {options}',
  'migrate.note-nerdctl-compose':
    'The first `nerdctl compose up` makes these containers anew, with the same volumes and networks: nerdctl does not know the mark of Docker Compose.',
  'migrate.note-nerdctl-networks':
    'nerdctl keeps networks apart from each other only with the CNI plugin firewall 1.1.0 or later; it warns where it does not.',
  'migrate.pod': 'it is part of the pod {pod}, and pods do not move',
  'migrate.quadlet':
    'systemd makes it anew from {file} at each start and removes it at each stop, so undo would find nothing to go back to. By hand: that file works in ~/.config/containers/systemd, with WantedBy=default.target, once its images and volumes are there',
  'migrate.systemd-unit': 'systemd owns it and would start it again: {unit}',
  'migrate.id-map':
    'its ids are mapped (userns=auto or a map of its own), so its files belong to other ids than it sees',
  'migrate.podman-secrets': 'it uses secrets of Podman, which nobody can read back: {names}',
  'migrate.podman-options': 'it was made with what cannot be carried over: {options}',
  'migrate.podman-nameless': 'its image has no name to move it by: give it one ({engine} tag)',
  'migrate.podman-old-restart':
    'podman-restart.service would start it again at boot, and this version of Podman cannot change its restart policy; disable that service first',
  'migrate.name-twice': 'another engine of root uses the same names: {names}',
  'migrate.nerdctl-foreign':
    'nerdctl did not make it, so how it was made is not known (ctr or another program did)',
  'migrate.nerdctl-image':
    'its image {image} means another image by now, or none: make it anew from that one first',
  'migrate.nerdctl-bridge':
    'others in the network bridge find it by its name today, and will not then: where that is needed, give them a network of their own first',
  'migrate.nerdctl-hidden':
    'The nerdctl of root may have containers, too; only root can see them: sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-asleep':
    'The nerdctl of root has containers, but containerd does not run, and is not started to look: systemctl start containerd',
  'migrate.nerdctl-namespaces':
    'The nerdctl of root has containers in further namespaces of containerd, which do not move: {namespaces}',
  'migrate.cutover-containerd':
    'the containerd of root goes on, as others may use it; what has moved is stopped and has no restart policy there',
  'migrate.podman-hidden':
    'The Podman of root may have containers, too; only root can see them: sudo rootless-wizard migrate --user {user}',
  'migrate.unit-off': 'its unit {unit} is switched off; a restart policy starts it instead',
  'migrate.unit-why':
    'It would start {name} of root again. The one that has moved starts by its own restart policy.',
  'migrate.ulimits':
    'limits above those of the user are lowered: {limits}; to keep them, run systemctl edit {unit} as root first, with {settings} below [Service], and restart that unit',
  'migrate.ulimits-unknown':
    'whether the user may have its limits could not be read, and above those of the user it does not start: {limits}',
  'migrate.network-left':
    'its network {network} goes on without what the new engine does not have: {settings}',
  'migrate.network-taken':
    'it has a fixed address in its network {network} ({subnet}), and a rootless engine is in the network 10.0.2.0/24 itself',
  'migrate.none-seen': 'Nothing was found that could move; but not everything could be looked at:',
  'migrate.docker-asleep':
    'The Docker of root has containers, but does not run, and is not started to look: sudo systemctl start docker (those that have moved stay among them until `migrate --finish`)',
  'migrate.docker-hidden':
    'The Docker of root does not run and may have containers; only root can see them: sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-host-gateway':
    'it asks for the host by host-gateway: nerdctl 2 gives it an address of the host, where only what listens on all addresses answers, an older one its own',
  'migrate.port-range': 'of the ports {range} it has {port} for good, and no other one is picked',
  'migrate.log-waits':
    'its log goes to {address}, which for a rootless Docker before 29.5 is not the host, and without an answer there it would not start; with another address of the host it can move',
  'migrate.log-loopback':
    'its log goes to {address}, which for a rootless Docker before 29.5 is not the host: only a container there that publishes this port gets it',
  'migrate.host-gateway':
    'it asks for the host by host-gateway: a rootless Docker reaches the host there, with what listens on its 127.0.0.1, only with --set service.docker-reach-host=true',
  'migrate.callers':
    'what calls docker for it goes on asking the Docker of root, and has to be changed: {files}',
  'migrate.docker-unit':
    'systemd would start it again in the Docker of root: {unit}; to move it, disable that unit first, and see that the container still runs',
  'migrate.note-callers':
    'At published ports, programs in these containers see an address of the engine instead of the callers; --set {answer}=slirp4netns shows them.',
  'migrate.note-callers-plain':
    'At published ports, programs in {names} see an address of the engine instead of the callers.',
  'migrate.note-group':
    'Others are in the group {group} still, and are root in effect as soon as a Docker of root runs: {names}',
} as const;
