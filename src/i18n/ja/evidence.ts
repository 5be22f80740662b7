import type { evidence as en } from '../en/evidence.ts';

export const evidence: Readonly<Record<keyof typeof en, string>> = {
  'evidence.in-container': 'コンテナ内 (ホストでは ID {id}): {answer}',
  'evidence.in-container-plain': 'コンテナ内: {answer}',
  'evidence.expected': '期待した値: {wanted}',
  'evidence.volume': 'コンテナの ID {id} が書き込み、ホストでは ID {owner} が所有',
  'evidence.volume-mapped': 'コンテナの ID {id} が書き込み、ホストでは対応する ID が所有',
  'evidence.port': '{address} が応答 (コンテナ内は {language})',
  'evidence.port-plain': '{address} が応答',
  'evidence.port-silent': '{address} が応答しません',
  'evidence.port-used': 'ポート {port} は使用中です',
  'evidence.names': '2 つ目のコンテナが 1 つ目を名前で呼び、応答あり: {answer}',
  'evidence.names-plain': '2 つ目のコンテナが 1 つ目を名前で呼べました',
  'evidence.names-untried': 'コンテナの名前は試していません。{program} がないためです',
  'evidence.restart': '{unit} の再起動後: {answer}',
  'evidence.restart-runs': '{unit} の再起動後もコンテナが動いています',
  'evidence.limits': '64 MB の制限で 200 MB の処理が止まり、31 番目のプロセスも止まりました',
  'evidence.limits-memory':
    '64 MB の制限で 200 MB のプロセスが止まりませんでした (終了コード {code})',
  'evidence.limits-pids': '30 個の制限があるのに 32 個のプロセスが起動しました',
  'evidence.limits-cpu': '負荷をかけたプロセスが CPU 0.5 個分に抑えられました',
  'evidence.limits-cpu-none': 'CPU 0.5 個分の制限でプロセスが抑えられませんでした',
  'evidence.limits-cpuset': 'CPU {cpu} だけに限ったプロセスは、そこから出ませんでした',
  'evidence.limits-cpuset-none': 'CPU {cpu} だけに限ったプロセスが {list} を使えます',
  'evidence.controller':
    'コントローラー {controller} はこのユーザーに委譲されていません (委譲済み: {list})',
  'evidence.requirements': '{command}: 要件を満たしています',
  'evidence.build': 'Dockerfile からイメージを作れました',
  'evidence.kernel-module':
    'カーネルモジュールを名前で探すためです。iptables 自体はこのユーザーのネットワーク名前空間で動きます',
  'evidence.no-answer': '{seconds} 秒以内に応答がありません',
};
