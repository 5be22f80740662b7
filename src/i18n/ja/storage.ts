import type { storage as en } from '../en/storage.ts';

export const storage: Readonly<Record<keyof typeof en, string>> = {
  'storage.intro': 'イメージとコンテナを、速くて余裕のある場所に置きます。',
  'storage.no-engine': 'Podman、Docker、nerdctl のいずれも設定しません。',
  'storage.syntax': '{path} の {line} 行 {column} 文字目: {reason}。このファイルは変更しません。',
  'storage.cannot-edit': '{path} は安全に編集できない書き方です。このファイルは変更しません。',
  'storage.json-bom':
    '{path} の先頭に BOM があります。このファイルは変更しません。BOM なしの UTF-8 で保存し直してください。',
  'storage.json-not-object':
    '{path} の中身が JSON オブジェクトではありません。このファイルは変更しません。',
  'storage.json-twice':
    '{path} の {line} 行 {column} 文字目: "{name}" が 2 回あり、最後のものだけが有効です。このファイルは変更しません。',
  'storage.by-hand': '{path} に手動で書き加える内容: {snippet}',
  'storage.as-wanted': '{path} はすでに必要な内容になっています。',
  'storage.driver-asked': '選択に従い、{engine} は {driver} を使います。',
  'storage.overlay-works':
    '{dir} ではカーネルの overlay を root なしでマウントできます (実際に試しました)。エンジンが自動で選ぶため、ファイルは不要です。',
  'storage.overlay-said':
    '{dir} ではカーネルの overlay を root なしでマウントできます (実際に試しました)。ただしこの Podman は、ファイルで指定しないと遅くて場所を取る vfs を使います。',
  'storage.overlay-unknown':
    'ここでどの overlay が使えるか試せなかったため、エンジンの判断に任せます。',
  'storage.overlay-elsewhere':
    'データは overlay を試したのとは別のファイルシステムに置くため、エンジンの判断に任せます。',
  'storage.fuse-instead':
    '{dir} ではカーネルの overlay を root なしでマウントできません ({detail})。代わりに fuse-overlayfs を使います。',
  'storage.vfs-left':
    '{dir} ではカーネルの overlay も fuse-overlayfs も使えません ({detail})。vfs は必ず動きますが、レイヤーを毎回丸ごとコピーするため、遅く、ディスクも多く使います。',
  'storage.podman-keeps':
    'Podman のストアが {dir} にあり (ドライバー {driver})、そのまま使い続けます。',
  'storage.podman-keeps-vfs':
    '{dir} にある Podman のストアは vfs で作られており、遅くて場所を取りますが、そのままです。overlay を選ぶと、隣に新しいストアを作ります。古いストアは見えなくなるだけで、元に戻すまでそのまま残ります。',
  'storage.podman-keeps-some': 'Podman のストアがホームにあり、今のドライバーのまま使い続けます。',
  'storage.podman-system-place':
    'Podman 6 からは {path} の場所がすべてのユーザーに適用されますが、そこに書き込めるのは root だけです。このファイルでユーザー自身の場所を指定します。',
  'storage.podman-no-version':
    'Podman のどのバージョンになるか分からないため、storage.conf の書き方が決まりません。',
  'storage.podman-hidden':
    'Podman から {dir} のストアが見えなくなります (イメージ {images} 個、コンテナ {containers} 個)。削除はされず、元の設定に戻せばまた見えます。',
  'storage.podman-reset':
    '{dir} のストアは {driver} で作られており、Podman はストアのドライバーを変えません (イメージ {images} 個、コンテナ {containers} 個)。{wanted} を使うには、別のディレクトリを選ぶか、必要なものを保存してから `podman system reset` を実行してください (ストアは削除されます)。',
  'storage.podman-beside':
    'Podman はストアのドライバーを変えないため、{wanted} 用の別のストアを {graphroot} に置きます。{dir} の中身 (ドライバー {driver}、イメージ {images} 個、コンテナ {containers} 個、ボリューム) は見えなくなるだけで、そのまま残り、動作中のものは動き続けます。元の設定に戻せばまた見えます。',
  'storage.podman-beside-some':
    'Podman はストアのドライバーを変えないため、{wanted} 用の別のストアを {graphroot} に置きます。{dir} のイメージ、コンテナ、ボリューム (ドライバー {driver}) は見えなくなるだけで、そのまま残ります。元の設定に戻せばまた見えます。',
  'storage.podman-forget': 'Podman にディスクを調べ直させる: {path} を削除',
  'storage.podman-forget-why':
    '以前に Podman を試したとき、overlay は使えないと記録されました。このままでは新しい場所についてもそう判断されます。',
  'storage.conf-none': 'Podman の storage.conf はないため、Podman 自身の既定値が使われます。',
  'storage.conf-user':
    'Podman には {path} が有効です。Podman 5 までは、ユーザーのファイルがシステムのファイルの代わりになります。',
  'storage.conf-system':
    'ユーザーのファイルがないため、Podman には {path} が有効です。Podman 5 までは、ここから driver、rootless_storage_path、pull_options、ignore_chown_errors だけがユーザーに適用されます。',
  'storage.conf-merged':
    'Podman には次の順で有効です: {paths}。Podman 6 からは、ユーザー、/etc、/usr/share のうち最初に見つかった本体のファイル、続いてすべてのドロップインが読まれ、最後に読まれた値が使われます。',
  'storage.conf-said': '{why} 有効な値: {said}。',
  'storage.conf-unread': '{why} あっても読まれないもの: {paths}。',
  'storage.conf-env':
    '今のシェルでは {said} が Podman に別の指定をしています。そこで起動したものだけに有効で、サービスやここでの確認には関係しません。',
  'storage.conf-overruled':
    '{path} は {ours} より後に読まれ、"{key}" に別の値があるため、変更しても効果がありません。そのファイルから取り除くか、管理者に相談してください。',
  'storage.podman-conf-title': '{path} を書く (Podman のイメージの保存方法)',
  'storage.docker-keeps': 'Docker のストア (ドライバー {driver}) があり、そのまま使い続けます。',
  'storage.docker-hidden':
    'Docker から {dir} のイメージ、コンテナ、ボリューム (ドライバー {driver}) が見えなくなります。削除はされず、元の設定に戻せばまた見えます。',
  'storage.docker-conf-title': '{path} でストレージを設定する',
  'storage.containers-conf-fine': 'Podman の既定の設定がこのホストに合っています。',
  'storage.containers-conf-title': '{path} を書く (Podman がここでは自分で判断できない設定)',
  'storage.no-pids':
    'このホストにはプロセス数の cgroup コントローラーがなく、Podman が制限しようとするとコンテナが起動しません ("controller pids is not available")。この制限を無効にします。',
  'storage.no-pasta':
    'Podman 5 はネットワークに pasta を使いますが、ここでは入手できないため、slirp4netns を使います。',
  'storage.podman-6-only':
    'Podman 6 には {value} しかなく、containers.conf に {key} = "{old}" があると、そのようなコンテナは起動しません。',
  'storage.home-fine': 'ホームには十分な空きがあり、ファイルシステムも適しています。',
  'storage.home-remote':
    '{dir} のファイルシステムは {type} で、ほかの ID のファイルを作れないため、イメージを展開できません。',
  'storage.home-noexec':
    '{dir} ({type}) は noexec でマウントされており、ボリュームの中のプログラムや、ドライバーによってはコンテナの中のプログラムも起動できません。',
  'storage.home-small':
    '{dir} ({type}) の空きは {free} しかなく、イメージですぐに足りなくなります。',
  'storage.home-inodes':
    '{dir} は空き容量があっても、あと {inodes} 個のファイルしか作れません。1 つのイメージには数万のファイルがあります。',
  'storage.home-tight':
    '{dir} のディスクの空きは {percent} % ({free}) だけで、イメージですぐに足りなくなります。',
  'storage.dir-title': '{user} のコンテナ用に {dir} を作る',
  'storage.dir-above-title': '{dir} を作る',
  'storage.dir-why':
    '{dir} に {user} のイメージとコンテナを置きます。ほかのユーザーは中を見られません。',
  'storage.dir-not-plain':
    '{dir} は絶対パスではないか、"."、".."、コロン、コンマ、ドル記号、制御文字を含んでいます。',
  'storage.dir-not-lasting': '{dir} は、システムのファイルの場所か、ファイルが残らない場所です。',
  'storage.dir-top': '{dir} は / の直下です。もっと深いディレクトリを選んでください。',
  'storage.dir-used':
    '{dir} にはほかのファイルもあります。エンジンはディレクトリを専用に使うので、{example} のような専用の場所を選んでください。',
  'storage.dir-shared':
    '{dir} はもう一方のエンジンのディレクトリです。エンジンごとに別の場所が必要です。',
  'storage.selinux':
    'SELinux: 新しいディレクトリに元のディレクトリと同じラベルを付けてください: {command}',
  'storage.overlay-refused':
    '{dir} ではカーネルの overlay を root なしでマウントできません: {detail}',
  'storage.fuse-refused': 'fuse-overlayfs を入手できないか、/dev/fuse がありません。',
  'storage.q-driver': 'ストレージドライバー ({engine})',
  'storage.q-driver-help':
    'イメージのレイヤーを 1 つのファイルシステムに重ねる方法です。自動の選択は、このディスクで実際に試した結果です。',
  'storage.opt-auto': '自動',
  'storage.opt-auto-help': '試した結果に従います。既存のストアのドライバーは変えません。',
  'storage.opt-overlay': 'カーネルの overlay',
  'storage.opt-overlay-help': '高速です。Linux 5.11 以降とローカルのファイルシステムが必要です。',
  'storage.opt-fuse': 'fuse-overlayfs',
  'storage.opt-fuse-help': '古いカーネルでも動きます。やや遅くなります。',
  'storage.opt-vfs': 'vfs',
  'storage.opt-vfs-help':
    'どこでも動きますが、レイヤーを毎回コピーするため、遅く、ディスクを多く使います。',
  'storage.q-dir': 'データの置き場所 ({engine})',
  'storage.q-dir-help':
    'ローカルディスクの絶対パス、または "default" を指定します。"default" なら今のままです (自分の設定ファイルで変えていなければホームの中)。',
};
