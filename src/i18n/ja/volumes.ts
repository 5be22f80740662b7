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
  'volumes.bind-capable': '{file} はケーパビリティを持ち、所有者を変えると失われます',
  'volumes.bind-fixed':
    '{file} は変更不可か追記専用 (chattr) なので、所有者を変えられません。chattr -ia で解除できます',
  'volumes.bind-nosuid':
    '{file} は setuid、setgid、またはケーパビリティ付きです。{path} には root 以外も届くため、それを見せるマウントではその働きを失います',

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
  'volumes.trusted': 'root だけの属性があるものが {count} 個 (属性は移さない)',
  'volumes.fixed': '変更不可か追記専用が {count} 個',

  'volumes.note-unseen': '{names} の中身は確認できませんでした。何かを止める前に確認します。',
  'volumes.note-sockets':
    'ボリューム {name} のソケット {count} 個は移しません。待ち受けるプログラムが作り直します。',
  'volumes.note-trusted':
    'ボリューム {name} の {count} 個のファイルには root だけの属性 (`trusted.*`) があり、コピーには付きません。コンテナ内の Docker のように overlay のレイヤーを置くものには必要です。`--set migrate.volumes=idmapped` か `in-place` なら残ります。',
  'volumes.note-fixed':
    'ボリューム {name} の {count} 個は変更不可か追記専用 (chattr) ですが、コピーはそうなりません。',
};
