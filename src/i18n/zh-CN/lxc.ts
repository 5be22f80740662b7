import type { lxc as en } from '../en/lxc.ts';

/** 关于 LXC 的简体中文句子。 */
export const lxc: Readonly<Record<keyof typeof en, string>> = {
  'lxc.help': '整个系统的容器，有自己的 init，像小机器一样启动和停止。不用于 Docker 镜像。',
  'lxc.needs-v2': '不用 root 的 LXC 只能在 cgroup v2 上设置，而这台主机是 v1。',
  'lxc.home':
    'LXC 的容器放在主目录里，而 {dir}（{type}）放不下它们：那里不能运行程序，或者文件不能属于其他 ID。请换一个主目录在本地磁盘上的用户。',
  'lxc.q-bridge': 'LXC 用哪个网桥？',
  'lxc.q-bridge-help':
    'lxcbr0 由 LXC 创建：地址是 10.0.3.0/24，位于这台主机之后。也可以给出主机上已有的网桥，例如 br0，容器就在它的网络里。',
  'lxc.q-bridge-because': '它由 LXC 创建，主机之外什么都不变。',
  'lxc.bridge-form': '{bridge} 不是网桥的名字：应为一个词，最多 15 个字符。',
  'lxc.not-looked': '在这台主机上无法查看 LXC 需要的东西。',
  'lxc.no-ids': '{user} 还没有从属 ID，而 LXC 的容器需要它们。',
  'lxc.shared-ids':
    'LXC 的容器与这个用户其他引擎的容器使用同样的从属 ID：谁以容器的 root 身份逃出来，就可能改动其他容器的文件。',
  'lxc.ready': '可以创建 LXC 的容器；新容器以 {path} 的设置开始。',
  'lxc.change': '为用户的容器设置 LXC。',
  'lxc.usernet-title': '在 {path} 中允许网络接口',
  'lxc.usernet-why':
    '{user} 之后最多可以把 {count} 个容器接到 {bridge}；没有这一行，LXC 不会启动带网络的容器。',
  'lxc.no-bridge': '这台主机没有网络接口 {bridge}：请先创建那个网桥，或者使用 LXC 创建的 lxcbr0。',
  'lxc.bridge-off':
    '{path} 规定 LXC 不创建网桥：请在那里设置 USE_LXC_BRIDGE="true"，或者用 lxc.bridge 给出主机上的一个网桥。',
  'lxc.bridge-taken':
    '{bridge} 会使用地址 {network}，而本机的 {device} 已经在用 {own}：请在 {path} 里给它别的地址（LXC_NETWORK、LXC_ADDR、LXC_NETMASK、LXC_DHCP_RANGE），或用 lxc.bridge 指定本机的网桥。',
  'lxc.bridge-by-hand':
    '没有网桥 {bridge}，而在没有 systemd 时这里不知道 LXC 如何创建它：请启动发行版的 lxc-net 服务，然后重新开始。',
  'lxc.bridge-title': '创建网桥 {bridge}，现在以及每次开机时',
  'lxc.bridge-why': '容器接到 {bridge}，从那里的 dnsmasq 得到地址，并经过这台主机访问网络。',
  'lxc.foreign-map':
    '{path} 映射了不属于 {user} 的 ID：请删除或改正那些 lxc.idmap 行，然后重新开始。',
  'lxc.config-title': '新容器的设置 {path}',
  'lxc.config-why':
    '新容器得到这个用户的 ID 和网桥上的一个接口。容器的 root 是这些 ID 中的第一个，而不是用户本人。',
  'lxc.dir-title': '创建 {dir}',
  'lxc.dir-why': 'LXC 的容器放在那里，容器的 root 必须能到达它。',
  'lxc.way-title': '让 ID {id} 通过 {dir}',
  'lxc.way-why':
    '容器在这台主机上以 {id} 运行，必须通过这个目录才能到达自己的文件。它不能列出或读取其中的任何内容。',
  'lxc.short-way': '允许通过 {file}',
  'lxc.q-boot': '开机时启动 LXC 的容器吗？',
  'lxc.q-boot-help': '只启动配置中写有 lxc.start.auto = 1 的容器。需要注销后仍运行的服务。',
  'lxc.q-boot-because': '只有自己要求这样做的容器会被启动，其余的不受影响。',
  'lxc.q-boot-own': '这里已经由 {unit} 在开机时启动容器。',
  'lxc.boot-by-hand':
    '没有 systemd，这里不会在开机时启动 LXC 的容器：需要由主机的服务以 {user} 的身份运行 lxc-autostart。',
  'lxc.boot-old':
    '不会在开机时启动 LXC 的容器：这需要 systemd {least} 或更新的版本，而这台主机是 {version}。',
  'lxc.boot-foreign': '{path} 不是由本程序写的，保持原样；本程序不会在开机时启动 LXC 的容器。',
  'lxc.boot-container-why':
    '每个容器由自己的单元运行，位于交给它的那部分 cgroup 树中。网桥出现之前会反复尝试启动，关机时会正常关闭它。',
  'lxc.boot-list-why':
    '它按配置中的顺序和等待时间启动 lxc.start.auto = 1 的容器。停止它时，由这些单元运行的容器也会正常关闭。',
  'lxc.boot-scope-why':
    'LXC 6 会把容器中运行的东西移到单独的 scope，而关机时 systemd 会立刻结束它。有了这一项，它会等容器正常关闭。',
  'lxc.boot-start-why': '每次开机时，以及现在：启动有此标记且没有运行的容器。',
  'lxc.boot': '开机时启动（LXC）',
  'lxc.boot-cause':
    '带有 lxc.start.auto 的容器没有由它的单元启动，或者没有随单元结束；下面几行说明停在哪里。',
  'lxc.boot-no-unit': '{path} 不存在：开机时要启动的容器没有可用的单元。请重新设置 LXC。',
  'lxc.boot-failed': '开机时启动容器的单元失败了；原因在它的日志里。',
  'lxc.run-cause': 'LXC 无法用这个用户的 ID 创建或启动容器；下面几行说明停在哪里。',
  'lxc.network': '容器的网络（LXC）',
  'lxc.network-cause':
    '容器在 {bridge} 上没有可用的接口：原因在于 /etc/lxc/lxc-usernet 中的许可、网桥本身，或者那里分配地址的一方。',
  'lxc.check': 'LXC 自己的检查',
  'lxc.check-cause': 'lxc-checkconfig 说内核缺少某些东西；下面几行说明缺什么。',
  'lxc.explain-quota': '不再允许这个用户使用更多网络接口',
  'lxc.explain-quota-cause':
    'lxc-user-nic 按 /etc/lxc/lxc-usernet 计数：没有这个用户和这个网桥的行，或者运行的容器已达到允许的数目。',
  'lxc.explain-nic': 'LXC 无法把容器接到网桥',
  'lxc.explain-nic-cause':
    '网桥不存在（lxcbr0 由 lxc-net.service 创建），或者 /etc/lxc/lxc-usernet 不允许这个用户使用它。',
  'lxc.explain-cgroup': 'LXC 没有得到 cgroup 树的一部分',
  'lxc.explain-cgroup-cause':
    '不用 root 时，容器需要 systemd 交给用户的一部分：请在真正的登录会话中通过 systemd-run --user --scope -p Delegate=yes 启动它。',
  'lxc.explain-home': '容器的 ID 无法到达自己的文件',
  'lxc.explain-home-cause':
    '容器的 root 是一个从属 ID，它必须能通过主目录以及直到 ~/.local/share/lxc 的每一个目录。',
};
