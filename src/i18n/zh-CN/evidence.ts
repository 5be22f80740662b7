import type { evidence as en } from '../en/evidence.ts';

export const evidence: Readonly<Record<keyof typeof en, string>> = {
  'evidence.in-container': '在容器内（主机上的 ID 为 {id}）：{answer}',
  'evidence.expected': '预期：{wanted}',
  'evidence.volume': '由容器的 ID {id} 写入，在主机上属于 ID {owner}',
  'evidence.volume-mapped': '由容器的 ID {id} 写入，在主机上属于对应的 ID',
  'evidence.port': '{address} 有响应（容器内为 {language}）',
  'evidence.port-plain': '{address} 有响应',
  'evidence.port-silent': '{address} 没有响应',
  'evidence.port-used': '端口 {port} 已被占用',
  'evidence.names': '第二个容器按名称访问第一个容器，得到：{answer}',
  'evidence.names-plain': '第二个容器按名称访问了第一个容器',
  'evidence.names-untried': '未尝试容器名称：没有 aardvark-dns',
  'evidence.restart': '重启 {unit} 之后：{answer}',
  'evidence.restart-runs': '重启 {unit} 之后容器再次运行',
  'evidence.limits': '64 MB 限制下的 200 MB 进程被停止；第 31 个进程也被停止',
  'evidence.limits-memory': '64 MB 的限制没有停止 200 MB 的进程（退出码 {code}）',
  'evidence.limits-pids': '限制为 30 个，却启动了 32 个进程',
  'evidence.controller': '控制器 {controller} 未委派给该用户（已委派：{list}）',
  'evidence.requirements': '{command}：满足要求',
  'evidence.kernel-module': '它按名称查找内核模块；iptables 本身在该用户的网络命名空间中可用',
  'evidence.no-answer': '{seconds} 秒内没有响应',
};
