import type { session as en } from '../en/session.ts';

export const session: Readonly<Record<keyof typeof en, string>> = {
  'session.xdg': 'セッションのランタイムディレクトリ',
  'session.user-manager': 'systemd のユーザーマネージャー',
  'session.dbus': 'セッションの D-Bus',
  'session.linger': 'ログアウト後の実行',
  'session.took-too-long': '{command} が時間内に応答しませんでした',
  'session.xdg-unset':
    'このシェルでは XDG_RUNTIME_DIR が設定されていません (su や sudo の後によく起こります)。エンジンはそこでソケットを探します。直接ログインし直すか、{dir} を設定してください。',
  'session.xdg-other':
    'XDG_RUNTIME_DIR が別のセッションのものになっています (su や sudo の後によく起こります)。正しくは {dir} です。',
  'session.xdg-missing':
    '{dir} がないか、ユーザー専用になっていません。systemd-logind がログイン時に (linger が有効なら起動時に) 作成します。',
  'session.xdg-no-systemd':
    'systemd がないため、ログイン時に {dir} は作られません。代わりにウィザードがエンジン用の専用ディレクトリを用意します。',
  'session.not-logged-in':
    '{user} は今ログインしていないため、確認できるセッションがありません。問題ではありません。linger を有効にすると開始されます。',
  'session.manager-degraded':
    '動作しています。ただし、このユーザーの別のサービスが失敗しています。',
  'session.manager-unclear':
    'ユーザーマネージャーが動いているかどうか、systemd からはっきりした答えがありません。まだ起動中かもしれません。',
  'session.manager-missing':
    'このホストには systemd がありますが、ユーザーマネージャーが動いていません。このシェルは通常のログインで開かれたものではありません。',
  'session.no-systemd':
    'このホストでは systemd が動いていません。エンジンは動きますが、ホストの起動時に自動では始まらず、動かし続けるサービスもありません。',
  'session.dbus-no-manager': '現在ユーザーセッションがないため、バスを確認できません。',
  'session.dbus-missing':
    'このユーザーの systemd は動いていますが、メッセージバスがありません。コンテナの制限や cgroup スコープに必要です。',
  'session.linger-off':
    'ユーザーの最後のセッションが終わるとコンテナも止まり、ホストの起動時にも始まりません。',
  'session.linger-no-systemd':
    'linger は systemd の機能ですが、ここでは systemd が動いていません。',
  'cgroup.version': 'cgroup のバージョン',
  'cgroup.delegation': 'ユーザーのコントローラー (cgroup の委譲)',
  'cgroup.none-mounted': '{path} に cgroup ファイルシステムがマウントされていません',
  'cgroup.limits-ignored':
    'コンテナは動きますが、--memory や --cpus などの制限は無視されます。rootless エンジンで制限が効くのは cgroup v2 と systemd がある場合だけです。',
  'cgroup.podman-6-needs-v2': 'Podman 6 は cgroup v2 がないと起動しません。',
  'cgroup.no-systemd':
    'コンテナは動きますが、--memory や --cpus などの制限は設定できません。コントローラーをユーザーに委譲するのは systemd です。',
  'cgroup.no-manager': '現在ユーザーマネージャーが動いていないため、まだ読み取れません。',
  'cgroup.not-delegated':
    'ユーザーは {controllers} を使えません。これらを必要とする制限は失敗するか無視されます。',
  'cgroup.no-controllers':
    'このホストの cgroup v2 にはコントローラーがありません (コンテナの中などで起こります)。コンテナは動きますが、--memory や --cpus などの制限は設定できません。',
  'net.iptables': 'ユーザー名前空間での iptables',
  'net.nft': 'ユーザー名前空間での nftables',
  'net.tun': 'TUN デバイス',
  'net.driver': 'rootless コンテナのネットワーク',
  'net.netavark': 'Podman のネットワーク (netavark)',
  'net.dnsname': 'コンテナの名前 (dnsname)',
  'net.iptables-missing':
    'エンジンは iptables でコンテナのネットワークを設定しますが、iptables がインストールされていません。',
  'net.no-firewall-tool':
    'iptables も nftables も使えません。既定のネットワークには影響ありませんが、podman network create で作るネットワークは使えません。',
  'net.iptables-broken':
    '使い捨ての名前空間で iptables を試したところ失敗しました。カーネルモジュールがないか、カーネル更新後に再起動していません。',
  'net.nft-missing':
    'Podman は nft でネットワークを設定しますが、nft がインストールされていません。',
  'net.nft-broken':
    '使い捨ての名前空間で nft を試したところ失敗しました。カーネルモジュールがないか、カーネル更新後に再起動していません。',
  'net.tun-missing':
    'コンテナは TUN デバイスを通してネットワークに接続しますが、ユーザーがこのデバイスを開けません。',
  'net.tun-outside':
    'コンテナは TUN デバイスを通してネットワークに接続します。このホスト自体がコンテナなので、外側のホストからデバイスを渡す必要があります。',
  'net.driver-podman':
    'Podman はコンテナのネットワークに {program} を使いますが、{program} がインストールされていません。',
  'net.driver-none':
    'slirp4netns も pasta もインストールされていません。独自のネットワーク機能を持つのは新しい RootlessKit だけです。',
  'net.netavark-missing':
    '{programs} がないと、podman network create で作るネットワークが失敗したり、コンテナ同士が名前で見つけられなかったりします。',
  'net.dnsname-missing':
    'Podman {version} は CNI プラグイン dnsname で、同じネットワークのコンテナを名前で見つけます。それが入っていません。すでにあるネットワークは、入れたあとで作り直す必要があります。',
  'storage-check.home-fs': 'ホームディレクトリのファイルシステム',
  'storage-check.space': '空き容量',
  'storage-check.noexec': 'このファイルシステムでのプログラム実行',
  'storage-check.overlay': 'root なしの overlay マウント',
  'storage-check.home-hangs':
    '{path} が応答しません。サーバーに接続できないネットワークファイルシステム上にありませんか？',
  'storage-check.no-home':
    'ホームディレクトリがありません。イメージ、ボリューム、設定はその中に置かれます。',
  'storage-check.home-read-only':
    'ユーザーがホームディレクトリに書き込めません。イメージ、ボリューム、設定はその中に置かれます。',
  'storage-check.home-network':
    'ホームがネットワークファイルシステム上にあり、サーバーはコンテナユーザーの ID を拒否します。イメージにはローカルディスクのディレクトリが必要です。',
  'storage-check.home-encrypted':
    'ホームは eCryptfs で暗号化されています。overlay が使えず、長いファイル名も拒否されます。イメージは別の場所に置くほうが確実です。',
  'storage-check.space-none': '空き容量がほとんどなく、イメージを 1 つも安全に展開できません。',
  'storage-check.space-low':
    'イメージとボリュームには容量が必要です。5 GiB 未満ではすぐに足りなくなります。',
  'storage-check.inodes-low':
    '容量はありますが、作成できるファイル数が残りわずかです。1 つのイメージには数万のファイルがあります。',
  'storage-check.noexec-volumes':
    'マウントオプション noexec が設定されています。コンテナは overlay を通して動きますが、ボリューム内のプログラムは実行できません。',
  'storage-check.noexec-all':
    'マウントオプション noexec が設定されているため、コンテナ内のプログラムを実行できません。イメージは別の場所に置く必要があります。',
  'storage-check.no-scratch': '{path} に書き込めません: {detail}',
  'storage-check.other-mount':
    'コンテナのデータは別のファイルシステム ({path}) にあります。確認のためだけに書き込むことはしません',
  'storage-check.overlay-network':
    '{type} はネットワークファイルシステムなので、イメージのレイヤーを置けません。',
  'storage-check.overlay-on-overlay':
    'ホーム自体が overlay 上にあり (コンテナやライブシステムなど)、overlay を重ねられません。',
  'storage-check.overlay-fs': 'ここでは {type} の上で overlay を使えません。',
  'storage-check.overlay-ftype':
    'この XFS は ftype=0 で作られており、overlay ではディレクトリを置き換えられません。後から変更はできません。fuse-overlayfs なら使えますが、少し遅くなります。別のファイルシステムに置いてもかまいません。',
  'storage-check.space-tight':
    '空きは {percent} % しかありません。イメージは増えていき、ディスクがいっぱいになるとエンジンのデータベースが壊れることがあります。',
  'storage-check.overlay-kernel':
    '一般ユーザーの overlay マウントには Linux 5.11 以降 (SELinux では 5.13 以降) が必要です。fuse-overlayfs でも同じことができますが、少し遅くなります。',
  'storage-check.fuse-instead':
    'ここではカーネルの overlay が使えません。インストール済みの fuse-overlayfs が代わりに使われます (少し遅くなります)。',
  'storage-check.no-fuse-device':
    'fuse-overlayfs はインストール済みですが、ユーザーが /dev/fuse を開けません。',
  'engine-check.podman-installed': 'Podman',
  'engine-check.podman-info': '`podman info` の結果',
  'engine-check.podman-conf': 'Podman に有効な storage.conf',
  'engine-check.podman-env': '今のシェルでの Podman のストレージ',
  'engine-check.podman-driver': 'Podman のストレージドライバー',
  'engine-check.podman-mapping': 'Podman が使う ID',
  'engine-check.podman-socket': 'Podman の API ソケット',
  'engine-check.docker-installed': 'Docker',
  'engine-check.docker-script': 'rootless Docker の起動スクリプト',
  'engine-check.rootlesskit': 'RootlessKit',
  'engine-check.docker-config-file': 'dockerd による daemon.json の確認',
  'engine-check.docker-config-bad': '{path} のままでは Docker を起動できません。',
  'engine-check.docker-service': 'rootless Docker のサービス',
  'engine-check.docker-answers': 'rootless デーモンの応答',
  'engine-check.docker-cgroups': 'Docker コンテナの制限',
  'engine-check.docker-driver': 'Docker のストレージドライバー',
  'engine-check.docker-ipv6': 'Docker のコンテナの IPv6',
  'engine-check.docker-ipv6-half':
    'コンテナには IPv6 のアドレスがありますが、{path} には Docker のネットワークを IPv6 で外につなぐ設定がありません。slirp4netns と pasta は、指定しない限り IPv4 しか運びません。',
  'engine-check.docker-proxy': 'Docker が公開するポート',
  'engine-check.docker-proxy-old':
    'この設定では、root なしのこのバージョンの Docker は公開ポートをホスト側で開きません (`docker ps` には表示されます)。{path} から "userland-proxy": false を外し、Docker を再起動してください。',
  'engine-check.docker-proxy-module':
    'この設定では、br_netfilter が読み込まれていないと Docker は起動しません。今すぐと起動のたびに読み込むか、{path} から "userland-proxy": false を外してください。',
  'engine-check.rootlesskit-udp':
    '公開した UDP ポートの応答が、このホスト以外には届きません。RootlessKit {version} は、ほかの接続元への応答を失います (ゲームサーバー、DNS、VPN など)。3.0.1 で直り、Docker には 29.5.3 から入っています。',
  'engine-check.rootlesskit-udp-nerdctl':
    '公開した UDP ポートの応答が、このホスト以外には届きません。RootlessKit {version} は、ほかの接続元への応答を失います (ゲームサーバー、DNS、VPN など)。3.0.1 以降で直っています: {url}',
  'engine-check.docker-proxy-kit':
    '公開したポートは応答しますが、コンテナから接続元が見えるのは RootlessKit 3 以降だけです。ここでは {kit} です。',
  'engine-check.docker-proxy-new':
    'RootlessKit 3 以降なら、この方法で接続元のアドレスがコンテナに届きます。カーネルに br_netfilter が読み込まれている必要があります (起動のたびに)。',
  'engine-check.docker-host': 'DOCKER_HOST',
  'engine-check.docker-context': 'Docker コンテキスト',
  'engine-check.docker-group': 'docker グループ',
  'engine-check.rootful': 'root で動く Docker デーモン',
  'engine-check.podman-docker': 'docker コマンド',
  'engine-check.containerd-rootless': 'Docker と並ぶ rootless containerd',
  'engine-check.nerdctl-installed': 'nerdctl と containerd',
  'engine-check.cni': 'CNI プラグイン',
  'engine-check.lxc-installed': 'LXC',
  'engine-check.lxc-usernet': 'ユーザーの LXC コンテナ用ネットワーク',
  'engine-check.not-installed': '{name} がインストールされていません。',
  'engine-check.podman-not-used':
    'このユーザーは起動後にまだ Podman を使っていません。問い合わせるとディレクトリが作られてしまうため、実行しません。',
  'engine-check.podman-fails': 'このままでは、このユーザーで Podman が動きません。',
  'engine-check.podman-warns': 'Podman は動作していますが、警告があります。',
  'engine-check.podman-one-id':
    'Podman がまだ自分の ID だけを割り当てているため、ほとんどのイメージを展開できません。指示すると、新しい ID の範囲を使うようになります。範囲をもらえない場合は、storage.conf の ignore_chown_errors = "true" でイメージを展開できますが、中のファイルはすべて自分のものになり、複数のユーザーで動くプログラムは失敗します。',
  'engine-check.vfs':
    'このドライバーはレイヤーごとにイメージ全体をコピーします。動きますが、遅く、容量も多く使います。',
  'engine-check.vfs-needless':
    'ストアは vfs で作られており、レイヤーごとにイメージ全体がコピーされます。今は overlay が使えますが、ドライバーを変えると別のストアになり、現在のイメージはそこからは見えません。',
  'engine-check.docker-no-script':
    'dockerd はありますが、root なしで起動するスクリプト (dockerd-rootless.sh) がありません。',
  'engine-check.no-rootlesskit':
    'デーモンが動く名前空間を作る RootlessKit がインストールされていません。',
  'engine-check.no-manager': '現在ユーザーマネージャーが動いていないため、判断できません。',
  'engine-check.docker-failed': 'サービスは起動されましたが失敗しました。理由はログにあります。',
  'engine-check.docker-not-set-up': 'このユーザーの rootless Docker はまだ設定されていません。',
  'engine-check.docker-stopped': 'サービスは設定済みですが、動いていません。',
  'engine-check.docker-not-running': 'デーモンが動いていないため、問い合わせできません。',
  'engine-check.docker-silent': 'サービスは動いていますが、ソケットから応答がありません。',
  'engine-check.docker-not-rootless':
    'ユーザーのソケットでデーモンが応答しましたが、rootless であることを示していません。',
  'engine-check.docker-config': '{path} は正しい JSON ではありません',
  'engine-check.docker-host-other':
    'DOCKER_HOST はどのコンテキストよりも優先され、別の場所を指しています。docker コマンドは {socket} ではないデーモンにつながります。',
  'engine-check.context-other':
    'docker コマンドはコンテキスト {name} に送られます。これはこのユーザーの rootless デーモンではありません。',
  'engine-check.context-rootful':
    'docker コマンドは rootless ではなく、root で動くデーモンに送られます。',
  'engine-check.context-default':
    'docker コマンドはシステムのソケットに送られます。ウィザードが rootless デーモン用のコンテキストを作ります。',
  'engine-check.docker-group-cause':
    'このグループのメンバーは、root で動くデーモンを通してパスワードなしで root になれます。rootless Docker には不要です。',
  'engine-check.rootful-beside':
    'rootless のデーモンと並んで動き続け、変更されません。イメージとコンテナもそのままです。移せるものを見る、または移すには rootless-wizard migrate を使います。',
  'engine-check.podman-docker-cause':
    'ここでは docker は Podman のラッパー (パッケージ podman-docker) で、Docker 本来のクライアントと同時にはインストールできません。',
  'engine-check.dockerd-rootless': 'rootless の dockerd',
  'engine-check.dockerd-conflict':
    'このユーザーの rootless Docker が動いています。並べて rootless containerd を動かすと、同じ ID とディレクトリを使ってしまいます。どちらかをやめるか、別のユーザーで動かしてください。',
  'engine-check.two-rootlesskits': '複数の rootlesskit',
  'engine-check.two-rootlesskits-cause':
    '最初のものが使われます。AppArmor のプロファイル、1024 未満のポートのための権限、更新は、それぞれ対象にした 1 つにしか効きません。ほかに必要とするものがなければ、残りのパッケージやファイルを削除してください。',
  'engine-check.host-and-context': 'DOCKER_HOST とコンテキスト',
  'engine-check.host-and-context-cause':
    'docker コマンドはコンテキストより DOCKER_HOST を優先するため、このシェルでは選んだコンテキストが効きません。',
  'engine-check.forward-drop': 'root の Docker と他のブリッジ',
  'engine-check.forward-drop-cause':
    'root の Docker デーモンはホスト全体の FORWARD ポリシーを DROP にするため、LXC や Incus のコンテナがネットワークにつながらなくなることがあります。そのときは /etc/docker/daemon.json に "ip-forward-no-drop": true を書いてください。',
  'engine-check.containerd-conflict':
    'このユーザーには rootless containerd (nerdctl) が設定されています。rootless Docker の設定ツールは同じユーザーでの併用を拒否します。',
  'engine-check.no-cni':
    'nerdctl は CNI プラグインでコンテナにネットワークを与えますが、見つかりませんでした。',
  'engine-check.lxc-no-nic':
    '{user} はまだコンテナをブリッジに接続できません。lxc-usernet に許可の行がありません。',
};
