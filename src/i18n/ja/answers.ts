import type { answers as en } from '../en/answers.ts';

export const answers: Readonly<Record<keyof typeof en, string>> = {
  'answers.engines': 'どのエンジンを使いますか？',
  'answers.engines-help':
    'どれも root なしで使えます。Podman はほかのどれとも同時に入れられ、共有するのは ID だけです。',
  'answers.engines-because': 'Podman はデーモンが不要で、最も手軽です。',
  'answers.engines-found': 'すでにインストールされています: {engines}',
  'answers.engines-none': 'エンジンを 1 つ以上選んでください。',
  'answers.podman': 'Podman',
  'answers.podman-help': 'デーモンなし。コンテナは自分のセッションの子プロセスとして動きます。',
  'answers.docker': 'Docker',
  'answers.docker-help': 'デーモンは自分の権限で動きます。docker コマンドは普段どおり使えます。',

  'answers.q-create': 'このユーザーを作りますか？',
  'answers.q-create-help':
    'その名前のアカウントはありません。コンテナ専用に作れば、人のアカウントと分けておけます。',
  'answers.q-create-because': '名前の打ち間違いでアカウントを作らないためです。',
  'answers.q-packages': 'パッケージを追加しますか？',
  'answers.q-packages-help':
    '足りないものだけを、このホストのリポジトリからインストールします。既存のものは置き換えません。',
  'answers.q-packages-because': 'これがないとエンジンは動きません。',
  'answers.q-subids': 'コンテナ用の ID の数は？',
  'answers.q-subids-help':
    '通常は 65536 です。コンテナの中でさらにコンテナを動かすなら 131072 にします。',
  'answers.q-subids-because': 'イメージは 65536 個の ID を前提にしています。',
  'answers.q-subids-range': '65536 から 1000000000 までで選んでください。',
  'answers.q-kernel': 'カーネル設定を変えますか？',
  'answers.q-kernel-help':
    'コンテナに必要なのにカーネルが禁じている設定だけを変えます。設定ごとに /etc に専用ファイルを置き、元に戻せます。',
  'answers.q-kernel-because': 'これがないとコンテナは起動しません。',
  'answers.q-ports': '1024 未満のポートを使いますか？',
  'answers.q-ports-help':
    '一般ユーザーには公開が許されていないポートです。8080 などで済むなら、何も許可する必要はありません。',
  'answers.q-ports-because': '必要とされていないものは許可しません。',
  'answers.q-ports-none': 'いいえ',
  'answers.q-ports-none-help': '1024 以上で公開します。例: -p 8080:80',
  'answers.q-ports-sysctl': 'はい、あるポート以上を全ユーザーに許可',
  'answers.q-ports-sysctl-help':
    'どのエンジンでも使えます。このホストのすべてのユーザーとプログラムが、そのポートを使えるようになります。',
  'answers.q-ports-setcap': 'はい、rootlesskit 経由で (Docker と nerdctl)',
  'answers.q-ports-setcap-help':
    'rootlesskit を実行できる人は 1024 未満のポートを使えます。パッケージを更新すると元に戻ります。',
  'answers.q-lowest': 'どのポートから許可しますか？',
  'answers.q-lowest-help':
    '公開する中で最も低いポートを指定します。Web サーバーなら 80 で足ります。',
  'answers.q-lowest-because': '80 なら、ssh などそれより下のポートは閉じたままです。',
  'answers.q-lowest-range': '1 から 1023 までで選んでください。',
  'answers.q-ping': 'ping を許可しますか？',
  'answers.q-ping-help':
    'コンテナから ping を送れるようになります。許可するのはユーザーのグループだけです。',
  'answers.q-ping-because': '必要とするコンテナはわずかです。',
  'answers.q-ping-on': 'すでに許可されています。',
  'answers.q-delegate': 'リソース制限を使いますか？',
  'answers.q-delegate-help':
    'CPU、メモリ、I/O、プロセス数のコントローラーを各ユーザーの systemd に委譲します。開いているセッションは再ログインが必要です。',
  'answers.q-delegate-because': 'これがないと --cpus などの制限は効きません。',
  'answers.q-cgroup-switch': '今後 cgroup v2 で起動しますか？',
  'answers.q-cgroup-switch-help':
    'rootless コンテナで --memory などの制限が効くのは cgroup v2 と systemd がある場合だけで、Podman 6 は v2 でしか動きません。再起動が必要です。20.10 より前の Docker や 15 より前の Java など、v1 しか知らないプログラムは制限を失うか、起動しなくなります。',
  'answers.q-cgroup-switch-because':
    'これがなくてもコンテナは動きます。また、このホストのすべてのプログラムに影響します。',
  'answers.q-linger': 'ログアウト後も動かしますか？',
  'answers.q-linger-help':
    'ログインの有無にかかわらず、ホストの起動時からユーザーのサービスが動きます。そうしないと、最後のセッションの終了とともにすべて終わります。',
  'answers.q-linger-because': 'サーバーは ssh のセッションより長く動くべきものです。',
  'answers.q-linger-on': 'すでに有効です。',

  'answers.idle-file':
    '回答ファイルの {key} は効果がありません。{missing} と一緒の場合にだけ効きます。不足しているものを加えるか、{key} を省いてください。',
  'answers.idle-flag':
    '--set {key} は効果がありません。{missing} と一緒の場合にだけ効きます。不足しているものを加えるか、{key} を省いてください。',
  'answers.at': '{file}:{line}:{column}: {problem}',
  'answers.empty': 'キーと値の一覧になっていません。',
  'answers.too-big': '回答ファイルは 1 MiB までです。',
  'answers.syntax': 'YAML として正しくありません: {detail}',
  'answers.two-documents':
    '1 つのファイルに書ける回答は 1 組だけです。ここから 2 組目が始まっています。',
  'answers.no-version': '"version: 1" の行がありません。',
  'answers.version': 'version が {version} ですが、このプログラムが読めるのは 1 です。',
  'answers.key-form': 'キーには普通の単語を書いてください。',
  'answers.value-form': 'ここには値か一覧を書きます。それより深い構造は書けません。',
  'answers.fancy': 'アンカー、エイリアス、タグは使えません。値をそのまま書いてください。',
  'answers.twice': '{key} が 2 回書かれています。',
  'answers.unknown-key': '{key} という項目はありません。',
  'answers.unknown-key-near': '{key} という項目はありません。{meant} のことですか？',
  'answers.wrong-value': '{key} に {value} は指定できません。指定できるのは {expected} です。',
  'answers.wrong-type': '指定できるのは {expected} です。',
  'answers.risks-list': 'accept-risks には名前の一覧を書きます。',
  'answers.set-form': '{text} は KEY=VALUE の形になっていません。',
  'answers.expected-yes-no': 'true または false',
  'answers.expected-number': '{min} から {max} までの数',
  'answers.expected-text': '文字列',
  'answers.expected-choice': '{options} のいずれか',
  'answers.expected-several': '{options} の一覧',
  'answers.q-family': 'どの系統のパッケージですか？',
  'answers.q-family-help':
    'ここで知られていないディストリビューションのときに尋ねます。パッケージ名とインストールのコマンドは、選んだ系統のものを使います。実行前にどちらも確認できます。既知のディストリビューションでは無視されます。',
  'answers.family-by-hand': 'どれでもない',
  'answers.family-by-hand-help': '足りないものを手動でインストールします。計画に名前が示されます。',
  'answers.family-named': '{name}',
  'answers.family-known': '既知のディストリビューションです。',
  'answers.family-looked':
    '調べたもの: ID {id}、ID_LIKE {like}、パッケージマネージャー {managers}。どの系統のパッケージかは、これらからは分かりません。',
  'answers.family-no-manager':
    '{manager} はここにインストールされていません。あるパッケージマネージャー: {managers}',
};
