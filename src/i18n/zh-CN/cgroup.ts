import type { cgroup as en } from '../en/cgroup.ts';

export const cgroup: Readonly<Record<keyof typeof en, string>> = {
  'steps.cgroup-intro': '让 --memory、--cpus 等限制对用户的容器生效。',
  'steps.cgroup-ok': '用户可以限制 {controllers}。',
  'steps.cgroup-change': '把 {controllers} 委派给用户的 systemd。',
  'steps.cgroup-written': '设置已经写好，下次登录后生效。',
  'steps.cgroup-unwanted': '没有选择限制：--cpus 等选项可能不起作用。',
  'steps.cgroup-none': '此内核不提供控制器。',
  'steps.cgroup-no-systemd': '没有 systemd，控制器就不会委派给用户：--memory 等限制不起作用。',
  'steps.cgroup-old':
    '本机仍在使用 cgroup {version}，rootless 容器的限制不起作用。要改变这一点，请用 {argument} 启动。',
  'steps.cgroup-old-init':
    '本机仍在使用 cgroup {version}。Podman 6 需要 v2；rootless 容器的限制在哪个版本下都不起作用，因为只有 systemd 会把控制器委派给用户。',
  'steps.cgroup-podman6': '没有 cgroup v2，Podman 6 无法运行。',
  'steps.cgroup-outer': '本机是一个容器：cgroup 的版本由外面的机器决定。',
  'steps.cgroup-chosen':
    '有人用内核参数 {argument} 选择了现在的方式。请先从引导程序的设置中去掉它，再运行向导。',
  'steps.cgroup-no-loader':
    '没有找到向导能设置的引导程序：已查看 /etc/default/grub、grubby 和树莓派的 cmdline.txt。请把该参数加到您的引导程序的设置里。',
  'steps.cgroup-no-setting':
    '在本机挂载 cgroup 的程序没有向导所知的设置：已查看 OpenRC 和 Void 的启动脚本。',
  'steps.cgroup-wsl':
    '在 Windows 中，把 {line} 写到您的 Windows 用户的 .wslconfig 文件的 [wsl2] 之下，然后运行：wsl --shutdown',
  'steps.cgroup-prepared': '下次启动就是 cgroup v2。请重启，然后再运行向导。',
  'steps.cgroup-switch-offer': '向导可以改变这一点，需要重启：对 {answer} 回答“是”。',
  'steps.cgroup-switch': '下次启动使用 cgroup v2，限制随之生效。',
  'steps.cgroup-switch-init': '下次启动使用 Podman 6 所需的 cgroup v2。',
  'steps.cgroup-reboot-init': '在方便时重启：在此之前什么都不会改变。',
  'steps.cgroup-reboot': '在方便时重启，然后再运行向导：它会检查限制是否生效。',
  'steps.cgroup-switch-why': 'cgroup 的版本在启动时决定。只有 v2 允许用户限制自己的容器。',
  'steps.cgroup-switch-why-init': 'cgroup 的版本在启动时决定。Podman 6 只能在 v2 下运行。',
  'steps.cgroup-switch-file': '启动时使用 cgroup v2：{path}',
  'steps.cgroup-menu': '重新生成启动菜单',
  'steps.cgroup-grubby': '在每个启动项中使用 cgroup v2',
  'steps.cgroup-openrc': '启动时挂载 cgroup',
  'steps.cgroup-title': '把 {controllers} 委派给用户的 systemd',
  'steps.cgroup-why': '限制容器需要这些控制器，而默认只委派其中一部分。',
  'steps.cgroup-directory': '创建 {path}',
  'steps.cgroup-reload': '让 systemd 重新读取文件',
  'steps.cgroup-reload-why': '从此新文件生效。',
  'steps.cgroup-relogin': '已打开的会话不会改变：请全部注销后重新登录，或重启主机。',
};
