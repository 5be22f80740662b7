import type { engines as en } from '../en/engines.ts';

export const engines: Readonly<Record<keyof typeof en, string>> = {
  'engines.podman': 'Podman',
  'engines.docker': 'Docker',
  'engines.nerdctl': 'nerdctl 与 containerd',
  'engines.lxc': 'LXC',
  'engines.wsl1': 'WSL 1 没有命名空间，无法运行容器；请转换为 WSL 2。',
  'engines.no-new-privs':
    '当前会话带有 no_new_privs，newuidmap 无法工作；请从普通登录会话重新开始。',
  'engines.nested': '这里是容器内部，不允许再创建用户命名空间（{detail}）；需要外层主机允许嵌套。',
  'engines.no-package': '本系统的软件源中都没有 {name}。',
  'engines.repository-to-open':
    '这里启用的软件源中都没有 {names}。这个发行版的附加软件源里有：请以 root 运行 {command}，然后重新开始。',
  'engines.podman-needs-v2':
    'Podman 6 需要 cgroup v2，而本机是 v1：请用内核参数 systemd.unified_cgroup_hierarchy=1 切换。',
  'engines.docker-containerd':
    '该用户已设置了 rootless containerd（nerdctl）；同一用户不能再并列设置 rootless Docker。',
  'engines.docker-snap':
    '这个 Docker 是 snap 包，无法在没有 root 的情况下运行；请用软件包安装 Docker。',
  'engines.no-rootlesskit':
    '这里没有 rootlesskit，软件源中也没有；缺了它 Docker 无法在没有 root 的情况下运行。',
  'engines.nerdctl-docker':
    '该用户已设置了 rootless Docker；不能再并列设置 rootless containerd。请换一个用户，或先停用 Docker：systemctl --user disable --now docker.service',

  'engines.nerdctl-docker-host':
    '该用户的 rootless Docker 是本机的服务 {name}；不能在它旁边再设置 rootless containerd。请换一个用户，或先移除该服务。',
  'service.intro': '让引擎随您的会话启动，由您自己的 systemd 管理，不需要 root。',
  'service.no-engine': 'Podman、Docker、nerdctl 和 LXC 都不需要设置。',
  'service.no-manager':
    '{user} 的 systemd 没有运行，不启用 linger 就不会运行：请选择 linger，或先以 {user} 登录（{command}）。',
  'service.docker-by-hand': '没有 systemd，Docker 不会自动启动。请以该用户手动运行：{command}',
  'service.openrc-script': '写入服务 {path}',
  'service.openrc-why': '它以 {user} 的身份运行 {engine}，随主机启动，并创建该用户的运行时目录。',
  'service.program-why': '它以该用户身份启动 {engine}，并在其结束时处理容器。',
  'service.openrc-change': '把 {engine} 设为以该用户身份运行的 OpenRC 服务。',
  'service.openrc-enable': '让 {name} 随主机启动',
  'service.openrc-enable-why': '无论用户是否登录，开机后它就会运行。',
  'service.openrc-start': '立即启动 {name}',
  'service.runit-change': '把 {engine} 设为以该用户身份运行的 runit 服务。',
  'service.runit-enable': '立即启动 {name}，并让它随主机启动',
  'service.runit-enable-why':
    'runit 会启动链接到 {path} 的服务：现在、每次开机时，以及它退出之后。',
  'service.runit-log-why': '{engine} 的输出会写入主机的日志，否则就会丢失。',
  'service.runit-check-why': '有了它，runit 才知道 {engine} 何时能应答。',
  'service.podman-by-hand':
    'Podman 运行容器不需要任何服务，只有要用它的套接字的程序才需要；手动运行：{command}',
  'service.docker-unwanted': '按您的选择，不把 Docker 作为服务启动。',
  'service.config-first': '按现有配置 Docker 无法启动：{why}',
  'service.no-script':
    '没有找到 dockerd-rootless.sh，也不清楚软件包会把它放在哪里：请安装 Docker 的 rootless 脚本后重新开始。',
  'service.not-installed': '这里还没有 {engine}：请看软件包一步。',
  'service.masked': '该单元已被屏蔽（mask），说明有人不想启用它；解除方法：{command}。',
  'service.stop-title': '停止并禁用 {unit}',
  'service.unit-gone-title': '移除单元 {path}',
  'service.stays': '{unit} 保持先前设置的样子，这个答案不会停止它。停止它：{command}',
  'service.unit-title': '写入单元 {path}',
  'service.unit-why':
    '它通过 dockerd-rootless.sh 启动 Docker，名称和位置与官方单元相同。您在 {path} 中的设置仍然有效。',
  'service.reload-title': '让 systemd 重新读取单元',
  'service.reload-why': 'systemd 不会自动发现新单元。',
  'service.start-title': '立即启动 {unit}，以后自动启动',
  'service.start-why': 'docker 命令通过 {dir}/docker.sock 找到守护进程。',
  'service.restart-title': '重启 {unit}：正在运行的容器会短暂停止',
  'service.restart-why': '守护进程只在启动时读取单元和配置。',
  'service.docker-change': '把 Docker 设置为用户的服务。',
  'service.docker-runs': 'Docker 正作为用户的服务运行（{dir}/docker.sock）。',
  'service.rootful-beside':
    'root 的 Docker 守护进程也在运行，将保持不变；两者互相看不到对方的镜像和容器。可用 rootless-wizard migrate 查看哪些可以迁移并进行迁移。',
  'service.socket-unwanted': '没有选择 Podman 的套接字；Podman 本身用不到它。',
  'service.socket-missing': '这个 Podman 没有 podman.socket；Podman 本身用不到它。',
  'service.socket-change': '为使用 Docker API 的程序设置 Podman 的套接字。',
  'service.socket-runs': 'Podman 的套接字已就绪：{path}',
  'service.socket-why':
    '需要 Docker 套接字的程序（compose、编辑器）可以在 {path} 找到 Podman；没有程序使用时什么都不运行。',
  'service.restart-change': '主机启动时，Podman 的容器会重新运行。',
  'service.restart-unwanted': '按你的选择，主机启动时不会重新运行 Podman 的容器。',
  'service.restart-by-hand':
    '主机启动时没有什么会启动 Podman 的容器。请以该用户手动运行：{command}',
  'service.restart-host-why':
    '它以 {user} 的身份，在主机启动时启动你用 --restart=always 运行的容器，并在主机关闭时停止它们。Podman 没有做这件事的守护进程。',
  'service.restart-host-start-why':
    '这样主机关闭时它会停止这些容器。你已停止的 --restart=always 容器会随它一起启动。',
  'service.restart-boot-title': '让 {unit} 在主机启动时启动容器',
  'service.restart-boot-why':
    'Podman 没有守护进程来做这件事：不启用的话，带 --restart=always 的容器在重启后会一直停着。',
  'service.q-docker': '把 Docker 作为服务启动吗？',
  'service.q-docker-help':
    '现在启动，以后每次登录时启动，由您自己的 systemd 管理。启用 linger 后会随主机启动。',
  'service.q-docker-because': 'docker 命令需要守护进程。',
  'service.q-network': '要看到 Docker 端口的访问者吗？',
  'service.q-network-help':
    '默认情况下，容器里的程序看到的访问者都是网桥的地址。日志和按地址封禁需要真实地址。',
  'service.q-network-because': '多数容器并不关心它。',
  'service.q-network-no-slirp': '通常的网络 slirp4netns 在本系统的软件源中都没有，由 pasta 代替。',
  'service.q-network-default': '不需要',
  'service.q-network-default-help': 'Docker 的默认方式：速度快，但看不到访问者的地址。',
  'service.q-network-there': '之前已这样选择。',
  'service.q-network-no-proxy': '需要，不用 Docker 的代理',
  'service.q-network-no-proxy-help':
    '与默认方式一样快。需要 Docker 28 和 RootlessKit 3；Docker 自己的软件包从 29.5 起两者都有。UDP 的访问者仍看不到，IPv6 的访问者只能到达所在网络有 IPv6 的容器。',
  'service.no-proxy-old':
    '不用 Docker 的代理而看到访问者，需要 Docker 28 和 RootlessKit 3 或更新版本；这里是 Docker {docker} 和 RootlessKit {kit}。请选择 slirp4netns 或 pasta。',
  'service.no-proxy-unread':
    '该仓库的 Docker 在不用代理时能否显示访问者，要等取得其软件包列表后才知道。因此需要运行两次：第一次不加 service.docker-network=no-proxy，第二次加上它。',
  'service.no-proxy-systemd':
    '只有由 systemd 启动 Docker 时才能关闭 Docker 的代理：请选择 slirp4netns 或 pasta。',
  'service.proxy-off-title': '在 {path} 中关闭 Docker 的代理',
  'service.proxy-off-why': '此后由 RootlessKit 自己转交连接，并保留访问者的地址。',
  'service.proxy-on-title': '在 {path} 中启用 Docker 的代理',
  'service.proxy-on-why':
    '此后每个容器发布的端口又能通过 IPv6 和 ::1 响应，而访问者的地址会被隐藏。',
  'service.q-network-slirp': '需要，使用 slirp4netns',
  'service.q-network-slirp-help': '任何版本的 Docker 都可用。发布的端口会变慢。',
  'service.q-network-pasta': '需要，使用 pasta',
  'service.q-network-pasta-help':
    '比 slirp4netns 快。需要 Docker 25 或更新版本，目前仍属实验性功能。用较新的 pasta 时，发布的端口要在 127.0.0.1 上应答，需要比 2.3.1 更新的 RootlessKit。',
  'service.q-ipv6': 'Docker 的容器要用 IPv6 吗？',
  'service.q-ipv6-help':
    '容器会得到 IPv6 地址，并能通过 IPv6 访问外部；用 Docker 28 或更新版本时，今后创建的网络也是如此。经 IPv6 到来的连接会转到容器的 IPv6 地址：容器里只在 IPv4 上监听的程序，只能通过 IPv4 到达。不能与 slirp4netns 的端口一起使用。',
  'service.q-ipv6-because': '多数容器不需要：只有访问外部的 IPv6 地址时才用得上。',
  'service.q-ipv6-there': '已经启用，至少是一部分。',
  'service.ipv6-systemd': '只有由 systemd 启动 Docker 时才能设置 IPv6。',
  'service.ipv6-none':
    '本机关闭了 IPv6（net.ipv6.conf.all.disable_ipv6，或启动时的 ipv6.disable），容器也就没有 IPv6。',
  'service.ipv6-slirp': 'slirp4netns 的端口只能通过 IPv4 响应：请选择其他网络，或不用 IPv6。',
  'service.ipv6-gvisor':
    'RootlessKit 自己的网络没有 IPv6，而本系统的软件源中都没有 slirp4netns：请选择 pasta，或不用 IPv6。',
  'service.ipv6-pasta':
    '用 pasta 时，IPv6 需要 RootlessKit 2.3 或更新版本；这里是 {kit}。请选择其他网络，或不用 IPv6。',
  'service.ipv6-on-title': '在 {path} 中启用 IPv6',
  'service.ipv6-on-why':
    '容器会得到位于本机地址之后的 IPv6 地址。已有的网络保持不变；Docker 28 之前，不带 --ipv6 和子网创建的新网络也仍只有 IPv4。',
  'service.ipv6-off-title': '在 {path} 中关闭 IPv6',
  'service.ipv6-off-why': '此后容器只有 IPv4。',
  'service.ipv6-note':
    '单元中有一行为 Docker 的网络设置 IPv6 地址和出口：Docker 开始转发之后，slirp4netns 和 RootlessKit 不会设置它们。',
  'service.q-reach': '允许容器访问本机吗？',
  'service.q-reach-help':
    '容器里的程序可以使用本机 127.0.0.1 上监听的服务（例如数据库），名字由 --add-host host.docker.internal:host-gateway 给出。',
  'service.q-reach-because': '在 127.0.0.1 上监听的服务往往不要求密码。',
  'service.q-reach-there': '现在已经允许。',
  'service.gateway-title': '在 {path} 中写明 host-gateway 的位置',
  'service.gateway-why': '--add-host NAME:host-gateway 此后表示 {address}，它后面就是本机。',
  'service.pasta-loopback':
    '用 pasta {pasta} 和 RootlessKit {kit} 时，发布的端口在 127.0.0.1 上不应答，需要 RootlessKit 2.3.2。请选择 slirp4netns。',
  'service.network-old': 'Docker 从版本 25 起才支持 pasta；请选择 slirp4netns。',
  'service.pasta-kit': 'RootlessKit 从版本 2.0 起才支持 pasta，这里是 {kit}；请选择 slirp4netns。',
  'service.pasta-profile':
    'Ubuntu 的 pasta {pasta} 没有 AppArmor 配置文件，在这里进不了容器的网络；请选择 slirp4netns。',
  'service.network-no-slirp': '本系统的软件源中都没有 slirp4netns，需要别的来代替：请选择 pasta。',
  'service.q-socket': '要提供 Podman 的套接字吗？',
  'service.q-socket-help':
    '这样为 Docker 设计的工具也能使用 Podman。只有您能访问，没有工具使用时什么都不运行。',
  'service.q-socket-because': '不用时没有任何开销。',
  'service.q-restart': '主机重启后重新启动容器吗？',
  'service.q-restart-help':
    '只针对用 --restart=always 启动的容器，并且需要允许服务在注销后继续运行。',
  'service.q-restart-because': '这正是 --restart=always 应有的效果。',

  'shell.intro': '让您输入的命令找到 rootless 引擎。',
  'shell.runtime-dir-title': '在 {path} 中设置 XDG_RUNTIME_DIR',
  'shell.runtime-dir-why':
    'nerdctl 靠它找到该用户的 containerd，而没有 systemd 时登录不会设置它。如果别处已经设置，则保持不变。',
  'shell.runtime-dir-other':
    '这里登录时不会设置 XDG_RUNTIME_DIR，而 nerdctl 需要它。请把下面这行加到你的 shell 启动时读取的文件中：{line}',
  'shell.nothing': '本次设置的引擎都不需要这一步。',
  'shell.ok': '您的命令已经能找到 rootless 引擎。',
  'shell.change': '让您的命令指向 rootless 引擎。',
  'shell.unwanted': '这里没有选择任何项目，引擎也不需要。',
  'shell.q-context': '使用 rootless docker 上下文吗？',
  'shell.q-context-help':
    '会创建并选用名为 "rootless" 的 docker 上下文。`docker context use default` 可切回 root 的守护进程。',
  'shell.q-context-because': '否则 docker 会去找 root 的守护进程。',
  'shell.q-host': '设置 DOCKER_HOST 吗？',
  'shell.q-host-help':
    '写入 shell 的启动文件，适用于既不支持 docker 上下文也不支持 Podman 的程序（部分 compose 工具、编辑器、库）。它优先于任何上下文。',
  'shell.q-host-because': '大多数程序不需要它。',
  'shell.q-host-there': '之前的运行已经设置过。',
  'shell.context-title': '创建 docker 上下文 {name}',
  'shell.context-update': '修正指向 {host} 的 docker 上下文 {name}',
  'shell.context-why': '让 docker 命令与您自己的守护进程通信：{host}',
  'shell.use-title': '使用 docker 上下文 {name}',
  'shell.use-why': '从现在起使用 {name}，代替 {before}。',
  'shell.host-overrides':
    '您的 shell 中 DOCKER_HOST 设为 {value}，优先于上下文：请在设置它的地方取消。',
  'shell.context-overrides':
    '您的 shell 中 DOCKER_CONTEXT 设为 {value}，优先于所选的上下文：请在设置它的地方取消。',
  'shell.host-elsewhere': 'DOCKER_HOST 现在是 {value}；以最后设置的为准。',
  'shell.host-title': '在 {path} 中设置 DOCKER_HOST',
  'shell.host-away': '从 {path} 中去掉 DOCKER_HOST',
  'shell.host-why': '只支持 DOCKER_HOST 的程序就能找到 {socket}。',
  'shell.no-shell': '不清楚该用户使用哪种 shell。',
  'shell.other': '不清楚这种 shell 读取哪个启动文件。需要写入的一行：{line}',
  'shell.block-refused': '不会改动 {path}：{why}。需要写入的一行：{line}',
  'shell.half-block': '"{begin}" 和 "{end}" 没有按此顺序成对出现',
  'shell.two-blocks': '"{begin}" 出现了不止一次',

  'verify.intro': '最后用真实的容器证明一切可用。',
  'verify.q': '最后要验证容器能够运行吗？',
  'verify.q-help': '会启动一些小容器，之后删除。不需要网络，也不会改动您自己的东西。',
  'verify.q-because': '只有真正运行起来的容器才能说明问题。',
  'verify.later': '这里不做任何改动；验证在所有步骤之后进行。',
  'verify.unwanted': '没有选择验证。',
  'verify.run': '无 root 的容器（{engine}）',
  'verify.run-cause': '{engine} 无法解包含有多个属主文件的镜像，或无法用它启动容器。',
  'verify.idmap': '容器内的 ID（{engine}）',
  'verify.idmap-cause':
    '{engine} 使用的 ID 与现在的 /etc/subuid 和 /etc/subgid 不同：它还在使用以前的（需要 `podman system migrate` 或重启守护进程），或者无法使用新的。',
  'verify.volume': '卷中的文件（{engine}）',
  'verify.volume-cause': '无法写入 {engine} 的卷，或者文件的属主与 ID 映射不符。',
  'verify.port': '发布的端口（{engine}）',
  'verify.port-cause':
    '{engine} 的网络无法从本机连入容器：原因可能是 slirp4netns 或 pasta、/dev/net/tun，或命名空间内的防火墙规则。',
  'verify.caller': '谁访问发布的端口（{engine}）',
  'verify.caller-cause': '端口有响应，但容器看不到访问者的地址。',
  'verify.ipv6': '容器里的 IPv6（Docker）',
  'verify.ipv6-cause':
    '容器没有 IPv6 地址，或不能通过 IPv6 到达，或不能通过 IPv6 访问外部；详见输出。',
  'verify.low-port': '发布的端口 {port}（{engine}）',
  'verify.low-port-cause':
    '{engine} 仍不能使用端口 {port}：net.ipv4.ip_unprivileged_port_start 更高，或 rootlesskit 没有该权能，或此后没有重启守护进程。',
  'verify.limits': '内存和进程数限制（{engine}）',
  'verify.limits-cause':
    '{engine} 的限制没有传到内核：控制器没有委派给这个会话，或者需要重新登录。',
  'verify.podman-network': '自建网络（Podman）',
  'verify.podman-network-cause':
    '用 `podman network create` 或 compose 创建的网络无法使用；默认网络正常。',
  'verify.podman-restart': '重启套接字后的容器（Podman）',
  'verify.podman-restart-cause': 'Podman 的服务看不到本会话的容器。',
  'verify.podman-info': '`podman info` 的结果',
  'verify.podman-info-cause': 'Podman 可以工作，但有警告；原因见输出。',
  'verify.docker-restart': '重启后的容器（Docker）',
  'verify.docker-restart-cause': '守护进程没有再次启动，或没有启动设为总是重启的容器。',
  'verify.docker-info': '`docker info` 的结果',
  'verify.docker-info-cause': '响应的守护进程不是该用户的 rootless 守护进程。',
  'verify.docker-config': 'dockerd 对 daemon.json 的检查',
  'verify.docker-config-cause': '使用这个文件，dockerd 无法启动；原因见上面的输出。',
  'verify.docker-check': 'Docker 自带的检查',
  'verify.docker-check-cause': 'dockerd-rootless-setuptool.sh 报告有所缺失；内容见输出。',
};
