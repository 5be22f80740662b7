import type { migrate as en } from '../en/migrate.ts';

export const migrate: Readonly<Record<keyof typeof en, string>> = {
  'migrate.privileged': '它是特权容器：直接使用主机的设备和内核',
  'migrate.host-network': '它直接使用主机网络；rootless 下会改用用户自己的网络',
  'migrate.network': 'rootless 引擎不支持 {network} 网络',
  'migrate.userns-host': '它要求使用主机的 ID（userns=host）',
  'migrate.pid-host': '它要查看主机的进程（pid=host）',
  'migrate.devices': '它需要主机的设备：{devices}',
  'migrate.settings-needed': '它需要新引擎没有的设置：{settings}',
  'migrate.settings-left': '新引擎没有这些设置，迁移后不再生效：{settings}',
  'migrate.capabilities': '它需要对主机的权限：{capabilities}',
  'migrate.sctp': '它发布了 SCTP 端口',
  'migrate.docker-socket': '它通过套接字与 root 的引擎通信',
  'migrate.low-ports': '需先放行 1024 以下的端口，或改用更高的端口：{ports}',
  'migrate.bind-mounts': '主机目录的所有者需与容器用户的映射一致：{paths}',
  'migrate.apparmor': 'rootless 引擎不使用 AppArmor 配置',
  'migrate.limits': '只有把资源限制委派给该用户后，它的限制才会生效',
  'migrate.title': '本机 rootful {engine} 运行的内容，以及可以迁移给 {user} 的部分：',
  'migrate.moves': '可原样迁移',
  'migrate.moves-with-changes': '更改后可迁移',
  'migrate.stays': '保持原处',
  'migrate.none': '本机没有运行容器的 rootful Docker、Podman 或 nerdctl：无需迁移。',
  'migrate.not-allowed': '无法查询 rootful {engine}：{detail}',
  'migrate.not-allowed-hint': '请以 root 并指定用户运行：sudo rootless-wizard migrate --user NAME',
  'migrate.looked-only': '这里只是查看，没有做任何更改。',
  'migrate.ipc-host': '它与主机共享内存（ipc=host）',
  'migrate.uts-host': '它使用主机的主机名（uts=host）',
  'migrate.joined-namespace': '它要查看另一个容器内部（pid 或 ipc）',
  'migrate.auto-remove': '它一停止就会消失（--rm）',
  'migrate.swarm': '它由 swarm 服务创建，会被再次创建',
  'migrate.seccomp': '它有自己的 seccomp 配置',
  'migrate.links': '它使用链接（--link），Podman 没有此功能',
  'migrate.volume-driver': '只能复制普通的本地卷：{volume}',
  'migrate.mount-kind': '它有 {kind} 类型的挂载',
  'migrate.bind-unseen': '无法查看 {path} 的所有者；请以 root 运行',
  'migrate.bind-special': '{path} 中有主机的套接字或设备',
  'migrate.bind-system': '它使用系统目录：{path}',
  'migrate.written': '不会迁移：写在容器自身里的 {count} 个路径：{paths}',
  'migrate.stays-with': '它与留在原处的 {other} 是一体的',
  'migrate.check-title': '在停止任何东西之前，检查是否都放得下',
  'migrate.check-why': '比对两边的名称、ID 和空间；不做任何更改。',
  'migrate.check-because': '能事先知道的，都在第一次停止之前弄清楚',
  'migrate.image-title': '复制镜像 {image}（{size}）',
  'migrate.image-why': '要迁移的容器基于它；root 的那份会保留。',
  'migrate.images-because': '在一切仍运行时复制 {count} 个镜像',
  'migrate.network-title': '创建网络 {name}',
  'migrate.network-why': '容器仍可在其中按名称找到彼此。',
  'migrate.networks-because': '有 {count} 个自定义网络',
  'migrate.stop-title': '停止 {names}',
  'migrate.stop-why': '从此刻到重新运行之前，它们不会响应。它们保持原样，随时可以再启动。',
  'migrate.owners-title': '把 {path} 中文件的所有者改为新容器的 ID',
  'migrate.owners-why': '文件位置不变。在主机上它们将属于 {user} 的 ID；撤销时会恢复。',
  'migrate.volume-title': '复制卷 {name}',
  'migrate.volume-title-size': '复制卷 {name}（{size}）',
  'migrate.volume-why': '所有者、权限和时间在容器看来保持不变，两边逐字节比对。root 的卷不会改动。',
  'migrate.container-title': '在 {engine} 中创建 {name}',
  'migrate.container-why': '设置与现在相同。',
  'migrate.container-why-stopped': '设置与现在相同；它目前没有运行，因此不会启动。',
  'migrate.prove-title': '确认 {name} 正常工作',
  'migrate.prove-why': '它在运行并保持运行；若有健康检查，则为健康。',
  'migrate.prove-why-ports': '它在运行；若有健康检查，则为健康；并在 {ports} 上有响应。',
  'migrate.group-project': 'compose 项目 {name}：{containers} 个容器，{volumes} 个卷',
  'migrate.group-alone': '{name}，没有卷',
  'migrate.group-plain': '{name}，{volumes} 个卷',
  'migrate.cutover-title': '关闭 {units}',
  'migrate.cutover-why': '不再需要 root 的 {engine}。它不会被删除：撤销时会重新开启。',
  'migrate.cutover-because': '全部已迁移',
  'migrate.cutover-none': 'root 一侧的服务已经关闭',
  'migrate.cutover-stays': 'root 的引擎将继续为 {names} 运行',
  'migrate.keeps': 'root 的镜像、卷和容器会留在磁盘上，以便恢复。发布的端口从此受本机防火墙约束。',
  'migrate.note-written': '{name}：写在容器自身里的 {count} 个路径留在 root 的容器中：{paths}',
  'migrate.note-podman-restart':
    '要让 {name} 开机启动，需启用该用户的 podman-restart.service；设置步骤会提供此项。',
  'migrate.file-compose': '将 {name} 写成 compose 文件',
  'migrate.file-compose-why':
    '它记录如何创建该容器；在您使用之前不起任何作用。环境变量可能含有机密，因此只有您能读取。',
  'migrate.file-quadlet': '将 {name} 写成 Quadlet 单元',
  'migrate.file-quadlet-why':
    '借助它可由 systemd 管理该容器。放在此处时不会生效，切换方法写在文件里。环境变量可能含有机密，因此只有您能读取。',
  'migrate.files-because': '{count} 个文件，可按现状重新创建容器',
  'migrate.compose-line': '{file} 第 {line} 行：{text}',
  'migrate.compose-gone': '其 compose 文件已不存在：{file}',
  'migrate.compose-gone-moves':
    '其 compose 文件已不存在：{file}（守护进程知道其设置，照样可以迁移）',
  'migrate.one-engine': '只能迁移到一个引擎：请指定 docker、podman 或 nerdctl，而不是 {engines}。',
  'migrate.set-up-first': '{user} 的引擎尚未就绪。先做这些：',
  'migrate.then-move': '然后是迁移：',
  'migrate.nothing-moves': '没有可以迁移的内容，一切保持原样。',
  'migrate.how-to-move': '用 rootless-wizard migrate --yes 进行迁移；在终端中会先询问。',
  'migrate.note-downtime-bare': '其容器预计有不到一分钟不响应。',
  'migrate.note-downtime-bare-long': '其容器预计约有 {minutes} 分钟不响应。',
  'migrate.note-downtime-short': '其容器预计有不到一分钟不响应（按读取卷一秒的速度估算）。',
  'migrate.note-downtime': '其容器预计约有 {minutes} 分钟不响应（按读取卷一秒的速度估算）。',
  'migrate.note-stopping': '停止它们最多还要 {seconds} 秒，多数会更快。',
  'migrate.note-stopping-endless': '停止所需的时间无法预计：{names} 没有强制结束的期限。',
  'migrate.note-firewall':
    '已发布的端口（{ports}）目前绕过 {firewall} 开放；迁移后由 {firewall} 决定。若要继续对外开放：{command}',
  'migrate.note-room':
    '副本约需 {need}；目标位置现有 {free} 可用，之后剩 {left}。root 的数据会保留在磁盘上，直到 `migrate --finish`。',
  'migrate.note-ill': '{name} 目前就不健康，迁移后也不作此要求。',
  'migrate.note-silent': '{name} 中目前没有程序在 {ports} 上监听，迁移后也不要求那里有响应。',
  'migrate.moved': '已迁移',
  'migrate.finish-title': '从 root 的 {engine} 删除已迁移的 {count} 项',
  'migrate.finish-why': '先确认每一项在 rootless 引擎中都完整。之后撤销将无法恢复原来的服务器。',
  'migrate.finish-because': '由运行 {run} 迁移的内容',
  'migrate.finish-none': 'root 中没有已迁移的内容。',
  'migrate.group-title': '将 {user} 移出 {group} 组',
  'migrate.group-why':
    '一旦 root 的 Docker 再次运行，该组成员实际上就等于 root；rootless 引擎不需要它。',
  'migrate.finish-stays': '网络和 root 的引擎本身会保留：它只是一个普通的软件包。',
  'migrate.nerdctl-links': '它使用链接（--link），而 nerdctl 没有这个功能',
  'migrate.nerdctl-aliases':
    '其他容器用来访问它的名称，多于 nerdctl 能给它的（容器名和主机名）：{names}',
  'migrate.nerdctl-address': '它有固定的 IPv6 地址，或在多个网络中有固定地址，nerdctl 做不到',
  'migrate.nerdctl-port': '它让 Docker 挑选主机端口，而 nerdctl 在没有 root 时做不到',
  'migrate.nerdctl-colon': 'nerdctl 无法挂载含有冒号的路径：{paths}',
  'migrate.nerdctl-joined-stopped': '它使用 {other} 的网络，而后者没有运行；nerdctl 要求它正在运行',
  'migrate.nerdctl-nameless': '它的镜像没有名称，而 nerdctl 只能按名称找到镜像',
  'migrate.nerdctl-hostname': '它的主机名变为 {name}，这样其他容器仍能用这个名称找到它',
  'migrate.nerdctl-health':
    '不会自动检查它的健康状态：nerdctl 只在以 root 运行时才这样做；`nerdctl healthcheck {name}` 可检查一次',
  'migrate.nerdctl-joined':
    '重启后它不会自动恢复，因为它使用 {other} 的网络：`nerdctl start {name}`',
  'migrate.nerdctl-log': 'nerdctl 没有日志驱动 {driver}：日志改为写入 JSON 文件',
  'migrate.nerdctl-log-options': 'nerdctl 没有这些日志设置：{options}',
  'migrate.note-nerdctl-compose':
    '第一次 `nerdctl compose up` 会用相同的卷和网络重新创建这些容器：nerdctl 不认识 Docker Compose 的标记。',
  'migrate.note-nerdctl-networks':
    '只有当 CNI 插件 firewall 为 1.1.0 或更高版本时，nerdctl 才会把网络彼此隔开；做不到时它会给出警告。',
  'migrate.pod': '它属于 Pod {pod}，而 Pod 不迁移',
  'migrate.quadlet':
    'systemd 每次启动都按 {file} 重新创建它，每次停止都将其删除，撤销时便无从恢复。可以手动迁移：备好镜像和卷，将 WantedBy 改为 default.target，再把该文件放入 ~/.config/containers/systemd',
  'migrate.systemd-unit': '它由 systemd 管理，会被再次启动：{unit}',
  'migrate.id-map': '它的 ID 经过映射（userns=auto 或自定义映射），文件的所有者与它看到的 ID 不同',
  'migrate.podman-secrets': '它使用 Podman 的机密，而机密无法读回：{names}',
  'migrate.podman-options': '创建它时用了无法沿用的选项：{options}',
  'migrate.podman-nameless': '它的镜像没有可用于迁移的名称：请先命名（{engine} tag）',
  'migrate.podman-old-restart':
    'podman-restart.service 会在开机时再次启动它，而此版本的 Podman 无法更改重启策略；请先禁用该服务',
  'migrate.name-twice': 'root 的另一个引擎使用了相同的名称：{names}',
  'migrate.nerdctl-foreign': '它不是 nerdctl 创建的（而是 ctr 或其他程序），无法得知创建方式',
  'migrate.nerdctl-image':
    '它的镜像 {image} 现在指向另一个镜像，或已不存在：请先用现在的镜像重新创建它',
  'migrate.nerdctl-bridge':
    '目前网络 bridge 中的其他容器可以用名称找到它，迁移后则不行：如有需要，请先让它们使用单独的网络',
  'migrate.nerdctl-hidden':
    'root 的 nerdctl 也可能有容器，只有 root 能看到：sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-asleep':
    'root 的 nerdctl 有容器，但 containerd 没有运行，也不会为了查看而启动它：systemctl start containerd',
  'migrate.nerdctl-namespaces':
    'root 的 nerdctl 在 containerd 的其他命名空间中也有容器，它们不会迁移：{namespaces}',
  'migrate.cutover-containerd':
    'root 的 containerd 可能还有其他用途，所以继续运行；已迁移的容器在那里已停止，也没有重启策略',
  'migrate.podman-hidden':
    'root 的 Podman 也可能有容器，只有 root 能看到：sudo rootless-wizard migrate --user {user}',
  'migrate.unit-off': '它的单元 {unit} 会被关闭，改由重启策略启动它',
  'migrate.unit-why': '否则它会再次启动 root 的 {name}。迁移后的容器按自身的重启策略启动。',
  'migrate.ulimits':
    '超过该用户上限的资源限制会被调低：{limits}；要保留它们，请先以 root 运行 systemctl edit {unit}，在 [Service] 下写入 {settings}，并重启该单元',
  'migrate.ulimits-unknown':
    '无法读取该用户的上限是否允许这些资源限制；超过上限时容器不会启动：{limits}',
  'migrate.network-left': '它的网络 {network} 将不再有新引擎所没有的设置：{settings}',
  'migrate.network-taken':
    '它在网络 {network}（{subnet}）中使用固定地址，而 rootless 引擎自身就位于 10.0.2.0/24 中',
  'migrate.none-seen': '没有找到可以迁移的内容；但有些内容无法查看：',
  'migrate.docker-asleep':
    'root 的 Docker 有容器，但没有运行，也不会为了查看而启动它：sudo systemctl start docker（已迁移的容器在 `migrate --finish` 之前也还在其中）',
  'migrate.docker-hidden':
    'root 的 Docker 没有运行，可能有容器；只有 root 能看到：sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-host-gateway':
    '它通过 host-gateway 找主机：nerdctl 2 给它主机的一个地址，只有监听所有地址的程序会应答；更早的版本给的是它自己的地址',
  'migrate.port-range': '在端口 {range} 中固定使用 {port}，不再另选',
  'migrate.log-waits':
    '它的日志发往 {address}，对 29.5 之前的 rootless Docker 来说那不是主机，没有应答它就无法启动；改用主机的其他地址就能迁移',
  'migrate.log-loopback':
    '它的日志发往 {address}，对 29.5 之前的 rootless Docker 来说那不是主机：只有那里公布该端口的容器能收到',
  'migrate.host-gateway':
    '它通过 host-gateway 访问主机：rootless Docker 只有在 --set service.docker-reach-host=true 时才能到达主机，包括在主机 127.0.0.1 上监听的服务',
  'migrate.callers': '为它调用 docker 的程序会继续访问 root 的 Docker，需要修改：{files}',
  'migrate.docker-unit':
    'systemd 会在 root 的 Docker 中再次启动它：{unit}；要迁移它，请先禁用该单元，并确认容器仍在运行',
  'migrate.note-callers':
    '在已发布的端口上，这些容器中的程序看到的是引擎的地址，而不是访问者的地址；--set {answer}=slirp4netns 可以显示访问者。',
  'migrate.note-callers-plain':
    '在已发布的端口上，{names} 中的程序看到的是引擎的地址，而不是访问者的地址。',
  'migrate.note-group':
    '用户组 {group} 中还有其他人，一旦 root 的 Docker 运行，他们实际上就是 root：{names}',
};
