import type { host as en } from '../en/host.ts';

export const host: Readonly<Record<keyof typeof en, string>> = {
  'host.user-say-whom': '当前是 root。请指定要为谁设置：--user NAME',
  'host.user-no-name': '{user} 不能作为账户名。',
  'host.user-no-such': '本机没有名为 {user} 的账户。',
  'host.user-no-account': 'uid {uid} 没有对应的账户。',
  'host.packages-no-manager': '暂时无法查询 {os} 的软件包；缺少的请手动安装。',
  'host.probe-defect': '由于程序缺陷而无法读取：{detail}',
};
