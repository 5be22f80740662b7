import type { checks as en } from '../en/checks.ts';

export const checks: Readonly<Record<keyof typeof en, string>> = {
  'checks.unread': '確認できませんでした: {because}',
  'checks.os': 'ディストリビューション',
  'checks.os-unsupported':
    'このディストリビューションは知られていません (調べたもの: ID {id}、ID_LIKE {like}、パッケージマネージャー {managers})。どの系統のパッケージかをウィザードが尋ねます。それ以外は確認します。',
  'checks.os-immutable': '変更の持続性',
  'checks.os-immutable-config':
    'このシステムは独自の構成から作られているか、/etc が読み取り専用です。変更は動作中のシステムではなく、その構成側で行う必要があります。',
  'checks.os-immutable-layered':
    'このシステムのプログラムはイメージとして提供されます。パッケージの追加は rpm-ostree や transactional-update で行い、再起動が必要です。',
  'checks.kernel': 'カーネルのバージョン',
  'checks.kernel-fuse-only':
    '5.11 より前のカーネルでは一般ユーザーが overlay を使えないため、イメージの保存には低速な fuse-overlayfs を使います。',
  'checks.kernel-vfs-only':
    '4.18 より前のカーネルでは一般ユーザーが overlay も FUSE も使えず、コンテナごとに丸ごとコピーが必要になります。',
  'checks.init': 'システムマネージャー',
  'checks.init-other':
    'systemd がないため linger は使えず、CPU とメモリの制限もユーザーに委譲されません。コンテナは動きますが、ホストの起動時に自動では始まりません。',
  'checks.environment': 'マシンの種類',
  'checks.environment-wsl1':
    'WSL 1 には Linux カーネルがなく、名前空間も使えません。このディストリビューションを WSL 2 に変換してください。',
  'checks.environment-container':
    'ここ自体がコンテナです。外側のホストが許可していないもの (入れ子の名前空間、/dev/net/tun、追加の ID) は、内側からは変えられません。',
  'checks.accounts': 'このホストのアカウント',
  'checks.accounts-hidden':
    'ディレクトリサービス (LDAP、Active Directory など) には一覧に出ないアカウントがあり得ます。その ID とコンテナの ID の衝突は検出できないことがあります。',
  'checks.packages': 'パッケージ一覧',
  'checks.packages-no-lists':
    'パッケージマネージャーにインストールできる候補がありません。一覧が未取得か、必要なものがリポジトリにありません。',
  'checks.privilege': 'root になる手段',
  'checks.privilege-none':
    'sudo、doas、run0、pkexec のいずれもありません。root が必要な変更は、管理者に渡せるスクリプトとして書き出します。',
  'checks.user-unknown': '設定するユーザー',
  'checks.user-root': 'root か一般ユーザーか',
  'checks.user-root-cause':
    'rootless コンテナは一般ユーザーのためのものです。root で使う意味はないため、コンテナを動かすユーザーを選んでください。',
  'checks.user-system': 'アカウントの種類',
  'checks.user-system-cause':
    'これはシステムアカウントです。従属 ID は自動で割り当てられず、新しい systemd ではユーザーサービスも起動しません。通常のアカウントのほうが簡単です。',
  'checks.user-home': 'ホームディレクトリ',
  'checks.user-no-home':
    'イメージ、コンテナ、設定はユーザーのホームに置かれますが、このアカウントにはホームがありません。',
  'checks.user-home-missing':
    'ホームディレクトリが存在しないため、イメージや設定を置く場所がありません。',
  'checks.user-home-read-only':
    'ユーザーがホームディレクトリに書き込めないため、イメージや設定を置く場所がありません。',
  'checks.user-shell': 'ログインシェル',
  'checks.user-no-shell':
    'このシェルではログインできませんが、ユーザーサービスはログインによって開始されます。',
  'checks.userns-works': 'ユーザー名前空間',
  'checks.userns-by-apparmor':
    'AppArmor により、プロファイルのあるプログラムだけがユーザー名前空間を使えます。エンジンは動く場合があります。AppArmor の項目を参照してください。',
  'checks.userns-by-setting':
    '設定 {key} によりユーザー名前空間が無効になっています。どの rootless エンジンにも必須です。',
  'checks.userns-by-container':
    'このコンテナではユーザー名前空間を作れません。外側のホストで入れ子を許可する必要があります。',
  'checks.userns-by-other':
    'ユーザー名前空間を作れませんが、どの rootless エンジンにも必須です。カーネルが対応していないか、セキュリティモジュールが禁止しています。',
  'checks.userns-nested': '入れ子のユーザー名前空間',
  'checks.userns-nested-cause':
    'このセッションはすでにユーザー名前空間の中です。渡せるのは割り当て済みの ID だけで、一部のマウントは拒否されます。',
  'checks.nnp': 'このセッションの権限',
  'checks.nnp-cause':
    'このセッションは no_new_privs 付きで開始されたため、sudo や newuidmap が効きません。通常の方法でログインし直してから始めてください。',
  'checks.apparmor': 'AppArmor とユーザー名前空間',
  'checks.apparmor-no-profile':
    'AppArmor がユーザー名前空間を制限しており、{programs} 用のプロファイルがありません。そのプログラム専用のプロファイルを置けば足り、制限自体は有効のままにできます。',
  'checks.apparmor-later':
    'AppArmor がユーザー名前空間を制限しています。エンジン用のプロファイルが必要です。インストール後に再確認します。',
  'checks.selinux': 'SELinux',
  'checks.selinux-enforcing':
    'ボリュームにはラベル (:z または :Z) が、ホーム外の保存先にはファイルコンテキストの規則が必要です。',
  'checks.userns-clone': '一般ユーザーのユーザー名前空間',
  'checks.userns-clone-off':
    'このホストでは root だけがユーザー名前空間を作れますが、どの rootless エンジンにも必須です。',
  'checks.userns-max': 'ユーザー名前空間の数',
  'checks.userns-max-zero':
    'ユーザー名前空間を 1 つも作れませんが、どの rootless エンジンにも必須です。',
  'checks.userns-max-low':
    'コンテナごとにユーザー名前空間が必要になることがあります。この数では、起動時に "no space left on device" になります。',
  'checks.ports-start': 'ユーザーが使えるポート',
  'checks.ports-all-open': 'すべてのユーザーがどのポートでも待ち受けられます。',
  'checks.ports-from':
    'コンテナが公開できるのはポート {port} 以上です。それより小さいポートには設定の変更が必要です (Docker ではケーパビリティでも可能)。',
  'checks.ping-range': 'コンテナからの ping',
  'checks.ping-nobody':
    'ユーザーのグループに ping が許可されていないため、コンテナ内の ping は失敗します。ほかの通信に影響はありません。',
  'checks.keys': 'カーネルのキーリング',
  'checks.keys-low':
    '動作中のコンテナは鍵を使います。上限が {count} だと、数十個で "disk quota exceeded" になることがあります。',
  'checks.inotify': 'ファイル監視',
  'checks.inotify-low':
    'systemd や Kubernetes を含むコンテナは多くのファイル監視を使うため、起動に失敗することがあります。',
  'checks.sysctl-boot': '次回起動後の設定',
  'checks.sysctl-boot-other': '次回の起動時に、{path} が {key} を現在とは別の値に設定します。',
  'checks.idtool': 'プログラム {name}',
  'checks.idtool-missing':
    '{name} がないと、コンテナで使える ID は 1 つだけです。ほとんどのイメージには数千個の ID が必要です。',
  'checks.idtool-privilege': '{name} の権限',
  'checks.idtool-plain':
    '{name} に setuid ビットもファイルケーパビリティもないため、従属 ID を割り当てられません。パッケージの再インストールでも直ります。',
  'checks.idtool-nosuid':
    'このプログラムのあるファイルシステムは nosuid でマウントされており、setuid ビットもケーパビリティも効きません。',
  'checks.idtool-no-getcap':
    'setuid ビットがなく、getcap がないためファイルケーパビリティも確認できません。',
  'checks.subid-present': '従属 ID',
  'checks.subid-missing':
    '{file} に {user} の行がありません。行がないとコンテナの ID は 1 つだけになり、ほとんどのイメージを展開できません。',
  'checks.subid-size': '従属 ID の数',
  'checks.subid-too-few':
    '{file} で {user} に割り当てられた ID は {count} 個です。イメージは 65535 までの ID を使うため、65536 個に満たないと展開時に "lchown: invalid argument" になります。',
  'checks.subid-overlap': 'ほかのユーザーとの ID の重複',
  'checks.subid-overlap-cause':
    '{file} で {user} の ID が {other} の ID と ({id} から) 重なっています。互いのコンテナを読み、変更し、止めることができてしまいます。',
  'checks.subid-duplicate': '従属 ID の繰り返し',
  'checks.subid-duplicate-cause':
    '{file} の {user} の 2 行が同じ ID を含んでいます。カーネルがこの対応付けを拒否するため、コンテナは起動しません。',
  'checks.subid-own': 'ユーザー自身の ID',
  'checks.subid-own-cause':
    '{file} の {user} の範囲に、本人の ID {id} が含まれています。Podman はこれを拒否します。',
  'checks.subid-real': 'アカウントとの ID の重複',
  'checks.subid-real-cause':
    '{file} の {user} の範囲に、{other} の ID {id} が含まれています。{user} がそのアカウントになりすませてしまいます。',
  'checks.subid-reserved': '予約済みの ID',
  'checks.subid-root-id':
    '{file} の {user} の範囲に ID 0 が含まれています。{user} はこのホストの root になれてしまいます。',
  'checks.subid-beyond':
    '{file} の範囲の終わり {id} は、カーネルがマップできる上限を超えています。',
  'checks.subid-reserved-cause':
    '{file} の範囲に {id} が含まれています。システム用に予約されているか、一部のプログラムには大きすぎます。コンテナ用は 524288 から 1879048191 までです。',
  'checks.subid-taken': 'ほかで使われている ID',
  'checks.subid-taken-cause':
    '{file} の {user} の {id} 以降の ID は {other} でも使われており、互いに干渉するおそれがあります。',
  'checks.subid-homed': 'systemd-homed と ID',
  'checks.subid-homed-cause':
    '{user} のホームは systemd-homed が管理しており、524288 以上の ID しか割り当てられません。{file} の範囲はそれより前から始まっています。',
  'checks.subid-pair': 'subuid と subgid の範囲',
  'checks.subid-pair-cause':
    '/etc/subuid と /etc/subgid で {user} の範囲が異なります。動作はしますが、計算がややこしくなります。',
  'checks.subid-order': 'ID の範囲の順序',
  'checks.subid-order-cause':
    '{file} の {user} の行が昇順ではありません。エンジンによって対応付けが変わることがあり、ファイルを書き直すツールは並べ替えます。',
  'checks.subid-twice': 'subuid と subgid でのユーザーの表記',
  'checks.subid-twice-cause':
    '{file} に {user} が名前と uid の両方で書かれています。二重に数えるプログラムがあります。',
  'checks.subid-syntax': 'subuid と subgid の行',
  'checks.subid-syntax-cause':
    '{file} に読み取れない行があるため、Podman と RootlessKit は全ユーザーについてファイル全体を拒否します。書式は「名前:開始:個数」です。',
  'checks.subid-empty-cause': '{file} に ID を 1 つも与えない行があります。',
  'checks.subid-owner': 'subuid と subgid の所有者',
  'checks.subid-owner-cause':
    '{file} に、どのアカウントのものか分からない行があります。後から同名のアカウントを作ると、その ID とファイルを引き継ぎます。',
  'checks.subid-digits': '数字だけのアカウント名',
  'checks.subid-digits-cause':
    '{file} の所有者が、あるアカウントのログイン名であり、別のアカウントの uid でもあります。両方がこの ID を得ます。',
  'checks.subid-others': 'ほかのユーザー同士の ID の重複',
  'checks.subid-others-cause':
    '{file} でほかのユーザー同士の範囲が重なっています ({other} と、{id} から)。互いのコンテナに手が届いてしまいます。',
  'checks.subid-others-root': 'ほかのユーザーと root の ID',
  'checks.subid-others-root-cause':
    '{file} が ID 0 を別の所有者に与えています。そのアカウントはこのホストの root になれてしまいます。',
  'checks.subid-nss': '従属 ID の提供元',
  'checks.subid-nss-managed':
    '従属 ID は /etc のファイルではなく {source} から提供されます。範囲の割り当ては管理者に依頼してください。',
  'checks.subid-nss-ignores':
    '従属 ID は {source} から提供されるため、/etc/subuid と /etc/subgid の行は効きません。',
  'checks.subid-nss-ask':
    '{source} がこのユーザーに与える 従属 ID が足りません。変更できるのはその管理者だけです。',
  'checks.subid-no-getsubids':
    'ID はディレクトリサービスから提供されますが、問い合わせに使う getsubids がありません。',
  'checks.subid-file': '従属 ID のファイル',
  'checks.subid-file-absent': '{path} がありません。ID の割り当て時に作成されます。',
  'checks.subid-file-writable':
    'root 以外も {path} に書き込めます。このホストの任意の ID を自分に割り当てられてしまいます。',
  'checks.subid-file-hidden':
    '{path} を読めるのは root だけです。libsubid なしの Podman は範囲を参照できません。',
  'checks.subid-file-link':
    '{path} は {target} へのリンクです。usermod はリンク越しの書き込みを拒否します。',
  'checks.subid-file-no-newline':
    '{path} の最終行が改行で終わっていません。echo で追記すると前の行とつながってしまいます。',
};
