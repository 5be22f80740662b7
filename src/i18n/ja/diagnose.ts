import type { diagnose as en } from '../en/diagnose.ts';

export const diagnose: Readonly<Record<keyof typeof en, string>> = {
  'diagnose.no-subids': 'このユーザーには従属 ID がありません',
  'diagnose.no-subids-cause':
    'コンテナには専用の ID の範囲が必要ですが、/etc/subuid と /etc/subgid にこのユーザーの行がありません。',
  'diagnose.too-few-subids': 'イメージが、このユーザーのコンテナでは使えない ID を使っています',
  'diagnose.too-few-subids-cause':
    'イメージのファイルの所有者が従属 ID の範囲外です。ほとんどのイメージは 65536 個で足ります。変更後は Podman に範囲を読み直させる必要があります。範囲をもらえない場合は、storage.conf の ignore_chown_errors = "true" で展開できますが、すべてのファイルが同じユーザーのものになります。',
  'diagnose.newuidmap-missing': 'newuidmap と newgidmap がインストールされていません',
  'diagnose.newuidmap-missing-cause':
    'この 2 つのプログラムが従属 ID を割り当てます。これがないと、コンテナは ID を 1 つしか使えません。',
  'diagnose.newuidmap-refused': 'newuidmap が ID の対応付けを拒否しました',
  'diagnose.newuidmap-refused-cause':
    'プログラムが特権 (setuid ビットやファイルケーパビリティ) を失ったか、範囲がこのユーザーのものでないか、シェルのグループがアカウントと違います (newgrp や sg)。',
  'diagnose.userns-forbidden': 'このホストではユーザー名前空間を作れません',
  'diagnose.userns-forbidden-cause':
    'カーネルの設定、または AppArmor (Ubuntu 23.10 以降) が、プロファイルのないプログラムに禁止しています。',
  'diagnose.userns-limit': 'ユーザー名前空間の上限に達しました',
  'diagnose.userns-limit-cause': 'このホストの user.max_user_namespaces が 0 か、小さすぎます。',
  'diagnose.privileged-port': '一般ユーザーが使えるポート番号より小さい番号です',
  'diagnose.privileged-port-cause':
    'root なしで公開できるのは net.ipv4.ip_unprivileged_port_start (1024) 以上のポートだけです。大きい番号で公開する (8080:80) か、この下限を下げてください。',
  'diagnose.no-user-bus': 'このユーザーの systemd セッションがありません',
  'diagnose.no-user-bus-cause':
    'シェルが su や sudo で開かれたため、ログインセッションがありません。ssh かコンソールでログインするか、machinectl shell を使ってください。',
  'diagnose.no-runtime-dir': 'このセッション用のディレクトリがありません',
  'diagnose.no-runtime-dir-cause':
    'XDG_RUNTIME_DIR は通常のログインで作られ、linger で保たれます。su と sudo では作られません。',
  'diagnose.systemd-private': 'エンジンが別の systemd と通信しています',
  'diagnose.systemd-private-cause':
    'このユーザーの D-Bus セッションがないため、エンジンがシステム側を使おうとしました。',
  'diagnose.lchown-denied': 'このファイルシステムでは、自分以外を所有者にできません',
  'diagnose.lchown-denied-cause':
    'NFS などのネットワークファイルシステムや、FUSE の一部ではよくあります。コンテナのデータはローカルディスクに置いてください。',
  'diagnose.overlay-unsupported': 'このファイルシステムでは高速なストレージドライバーが使えません',
  'diagnose.overlay-unsupported-cause':
    'overlay のマウントには対応したカーネルとローカルのファイルシステムが必要です。通常は fuse-overlayfs で回避します。',
  'diagnose.driver-from-database': 'Podman が別のストレージドライバーを覚えています',
  'diagnose.driver-from-database-cause':
    'ドライバーはストアと一緒に記録されています。変えるには空のストアが必要です。リセットするとイメージとコンテナは消えるので、必要なものを先に保存してください。',
  'diagnose.controller-missing': 'リソース制限がこのユーザーに委譲されていません',
  'diagnose.controller-missing-cause':
    '制限には cgroup v2 とコントローラーの委譲が必要です。変更後は再ログインが必要です。',
  'diagnose.tun-missing': 'ネットワークデバイス /dev/net/tun を使えません',
  'diagnose.tun-missing-cause':
    'rootless コンテナのネットワークはこれを使います。tun モジュールが読み込まれていないか、外側のコンテナが隠しています。',
  'diagnose.iptables-failed': 'ここでは iptables が動きません',
  'diagnose.iptables-failed-cause':
    'プログラムがないか、実行中のカーネルに対応するモジュールがありません (カーネル更新後は再起動してください)。',
  'diagnose.rootful-socket': 'docker クライアントが root のデーモンに接続しようとしています',
  'diagnose.rootful-socket-cause':
    'rootless デーモンは自分専用のソケットで待ち受けています。コンテキストか DOCKER_HOST で接続先を変えてください。docker グループに入ると、root と同じ権限を持つことになります。',
  'diagnose.daemon-not-running': 'そのアドレスで Docker デーモンが応答しません',
  'diagnose.daemon-not-running-cause':
    'サービスが動いていないか、linger が無効なため最後のログアウトで終了しました。',
  'diagnose.ping-denied': 'このグループには ping が許可されていません',
  'diagnose.ping-denied-cause':
    'net.ipv4.ping_group_range に、コンテナのユーザーのグループが含まれていません。',
  'diagnose.volume-permission': 'ファイルの所有者が、コンテナ内のユーザーと違います',
  'diagnose.volume-permission-cause':
    'コンテナの root は自分自身で、それ以外のユーザーは自分の従属 ID です (コンテナのユーザー 1000 は、通常ホストの ID 100999)。ホストのディレクトリは、その ID が所有するか、その ID で書き込める必要があります。',
  'diagnose.keyring-quota': 'カーネルのキーリングの上限に達しました',
  'diagnose.keyring-quota-cause':
    'コンテナごとにキーリングを使います。kernel.keys.maxkeys が 1 ユーザーの上限です。',
  'diagnose.containerd-not-running': 'このユーザーの containerd が動いていません',
  'diagnose.containerd-not-running-cause':
    'nerdctl は $XDG_RUNTIME_DIR/containerd-rootless で探します。サービスが失敗したか、止められたか、linger が無効でセッションとともに終わりました。',
  'diagnose.detach-netns': 'AppArmor が RootlessKit のネットワーク名前空間を拒んでいます',
  'diagnose.detach-netns-cause':
    '2.3.4 より前の RootlessKit は unshare(1) で名前空間を別に置きますが、Ubuntu 25.04 以降ではそこから何もマウントできず、containerd がすぐに終わります。ユニットの環境に CONTAINERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false があれば起動します。ウィザードはそのようなユニットを書きます。',
  'diagnose.bypass-daemon': 'bypass4netnsd が動いていません',
  'diagnose.bypass-daemon-cause':
    'コンテナは bypass4netns を求めていて (nerdctl/bypass4netns=true)、nerdctl はこのデーモンに頼みます。これがないとコンテナは起動しません。その注釈なしで作り直せば起動します。',
  'diagnose.no-buildkit': 'BuildKit が動いていないか、ありません',
  'diagnose.no-buildkit-cause':
    '`nerdctl build` には buildctl と、自分のサービスとして動く buildkitd が必要です。どちらも nerdctl の full リリースアーカイブにあります。ほかの機能はなくても使えます。',
  'diagnose.no-cni-plugin': 'CNI プラグインがないか、古すぎます',
  'diagnose.no-cni-plugin-cause':
    'nerdctl は CNI プラグインでコンテナにネットワークを与えます。メッセージにあるものが、探しているディレクトリにありません。別の場所は nerdctl.toml の cni_path で指定できます。',
  'diagnose.known': '{count} 件の説明が見つかりました:',
  'diagnose.unknown':
    'このメッセージの説明はまだありません。rootless-wizard check でこのホストの問題を確認できます。',
  'diagnose.certain': '確実',
  'diagnose.likely': 'おそらく',
  'diagnose.possible': '可能性あり',
  'diagnose.bridge-filter': 'カーネルがブリッジでフィルターしていません',
  'diagnose.bridge-filter-cause':
    'daemon.json に "userland-proxy": false または "icc": false があると、Docker にはモジュール br_netfilter が必要です。読み込めるのは root だけです。どちらもなければ必要ありません。',
  'diagnose.domainname': 'ドメイン名は root なしでは設定できません',
  'diagnose.domainname-cause':
    '--domainname (compose ファイルでは domainname:) を外し、ホスト名に完全な名前を書いてください: --hostname mail.example.org',
  'diagnose.podman-cgroup-v1-cause':
    'ホストを cgroup v2 で起動する必要があります。ブートローダーが分かる場合、ウィザードが次の起動に向けて設定します。',
  'diagnose.podman-slirp': 'Podman 6 に slirp4netns はもうありません',
  'diagnose.podman-slirp-cause':
    'ネットワークは pasta です。podman system migrate が古いコンテナを移行します。containers.conf の default_rootless_network_cmd = "slirp4netns" や、コマンドや Quadlet での指定は取り除いてください。',
  'diagnose.podman-backend': 'Podman 6 には netavark と nftables しかありません',
  'diagnose.podman-backend-cause':
    'containers.conf から network_backend と firewall_driver を取り除いてください。ユーザー自身のファイルにある場合は、それより優先されるドロップインをウィザードが書きます。',
  'diagnose.podman-boltdb': 'Podman 6 のデータベースは以前と違います',
  'diagnose.podman-boltdb-cause':
    '再起動するとコンテナは自動で移行され、これが最も安全です。ほかに Podman を使うものがなければ、下のコマンドでも移行できます。containers.conf に database_backend がある場合は、先にその行を取り除いてください。',
  'diagnose.podman-places': 'システムの storage.conf が root の場所を指しています',
  'diagnose.podman-places-cause':
    'Podman 6 からはその graphroot と runroot がユーザーにも適用されます。ウィザードはユーザー自身の場所を指定するドロップインを書きます。イメージとコンテナは今の場所に残ります。',
  'diagnose.selinux-store': 'SELinux により、コンテナがイメージの置き場所を読めません',
  'diagnose.selinux-store-cause':
    'コンテナが読めるのは、通常の場所 ~/.local/share/containers のラベルが付いたものです。今データのある DIR にも同じラベルを付けるようポリシーに登録し、ラベルを設定してください。semanage は policycoreutils-python-utils に入っています。',
  'diagnose.selinux-volume': 'SELinux により、コンテナがホストのディレクトリを使えません',
  'diagnose.selinux-volume-cause':
    '-v でマウントしたもののラベルは変わらず、コンテナが使えるのはコンテナ用のラベルが付いたものだけです。:z はすべてのコンテナが、:Z はこのコンテナだけが使えるラベルを付けます。ホームや /etc などシステムのディレクトリには使わないでください。中のすべてのラベルが変わります。その場合は --security-opt label=disable で、このコンテナだけを対象外にできます。',
  'diagnose.selinux-iptables': 'SELinux により、デーモンの名前空間で iptables が使えません',
  'diagnose.selinux-iptables-cause':
    'Docker と nerdctl のスクリプトは 2021 年以降、そのためのラベルを設定します。まず更新してください。できない場合、このコマンドで SELinux は iptables の動作だけを記録するのみになります。',
  'diagnose.selinux-denied': 'SELinux が禁止しました',
  'diagnose.selinux-denied-cause':
    'この行には、誰が (scontext)、何に対して (tcontext、tclass)、どの権限を求めたかが書かれています。移動したファイルやバックアップから戻したファイルには、元の場所のラベルが残っていることがよくあります。restorecon はポリシーどおりのラベルを設定し、ausearch は直前の拒否をすべて表示します。',
  'diagnose.selinux-permissive': 'SELinux は記録しただけです',
  'diagnose.selinux-permissive-cause':
    'permissive=1 は、何も止められていないという意味です。失敗の原因は別にあります。enforcing モードでは止められます。',
  'diagnose.confirmed': 'このホストで確認できた問題: {findings}',
  'diagnose.nothing': '説明するテキストがありません。',
  'diagnose.nothing-hint':
    '引数、ファイル、または標準入力で渡してください: docker run ... 2>&1 | rootless-wizard explain -',
};
