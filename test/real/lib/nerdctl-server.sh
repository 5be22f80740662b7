# A home server under the nerdctl of root: plain containers, a project of nerdctl's own compose, and what stays.
# STAYING=no: without those that stay. After home-server.sh, as root on a booted host with containerd, runc, CNI's
# plugins, nerdctl, acl and attr.
image_tree
tar -C "$work/image" -cf "$work/site.tar" .
# It imports a file system only; a command comes by a commit.
nerdctl import "$work/site.tar" bare:1 >/dev/null 2>&1
nerdctl run -d --pull never --name made bare:1 sleep 1000 >/dev/null
nerdctl commit -c 'CMD ["httpd","-f","-p","8000","-h","/www"]' made site:1 >/dev/null 2>&1
nerdctl rm -f made >/dev/null
nerdctl rmi bare:1 >/dev/null
nerdctl tag site:1 example.com/other/site:2

nerdctl volume create --label note=mine files >/dev/null
files=$(nerdctl volume inspect -f '{{.Mountpoint}}' files)
odd_files "$files"
run='nerdctl run -d --pull never --stop-timeout 1'
$run --name plain --restart always -p 80:8000 -v files:/files --tmpfs /scratch:size=1m --cap-drop NET_RAW --security-opt no-new-privileges \
	--stop-signal SIGINT -e "SHOP=a 'quoted' value with \$dollar" --hostname box site:1 >/dev/null
$run --name reader -v files:/files:ro -u 999:999 --workdir /www --read-only --shm-size 32m --ulimit nofile=100:200 \
	--add-host door:10.1.2.3 --entrypoint httpd example.com/other/site:2 -f -p 8001 -h /www >/dev/null
mkdir -p /srv/shop
cat >/srv/shop/compose.yaml <<'END'
services:
  front:
    image: site:1
    pull_policy: never
    restart: unless-stopped
    stop_grace_period: 1s
    ports: ["8082:8000"]
  back:
    image: site:1
    pull_policy: never
    stop_grace_period: 1s
    volumes: ["data:/data"]
volumes:
  data: {}
END
(cd /srv/shop && nerdctl compose up -d >/dev/null 2>&1)
nerdctl exec shop-back-1 sh -c 'echo kept >/data/note'
# Where tests run there may be no controllers for limits: it is made, and never ran.
nerdctl create --pull never --name off --restart on-failure:3 -m 64m -p 127.0.0.1:8099:8000 site:1 sleep 1000 >/dev/null
# Nobody's but the program's that made it: as Kubernetes and others use containerd.
nerdctl --namespace other create --pull never --name foreign bare:1 true >/dev/null 2>&1 || true
rm -rf "$work"
[ "${STAYING:-yes}" != no ] || exit 0
$run --name special --privileged site:1 sleep 100000 >/dev/null
$run --name onhost --network host --pid host site:1 sleep 100000 >/dev/null
# Its image's name means another image by now.
$run --name older example.com/other/site:2 sleep 100000 >/dev/null
nerdctl run -d --pull never --name made site:1 sleep 1000 >/dev/null
nerdctl exec made sh -c 'echo new >/data/new'
nerdctl commit made tagged:1 >/dev/null 2>&1
nerdctl rm -f made >/dev/null
$run --name stale tagged:1 sleep 100000 >/dev/null
nerdctl tag site:1 tagged:1
nerdctl rm -f older >/dev/null
