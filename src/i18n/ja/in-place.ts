import type { inPlace as en } from '../en/in-place.ts';

export const inPlace: Readonly<Record<keyof typeof en, string>> = {
  'in-place.title': 'root のボリューム {name} を、その場所のまま新しいコンテナに渡す',
  'in-place.why':
    '{path} のファイルを {user} のコンテナの ID に変えます。先に記録を書き、取り消しや再試行ではその記録から一つずつ確かめます。同じ名前のボリュームがそれを見せます。',
  'in-place.note':
    '{names} はコピーせず、root のボリュームのファイルそのものを変えます。この間は元のコンテナを起動せず、前もってバックアップを取ってください。取り消すと、その後に書かれたものも含めて root に戻ります。',
  'in-place.q-volumes': 'その場所のまま渡す',
  'in-place.q-volumes-help':
    'root のボリュームのファイルの所有者を、その場所で変えます。記録を残し、取り消すと元に戻ります。空き容量はほとんど要らず、どのファイルシステムでも使えます。控えは残らないので、前もってバックアップを取ってください。できないものはコピーします。',

  'in-place.open': 'root 以外もそこに届き、後で root に戻るものに触れられます',
  'in-place.outside': '中の {path} に、外側の別名があります',
  'in-place.fixed': '中の {path} が変更不可か追記専用です (chattr)',
};
