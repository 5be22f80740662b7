import type { ways as en } from '../en/ways.ts';

export const ways: Readonly<Record<keyof typeof en, string>> = {
  'ways.key': '渡し方',
  'ways.other-list': 'この答えでは移るコンテナが変わります。一覧をもう一度確かめてください。',
  'ways.both': '{first}{rest}',
  'ways.directories': '新しいコンテナにディレクトリをどう渡しますか？',
  'ways.directories-help': 'ファイルの所有者が、新しいコンテナの ID と合いません: {paths}',
  'ways.owners': 'ファイルの所有者を変える',
  'ways.owners-help':
    'このホストのほかのプログラムからも新しい所有者に見え、読み書きできなくなることがあります。取り消すと元に戻ります。',
  'ways.owners-because': 'どの環境でも使え、コンテナに root の権限を与えません。',
  'ways.shown': 'マウントを通して別の ID で見せる',
  'ways.shown-directories-help':
    '一瞬で終わり、所有者は変わりません。ただし、ユーザーのコンテナが root や元の所有者として書き込めるようになります。',
  'ways.others-owners': 'できないものは所有者を変えます。',
  'ways.leave': '触らない',
  'ways.leave-help': 'それを必要とするコンテナは、一緒に移るものも含めて root の下に残ります。',
  'ways.volumes': 'ボリュームをどう渡しますか？',
  'ways.more': '{names} (ほか {count} 件)',
  'ways.volumes-help': 'ファイルの ID を変えて渡す必要があります: {names}',
  'ways.copy': 'コピーする',
  'ways.copy-help':
    '空き容量と時間が必要で、その間コンテナは止まります。root 側はそのまま残るので、いつでも戻れます。',
  'ways.copy-help-short':
    'すべてには空き容量が足りません。一部だけ選べば足りることもあります。root 側はそのまま残ります。',
  'ways.copy-because': '元のボリュームがそのまま残ります。',
  'ways.shown-volumes': 'マウントを通して root のものをそのまま使う',
  'ways.shown-volumes-help':
    '一瞬で終わり、空き容量も要りません。ただし写しがないため、新しいコンテナが書いたり消したりした結果は元のコンテナにも及びます。',
  'ways.given': 'root のものの所有者をその場所で変える',
  'ways.given-help':
    '空き容量はほとんど要らず、記録から元に戻せます。ただし控えは残らないので、前もってバックアップを取ってください。',
  'ways.shown-because': 'コピーとイメージに {need} 必要ですが、空きは {free} です。',
  'ways.others-copied': 'できないものはコピーします。',
};
