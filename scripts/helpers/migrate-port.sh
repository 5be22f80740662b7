# shellcheck shell=sh
# shellcheck disable=SC2154 # the helper that calls sets it: a subshell of its own
# shellcheck disable=SC2030,SC2031 # likewise
# rootless-wizard: does something answer at a port?

# So long a server may take until it answers.
RW_PORT_SECONDS=180

# rw_prove_port [ADDRESS:]PORT/PROTOCOL: a TCP port is one where a connection stays open or gets an
# answer: the forwarders of rootless engines take every connection, and hang up when nobody is behind
# them. Of a UDP port only the listener can be seen.
rw_prove_port() {
	rw_proto=${1##*/} rw_at=${1%/*}
	rw_number=${rw_at##*:}
	rw_address=127.0.0.1
	case $rw_at in *:*) rw_address=${rw_at%:*} ;; esac
	rw_address=${rw_address#[}
	rw_address=${rw_address%]}
	case $rw_address in 0.0.0.0) rw_address=127.0.0.1 ;; ::) rw_address=::1 ;; esac
	if [ "$rw_proto" = udp ]; then
		cat /proc/net/udp /proc/net/udp6 2>/dev/null | grep -q "^ *[0-9]*: [0-9A-F]*$(printf ':%04X' "$rw_number") " ||
			rw_fail "container $name: nothing listens at UDP port $rw_at" || return 1
		rw_say proven "port $rw_at/udp has a listener"
		return
	fi
	# The forwarder listens before the server does, and some servers take minutes to begin.
	rw_end=$(($(date +%s) + RW_PORT_SECONDS)) rw_tries=0
	until rw_connects "$rw_address" "$rw_number" 2>"$tmp/why"; do
		rw_tries=$((rw_tries + 1))
		[ "$rw_tries" != 40 ] || rw_say about "container $name: waiting for an answer at port $rw_at, for up to $RW_PORT_SECONDS seconds"
		[ "$(date +%s)" -lt "$rw_end" ] || rw_fail "container $name: port $rw_at does not answer: $(rw_why "$tmp/why")" || return 1
		sleep 0.25
	done
	rw_say proven "port $rw_at/tcp answers"
}

# rw_connects ADDRESS PORT: with the first language that the host has.
rw_connects() {
	if rw_has python3; then
		timeout 20 python3 -c 'import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)
s.settimeout(1)
try:
    sys.exit(0 if s.recv(1) else "hung up at once")
except socket.timeout:
    pass' "$1" "$2"
	elif rw_has perl; then
		# shellcheck disable=SC2016 # perl's
		timeout 20 perl -MIO::Socket::IP -e 'my $s = IO::Socket::IP->new(PeerHost => $ARGV[0], PeerPort => $ARGV[1], Timeout => 5) or die "$@\n";
my $r = ""; vec($r, fileno($s), 1) = 1;
exit 0 unless select($r, undef, undef, 1);
sysread($s, my $b, 1) or die "hung up at once\n";' "$1" "$2"
	elif rw_has node; then
		timeout 20 node -e 'const s = require("net").connect(Number(process.argv[2]), process.argv[1]);
const bad = (e) => { console.error(e); process.exit(1); };
s.on("connect", () => setTimeout(() => process.exit(0), 1000)).on("data", () => process.exit(0))
 .on("error", (e) => bad(e.message)).on("end", () => bad("hung up at once"));' "$1" "$2"
	elif rw_has curl; then
		# 7 is a refused connection, 28 one that stayed open.
		printf '' | timeout 20 curl -s -m 1 "telnet://$1:$2" >"$tmp/said"
		case $? in 28) ;; 0) [ -s "$tmp/said" ] || { echo 'hung up at once' >&2; return 1; } ;; *) echo 'connection failed' >&2; return 1 ;; esac
	else
		echo 'none of python3, perl, node and curl is here to connect with' >&2
		return 1
	fi
}
