import type { migrate as en } from '../en/migrate.ts';

export const migrate: Readonly<Record<keyof typeof en, string>> = {
  'migrate.privileged': '特権コンテナです。ホストのデバイスとカーネルを直接扱います',
  'migrate.host-network':
    'ホストのネットワークをそのまま使います。rootless では別のネットワークになります',
  'migrate.network': 'rootless エンジンでは {network} ネットワークを使えません',
  'migrate.userns-host': 'ホストの ID を要求しています (userns=host)',
  'migrate.pid-host': 'ホストのプロセスを参照します (pid=host)',
  'migrate.devices': 'ホストのデバイスが必要です: {devices}',
  'migrate.capabilities': 'ホストに対する権限が必要です: {capabilities}',
  'migrate.sctp': 'SCTP のポートを公開しています',
  'migrate.docker-socket': 'ソケットを通じて rootful デーモンと通信します',
  'migrate.low-ports':
    '1024 未満のポートは、先に許可するか、大きい番号で公開する必要があります: {ports}',
  'migrate.bind-mounts':
    'ホストのディレクトリの所有者を、コンテナのユーザーに対応する ID にする必要があります: {paths}',
  'migrate.apparmor': 'rootless エンジンは AppArmor プロファイルを使いません',
  'migrate.limits': 'リソース制限の委譲がないと、制限が効きません',
  'migrate.linger': '起動時に自動で始まります。ユーザーの linger が必要です',
  'migrate.title': 'このホストの rootful Docker で動いているものと、{user} に移せるもの:',
  'migrate.moves': 'そのまま移せる',
  'migrate.moves-with-changes': '変更すれば移せる',
  'migrate.stays': '移せない',
  'migrate.none':
    'このホストには、コンテナのある rootful Docker がありません。移すものはありません。',
  'migrate.not-allowed': 'rootful Docker デーモンに問い合わせできません: {detail}',
  'migrate.not-allowed-hint':
    'root でユーザーを指定して実行してください: sudo rootless-wizard migrate --user NAME',
  'migrate.looked-only': '確認だけを行い、何も変更していません。',
};
