import type { host as en } from '../en/host.ts';

export const host: Readonly<Record<keyof typeof en, string>> = {
  'host.user-say-whom': 'root で実行しています。設定するユーザーを指定してください: --user NAME',
  'host.user-no-name': '{user} はアカウント名として使えません。',
  'host.user-no-such': 'このホストに {user} というアカウントはありません。',
  'host.user-no-account': 'uid {uid} のアカウントはありません。',
  'host.packages-no-manager':
    '{os} のパッケージはまだ調べられません。足りないものは手動でインストールしてください。',
  'host.probe-defect': 'プログラムの不具合により読み取れませんでした: {detail}',
};
