import type { images as en } from '../en/images.ts';

export const images: Readonly<Record<keyof typeof en, string>> = {
  'images.title-pull': 'イメージ {image} をもう一度 pull ({size})',
  'images.why-pull':
    '入手元のレジストリから、同じものになるようダイジェストで取得します: {digest}。そこで取得できなければ、root 側のものをコピーします。',
  'images.because-pull': 'すべて動かしたまま、{count} 個のイメージを pull またはコピーします',
  'images.q': '移行時のイメージの入手方法？',
  'images.q-help':
    '移すコンテナのイメージは、自分のエンジンにも要ります。root の Docker や Podman からコピーするか、元のレジストリからもう一度取得します。',
  'images.q-copy': 'コピーする',
  'images.q-copy-help': 'root 側にあるものを使います。ネットワークは要りません。',
  'images.q-pull': 'ダイジェストで pull し直す',
  'images.q-pull-help':
    'レジストリから来たイメージは、そこからもう一度取得します。ここで作ったものや、もう取得できないものはコピーします。',
  'images.q-because': '今動いているものは、すでにここにあります。',
};
