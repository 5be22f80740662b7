import type { room as en } from '../en/room.ts';

export const room: Readonly<Record<keyof typeof en, string>> = {
  'room.lacking':
    'すべてを移すには空きが {lacking} 足りません。半分だけ移すことはなく、入らないものはそのまま残ります。',
  'room.fits': '次のものは一緒に入ります: {names}。必要なのは {need} で、{left} の空きが残ります。',
  'room.volume': '{name} のボリューム {volume} ({size}) は、そのほかに入りません。{helps}',
  'room.images': '{name} のイメージ ({size}) は、そのほかに入りません。',
  'room.more': 'ほかに {count} 個のボリュームも入りません。',
  'room.helps-both':
    'マウントで見せる (migrate.volumes=idmapped) か、その場所のまま渡せば (in-place)、空きは要りません。',
  'room.helps-mount': 'マウントで見せれば (migrate.volumes=idmapped)、空きは要りません。',
  'room.helps-in-place':
    'その場所のまま渡せば (migrate.volumes=in-place)、空きはほとんど要りません。',
  'room.helps-none': 'このホストではコピーしかできません。',
  'room.apart':
    '入るものだけを先に移せます ({options})。残りは、別の方法で後から移すか、そのまま残すか、もっと大きいファイルシステムに置けます ({setting})。',
  'room.apart-none':
    '空きを作るか、別の方法か、もっと大きいファイルシステム ({setting}) を選んでください。',
  'room.mark': '入りません',
};
