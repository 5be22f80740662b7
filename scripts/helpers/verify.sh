# shellcheck shell=sh
# rootless-wizard: proofs that containers work, the part that all engines share.
#
# `rw_proof ENGINE PROGRAM NAME [ARG...]` proves one thing by doing it, as the user and in the user's
# session. It needs no network and no image: the image is a few directories, and the host's own
# programs are mounted into the container read-only. Everything that it makes carries a random name
# and is gone at the end, also after a failure or Ctrl-C; nothing of the person is touched. The image
# alone serves all proofs of a shell: `rw_proofs_end` takes it away, or else the end of the shell.
#
# Says: `evidence TEXT`, any number of lines.
# Exit: 0 proven, 10 could not be tried here (the evidence says why), 11 proven with a warning, else failed.

RW_SKIP=10
# shellcheck disable=SC2034 # for the engines' own files
RW_WARN=11

# rw_proof ENGINE PROGRAM NAME [ARG...]: one proof in a shell of its own, so that its traps and variables
# stay there.
rw_proof() {
	# Told to end, it waits for that clean-up, so that the image goes after what is made of it.
	trap 'exit 143' TERM
	# The caller's `set -e` would end the clean-up at the first thing that is gone already.
	(set +e && rw_proof_here "$@" </dev/null)
}

rw_proof_here() {
	rw_engine=$1
	rw_program=$2
	rw_name=$3
	shift 3
	rw_uid=$(id -u)
	rw_made=
	rw_mounts=
	rw_tmp=
	# shellcheck disable=SC2034 # for verify-port.sh and verify-lxc.sh
	rw_network='' rw_host='' rw_annotation='' rw_six='' rw_unit=''
	rw_mark=rw-proof-$(cut -c1-8 /proc/sys/kernel/random/uuid)
	rw_image=$(rw_image_name)
	rw_proof_env
	trap rw_proof_end EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	rw_tmp=$(mktemp -d) || exit 1
	"rw_ready_$rw_engine" || exit
	"rw_proof_$rw_name" "$@"
}

# Takes away what the proof made. The exit code of the proof stays.
rw_proof_end() {
	trap '' HUP INT TERM
	for rw_thing in $rw_made; do
		case $rw_thing in
		lxc) rw_lxc_end ;;
		container) rw_e 60 rm -f "$rw_mark" >/dev/null 2>&1 ;;
		second) rw_e 60 rm -f "$rw_mark-2" >/dev/null 2>&1 ;;
		compose) rw_compose 60 down -t 1 >/dev/null 2>&1 || rw_evidence "left behind: compose project $rw_mark" ;;
		network) rw_e 60 network rm -f "$rw_mark" >/dev/null 2>&1 || rw_evidence "left behind: network $rw_mark" ;;
		volume) rw_e 60 volume rm -f "$rw_mark" >/dev/null 2>&1 || rw_evidence "left behind: volume $rw_mark" ;;
		image) rw_image_end "$rw_image" ;;
		esac
	done
	[ -z "$rw_tmp" ] || rm -rf "$rw_tmp"
}

# rw_evidence TEXT...: what was seen, one line.
rw_evidence() {
	rw_say evidence "$*"
}

# rw_evidence_of FILE: the last lines of an output, at most four.
rw_evidence_of() {
	tail -n 4 "$1" | cut -c1-400 >"$rw_tmp/shown"
	while IFS= read -r rw_line || [ -n "$rw_line" ]; do
		[ -z "$rw_line" ] || rw_evidence "$rw_line"
	done <"$rw_tmp/shown"
}

# rw_skip REASON...: this can't be tried here, which is not the same as passed.
rw_skip() {
	rw_evidence "$*"
	return "$RW_SKIP"
}

# rw_e SECONDS ARG...: the engine's own program, at most so long.
rw_e() {
	rw_seconds=$1
	shift
	case $rw_engine in
	docker) rw_at_most "$rw_seconds" "$rw_program" --host "unix://$XDG_RUNTIME_DIR/docker.sock" "$@" ;;
	# In the PATH that ordinary users have: it looks for programs there.
	nerdctl) rw_at_most "$rw_seconds" env "PATH=$(rw_nerdctl_path)" "$rw_program" "$@" ;;
	# conmon refuses a path that the locale cannot read, such as a home with an umlaut. English all the same.
	podman) rw_at_most "$rw_seconds" env LC_ALL=C.UTF-8 "$rw_program" "$@" ;;
	*) rw_at_most "$rw_seconds" "$rw_program" "$@" ;;
	esac
}

# rw_at_most SECONDS COMMAND...: GNU timeout would give the command a process group of its own, and Ctrl-C
# would wait for its end; busybox has no such option and needs none.
rw_at_most() {
	if timeout --foreground 9 true 2>/dev/null; then
		timeout --foreground -k 10 "$@"
	else
		timeout -k 10 "$@"
	fi
}

# rw_ask SECONDS ARG...: the same; the answer is in $rw_answer, and a failure is told.
rw_ask() {
	rw_answer=$(rw_e "$@" 2>"$rw_tmp/err") && return
	rw_code=$?
	[ "$rw_code" != 124 ] || rw_evidence "no answer within $1 seconds"
	[ -z "$rw_answer" ] || {
		printf '%s\n' "$rw_answer" >"$rw_tmp/out"
		rw_evidence_of "$rw_tmp/out"
	}
	rw_evidence_of "$rw_tmp/err"
	return 1
}

