import type { image as en } from '../en/image.ts';

export const image: Readonly<Record<keyof typeof en, string>> = {
  'image.q-path': 'ファイル内の専用ディスク',
  'image.q-path-help':
    'イメージとコンテナ専用のファイルシステムを入れるファイルです。root のディレクトリの中の絶対パス ({dir}/NAME.xfs など) を指定し、不要なら空のままにします。中は XFS で、起動時にマウントされます。イメージのレイヤーを置けるディレクトリがどこにもないときや、使える容量を限りたいときに役立ちます。',
  'image.q-because':
    'ローカルディスクのディレクトリのほうが簡単です。ファイルは、適した場所がないときや、容量を限りたいときのためのものです。',
  'image.q-because-remote':
    '{dir} もローカルではありません ({type})。そこのディレクトリでは拒まれることも、ファイルの中のファイルシステムなら行えます。',
  'image.q-size': '専用ディスクの大きさ (GB)',
  'image.q-size-help':
    'イメージとコンテナが使える上限です。ファイルは、実際に使われた分だけディスクを使います。',
  'image.q-size-because': 'そこの空き容量の半分までにします。',
  'image.size-free':
    '{dir} の空きは {free} GB しかありません。下のディスクがいっぱいになると、ファイルの中のファイルシステムは壊れます。',
  'image.path-plain':
    '{path} は、英数字と記号 "."、"_"、"+"、"@"、"%"、"-" だけの絶対パスではありません。',
  'image.path-home':
    '{path} はホームの中です。ファイルを差し替えられる人は、カーネルに何でもマウントさせられてしまうため、root のディレクトリに置く必要があります: {usual}',
  'image.path-inside':
    '{path} は、それ自身がマウントされる場所 ({point}) の中です。別の場所を選んでください: {usual}',
  'image.no-loop':
    'コンテナには専用のループデバイスがないため、ここではファイルをマウントできません。storage.image を空にしてください。',
  'image.unused':
    'このままではファイルの中に何も置かれません。{keys} を {point} の下のディレクトリにするか、storage.image を空にしてください。',
  'image.other-mount':
    '{point} にはすでに別のもの ({source}) がマウントされているため、{path} をマウントできません。先にそれを外すか、storage.image を空にしてください。',
  'image.mounted': '{path} は {point} にマウントされており、次の起動からも同じです。',
  'image.change': '{user} のコンテナに、{path} の中の専用ファイルシステムを用意します。',
  'image.dir-because': '{dir} は、ご希望のファイルの中のファイルシステムにあります。',
  'image.remote':
    '{path} は {type} のファイルシステムにあります。root がそこに書けること (NFS では no_root_squash) が必要で、一度にマウントできるのは 1 台だけです。',
  'image.undo': '元に戻しても、イメージやコンテナが入っているあいだ {path} はそのまま残します。',
  'image.offer':
    'イメージのレイヤーを置けるローカルのディレクトリもないときや、使える容量を限りたいときは、専用のファイルシステムを 1 つのファイルの中に作れます ({answer})。',
  'image.file-title': '{path} を作る ({size} GB の XFS。使った分だけディスクを使用)',
  'image.unit-title': '{path} を書く (起動時のマウント)',
  'image.fstab-title': '{path} に 1 行加える (起動時のマウント)',
  'image.mount-title': '{point} にファイルシステムをマウント',
  'image.why':
    'イメージのレイヤーには多くの ID のファイルがあり、それを許すファイルシステムに置きます。{user} が使えるのはその大きさまでです。ファイルは root のもので、ほかの誰も差し替えられません。',
  'image.entry-why':
    '再起動のあと、誰かがログインする前に使えるようになります。いつか失敗しても、マシンは起動します。',
  'image.mount-why':
    '{point} は root のディレクトリにあります。root からはホームに入れないことがあり、ホームにマウントするとそこにあるものが隠れるためです。',
};
