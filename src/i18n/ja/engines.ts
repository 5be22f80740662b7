import type { engines as en } from '../en/engines.ts';

export const engines: Readonly<Record<keyof typeof en, string>> = {
  'engines.podman': 'Podman',
  'engines.docker': 'Docker',
  'engines.nerdctl': 'nerdctl と containerd',
  'engines.lxc': 'LXC',
  'engines.wsl1': 'WSL 1 には名前空間がないため、コンテナは動きません。WSL 2 に変換してください。',
  'engines.no-new-privs':
    'このセッションは no_new_privs で動いており、newuidmap が働きません。普通にログインし直してから始めてください。',
  'engines.nested':
    'ここはコンテナの中で、これ以上ユーザー名前空間を作れません ({detail})。外側のホストで入れ子を許可する必要があります。',
  'engines.no-package': 'このシステムのどのリポジトリにも {name} がありません。',
  'engines.repository-to-open':
    'ここで使えるリポジトリには {names} がありません。このディストリビューションの追加のリポジトリにはあります。root で {command} を実行してから、もう一度始めてください。',
  'engines.podman-needs-v2':
    'Podman 6 には cgroup v2 が必要ですが、このホストは v1 です。カーネル引数 systemd.unified_cgroup_hierarchy=1 で切り替えてください。',
  'engines.docker-containerd':
    'このユーザーには rootless containerd (nerdctl) が設定されています。同じユーザーに rootless Docker を並べて設定することはできません。',
  'engines.docker-snap':
    'この Docker は snap で、root なしでは動きません。パッケージから Docker をインストールしてください。',
  'engines.no-rootlesskit':
    'rootlesskit がなく、どのリポジトリにもありません。これがないと Docker は root なしで動きません。',
  'engines.nerdctl-docker':
    'このユーザーには rootless Docker が設定されています。rootless containerd を並べて設定することはできません。別のユーザーにするか、先に Docker を止めてください: systemctl --user disable --now docker.service',

  'engines.nerdctl-docker-host':
    'このユーザーの rootless Docker が、このホストのサービス {name} として設定されています。rootless の containerd はその横に設定できません。別のユーザーにするか、先にそのサービスを取り除いてください。',
  'service.intro': 'エンジンを、自分の systemd の下で、root なしでセッションとともに起動します。',
  'service.no-engine': 'Podman、Docker、nerdctl、LXC のいずれも設定しません。',
  'service.no-manager':
    '{user} の systemd が動いておらず、linger がなければ動きません。linger を選ぶか、先に {user} でログインしてください ({command})。',
  'service.docker-by-hand':
    'systemd がないため、Docker は自動では起動しません。そのユーザーとして手動で起動するには: {command}',
  'service.openrc-script': 'サービス {path} を書く',
  'service.openrc-why':
    '{engine} を {user} として動かし、ホストの起動時に始め、ユーザーのランタイムディレクトリを作ります。',
  'service.program-why':
    '{engine} をユーザーとして起動し、終了時にはそのコンテナの後始末をします。',
  'service.openrc-change': '{engine} を、ユーザーとして動く OpenRC のサービスにします。',
  'service.openrc-enable': '{name} をホストと一緒に起動する',
  'service.openrc-enable-why': 'ユーザーがログインしていなくても、起動時から動きます。',
  'service.openrc-start': '{name} を今すぐ起動する',
  'service.runit-change': '{engine} を、ユーザーとして動く runit のサービスにします。',
  'service.runit-enable': '{name} を今すぐ、そしてホストと一緒に起動する',
  'service.runit-enable-why':
    '{path} にリンクされたものを、runit は今すぐ、そして起動のたびに動かし、終了したらまた動かします。',
  'service.runit-log-why':
    '{engine} の出力をホストのログに送ります。これがないと出力は失われます。',
  'service.runit-check-why': '{engine} が応答するようになったことを runit が判断できます。',
  'service.podman-by-hand':
    'Podman はサービスなしでコンテナを動かします。サービスが必要なのは、ソケットを使うプログラムだけです。手動で起動するには: {command}',
  'service.docker-unwanted': '選択に従い、Docker をサービスとして起動しません。',
  'service.config-first': '今の設定では Docker を起動できません: {why}',
  'service.no-script':
    'dockerd-rootless.sh が見つからず、どのパッケージがどこに置くかも分かりません。Docker の rootless 用スクリプトをインストールして、もう一度始めてください。',
  'service.not-installed': '{engine} がまだありません。パッケージの項目を見てください。',
  'service.masked':
    'このユニットはマスクされています (誰かが意図して止めています)。解除するには: {command}',
  'service.stop-title': '{unit} を止めて無効にする',
  'service.unit-gone-title': 'ユニット {path} を取り除く',
  'service.stays':
    '{unit} は以前に設定されたまま残り、この答えでは止まりません。止めるには: {command}',
  'service.unit-title': 'ユニット {path} を書く',
  'service.unit-why':
    'dockerd-rootless.sh で Docker を起動します。名前と場所は公式のユニットと同じです。{path} に置いたものは引き続き有効です。',
  'service.reload-title': 'systemd にユニットを読み直させる',
  'service.reload-why': '新しいユニットは自動では読み込まれません。',
  'service.start-title': '{unit} を今すぐ起動し、以後は自動で起動する',
  'service.start-why': 'docker コマンドは {dir}/docker.sock でデーモンを見つけます。',
  'service.restart-title': '{unit} を再起動する (動いているコンテナは一時止まります)',
  'service.restart-why': 'デーモンがユニットと設定を読むのは起動のときだけです。',
  'service.docker-change': 'Docker をユーザーのサービスとして設定します。',
  'service.docker-runs': 'Docker はユーザーのサービスとして動いています ({dir}/docker.sock)。',
  'service.rootful-beside':
    'root の Docker デーモンも動いていますが、そのままにします。互いのイメージやコンテナは見えません。移せるものを見る、または移すには rootless-wizard migrate を使います。',
  'service.socket-unwanted':
    'Podman のソケットは選ばれていません。Podman 自体はソケットなしで動きます。',
  'service.socket-missing':
    'この Podman には podman.socket がありません。Podman 自体はソケットなしで動きます。',
  'service.socket-change':
    'Docker の API を話すプログラムのために、Podman のソケットを用意します。',
  'service.socket-runs': 'Podman のソケットがあります: {path}',
  'service.socket-why':
    'Docker のソケットを必要とするプログラム (compose やエディター) が {path} で Podman を使えます。使われるまでは何も動きません。',
  'service.restart-change': 'ホストの起動時に Podman のコンテナを再び起動します。',
  'service.restart-unwanted':
    '選択のとおり、ホストの起動時に Podman のコンテナを再び起動することはしません。',
  'service.restart-by-hand':
    'ホストの起動時に Podman のコンテナを起動するものがありません。そのユーザーとして手動で起動するには: {command}',
  'service.restart-host-why':
    '--restart=always で動かしたコンテナを、ホストの起動時に {user} として起動し、停止時に止めます。Podman にはその役目のデーモンがありません。',
  'service.restart-host-start-why':
    'ホストの停止時にコンテナを止められるようにします。止めてあった --restart=always のコンテナも、これと一緒に起動します。',
  'service.restart-boot-title': 'ホストの起動時に {unit} でコンテナを起動する',
  'service.restart-boot-why':
    'Podman には起動を担うデーモンがないため、この設定がないと --restart=always のコンテナも再起動後は止まったままです。',
  'service.q-docker': 'Docker を自動で起動しますか？',
  'service.q-docker-help':
    '今すぐ、以後はログインのたびに、自分の systemd の下で起動します。linger があれば、ホストの起動時に始まります。',
  'service.q-docker-because': 'docker コマンドにはデーモンが必要です。',
  'service.q-network': 'Docker に接続元を見せますか？',
  'service.q-network-help':
    '既定では、コンテナの中のプログラムには、どの接続もブリッジのアドレスから来たように見えます。ログやアドレスによる遮断には、本当のアドレスが必要です。',
  'service.q-network-because': '多くのコンテナは接続元を見ません。',
  'service.q-network-no-slirp':
    '標準のネットワークである slirp4netns がこのシステムのどのリポジトリにもないため、代わりに pasta を使います。',
  'service.q-network-default': 'いいえ',
  'service.q-network-default-help': 'Docker の既定です。速いですが、接続元は分かりません。',
  'service.q-network-there': '以前に選ばれています。',
  'service.q-network-no-proxy': 'はい (Docker のプロキシなし)',
  'service.q-network-no-proxy-help':
    '既定と同じ速さです。Docker 28 と RootlessKit 3 が必要で、Docker 自身のパッケージには 29.5 から両方が入っています。UDP の接続元は隠れたままで、IPv6 の接続は IPv6 のあるネットワークのコンテナにだけ届きます。',
  'service.no-proxy-old':
    'Docker のプロキシなしで接続元が見えるのは、Docker 28 以降と RootlessKit 3 以降です。ここでは Docker {docker} と RootlessKit {kit} です。slirp4netns か pasta を選んでください。',
  'service.no-proxy-unread':
    'このリポジトリの Docker がプロキシなしで接続元を示せるかは、一覧を取得した後でないと分かりません。そのため 2 回の実行が必要です。1 回目は service.docker-network=no-proxy を付けずに、2 回目は付けて実行してください。',
  'service.no-proxy-systemd':
    'Docker のプロキシを切れるのは、systemd が Docker を起動する場合だけです。slirp4netns か pasta を選んでください。',
  'service.proxy-off-title': '{path} で Docker のプロキシを切る',
  'service.proxy-off-why': 'RootlessKit が接続元のアドレスのまま、接続を直接渡すようになります。',
  'service.proxy-on-title': '{path} で Docker のプロキシを使う',
  'service.proxy-on-why':
    '公開したポートが、どのコンテナでも再び IPv6 と ::1 で応答します。接続元のアドレスは隠れます。',
  'service.q-network-slirp': 'はい (slirp4netns)',
  'service.q-network-slirp-help': 'どの Docker でも使えます。公開したポートは遅くなります。',
  'service.q-network-pasta': 'はい (pasta)',
  'service.q-network-pasta-help':
    'slirp4netns より速いです。Docker 25 以降で使え、まだ実験的とされています。最近の pasta では、公開ポートが 127.0.0.1 で応答するには 2.3.1 より新しい RootlessKit が必要です。',
  'service.q-ipv6': 'Docker で IPv6 も使いますか？',
  'service.q-ipv6-help':
    'コンテナが IPv6 のアドレスを持ち、IPv6 で外に出られます。Docker 28 以降では、これから作るネットワークも同じです。IPv6 で来た接続は、コンテナの IPv6 アドレスに渡されます。IPv4 だけで待ち受けるプログラムには、IPv4 でしか届きません。slirp4netns のポートとは一緒に使えません。',
  'service.q-ipv6-because':
    '多くのコンテナには不要です。必要なのは、外の IPv6 アドレスに接続するときだけです。',
  'service.q-ipv6-there': 'すでに、少なくとも一部が有効です。',
  'service.ipv6-systemd': 'IPv6 を設定できるのは、systemd が Docker を起動する場合だけです。',
  'service.ipv6-none':
    'このホストでは IPv6 が無効です (net.ipv6.conf.all.disable_ipv6、または起動時の ipv6.disable)。コンテナも IPv6 を使えません。',
  'service.ipv6-slirp':
    'slirp4netns のポートは IPv4 でしか応答しません。別のネットワークを選ぶか、IPv6 なしにしてください。',
  'service.ipv6-gvisor':
    'RootlessKit 自身のネットワークには IPv6 がなく、slirp4netns はこのシステムのどのリポジトリにもありません。pasta を選ぶか、IPv6 なしにしてください。',
  'service.ipv6-pasta':
    'pasta で IPv6 を使うには RootlessKit 2.3 以降が必要です。ここでは {kit} です。別のネットワークを選ぶか、IPv6 なしにしてください。',
  'service.ipv6-on-title': '{path} で IPv6 を有効にする',
  'service.ipv6-on-why':
    'コンテナは、このホストのアドレスの内側で IPv6 のアドレスを持ちます。すでにあるネットワークは変わりません。Docker 28 より前では、--ipv6 とサブネットなしで作るネットワークも IPv4 だけのままです。',
  'service.ipv6-off-title': '{path} で IPv6 を無効にする',
  'service.ipv6-off-why': 'コンテナは IPv4 だけになります。',
  'service.ipv6-note':
    'ユニットの 1 行が、Docker のネットワークに IPv6 のアドレスと出口を与えます。Docker が転送を始めると、slirp4netns と RootlessKit はこれを設定しません。',
  'service.q-reach': 'ホストへの接続を許しますか？',
  'service.q-reach-help':
    'コンテナのプログラムが、このホストの 127.0.0.1 で待ち受けるもの (データベースなど) を使えるようになります。名前は --add-host host.docker.internal:host-gateway で付けます。',
  'service.q-reach-because':
    '127.0.0.1 で待ち受けるものは、パスワードを求めないことがよくあります。',
  'service.q-reach-there': 'すでに許されています。',
  'service.gateway-title': '{path} に host-gateway の場所を書く',
  'service.gateway-why':
    '--add-host NAME:host-gateway が {address} を指すようになります。その先がこのホストです。',
  'service.pasta-loopback':
    'pasta {pasta} と RootlessKit {kit} の組み合わせでは、公開ポートが 127.0.0.1 で応答しません。RootlessKit 2.3.2 が必要です。slirp4netns を選んでください。',
  'service.network-old':
    'Docker が pasta に対応したのはバージョン 25 からです。slirp4netns を選んでください。',
  'service.pasta-kit':
    'RootlessKit が pasta に対応したのはバージョン 2.0 からで、ここでは {kit} です。slirp4netns を選んでください。',
  'service.pasta-profile':
    'Ubuntu の pasta {pasta} には AppArmor のプロファイルがなく、ここではコンテナのネットワークに入れません。slirp4netns を選んでください。',
  'service.network-no-slirp':
    'slirp4netns はこのシステムのどのリポジトリにもなく、代わりが必要です。pasta を選んでください。',
  'service.q-socket': 'Podman のソケットを使いますか？',
  'service.q-socket-help':
    'Docker 向けのツールから Podman を使えるようになります。使えるのは本人だけで、使われるまでは何も動きません。',
  'service.q-socket-because': '使わなければ負担はありません。',
  'service.q-restart': 'ホスト起動時に再開しますか？',
  'service.q-restart-help':
    '--restart=always を付けて始めたコンテナだけが対象です。ログアウト後もサービスが動く設定が必要です。',
  'service.q-restart-because': '--restart=always に期待される動作です。',

  'shell.intro': '入力したコマンドが rootless のエンジンにつながるようにします。',
  'shell.runtime-dir-title': '{path} で XDG_RUNTIME_DIR を設定する',
  'shell.runtime-dir-why':
    'nerdctl はこれを使ってユーザーの containerd を見つけますが、systemd がないとログインしても設定されません。ほかで設定されていれば、その値のままです。',
  'shell.runtime-dir-other':
    'ここではログインしても XDG_RUNTIME_DIR が設定されませんが、nerdctl には必要です。シェルが起動時に読むファイルに次の行を加えてください: {line}',
  'shell.nothing': 'これが必要なエンジンは設定しません。',
  'shell.ok': 'コマンドはすでに rootless のエンジンにつながります。',
  'shell.change': 'コマンドの接続先を rootless のエンジンにします。',
  'shell.unwanted': '何も選ばれていません。エンジンの動作には影響しません。',
  'shell.q-context': 'docker の接続先を変えますか？',
  'shell.q-context-help':
    '"rootless" という docker コンテキストを作って選びます。`docker context use default` で root のデーモンに戻せます。',
  'shell.q-context-because': 'そうしないと docker は root のデーモンを探します。',
  'shell.q-host': 'DOCKER_HOST を設定しますか？',
  'shell.q-host-help':
    'シェルの起動ファイルに書きます。docker コンテキストも Podman も知らないプログラム (一部の compose ツール、エディター、ライブラリ) のためです。どのコンテキストよりも優先されます。',
  'shell.q-host-because': 'ほとんどのプログラムには不要です。',
  'shell.q-host-there': '以前の実行で設定されています。',
  'shell.context-title': 'docker コンテキスト {name} を作る',
  'shell.context-update': '{host} を指している docker コンテキスト {name} を直す',
  'shell.context-why': 'docker コマンドが自分のデーモンに接続するようになります: {host}',
  'shell.use-title': 'docker コンテキスト {name} を使う',
  'shell.use-why': '今後は {before} の代わりに {name} を使います。',
  'shell.host-overrides':
    'シェルで DOCKER_HOST が {value} に設定されており、コンテキストより優先されます。設定している所で解除してください。',
  'shell.context-overrides':
    'シェルで DOCKER_CONTEXT が {value} に設定されており、選んだコンテキストより優先されます。設定している所で解除してください。',
  'shell.host-elsewhere':
    'DOCKER_HOST は今 {value} に設定されています。最後に設定されたものが有効になります。',
  'shell.host-title': '{path} で DOCKER_HOST を設定する',
  'shell.host-away': '{path} から DOCKER_HOST を取り除く',
  'shell.host-why': 'DOCKER_HOST しか知らないプログラムが {socket} につながります。',
  'shell.no-shell': 'このユーザーのシェルが分かりません。',
  'shell.other': 'このシェルの起動ファイルが分かりません。書き加える行: {line}',
  'shell.block-refused': '{path} は変更しません: {why}。書き加える行: {line}',
  'shell.half-block': '"{begin}" と "{end}" がこの順にそろっていません',
  'shell.two-blocks': '"{begin}" が 2 つ以上あります',

  'verify.intro': '最後に、本物のコンテナで動くことを確かめます。',
  'verify.q': '最後に動作を確認しますか？',
  'verify.q-help':
    '小さなコンテナを起動し、後で削除します。ネットワークは不要で、自分のコンテナには触れません。',
  'verify.q-because': 'コンテナが動いて初めて、設定が正しいと分かります。',
  'verify.later': 'ここでは何も変えません。動作確認は、すべての変更の後に行います。',
  'verify.unwanted': '動作確認は選ばれていません。',
  'verify.run': 'root なしのコンテナ ({engine})',
  'verify.run-cause':
    '{engine} が、複数の所有者のファイルを含むイメージを展開できなかったか、そこからコンテナを起動できませんでした。',
  'verify.idmap': 'コンテナ内の ID ({engine})',
  'verify.idmap-cause':
    '{engine} が、今の /etc/subuid と /etc/subgid とは違う ID を使っています。以前の設定のままか (`podman system migrate` またはデーモンの再起動が必要)、新しい ID を使えなかったかのどちらかです。',
  'verify.volume': 'ボリューム内のファイル ({engine})',
  'verify.volume-cause':
    '{engine} のボリュームに書けなかったか、ファイルの所有者が ID の対応と違います。',
  'verify.port': '公開したポート ({engine})',
  'verify.port-cause':
    '{engine} のネットワークで、このホストからコンテナに接続できません。slirp4netns または pasta、/dev/net/tun、名前空間の中のファイアウォール規則のどれかが原因です。',
  'verify.caller': '公開したポートの接続元 ({engine})',
  'verify.caller-cause': 'ポートは応答しますが、コンテナから接続元のアドレスが見えません。',
  'verify.ipv6': 'コンテナの IPv6 (Docker)',
  'verify.ipv6-cause':
    'コンテナに IPv6 のアドレスがないか、IPv6 で届かないか、IPv6 で外に出られません。内容は出力のとおりです。',
  'verify.low-port': '公開したポート {port} ({engine})',
  'verify.low-port-cause':
    '{engine} はまだポート {port} を使えません。net.ipv4.ip_unprivileged_port_start がそれより大きいか、rootlesskit にケーパビリティがないか、その後デーモンを再起動していません。',
  'verify.limits': 'メモリとプロセス数の制限 ({engine})',
  'verify.limits-cause':
    '{engine} の制限がカーネルに伝わっていません。コントローラーがこのセッションに委譲されていないか、ログインし直す必要があります。',
  'verify.podman-network': '自分で作るネットワーク (Podman)',
  'verify.podman-network-cause':
    '`podman network create` や compose で作ったネットワークが動きません。既定のネットワークは使えます。',
  'verify.podman-restart': 'ソケット再起動後のコンテナ (Podman)',
  'verify.podman-restart-cause': 'Podman のサービスから、このセッションのコンテナが見えません。',
  'verify.podman-info': '`podman info` の結果',
  'verify.podman-info-cause': 'Podman は動きますが、警告があります。内容は出力のとおりです。',
  'verify.docker-restart': '再起動後のコンテナ (Docker)',
  'verify.docker-restart-cause':
    'デーモンが再び起動しなかったか、常に再起動するはずのコンテナが起動しませんでした。',
  'verify.docker-info': '`docker info` の結果',
  'verify.docker-info-cause':
    '応答したデーモンは、このユーザーの rootless のデーモンではありません。',
  'verify.docker-config': 'dockerd による daemon.json の確認',
  'verify.docker-config-cause':
    'このファイルのままでは dockerd を起動できません。理由は上の出力のとおりです。',
  'verify.docker-check': 'Docker 自身のチェック',
  'verify.docker-check-cause':
    'dockerd-rootless-setuptool.sh が不足を報告しました。内容は出力のとおりです。',
};
