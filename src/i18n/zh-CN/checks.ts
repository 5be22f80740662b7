import type { checks as en } from '../en/checks.ts';

export const checks: Readonly<Record<keyof typeof en, string>> = {
  'checks.unread': '无法确定：{because}',
  'checks.os': '发行版',
  'checks.os-unsupported':
    '本程序不认识此发行版（查看过：ID {id}、ID_LIKE {like}、软件包管理器 {managers}）。向导会询问其软件包属于哪个系列；其余项目仍会检查。',
  'checks.os-immutable': '更改的持久性',
  'checks.os-immutable-config':
    '此系统由自身的配置生成，或 /etc 为只读：必须修改其配置，而不是运行中的系统。',
  'checks.os-immutable-layered':
    '此系统的程序以镜像形式提供：软件包需通过 rpm-ostree 或 transactional-update 叠加，并且需要重启。',
  'checks.kernel': '内核版本',
  'checks.kernel-fuse-only':
    '5.11 之前的内核不允许普通用户使用 overlay，因此镜像将用较慢的 fuse-overlayfs 存储。',
  'checks.kernel-vfs-only':
    '4.18 之前的内核不允许普通用户使用 overlay 和 FUSE，因此每个容器都会是一份完整副本。',
  'checks.init': '系统管理器',
  'checks.init-other':
    '没有 systemd 就没有 linger，也不会把 CPU 和内存限制委派给用户。容器可以运行，但开机时不会自动启动。',
  'checks.environment': '机器类型',
  'checks.environment-wsl1': 'WSL 1 没有 Linux 内核，因此没有命名空间。请将此发行版转换为 WSL 2。',
  'checks.environment-container':
    '这里本身就是容器。外层主机不允许的内容（嵌套命名空间、/dev/net/tun、更多 ID）无法从内部更改。',
  'checks.accounts': '本机的账户',
  'checks.accounts-hidden':
    '目录服务（LDAP、Active Directory 等）可能有未列出的账户，它们的 ID 与容器 ID 冲突时可能无法发现。',
  'checks.packages': '软件包列表',
  'checks.packages-no-lists': '包管理器没有可安装的候选：列表从未获取，或软件源中没有所需的包。',
  'checks.privilege': '获取 root 的方式',
  'checks.privilege-none':
    '没有 sudo、doas、run0 或 pkexec。需要 root 的更改会写成脚本，可交给管理员执行。',
  'checks.user-unknown': '要设置的用户',
  'checks.user-root': 'root 还是普通用户',
  'checks.user-root-cause':
    'rootless 容器是为普通用户准备的，对 root 没有意义。请选择将要运行容器的用户。',
  'checks.user-system': '账户类型',
  'checks.user-system-cause':
    '这是系统账户。它不会自动获得 从属 ID，较新的 systemd 也不会为其启动用户服务；使用普通账户更简单。',
  'checks.user-home': '主目录',
  'checks.user-no-home': '镜像、容器和设置都保存在用户主目录中，而此账户没有主目录。',
  'checks.user-home-missing': '主目录不存在，没有存放镜像和设置的地方。',
  'checks.user-home-read-only': '用户无法写入主目录，没有存放镜像和设置的地方。',
  'checks.user-shell': '登录 shell',
  'checks.user-no-shell': '使用此 shell 无法登录，而用户服务要靠登录才能启动。',
  'checks.userns-works': '用户命名空间',
  'checks.userns-by-apparmor':
    'AppArmor 只允许有相应配置文件的程序使用用户命名空间。引擎可能仍可运行；请参阅 AppArmor 一项。',
  'checks.userns-by-setting': '设置 {key} 关闭了用户命名空间，而所有 rootless 引擎都需要它。',
  'checks.userns-by-container': '此容器不能创建用户命名空间。需要外层主机允许嵌套。',
  'checks.userns-by-other':
    '用户无法创建用户命名空间，而所有 rootless 引擎都需要它。可能是内核未启用，或被安全模块禁止。',
  'checks.userns-nested': '嵌套的用户命名空间',
  'checks.userns-nested-cause':
    '此会话已处于用户命名空间中：只能转分配已获得的 ID，部分挂载会被拒绝。',
  'checks.nnp': '此会话的权限',
  'checks.nnp-cause':
    '此会话以 no_new_privs 启动：sudo 和 newuidmap 在其中无效。请以普通方式登录后重新开始。',
  'checks.apparmor': 'AppArmor 与用户命名空间',
  'checks.apparmor-no-profile':
    'AppArmor 限制了用户命名空间，且没有 {programs} 的配置文件。只需为该程序添加配置文件，对其他程序的限制可以保留。',
  'checks.apparmor-later': 'AppArmor 限制了用户命名空间。引擎需要配置文件；安装后会再次检查。',
  'checks.selinux': 'SELinux',
  'checks.selinux-enforcing': '卷需要标签（:z 或 :Z），主目录之外的存储位置需要文件上下文规则。',
  'checks.userns-clone': '普通用户的用户命名空间',
  'checks.userns-clone-off': '本机只有 root 能创建用户命名空间，而所有 rootless 引擎都需要它。',
  'checks.userns-max': '用户命名空间的数量',
  'checks.userns-max-zero': '完全不能创建用户命名空间，而所有 rootless 引擎都需要它。',
  'checks.userns-max-low':
    '每个容器可能都需要自己的用户命名空间；数量这么少，启动时会出现 "no space left on device"。',
  'checks.ports-start': '用户可以使用的端口',
  'checks.ports-all-open': '所有用户都可以监听任何端口。',
  'checks.ports-from':
    '容器可以发布 {port} 及以上的端口；更低的端口需要更改设置，Docker 也可以使用权能。',
  'checks.ping-range': '容器内的 ping',
  'checks.ping-nobody':
    '用户所在的组不允许发送 ping，因此容器内 ping 会失败。其他网络功能不受影响。',
  'checks.keys': '内核密钥环',
  'checks.keys-low':
    '每个运行中的容器都会占用密钥；上限为 {count} 时，几十个容器就可能出现 "disk quota exceeded"。',
  'checks.inotify': '文件监视',
  'checks.inotify-low': '内含 systemd 或 Kubernetes 的容器会使用大量文件监视，可能无法启动。',
  'checks.sysctl-boot': '下次启动后的设置',
  'checks.sysctl-boot-other': '下次启动时 {path} 会把 {key} 设为与现在不同的值。',
  'checks.idtool': '程序 {name}',
  'checks.idtool-missing': '没有 {name}，容器就只有一个 ID，而大多数镜像需要成千上万个。',
  'checks.idtool-privilege': '{name} 的权限',
  'checks.idtool-plain':
    '{name} 既没有 setuid 位，也没有文件权能，无法映射从属 ID。重新安装其软件包也可以修复。',
  'checks.idtool-nosuid': '该程序所在的文件系统以 nosuid 挂载，其 setuid 位和 权能 均不生效。',
  'checks.idtool-no-getcap': '它没有 setuid 位，且因缺少 getcap 而无法读取文件 权能。',
  'checks.subid-present': '从属 ID',
  'checks.subid-missing':
    '{file} 中没有 {user} 的行。没有它，容器只有一个 ID，大多数镜像无法解包。',
  'checks.subid-size': '从属 ID 的数量',
  'checks.subid-too-few':
    '{file} 中 {user} 有 {count} 个 ID。镜像会用到 65535 以内的 ID；少于 65536 个时，解包会出现 "lchown: invalid argument"。',
  'checks.subid-overlap': '与其他用户的 ID 重叠',
  'checks.subid-overlap-cause':
    '{file} 中 {user} 的 ID 与 {other} 的重叠（从 {id} 起）：双方都能读取、修改和停止对方的容器。',
  'checks.subid-duplicate': '重复的从属 ID',
  'checks.subid-duplicate-cause':
    '{file} 中 {user} 的两行包含相同的 ID。内核会拒绝这样的映射，容器无法启动。',
  'checks.subid-own': '用户自己的 ID',
  'checks.subid-own-cause': '{file} 中 {user} 的范围包含其自己的 ID {id}；Podman 会拒绝。',
  'checks.subid-real': '与账户的 ID 重叠',
  'checks.subid-real-cause':
    '{file} 中 {user} 的范围包含 {other} 的 ID {id}：{user} 可以冒充该账户。',
  'checks.subid-reserved': '保留的 ID',
  'checks.subid-root-id': '{file} 中 {user} 的范围包含 ID 0：这会让 {user} 成为本机的 root。',
  'checks.subid-beyond': '{file} 中有范围以 {id} 结尾，超出内核可映射的上限。',
  'checks.subid-reserved-cause':
    '{file} 中有范围包含 {id}，该 ID 由系统保留，或对某些程序来说太大。524288 到 1879048191 供容器使用。',
  'checks.subid-taken': '别处使用的 ID',
  'checks.subid-taken-cause':
    '{file} 中 {user} 从 {id} 起的 ID 也被 {other} 使用，双方可能互相影响。',
  'checks.subid-homed': 'ID 与 systemd-homed',
  'checks.subid-homed-cause':
    '{user} 的主目录由 systemd-homed 管理，只映射 524288 及以上的 ID；{file} 中的范围起点更低。',
  'checks.subid-pair': 'subuid 和 subgid 中的范围',
  'checks.subid-pair-cause':
    '{user} 在 /etc/subuid 和 /etc/subgid 中的范围不同。可以使用，但更难推算。',
  'checks.subid-order': 'ID 范围的顺序',
  'checks.subid-order-cause':
    '{file} 中 {user} 的行不是升序：不同引擎的映射可能不同，重写该文件的工具也会重新排序。',
  'checks.subid-twice': 'subuid 和 subgid 中用户的写法',
  'checks.subid-twice-cause': '{file} 中 {user} 同时以名称和 uid 出现；有些程序会重复计算。',
  'checks.subid-syntax': 'subuid 和 subgid 中的行',
  'checks.subid-syntax-cause':
    '{file} 中有无法读取的行，因此 Podman 和 RootlessKit 会对所有用户拒绝整个文件。格式为“名称:起始:数量”。',
  'checks.subid-empty-cause': '{file} 中有未给出任何 ID 的行。',
  'checks.subid-owner': 'subuid 和 subgid 中的所有者',
  'checks.subid-owner-cause':
    '{file} 中有些行不属于任何已知账户。以后若创建同名账户，它会得到这些 ID 及其文件。',
  'checks.subid-digits': '纯数字的账户名',
  'checks.subid-digits-cause':
    '{file} 中有所有者既是一个账户的登录名，又是另一账户的 uid：两者都会得到这些 ID。',
  'checks.subid-others': '其他用户之间的 ID 重叠',
  'checks.subid-others-cause':
    '{file} 中其他用户的范围互相重叠（与 {other}，从 {id} 起）：他们可能触及彼此的容器。',
  'checks.subid-others-root': '其他用户与 root 的 ID',
  'checks.subid-others-root-cause': '{file} 把 ID 0 给了其他所有者，这会让该账户成为本机的 root。',
  'checks.subid-nss': '从属 ID 的来源',
  'checks.subid-nss-managed': '从属 ID 来自 {source}，而不是 /etc 中的文件：请向其管理员申请范围。',
  'checks.subid-nss-ignores': '从属 ID 来自 {source}；/etc/subuid 和 /etc/subgid 中的行不起作用。',
  'checks.subid-nss-ask': '{source} 给该用户的 从属 ID 太少。只有其管理员可以更改。',
  'checks.subid-no-getsubids': 'ID 来自目录服务，但缺少可以查询它的 getsubids。',
  'checks.subid-file': '从属 ID 的文件',
  'checks.subid-file-absent': '{path} 不存在；分配 ID 时会创建。',
  'checks.subid-file-writable':
    'root 以外的用户可以写入 {path}：他们可以给自己分配本机上的任意 ID。',
  'checks.subid-file-hidden': '只有 root 能读取 {path}；没有 libsubid 的 Podman 将看不到范围。',
  'checks.subid-file-link': '{path} 是指向 {target} 的链接；usermod 拒绝通过它写入。',
  'checks.subid-file-no-newline': '{path} 的最后一行没有换行符：用 echo 追加的行会粘在其后。',
};
