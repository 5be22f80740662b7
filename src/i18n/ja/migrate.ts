import type { migrate as en } from '../en/migrate.ts';

export const migrate: Readonly<Record<keyof typeof en, string>> = {
  'migrate.privileged': '特権コンテナです。ホストのデバイスとカーネルを直接扱います',
  'migrate.host-network':
    'ホストのネットワークをそのまま使います。rootless では別のネットワークになります',
  'migrate.network': 'rootless エンジンでは {network} ネットワークを使えません',
  'migrate.userns-host': 'ホストの ID を要求しています (userns=host)',
  'migrate.pid-host': 'ホストのプロセスを参照します (pid=host)',
  'migrate.devices': 'ホストのデバイスが必要です: {devices}',
  'migrate.settings-needed': '移行先のエンジンにない設定が必要です: {settings}',
  'migrate.settings-left': '移行先のエンジンにない設定なしで動きます: {settings}',
  'migrate.capabilities': 'ホストに対する権限が必要です: {capabilities}',
  'migrate.sctp': 'SCTP のポートを公開しています',
  'migrate.docker-socket': 'ソケットを通じて root のエンジンと通信します',
  'migrate.low-ports':
    '1024 未満のポートは、先に許可するか、大きい番号で公開する必要があります: {ports}',
  'migrate.bind-mounts':
    'ホストのディレクトリの所有者を、コンテナのユーザーに対応する ID にする必要があります: {paths}',
  'migrate.apparmor': 'rootless エンジンは AppArmor プロファイルを使いません',
  'migrate.limits': 'リソース制限の委譲がないと、制限が効きません',
  'migrate.title': 'このホストの rootful {engine} で動いているものと、{user} に移せるもの:',
  'migrate.moves': 'そのまま移せる',
  'migrate.moves-with-changes': '変更すれば移せる',
  'migrate.stays': '移せない',
  'migrate.none':
    'このホストには、コンテナのある rootful の Docker、Podman、nerdctl がありません。移すものはありません。',
  'migrate.not-allowed': 'rootful の {engine} に問い合わせできません: {detail}',
  'migrate.not-allowed-hint':
    'root でユーザーを指定して実行してください: sudo rootless-wizard migrate --user NAME',
  'migrate.looked-only': '確認だけを行い、何も変更していません。',
  'migrate.ipc-host': 'ホストとメモリを共有します (ipc=host)',
  'migrate.uts-host': 'ホスト名をそのまま使います (uts=host)',
  'migrate.joined-namespace': 'ほかのコンテナの中を参照します (pid または ipc)',
  'migrate.auto-remove': '停止すると消えます (--rm)',
  'migrate.swarm': 'swarm のサービスが作ったもので、再び作られます',
  'migrate.seccomp': '独自の seccomp プロファイルがあります',
  'migrate.links': 'リンク (--link) を使います。Podman にはありません',
  'migrate.volume-driver': 'コピーできるのは通常のローカルボリュームだけです: {volume}',
  'migrate.mount-kind': '{kind} 型のマウントがあります',
  'migrate.bind-unseen': '{path} の所有者を確認できません。root で実行してください',
  'migrate.bind-special': '{path} にホストのソケットかデバイスがあります',
  'migrate.bind-system': 'システムのディレクトリを使います: {path}',
  'migrate.written': '移らないもの: コンテナ自体に書かれた {count} 個のパス: {paths}',
  'migrate.stays-with': '{other} と一体で、そちらが移せません',
  'migrate.check-title': '何かを止める前に、すべて収まるか確認する',
  'migrate.check-why': '名前、ID、空き容量を両側で照合します。何も変更しません。',
  'migrate.check-because': '事前に分かることは、最初の停止の前に確かめます',
  'migrate.image-title': 'イメージ {image} をコピー ({size})',
  'migrate.image-why': '移すコンテナの元になります。root 側のイメージは残ります。',
  'migrate.images-because': 'すべて動かしたまま、{count} 個のイメージをコピーします',
  'migrate.network-title': 'ネットワーク {name} を作る',
  'migrate.network-why': 'これまでどおり、その中でコンテナが名前で相手を見つけます。',
  'migrate.networks-because': '自分で作ったネットワークが {count} 個あります',
  'migrate.stop-title': '{names} を止める',
  'migrate.stop-why':
    'ここから再び動くまで応答しません。コンテナはそのまま残り、いつでも起動できます。',
  'migrate.owners-title': '{path} のファイルの所有者を、新しいコンテナの ID に変える',
  'migrate.owners-why':
    '場所は変わりません。ホスト上では {user} の ID の所有になります。取り消すと元に戻ります。',
  'migrate.volume-title': 'ボリューム {name} をコピー',
  'migrate.volume-title-size': 'ボリューム {name} をコピー ({size})',
  'migrate.volume-why':
    '所有者、モード、時刻はコンテナから見て同じになり、両側を最後の 1 バイトまで照合します。root 側は変更しません。',
  'migrate.container-title': '{name} を {engine} で作る',
  'migrate.container-why': '今と同じ設定で作ります。',
  'migrate.container-why-stopped': '今と同じ設定で作ります。今は動いていないので、起動はしません。',
  'migrate.prove-title': '{name} が動くことを確かめる',
  'migrate.prove-why': '動き続けること、ヘルスチェックがあれば正常なことを見ます。',
  'migrate.prove-why-ports':
    '動き続けること、ヘルスチェックがあれば正常なこと、{ports} で応答することを見ます。',
  'migrate.group-project':
    'compose プロジェクト {name}。コンテナ {containers} 個、ボリューム {volumes} 個',
  'migrate.group-alone': '{name}。ボリュームなし',
  'migrate.group-plain': '{name}。ボリューム {volumes} 個',
  'migrate.cutover-title': '{units} を無効にする',
  'migrate.cutover-why':
    'root の {engine} はもう要りません。削除はせず、取り消すと再び有効になります。',
  'migrate.cutover-because': 'すべて移りました',
  'migrate.cutover-none': 'root 側のサービスはすでに無効です',
  'migrate.cutover-stays': 'root のエンジンは {names} のために動き続けます',
  'migrate.keeps':
    '戻せるように、root のイメージ、ボリューム、コンテナはディスクに残ります。公開ポートには、このホストのファイアウォールが効くようになります。',
  'migrate.note-written':
    '{name}: コンテナ自体に書かれた {count} 個のパスは root 側に残ります: {paths}',
  'migrate.note-podman-restart':
    '{name} が起動時に始まるには、ユーザーの podman-restart.service が必要です。セットアップで選べます。',
  'migrate.file-compose': '{name} を compose ファイルに書き出す',
  'migrate.file-compose-why':
    'コンテナの作り方を記します。自分で使うまで何にも使われません。環境変数に秘密が含まれることがあるので、読めるのは本人だけです。',
  'migrate.file-quadlet': '{name} を Quadlet ユニットに書き出す',
  'migrate.file-quadlet-why':
    'これを使うと systemd がコンテナを管理できます。この場所では有効になりません。切り替え方は中に書いてあります。環境変数に秘密が含まれることがあるので、読めるのは本人だけです。',
  'migrate.files-because': '今のままのコンテナを作り直せるファイル {count} 個',
  'migrate.compose-line': '{file} の {line} 行目: {text}',
  'migrate.compose-gone': 'compose ファイルがもうありません: {file}',
  'migrate.compose-gone-moves':
    'compose ファイルがもうありません: {file} (デーモンが設定を知っているので、それでも移せます)',
  'migrate.one-engine':
    '移す先のエンジンは 1 つです。{engines} ではなく、docker、podman、nerdctl のどれかを指定してください。',
  'migrate.set-up-first': '{user} のエンジンはまだ準備できていません。先にこれを行います:',
  'migrate.then-move': '続いて移行の内容です:',
  'migrate.nothing-moves': '移せるものがないので、すべて今のままです。',
  'migrate.how-to-move':
    '移すには rootless-wizard migrate --yes を実行します。端末では先に確認します。',
  'migrate.note-downtime-bare': 'コンテナが応答しない時間は 1 分未満の見込みです。',
  'migrate.note-downtime-bare-long': 'コンテナが応答しない時間は約 {minutes} 分の見込みです。',
  'migrate.note-downtime-short':
    'コンテナが応答しない時間は 1 分未満の見込みです (ボリュームを 1 秒読んで測りました)。',
  'migrate.note-downtime':
    'コンテナが応答しない時間は約 {minutes} 分の見込みです (ボリュームを 1 秒読んで測りました)。',
  'migrate.note-stopping':
    '停止にはさらに最大 {seconds} 秒かかります (多くはもっと早く止まります)。',
  'migrate.note-stopping-endless':
    '停止にかかる時間は分かりません。{names} には強制終了までの期限がありません。',
  'migrate.note-firewall':
    '公開ポート ({ports}) は、今は {firewall} を通らずに開いています。移行後は {firewall} に従います。ほかのホストに開いておくには: {command}',
  'migrate.note-room':
    'コピーには約 {need} が必要です。コピー先の空きは {free}、移行後は {left} になります。root 側のデータは `migrate --finish` までディスクに残ります。',
  'migrate.note-ill': '{name} は今も正常 (healthy) ではないため、移行後もそれは求めません。',
  'migrate.note-silent':
    '{name} では今 {ports} で待ち受けているものがないため、移行後もそこでの応答は求めません。',
  'migrate.moved': '移行済み',
  'migrate.finish-title': '移行済みの {count} 個を root の {engine} から削除する',
  'migrate.finish-why':
    '先に、それぞれが rootless のエンジンに揃っていることを確かめます。削除後は、取り消しで元のサーバーに戻せません。',
  'migrate.finish-because': '実行 {run} で移したもの',
  'migrate.finish-none': 'root に残っている、移行済みのものはありません。',
  'migrate.group-title': '{user} をグループ {group} から外す',
  'migrate.group-why':
    'root の Docker がまた動くと、このグループの人は実質的に root になります。rootless エンジンには必要ありません。',
  'migrate.finish-stays':
    'ネットワークと root のエンジン自体は残ります。エンジンはほかと同じパッケージです。',
  'migrate.nerdctl-links': 'リンク (--link) を使っていますが、nerdctl にはありません',
  'migrate.nerdctl-aliases':
    'ほかのコンテナから呼ばれる名前が、nerdctl で付けられる数 (コンテナ名とホスト名) より多くあります: {names}',
  'migrate.nerdctl-address':
    '固定の IPv6 アドレス、または複数のネットワークでの固定アドレスがありますが、nerdctl ではできません',
  'migrate.nerdctl-port':
    'ホストのポートを Docker に選ばせていますが、root なしの nerdctl ではできません',
  'migrate.nerdctl-colon': 'コロンを含むパスは nerdctl ではマウントできません: {paths}',
  'migrate.nerdctl-joined-stopped':
    '{other} のネットワークを使っていますが、それが動いていません。nerdctl では動いている必要があります',
  'migrate.nerdctl-nameless': 'イメージに名前がなく、nerdctl は名前でしか見つけられません',
  'migrate.nerdctl-hostname':
    'ほかのコンテナから引き続き見つかるよう、ホスト名が {name} になります',
  'migrate.nerdctl-health':
    'ヘルスチェックは自動では行われません。nerdctl が行うのは root のときだけです。`nerdctl healthcheck {name}` で 1 回行えます',
  'migrate.nerdctl-joined':
    '{other} のネットワークを使うため、再起動のあと自動では戻りません: `nerdctl start {name}`',
  'migrate.nerdctl-log':
    'nerdctl にはログドライバー {driver} がないため、ログは JSON ファイルになります',
  'migrate.nerdctl-log-options': 'nerdctl にはこのログの設定がありません: {options}',
  'migrate.note-nerdctl-compose':
    '最初の `nerdctl compose up` は、同じボリュームとネットワークでこれらのコンテナを作り直します。nerdctl は Docker Compose の印を知らないためです。',
  'migrate.note-nerdctl-networks':
    'nerdctl がネットワークどうしを分けるのは、CNI プラグイン firewall が 1.1.0 以降のときだけです。分けられないときは警告が出ます。',
  'migrate.pod': 'Pod {pod} の一部で、Pod は移せません',
  'migrate.quadlet':
    'systemd が {file} から起動のたびに作り直し、停止のたびに削除するので、undo で戻る先がありません。手作業なら、イメージとボリュームを用意し、WantedBy=default.target としたこのファイルを ~/.config/containers/systemd に置けば動きます',
  'migrate.systemd-unit': 'systemd が管理していて、また起動します: {unit}',
  'migrate.id-map':
    'ID を割り当て直しているため (userns=auto や独自の割り当て)、ファイルの所有者がコンテナから見える ID と違います',
  'migrate.podman-secrets': '読み戻せない Podman のシークレットを使います: {names}',
  'migrate.podman-options': '引き継げない指定で作られています: {options}',
  'migrate.podman-nameless':
    'イメージに移すための名前がありません。名前を付けてください ({engine} tag)',
  'migrate.podman-old-restart':
    'podman-restart.service が起動時にまた動かしますが、この版の Podman は再起動ポリシーを変えられません。先にそのサービスを無効にしてください',
  'migrate.name-twice': 'root の別のエンジンも同じ名前を使っています: {names}',
  'migrate.nerdctl-foreign':
    'nerdctl で作られたものではなく (ctr やほかのプログラムによるもの)、作り方がわかりません',
  'migrate.nerdctl-image':
    'イメージ {image} は今では別のイメージを指しているか、もうありません。先に今のイメージから作り直してください',
  'migrate.nerdctl-bridge':
    '今はネットワーク bridge のほかのコンテナから名前で見つかりますが、移すと見つからなくなります。必要なら、先に専用のネットワークに入れてください',
  'migrate.nerdctl-hidden':
    'root の nerdctl にもコンテナがあるかもしれません。見られるのは root だけです: sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-asleep':
    'root の nerdctl にはコンテナがありますが、containerd が動いていません。調べるためだけには起動しません: systemctl start containerd',
  'migrate.nerdctl-namespaces':
    'root の nerdctl は containerd の別の名前空間にもコンテナを持っています。それらは移行しません: {namespaces}',
  'migrate.cutover-containerd':
    'root の containerd は、ほかで使われているかもしれないので動いたままです。移したものはそこでは止まっていて、再起動ポリシーもありません',
  'migrate.podman-hidden':
    'root の Podman にもコンテナがあるかもしれません。見られるのは root だけです: sudo rootless-wizard migrate --user {user}',
  'migrate.unit-off': 'ユニット {unit} を無効にし、代わりに再起動ポリシーで起動します',
  'migrate.unit-why':
    'root の {name} をまた起動してしまうためです。移したほうは、自身の再起動ポリシーで起動します。',
  'migrate.ulimits':
    'ユーザーの上限を超えるリソース制限は下げます: {limits}。保つには、先に root で systemctl edit {unit} を実行し、[Service] の下に {settings} を書いて、そのユニットを再起動します',
  'migrate.ulimits-unknown':
    'このリソース制限がユーザーの上限内かどうか読み取れませんでした。上限を超えていると起動しません: {limits}',
  'migrate.network-left':
    'ネットワーク {network} は、新しいエンジンにない次の設定なしで続きます: {settings}',
  'migrate.network-taken':
    'ネットワーク {network} ({subnet}) で固定アドレスを使っていますが、rootless のエンジン自身が 10.0.2.0/24 の中にいます',
  'migrate.none-seen': '移せるものは見つかりませんでした。ただし、見られなかったものがあります:',
  'migrate.docker-asleep':
    'root の Docker にはコンテナがありますが、動いていません。調べるために起動することはしません: sudo systemctl start docker (移したコンテナも `migrate --finish` までは残っています)',
  'migrate.docker-hidden':
    'root の Docker は動いておらず、コンテナがあるかもしれません。root だけが見られます: sudo rootless-wizard migrate --user {user}',
  'migrate.nerdctl-host-gateway':
    'host-gateway でホストを探します。nerdctl 2 ではホストのアドレスの一つになり、すべてのアドレスで待ち受けるものだけが応えます。古い nerdctl では自分自身になります',
  'migrate.port-range': 'ポート {range} のうち {port} に固定され、ほかは選ばれません',
  'migrate.log-waits':
    'ログの宛先 {address} は、29.5 より前の rootless Docker ではホストになりません。応答がないと起動しないため残します。ホストの別のアドレスにすれば移せます',
  'migrate.log-loopback':
    'ログの宛先 {address} は、29.5 より前の rootless Docker ではホストになりません。届くのは、このポートを公開するそこのコンテナだけです',
  'migrate.host-gateway':
    'host-gateway でホストに接続します。rootless Docker からホストと、ホストの 127.0.0.1 で待ち受けるものに届くのは --set service.docker-reach-host=true のときだけです',
  'migrate.callers':
    'このコンテナのために docker を呼ぶものは、root の Docker に尋ね続けるため、変更が必要です: {files}',
  'migrate.docker-unit':
    'systemd が root の Docker で再び起動します: {unit}。移すには、先にそのユニットを無効にし、コンテナが動いていることを確かめます',
  'migrate.note-callers':
    '公開ポートでは、これらのコンテナのプログラムには接続元ではなくエンジンのアドレスが見えます。--set {answer}=slirp4netns で接続元が見えます。',
  'migrate.note-callers-plain':
    '公開ポートでは、{names} のプログラムには接続元ではなくエンジンのアドレスが見えます。',
  'migrate.note-group':
    'グループ {group} にはまだ他の人がいて、root の Docker が動けば実質的に root です: {names}',
};
