import type { session as en } from '../en/session.ts';

export const session: Readonly<Record<keyof typeof en, string>> = {
  'session.xdg': '会话的运行时目录',
  'session.user-manager': 'systemd 用户管理器',
  'session.dbus': '会话的 D-Bus',
  'session.linger': '注销后继续运行',
  'session.took-too-long': '{command} 未在限定时间内响应',
  'session.xdg-unset':
    '此 shell 中未设置 XDG_RUNTIME_DIR（在 su 或 sudo 之后常见）。引擎会在那里查找套接字。请直接登录，或将其设为 {dir}。',
  'session.xdg-other': 'XDG_RUNTIME_DIR 属于另一个会话（在 su 或 sudo 之后常见）。它应当是 {dir}。',
  'session.xdg-missing':
    '{dir} 不存在，或不是该用户专用。systemd-logind 会在登录时创建它；启用 linger 后则在开机时创建。',
  'session.xdg-no-systemd':
    '没有 systemd，登录时不会创建 {dir}。向导会改为给引擎准备一个专用目录。',
  'session.not-logged-in':
    '{user} 目前没有登录，因此没有可查看的会话。这不是问题：启用 linger 后会话就会启动。',
  'session.manager-degraded': '可以正常使用。该用户的某个其他服务已失败。',
  'session.manager-unclear': 'systemd 没有明确说明用户管理器是否在运行；它可能仍在启动中。',
  'session.manager-missing':
    '本机有 systemd，但没有运行用户管理器。当前 shell 不是来自真正的登录。',
  'session.no-systemd':
    '本机没有运行 systemd。引擎仍可运行，但开机时不会自动启动，也没有服务来保持其运行。',
  'session.dbus-no-manager': '目前没有用户会话，因此无法查看总线。',
  'session.dbus-missing':
    '该用户的 systemd 正在运行，但缺少消息总线：容器的资源限制和 cgroup scope 需要它。',
  'session.linger-off': '用户的最后一个会话结束时容器会停止，并且开机时不会启动。',
  'session.linger-no-systemd': 'linger 是 systemd 的功能，而这里没有运行 systemd。',
  'cgroup.version': 'cgroup 版本',
  'cgroup.delegation': '用户的控制器（cgroup 委派）',
  'cgroup.none-mounted': '{path} 上没有挂载 cgroup 文件系统',
  'cgroup.limits-ignored':
    '容器可以运行，但 --memory、--cpus 等限制会被忽略：rootless 引擎只有在 cgroup v2 加 systemd 的环境下才能设置限制。',
  'cgroup.podman-6-needs-v2': '没有 cgroup v2，Podman 6 无法启动。',
  'cgroup.no-systemd':
    '容器可以运行，但无法设置 --memory、--cpus 等限制：把控制器委派给用户的是 systemd。',
  'cgroup.no-manager': '用户管理器目前没有运行，因此还没有可读取的内容。',
  'cgroup.not-delegated': '用户不能使用 {controllers}：需要它们的限制会失败或被忽略。',
  'cgroup.no-controllers':
    '本机有 cgroup v2，但其中没有控制器（某些容器中会如此）。容器可以运行，但无法设置 --memory、--cpus 等限制。',
  'net.iptables': '用户命名空间中的 iptables',
  'net.nft': '用户命名空间中的 nftables',
  'net.tun': 'TUN 设备',
  'net.driver': 'rootless 容器的网络',
  'net.netavark': 'Podman 的网络（netavark）',
  'net.dnsname': '容器的名称（dnsname）',
  'net.iptables-missing': '引擎用 iptables 设置容器网络，但它尚未安装。',
  'net.no-firewall-tool':
    'iptables 和 nftables 都不可用。默认网络不受影响，但 podman network create 创建的网络无法使用。',
  'net.iptables-broken':
    '已在一次性命名空间中试用 iptables，但失败了：缺少内核模块，或内核更新后尚未重启。',
  'net.nft-missing': 'Podman 用 nft 设置网络，但它尚未安装。',
  'net.nft-broken': '已在一次性命名空间中试用 nft，但失败了：缺少内核模块，或内核更新后尚未重启。',
  'net.tun-missing': '容器通过 TUN 设备访问网络，而用户在这里无法打开它。',
  'net.tun-outside': '容器通过 TUN 设备访问网络。本机本身就是容器：必须从外部把该设备传入。',
  'net.driver-podman': 'Podman 用 {program} 提供容器网络，但它尚未安装。',
  'net.driver-none': 'slirp4netns 和 pasta 都没有安装。只有较新的 RootlessKit 自带网络功能。',
  'net.netavark-missing':
    '缺少 {programs} 时，podman network create 创建的网络会失败，或者容器无法通过名称互相找到。',
  'net.dnsname-missing':
    'Podman {version} 靠 CNI 插件 dnsname 通过名称找到同一网络中的容器，但尚未安装。安装后，已有的网络需要重新创建。',
  'storage-check.home-fs': '主目录的文件系统',
  'storage-check.space': '可用空间',
  'storage-check.noexec': '在此文件系统上运行程序',
  'storage-check.overlay': '无 root 的 overlay 挂载',
  'storage-check.home-hangs': '{path} 没有响应：它是否位于服务器已断开的网络文件系统上？',
  'storage-check.no-home': '主目录不存在。镜像、卷和设置都存放在其中。',
  'storage-check.home-read-only': '用户无法写入主目录。镜像、卷和设置都存放在其中。',
  'storage-check.home-network':
    '主目录位于网络文件系统上，其服务器会拒绝容器用户的 ID。镜像需要放在本地磁盘的目录中。',
  'storage-check.home-encrypted':
    '主目录用 eCryptfs 加密，overlay 无法使用，长文件名也会被拒绝。镜像最好放在其他位置的目录中。',
  'storage-check.space-none': '几乎没有剩余空间：连一个镜像都无法安全解包。',
  'storage-check.space-low': '镜像和卷需要空间；低于 5 GiB 很快就会不够用。',
  'storage-check.inodes-low': '空间虽有，但文件系统还能容纳的文件数不多；一个镜像就有数万个文件。',
  'storage-check.noexec-volumes':
    '设置了挂载选项 noexec。容器通过 overlay 可以运行，但卷中的程序无法执行。',
  'storage-check.noexec-all':
    '设置了挂载选项 noexec：容器中的程序会被拒绝执行。镜像需要放在其他位置的目录中。',
  'storage-check.no-scratch': '无法写入 {path}：{detail}',
  'storage-check.other-mount': '容器数据位于单独的文件系统（{path}）上，不会仅为检查而在那里写入',
  'storage-check.overlay-network': '{type} 是网络文件系统，无法存放镜像的层。',
  'storage-check.overlay-on-overlay':
    '主目录本身位于 overlay 上（如容器或 live 系统），无法再叠加 overlay。',
  'storage-check.overlay-fs': '这里无法在 {type} 上使用 overlay。',
  'storage-check.overlay-ftype':
    '这个 XFS 创建时用了 ftype=0，overlay 在上面无法替换目录，而且之后无法更改。fuse-overlayfs 可以，只是稍慢；放到另一个文件系统上也行。',
  'storage-check.space-tight':
    '只剩 {percent} % 的空间。镜像会不断增加，而磁盘写满时引擎的数据库会受损。',
  'storage-check.overlay-kernel':
    '普通用户进行 overlay 挂载需要 Linux 5.11 或更新版本（使用 SELinux 时为 5.13）。fuse-overlayfs 也能做到，只是稍慢。',
  'storage-check.fuse-instead':
    '内核的 overlay 在这里无法使用。已安装的 fuse-overlayfs 会代替它，只是稍慢。',
  'storage-check.no-fuse-device': '已安装 fuse-overlayfs，但用户无法打开 /dev/fuse。',
  'engine-check.podman-installed': 'Podman',
  'engine-check.podman-info': '`podman info` 的结果',
  'engine-check.podman-conf': '对 Podman 生效的 storage.conf',
  'engine-check.podman-env': '您的 shell 中 Podman 的存储',
  'engine-check.podman-driver': 'Podman 的存储驱动',
  'engine-check.podman-mapping': 'Podman 使用的 ID',
  'engine-check.podman-socket': 'Podman 的 API 套接字',
  'engine-check.docker-installed': 'Docker',
  'engine-check.docker-script': 'rootless Docker 的启动脚本',
  'engine-check.rootlesskit': 'RootlessKit',
  'engine-check.docker-config-file': 'dockerd 对 daemon.json 的检查',
  'engine-check.docker-config-bad': '使用现在的 {path}，Docker 无法启动。',
  'engine-check.docker-service': 'rootless Docker 服务',
  'engine-check.docker-answers': 'rootless 守护进程的响应',
  'engine-check.docker-cgroups': 'Docker 容器的限制',
  'engine-check.docker-driver': 'Docker 的存储驱动',
  'engine-check.docker-ipv6': 'Docker 容器的 IPv6',
  'engine-check.docker-ipv6-half':
    '容器有 IPv6 地址，但 {path} 中没有让 Docker 的网络通过 IPv6 访问外部的设置：不另行指定时，slirp4netns 和 pasta 只传送 IPv4。',
  'engine-check.docker-proxy': 'Docker 发布的端口',
  'engine-check.docker-proxy-old':
    '有了这个设置，这个版本的 Docker 在没有 root 时不会在主机上打开任何已发布的端口，尽管 `docker ps` 会列出它们：请从 {path} 中去掉 "userland-proxy": false，然后重启 Docker。',
  'engine-check.docker-proxy-module':
    '有了这个设置，未加载 br_netfilter 时 Docker 无法启动：请现在以及每次开机时加载它，或者从 {path} 中去掉 "userland-proxy": false。',
  'engine-check.rootlesskit-udp':
    '已发布的 UDP 端口只回应本机：RootlessKit {version} 会丢失给其他访问者的回应（游戏服务器、DNS、VPN 等）。3.0.1 已修复，Docker 从 29.5.3 起带有它。',
  'engine-check.rootlesskit-udp-nerdctl':
    '已发布的 UDP 端口只回应本机：RootlessKit {version} 会丢失给其他访问者的回应（游戏服务器、DNS、VPN 等）。3.0.1 及更新版本已修复：{url}',
  'engine-check.docker-proxy-kit':
    '已发布的端口能够响应，但只有 RootlessKit 3 或更新版本才能让容器看到访问者，这里是 {kit}。',
  'engine-check.docker-proxy-new':
    '使用 RootlessKit 3 或更高版本时，调用方自己的地址能这样到达容器。内核必须加载 br_netfilter，每次启动都要。',
  'engine-check.docker-host': 'DOCKER_HOST',
  'engine-check.docker-context': 'Docker 上下文',
  'engine-check.docker-group': 'docker 组',
  'engine-check.rootful': '以 root 运行的 Docker 守护进程',
  'engine-check.podman-docker': 'docker 命令',
  'engine-check.containerd-rootless': '与 Docker 并存的 rootless containerd',
  'engine-check.nerdctl-installed': 'nerdctl 与 containerd',
  'engine-check.cni': 'CNI 插件',
  'engine-check.lxc-installed': 'LXC',
  'engine-check.lxc-usernet': '用户 LXC 容器的网络',
  'engine-check.not-installed': '未安装 {name}。',
  'engine-check.podman-not-used':
    '该用户自开机以来尚未使用 Podman，而询问它会创建其目录，因此没有执行。',
  'engine-check.podman-fails': '目前 Podman 无法供该用户使用。',
  'engine-check.podman-warns': 'Podman 可以运行，但给出了警告。',
  'engine-check.podman-one-id':
    'Podman 仍然只映射您自己的 ID，因此大多数镜像无法解包。通知它之后，它才会采用新的 ID 范围。如果无法得到 ID 范围，可在 storage.conf 中写 ignore_chown_errors = "true" 让镜像照样解包：其中所有文件都归您所有，需要多个用户的程序会失败。',
  'engine-check.vfs': '此驱动会为每一层复制整个镜像：可以使用，但速度慢、占用空间多。',
  'engine-check.vfs-needless':
    '存储是用 vfs 创建的，每一层都会复制整个镜像。现在这里可以使用 overlay，但换驱动就是换一个存储，在那里看不到现有镜像。',
  'engine-check.docker-no-script':
    '已有 dockerd，但缺少无 root 启动它的脚本（dockerd-rootless.sh）。',
  'engine-check.no-rootlesskit': '守护进程所用的命名空间由 RootlessKit 创建，但它尚未安装。',
  'engine-check.no-manager': '用户管理器目前没有运行，因此无法判断。',
  'engine-check.docker-failed': '服务启动后失败了。日志中有原因。',
  'engine-check.docker-not-set-up': '尚未为该用户设置 rootless Docker。',
  'engine-check.docker-stopped': '服务已设置，但没有运行。',
  'engine-check.docker-not-running': '守护进程没有运行，因此无法询问。',
  'engine-check.docker-silent': '服务正在运行，但其套接字没有响应。',
  'engine-check.docker-not-rootless': '用户的套接字上有守护进程响应，但它没有表明自己是 rootless。',
  'engine-check.docker-config': '{path} 不是有效的 JSON',
  'engine-check.docker-host-other':
    'DOCKER_HOST 优先于任何上下文，并且指向别处：docker 命令会连接到 {socket} 以外的守护进程。',
  'engine-check.context-other':
    'docker 命令会发往上下文 {name}，它不是该用户的 rootless 守护进程。',
  'engine-check.context-rootful':
    'docker 命令会发往以 root 运行的守护进程，而不是 rootless 的那个。',
  'engine-check.context-default':
    'docker 命令会发往系统套接字；向导会为 rootless 守护进程创建上下文。',
  'engine-check.docker-group-cause':
    '该组的成员可以通过以 root 运行的守护进程无需密码成为 root。rootless Docker 不需要它。',
  'engine-check.rootful-beside':
    '它会与 rootless 守护进程并存运行，不会被改动。其镜像和容器保持原样。可用 rootless-wizard migrate 查看哪些可以迁移并进行迁移。',
  'engine-check.podman-docker-cause':
    '这里的 docker 是 Podman 的包装（软件包 podman-docker），不能与 Docker 自己的客户端同时安装。',
  'engine-check.dockerd-rootless': 'rootless dockerd',
  'engine-check.dockerd-conflict':
    '该用户的 rootless Docker 正在运行。若再运行 rootless containerd，两者会使用相同的 ID 和目录；请停用其中一个，或交给另一个用户。',
  'engine-check.two-rootlesskits': '多处 rootlesskit',
  'engine-check.two-rootlesskits-cause':
    '使用的是第一个。AppArmor 配置、1024 以下端口的权限以及更新，都只对各自针对的那一个有效。如果没有别的程序需要其余的，请删除相应的软件包或文件。',
  'engine-check.host-and-context': 'DOCKER_HOST 与上下文',
  'engine-check.host-and-context-cause':
    'docker 命令优先使用 DOCKER_HOST，所以在这个 shell 中所选的上下文不起作用。',
  'engine-check.forward-drop': 'root 的 Docker 与其他网桥',
  'engine-check.forward-drop-cause':
    'root 的 Docker 守护进程会把整台主机的 FORWARD 策略设为 DROP，可能使 LXC 和 Incus 容器断网。若出现这种情况，请在 /etc/docker/daemon.json 中设置 "ip-forward-no-drop": true。',
  'engine-check.containerd-conflict':
    '该用户已设置 rootless containerd（nerdctl），而 rootless Docker 的设置工具拒绝与它共用一个用户。',
  'engine-check.no-cni': 'nerdctl 通过 CNI 插件为容器提供网络，但没有找到任何插件。',
  'engine-check.lxc-no-nic': '{user} 还不能把容器连接到网桥：lxc-usernet 中没有允许它的行。',
};
