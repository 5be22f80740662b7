import type { core as en } from '../en/core.ts';

export const core: Readonly<Record<keyof typeof en, string>> = {
  'core.raw': '{text}',
  'core.not-recorded': '该记录中没有 {what}',
  'core.command-failed': '{command} 执行失败：{detail}',
  'core.command-missing': '未安装 {command}',
  'core.file-missing': '{path} 不存在',
  'core.file-unreadable': '无法读取 {path}',
  'core.not-read': '未查看',
};
