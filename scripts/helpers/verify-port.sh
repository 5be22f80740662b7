# shellcheck shell=sh
# shellcheck disable=SC2154 # verify.sh sets what is not set here
# rootless-wizard: proofs of published ports. A server in the container, made of whatever language the
# host has, says a word to everyone who connects, and who that is; a client on the host must hear it.

# rw_serve_language: the first of these that the host has (perl is on every Debian); nothing where none is.
rw_serve_language() {
	for rw_language in perl python3 node busybox; do
		rw_language_path=$(command -v "$rw_language") || continue
		case $rw_language_path in /*) ;; *) continue ;; esac
		# In the container there is what lies below /usr and its like, not the home.
		case $rw_language_path in /home/* | /root/* | /opt/*) continue ;; esac
		"$rw_language_path" "$(rw_language_flag "$rw_language")" </dev/null >/dev/null 2>&1 || continue
		printf '%s %s\n' "$rw_language" "$rw_language_path"
		return
	done
}

# A flag with which the program starts and ends at once: an empty file in its place does not count.
rw_language_flag() {
	case $1 in
	perl) echo -v ;;
	busybox) echo --list ;;
	*) echo --version ;;
	esac
}

# rw_server LANGUAGE: its program; arguments PORT and WORD, and a third one where it is to listen on IPv6, too. It
# says `WORD ADDRESS` to whom it sees at ADDRESS.
rw_server() {
	case $1 in
	perl)
		cat <<'END'
use Socket qw(:DEFAULT inet_ntop inet_pton pack_sockaddr_in6 unpack_sockaddr_in6);
my $six = $ARGV[2];
socket(my $s, $six ? PF_INET6 : PF_INET, SOCK_STREAM, 0) or die $!;
setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
bind($s, $six ? pack_sockaddr_in6($ARGV[0], inet_pton(AF_INET6, "::")) : sockaddr_in($ARGV[0], INADDR_ANY)) or die $!;
listen($s, 8) or die $!;
while (my $a = accept(my $c, $s)) {
	my (undef, $who) = $six ? unpack_sockaddr_in6($a) : sockaddr_in($a);
	syswrite($c, "$ARGV[1] " . inet_ntop($six ? AF_INET6 : AF_INET, $who) . "\n");
	close($c);
}
END
		;;
	python3)
		cat <<'END'
import socket, sys
six = len(sys.argv) > 3
s = socket.socket(socket.AF_INET6 if six else socket.AF_INET)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("::" if six else "0.0.0.0", int(sys.argv[1])))
s.listen(8)
while True:
    c, who = s.accept()
    c.sendall((sys.argv[2] + " " + who[0] + "\n").encode())
    c.close()
END
		;;
	node)
		cat <<'END'
const [port, word, six] = process.argv.slice(process.argv.findIndex((a) => /^[0-9]+$/.test(a)));
require('net').createServer((c) => c.end(`${word} ${c.remoteAddress}\n`)).listen(Number(port), six ? '::' : '0.0.0.0');
END
		;;
	esac
}

# rw_client LANGUAGE: its program; arguments PORT and HOST. Prints what the server says.
rw_client() {
	case $1 in
	perl)
		cat <<'END'
use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);
my ($port, $name) = @ARGV;
my $six = $name =~ /:/;
my $host = $six ? inet_pton(AF_INET6, $name) : inet_aton($name);
$host or die "$name: no such name";
socket(my $s, $six ? PF_INET6 : PF_INET, SOCK_STREAM, 0) or die $!;
connect($s, $six ? pack_sockaddr_in6($port, $host) : sockaddr_in($port, $host)) or die $!;
print while <$s>;
END
		;;
	python3)
		cat <<'END'
import socket, sys
s = socket.create_connection((sys.argv[2], int(sys.argv[1])), 5)
sys.stdout.write(s.makefile().read())
END
		;;
	node)
		cat <<'END'
const [port, host] = process.argv.slice(-2);
require('net').connect(Number(port), host).pipe(process.stdout);
END
		;;
	esac
}

# rw_hear PORT [COMMAND...]: what the port says at rw_host (127.0.0.1 if not set), at most five seconds. COMMAND
# starts the client elsewhere than here.
rw_hear() {
	rw_asked=$1
	shift
	[ $# -gt 0 ] || set -- rw_at_most 5
	case $rw_language in
	busybox) "$@" "$rw_language_path" nc "${rw_host:-127.0.0.1}" "$rw_asked" ;;
	node | perl) "$@" "$rw_language_path" -e "$(rw_client "$rw_language")" -- "$rw_asked" "${rw_host:-127.0.0.1}" ;;
	*) "$@" "$rw_language_path" -c "$(rw_client "$rw_language")" "$rw_asked" "${rw_host:-127.0.0.1}" ;;
	esac 2>"$rw_tmp/err"
}

# rw_serve PUBLISH: a container whose port 8080 is published as PUBLISH (`127.0.0.1:80`, or `127.0.0.1:`
# for a free port that the engine picks), and the answer of that port at rw_host. In the network rw_network,
# with rw_annotation, and serving IPv6, too, with rw_six, if set. Who called is in rw_who then, as the server saw
# it; busybox does not tell.
rw_serve() {
	read -r rw_language rw_language_path <<END || :
$(rw_serve_language)
END
	[ -n "$rw_language" ] || {
		rw_skip 'none of perl, python3, node and busybox is here to serve with'
		return
	}
	rw_image_make || return 1
	# shellcheck disable=SC2016 # the shell in the container expands it
	case $rw_language in
	busybox) set -- "$1" /bin/sh -c 'while :; do echo "$3" | "$1" nc -l -p "$2"; done' sh "$rw_language_path" ;;
	node | perl) set -- "$1" "$rw_language_path" -e "$(rw_server "$rw_language")" -- ;;
	*) set -- "$1" "$rw_language_path" -c "$(rw_server "$rw_language")" ;;
	esac
	rw_publish=$1
	shift
	rw_start_container ${rw_network:+--network=$rw_network} ${rw_annotation:+--annotation=$rw_annotation} -p "$rw_publish:8080" -- "$@" 8080 "$rw_mark" ${rw_six:+6} || return 1
	rw_ask 60 port "$rw_mark" 8080/tcp || return 1
	rw_port=$(printf '%s\n' "$rw_answer" | sed -n 's/^.*:\([0-9][0-9]*\)$/\1/p' | head -n 1)
	# The forwarder listens before the server in the container does: ask until it has something to say.
	rw_tries=0
	until rw_heard=$(rw_hear "$rw_port") && [ "${rw_heard%% *}" = "$rw_mark" ]; do
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" -lt 100 ] || {
			rw_evidence "${rw_host:-127.0.0.1}:$rw_port does not answer"
			rw_evidence_of "$rw_tmp/err"
			rw_e 30 logs "$rw_mark" >"$rw_tmp/out" 2>&1
			rw_evidence_of "$rw_tmp/out"
			return 1
		}
		sleep 0.2
	done
	rw_evidence "${rw_host:-127.0.0.1}:$rw_port answered ($rw_language in the container)"
	rw_who=${rw_heard#"$rw_mark"}
	rw_who=${rw_who# }
}

# A published port answers.
rw_proof_port() {
	rw_serve "127.0.0.1:$(rw_any_port)"
}

# Whoever calls a published port is seen in the container with the own address: here this host itself, from the
# address that others know it by. Who calls from 127.0.0.1 is never seen.
# https://github.com/rootless-containers/rootlesskit/blob/v3.0.1/pkg/port/builtin/child/child.go
rw_proof_caller() {
	rw_own=$(ip -o -4 addr show up scope global 2>/dev/null |
		awk '$2 !~ /^(docker|br-|virbr|lxcbr|cni|podman|veth)/ { sub("/.*", "", $4); print $4; exit }')
	[ -n "$rw_own" ] || {
		rw_skip 'this host has no address but 127.0.0.1 to call from'
		return
	}
	# Published at one address alone, Docker 26 was seen to hide callers with the ports of slirp4netns.
	rw_host=$rw_own
	rw_serve "0.0.0.0:$(rw_any_port)" || return
	[ -n "$rw_who" ] || {
		rw_skip 'busybox, which serves here, does not tell who calls'
		return
	}
	# RootlessKit calls once as the caller and, where that is refused, at once as itself: who asks while the server
	# in the container is about to listen may be hidden that one time. So a few more calls before that counts.
	rw_calls=1
	while [ "$rw_who" != "$rw_own" ] && [ "$rw_calls" -lt 5 ]; do
		rw_calls=$((rw_calls + 1))
		rw_heard=$(rw_hear "$rw_port") || continue
		case $rw_heard in "$rw_mark "*) rw_who=${rw_heard#"$rw_mark "} ;; esac
	done
	rw_evidence "the container saw the call of $rw_own come from $rw_who"
	[ "$rw_who" = "$rw_own" ]
}

# rw_any_port: the port to publish where any will do; empty where the engine picks a free one.
rw_any_port() {
	# Without root nerdctl picks none by itself.
	[ "$rw_engine" != nerdctl ] || rw_free_port
}

# rw_free_port: one of those that are for such uses (RFC 6335) and that nothing listens on now.
rw_free_port() {
	rw_free=$((49152 + $$ % 16000))
	while rw_listens "$rw_free"; do rw_free=$((rw_free + 1)); done
	echo "$rw_free"
}

# rw_proof_low_port LOWEST: a port below 1024 can be published. One that somebody has is passed over.
rw_proof_low_port() {
	rw_low=$1
	rw_held=0
	while [ "$rw_low" -lt 1024 ]; do
		rw_listens "$rw_low" || {
			rw_low_code=0
			rw_serve "127.0.0.1:$rw_low" || rw_low_code=$?
			# Root's Podman 6 holds the ports of its containers without listening there: only trying tells. (bindPort,
			# https://github.com/containers/podman/blob/main/libpod/oci_util.go)
			[ "$rw_low_code" = 1 ] && [ "$rw_held" -lt 9 ] && grep -qi 'address already in use' "$rw_tmp/err" ||
				return "$rw_low_code"
			rw_held=$((rw_held + 1))
			rw_e 60 rm -f "$rw_mark" >/dev/null 2>&1 || :
		}
		rw_evidence "port $rw_low is in use"
		rw_low=$((rw_low + 1))
	done
	rw_skip "no port from $1 to 1023 is free"
}

# rw_listens PORT: does something listen on it? proc_net_tcp: local address in column 2, state 0A is LISTEN.
rw_listens() {
	cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
		awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
