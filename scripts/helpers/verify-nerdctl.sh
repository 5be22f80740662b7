# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: what the proofs need to know of nerdctl with a containerd of the user.

# Does the containerd of this user answer?
rw_ready_nerdctl() {
	rw_ready_daemon containerd.service containerd containerd-rootless.sh info --format '{{.ServerVersion}}'
}

# The PATH for nerdctl. Debian gives ordinary users no sbin, and what is proven must work for them. Their next
# login has ~/.local/bin, with the way to iptables, also where nerdctl itself lies elsewhere.
rw_nerdctl_path() {
	case $rw_program in
	/*) rw_dirs=${rw_program%/*}: ;;
	*) rw_dirs= ;;
	esac
	[ ! -d "$HOME/.local/bin" ] || rw_dirs=$rw_dirs$HOME/.local/bin:
	if [ -e /etc/debian_version ]; then
		printf '%s\n' "$rw_dirs/usr/local/bin:/usr/bin:/bin"
	else
		printf '%s\n' "$rw_dirs$PATH"
	fi
}

# The image as `docker save` writes it, with one layer: every nerdctl can load that.
# https://github.com/moby/docker-image-spec/blob/main/v1.2.md
rw_nerdctl_image() {
	rw_layer=$rw_tmp/layer.tar
	rw_image_tar >"$rw_layer" && rw_digest=$(rw_sha256 "$rw_layer") || return 1
	{
		printf '0 644 0 0 manifest.json [{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$rw_image"
		printf '0 644 0 0 config.json {"architecture":"%s","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\n' \
			"$(rw_go_machine)" "$rw_digest"
		# A tar is a whole number of blocks, so nothing is to be filled up after it.
		printf 'head 644 0 0 layer.tar %s\n' "$(wc -c <"$rw_layer" | tr -d ' ')"
	} | rw_tar
	cat "$rw_layer"
	rw_tar_end
}

# This machine in the words of Go, which containerd compares.
rw_go_machine() {
	rw_machine=$(uname -m)
	case $rw_machine in
	x86_64) echo amd64 ;;
	aarch64) echo arm64 ;;
	armv*) echo arm ;;
	i?86) echo 386 ;;
	*) printf '%s\n' "$rw_machine" ;;
	esac
}

rw_proof_nerdctl_restart() {
	rw_proof_restart_of containerd.service containerd buildkit.service
}

# An image is built from a Dockerfile, by the user's BuildKit; of nothing, so nothing is fetched.
rw_proof_nerdctl_build() {
	mkdir "$rw_tmp/build" && printf '%s\n' "$rw_mark" >"$rw_tmp/build/word" &&
		printf 'FROM scratch\nCOPY word /word\n' >"$rw_tmp/build/Dockerfile" || return 1
	# Not the one that all proofs share.
	rw_image=localhost/$rw_mark:latest
	rw_made="image $rw_made"
	rw_ask 120 build --quiet --tag "$rw_image" "$rw_tmp/build" || {
		systemctl --user --quiet is-active buildkit.service || rw_evidence 'buildkit.service of the user is not running'
		return 1
	}
	rw_ask 30 image inspect --format '{{len .RootFS.Layers}}' "$rw_image" || return 1
	[ "$rw_answer" = 1 ] || return 1
	rw_evidence 'an image was built from a Dockerfile'
}

# rw_proof_nerdctl_bypass ANNOTATION: a published port of a container with that annotation answers, and it is the
# container that listens on the host, not the forwarder of rootlesskit.
rw_proof_nerdctl_bypass() {
	# shellcheck disable=SC2034 # for verify-port.sh
	rw_annotation=$1
	rw_serve "127.0.0.1:$(rw_free_port)" || return
	rw_ask 30 inspect --format '{{.State.Pid}}' "$rw_mark" || return 1
	rw_space=$(readlink "/proc/$rw_answer/ns/pid")
	[ -n "$rw_space" ] || return 1
	# proc_net_tcp again: column 10 is the inode of the socket.
	rw_inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
		awk -v port="$(printf ':%04X' "$rw_port")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }')
	for rw_process in /proc/[0-9]*; do
		[ "$(readlink "$rw_process/ns/pid" 2>/dev/null)" = "$rw_space" ] || continue
		for rw_fd in "$rw_process"/fd/*; do
			[ "$(readlink "$rw_fd" 2>/dev/null)" = "socket:[$rw_inode]" ] || continue
			rw_evidence 'a process of the container itself listens on the port of the host'
			return
		done
	done
	rw_evidence "port $rw_port goes through rootlesskit, not through bypass4netns"
	return 1
}

# rw_proof_nerdctl_info SNAPSHOTTER ROOT: it is rootless, and uses what was set up for it; an empty word for
# what was not. Who has containerd's database open holds a lock on it (flock(2)).
rw_proof_nerdctl_info() {
	rw_snapshotter=$1 rw_data=$2
	rw_proof_says_rootless '{{.ServerVersion}} {{.Driver}} {{.CgroupDriver}} {{json .SecurityOptions}}' || return 1
	if [ -n "$rw_snapshotter" ]; then
		rw_ask 60 info --format '{{.Driver}}' || return 1
		[ "$rw_answer" = "$rw_snapshotter" ] || {
			rw_evidence "snapshotter: $rw_answer, not $rw_snapshotter"
			return 1
		}
	fi
	[ -n "$rw_data" ] || return 0
	rw_db=$rw_data/io.containerd.metadata.v1.bolt/meta.db
	if [ ! -f "$rw_db" ] || { rw_has flock && flock -n "$rw_db" true; }; then
		rw_evidence "containerd does not use $rw_data"
		return 1
	fi
	rw_evidence "containerd uses $rw_data"
}

# rw_proof_nerdctl_check TOOL PATH: the vendor's own check finds nothing missing. TOOL is
# containerd-rootless-setuptool.sh, PATH the directories in which it must find its companions.
rw_proof_nerdctl_check() {
	rw_tool=$1
	PATH=$2:$PATH
	[ -f "$rw_tool" ] || {
		rw_skip 'containerd-rootless-setuptool.sh is not installed'
		return
	}
	systemctl --user show-environment >/dev/null 2>&1 || {
		rw_skip 'containerd-rootless-setuptool.sh check asks for a systemd of the user'
		return
	}
	rw_at_most 60 /bin/sh "$rw_tool" check >"$rw_tmp/raw" 2>&1
	rw_code=$?
	# Colours are of no use here; dash and others print them as they stand there.
	sed -e 's/\\e\[[0-9]*m//g' -e "s/$(printf '\033')\[[0-9;]*m//g" -e '/^[[:space:]]*$/d' "$rw_tmp/raw" >"$rw_tmp/said"
	# What it warns of (controllers, overlayfs) has proofs of its own.
	grep -v '^\[INFO\]' "$rw_tmp/said" >"$rw_tmp/out"
	[ "$rw_code" -ne 0 ] || rw_evidence 'containerd-rootless-setuptool.sh check: requirements are satisfied'
	rw_evidence_of "$rw_tmp/out"
	return "$rw_code"
}
