import type { ways as en } from '../en/ways.ts';

export const ways: Readonly<Record<keyof typeof en, string>> = {
  'ways.key': '方式',
  'ways.other-list': '按这个回答，要迁移的容器有变化：请再看一遍列表。',
  'ways.both': '{first}{rest}',
  'ways.directories': '新容器如何使用它们的目录？',
  'ways.directories-help': '其中文件的所有者与新容器的 ID 不一致：{paths}',
  'ways.owners': '更改文件的所有者',
  'ways.owners-help': '本机的其他程序也会看到新的所有者，可能无法再访问这些文件。撤销时会恢复。',
  'ways.owners-because': '在任何环境都可用，也不给容器 root 的权限。',
  'ways.shown': '通过挂载以别的 ID 呈现',
  'ways.shown-directories-help':
    '立即完成，所有者不变。但该用户的容器从此能以 root 和其他所有者的身份写入。',
  'ways.others-owners': '无法这样做的，更改所有者。',
  'ways.leave': '保持不动',
  'ways.leave-help': '需要它们的容器，连同与之一起迁移的容器，都留在 root 下。',
  'ways.volumes': '如何带走命名卷？',
  'ways.more': '{names}（另有 {count} 个）',
  'ways.volumes-help': '其中的文件在迁移时需要换成别的 ID：{names}',
  'ways.copy': '复制',
  'ways.copy-help': '需要空间和时间，期间容器停止。root 的卷保持不变，随时可以退回。',
  'ways.copy-help-short': '空间不足以复制全部；只勾选一部分时可能够用。root 的卷保持不变。',
  'ways.copy-because': '原来的卷保持不变。',
  'ways.shown-volumes': '通过挂载直接使用 root 的卷',
  'ways.shown-volumes-help':
    '立即完成，不需要更多空间。但没有第二份副本：新容器写入或删除的内容，旧容器看到的也是如此。',
  'ways.given': '就地更改 root 的卷的所有者',
  'ways.given-help': '几乎不需要空间，可凭日志恢复。但没有第二份副本：请事先备份。',
  'ways.shown-because': '复制和镜像需要 {need}，而可用空间只有 {free}。',
  'ways.others-copied': '无法这样做的会复制。',
};
