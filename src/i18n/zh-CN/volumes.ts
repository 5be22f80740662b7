import type { volumes as en } from '../en/volumes.ts';

export const volumes: Readonly<Record<keyof typeof en, string>> = {
  'volumes.ids':
    '卷 {volume}：{path} 属于 {kind} {id}，而新容器的 ID 到 {last} 为止；用回答 subids.count={id} 就够得到',
  'volumes.ids-fixed': '卷 {volume}：{path} 属于 {kind} {id}，而新容器的 ID 到 {last} 为止',
  'volumes.device': '卷 {volume}：{path} 是设备文件，只有 root 能创建；没有它，这个卷就能迁移',
  'volumes.remap': '它的 Docker 会偏移 ID（userns-remap），所以不复制其中的数据：{places}',
  'volumes.bind-ids':
    '{path} 中有文件属于 {kind} {id}，而新容器的 ID 到 {last} 为止；用回答 subids.count={id} 就够得到',
  'volumes.bind-ids-fixed': '{path} 中有文件属于 {kind} {id}，而新容器的 ID 到 {last} 为止',
  'volumes.bind-setuid': '{path} 中有 setuid 或 setgid 程序，更改所有者后会失去这一位',
  'volumes.bind-capable': '{file} 带有能力（capabilities），更改所有者后会失去',
  'volumes.bind-fixed':
    '{file} 不可更改或只能追加（chattr），没人能更改它的所有者；chattr -ia 可以解除',
  'volumes.bind-nosuid':
    '{file} 是 setuid、setgid 或带有能力的程序，而 root 以外的用户也能到达 {path}，所以呈现它的挂载会使其失效',

  'volumes.title': '要迁移的卷：',
  'volumes.line': '{name}：{files} 个文件，{bytes}，ID 最大为 {uid}:{gid}',
  'volumes.unseen': '{name}：没能查看其中的内容；在停止任何容器之前会再查看',
  'volumes.more': '{line}；{parts}',
  'volumes.sockets': '{count} 个套接字，不迁移',
  'volumes.fifos': '{count} 个 FIFO',
  'volumes.devices': '{count} 个设备文件',
  'volumes.setuid': '{count} 个 setuid 或 setgid',
  'volumes.linked': '{count} 个有别名',
  'volumes.sparse': '{count} 个有空洞',
  'volumes.attributes': '{count} 个有扩展属性',
  'volumes.trusted': '{count} 个有只属于 root 的属性，不迁移',
  'volumes.fixed': '{count} 个不可更改或只能追加',

  'volumes.note-unseen': '没能查看 {names} 中的内容；在停止任何容器之前会再查看。',
  'volumes.note-sockets': '卷 {name} 中的 {count} 个套接字不迁移：监听的程序会重新创建。',
  'volumes.note-trusted':
    '卷 {name} 中有 {count} 个文件带有只属于 root 的属性（`trusted.*`），副本中没有它们：在其中存放 overlay 层的程序（例如容器里的 Docker）需要它们。`--set migrate.volumes=idmapped` 或 `in-place` 会保留。',
  'volumes.note-fixed':
    '卷 {name} 中有 {count} 个文件不可更改或只能追加（chattr），副本则不是这样。',
};
