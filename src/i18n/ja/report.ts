import type { report as en } from '../en/report.ts';

export const report: Readonly<Record<keyof typeof en, string>> = {
  'report.check-summary': '正常 {ok}、情報 {info}、警告 {warn}、要修正 {fail}、未確認 {skip}',
  'report.needs-relogin': '一度ログアウトし、ログインし直すと有効になります。',
  'report.needs-reboot': '再起動すると有効になります。',
  'report.plan-title': '{host} ({os}) の {user} のための rootless {engines}',
  'report.plan-empty': '変更は不要です。このホストは準備ができています。',
  'report.plan-summary': '変更は {changes} 件、うち root で行うものが {root} 件です。',
  'report.plan-risks': '名前を指定して承認するリスク: {risks}',
  'report.plan-next':
    'まだ何も変更していません。続けるには、端末で rootless-wizard を実行するか、次を実行してください: rootless-wizard apply',
  'report.change-title': '{title} ({who})',
  'report.as-root': 'root で実行',
  'report.as-user': '自分の権限で実行',
  'report.step-system': 'ホストとユーザー',
  'report.step-packages': 'パッケージ',
  'report.step-subids': '従属 ID (subuid, subgid)',
  'report.step-kernel': 'カーネル設定',
  'report.step-ports': '1024 未満のポートと ping',
  'report.step-cgroup': 'リソース制限',
  'report.step-linger': 'ログアウト後の実行',
  'report.step-storage': 'ストレージ',
  'report.step-service': 'エンジンのサービス',
  'report.step-shell': 'シェル環境',
  'report.step-verify': '動作確認',
  'report.risk-low-ports':
    'このホストのすべてのユーザーが、これらのポートで待ち受けられるようになります',
  'report.risk-rootlesskit-ports':
    'rootlesskit を起動できる人は誰でも、1024 未満のポートで待ち受けられるようになります',
  'report.risk-ids-under-data':
    '既存のコンテナのファイルは古い ID のまま残り、コンテナからは他人のファイルに見えます',
  'report.risk-hidden-store':
    '現在のストアのイメージとコンテナは見えなくなります (削除はされません)',
  'report.risk-userns-for-all':
    'このホストのすべてのユーザーが、ユーザー名前空間を作れるようになります',
  'report.risk-removes-packages': 'パッケージマネージャーがパッケージを削除します',
  'report.risk-cgroup-switch':
    '次の起動から cgroup v2 だけになります。v1 しか知らないプログラムは制限を失うか、起動しません',
  'report.ids-title': '{user} のコンテナの ID と、このホストの ID の対応',
  'report.ids-users': 'ユーザー',
  'report.ids-groups': 'グループ',
  'report.ids-container': 'コンテナ',
  'report.ids-host': 'ホスト',
  'report.ids-order':
    '範囲が昇順に並んでいません。Podman は並べ替えますが、Docker と nerdctl は並べ替えないため、同じコンテナ ID が別のホスト ID になります。',
  'report.ids-to-host': 'コンテナのユーザー {id} は、ホストの ID {host} です。',
  'report.ids-no-host': 'コンテナはユーザー {id} を使えません。従属 ID の範囲外です。',
  'report.ids-to-container': 'ホストの ID {id} は、コンテナからはユーザー {container} に見えます。',
  'report.ids-folder': 'コンテナのユーザー {id} が自分のディレクトリに書き込めるようにするには:',
  'report.progress': '{what}: {all} の {percent}%、毎秒 {rate}、残り {left} 秒',
  'report.progress-files':
    '{what}: {all} の {percent}%、ファイル {file}/{files}、毎秒 {rate}、残り {left} 秒',
  'report.progress-names': '{what}: {percent}%、{file}/{files}、毎秒 {rate} 件、残り {left} 秒',
  'report.exit-code': '終了コード {code}',
  'report.plan-blocked': '先に進めない理由があります。上の ! の行を参照してください。',
  'report.plan-title-nobody': '{host} ({os}) の rootless コンテナ',
  'report.plan-next-blocked':
    'まだ何も変更していません。妨げになっている点を解消してから、もう一度 rootless-wizard を実行してください (root の場合: rootless-wizard --user NAME)。',
  'report.risk-setuid-program':
    'どのパッケージにも属さないプログラムに、起動時の root 権限が与えられます',
  'report.step-migrate-check': '移行の前に',
  'report.step-migrate-images': 'イメージ',
  'report.step-migrate-networks': 'ネットワーク',
  'report.step-migrate-group': '移行',
  'report.step-migrate-files': '手元に残すファイル',
  'report.step-migrate-cutover': 'root 側のエンジン',
  'report.risk-owners-in-place':
    'このホストのファイルの所有者がその場で変わり、ホストのプログラムから使えなくなることがあります',
  'report.risk-bypass-ports':
    'bypass4netns を使うコンテナが 127.0.0.1 だけに公開したポートは、ホストのすべてのアドレスで開きます',
  'report.risk-host-loopback':
    'コンテナのプログラムが、このホストの 127.0.0.1 で待ち受けるすべてのものに接続できるようになります',
  'report.risk-writes-as-root':
    'このユーザーのコンテナ、つまりこのユーザーが、これらのディレクトリに root やほかのアカウントのファイルを書けるようになります。写しはありません',
  'report.risk-volumes-in-place':
    'これらのボリュームのファイルの所有者をその場所で変えます。控えは残らないので、前もってバックアップを取ってください。取り消すまで元のコンテナを動かしてはいけません',
  'report.step-migrate-finish': '移行の終了',
  'report.risk-deletes-rootful':
    '移行済みの root のコンテナ、ボリューム、イメージを削除し、元には戻せません',
  'report.risk-stops-moved':
    'root から移したコンテナが、土台のエンジンの設定を元に戻すため止まります',
  'report.papers': 'ここでは残らないため、{os} のイメージまたは設定に入れるもの:',
};
