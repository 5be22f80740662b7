import { quote } from '../model/quote.ts';

/** What the containerd of a user is started with, all absolute: see `containerdProgram`. */
export interface ContainerdParts {
  readonly user: string;
  /** containerd-rootless.sh and containerd-rootless-setuptool.sh. */
  readonly script: string;
  readonly tool: string | null;
  /** What stands beside containerd, in its namespaces: the words of each command. */
  readonly beside: readonly (readonly string[])[];
  /** bypass4netnsd, which runs outside of them; null where nobody wants it. */
  readonly bypass: string | null;
}

/**
 * What a service of the host runs for nerdctl, as the user: containerd, and what stands beside it, which is
 * started again when it ends. systemd has units for that, and a cgroup to end containers with. Without it
 * they are found by their shims: those of this user that belong to a containerd of rootless mode, not inside
 * of a container (kind under Podman has some, too). Their user namespace is entered to end those that do not
 * run as the container's root.
 * https://github.com/containerd/nerdctl/blob/main/extras/rootless/containerd-rootless-setuptool.sh
 */
export function containerdProgram({ user, script, tool, beside, bypass }: ContainerdParts): string {
  const others = tool === null ? [] : beside;
  const commands = others.map(
    (words) => `beside ${words.map(quote).join(' ')} &\nothers="$others $!"`,
  );
  return `#!/bin/sh
# containerd without root, for ${user}. Written by rootless-wizard.
# It starts containerd and what stands beside it, and ends their containers with it. Left alone those would
# go on without a network, and not all of them can be ended from the user namespace of the next containerd.

# inside NAMESPACE: the processes in that user namespace.
inside() {
	for each in /proc/[0-9]*; do
		[ "$(readlink "$each/ns/user" 2>/dev/null)" != "user:[$1]" ] || printf '%s\\n' "\${each#/proc/}"
	done
}

is_shim() {
	case $(cat "/proc/$1/comm" 2>/dev/null) in containerd-shim*) ;; *) return 1 ;; esac
}

# left: the user namespaces in which shims of this containerd are, or of one before it.
left() {
	pids=$(readlink /proc/self/ns/pid)
	own=$(readlink /proc/self/ns/user)
	for each in /proc/[0-9]*; do
		is_shim "\${each#/proc/}" || continue
		[ "$(readlink "$each/ns/pid" 2>/dev/null)" = "$pids" ] || continue
		tr '\\0' ' ' <"$each/cmdline" | grep -q -e '-address /run/containerd/containerd.sock' || continue
		space=$(readlink "$each/ns/user" 2>/dev/null)
		[ "$space" = "$own" ] || printf '%s\\n' "$space" | tr -cd '0-9\\n'
	done | sort -u
}

# tell SIGNAL PID...: to all of them, who are in one namespace.
tell() {
	signal=$1
	shift
	for pid; do
		# shellcheck disable=SC2016 # the shell in there expands it
		nsenter --target "$pid" --user --preserve-credentials -- \\
			/bin/sh -c 'kill -s "$@" 2>/dev/null; :' sh "$signal" "$@" 2>/dev/null && break
	done
}

# contained NAMESPACE: who is in there but shims, which see to their containers.
contained() {
	for pid in $(inside "$1"); do
		is_shim "$pid" || printf '%s\\n' "$pid"
	done
}

# end NAMESPACE: asks all in there to end, and makes them after ten seconds.
# shellcheck disable=SC2046 # one word a process
end() {
	tell TERM $(contained "$1")
	tries=0
	while [ "$tries" -lt 20 ] && [ -n "$(contained "$1")" ]; do
		tries=$((tries + 1))
		sleep 0.5
	done
	while [ "$tries" -lt 40 ] && [ -n "$(inside "$1")" ]; do
		tell KILL $(inside "$1")
		tries=$((tries + 1))
		sleep 0.2
	done
}

end_left() {
	for namespace in $(left); do end "$namespace"; done
}
${
  others.length === 0
    ? ''
    : `
# beside COMMAND...: runs it in the namespaces of containerd, again and again.
beside() {
	running=
	trap '[ -z "$running" ] || { kill "$running" 2>/dev/null; wait "$running"; }; exit 0' TERM
	while :; do
		if [ -S "$XDG_RUNTIME_DIR/containerd/containerd.sock" ]; then
			${quote(tool ?? '')} nsenter -- "$@" &
			running=$!
			wait "$running"
			running=
		fi
		sleep 1
	done
}
`
}${bypass === null ? '' : BYPASS}
end_left
rm -f "$XDG_RUNTIME_DIR/containerd/containerd.sock"
told='' running='' others=''
trap 'told=yes; [ -z "$running" ] || kill "$running" 2>/dev/null' TERM
${bypass === null ? '' : startBypass(bypass)}${quote(script)} &
running=$!
# Told before it was started: a signal that meets it before it is another program than this one is lost.
[ -z "$told" ] || { sleep 1; kill "$running" 2>/dev/null; }
${commands.map((each) => `${each}\n`).join('')}# A signal ends the waiting, too.
while
	wait "$running"
	code=$?
	kill -0 "$running" 2>/dev/null
do :; done
for pid in $others; do kill "$pid" 2>/dev/null; done
${bypass === null ? 'wait' : 'for pid in $others; do wait "$pid"; done'}
end_left
${bypass === null ? '' : END_BYPASS}[ -n "$told" ] || exit "$code"
`;
}

