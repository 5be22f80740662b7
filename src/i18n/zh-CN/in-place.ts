import type { inPlace as en } from '../en/in-place.ts';

export const inPlace: Readonly<Record<keyof typeof en, string>> = {
  'in-place.title': '把 root 的卷 {name} 就地交给新容器',
  'in-place.why':
    '{path} 中的文件改为属于 {user} 的容器的 ID；事先写好日志，撤销和重试都据此逐个处理。同名的卷呈现这些文件。',
  'in-place.note':
    '{names} 不会复制，改动的是 root 卷中的文件本身：在此期间请勿启动旧容器，并请事先备份。撤销会把文件连同此后写入的内容一起还给 root。',
  'in-place.q-volumes': '就地移交',
  'in-place.q-volumes-help':
    'root 卷中的文件就地更改所有者，并留有日志，撤销时据此恢复。几乎不需要空间，任何文件系统都可以。没有第二份副本：请事先备份。做不到的卷会被复制。',

  'in-place.open': 'root 以外的用户也能到达那里，能碰到日后归还 root 的文件',
  'in-place.outside': '其中的 {path} 在外面还有别名',
  'in-place.fixed': '其中的 {path} 不可更改或只能追加（chattr）',
};
