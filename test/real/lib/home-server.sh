# What every home server of the tests has, whatever engine of root it runs under: an image, and a volume of odd
# files. Comes before docker-server.sh, podman-server.sh or nerdctl-server.sh in one shell of bash; gives $work,
# a directory that they remove at their end.
set -eu
work=$(mktemp -d)

# Makes $work/image, the root directory of the one image for all: busybox with a web server, and an account.
image_tree() {
	mkdir -p "$work"/image/{bin,dev,etc,proc,sys,tmp,www,data,run}
	dpkg-deb -x /srv/repo/busybox-static_*.deb "$work/deb"
	cp "$(find "$work/deb" -type f -path '*/bin/busybox')" "$work/image/bin/busybox"
	for name in cat dd echo httpd id ls mkdir sh sleep stat test true wc; do ln -s busybox "$work/image/bin/$name"; done
	echo 'hello from a container' >"$work/image/www/index.html"
	printf 'root:x:0:0::/:/bin/sh\napp:x:999:999::/:/bin/sh\n' >"$work/image/etc/passwd"
	chown 999:999 "$work/image/data"
}

# odd_files DIR: all that a copy of a volume can get wrong: owners, modes, links, holes, attributes, names, times.
# SPARSE: the size of a file that is nearly all hole.
odd_files() (
	cd "$1"
	for n in $(seq 1 40); do echo "file of $n" >"owner-$n"; chown "$((n * 100)):$((n * 10))" "owner-$n"; done
	echo x >suid && chown 33:33 suid && chmod 6755 suid
	mkdir dir && chmod 3777 dir && echo linked >dir/one && ln dir/one dir/two && ln dir/one three
	ln -s /etc/passwd outside && ln -s dir/one inside && ln -s nowhere broken && chown -h 5:6 broken
	mkfifo fifo && chmod 0600 fifo
	truncate -s "${SPARSE:-67108864}" sparse && printf end | dd of=sparse bs=1 seek=4194304 conv=notrunc status=none
	echo attributes >attrs && setfattr -n user.note -v 'a value' attrs && setfacl -m u:1234:rw attrs && setfacl -d -m g:77:rx dir
	printf 'odd' >"$(printf 'line\nend')"
	printf 'odd' >"$(printf 'bad\377utf8')"
	printf 'odd' >' leading and trailing '
	touch -d '1999-12-31 23:59:59.123456789' old
	mkdir empty && chmod 0 empty
)
