import type { storage as en } from '../en/storage.ts';

export const storage: Readonly<Record<keyof typeof en, string>> = {
  'storage.intro': '让镜像和容器放在速度快、空间足的地方。',
  'storage.no-engine': 'Podman、Docker 和 nerdctl 都不需要设置。',
  'storage.syntax': '{path} 第 {line} 行第 {column} 列：{reason}。不会改动这个文件。',
  'storage.cannot-edit': '{path} 的写法无法安全地编辑。不会改动这个文件。',
  'storage.json-bom':
    '{path} 以字节顺序标记（BOM）开头。不会改动这个文件；请存为不带 BOM 的 UTF-8。',
  'storage.json-not-object': '{path} 的内容不是 JSON 对象。不会改动这个文件。',
  'storage.json-twice':
    '{path} 第 {line} 行第 {column} 列："{name}" 出现了两次，只有最后一个有效。不会改动这个文件。',
  'storage.by-hand': '请手动写入 {path}：{snippet}',
  'storage.as-wanted': '{path} 已经是所需的内容。',
  'storage.driver-asked': '按您的选择，{engine} 使用 {driver}。',
  'storage.overlay-works':
    '在 {dir} 中，内核无需 root 就能挂载 overlay（已实际试过），引擎会自动选用，不需要配置文件。',
  'storage.overlay-said':
    '在 {dir} 中，内核无需 root 就能挂载 overlay（已实际试过），但如果没有文件指明，这个版本的 Podman 会用又慢又占空间的 vfs。',
  'storage.overlay-unknown': '无法在这里试出哪种 overlay 可用，因此交给引擎自己选择。',
  'storage.overlay-elsewhere':
    '数据放在另一个文件系统上，而不是试过 overlay 的那个，因此交给引擎自己选择。',
  'storage.fuse-instead':
    '在 {dir} 中，内核不能在无 root 时挂载 overlay（{detail}），改用 fuse-overlayfs。',
  'storage.vfs-left':
    '在 {dir} 中，内核的 overlay 和 fuse-overlayfs 都不可用（{detail}）；vfs 到处都能用，但每一层都要完整复制：又慢又占磁盘。',
  'storage.podman-keeps': 'Podman 在 {dir} 中已有存储（驱动 {driver}），会继续使用。',
  'storage.podman-keeps-vfs':
    'Podman 在 {dir} 的存储是用 vfs 创建的，又慢又占空间，并会保持这样。选择 overlay 会在旁边新建一个存储：旧的原样保留，只是看不到，直到改回。',
  'storage.podman-keeps-some': 'Podman 在主目录中已有存储，会沿用现有的驱动。',
  'storage.podman-system-place':
    '从 Podman 6 起，{path} 中的位置对所有用户生效，而只有 root 能写入那里：这个文件指定用户自己的位置。',
  'storage.podman-no-version': '不知道会是哪个版本的 Podman，而 storage.conf 的写法取决于版本。',
  'storage.podman-hidden':
    'Podman 将看不到 {dir} 中的存储：{images} 个镜像和 {containers} 个容器。什么都不会删除；改回原来的设置就又能看到。',
  'storage.podman-reset':
    '{dir} 中的存储是用 {driver} 创建的，Podman 不会更换已有存储的驱动（{images} 个镜像，{containers} 个容器）。要使用 {wanted}，请另选目录，或者保存好需要的内容后运行 `podman system reset`（会删除该存储）。',
  'storage.podman-beside':
    'Podman 不会更换已有存储的驱动，因此 {wanted} 在 {graphroot} 中另有自己的存储。{dir} 中的内容（驱动 {driver}；{images} 个镜像、{containers} 个容器，以及卷）原样保留，只是看不到；正在运行的会继续运行。改回原来的设置就又能看到。',
  'storage.podman-beside-some':
    'Podman 不会更换已有存储的驱动，因此 {wanted} 在 {graphroot} 中另有自己的存储。{dir} 中的镜像、容器和卷（驱动 {driver}）原样保留，只是看不到。改回原来的设置就又能看到。',
  'storage.podman-forget': '让 Podman 重新检查磁盘：删除 {path}',
  'storage.podman-forget-why':
    '之前试用 Podman 时，它记下了 overlay 不可用；不删除的话，它对新位置也会这样认为。',
  'storage.conf-none': 'Podman 没有 storage.conf，使用它自己的默认值。',
  'storage.conf-user':
    '对 Podman 生效的是 {path}：在 Podman 5 及更早版本中，用户的文件会取代系统的文件。',
  'storage.conf-system':
    '用户没有自己的文件，因此对 Podman 生效的是 {path}；在 Podman 5 及更早版本中，用户只从中得到 driver、rootless_storage_path、pull_options 和 ignore_chown_errors。',
  'storage.conf-merged':
    '对 Podman 依次生效的是：{paths}。从 Podman 6 起，先读用户、/etc、/usr/share 中最先找到的主文件，再读所有附加文件；后读到的值优先。',
  'storage.conf-said': '{why} 当前有效：{said}。',
  'storage.conf-unread': '{why} 存在但不会读取：{paths}。',
  'storage.conf-env':
    '在您的 shell 中，{said} 给了 Podman 别的指示。这只对在那里启动的程序有效，与服务和这里的检查无关。',
  'storage.conf-overruled':
    '{path} 在 {ours} 之后读取，其中的 "{key}" 是别的值，改动不会生效。请从那个文件中去掉它，或联系管理员。',
  'storage.podman-conf-title': '写入 {path}（Podman 存放镜像的方式）',
  'storage.docker-keeps': 'Docker 已有存储（驱动 {driver}），会继续使用。',
  'storage.docker-hidden':
    'Docker 将看不到 {dir}（驱动 {driver}）中的镜像、容器和卷。什么都不会删除；改回原来的设置就又能看到。',
  'storage.docker-conf-title': '在 {path} 中设置存储',
  'storage.containers-conf-fine': 'Podman 的默认设置适合本机。',
  'storage.containers-conf-title': '写入 {path}（Podman 在这里无法自行判断的设置）',
  'storage.no-pids':
    '本机没有限制进程数的 cgroup 控制器，而 Podman 默认要限制，容器因此无法启动（"controller pids is not available"）：关闭这项限制。',
  'storage.no-pasta': 'Podman 5 默认用 pasta 联网，但这里无法安装：改用 slirp4netns。',
  'storage.podman-6-only':
    'Podman 6 只有 {value}，如果 containers.conf 中写着 {key} = "{old}"，这样的容器就无法启动。',
  'storage.home-fine': '主目录空间足够，文件系统也合适。',
  'storage.home-remote':
    '{dir} 所在的文件系统是 {type}，它拒绝属于其他 ID 的文件：镜像无法在那里解包。',
  'storage.home-noexec':
    '{dir}（{type}）以 noexec 挂载：卷中的程序无法启动，使用某些驱动时，容器中的程序也一样。',
  'storage.home-small': '{dir}（{type}）只剩 {free} 可用空间，镜像很快就会放不下。',
  'storage.home-inodes': '{dir} 虽有空间，但只能再容纳 {inodes} 个文件；一个镜像就有数万个文件。',
  'storage.home-tight': '{dir} 所在磁盘只剩 {percent} %（{free}），镜像很快就会放不下。',
  'storage.dir-title': '为 {user} 的容器创建 {dir}',
  'storage.dir-above-title': '创建 {dir}',
  'storage.dir-why': '{dir} 存放 {user} 的镜像和容器，其他用户看不到里面。',
  'storage.dir-not-plain':
    '{dir} 不是绝对路径，或者含有 "."、".."、冒号、逗号、美元符号或控制字符。',
  'storage.dir-not-lasting': '{dir} 位于系统自己的目录中，或者位于不会保留文件的地方。',
  'storage.dir-top': '{dir} 直接位于 / 之下；请选更深一层的目录。',
  'storage.dir-used':
    '{dir} 里还有其他文件，而引擎会独占它的目录；请选一个专用的目录，例如 {example}。',
  'storage.dir-shared': '{dir} 是另一个引擎的目录；每个引擎都要有自己的目录。',
  'storage.selinux': 'SELinux：新目录需要和原目录相同的标签：{command}',
  'storage.overlay-refused': '在 {dir} 中，内核不能在无 root 时挂载 overlay：{detail}',
  'storage.fuse-refused': '这里无法安装 fuse-overlayfs，或者缺少 /dev/fuse。',
  'storage.q-driver': '{engine} 用哪种存储驱动？',
  'storage.q-driver-help':
    '镜像的各层如何叠成一个文件系统。自动选择的依据是在这块磁盘上的实际试验。',
  'storage.opt-auto': '自动',
  'storage.opt-auto-help': '按试验结果选择；已有的存储不换驱动。',
  'storage.opt-overlay': '内核的 overlay',
  'storage.opt-overlay-help': '速度快；需要 Linux 5.11 或更新版本，以及本地文件系统。',
  'storage.opt-fuse': 'fuse-overlayfs',
  'storage.opt-fuse-help': '旧内核也能用，稍慢一些。',
  'storage.opt-vfs': 'vfs',
  'storage.opt-vfs-help': '到处都能用，但每一层都要复制：又慢又占空间。',
  'storage.q-dir': '{engine} 的数据放在哪里？',
  'storage.q-dir-help':
    '填写本地磁盘上的绝对路径；填 "default" 则保持不变（除非您的配置文件另有规定，否则在主目录中）。',
};
