# A home server under the Podman of root: plain containers, a compose project, a pod, one that systemd owns.
# STAYING=no: without those that stay. After home-server.sh, as root on a booted host with podman, acl and attr.
image_tree
tar -C "$work/image" -c . |
	podman import -c 'CMD ["httpd","-f","-p","8000","-h","/www"]' -c 'ENV GREETING=hello' -c 'EXPOSE 8000' - localhost/site:1 >/dev/null 2>&1
podman tag localhost/site:1 localhost/other/site:latest

podman volume create --label note=mine files >/dev/null
files=$(podman volume inspect -f '{{.Mountpoint}}' files)
odd_files "$files"
podman run -d --name plain --stop-timeout 1 --restart always -p 80:8000 -v files:/files -e "SHOP=a 'quoted' value with \$dollar" --hostname box localhost/site:1 >/dev/null
podman run -d --name reader --stop-timeout 1 -v files:/files:ro -u 999:999 --health-cmd 'ls /files' --health-interval 1s --entrypoint '["httpd","-f"]' localhost/other/site -p 8001 -h /www >/dev/null
podman network create --subnet 10.77.0.0/24 --label kept=yes shopnet >/dev/null
for service in front back; do
	[ "$service" = back ] && more='--ip 10.77.0.77' || more='-p 8082:8000 --network-alias door'
	# As podman-compose makes them.
	podman run -d --name "shop_${service}_1" --stop-timeout 1 --network shopnet $more \
		--label io.podman.compose.project=shop --label com.docker.compose.project=shop --label "com.docker.compose.service=$service" localhost/site:1 >/dev/null
done
podman create --name off --restart on-failure:3 localhost/site:1 sleep 1000 >/dev/null

systemctl enable -q --now podman-restart.service podman.socket
if [ "${STAYING:-yes}" = no ]; then
	rm -rf "$work"
	exit
fi
# Those that stay.
podman run -d --name special --stop-timeout 1 --privileged localhost/site:1 sleep 100000 >/dev/null
podman pod create --name duo -p 8090:8000 >/dev/null
podman run -d --pod duo --name duo-web --stop-timeout 1 localhost/site:1 >/dev/null
echo containers:2147483647:2147483648 | tee -a /etc/subuid >>/etc/subgid
# In a host of the tests it cannot start (its /sys cannot be mounted anew).
podman create --name mapped --userns=auto:size=1024 localhost/site:1 >/dev/null
printf 'secret' | podman secret create word - >/dev/null
podman run -d --name keeper --stop-timeout 1 --secret word localhost/site:1 >/dev/null
mkdir -p /etc/containers/systemd
cat >/etc/containers/systemd/owned.container <<'END'
[Container]
Image=localhost/site:1
ContainerName=owned
PublishPort=8091:8000
[Service]
Restart=always
[Install]
WantedBy=multi-user.target
END
podman create --name unit --stop-timeout 1 -p 8092:8000 localhost/site:1 >/dev/null
(cd /etc/systemd/system && podman generate systemd --name --files unit >/dev/null 2>&1)
systemctl daemon-reload
systemctl enable -q --now container-unit.service
systemctl start owned.service
rm -rf "$work"
