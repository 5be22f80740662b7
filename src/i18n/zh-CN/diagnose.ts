import type { diagnose as en } from '../en/diagnose.ts';

export const diagnose: Readonly<Record<keyof typeof en, string>> = {
  'diagnose.no-subids': '该用户没有从属 ID',
  'diagnose.no-subids-cause':
    '容器需要专属的 ID 范围，但 /etc/subuid 和 /etc/subgid 中没有该用户的条目。',
  'diagnose.too-few-subids': '镜像用到了该用户的容器无法使用的 ID',
  'diagnose.too-few-subids-cause':
    '镜像中文件的所有者超出了从属 ID 范围；65536 个 ID 几乎对所有镜像都够用。更改后需要让 Podman 重新读取范围。无法得到范围的用户可以在 storage.conf 中写 ignore_chown_errors = "true" 让镜像解包，但其中所有文件都归同一个用户。',
  'diagnose.newuidmap-missing': '未安装 newuidmap 和 newgidmap',
  'diagnose.newuidmap-missing-cause': '这两个程序负责分配从属 ID；没有它们，容器只能使用一个 ID。',
  'diagnose.newuidmap-refused': 'newuidmap 拒绝了 ID 映射',
  'diagnose.newuidmap-refused-cause':
    '可能是程序失去了权限（setuid 位或文件权能），或者该范围不属于该用户，或者 shell 的组与账户不同（newgrp、sg）。',
  'diagnose.userns-forbidden': '本机不允许您创建用户命名空间',
  'diagnose.userns-forbidden-cause':
    '内核设置或 AppArmor（Ubuntu 23.10 及以后版本）禁止没有配置文件的程序这样做。',
  'diagnose.userns-limit': '已达到用户命名空间的数量上限',
  'diagnose.userns-limit-cause': '本机的 user.max_user_namespaces 为 0 或太小。',
  'diagnose.privileged-port': '该端口低于普通用户可以使用的最小端口',
  'diagnose.privileged-port-cause':
    '没有 root 时，只能发布不小于 net.ipv4.ip_unprivileged_port_start（1024）的端口。请改用更高的端口（8080:80），或调低该下限。',
  'diagnose.no-user-bus': '该用户没有 systemd 会话',
  'diagnose.no-user-bus-cause':
    '该 shell 是用 su 或 sudo 打开的，没有启动登录会话。请通过 ssh 或控制台登录，或使用 machinectl shell。',
  'diagnose.no-runtime-dir': '缺少该会话的运行时目录',
  'diagnose.no-runtime-dir-cause':
    'XDG_RUNTIME_DIR 在真正登录时创建，或由 linger 保留；su 和 sudo 都不会创建它。',
  'diagnose.systemd-private': '引擎连接到了错误的 systemd',
  'diagnose.systemd-private-cause': '该用户没有 D-Bus 会话，因此引擎尝试使用系统的。',
  'diagnose.lchown-denied': '该文件系统拒绝设置除您以外的所有者',
  'diagnose.lchown-denied-cause':
    '这在 NFS 以及某些网络或 FUSE 文件系统上很常见。请把容器数据放在本地磁盘上。',
  'diagnose.overlay-unsupported': '该文件系统不支持快速存储驱动',
  'diagnose.overlay-unsupported-cause':
    'overlay 挂载需要合适的内核和本地文件系统；通常可用 fuse-overlayfs 解决。',
  'diagnose.driver-from-database': 'Podman 记录的是另一个存储驱动',
  'diagnose.driver-from-database-cause':
    '驱动随存储一起记录。要更换驱动需要空的存储：重置会删除镜像和容器，请先保存需要的内容。',
  'diagnose.controller-missing': '资源限制未委派给该用户',
  'diagnose.controller-missing-cause': '限制需要 cgroup v2 和已委派的控制器；更改后需要重新登录。',
  'diagnose.tun-missing': '无法使用网络设备 /dev/net/tun',
  'diagnose.tun-missing-cause':
    'rootless 容器的网络以它为基础。可能是未加载 tun 模块，或外层容器隐藏了该设备。',
  'diagnose.iptables-failed': 'iptables 在这里无法工作',
  'diagnose.iptables-failed-cause':
    '缺少该程序，或正在运行的内核没有相应模块（内核更新后请重启）。',
  'diagnose.rootful-socket': 'docker 客户端连接的是 root 的守护进程',
  'diagnose.rootful-socket-cause':
    'rootless 守护进程监听您自己的套接字；请用上下文或 DOCKER_HOST 指向它。加入 docker 组则等同于获得 root 权限。',
  'diagnose.daemon-not-running': '该地址没有 Docker 守护进程响应',
  'diagnose.daemon-not-running-cause': '服务未运行，或因未启用 linger 而在您上次注销时结束。',
  'diagnose.ping-denied': '该组不允许使用 ping',
  'diagnose.ping-denied-cause': 'net.ipv4.ping_group_range 不包含容器用户所在的组。',
  'diagnose.volume-permission': '文件的所有者不是容器中的用户',
  'diagnose.volume-permission-cause':
    '容器中的 root 就是您，其他容器用户是您的从属 ID（容器用户 1000 通常对应主机 ID 100999）。主机上的目录必须属于该 ID 或允许它写入。',
  'diagnose.keyring-quota': '内核密钥环配额已用完',
  'diagnose.keyring-quota-cause': '每个容器占用一个密钥环；kernel.keys.maxkeys 是单个用户的上限。',
  'diagnose.containerd-not-running': '该用户的 containerd 没有运行',
  'diagnose.containerd-not-running-cause':
    'nerdctl 在 $XDG_RUNTIME_DIR/containerd-rootless 中查找它。服务失败、被停止，或者因为没有启用 linger 而随会话一起结束了。',
  'diagnose.detach-netns': 'AppArmor 拒绝了 RootlessKit 的网络命名空间',
  'diagnose.detach-netns-cause':
    '2.3.4 之前的 RootlessKit 用 unshare(1) 把命名空间另放一处，而在 Ubuntu 25.04 及以后的版本上它不能挂载任何东西，containerd 随即退出。在其单元的环境中设置 CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false 即可启动；向导会写入这样的单元。',
  'diagnose.bypass-daemon': 'bypass4netnsd 没有运行',
  'diagnose.bypass-daemon-cause':
    '容器要求使用 bypass4netns（nerdctl/bypass4netns=true），而 nerdctl 要向这个守护进程请求。没有它，容器无法启动；不带该注解重新创建就可以启动。',
  'diagnose.no-buildkit': 'BuildKit 没有运行，或者没有安装',
  'diagnose.no-buildkit-cause':
    '`nerdctl build` 需要两个程序：buildctl，以及作为您的服务运行的 buildkitd。两者都在 nerdctl 的完整发布包中；其他功能不需要它们。',
  'diagnose.no-cni-plugin': '缺少 CNI 插件，或者版本太旧',
  'diagnose.no-cni-plugin-cause':
    'nerdctl 通过 CNI 插件为容器提供网络，而它所说的插件不在它查找的目录中。其他目录可在 nerdctl.toml 中用 cni_path 指定。',
  'diagnose.known': '找到 {count} 条解释：',
  'diagnose.unknown': '这里还没有该信息的解释。rootless-wizard check 会显示本机存在的问题。',
  'diagnose.certain': '确定',
  'diagnose.likely': '很可能',
  'diagnose.possible': '可能',
  'diagnose.bridge-filter': '内核没有在网桥上过滤',
  'diagnose.bridge-filter-cause':
    'daemon.json 中有 "userland-proxy": false 或 "icc": false 时，Docker 需要 br_netfilter 模块，而只有 root 能加载它；没有这些设置就不需要。',
  'diagnose.domainname': '没有 root 时无法设置域名',
  'diagnose.domainname-cause':
    '去掉 --domainname（compose 文件中的 domainname:），把完整名称写作主机名：--hostname mail.example.org',
  'diagnose.podman-cgroup-v1-cause':
    '主机必须以 cgroup v2 启动：如果认识引导程序，向导会为下次启动做好设置。',
  'diagnose.podman-slirp': 'Podman 6 不再有 slirp4netns',
  'diagnose.podman-slirp-cause':
    '它的网络是 pasta。podman system migrate 会迁移旧容器；如果 containers.conf 中有 default_rootless_network_cmd = "slirp4netns"，或者命令、Quadlet 指定了它，请去掉。',
  'diagnose.podman-backend': 'Podman 6 只有 netavark 和 nftables',
  'diagnose.podman-backend-cause':
    '请从 containers.conf 中去掉 network_backend 和 firewall_driver。如果它们在用户自己的文件中，向导会写一个优先的 drop-in 文件。',
  'diagnose.podman-boltdb': 'Podman 6 换了数据库',
  'diagnose.podman-boltdb-cause':
    '重启后它会自己迁移容器，这是最安全的办法；没有别的程序在用 Podman 时，也可以用下面的命令。如果 containers.conf 指定了 database_backend，请先去掉那一行。',
  'diagnose.podman-places': '系统的 storage.conf 指向 root 的位置',
  'diagnose.podman-places-cause':
    '从 Podman 6 起，其中的 graphroot 和 runroot 对用户也生效。向导会写一个 drop-in 文件，指定用户自己的位置；镜像和容器留在原处。',
  'diagnose.selinux-store': 'SELinux 不让容器读取镜像所在的位置',
  'diagnose.selinux-store-cause':
    '容器可以读取带有常规位置 ~/.local/share/containers 标签的内容。请告诉策略，现在存放数据的 DIR 也要这样标记，并设置标签。semanage 在 policycoreutils-python-utils 中。',
  'diagnose.selinux-volume': 'SELinux 不让容器使用主机上的目录',
  'diagnose.selinux-volume-cause':
    '用 -v 挂载的内容保留原来的标签，而容器只能使用为它们标记的内容。:z 给它一个所有容器都能用的标签，:Z 给它一个只有这个容器能用的标签。不要用于主目录或 /etc 这样的系统目录：其中的一切都会得到该标签。对这些目录，--security-opt label=disable 只让这一个容器不受限制。',
  'diagnose.selinux-iptables': 'SELinux 不让 iptables 在守护进程的命名空间中工作',
  'diagnose.selinux-iptables-cause':
    '自 2021 年起 Docker 和 nerdctl 的脚本会为此设置标签：请先更新。如果做不到，这条命令让 SELinux 对 iptables 只作记录，不影响其他程序。',
  'diagnose.selinux-denied': 'SELinux 禁止了它',
  'diagnose.selinux-denied-cause':
    '这一行说明谁（scontext）对什么（tcontext、tclass）请求了哪些权限。移动过来或从备份恢复的文件常带着旧位置的标签：restorecon 会设置策略为它们规定的标签。ausearch 显示刚刚被拒绝的一切。',
  'diagnose.selinux-permissive': 'SELinux 只是作了记录',
  'diagnose.selinux-permissive-cause':
    'permissive=1 表示没有阻止任何操作：失败另有原因。在 enforcing 模式下它会被阻止。',
  'diagnose.confirmed': '已在本机确认：{findings}',
  'diagnose.nothing': '没有可解释的文本。',
  'diagnose.nothing-hint':
    '请以参数、文件或标准输入提供：docker run ... 2>&1 | rootless-wizard explain -',
};
