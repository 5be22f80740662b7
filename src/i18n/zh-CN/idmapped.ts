import type { idmapped as en } from '../en/idmapped.ts';

export const idmapped: Readonly<Record<keyof typeof en, string>> = {
  'idmapped.q-directories': '迁移时如何使用主机目录？',
  'idmapped.q-directories-help':
    '`migrate` 如何把主机目录交给迁移的容器。只涉及文件所有者与迁移后容器的 ID 不一致的目录。',
  'idmapped.q-directories-because': '在任何环境都可用。',
  'idmapped.q-directories-owners': '更改所有者',
  'idmapped.q-directories-owners-help': '文件位置不变，改为属于新容器的 ID；撤销时会恢复。',
  'idmapped.q-directories-idmapped': '通过挂载呈现',
  'idmapped.q-directories-idmapped-help':
    '文件所有者不变，由一个挂载以新容器的 ID 呈现。无论多大都立即完成，也适合与其他程序共用的目录。需要 Linux 5.12、util-linux 2.39、systemd，以及只有 root 能改动的路径；不满足时改为更改所有者。',
  'idmapped.q-directories-leave': '保持不动',
  'idmapped.q-directories-leave-help': '需要这些目录的容器留在原处。',
  'idmapped.q-volumes': '迁移时如何使用命名卷？',
  'idmapped.q-volumes-help':
    '`migrate` 如何把命名卷交给迁移的容器。复制需要时间和空间，原来的卷保持不变。',
  'idmapped.q-volumes-because': '原来的卷保持不变。',
  'idmapped.q-volumes-copy': '复制',
  'idmapped.q-volumes-copy-help': 'root 的卷保持不变，直到 `migrate --finish`。',
  'idmapped.q-volumes-idmapped': '通过挂载呈现',
  'idmapped.q-volumes-idmapped-help':
    '新容器直接使用 root 的卷，立即完成，不需要更多空间。撤销后会保留它们写入的内容。无法这样做时改为复制。',

  'idmapped.shown': '主机目录会以容器自己的 ID 呈现给它：{paths}',
  'idmapped.left': '{path} 中的文件需要别的所有者，而回答是保持不动',
  'idmapped.title': '以新容器的 ID 呈现 {path}',
  'idmapped.why':
    '在 {place} 挂载，每次启动时由 systemd 重新挂载。文件的所有者不变；撤销时结束挂载。',
  'idmapped.volume-title': '不复制，直接把 root 的卷 {name} 交给新容器',
  'idmapped.volume-why':
    '一个同名的卷以新容器的 ID 呈现 {path}，所用的挂载每次启动时由 systemd 重新建立。',
  'idmapped.note':
    '{names} 不会复制：新容器和旧容器一样写在那里。撤销后回到旧容器，并保留此后写入的全部内容。其他用户能进入的目录中，setuid 程序不再生效。',
  'idmapped.note-compose': '以后修改 compose 文件时，请把 {path} 写成 {place}。',
  'idmapped.note-owners': '{name} 仍改为更改所有者：{why}',
  'idmapped.note-copy': '卷 {name} 仍改为复制：{why}',
  'idmapped.finish-keeps':
    'root 的这些卷会保留，因为新容器正在使用它们：{names}。以 root 运行 `docker volume prune`，或连同数据一起删除 root 的 Docker，都会删掉它们。',

  'idmapped.unknown': '不知道本机能挂载什么',
  'idmapped.nerdctl': '不为 nerdctl 这样做',
  'idmapped.systemd': '这种挂载由 systemd 建立，而它没有在这里运行',
  'idmapped.util-linux': '需要 util-linux 2.39 或更高版本，这里是 {version}',
  'idmapped.fs': '在 Linux {kernel} 上，{type} 不能以别的 ID 挂载',
  'idmapped.name': '它的名称无法写进 systemd 的单元',
  'idmapped.below': '它下面还挂载了别的东西',
  'idmapped.link': '它的路径经过符号链接',
  'idmapped.bent': 'root 以外的用户能更改 {dir}，从而改变该路径指向的内容',
  'idmapped.alone': '它是单独的文件系统，选项中没有 nosuid',
};