# rw_run_container OPTION... -- COMMAND...: a container that runs to its end and goes; its output is in
# $rw_answer.
rw_run_container() {
	rw_made="container $rw_made"
	rw_container --rm "$@" || return
	rw_made=${rw_made#container }
}

# rw_start_container OPTION... -- COMMAND...: a container that goes on running.
rw_start_container() {
	rw_made="container $rw_made"
	rw_container -d "$@"
}

rw_container() {
	rw_options=
	while [ "$1" != -- ]; do
		rw_options="$rw_options $1"
		shift
	done
	shift
	# A process 1 does not hear TERM, and Podman's rm -f would wait ten seconds for it.
	# shellcheck disable=SC2086 # options and mounts are words without spaces
	rw_ask 120 run --stop-signal=KILL --name "$rw_mark" $rw_mounts $rw_options "$rw_image" "$@"
}

# --- the proofs --------------------------------------------------------------------------------

# A container runs, as the person would start it, and files of several owners are what they should be.
rw_proof_run() {
	rw_image_make || return 1
	# shellcheck disable=SC2016 # the shell in the container expands it
	rw_run_container -- /bin/sh -c 'id -u; stat -c %n:%u:%g /own/1000 /own/65534' || return 1
	rw_evidence "in the container, as id $rw_uid on the host: $(printf '%s' "$rw_answer" | tr '\n' ' ')"
	rw_wanted='0 /own/1000:1000:1000 /own/65534:65534:65534'
	[ "$(printf '%s' "$rw_answer" | tr '\n' ' ')" = "$rw_wanted" ] || {
		rw_evidence "expected: $rw_wanted"
		return 1
	}
}

# rw_proof_idmap UIDMAP GIDMAP: container ids are the host ids that were planned. A map is
# `CONTAINER:HOST:COUNT,...`; an empty one is made from what the host's files say now.
rw_proof_idmap() {
	rw_want_uid=$(rw_want_map "$1") || return 1
	rw_want_gid=$(rw_want_map "$2" -g) || return 1
	rw_image_make || return 1
	rw_run_container --network=none -- /bin/sh -c 'cat /proc/self/uid_map; echo; cat /proc/self/gid_map' || return 1
	rw_have_uid=$(printf '%s\n' "$rw_answer" | sed '/^$/,$d' | rw_map_join)
	rw_have_gid=$(printf '%s\n' "$rw_answer" | sed '1,/^$/d' | rw_map_join)
	rw_evidence "uid_map $rw_have_uid"
	rw_evidence "gid_map $rw_have_gid"
	[ "$rw_have_uid" = "$rw_want_uid" ] && [ "$rw_have_gid" = "$rw_want_gid" ] && return
	rw_evidence "expected uid_map $rw_want_uid, gid_map $rw_want_gid"
	return 1
}

# rw_want_map MAP [-g]: the map in joined form.
rw_want_map() {
	if [ -n "$1" ]; then
		printf '%s\n' "$1" | tr ',:' '\n ' | rw_map_join
		return
	fi
	rw_kind=subuid rw_self=$rw_uid
	[ "${2-}" != -g ] || rw_kind=subgid rw_self=$(id -g)
	{
		printf '0 %s 1\n' "$rw_self"
		awk -F: -v name="$(id -un)" -v id="$rw_uid" \
			'BEGIN { at = 1 } $1 == name || $1 == id { print at, $2, $3; at += $3 }' "/etc/$rw_kind"
	} | rw_map_join
}

# Lines `CONTAINER HOST COUNT` as one word, neighbours joined: 0:1000:1,1:100000:65536.
rw_map_join() {
	awk 'NF == 3 && n && $1 == c[n] + k[n] && $2 == h[n] + k[n] { k[n] += $3; next }
		NF == 3 { n++; c[n] = $1; h[n] = $2; k[n] = $3 }
		END { for (i = 1; i <= n; i++) printf "%s%d:%d:%d", (i > 1 ? "," : ""), c[i], h[i], k[i]; print "" }'
}

# rw_mapped MAP ID: the host id of a container id; nothing when it is not mapped.
rw_mapped() {
	printf '%s\n' "$1" | tr ',:' '\n ' | awk -v id="$2" '$1 <= id && id < $1 + $3 { print $2 + id - $1 }'
}

# rw_proof_volume UIDMAP: a container writes to a named volume, and the owner on the host is the mapped one.
rw_proof_volume() {
	rw_want_uid=$(rw_want_map "$1") || return 1
	rw_image_make || return 1
	rw_made="$rw_made volume"
	rw_ask 60 volume create "$rw_mark" || return 1
	# shellcheck disable=SC2016 # the shell in the container expands it
	rw_run_container --network=none -v "$rw_mark:/data" -- /bin/sh -c \
		'echo "$1" >/data/file && chown 1000:1000 /data/file && cat /data/file' sh "$rw_mark" || return 1
	[ "$rw_answer" = "$rw_mark" ] || {
		rw_evidence "read back '$rw_answer' instead of '$rw_mark'"
		return 1
	}
	rw_ask 60 volume inspect --format '{{.Mountpoint}}' "$rw_mark" || return 1
	rw_owner=$(stat -c %u "$rw_answer/file" 2>"$rw_tmp/err") || {
		rw_evidence_of "$rw_tmp/err"
		return 1
	}
	rw_wanted=$(rw_mapped "$rw_want_uid" 1000)
	rw_evidence "written by id 1000 of the container, owned by id $rw_owner on the host"
	[ "$rw_owner" = "$rw_wanted" ] || {
		rw_evidence "expected owner: $rw_wanted"
		return 1
	}
}
