import type { volumes as en } from '../en/volumes.ts';

export const volumes: Readonly<Record<keyof typeof en, string>> = {
  'volumes.ids':
    'ボリューム {volume}: {path} の所有者は {kind} {id} ですが、新しいコンテナの ID は {last} までです。回答 subids.count={id} で届くようになります',
  'volumes.ids-fixed':
    'ボリューム {volume}: {path} の所有者は {kind} {id} ですが、新しいコンテナの ID は {last} までです',
  'volumes.device':
    'ボリューム {volume}: {path} は root だけが作れるデバイスです。これがなければボリュームを移せます',
  'volumes.remap':
    'この Docker は ID をずらしている (userns-remap) ため、データをコピーできません: {places}',
  'volumes.bind-ids':
    '{path} に {kind} {id} のファイルがありますが、新しいコンテナの ID は {last} までです。回答 subids.count={id} で届くようになります',
  'volumes.bind-ids-fixed':
    '{path} に {kind} {id} のファイルがありますが、新しいコンテナの ID は {last} までです',
  'volumes.bind-setuid':
    '{path} に setuid か setgid のプログラムがあり、所有者を変えるとその働きを失います',

  'volumes.title': '移すもののボリューム:',
  'volumes.line': '{name}: {files} 個、{bytes}、ID は {uid}:{gid} まで',
  'volumes.unseen': '{name}: 中身を確認できませんでした。何かを止める前に確認します',
  'volumes.more': '{line}。{parts}',
  'volumes.sockets': 'ソケット {count} 個 (移さない)',
  'volumes.fifos': 'FIFO {count} 個',
  'volumes.devices': 'デバイス {count} 個',
  'volumes.setuid': 'setuid か setgid が {count} 個',
  'volumes.linked': '別名のあるものが {count} 個',
  'volumes.sparse': '穴のあるものが {count} 個',
  'volumes.attributes': '拡張属性のあるものが {count} 個',

  'volumes.note-unseen': '{names} の中身は確認できませんでした。何かを止める前に確認します。',
  'volumes.note-sockets':
    'ボリューム {name} のソケット {count} 個は移しません。待ち受けるプログラムが作り直します。',
};
