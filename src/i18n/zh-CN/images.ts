import type { images as en } from '../en/images.ts';

export const images: Readonly<Record<keyof typeof en, string>> = {
  'images.title-pull': '重新拉取镜像 {image}（{size}）',
  'images.why-pull':
    '从它原来的镜像仓库按摘要拉取，因此是同一个镜像：{digest}。如果那里取不到，就复制 root 的那份。',
  'images.because-pull': '在一切仍运行时拉取或复制 {count} 个镜像',
  'images.q': '迁移时镜像从哪里来？',
  'images.q-help':
    '要迁移的容器需要您自己的引擎里有它们的镜像：从 root 的 Docker 或 Podman 复制，或从原来的镜像仓库重新拉取。',
  'images.q-copy': '复制',
  'images.q-copy-help': '取自 root 的存储，不需要网络。',
  'images.q-pull': '按摘要重新拉取',
  'images.q-pull-help': '来自镜像仓库的镜像会从那里重新拉取；在本机构建的或已经取不到的，则复制。',
  'images.q-because': '正在运行的镜像本来就在这里。',
};
