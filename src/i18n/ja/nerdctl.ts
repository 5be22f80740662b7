import type { nerdctl as en } from '../en/nerdctl.ts';

export const nerdctl: Readonly<Record<keyof typeof en, string>> = {
  'answers.nerdctl': 'nerdctl',
  'answers.nerdctl-help':
    'containerd は自分の権限で動き、nerdctl は Docker と同じコマンドを受け付けます。同じユーザーの rootless Docker とは併用できません。',
  'engines.nerdctl-and-docker':
    'rootless Docker と rootless containerd は同じユーザーで併用できません。docker か nerdctl の一方を選ぶか、もう一方は別のユーザーに設定してください。',

  'steps.q-archive': 'nerdctl のアーカイブは？',
  'steps.q-archive-help':
    'このホストにパッケージがないものを、ここから取り出します。このホストにあるファイルの絶対パスか、{url} にある nerdctl-VERSION-linux-ARCH.tar.gz の https: アドレスを指定してください。アドレスの場合は実行時に取得します。nerdctl-full-... には `nerdctl build` 用の BuildKit と、containerd とそれに必要なものも入っています。',
  'steps.q-archive-because': 'アドレスを指定しない限り、何も取得しません。',
  'steps.q-archive-because-fuse':
    'アドレスを指定しない限り、何も取得しません。ここではカーネルの overlay が使えません。full には containerd が fuse-overlayfs を使うためのものが入っていて、丸ごとのコピーより速くなります。',
  'steps.q-archive-because-bypass':
    'アドレスを指定しない限り、何も取得しません。選択した bypass4netns のため、full のものが必要です。',
  'steps.q-archive-because-full':
    'アドレスを指定しない限り、何も取得しません。full のほうが必要です。{parts} はこのシステムのどのリポジトリにもありません。',
  'steps.q-sha256': 'そのファイルの sha256 は？',
  'steps.q-sha256-help':
    'リリースページの SHA256SUMS にある、このファイルの行の値です。値が異なるファイルには手を付けません。',
  'steps.q-sha256-because': 'リリースページでしか分かりません。',
  'steps.archive-path':
    '{path} はファイルの絶対パスではありません。/ で始まり、/ で終わらないパスを指定してください。',
  'steps.archive-address':
    '{address} はここで使えるアドレスではありません。https:// で始まり、ユーザー名を含まず、.../nerdctl-full-VERSION-linux-ARCH.tar.gz のようにファイル名で終わるアドレスを指定してください。',
  'steps.q-place': 'nerdctl をどこに入れますか？',
  'steps.q-place-help': 'アーカイブから取り出すものの置き場所です。undo で取り除かれます。',
  'steps.q-place-home': 'ホームディレクトリ',
  'steps.q-place-home-help': '~/.local 以下。root は不要で、自分だけが使います。',
  'steps.q-place-system': '/usr/local',
  'steps.q-place-system-help':
    'root で入れ、このホストの全員が使えます。同じ名前の別のプログラムがすでに PATH にある場合は使えません。',
  'steps.q-place-because': 'root が不要で、ほかの人に影響しません。',
  'steps.q-place-noexec':
    'ホームは noexec でマウントされていて、そこからはプログラムを起動できません。',
  'steps.archive-fetch-title': '{from} を取得する',
  'steps.archive-fetch-why':
    '指定されたアドレスです。sha256 が {sha256} のときだけ、{path} に保存します。',
  'steps.archive-away-title': '{path} を削除する',
  'steps.archive-away-why': '必要なものはすべて取り出してあります。',
  'steps.archive-for-all':
    '{dir} に入れると、root を含むこのホストの全員がこれらのプログラムを使うようになり、undo すると全員が使えなくなります。',
  'steps.archive-taken':
    '{paths} はすでにあり、このプログラムが入れたものではありません。置き換えることも、PATH でそれより前に置くこともしません。ホームに入れるには: --set nerdctl.place=home',
  'steps.sha256-form': 'sha256 は 0〜9 と a〜f の 64 桁です。',
  'steps.archive-missing':
    'ここには nerdctl のパッケージがありません。リリースアーカイブは {url} にあります。自分で取得するか、実行時の取得に任せ、その場所 (パスか https: アドレス) と、そこの SHA256SUMS にあるハッシュを指定してください: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-missing-bypass':
    '選択した bypass4netns がここにありません。パッケージ bypass4netns のあるディストリビューションでは、インストールすればそれを使います。なければ nerdctl の full リリースアーカイブに入っています。{url} から nerdctl-full-VERSION-linux-ARCH.tar.gz を取得するか、実行時の取得に任せ、その場所 (パスか https: アドレス) と、そこの SHA256SUMS にあるハッシュを指定してください: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH',
  'steps.archive-bypass-why':
    '選択した bypass4netns は、ここではほかから入手できません。アーカイブからは {members} だけを、ファイルの sha256 が {sha256} である場合に限って取り出します。',
  'steps.archive-missing-full':
    'ここで nerdctl を使うには、{url} から nerdctl-full-VERSION-linux-ARCH.tar.gz を取得するか、実行時の取得に任せ、その場所 (パスか https: アドレス) と、そこの SHA256SUMS にあるハッシュを指定してください: --set nerdctl.archive=PATH --set nerdctl.sha256=HASH。{parts} はこのシステムのどのリポジトリにもなく、full アーカイブにだけ入っています。',
  'steps.archive-not-full':
    '代わりに {url} の nerdctl-full-VERSION-linux-ARCH.tar.gz とその sha256 を指定してください。{archive} には {members} が入っておらず、このシステムのどのリポジトリにもありません。',
  'steps.archive-lacks':
    '{archive} には {members} が入っていません。ここで必要なアーカイブではないため、何も取り出しません。',
  'steps.sha256-missing':
    'sha256 がないため、{archive} からは何も取り出しません。値はリリースページの SHA256SUMS にあります: --set nerdctl.sha256=HASH',
  'steps.archive-title': '{archive} の nerdctl を {dir} に入れる',
  'steps.archive-why':
    '{members} はほかからは入りません。ファイルの sha256 が {sha256} のときだけ取り出します。',
  'steps.archive-part-title': '{archive} の {part} を {dir} に入れる',
  'steps.archive-part-why':
    '{part} はこのシステムのどのリポジトリにもありません。そのためにアーカイブから {members} を、ファイルの sha256 が {sha256} のときだけ取り出します。',
  'steps.archive-parts-change': '{parts} を nerdctl のリリースアーカイブから入れます。',
  'steps.archive-updates':
    '{parts} はパッケージマネージャーの管理外になるため、更新は自分で行うことになります。',
  'steps.archive-change': 'nerdctl をリリースアーカイブから入れます。',
  'steps.archive-instead':
    'このディストリビューションには nerdctl のパッケージもありますが、指定されたアーカイブを使います。更新は自分で行うことになります。',

  'tui.short-nerdctl': 'アーカイブの nerdctl',
  'tui.short-fetch': '{file} を取得',
  'tui.short-away': '{file} を削除',
  'tui.short-nerdctl-part': '{part} (archive)',

  'storage.nerdctl-said':
    '{path} にスナップショッター {snapshotter} が指定されており、そのまま使います。',
  'storage.nerdctl-keeps':
    'containerd にはすでにイメージがあり、今のスナップショッターを使い続けます。',
  'storage.native-left':
    '{dir} ではカーネルの overlay も fuse-overlayfs も使えません ({detail})。スナップショッター native は必ず動きますが、レイヤーを丸ごとコピーするため、遅く、ディスクを多く使います。',
  'storage.opt-native': 'native',
  'storage.opt-native-help':
    'どこでも動きますが、レイヤーを毎回コピーするため、遅く、ディスクを多く使います。',
  'storage.native-no-snapshotter':
    'カーネルの overlay は {dir} では使えません ({detail})。fuse-overlayfs なら動きますが、containerd にはそのための containerd-fuse-overlayfs-grpc が必要で、ここにはありません。nerdctl の full リリースアーカイブを nerdctl.archive に指定するか、{url} から入手してください。それまではスナップショッター native が動きますが、遅く、ディスクを多く使います。',
  'storage.native-no-service':
    'カーネルの overlay は {dir} では使えません ({detail})。fuse-overlayfs なら動きますが、そのスナップショッターは containerd と並んでユーザーのサービスとして動く必要があり、ここでは設定されません。スナップショッター native は動きますが、遅く、ディスクを多く使います。',
  'storage.fuse-no-service':
    'そのスナップショッターは systemd、OpenRC、runit のいずれかのサービスとして動きますが、このホストではどれも使われていません。',
  'storage.fuse-no-snapshotter':
    'そのためには containerd-fuse-overlayfs-grpc が必要ですが、ここにはありません。nerdctl の full リリースアーカイブ (nerdctl.archive) に入っています。{url} からも入手できます。',
  'storage.containerd-root': 'nerdctl のイメージ、コンテナ、ボリュームを {dir} に置きます。',
  'storage.containerd-native':
    'スナップショッター native 用にイメージを展開するよう containerd に伝えます。',
  'storage.containerd-fuse':
    'fuse-overlayfs のスナップショッターが待ち受ける場所を containerd に伝えます。',
  'storage.containerd-hidden':
    '{dir} と以前のボリュームの場所にあるものは、新しい場所では使われません。削除はされず、元の設定に戻せばまた使えます。',
  'storage.containerd-conf-title': '{path} で containerd を設定する',
  'storage.nerdctl-data-title': '{path} でデータの置き場所を設定する',
  'storage.nerdctl-conf-title': '{path} でスナップショッターを設定する',
  'storage.nerdctl-cni-title': '{path} で CNI プラグインの場所を指定する',
  'storage.nerdctl-cni':
    'nerdctl は CNI プラグインでコンテナをネットワークにつなぎます。このままでは {other} を探しますが、プラグインは {dir} にあります。',
  'storage.nerdctl-hidden':
    'スナップショッター {snapshotter} のコンテナと展開済みのイメージは、新しい設定では使われません。削除はされず、元の設定に戻せばまた使えます。',

  'service.q-nerdctl': 'containerd を起動しますか？',
  'service.q-nerdctl-help':
    '今すぐ、以後はログインのたびに、自分の systemd の下で起動します。linger があれば、ホストの起動時に始まります。',
  'service.q-nerdctl-because': 'nerdctl コマンドに必要です。',
  'service.nerdctl-unwanted': '選択のとおり、containerd をサービスとして起動しません。',
  'service.nerdctl-config-first': 'この設定では nerdctl を使えません: {why}',
  'service.nerdctl-not-here': 'nerdctl がまだありません。パッケージの項目を見てください。',
  'service.nerdctl-no-script':
    'containerd-rootless.sh が見つかりません。nerdctl のリリースアーカイブに入っており、別のパッケージになっているディストリビューションもあります。',
  'service.nerdctl-by-hand':
    'systemd がないため、containerd は自動では起動しません。そのユーザーとして手動で起動するには: {command}',
  'service.nerdctl-unit-why':
    '公式のユニットと同じ名前と場所で、containerd-rootless.sh を通じて containerd を起動します。{path} に書いたものはそのまま効きます。',
  'service.nerdctl-start-why': 'nerdctl コマンドはユーザーの containerd を自分で見つけます。',
  'service.nerdctl-change': 'containerd をユーザーのサービスとして設定します。',
  'service.nerdctl-runs': 'containerd はユーザーのサービスとして動いています。',
  'service.q-nerdctl-network': 'nerdctl に接続元を見せますか？',
  'service.q-nerdctl-network-help':
    'RootlessKit 3 より前では、これを選ばない限り、コンテナの中のプログラムには、どの接続もブリッジのアドレスから来たように見えます。ログやアドレスによる遮断には、本当のアドレスが必要です。',
  'service.q-nerdctl-network-default': 'RootlessKit の既定',
  'service.q-nerdctl-network-default-help':
    '速いです。RootlessKit 3 より前では接続元が分からず、それ以降でも UDP では分かりません。',
  'service.q-nerdctl-network-slirp-help':
    'どの nerdctl でも使えます。公開したポートは遅くなり、IPv4 でしか応答しません。',
  'service.q-nerdctl-network-pasta-help':
    'slirp4netns より速いですが、nerdctl 2.3 までは、ポートを公開するコンテナが起動しません。',
  'service.pasta-nerdctl':
    'nerdctl 2.3 までは、ポートを公開するコンテナが pasta では起動しません。ここでは nerdctl {nerdctl} です。slirp4netns を選んでください。',
  'service.bypass-pasta': 'これは slirp4netns のネットワーク用ですが、pasta が選ばれています。',
  'service.q-bypass': '速いネットワークも使いますか？',
  'service.q-bypass-help':
    'bypass4netns を使うと、`{option}` を付けて起動したコンテナはホストのソケットを使います。独自のネットワークがない場合に近い速さになり、接続元の本当のアドレスも見えます。ただし、公開したポートは -p 127.0.0.1:... でもホストのすべてのアドレスで開き、タイミングを突く手口で 127.0.0.1 のサービスに届くおそれがあります。1024 未満のポートには sysctl が必要です。Linux 5.9、nerdctl 2、runc 1.1 または crun 1.6 が必要です。ほかのコンテナは今までどおりです。',
  'service.q-bypass-because': '通信量の多いコンテナのためのもので、なくても困りません。',
  'service.q-bypass-there': 'すでに設定されています。',
  'service.bypass-kernel': 'Linux 5.9 以降が必要です。ここは {release} です。',
  'service.bypass-too-old': '{name} {needed} 以降が必要です。ここは {version} です。',
  'service.bypass-no-service':
    'systemd、OpenRC、runit のどれかがサービスを起動するホストでだけ設定されます。ここは違います。',
  'service.bypass-why':
    '求めたコンテナにだけホストのソケットを渡し、ユーザーの containerd とともに終わります。{path} に書いたものはそのまま効きます。',
  'service.bypass-start-why':
    'nerdctl は `{option}` を付けたコンテナごとにこれを呼びます。なければそのコンテナは起動しません。',
  'service.bypass-limits':
    'bypass4netns では、127.0.0.1 だけに公開したポートもホストのすべてのアドレスで開きます。ほかのコンテナからは、コンテナのアドレスではなくホストのアドレスで届きます。bypass4netnsd を再起動したら、使っているコンテナも再起動が必要です。1024 未満のポートが開くのは sysctl の番号からだけで、rootlesskit のケーパビリティでは開きません。',
  'service.bypass-off-why':
    'もう使わないと選ばれました。`{option}` で動いているコンテナは新しい接続を開けなくなり、これなしで作り直すまで再び起動できません。',
  'service.bypass-gone-why':
    '以前の実行が書いたものです。プログラムは残ります。その実行を元に戻すと取り除かれます。',
  'service.fuse-stays':
    '{unit} は以前の実行で設定したまま残ります。fuse-overlayfs で作ったコンテナとイメージに必要だからです。それらがなくなったら: {command}',
  'service.fuse-overlayfs-why':
    'ユーザーの containerd の名前空間で fuse-overlayfs のスナップショッターを動かします。{path} に書いたものはそのまま効きます。',
  'service.fuse-overlayfs-start-why': 'これがないと containerd はイメージを展開できません。',
  'service.buildkit-why':
    '`nerdctl build` のために、ユーザーの containerd の名前空間で BuildKit を動かします。{path} に書いたものはそのまま効きます。',
  'service.buildkit-start-why': '`nerdctl build` は BuildKit を自分で見つけます。',
  'service.nerdctl-no-buildkit':
    'buildkitd がないため、`nerdctl build` は使えません。ほかはすべて使えます。',
  'service.nerdctl-netns':
    'ここの AppArmor では RootlessKit {kit} はネットワークを切り離せません (2.3.4 からはできます)。そのため切り離さずに動かします。`nerdctl run --net=host` はホストのネットワークにならず、イメージの取得は遅くなります。',
  'service.nerdctl-buildkit-later':
    'BuildKit (nerdctl build 用) には CNI プラグインの場所が必要ですが、パッケージのインストール後に初めてわかります。この実行の後でもう一度始めると、BuildKit も設定されます。',
  'service.nerdctl-no-bypass':
    'bypass4netns がないため、コンテナのネットワークは最速ではありません。なくても困りません。',

  'shell.nerdctl-mount': '{path} を書く (mount.fuse3 への入口)',
  'shell.nerdctl-mount-why':
    'nerdctl は実行した人の PATH から mount.fuse3 を探し、見つからないと fuse-overlayfs ではコンテナを起動できません。ここでは {path} にあり、一般ユーザーの PATH に含まれません。',
  'shell.nerdctl-iptables': '{path} を書く (iptables への入口)',
  'shell.nerdctl-iptables-why':
    'nerdctl は実行した人の PATH から iptables を探し、見つからないとポートを公開できません。ここでは {path} にあり、一般ユーザーの PATH に含まれません。',

  'verify.nerdctl-restart': '再起動後のコンテナ (nerdctl)',
  'verify.nerdctl-restart-cause':
    'containerd が再び起動しなかったか、常に再起動するはずのコンテナが起動しませんでした。',
  'verify.nerdctl-build': 'Dockerfile からのイメージ (nerdctl)',
  'verify.nerdctl-build-cause':
    'BuildKit が動いていないか、ファイルひとつのイメージを作れませんでした。',
  'verify.nerdctl-bypass': 'bypass4netns のポート (nerdctl)',
  'verify.nerdctl-bypass-cause':
    'bypass4netnsd が動いていないか、コンテナがホストのソケットを受け取れませんでした。runc は 1.1 以降が必要で、このホストの外側で pidfd_getfd が禁じられていてもいけません。',
  'verify.nerdctl-info': '`nerdctl info` の結果',
  'verify.nerdctl-info-cause':
    '応答した containerd は、このユーザーの rootless のものではありません。',
  'verify.nerdctl-check': 'containerd 自身の確認',
  'verify.nerdctl-check-cause':
    'containerd-rootless-setuptool.sh が不足を報告しました。内容は出力のとおりです。',

  'engine-check.nerdctl-no-package':
    'ここで nerdctl を使うには、{url} からリリースアーカイブを取得し、ウィザードで指定してください (nerdctl.archive、nerdctl.sha256)。nerdctl はこのシステムのどのリポジトリにもありません。',
  'engine-check.nerdctl-full':
    'ここで nerdctl を使うには、{url} から nerdctl-full-VERSION-linux-ARCH.tar.gz を取得し、ウィザードで指定してください (nerdctl.archive、nerdctl.sha256)。{names} はこのシステムのどのリポジトリにもありません。',
  'engine-check.nerdctl-service': 'ユーザーの containerd サービス',
  'engine-check.nerdctl-not-set-up':
    'このユーザーにはまだ rootless containerd が設定されていません。',
  'engine-check.nerdctl-netns': 'containerd のネットワーク名前空間',
  'engine-check.nerdctl-netns-unset':
    'このユニットでは containerd が起動しません。RootlessKit {kit} がネットワーク名前空間を別に置こうとし、AppArmor のプロファイル unshare-userns-restrict がそのマウントを拒むためです。ウィザードは {setting} の入ったユニットを書きます。自分のユニットを使う場合は、{dropin} に [Service] と、その下に Environment={setting} を書いてください。RootlessKit 2.3.4 以降ならどちらも要りません。',
  'engine-check.nerdctl-netns-told':
    '{path} が RootlessKit {kit} にネットワーク名前空間を別に置かせますが、AppArmor のプロファイル unshare-userns-restrict がそのマウントを拒むため、containerd が起動しません。そこを {setting} にしてください。RootlessKit 2.3.4 以降ならそのままで動きます。',
  'engine-check.fuse-snapshotter': 'containerd の fuse-overlayfs',
  'engine-check.no-fuse-snapshotter':
    'ここではカーネルの overlay をマウントできず、containerd-fuse-overlayfs-grpc もないため、nerdctl はレイヤーを丸ごとコピーします。{url} の full アーカイブに入っています。',
  'engine-check.buildkit': 'nerdctl の BuildKit',
  'engine-check.no-buildkit': 'buildkitd がないため、`nerdctl build` は使えません。',
  'engine-check.bypass4netns': 'bypass4netns',
  'engine-check.bypass4netns-half':
    'bypass4netnsd はありますが、同じ場所に bypass4netns がないため、起動できません。',
  'engine-check.bypass4netns-failed':
    'bypass4netnsd が失敗しました。bypass4netns を求めるコンテナは起動しません。',
  'engine-check.bypass4netns-off':
    '入っていますが、bypass4netnsd が動いていないため、これを求めるコンテナは起動しません。ウィザードで起動できます (service.nerdctl-bypass)。',
  'engine-check.no-bypass4netns':
    'コンテナのネットワークを速くするもので、入っていません。なくても困りません。',
};
