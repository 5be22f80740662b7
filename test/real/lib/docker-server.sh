# A home server as people have them: rootful Docker with three compose projects and plain containers.
# PROJECTS, PLAIN=no, STAYING=no, MANY and SPARSE make a smaller one. After home-server.sh, as root on a booted
# host with docker.io, docker-compose, sqlite3, acl and attr.
image_tree
# And sqlite3, with what it needs.
cp "$(command -v sqlite3)" "$work/image/bin/"
ldd "$(command -v sqlite3)" | grep -o '/[^ ]*' | while read -r lib; do
	mkdir -p "$work/image${lib%/*}"
	cp -L "$lib" "$work/image$lib"
done
tar -C "$work/image" -c . |
	docker import -c 'CMD ["httpd", "-f", "-p", "8000", "-h", "/www"]' -c 'ENV GREETING=hello' -c 'EXPOSE 8000' - site:1 >/dev/null
docker tag site:1 site:latest

# Volumes first: what lies in them is more than any container would write.
docker volume create files >/dev/null
files=$(docker volume inspect -f '{{.Mountpoint}}' files)
SPARSE=${SPARSE:-1073741824} odd_files "$files"
docker volume create nothing >/dev/null
docker volume create many >/dev/null
many=$(docker volume inspect -f '{{.Mountpoint}}' many)
(cd "$many" && seq 1 "${MANY:-2000}" | awk '{ d = int($1 / 1000); if (d != last || NR == 1) system("mkdir -p " d); last = d; f = d "/" $1; print $1 > f; close(f) }')

# The database is written all the time, but not so fast that it takes a processor from what is tested.
mkdir -p /srv/shop /srv/web /srv/tools /srv/notes
cat >/srv/shop/compose.yaml <<'EOF'
services:
  db:
    image: site:1
    user: "999:999"
    command: ["sh", "-c", "sqlite3 /data/shop.db 'PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS orders (n INTEGER PRIMARY KEY, t TEXT)'; while :; do sqlite3 -cmd '.timeout 5000' /data/shop.db \"INSERT INTO orders (t) VALUES ('$$(cat /proc/uptime)')\"; sleep 0.05; done"]
    volumes: ["db:/data"]
    restart: always
    stop_grace_period: 2s
    healthcheck:
      test: ["CMD-SHELL", "sqlite3 -cmd '.timeout 5000' /data/shop.db 'SELECT count(*) FROM orders'"]
      interval: 1s
      timeout: 10s
      retries: 30
  front:
    image: site:1
    ports: ["80:8000"]
    stop_grace_period: 1s
    depends_on: [db]
    mem_limit: 64m
    environment: {SHOP: "a 'quoted' value with $$dollar", EMPTY: ""}
  back:
    image: site:1
    stop_grace_period: 1s
    networks: {default: {}, side: {aliases: [behind]}}
    labels: {note: "x y"}
volumes: {db: {}}
networks: {side: {}}
EOF
cat >/srv/web/compose.yaml <<'EOF'
services:
  one: {image: site:1, ports: ["443:8000", "127.0.0.1:9001:8000"], restart: unless-stopped, stop_grace_period: 1s, volumes: ["files:/data", "nothing:/nothing"]}
  two: {image: "site:latest", ports: ["8082:8000"], volumes: ["many:/many:ro"], read_only: true, tmpfs: ["/tmp:size=1m"], stop_grace_period: 1s}
  three: {image: site:1, network_mode: "service:one", entrypoint: ["sleep", "100000"], init: true, stop_grace_period: 1s}
volumes: {files: {external: true}, nothing: {external: true}, many: {external: true}}
EOF
cat >/srv/tools/compose.yaml <<'EOF'
services:
  cron: {image: site:1, command: ["sleep", "100000"], stop_grace_period: 1s, cap_drop: [ALL], security_opt: ["no-new-privileges:true"], ulimits: {nofile: {soft: 512, hard: 1024}}}
  off: {image: site:1, command: ["sleep", "100000"], stop_grace_period: 1s}
  addr: {image: site:1, command: ["sleep", "100000"], stop_grace_period: 1s, networks: {fixed: {ipv4_address: 10.77.0.77}}}
networks: {fixed: {ipam: {config: [{subnet: 10.77.0.0/24}]}}}
EOF
# BusyBox's web server has no handler for TERM as process 1: it is killed after ten seconds unless told.
for project in ${PROJECTS:-shop web tools}; do docker-compose --project-directory /srv/$project up -d --quiet-pull >/dev/null 2>"$work/log" || { cat "$work/log"; exit 1; }; done
case ${PROJECTS:-tools} in *tools*) docker-compose --project-directory /srv/tools stop off >/dev/null 2>&1 ;; esac
echo 'from the host' >/srv/notes/index.html && chown -R 1000:1000 /srv/notes
docker run -d --name notes --stop-timeout 1 -u 1000:1000 -p 8083:8000 -v /srv/notes:/notes site:1 httpd -f -p 8000 -h /notes >/dev/null
if [ "${PLAIN:-yes}" = yes ]; then
	docker run -d --name plain --stop-timeout 1 --restart on-failure:3 -p 8084:8000 -v /anonymous --hostname box --dns 10.0.0.1 --add-host other:10.0.0.2 site:1 >/dev/null
	docker run -d --name limited --stop-timeout 1 --memory 32m --pids-limit 50 site:1 sleep 100000 >/dev/null
fi
if [ "${STAYING:-yes}" = yes ]; then
	docker run -d --name special --stop-timeout 1 --privileged site:1 sleep 100000 >/dev/null
	docker run -d --name onhost --stop-timeout 1 --network host site:1 httpd -f -p 8085 -h /www >/dev/null
fi
rm -rf "$work"
