import type { room as en } from '../en/room.ts';

export const room: Readonly<Record<keyof typeof en, string>> = {
  'room.lacking': '全部迁移还缺 {lacking}。不会只迁移一半：放不下的会整个留在原处。',
  'room.fits': '这些可以一起放下：{names}。需要 {need}，之后还剩 {left}。',
  'room.volume': '{name} 的卷 {volume}（{size}）此外就放不下了。{helps}',
  'room.images': '{name} 的镜像（{size}）此外就放不下了。',
  'room.more': '另有 {count} 个卷也放不下。',
  'room.helps-both':
    '通过挂载显示（migrate.volumes=idmapped）或就地移交（in-place）时，它不需要空间。',
  'room.helps-mount': '通过挂载显示（migrate.volumes=idmapped）时，它不需要空间。',
  'room.helps-in-place': '就地移交（migrate.volumes=in-place）时，它几乎不需要空间。',
  'room.helps-none': '在本机上它只能复制。',
  'room.apart':
    '可以先单独迁移放得下的（{options}）。其余的可以之后用另一种方式另行迁移，也可以留在原处，或放到更大的文件系统（{setting}）。',
  'room.apart-none': '请腾出空间，换一种方式，或使用更大的文件系统（{setting}）。',
  'room.mark': '放不下',
};
