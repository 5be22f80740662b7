# shellcheck shell=sh
# rootless-wizard: for undo.sh alone: what root moved to the user would stop with what is taken back.

# rw_moved_here HOME RUNTIME: the names of the user's own containers that a move of root has made, one a line; nothing
# where no engine answers. Run as the user. Reads only: Podman that is only asked would make a store where there is
# none, which a look must not do.
rw_moved_here() (
	# Who comes from root brings root's own places along.
	[ "${HOME-}" = "$1" ] || unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
	export HOME="$1" XDG_RUNTIME_DIR="$2" PATH="$PATH:$1/bin:$1/.local/bin"
	unset DOCKER_HOST DOCKER_CONTEXT CONTAINER_HOST CONTAINER_CONNECTION CONTAINERD_ADDRESS CONTAINERD_NAMESPACE
	cd / || exit
	rw_label='"rootless-wizard.moved"'
	{
		if [ -S "$2/docker.sock" ]; then
			rw_moved_ask docker -H "unix://$2/docker.sock" ps --all --format "{{.Names}} {{.Label $rw_label}}"
		fi
		if rw_moved_store "${XDG_CONFIG_HOME:-$1/.config}" "${XDG_DATA_HOME:-$1/.local/share}"; then
			rw_moved_ask podman ps --all --format "{{.Names}} {{index .ListContainer.Labels $rw_label}}"
		fi
		rw_moved_ask nerdctl ps --all --format "{{.Names}} {{.Label $rw_label}}"
	} </dev/null | awk '$2 ~ /^[0-9a-f]+$/ && length($2) == 64 { print $1 }' | sort -u
)

# rw_moved_ask PROGRAM ARG...: an engine that hangs keeps nobody.
rw_moved_ask() {
	rw_has "$1" || return 0
	timeout -k 5 20 "$@" 2>/dev/null || :
}

# rw_moved_store CONFIG-HOME DATA-HOME: has the user's Podman a store? containers-storage.conf(5).
rw_moved_store() {
	rw_graph=$(sed -n 's/^[[:blank:]]*graphroot[[:blank:]]*=[[:blank:]]*"\(.*\)".*/\1/p' \
		"$1/containers/storage.conf" 2>/dev/null | tail -n 1)
	for rw_place in "$rw_graph" "$2/containers/storage"; do
		[ -z "$rw_place" ] || [ ! -d "$rw_place" ] || return 0
	done
	return 1
}

# rw_move_beside DIR USER: is there a run beside this one that moved containers to the user and stands? What a move
# needs came before it, and whoever takes that back is told to take back the move first.
rw_move_beside() {
	for rw_other in "${1%/*}"/*/; do
		rw_other=${rw_other%/}
		if rw_stands "$rw_other" && grep -q '"do":"move"' "$rw_other/journal.jsonl" &&
			grep -q "\"user\":{\"name\":\"$2\"," "$rw_other/plan.json"; then
			return 0
		fi
	done
	return 1
}
