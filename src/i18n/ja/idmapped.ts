import type { idmapped as en } from '../en/idmapped.ts';

export const idmapped: Readonly<Record<keyof typeof en, string>> = {
  'idmapped.q-directories': '移行時のディレクトリの渡し方？',
  'idmapped.q-directories-help':
    '`migrate` で移すコンテナに、ホストのディレクトリをどう渡すか。ファイルの所有者が移行後のコンテナの ID と合わないものだけが対象です。',
  'idmapped.q-directories-because': 'どの環境でも使えます。',
  'idmapped.q-directories-owners': '所有者を変える',
  'idmapped.q-directories-owners-help':
    'ファイルは同じ場所のまま、新しいコンテナの ID の所有になります。取り消すと元に戻ります。',
  'idmapped.q-directories-idmapped': 'マウントで見せる',
  'idmapped.q-directories-idmapped-help':
    'ファイルの所有者は変えず、マウントを通して新しいコンテナの ID で見せます。大きさによらず一瞬で終わり、ほかのプログラムと共用するディレクトリにも使えます。Linux 5.12、util-linux 2.39、systemd と、root だけが変更できるパスが必要です。満たさない場合は所有者を変える計画になります。',
  'idmapped.q-directories-leave': '触らない',
  'idmapped.q-directories-leave-help': 'それを必要とするコンテナは、今の場所に残ります。',
  'idmapped.q-volumes': '移行時のボリュームの渡し方？',
  'idmapped.q-volumes-help':
    '`migrate` で移すコンテナに、名前付きボリュームをどう渡すか。コピーには時間と空き容量が必要ですが、元のボリュームはそのまま残ります。',
  'idmapped.q-volumes-because': '元のボリュームがそのまま残ります。',
  'idmapped.q-volumes-copy': 'コピーする',
  'idmapped.q-volumes-copy-help': 'root 側は `migrate --finish` までそのまま残ります。',
  'idmapped.q-volumes-idmapped': 'マウントで見せる',
  'idmapped.q-volumes-idmapped-help':
    '新しいコンテナは root のボリュームそのものを使います。一瞬で終わり、空き容量も要りません。元に戻しても、書き込んだ内容は残ります。できない場合はコピーします。',

  'idmapped.shown': 'ホストのディレクトリを、コンテナの ID で見せます: {paths}',
  'idmapped.left': '{path} のファイルには別の所有者が必要ですが、触らないという回答です',
  'idmapped.title': '{path} を新しいコンテナの ID で見せる',
  'idmapped.why':
    '{place} にマウントし、起動のたびに systemd がマウントし直します。ファイルの所有者は変わりません。取り消すとマウントを解除します。',
  'idmapped.volume-title': 'root のボリューム {name} を、コピーせずに新しいコンテナに渡す',
  'idmapped.volume-why':
    '同じ名前のボリュームが、{path} を新しいコンテナの ID で見せます。マウントは起動のたびに systemd がし直します。',
  'idmapped.note':
    '{names} はコピーしません。新しいコンテナは、これまでと同じ場所に書き込みます。取り消すと、その後に書かれた内容ごと元のコンテナに戻ります。ほかのユーザーが入れるディレクトリでは、setuid のプログラムが効かなくなります。',
  'idmapped.note-compose':
    '今後 compose ファイルを変えるときは、{path} の代わりに {place} と書いてください。',
  'idmapped.note-owners': '{name} は所有者を変えます: {why}',
  'idmapped.note-copy': 'ボリューム {name} はコピーします: {why}',
  'idmapped.finish-keeps':
    '次の root のボリュームは、新しいコンテナが使っているため残ります: {names}。root で `docker volume prune` を実行したり、root の Docker をデータごと削除したりすると失われます。',

  'idmapped.unknown': 'このホストで何をマウントできるか分かりません',
  'idmapped.nerdctl': 'nerdctl では行いません',
  'idmapped.systemd': 'このマウントは systemd が行いますが、ここでは動いていません',
  'idmapped.util-linux': 'util-linux 2.39 以降が必要ですが、ここは {version} です',
  'idmapped.fs': 'Linux {kernel} では、{type} を別の ID でマウントできません',
  'idmapped.name': '名前を systemd のユニットに書けません',
  'idmapped.below': 'その下に別のものがマウントされています',
  'idmapped.link': 'パスがシンボリックリンクを通っています',
  'idmapped.bent': 'root 以外が {dir} を変更でき、パスの指す先を変えられます',
  'idmapped.alone': '独立したファイルシステムで、オプションに nosuid がありません',
};
