import type { steps as en } from '../en/steps.ts';

export const steps: Readonly<Record<keyof typeof en, string>> = {
  'steps.after-account':
    '新しいアカウントができてから行います。この計画を適用し、もう一度ウィザードを始めてください。',
  'steps.after-system': '最初の手順の問題が解決してから行います。',
  'steps.unknown-fact': '{what} を読み取れなかったため、ここでは何も決めません: {because}',
  'steps.file-too-big': '{path} は大きすぎて安全に編集できません。',
  'steps.file-unreadable':
    '{path} を読み取れません。root で --user NAME を付けてウィザードを始めてください。',
  'steps.file-not-regular': '{path} は通常のファイルではないため、変更しません。',
  'steps.file-not-utf8':
    '{path} は UTF-8 として正しくないため、変更しません。先に直すか、別の場所に移してください。',
  'steps.file-is-link':
    '{path} は {target} へのリンクです。システムのツールが受け付けないため、先にファイルそのものに置き換えてください。',

  'steps.system-intro': 'root なしでコンテナを動かせるか、誰のために設定するかを調べます。',
  'steps.system-ok': 'このホストで、このユーザーのコンテナを設定できます。',
  'steps.system-change': '先にシステムの基本部分を整える必要があります。',
  'steps.immutable':
    '{os} はイメージまたは設定から作られます ({how})。ここでは、残る変更だけを行います。それ以外はこのシステム用のテキストになり、計画とともに表示され、実行の記録のそばに保存されます。',
  'steps.elsewhere': '足りないものは、このシステムのイメージまたは設定に入れます。',
  'steps.elsewhere-waits':
    '先にこのシステムのイメージまたは設定で用意する必要があります: {because}',
  'steps.elsewhere-there': 'すでにあります。',
  'steps.wsl1': 'WSL 1 には Linux カーネルがありません。変換してください: wsl --set-version NAME 2',
  'steps.family-untried':
    'このバージョンはまだ {os} で試されていません。同意する前に、変更を 1 つずつ確認してください。',
  'steps.nested':
    'このホスト自体がユーザー名前空間の中にあります。渡せるのは、外側のホストから割り当てられた ID だけです。',
  'steps.no-new-privs':
    'このセッションではプログラムが権限を得られず (no_new_privs)、newuidmap が働きません。ssh またはコンソールから普通にログインし直してから始めてください。',
  'steps.user-root':
    'root にこの設定は不要です。設定するユーザーを指定してください: --user NAME (このホスト: {users})。',
  'steps.user-root-alone':
    'root にこの設定は不要で、このホストには一般ユーザーがいません。--user NAME と回答 user.create で作ってください。',
  'steps.user-system':
    '{user} (uid {uid}) はシステムのアカウントです。一般ユーザーを選ぶか、コンテナ用に作ってください。',
  'steps.user-number':
    '{user} という名前は数字だけなので、/etc/subuid でユーザー ID {user} と区別できません。先に名前を変えてください。',
  'steps.user-name':
    '{user} という名前には、一部のツールが受け付けない文字があります。英数字、ドット、ハイフン、アンダースコアは確認済みです。そのようなアカウントを選んでください。',
  'steps.user-no-home':
    '{user} にはホームディレクトリがありませんが、コンテナのデータはそこに置かれます。作ってください: usermod -d /home/NAME -m NAME',
  'steps.user-home-missing':
    '{user} のホーム {path} がありませんが、コンテナのデータはそこに置かれます。先に作ってください。',
  'steps.user-home-read-only':
    '{user} は {path} に書き込めませんが、コンテナのデータはそこに置かれます。先に書き込めるようにしてください。',
  'steps.user-no-shell':
    '{user} はログインできません (ログインシェルは {shell})。別のシェルを選んでください: usermod -s /bin/bash NAME',
  'steps.new-name':
    '{user} は新しいアカウントの名前に使えません。英小文字で始め、英小文字、数字、ハイフン、アンダースコアだけで 32 文字以内にしてください。',
  'steps.create-change': '{user} はまだ存在しないため、コンテナ用に作ります。',
  'steps.create-needs-root': '{user} は存在せず、アカウントを作るには root が必要です。',
  'steps.create-title': 'ユーザー {user} を作る',
  'steps.create-why':
    'コンテナに専用のアカウントを与え、人のアカウントと分けます。その後もう一度ウィザードを始めて設定してください。',
  'steps.id-tools-reinstall': '{packages} を再インストールする',
  'steps.id-tools-mode': '{path} に setuid ビットを戻す',
  'steps.id-tools-why':
    '{paths} が ID を割り当てる権限を失っています。このままではコンテナのユーザーが 1 人だけになります。',
  'steps.id-tool-owner':
    '{path} は root のものではないため、権限を与えられません。削除すると、システムのものが使われます。',

  'steps.without-systemd':
    'systemd がありません。CPU とメモリの制限は効かず、コンテナが起動時に始まるのは、このホストのサービスがそうする場合だけです。',
  'steps.runtime-dir-note':
    '{path} はメモリ上にあり、再起動のたびに作り直す必要があります。ウィザードをもう一度始めるか、起動スクリプトで作ってください。',
  'steps.runtime-dir-title': '{path} を作る',
  'steps.runtime-dir-why':
    'エンジンがソケットやロックを置く場所です。systemd がないと自動では作られません。',
  'steps.runtime-dir-odd':
    'セッションが動いているのに、{path} がないか、ユーザーのものではありません。すべてのセッションからログアウトし、ログインし直してください。',
  'steps.runtime-dir-unset':
    'このシェルには自分のセッションがありません (su や sudo)。ウィザードはこのまま使えますが、自分でコマンドを実行するときは {command} を実行するか、正式にログインしてください: {login}',
  'steps.login-first':
    'このユーザーのセッションがなく、linger がなければ残りません。自分でコマンドを実行するときは ssh でログインするか、次を実行してください: {command}',
  'steps.dbus-title': 'ユーザーのメッセージバスを起動する',
  'steps.dbus-why':
    'エンジンはこれを通じて、ユーザーの systemd に制限や後片付けを依頼します。セッションのほうがバスより先に始まっています。',
  'steps.dbus-after-install':
    'このセッションにはまだメッセージバスがありません。最後に制限が効かなければ、すべてのセッションからログアウトし、ログインし直してください。',

  'steps.packages-intro':
    '足りないものを、このホストのパッケージマネージャーでインストールします。',
  'steps.packages-ok': '必要なプログラムはすべてそろっています。',
  'steps.packages-no-engine': 'エンジンが選ばれていないため、何も必要ありません。',
  'steps.packages-change': '{count} 個のパッケージが足りません。',
  'steps.packages-title': '{names} をインストールする',
  'steps.packages-why':
    '選んだエンジンに必要です。推奨パッケージは入れません。必要なものはすべてここに挙げています。',
  'steps.packages-unwanted': '足りませんが、インストールしないことを選びました: {names}',
  'steps.packages-unknown':
    '{os} で {needs} を提供するパッケージが分かりません。手動でインストールしてから、もう一度始めてください。',
  'steps.packages-by-hand':
    '{os} でこれらのプログラムを提供するものを、依存するものと一緒に手動でインストールしてください: {programs}。そのあと rootless-wizard をもう一度始めると、それらを見つけて残りを続けます。',
  'steps.packages-unseen':
    'あるかどうかをパッケージマネージャーなしでは確かめられないため、調べていません: {programs}。なければ、これもインストールしてください。',
  'steps.packages-lists-first':
    '{manager} にはまだパッケージの一覧がなく、先に取得します。すべてそろうかどうかは、そのとき分かります。',
  'steps.packages-no-candidate':
    'どのリポジトリにも {names} がありません。{command} で一覧を更新するか、含まれているリポジトリを追加して、もう一度始めてください。',
  'steps.packages-conflict':
    '{wanted} と {installed} は同時に入れられません。{installed} は削除されます。',
  'steps.packages-exclude':
    '{wanted} は {installed} と同時に入れられません。だれも使っていなければ、先に root で削除してください: {command} (ほかに削除されるものが表示され、確認を求められます)。そのあと、もう一度始めてください。',
  'steps.packages-stopped':
    'rootless コンテナに root の次のサービスは不要です: {units}。インストールで入った場合も、起動も有効化もしません。',
  'steps.packages-unconfirmed': 'このリリースではまだ確認されていないパッケージ名です: {names}',
  'steps.packages-incus':
    'Incus または LXD がインストールされています。newuidmap が入ると、/etc/subuid と /etc/subgid に root の行が必要になります: root:1000000:1000000000',

  'steps.subids-intro':
    'ユーザーに ID の範囲を割り当て、コンテナの中で複数のユーザーを使えるようにします。',
  'steps.subids-ok': '{user} の ID は足りており、ほかの誰とも重なりません。',
  'steps.subids-new': '{user} にはまだ ID がないため、誰も使っていない範囲を割り当てます。',
  'steps.subids-mirror':
    '{user} の ID が片方のファイルにしかないため、もう片方にも同じものを書きます。',
  'steps.subids-grow': '{user} の ID が足りないため、範囲を広げます。',
  'steps.subids-append': '{user} の ID が足りないため、今の範囲より上に 2 つ目を加えます。',
  'steps.subids-trim': '{user} の行のうち、ID が重複しているものを取り除きます。',
  'steps.subids-move': '{user} の ID がほかの誰かのものでもあるため、別の範囲に移します。',
  'steps.subids-stale': 'ID に問題はありませんが、Podman がまだ以前の ID で動いています。',
  'steps.subids-add': '{path} に追加する: {lines}',
  'steps.subids-replace': '{path} の {user} の行を {lines} に置き換える',
  'steps.subids-remove': '{path} から取り除く: {lines}',
  'steps.subids-why-uid': 'コンテナの中のユーザー ID は、ホストではこの ID になります。',
  'steps.subids-why-gid': 'コンテナの中のグループ ID は、ホストではこの ID になります。',
  'steps.subids-bad-overlap':
    '{path} の {line} 行目: {other} と同じ ID のため、互いのコンテナに触れてしまいます。',
  'steps.subids-bad-real': '{path} の {line} 行目: アカウント {other} の ID が含まれています。',
  'steps.subids-bad-own':
    '{path} の {line} 行目: ユーザー自身の ID が含まれており、Podman が拒否します。',
  'steps.subids-bad-root-id': '{path} の {line} 行目: root の ID 0 が含まれています。',
  'steps.subids-bad-beyond': '{path} の {line} 行目: 使える最後の ID を超えています。',
  'steps.subids-bad-homed':
    '{path} の {line} 行目: systemd-homed が割り当てない ID です。524288 以上が必要です。',
  'steps.subids-bad-duplicate': '{path} の {line} 行目: 上の行と ID が重複しています。',
  'steps.subids-bad-pair': '{path} の {line} 行目: 両方のファイルをそろえるため、一緒に移します。',
  'steps.subids-malformed':
    '{path} の {line} 行目を読み取れません: {text}。NAME:FIRST:COUNT の形で書いてください。エンジンはこの行のためにファイル全体を拒否します。直すか削除してから、もう一度始めてください。',
  'steps.subids-no-room': 'このホストには、連続した {count} 個の空き ID がありません。',
  'steps.subids-beyond':
    '/etc/login.defs の SUB_UID_MAX までは使い切っているため、この範囲はそれより上になります。',
  'steps.subids-incus':
    'Incus または LXD が、ファイルに書かれていない ID を使っています。それらは避けて選びました。',
  'steps.subids-accounts-hidden':
    'ディレクトリサービスには一覧に出ないアカウントがあるかもしれず、その ID とは照合できていません。',
  'steps.subids-directory-ok':
    'ディレクトリサービス ({source}) が {user} に十分な ID を割り当てています。',
  'steps.subids-directory':
    'ここでは ID をディレクトリサービス ({source}) が管理し、ファイルは読まれません。管理者に {user} 用のユーザー ID とグループ ID を {count} 個ずつ依頼してください。',
  'steps.podman-migrate': 'Podman に新しい ID を使わせる',
  'steps.podman-migrate-why':
    'Podman は指示されるまで以前の ID を使い続けます。このユーザーの実行中のコンテナは止まります。',
  'steps.docker-restart': 'ユーザーの Docker サービスを再起動する',
  'steps.docker-restart-why':
    '変更は起動時にしか読み込まれません。実行中のコンテナはそのために止まります。',
  'steps.subids-restart-why':
    '起動し直すまで以前の ID を使い続けます。実行中のコンテナはそのために止まります。',

  'steps.kernel-intro': '一般ユーザーが名前空間とネットワークデバイスを作れるようにします。',
  'steps.kernel-ok': 'ユーザー名前空間は使えます。設定は不要です。',
  'steps.kernel-ok-untried':
    '誤った設定はありません。ユーザー名前空間が使えるかどうかは試せませんでした。',
  'steps.kernel-change': 'カーネルがユーザーによるコンテナの実行を妨げています。',
  'steps.kernel-unwanted':
    'カーネル設定が必要ですが、変えないことを選びました。コンテナは起動しません。',
  'steps.kernel-outer':
    'カーネル設定はこのコンテナの外側のホストのものです。そちらで設定してください。',
  'steps.kernel-userns-why':
    'rootless コンテナはユーザー名前空間で動きますが、このホストでは一般ユーザーに禁じられています。許可すると、全ユーザーがカーネルのより多くの部分に触れられます。',
  'steps.userns-nested':
    'このコンテナの中ではユーザー名前空間を作れません ({detail})。外側のホストで入れ子を許可してください。',
  'steps.userns-broken':
    'ユーザー名前空間を作れず、既知の設定が原因でもありません: {detail}。このカーネルの管理者に尋ねてください。',
  'steps.tun-outer':
    'このコンテナには /dev/net/tun がありません。外側のホストからデバイスを渡してください。',
  'steps.tun-file': '起動時に tun モジュールを読み込む: {path}',
  'steps.tun-load': '今すぐ tun モジュールを読み込む',
  'steps.tun-why':
    'rootless コンテナのネットワークを担う slirp4netns と pasta には /dev/net/tun が必要です。',
  'steps.bridge-file': '起動時に {module} を読み込む: {path}',
  'steps.bridge-load': '今すぐ {module} を読み込む',
  'steps.bridge-why': 'プロキシなしの Docker は、{module} が読み込まれていないと起動しません。',
  'steps.bridge-leave': '他のブリッジは変えない',
  'steps.bridge-leave-why':
    'このモジュールを読み込むと、仮想マシンなどホストのブリッジを通るすべてがファイアウォールを通るようになります。Docker は自分のブリッジだけでそれを有効にします。',
  'steps.bridge-outer':
    'プロキシなしの Docker には {module} が必要で、読み込めるのは外側のホストだけです。slirp4netns か pasta を選んでください。',
  'steps.apparmor-file': 'AppArmor プロファイル {path} を書く',
  'steps.apparmor-load': 'AppArmor プロファイル {path} を読み込む',
  'steps.apparmor-why':
    'ここでは AppArmor が、プロファイルのあるプログラムにだけユーザー名前空間を許しています。これは {path} だけのためのもので、全体の制限はそのままです。',
  'steps.apparmor-not-root':
    '{path} は root 以外も書き換えられるため、AppArmor プロファイルを作りません。パッケージのプログラムを使ってください。',
  'steps.apparmor-old':
    'AppArmor がユーザー名前空間を制限していますが、バージョン 4 の規則がないため {path} のプロファイルを作れません。',
  'steps.sysctl-file': '再起動後も設定を保つ: {path}',
  'steps.sysctl-set': '今すぐ {key} を {value} にする',
  'steps.sysctl-overridden':
    '{path} が後から読まれ、{key} を別の値にします。そちらを直さないと、次の起動で設定が失われます。',

  'steps.ports-intro': '必要なら、80 など 1024 未満のポートをコンテナが公開できるようにします。',
  'steps.ports-none': 'コンテナが公開できるのは今と同じく {port} 以上のポートです。',
  'steps.ports-ok': 'ユーザーはすでに {port} 以上のポートで待ち受けられます。',
  'steps.ports-sysctl': 'ユーザーが {port} 以上のポートで待ち受けられるようにします。',
  'steps.ports-sysctl-why':
    'コンテナが {port} 以上のポートを公開できます。このホストのほかのユーザーも同じことができます。',
  'steps.ports-no-sysctl': 'このカーネルには 1024 未満のポートの設定がありません。',
  'steps.ports-setcap': 'rootlesskit が 1024 未満のポートを使えるようにします。',
  'steps.ports-setcap-ok': '{path} はすでに 1024 未満のポートを使えます。',
  'steps.ports-setcap-title': '{path} に 1024 未満のポートを許可する',
  'steps.ports-setcap-why':
    'Docker と nerdctl は rootlesskit を通じてポートを公開します。rootlesskit を実行できる人は誰でも、1024 未満のポートを使えるようになります。',
  'steps.ports-setcap-docker':
    'このケーパビリティは Docker と nerdctl が使う rootlesskit のためのものです。Podman では sysctl しか使えません。',
  'steps.ports-setcap-podman':
    'Podman は rootlesskit を使わないため、このケーパビリティで 1024 未満のポートを公開できません。',
  'steps.ports-setcap-owner': '{path} は root のものではないため、ケーパビリティを与えられません。',
  'steps.ports-setcap-upgrade':
    'パッケージを更新するとケーパビリティは失われます。そのときはもう一度ウィザードを始めてください。',
  'steps.ping-unwanted': 'コンテナからの ping は選ばれていません。',
  'steps.ping-ok': 'コンテナはすでに ping を送れます。',
  'steps.ping-change': 'コンテナから ping を送れるようにします。',
  'steps.ping-why':
    'コンテナのネットワークは {user} のグループで ping を送ります。許可するのはこのグループだけです。',
  'steps.ping-no-sysctl': 'このカーネルには ping の設定がありません。',

  'steps.linger-intro': 'ログアウト後もコンテナが動き続け、ホストの起動時に始まるようにします。',
  'steps.linger-ok': '{user} のサービスはすでにログインなしで動きます。',
  'steps.linger-change': 'ユーザーのサービスをログインなしで動くようにします。',
  'steps.linger-unwanted':
    '選ばれていません。コンテナはユーザーの最後のセッションとともに終わります。',
  'steps.linger-openrc':
    'OpenRC のサービスがその役目をします。ログインしていなくても、起動時から動きます。',
  'steps.linger-runit':
    'runit のサービスがその役目をします。ログインしていなくても、起動時から動きます。',
  'steps.linger-no-systemd':
    'systemd がありません。コンテナはログアウト後も動きますが、ホストの起動時に自動では始まりません。',
  'steps.linger-title': '{user} のサービスをログインなしで動かす',
  'steps.linger-why':
    'そうしないと、systemd がユーザーの最後のセッションとともに全コンテナを終わらせます。',
  'steps.family-unknown':
    '{os} はここで知られていません。調べたもの: ID {id}、ID_LIKE {like}、パッケージマネージャー {managers}。どの系統のパッケージかは回答 system.family で指定します。指定しない場合は、下に示すものを手動でインストールしてください。',
  'steps.family-chosen':
    '{os} はここで知られていません。選ばれた系統 {family} のパッケージを使います。同意する前に、変更を 1 つずつ確認してください。',
};
