import type { nerdctl as en } from '../en/nerdctl.ts';

export const nerdctl: Readonly<Record<keyof typeof en, string>> = {
  'answers.nerdctl': 'nerdctl',
  'answers.nerdctl-help':
    'containerd 以您的身份运行，nerdctl 使用与 Docker 相同的命令。不能与同一用户的 rootless Docker 并存。',
  'engines.nerdctl-and-docker':
    'rootless Docker 与 rootless containerd 不能共用一个用户：请在 docker 和 nerdctl 中选一个，或把另一个交给别的用户。',

  'steps.q-archive': 'nerdctl 的发布包在哪里？',
  'steps.q-archive-help':
    '本机没有软件包可装的部分由它提供。请给出它在本机的完整路径，或 {url} 中 nerdctl-VERSION-linux-ARCH.tar.gz 的 https: 地址，运行时会从那里下载；nerdctl-full-... 还带有 `nerdctl build` 用的 BuildKit，以及 containerd 和它所需的一切。',
  'steps.q-archive-because': '除非您给出地址，否则不会下载任何东西。',
  'steps.q-archive-because-fuse':
    '除非您给出地址，否则不会下载任何东西。内核的 overlay 在这里不可用；full 发布包里有 containerd 使用 fuse-overlayfs 所需的程序，比完整复制快。',
  'steps.q-archive-because-bypass':
    '除非您给出地址，否则不会下载任何东西。为了您选择的 bypass4netns，必须是 full 发布包。',
  'steps.q-archive-because-full':
    '除非您给出地址，否则不会下载任何东西。必须是 full 发布包：本系统的软件源中都没有 {parts}。',
  'steps.q-sha256': '它的 sha256 应当是什么？',
  'steps.q-sha256-help': '发布页 SHA256SUMS 中这个文件那一行的值。值不同的文件不会被使用。',
  'steps.q-sha256-because': '只有发布页知道。',
  'steps.archive-path': '{path} 不是文件的完整路径：应以 / 开头，且不以 / 结尾。',
  'steps.archive-address':
    '{address} 不是这里可用的地址：它应以 https:// 开头，不含用户名，并以文件名结尾，例如 .../nerdctl-full-VERSION-linux-ARCH.tar.gz。',
  'steps.q-place': 'nerdctl 放在哪里？',
  'steps.q-place-help': '从发布包中取出的程序的位置。undo 会把它们从那里取走。',
  'steps.q-place-home': '您的主目录',
  'steps.q-place-home-help': '~/.local 之下：不需要 root，只供您使用。',
  'steps.q-place-system': '/usr/local',
  'steps.q-place-system-help':
    '需要 root，供本机所有人使用。如果 PATH 中已有同名的其他程序，则不可用。',
  'steps.q-place-because': '那里不需要 root，也不影响其他人。',
  'steps.q-place-noexec': '您的主目录以 noexec 挂载：无法从中启动程序。',
  'steps.archive-fetch-title': '下载 {from}',
  'steps.archive-fetch-why': '这是您给出的地址。仅当 sha256 为 {sha256} 时才会保存为 {path}。',
  'steps.archive-away-title': '删除 {path}',
  'steps.archive-away-why': '所需的内容已经取出。',
  'steps.archive-for-all':
    '放在 {dir} 后，本机所有人（包括 root）都会用到这些程序；undo 会让所有人都失去它们。',
  'steps.archive-taken':
    '{paths} 已经存在，而且不是本程序放的：不会替换它们，也不会在 PATH 中放到它们前面。要放进主目录：--set nerdctl.place=home',
  'steps.sha256-form': 'sha256 是 64 位的 0 到 9 和 a 到 f。',
  'steps.archive-missing':
    '这里没有 nerdctl 软件包。发布包在 {url}：请自行下载，或交给运行时下载；然后说明它在哪里（路径或 https: 地址），以及那里的 SHA256SUMS 给出的哈希：--set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-missing-bypass':
    '这里没有您选择的 bypass4netns。有些发行版提供软件包 bypass4netns：安装后即会使用它。否则它在 nerdctl 的 full 发布包里。请从 {url} 下载 nerdctl-full-VERSION-linux-ARCH.tar.gz，或交给运行时下载；然后说明它在哪里（路径或 https: 地址），以及那里的 SHA256SUMS 给出的哈希：--set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-bypass-why':
    '您选择了 bypass4netns，而这里没有别的来源。只有文件的 sha256 是 {sha256} 时，才从发布包中取出 {members}。',
  'steps.archive-missing-full':
    '要在这里使用 nerdctl，请从 {url} 下载 nerdctl-full-VERSION-linux-ARCH.tar.gz，或交给运行时下载；然后说明它在哪里（路径或 https: 地址），以及那里的 SHA256SUMS 给出的哈希：--set nerdctl.archive=PATH --set nerdctl.sha256=HASH。本系统的软件源中都没有 {parts}，只有 full 发布包里有。',
  'steps.archive-not-full':
    '请改为给出 {url} 中的 nerdctl-full-VERSION-linux-ARCH.tar.gz 及其 sha256：{archive} 中没有 {members}，本系统的软件源中也都没有。',
  'steps.archive-lacks':
    '{archive} 中没有 {members}：它不是这里所需的发布包。不会从中取出任何东西。',
  'steps.sha256-missing':
    '没有 sha256，就不会从 {archive} 中取出任何东西。发布页的 SHA256SUMS 中有它：--set nerdctl.sha256=HASH',
  'steps.archive-title': '从 {archive} 把 nerdctl 安装到 {dir}',
  'steps.archive-why': '{members} 没有别的来源。仅当文件的 sha256 为 {sha256} 时才会取出。',
  'steps.archive-part-title': '从 {archive} 把 {part} 安装到 {dir}',
  'steps.archive-part-why':
    '本系统的软件源中都没有 {part}。为此从发布包中取出 {members}，且仅当文件的 sha256 为 {sha256} 时才会取出。',
  'steps.archive-parts-change': '{parts} 来自 nerdctl 的发布包。',
  'steps.archive-updates': '之后 {parts} 需要您自己更新，因为没有软件包管理器知道它们。',
  'steps.archive-change': 'nerdctl 来自它的发布包。',
  'steps.archive-instead':
    '这个发行版也有 nerdctl 软件包；因为您指定了发布包，所以使用它。之后需要您自己更新。',

  'tui.short-nerdctl': '发布包中的 nerdctl',
  'tui.short-fetch': '下载 {file}',
  'tui.short-away': '删除 {file}',
  'tui.short-nerdctl-part': '{part}（发布包）',

  'storage.nerdctl-said': '{path} 指定了快照器 {snapshotter}，保持不变。',
  'storage.nerdctl-keeps': 'containerd 中已有镜像，继续使用它的快照器。',
  'storage.native-left':
    '在 {dir} 中，内核的 overlay 和 fuse-overlayfs 都不可用（{detail}）：快照器 native 总能工作，但会完整复制每一层，又慢又占空间。',
  'storage.opt-native': 'native',
  'storage.opt-native-help': '到处都能用，但每一层都要复制：又慢又占空间。',
  'storage.native-no-snapshotter':
    '内核的 overlay 在 {dir} 不可用（{detail}）。fuse-overlayfs 可以，但 containerd 为此需要 containerd-fuse-overlayfs-grpc，这里没有：请用 nerdctl.archive 指定 nerdctl 的 full 发布包，或从 {url} 获取。在此之前使用快照器 native：又慢又占空间。',
  'storage.native-no-service':
    '内核的 overlay 在 {dir} 不可用（{detail}）。fuse-overlayfs 可以，但它的快照器必须作为用户的服务与 containerd 一起运行，而这里不设置服务。快照器 native 可以工作：又慢又占空间。',
  'storage.fuse-no-service':
    '它的快照器作为 systemd、OpenRC 或 runit 的服务运行，而此主机上都没有运行。',
  'storage.fuse-no-snapshotter':
    '为此 containerd 需要 containerd-fuse-overlayfs-grpc，这里没有。nerdctl 的 full 发布包（nerdctl.archive）里有，也可以从 {url} 获取。',
  'storage.containerd-root': 'nerdctl 的镜像、容器和卷放在 {dir}。',
  'storage.containerd-native': '告诉 containerd 为快照器 native 解包镜像。',
  'storage.containerd-fuse': '告诉 containerd，fuse-overlayfs 的快照器在哪里监听。',
  'storage.containerd-hidden':
    '{dir} 和原来存放卷的位置中的内容不会在新位置使用。不会删除任何东西；恢复原来的设置后它们还在。',
  'storage.containerd-conf-title': '在 {path} 中配置 containerd',
  'storage.nerdctl-data-title': '在 {path} 中设置数据目录',
  'storage.nerdctl-conf-title': '在 {path} 中设置快照器',
  'storage.nerdctl-cni-title': '在 {path} 中说明 CNI 插件的位置',
  'storage.nerdctl-cni':
    'nerdctl 通过 CNI 插件给容器网络。它会在 {other} 中寻找，而插件在 {dir} 中。',
  'storage.nerdctl-hidden':
    '快照器 {snapshotter} 的容器和已解包的镜像不会被新的快照器使用。不会删除任何东西；恢复原来的设置后它们还在。',

  'service.q-nerdctl': '把 containerd 作为服务启动吗？',
  'service.q-nerdctl-help':
    '现在启动，以后每次登录时启动，由您自己的 systemd 管理。启用 linger 后会随主机启动。',
  'service.q-nerdctl-because': 'nerdctl 命令需要它。',
  'service.nerdctl-unwanted': '按您的选择，不把 containerd 作为服务启动。',
  'service.nerdctl-config-first': 'nerdctl 无法使用这样的配置：{why}',
  'service.nerdctl-not-here': '这里还没有 nerdctl：请看软件包一步。',
  'service.nerdctl-no-script':
    '没有找到 containerd-rootless.sh。它随 nerdctl 而来：在发布包中，某些发行版把它放在单独的软件包里。',
  'service.nerdctl-by-hand': '没有 systemd，containerd 不会自动启动。请以该用户手动运行：{command}',
  'service.nerdctl-unit-why':
    '它通过 containerd-rootless.sh 启动 containerd，名称和位置与官方单元相同。您在 {path} 中的内容仍然有效。',
  'service.nerdctl-start-why': 'nerdctl 命令会自己找到该用户的 containerd。',
  'service.nerdctl-change': '把 containerd 设置为用户的服务。',
  'service.nerdctl-runs': 'containerd 正作为用户的服务运行。',
  'service.q-nerdctl-network': '要看到 nerdctl 端口的访问者吗？',
  'service.q-nerdctl-network-help':
    '在 RootlessKit 3 之前，不选用它的话，容器里的程序看到的访问者都是网桥的地址。日志和按地址封禁需要真实地址。',
  'service.q-nerdctl-network-default': '按 RootlessKit 的默认方式',
  'service.q-nerdctl-network-default-help':
    '速度快。在 RootlessKit 3 之前看不到访问者的地址；之后的版本在 UDP 上也看不到。',
  'service.q-nerdctl-network-slirp-help':
    '任何版本的 nerdctl 都可用。发布的端口会变慢，并且只通过 IPv4 响应。',
  'service.q-nerdctl-network-pasta-help':
    '比 slirp4netns 快，但在 nerdctl 2.3 及更早版本中，发布端口的容器用它无法启动。',
  'service.pasta-nerdctl':
    '在 nerdctl 2.3 及更早版本中，发布端口的容器用 pasta 无法启动；这里是 nerdctl {nerdctl}。请选择 slirp4netns。',
  'service.bypass-pasta': '它是为 slirp4netns 的网络设计的，而这里选择了 pasta。',
  'service.q-bypass': '允许更快的网络吗？',
  'service.q-bypass-help':
    '有了 bypass4netns，用 `{option}` 启动的容器会使用主机的套接字：几乎和没有自己的网络时一样快，也能看到来访者的真实地址。但它发布的端口在本机所有地址上开放，即使用了 -p 127.0.0.1:...；利用时间差的手法也许能触及本机 127.0.0.1 上的服务。低于 1024 的端口需要 sysctl。需要 Linux 5.9、nerdctl 2，以及 runc 1.1 或 crun 1.6。其他容器不变。',
  'service.q-bypass-because': '它适合流量大的容器；没有它也能用。',
  'service.q-bypass-there': '已经设置好了。',
  'service.bypass-kernel': '需要 Linux 5.9 或更新的版本；这里是 {release}。',
  'service.bypass-too-old': '需要 {name} {needed} 或更新的版本；这里是 {version}。',
  'service.bypass-no-service':
    '只有在由 systemd、OpenRC 或 runit 启动服务的主机上才会设置它；这里不是。',
  'service.bypass-why':
    '它把主机的套接字交给该用户提出要求的容器，并随用户的 containerd 一起结束。您在 {path} 中的内容仍然有效。',
  'service.bypass-start-why':
    'nerdctl 会为每个用 `{option}` 启动的容器请求它；没有它，这样的容器无法启动。',
  'service.bypass-limits':
    '使用 bypass4netns 时，只发布在 127.0.0.1 上的端口也会在本机所有地址上开放。其他容器要通过本机的地址而不是容器的地址访问它。bypass4netnsd 重启后，使用它的容器也需要重启。1024 以下的端口只有从 sysctl 的数字起才会开放，rootlesskit 的权能不起作用。',
  'service.bypass-off-why':
    '您不再需要它。以 `{option}` 运行的容器将无法建立新的连接，并且在不带该选项重新创建之前无法再次启动。',
  'service.bypass-gone-why': '它由先前的一次运行写入。程序会保留；撤销那次运行时才会移除。',
  'service.fuse-stays':
    '{unit} 保持先前运行所设置的样子：用 fuse-overlayfs 创建的容器和镜像需要它。都不在了之后：{command}',
  'service.fuse-overlayfs-why':
    '在该用户 containerd 的命名空间中运行 fuse-overlayfs 的快照器。您在 {path} 中的内容仍然有效。',
  'service.fuse-overlayfs-start-why': '没有它，containerd 无法解包镜像。',
  'service.buildkit-why':
    '为 `nerdctl build` 在该用户 containerd 的命名空间中运行 BuildKit。您在 {path} 中的内容仍然有效。',
  'service.buildkit-start-why': '`nerdctl build` 会自己找到 BuildKit。',
  'service.nerdctl-no-buildkit': '没有安装 buildkitd：`nerdctl build` 不能用，其他功能都可以。',
  'service.nerdctl-netns':
    '这里的 AppArmor 不让 RootlessKit {kit} 把网络分离出来（2.3.4 起可以），因此 containerd 不分离网络：`nerdctl run --net=host` 不是主机的网络，拉取镜像也较慢。',
  'service.nerdctl-buildkit-later':
    'BuildKit（用于 nerdctl build）需要知道 CNI 插件的位置，而这要等软件包装好后才知道：请在这次运行之后重新开始，届时也会设置它。',
  'service.nerdctl-no-bypass': '没有安装 bypass4netns：容器的网络不是最快的。没有它也能用。',

  'shell.nerdctl-mount': '写入 {path}（通往 mount.fuse3）',
  'shell.nerdctl-mount-why':
    'nerdctl 在运行者的 PATH 中查找 mount.fuse3，找不到就不能用 fuse-overlayfs 启动容器。这里它是 {path}，不在普通用户的 PATH 中。',
  'shell.nerdctl-iptables': '写入 {path}（通往 iptables）',
  'shell.nerdctl-iptables-why':
    'nerdctl 在运行者的 PATH 中查找 iptables，找不到就不能发布端口。这里它是 {path}，不在普通用户的 PATH 中。',

  'verify.nerdctl-restart': '重启后的容器（nerdctl）',
  'verify.nerdctl-restart-cause': 'containerd 没有再次启动，或没有启动设为总是重启的容器。',
  'verify.nerdctl-build': '由 Dockerfile 构建镜像（nerdctl）',
  'verify.nerdctl-build-cause': 'BuildKit 没有运行，或无法构建只有一个文件的镜像。',
  'verify.nerdctl-bypass': '经 bypass4netns 的端口（nerdctl）',
  'verify.nerdctl-bypass-cause':
    'bypass4netnsd 没有运行，或容器没有得到主机的套接字：runc 必须是 1.1 或更新的版本，此主机之外也不能有东西禁止 pidfd_getfd。',
  'verify.nerdctl-info': '`nerdctl info` 的结果',
  'verify.nerdctl-info-cause': '响应的 containerd 不是该用户的 rootless containerd。',
  'verify.nerdctl-check': 'containerd 自己的检查',
  'verify.nerdctl-check-cause': 'containerd-rootless-setuptool.sh 报告有所缺失；内容见输出。',

  'engine-check.nerdctl-no-package':
    '要在这里使用 nerdctl，请从 {url} 下载它的发布包，并告诉向导（nerdctl.archive、nerdctl.sha256）：本系统的软件源中都没有 nerdctl。',
  'engine-check.nerdctl-full':
    '要在这里使用 nerdctl，请从 {url} 下载 nerdctl-full-VERSION-linux-ARCH.tar.gz，并告诉向导（nerdctl.archive、nerdctl.sha256）：本系统的软件源中都没有 {names}。',
  'engine-check.nerdctl-service': '用户的 containerd 服务',
  'engine-check.nerdctl-not-set-up': '该用户还没有设置 rootless containerd。',
  'engine-check.nerdctl-netns': 'containerd 的网络命名空间',
  'engine-check.nerdctl-netns-unset':
    '用这个单元 containerd 无法启动：RootlessKit {kit} 会把网络命名空间另放一处，而 AppArmor 配置 unshare-userns-restrict 拒绝这次挂载。向导会写入带有 {setting} 的单元；使用自己的单元时，在 {dropin} 中写上 [Service]，下一行写 Environment={setting}。RootlessKit 2.3.4 及以后的版本两者都不需要。',
  'engine-check.nerdctl-netns-told':
    '{path} 让 RootlessKit {kit} 把网络命名空间另放一处，而 AppArmor 配置 unshare-userns-restrict 拒绝这次挂载，因此 containerd 无法启动。请在那里改为 {setting}。RootlessKit 2.3.4 及以后的版本可以这样做。',
  'engine-check.fuse-snapshotter': 'containerd 的 fuse-overlayfs',
  'engine-check.no-fuse-snapshotter':
    '内核在这里不能挂载 overlay，也没有安装 containerd-fuse-overlayfs-grpc：nerdctl 会完整复制每一层。{url} 的 full 发布包里有它。',
  'engine-check.buildkit': 'nerdctl 的 BuildKit',
  'engine-check.no-buildkit': '没有安装 buildkitd：`nerdctl build` 不能用。',
  'engine-check.bypass4netns': 'bypass4netns',
  'engine-check.bypass4netns-half': '有 bypass4netnsd，但旁边没有 bypass4netns：它无法启动。',
  'engine-check.bypass4netns-failed': 'bypass4netnsd 失败了：要求 bypass4netns 的容器无法启动。',
  'engine-check.bypass4netns-off':
    '已经安装，但 bypass4netnsd 没有运行：要求它的容器无法启动。可以让向导启动它（service.nerdctl-bypass）。',
  'engine-check.no-bypass4netns': '它让容器的网络更快，但没有安装。没有它也能用。',
};
