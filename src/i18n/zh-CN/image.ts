import type { image as en } from '../en/image.ts';

export const image: Readonly<Record<keyof typeof en, string>> = {
  'image.q-path': '用文件作为容器的专用磁盘？',
  'image.q-path-help':
    '用一个文件存放镜像和容器专用的文件系统：填写 root 的目录中的绝对路径，例如 {dir}/NAME.xfs；不需要则留空。文件里是一个 XFS，开机时挂载。没有任何目录能存放镜像层时，或者要限制用户可用的空间时，可以用它。',
  'image.q-because': '用本地磁盘上的目录更简单；文件用于没有合适目录，或者需要限制空间的情况。',
  'image.q-because-remote':
    '{dir} 也不在本地（{type}）；那里的目录不允许的操作，文件里的文件系统可以做到。',
  'image.q-size': '该文件系统多大（GB）？',
  'image.q-size-help': '镜像和容器最多能占用的空间。文件只占用实际用到的磁盘空间。',
  'image.q-size-because': '不超过那里可用空间的一半。',
  'image.size-free': '{dir} 只剩 {free} GB。下面的磁盘一旦写满，文件里的文件系统就会损坏。',
  'image.path-plain': '{path} 不是只含字母、数字和“.”“_”“+”“@”“%”“-”的绝对路径。',
  'image.path-home':
    '{path} 在主目录中。谁能替换这个文件，谁就能让内核挂载任意内容，所以它必须放在 root 的目录中：{usual}',
  'image.path-inside': '{path} 位于它自己的挂载点（{point}）之内；请另选位置：{usual}',
  'image.no-loop': '容器没有自己的回环设备，因此这里无法挂载文件。请把 storage.image 留空。',
  'image.unused':
    '这样文件里什么都不会存放：请把 {keys} 设为 {point} 之下的目录，或者把 storage.image 留空。',
  'image.other-mount':
    '{point} 上已经挂载了别的内容（{source}），因此无法挂载 {path}。请先卸载它，或者把 storage.image 留空。',
  'image.mounted': '{path} 已挂载在 {point}，以后每次开机也会挂载。',
  'image.change': '{user} 的容器将有自己的文件系统，放在 {path} 中。',
  'image.dir-because': '{dir} 位于您要求的那个文件里的文件系统上。',
  'image.remote':
    '{path} 位于 {type} 文件系统上：必须允许 root 在那里写入（NFS：no_root_squash），并且同一时间只能由一台机器挂载。',
  'image.undo': '撤销时，只要里面还有镜像或容器，{path} 就会保留。',
  'image.offer':
    '如果本地也没有目录能存放镜像层，或者要限制用户可用的空间，可以在一个文件里单独建立文件系统（{answer}）。',
  'image.file-title': '创建 {path}：{size} GB 的 XFS，只占用实际用到的空间',
  'image.unit-title': '写入 {path}：开机时的挂载',
  'image.fstab-title': '在 {path} 中添加一行：开机时的挂载',
  'image.mount-title': '把文件系统挂载到 {point}',
  'image.why':
    '镜像层中有许多 ID 的文件，这里的文件系统允许它们存在；{user} 能用的空间也到此为止。文件属于 root，其他人无法替换。',
  'image.entry-why': '重启后，在有人登录之前就可以使用；万一有一天挂载失败，机器仍能启动。',
  'image.mount-why':
    '{point} 在 root 的目录中：root 可能进不了主目录，而在主目录中挂载会遮住原有内容。',
};
