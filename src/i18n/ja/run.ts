import type { run as en } from '../en/run.ts';

export const run: Readonly<Record<keyof typeof en, string>> = {
  'run.locked':
    'このホストでは別の実行が進行中です ({holder})。何も変更していません。終わってからもう一度試してください。',
  'run.locked-hint': '確実に終わっている場合は {path} を削除してください。',
  'run.store-not-ours':
    '{path} にはジャーナルを置けません。このユーザー専用のディレクトリではないためです。何も変更していません。',
  'run.unknown': '実行 {run} はありません。',
  'run.ambiguous': '{run} で始まる実行が複数あります: {runs}。',
  'run.newer':
    '{dir} は、このプログラムの新しいバージョンで書かれています。そのバージョンを使ってください。',
  'run.damaged':
    '{dir} の記録は壊れています。同じディレクトリの undo.sh で元に戻せる可能性があります。',
  'run.disk-full': 'ディスクに空きがないため、{path} に書き込めませんでした。',
  'run.store-failed': '{path} に書き込めませんでした: {detail}。',
  'run.stale':
    '計画を作った後に {what} が変わりました。何も行っていません。計画を作り直してください。',
  'run.refused':
    'root 権限が必要ですが、得られませんでした ({tool}: {detail})。何も変更していません。',
  'run.refused-midway': '次の変更のためのシェルを起動できませんでした ({tool}: {detail})。',
  'run.by-hand': '自分で行う必要があります',
  'run.already': 'すでにその状態です',
  'run.neither':
    '{what} は変更前の状態でも変更後の状態でもなく、誰かが編集しています。元に戻す場合もその編集は残ります。手動で直すこともできます。',
  'run.done': '完了しました。{count} 件の変更を行いました。',
  'run.for-administrator':
    '{count} 件の変更に root 権限が必要ですが、ここでは得られません。{script} を管理者に渡し、その後でウィザードをもう一度始めると、続きから進みます。それ以外は完了しています。',
  'run.open':
    '途中で止まりました: {because} 実行 {run} は未完了です。続けるか、元に戻してください。',
  'run.stopped-unbegun': '最初の変更の前に停止の指示がありました。何も変更していません。',
  'run.stopped': '停止の指示がありました。',
  'run.shell-lost': '変更を行っていたシェルが終了しました ({detail})。',
  'run.changed-since': '計画を作った後にホストが変わりました: {detail}。この変更は行っていません。',
  'run.failed': '失敗しました: {detail}。',
  'run.left-out': '対象から外されています。',
  'run.not-in-place': '行われていません',
  'run.nothing-to-undo': '元に戻すものはありません',
  'run.kept-packages': 'パッケージ {names} は残します。undo --packages で削除できます',
  'run.kept-removed': '{path} はその後に誰かが削除しました。そのままにします',
  'run.kept-edited': '{path} はその後に編集され、変更を切り分けられません。そのままにします',
  'run.kept-taken': '{path}: {line} の ID は今はほかで使われているため、この行は戻しません',
  'run.kept-value': '{what} はその後に別の値に設定されました。そのままにします',
  'run.kept-needed': '後の実行 {run} が必要としているため、そちらを元に戻すまで残します',
  'run.kept-later': '後の実行 {run} が変更しています。先にそちらを元に戻してください',
  'run.undone': '元に戻しました。ホストはこの実行の前の状態です。',
  'run.undone-data':
    '元に戻しました。コンテナが {paths} に保存したものは削除せず、残してあります。',
  'run.undone-packages':
    'パッケージ以外を元に戻しました。{names} は残っています。undo に --packages を付けると削除できます。',
  'run.undone-except': '{count} 件を除いて、元に戻しました。理由は上を参照してください。',
  'run.undone-later':
    '後の実行 {runs} に必要なもの、または後の実行が変更したもの {count} 件を除いて、元に戻しました。先に後の実行を元に戻してから、もう一度この実行を元に戻してください。',
  'run.undo-needs-root':
    '元に戻すには root 権限が必要ですが、ここでは得られません。管理者が下のスクリプトを実行できます。',
  'run.unproven':
    'すべて適用しましたが、{count} 件の動作確認に失敗しました。詳細は上を参照してください。',
  'run.after-elsewhere': '先にこのシステムのイメージまたは設定で用意する必要があります。',
  'run.elsewhere':
    '残りは {os} では維持されないため、ご自身で行う必要があります。入れる内容と場所は {files} にあります。その後、ウィザードをもう一度始めてください。ここで行った変更は {count} 件です。',
  'run.copied': '両側が一致しました: {count} 件、{size}',
};
