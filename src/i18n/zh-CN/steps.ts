import type { steps as en } from '../en/steps.ts';

export const steps: Readonly<Record<keyof typeof en, string>> = {
  'steps.after-account': '要等新账户建好：请先应用此计划，然后再次启动向导。',
  'steps.after-system': '要等第一步的问题解决之后。',
  'steps.unknown-fact': '无法读取 {what}，因此这里不作任何决定：{because}',
  'steps.file-too-big': '{path} 太大，无法安全地编辑。',
  'steps.file-unreadable': '无法读取 {path}。请以 root 身份并加上 --user NAME 启动向导。',
  'steps.file-not-regular': '{path} 不是普通文件，因此不会改动。',
  'steps.file-not-utf8': '{path} 不是有效的 UTF-8，因此不会改动。请先修复或移走它。',
  'steps.file-is-link': '{path} 是指向 {target} 的链接，系统工具不接受。请先把它换成文件本身。',

  'steps.system-intro': '查明能否不用 root 运行容器，以及为谁设置。',
  'steps.system-ok': '可以在本机上为该用户设置容器。',
  'steps.system-change': '需要先准备或修复基础系统中的一些东西。',
  'steps.immutable':
    '{os} 由镜像或配置生成（{how}）：这里只做能保留下来的更改。其余部分是给该系统的一段文本，会随计划显示，并保存在运行记录旁边。',
  'steps.elsewhere': '缺少的部分应放进此系统的镜像或配置。',
  'steps.elsewhere-waits': '要先由此系统的镜像或配置提供：{because}',
  'steps.elsewhere-there': '已经就绪。',
  'steps.wsl1': 'WSL 1 没有 Linux 内核。请转换此发行版：wsl --set-version NAME 2',
  'steps.family-untried': '此版本尚未在 {os} 上试用过：同意之前请逐项查看更改。',
  'steps.nested': '本机自身就在一个用户命名空间里：它只能分配外层主机给它的 ID。',
  'steps.no-new-privs':
    '此会话禁止程序获得权限（no_new_privs），newuidmap 因此无法工作。请通过 ssh 或控制台正常登录后重新开始。',
  'steps.user-root': 'root 不需要这些设置。请指定要为谁设置：--user NAME（本机有：{users}）。',
  'steps.user-root-alone':
    'root 不需要这些设置，而本机没有普通用户。请用 --user NAME 和答案 user.create 创建一个。',
  'steps.user-system': '{user}（uid {uid}）是系统账户。请选择普通用户，或为容器创建一个。',
  'steps.user-number':
    '名称 {user} 是一个数字：在 /etc/subuid 中无法与用户 ID {user} 区分。请先给账户改名。',
  'steps.user-name':
    '名称 {user} 含有并非所有工具都接受的字符。字母、数字、点、连字符和下划线已试用过，请选择这样的账户。',
  'steps.user-no-home':
    '{user} 没有主目录，而容器的数据要放在那里。请设置一个：usermod -d /home/NAME -m NAME',
  'steps.user-home-missing': '{user} 的主目录 {path} 不存在，而容器的数据要放在那里。请先创建它。',
  'steps.user-home-read-only': '{user} 不能写入 {path}，而容器的数据要放在那里。请先解决这个问题。',
  'steps.user-no-shell':
    '{user} 无法登录：登录 shell 是 {shell}。请换一个：usermod -s /bin/bash NAME',
  'steps.new-name':
    '{user} 不能用作新账户的名称：请使用小写字母、数字、连字符和下划线，以字母开头，最多 32 个字符。',
  'steps.create-change': '{user} 尚不存在，将为容器创建。',
  'steps.create-needs-root': '{user} 不存在，而创建账户需要 root。',
  'steps.create-title': '创建用户 {user}',
  'steps.create-why': '容器使用单独的账户，与个人账户分开。之后请再次启动向导来设置它。',
  'steps.id-tools-reinstall': '重新安装 {packages}',
  'steps.id-tools-mode': '恢复 {path} 的 setuid 位',
  'steps.id-tools-why': '{paths} 失去了映射 ID 的权限，这样容器里只会有一个用户。',
  'steps.id-tool-owner': '{path} 不属于 root，不能获得权限。请删除它，以便找到系统自带的那个。',

  'steps.without-systemd':
    '这里没有 systemd：对 CPU 和内存的限制不起作用；只有本机的服务负责时，容器才会随开机启动。',
  'steps.runtime-dir-note':
    '{path} 在内存中：重启后需要重新创建。请再次启动向导，或用开机脚本创建。',
  'steps.runtime-dir-title': '创建 {path}',
  'steps.runtime-dir-why': '引擎把套接字和锁放在那里。没有 systemd，就不会自动为用户创建。',
  'steps.runtime-dir-odd':
    '会话正在运行，但 {path} 不存在或不属于该用户。请注销所有会话后重新登录。',
  'steps.runtime-dir-unset':
    '此 shell 没有自己的会话（su 或 sudo）。向导仍可使用；您自己运行命令时请先执行 {command}，或正式登录：{login}',
  'steps.login-first':
    '该用户没有会话，不启用 linger 就不会保留。您自己运行命令时请通过 ssh 登录，或执行：{command}',
  'steps.dbus-title': '启动用户的消息总线',
  'steps.dbus-why': '引擎通过它请用户的 systemd 设置限制和清理。会话比总线更早开始。',
  'steps.dbus-after-install':
    '会话还没有消息总线。如果最后限制仍不起作用，请注销所有会话后重新登录。',

  'steps.packages-intro': '用本机的软件包管理器安装缺少的部分。',
  'steps.packages-ok': '所需的程序都已具备。',
  'steps.packages-no-engine': '没有选择引擎，因此什么都不需要。',
  'steps.packages-change': '缺少 {count} 个软件包。',
  'steps.packages-title': '安装 {names}',
  'steps.packages-why': '所选引擎需要它们。不安装推荐的附加包：需要的都列在这里。',
  'steps.packages-unwanted': '缺少以下软件包，但您选择了不安装：{names}',
  'steps.packages-unknown': '不清楚 {os} 上哪个软件包提供 {needs}。请手动安装后重新开始。',
  'steps.packages-by-hand':
    '请手动安装 {os} 上提供以下程序的软件包及其依赖：{programs}。然后重新运行 rootless-wizard：它会找到这些程序，并继续其余步骤。',
  'steps.packages-unseen':
    '没有软件包管理器就无法判断是否已有，因此没有检查：{programs}。如果没有，也请一并安装。',
  'steps.packages-lists-first': '{manager} 还没有软件包列表，会先获取；是否全都有，到那时才知道。',
  'steps.packages-no-candidate':
    '所有软件源中都没有 {names}。请用 {command} 刷新列表，或添加含有它们的软件源，然后重新开始。',
  'steps.packages-conflict': '{wanted} 和 {installed} 互相排斥：{installed} 会被删除。',
  'steps.packages-exclude':
    '{wanted} 不能与 {installed} 并存。如果没有人需要后者，请先以 root 删除：{command}（它会显示还会删除什么，并请您确认）。然后重新开始。',
  'steps.packages-stopped':
    'rootless 容器不需要 root 的这些服务：{units}。如果安装时带来了它们，既不会启动，也不会设为开机启动。',
  'steps.packages-unconfirmed': '以下名称尚未在这个发行版本上核实：{names}',
  'steps.packages-incus':
    '本机装有 Incus 或 LXD。安装 newuidmap 之后，/etc/subuid 和 /etc/subgid 中需要有 root 的一行：root:1000000:1000000000',

  'steps.subids-intro': '给用户分配一段 ID，让容器里可以有多个用户。',
  'steps.subids-ok': '{user} 的 ID 足够，并且不与任何人重叠。',
  'steps.subids-new': '{user} 还没有 ID，将得到一段无人使用的范围。',
  'steps.subids-mirror': '{user} 只在一个文件中有 ID；另一个文件将得到相同的范围。',
  'steps.subids-grow': '{user} 的 ID 太少；范围将扩大。',
  'steps.subids-append': '{user} 的 ID 太少，将在现有范围之上得到第二段。',
  'steps.subids-trim': '将去掉 {user} 的行中 ID 重复的一行。',
  'steps.subids-move': '{user} 的 ID 同时属于别人；{user} 将换用其他 ID。',
  'steps.subids-stale': 'ID 没有问题，但 Podman 仍在使用以前的 ID。',
  'steps.subids-add': '在 {path} 中添加：{lines}',
  'steps.subids-replace': '把 {path} 中 {user} 的行换成 {lines}',
  'steps.subids-remove': '从 {path} 中去掉：{lines}',
  'steps.subids-why-uid': '容器内的用户 ID 在主机上对应这些 ID。',
  'steps.subids-why-gid': '容器内的组 ID 在主机上对应这些 ID。',
  'steps.subids-bad-overlap':
    '{path} 第 {line} 行：与 {other} 的 ID 相同，双方都能触及对方的容器。',
  'steps.subids-bad-real': '{path} 第 {line} 行：其中包含账户 {other} 的 ID。',
  'steps.subids-bad-own': '{path} 第 {line} 行：其中包含用户自己的 ID，Podman 会拒绝。',
  'steps.subids-bad-root-id': '{path} 第 {line} 行：其中包含 root 的 ID 0。',
  'steps.subids-bad-beyond': '{path} 第 {line} 行：超出了最后一个可用的 ID。',
  'steps.subids-bad-homed':
    '{path} 第 {line} 行：systemd-homed 不映射这些 ID；必须从 524288 开始。',
  'steps.subids-bad-duplicate': '{path} 第 {line} 行：与上面一行的 ID 重复。',
  'steps.subids-bad-pair': '{path} 第 {line} 行：一并移动，使两个文件保持一致。',
  'steps.subids-malformed':
    '无法读取 {path} 第 {line} 行：{text}。应当是 NAME:FIRST:COUNT。引擎会因此拒绝整个文件；请改正或删除这一行后重新开始。',
  'steps.subids-no-room': '本机已没有连续 {count} 个空闲的 ID。',
  'steps.subids-beyond': '/etc/login.defs 中 SUB_UID_MAX 以内已用完；这段范围在它之上。',
  'steps.subids-incus': 'Incus 或 LXD 使用了没有写在文件里的 ID，选择时已经避开。',
  'steps.subids-accounts-hidden': '目录服务可能有未列出的账户，无法与它们的 ID 比较。',
  'steps.subids-directory-ok': '目录服务（{source}）给了 {user} 足够的 ID。',
  'steps.subids-directory':
    '这里的 ID 由目录服务（{source}）分配，不读取文件。请向其管理员为 {user} 申请 {count} 个用户 ID 和组 ID。',
  'steps.podman-migrate': '让 Podman 采用这些 ID',
  'steps.podman-migrate-why':
    '在得到通知之前，Podman 会沿用以前的 ID。该用户正在运行的容器会停止。',
  'steps.docker-restart': '重启用户的 Docker 服务',
  'steps.docker-restart-why': '它只在启动时读取更改。正在运行的容器会因此停止。',
  'steps.subids-restart-why': '重新启动之前它会沿用以前的 ID。正在运行的容器会因此停止。',

  'steps.kernel-intro': '确保普通用户可以创建命名空间和网络设备。',
  'steps.kernel-ok': '用户命名空间可用；无需设置。',
  'steps.kernel-ok-untried': '没有错误的设置。用户命名空间是否可用未能试验。',
  'steps.kernel-change': '内核阻止用户运行容器。',
  'steps.kernel-unwanted': '需要内核设置，但您选择了不修改。容器将无法启动。',
  'steps.kernel-outer': '内核设置属于此容器的外层主机；请在那里设置。',
  'steps.kernel-userns-why':
    'rootless 容器在用户命名空间中运行，而本机禁止普通用户使用。允许之后，每个用户都能触及内核的更多部分。',
  'steps.userns-nested': '在此容器内无法创建用户命名空间（{detail}）。请在外层主机上允许嵌套。',
  'steps.userns-broken':
    '无法创建用户命名空间，而原因不是任何已知的设置：{detail}。请询问此内核的管理员。',
  'steps.tun-outer': '此容器中缺少 /dev/net/tun。请从外层主机把设备传进来。',
  'steps.tun-file': '开机时加载 tun 模块：{path}',
  'steps.tun-load': '立即加载 tun 模块',
  'steps.tun-why': 'rootless 容器的网络由 slirp4netns 和 pasta 提供，它们需要 /dev/net/tun。',
  'steps.bridge-file': '开机时加载 {module}：{path}',
  'steps.bridge-load': '立即加载 {module}',
  'steps.bridge-why': '没有代理时，未加载 {module} 的话 Docker 无法启动。',
  'steps.bridge-leave': '不影响其他网桥',
  'steps.bridge-leave-why':
    '加载后，这个模块会让经过本机网桥（例如虚拟机的网桥）的所有流量都通过防火墙。Docker 只为自己的网桥启用它。',
  'steps.bridge-outer':
    '没有代理的 Docker 需要 {module}，只有外层主机才能加载它。请选择 slirp4netns 或 pasta。',
  'steps.apparmor-file': '写入 AppArmor 配置文件 {path}',
  'steps.apparmor-load': '加载 AppArmor 配置文件 {path}',
  'steps.apparmor-why':
    '这里的 AppArmor 只允许有配置文件的程序创建用户命名空间。这份配置文件只针对 {path}；对其他程序的限制保持不变。',
  'steps.apparmor-not-root':
    'root 以外的用户也能改写 {path}，因此不为它提供 AppArmor 配置文件。请使用软件包中的程序。',
  'steps.apparmor-old':
    'AppArmor 限制了用户命名空间，但缺少第 4 版规则，无法为 {path} 编写配置文件。',
  'steps.sysctl-file': '重启后保持该设置：{path}',
  'steps.sysctl-set': '立即把 {key} 设为 {value}',
  'steps.sysctl-overridden':
    '{path} 会在之后读取，并把 {key} 设成别的值：请在那里修改，否则下次开机时设置会丢失。',

  'steps.ports-intro': '如果您需要，让容器可以发布 80 等 1024 以下的端口。',
  'steps.ports-none': '容器可以发布 {port} 及以上的端口，与现在相同。',
  'steps.ports-ok': '用户已经可以使用 {port} 及以上的端口。',
  'steps.ports-sysctl': '用户将可以使用 {port} 及以上的端口。',
  'steps.ports-sysctl-why': '容器可以发布 {port} 及以上的端口。本机的其他用户也都可以。',
  'steps.ports-no-sysctl': '此内核没有 1024 以下端口的设置。',
  'steps.ports-setcap': 'rootlesskit 将可以使用 1024 以下的端口。',
  'steps.ports-setcap-ok': '{path} 已经可以使用 1024 以下的端口。',
  'steps.ports-setcap-title': '允许 {path} 使用 1024 以下的端口',
  'steps.ports-setcap-why':
    'Docker 和 nerdctl 通过 rootlesskit 发布端口。能运行 rootlesskit 的人都可以用它打开 1024 以下的端口。',
  'steps.ports-setcap-docker':
    '此权能用于 Docker 和 nerdctl 的 rootlesskit。Podman 只能用 sysctl。',
  'steps.ports-setcap-podman': 'Podman 不使用 rootlesskit，不能用此权能发布 1024 以下的端口。',
  'steps.ports-setcap-owner': '{path} 不属于 root，不能获得权能。',
  'steps.ports-setcap-upgrade': '软件包升级会去掉此权能：届时请再次启动向导。',
  'steps.ping-unwanted': '没有选择允许容器发送 ping。',
  'steps.ping-ok': '容器已经可以发送 ping。',
  'steps.ping-change': '容器将可以发送 ping。',
  'steps.ping-why': '容器的网络以 {user} 的组发送 ping。只放行这一个组。',
  'steps.ping-no-sysctl': '此内核没有 ping 的设置。',

  'steps.linger-intro': '注销后容器继续运行，并在主机启动时启动。',
  'steps.linger-ok': '{user} 的服务已经可以在未登录时运行。',
  'steps.linger-change': '用户的服务将可以在未登录时运行。',
  'steps.linger-unwanted': '没有选择：容器会随用户的最后一个会话结束。',
  'steps.linger-openrc': '由 OpenRC 的服务负责：无论是否登录，开机后它就会运行。',
  'steps.linger-runit': '由 runit 的服务负责：无论是否登录，开机后它就会运行。',
  'steps.linger-no-systemd': '没有 systemd：注销后容器继续运行，但开机时不会自动启动。',
  'steps.linger-title': '让 {user} 的服务在未登录时也能运行',
  'steps.linger-why': '否则 systemd 会随用户的最后一个会话结束所有容器。',
  'steps.family-unknown':
    '本程序不认识 {os}。查看过：ID {id}、ID_LIKE {like}、软件包管理器 {managers}。请用答案 system.family 指明其软件包属于哪个系列；否则请手动安装下面列出的内容。',
  'steps.family-chosen':
    '本程序不认识 {os}；将使用您选择的 {family} 系列的软件包。同意之前请逐项查看更改。',
};
