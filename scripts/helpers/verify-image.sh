# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: the image that proofs run, made from nothing but directories and a few small files.

# rw_tar: a tar stream (ustar, pax(1)) without its end, from lines `TYPE MODE UID GID NAME [TEXT]`: type 0 is a file with
# the line TEXT, 2 a link to TEXT, 5 a directory, and `head` only the beginning of a file of TEXT bytes. Written by
# hand, because an archive with files of several owners can be made by tar only where it is GNU's. No value holds a
# space: those that are printed stand for zero bytes, which not every awk can print.
rw_tar() {
	awk '
		BEGIN { for (i = 33; i < 127; i++) code[sprintf("%c", i)] = i }
		{
			size = $1 == "head" ? $6 : $1 == 0 ? length($6) + 1 : 0
			head = sprintf("%-100s%07d %07o %07o %011o %011o ", $5, $2, $3, $4, size, 0)
			tail = sprintf("%s%-100sustar 00%-247s", $1 == "head" ? 0 : $1, $1 == 2 ? $6 : "", "")
			# The sum of all bytes, with the field of the sum itself as eight real spaces.
			sum = 8 * 32
			all = head tail
			for (i = 1; i <= length(all); i++) sum += code[substr(all, i, 1)]
			printf "%s%06o  %s", head, sum, tail
			if ($1 == 0) printf "%s\n%s", $6, substr(sprintf("%512s", ""), 1, (512 - size % 512) % 512)
		}' | tr ' ' '\0'
}

# What stands at the end of a tar stream.
rw_tar_end() {
	printf '%1024s' '' | tr ' ' '\0'
}

# The file system of the image as a tar stream: directories, accounts, and files of several owners, so
# that unpacking it needs ids that only a working /etc/subuid gives.
rw_image_tar() {
	{
		for rw_dir in dev etc own proc run sys usr $rw_mount_dirs; do
			printf '5 755 0 0 %s/\n' "${rw_dir#/}"
		done
		echo '5 1777 0 0 tmp/'
		for rw_dir in bin sbin lib lib32 lib64 libx32; do
			[ ! -h "/$rw_dir" ] || printf '2 777 0 0 %s %s\n' "$rw_dir" "$(readlink "/$rw_dir")"
		done
		echo '0 644 0 0 etc/passwd root:x:0:0:root:/:/bin/sh'
		echo '0 644 0 0 etc/group root:x:0:'
		echo '0 600 1000 1000 own/1000 1000'
		echo '0 600 65534 65534 own/65534 65534'
	} | rw_tar
	rw_tar_end
}

# What of the host is mounted: /usr, and what lies beside it on hosts without a merged /usr or with the
# programs elsewhere (NixOS, Guix). $rw_mounts is split at spaces when it is used.
rw_find_mounts() {
	rw_mounts='' rw_mount_dirs=''
	for rw_dir in /usr /bin /sbin /lib /lib32 /lib64 /libx32 /nix /gnu; do
		if [ ! -d "$rw_dir" ] || [ -h "$rw_dir" ]; then continue; fi
		rw_mounts="$rw_mounts -v $rw_dir:$rw_dir:ro"
		[ "$rw_dir" = /usr ] || rw_mount_dirs="$rw_mount_dirs $rw_dir"
	done
	# Files of the host have the host's SELinux labels; they are only read.
	[ ! -e /sys/fs/selinux/enforce ] || rw_mounts="$rw_mounts --security-opt label=disable"
}

# rw_image_make: the image, from nothing, once for all proofs of an engine in this shell (rw_proofs_end).
rw_image_make() {
	rw_find_mounts
	rw_notes=$(rw_shared_dir)
	[ ! -e "$rw_notes/$rw_engine" ] || return 0
	[ -d "$rw_notes" ] || mkdir -m 700 "$rw_notes" || return 1
	# Noted first: what is killed half way is taken away, too.
	printf '%s\n' "$rw_program" >"$rw_notes/$rw_engine" || return 1
	case $rw_engine in
	# Only newer ones can import.
	nerdctl) rw_nerdctl_image | rw_e 120 load ;;
	*) rw_image_tar | rw_e 120 import - "$rw_image" ;;
	esac >"$rw_tmp/out" 2>"$rw_tmp/err" && return
	rw_evidence "$rw_engine import failed"
	rw_evidence_of "$rw_tmp/err"
	rw_e 60 rmi -f "$rw_image" >/dev/null 2>&1
	rm -f "$rw_notes/$rw_engine"
	return 1
}

# The images that the proofs of this shell share are noted in a directory whose name nobody guesses: each proof
# runs in a subshell, which can tell the shell nothing else. It is made by the first proof that needs an image.
read -r rw_shared </proc/sys/kernel/random/uuid || :
trap rw_proofs_end EXIT
trap 'exit 143' TERM

rw_image_name() {
	printf '%s\n' "localhost/rw-proof-${rw_shared%%-*}:latest"
}

rw_shared_dir() {
	printf '%s\n' "${TMPDIR:-/tmp}/rw-proofs-$rw_shared"
}

# Where the person's shell points to does not matter: this engine is asked.
rw_proof_env() {
	unset DOCKER_HOST DOCKER_CONTEXT CONTAINER_HOST
	unset CONTAINERD_ADDRESS CONTAINERD_NAMESPACE CONTAINERD_SNAPSHOTTER NERDCTL_TOML
	: "${XDG_RUNTIME_DIR:=/run/user/$(id -u)}"
	export XDG_RUNTIME_DIR
}

# rw_proofs_end: takes away the images that the proofs of this shell shared. Says: `evidence TEXT` for one that stays.
rw_proofs_end() {
	rw_notes=$(rw_shared_dir)
	[ -d "$rw_notes" ] || return 0
	(
		set +e
		trap '' HUP INT TERM
		rw_proof_env
		for rw_note in "$rw_notes"/*; do
			rw_engine=${rw_note##*/}
			read -r rw_program <"$rw_note" && rw_image_end "$(rw_image_name)"
		done
		rm -rf "$rw_notes"
	) </dev/null
}

rw_image_end() {
	rw_e 60 rmi -f "$1" >/dev/null 2>&1 || rw_evidence "left behind: image $1"
}
