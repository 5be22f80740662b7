import type { core as en } from '../en/core.ts';

export const core: Readonly<Record<keyof typeof en, string>> = {
  'core.raw': '{text}',
  'core.not-recorded': 'この記録には {what} が含まれていません',
  'core.command-failed': '{command} が失敗しました: {detail}',
  'core.command-missing': '{command} がインストールされていません',
  'core.file-missing': '{path} がありません',
  'core.file-unreadable': '{path} を読み取れません',
  'core.not-read': '調べていません',
};
