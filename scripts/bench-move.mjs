// `npm run bench:move`: how fast volumes and images move from a Docker of root to a rootless one, on a
// booted host, as ratios: against `cp -a` on the same file system, and against what people do today. Needs root.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const name = `bench-${process.pid}`;

function host(args, input) {
  const { status, stdout, stderr } = spawnSync('bash', [join(root, 'test/hosts/host'), ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** All helpers; the shared one sets up the shell and comes first. */
const dir = join(root, 'scripts', 'helpers');
const helpers = ['lib.sh', ...readdirSync(dir).filter((file) => file !== 'lib.sh')]
  .map((file) => readFileSync(join(dir, file), 'utf8'))
  .join('\n');

/** The same without the proof behind the stream: what `cp -a` does is half of a move. */
const unproven = helpers.replace('rw_volume_copy && rw_volume_settle', 'rw_volume_copy');
if (unproven === helpers) throw new Error('migrate-volume.sh: where the proof begins is not found');

const SET_UP = `
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io docker-cli iptables acl attr >/dev/null
node /opt/rootless-wizard/cli.js apply --yes --user alice --engine docker --set verify=false >/dev/null 2>&1
made=$(mktemp -d)
mkdir -p "$made/image/bin"
dpkg-deb -x /srv/repo/busybox-static_*.deb "$made/deb"
cp "$(find "$made/deb" -type f -path '*/bin/busybox')" "$made/image/bin/busybox"
for word in sh tar; do ln -s busybox "$made/image/bin/$word"; done
tar -C "$made/image" -c . | docker import - tool:1 >/dev/null
for volume in large small large-alone small-alone; do docker volume create $volume >/dev/null; done
for volume in large large-alone; do
  cd "$(docker volume inspect -f '{{.Mountpoint}}' $volume)"
  for n in 0 1 2 3 4 5 6 7 8 9; do head -c 104857600 /dev/urandom >"$n"; chown "$n:$n" "$n"; done
done
files() {
  cd "$(docker volume inspect -f '{{.Mountpoint}}' "$1")"
  seq 1 "$2" | awk '{ d = int($1 / 1000); if (d != last || NR == 1) system("mkdir -p " d); last = d; f = d "/" $1; print $1 > f; close(f) }'
}
files small 100000
files small-alone 100000
# A tenth of each, for what a move takes of memory.
docker volume create large-tenth >/dev/null; docker volume create small-tenth >/dev/null
cd "$(docker volume inspect -f '{{.Mountpoint}}' large-tenth)"
for n in 0 1 2 3 4 5 6 7 8 9; do head -c 10485760 /dev/urandom >"$n"; done
files small-tenth 10000
head -c 209715200 /dev/urandom >"$made/image/data"
tar -C "$made/image" -c . | docker import - big:1 >/dev/null
sync
`;

/** Lines \`WHAT MILLISECONDS\`. */
const MEASURE = `
set -eu
own() { runuser -u alice -- env XDG_RUNTIME_DIR=/run/user/1000 DOCKER_HOST=unix:///run/user/1000/docker.sock "$@"; }
clock() { date +%s%3N; }
# A virtual machine that gave memory back gets it anew page by page, which for a copy of 1 GiB takes 0.4 s or 3 s, by
# what ran before. So all memory that a measured command may want is touched before it.
mkdir -p /mnt/warm
warm() {
  sync
  mount -t tmpfs -o size=50% warm /mnt/warm
  head -c "$(awk '$1 == "MemAvailable:" { n = $2 / 4; printf "%.0fK", n < 2097152 ? n : 2097152 }' /proc/meminfo)" /dev/zero >/mnt/warm/all
  umount /mnt/warm
}
timed() { what=$1; shift; warm; start=$(clock); "$@" >/dev/null 2>/srv/why || { cat /srv/why >&2; exit 1; }; sync; echo "$what $(($(clock) - start))"; }
# The same, and the most memory that all its processes have had at once, in kB: looked at five times a second.
watched() {
  what=$1; shift; warm; start=$(clock)
  setsid "$@" >/dev/null 2>/srv/why &
  pid=$!
  (most=0
    while kill -0 "$pid" 2>/dev/null; do
      now=$(ps -o rss= -s "$pid" | awk '{ n += $1 } END { print n + 0 }')
      [ "$now" -le "$most" ] || most=$now
      sleep 0.2
    done
    echo "memory-$what $most") &
  watcher=$!
  wait "$pid" || { cat /srv/why >&2; exit 1; }
  sync
  echo "$what $(($(clock) - start))"
  wait "$watcher"
}
root='docker -H unix:///run/docker.sock'
today() {
  own docker volume create "$1" >/dev/null
  $root run --rm -v "$1:/s:ro" tool:1 tar -C /s -cf - . | own docker run --rm -i -v "$1:/d" tool:1 tar -C /d -xpf -
  place=$(own docker volume inspect -f '{{.Mountpoint}}' "$1")
  chown -R 1000:1000 "$place"
}
reading() { tar -C "$1" --atime-preserve=system --one-file-system --sparse -cf - . | wc -c; }
load() { $root save big:1 | own docker load; }
$root save tool:1 | own docker load >/dev/null
mkdir -p /var/lib/copies
into_memory() { find "$($root volume inspect -f '{{.Mountpoint}}' "$1")" -type f -exec cat {} + >/dev/null; }
round() {
  source=$($root volume inspect -f '{{.Mountpoint}}' "$1")
  into_memory "$1"
  timed "read-$1" reading "$source"
  timed "cp-$1" cp -a "$source" "/var/lib/copies/$1"
  into_memory "$1-alone"
  timed "alone-$1" sh /srv/unproven.sh rw_migrate_volume alice docker "$1-alone"
  into_memory "$1"
  watched "move-$1" sh /srv/helpers.sh rw_migrate_volume alice docker "$1"
}
# Few files are removed as fast as they are made: these are measured three times, in turn.
for n in 1 2 3; do
  round large
  rm -rf /var/lib/copies/large
  for volume in large large-alone; do sh /srv/helpers.sh rw_migrate_volume_undo alice docker $volume >/dev/null; done
done
sh /srv/helpers.sh rw_migrate_volume alice docker large >/dev/null
round small
for volume in large small; do
  watched "move-$volume-tenth" sh /srv/helpers.sh rw_migrate_volume alice docker $volume-tenth
done
# Last: the name has to be free, and ext4 without a journal, as in some machines that are hosts here, takes
# ten times as long to make files for minutes after many were removed (recently_deleted in its ialloc.c).
for volume in large small; do
  sh /srv/helpers.sh rw_migrate_volume_undo alice docker $volume >/dev/null
  sync
  timed "show-$volume" sh /srv/helpers.sh rw_migrate_volume_idmap alice docker $volume
  timed "back-$volume" sh /srv/helpers.sh rw_migrate_volume_idmap_undo alice docker $volume
  timed "today-$volume" today $volume
done
timed image-today load
own docker rmi big:1 >/dev/null
timed image-move sh /srv/helpers.sh rw_migrate_image alice docker "$($root image inspect -f '{{.Id}}' big:1)" big:1
`;

try {
  host(['up', 'trixie', name, '--bind', `${join(root, 'dist')}:/opt/rootless-wizard`]);
  host(['exec', name, '--', 'bash', '-c', 'cat >/srv/helpers.sh'], `${helpers}\n"$@"\n`);
  host(['exec', name, '--', 'bash', '-c', 'cat >/srv/unproven.sh'], `${unproven}\n"$@"\n`);
  host(['exec', name, '--', 'bash', '-s'], SET_UP);
  const said = host(['exec', name, '--', 'bash', '-s'], MEASURE);
  const all = new Map();
  for (const [, what, time] of said.matchAll(/^(\S+) (\d+)$/gm)) {
    all.set(what, [...(all.get(what) ?? []), Number(time)]);
  }
  const ms = Object.fromEntries([...all].map(([what, times]) => [what, median(times)]));
  const rows = [
    ['1 GiB in 10 files, `cp -a` / move', ms['cp-large'] / ms['move-large'], 'at least 0.8'],
    ['1 GiB in 10 files, `cp -a` / copy alone', ms['cp-large'] / ms['alone-large'], 'at least 0.8'],
    ['1 GiB in 10 files, today’s way / move', ms['today-large'] / ms['move-large'], 'at least 8'],
    ['100,000 small files, `cp -a` / move', ms['cp-small'] / ms['move-small'], 'at least 0.8'],
    [
      '100,000 small files, `cp -a` / copy alone',
      ms['cp-small'] / ms['alone-small'],
      'at least 0.8',
    ],
    ['100,000 small files, today’s way / move', ms['today-small'] / ms['move-small'], '-'],
    ['1 GiB in 10 files, move / reading', ms['move-large'] / ms['read-large'], '2.5 to 10'],
    ['100,000 small files, move / reading', ms['move-small'] / ms['read-small'], '2.5 to 10'],
    ['1 GiB in 10 files, move / shown by a mount', ms['move-large'] / ms['show-large'], '-'],
    ['100,000 small files, move / shown by a mount', ms['move-small'] / ms['show-small'], '-'],
    [
      '100,000 small files / 1 GiB in 10 files, shown',
      ms['show-small'] / ms['show-large'],
      'about 1',
    ],
    [
      '100,000 small files / 1 GiB in 10 files, taken back',
      ms['back-small'] / ms['back-large'],
      'about 1',
    ],
    [
      'memory of a move, 1 GiB / 100 MiB',
      ms['memory-move-large'] / ms['memory-move-large-tenth'],
      'about 1',
    ],
    [
      'memory of a move, 100,000 / 10,000 small files',
      ms['memory-move-small'] / ms['memory-move-small-tenth'],
      'about 1',
    ],
    ['image of 200 MiB, `save | load` / move', ms['image-today'] / ms['image-move'], 'about 1'],
  ];
  const table = rows.map(([what, ratio, aim]) => `| ${what} | ${ratio.toFixed(2)} | ${aim} |`);
  process.stdout.write(`| what | ratio | aim |\n| --- | ---: | --- |\n${table.join('\n')}\n\n`);
  process.stdout.write(`milliseconds, and kB: ${JSON.stringify(Object.fromEntries(all))}\n`);
} finally {
  spawnSync('bash', [join(root, 'test/hosts/host'), 'down', name]);
}