/**
 * bypass4netnsd runs in the namespaces of the host and starts a bypass4netns for each container that asks for
 * one. It has to be there before the containers are, and to outlive them, as they tell it when they end. What it
 * started it leaves behind when it dies.
 */
const BYPASS = `
# again COMMAND...: runs it, again and again.
again() {
	running=
	trap '[ -z "$running" ] || { kill "$running" 2>/dev/null; wait "$running"; }; exit 0' TERM
	while :; do
		"$@" &
		running=$!
		wait "$running"
		running=
		sleep 1
	done
}

# end_helpers: ends each bypass4netns that is left.
end_helpers() {
	for each in /proc/[0-9]*; do
		[ "$(cat "$each/comm" 2>/dev/null)" = bypass4netns ] || continue
		tr '\\0' ' ' <"$each/cmdline" | grep -q -F -e "--socket=$XDG_RUNTIME_DIR/" || continue
		kill -s KILL "\${each#/proc/}"
	done
}
`;

function startBypass(program: string): string {
  return `end_helpers
again ${quote(program)} &
bypass=$!
`;
}

const END_BYPASS = `kill "$bypass" 2>/dev/null
wait "$bypass"
end_helpers
`;

/**
 * What a service of the host runs for Podman, which has no daemon: what podman-restart.service does under
 * systemd, and the end of those containers when the host goes down. Podman 5.8 knows which containers are to
 * be there after a boot: also those with `unless-stopped`, but for the ones that a person stopped. `podman
 * stop` would make them such, so these end with the host. Before, the unit starts those with `always` alone.
 * https://github.com/containers/podman/pull/27619 and
 * https://github.com/containers/podman/blob/main/contrib/systemd/system/podman-restart.service.in
 */
export function podmanProgram(user: string, podman: string, knowsBoot: boolean): string {
  const filter = knowsBoot ? 'should-start-on-boot=true' : 'restart-policy=always';
  const command = quote(podman);
  return `#!/bin/sh
# Containers of Podman that come back with the host, for ${user}. Written by rootless-wizard.
# It starts them, stays, and stops those with --restart=always when it is told to end.
told='' running=''
trap 'told=yes; [ -z "$running" ] || kill "$running" 2>/dev/null' TERM
${command} start --all --filter ${filter}
while [ -z "$told" ]; do
	sleep 86400 &
	running=$!
	[ -n "$told" ] || wait "$running"
done
kill "$running" 2>/dev/null
all=$(${command} ps --quiet --filter restart-policy=always)
# shellcheck disable=SC2086 # one word a container
[ -z "$all" ] || ${command} stop $all
`;
}
