import type { recorded as en } from '../en/recorded.ts';

/** Simplified Chinese. */
export const recorded: Readonly<Record<keyof typeof en, string>> = {
  'recorded.debian-12': 'Debian 12，systemd 252：尚未为容器做任何准备',
  'recorded.debian-13': 'Debian 13，systemd 257：尚未为容器做任何准备',
  'recorded.ubuntu-22-04': 'Ubuntu 22.04：Podman 3 与 CNI，没有 pasta，尚未安装 uidmap',
  'recorded.ubuntu-24-04': 'Ubuntu 24.04：AppArmor 限制用户命名空间',
  'recorded.ubuntu-26-04': 'Ubuntu 26.04：使用 sudo-rs，AppArmor 限制同 24.04',
  'recorded.fedora-43': 'Fedora 43：SELinux、dnf，从属 ID 从 524288 开始',
  'recorded.rhel-9': 'RHEL 9：SELinux，已有 Podman，没有可用的 Docker',
  'recorded.opensuse-leap': 'openSUSE Leap 16：zypper、SELinux，尚无从属 ID',
  'recorded.arch': 'Arch Linux：滚动发行，Docker 不带 rootless 脚本',
  'recorded.alpine': 'Alpine 3.22：OpenRC 和 doas，没有 systemd 和 tun 设备',
  'recorded.void': 'Void：runit 和 sudo，没有 systemd',
  'recorded.gentoo': 'Gentoo：OpenRC 和 doas，cgroup v1 与 v2 混用',
  'recorded.wsl2': '没有 systemd 的 WSL 2：没有会话，cgroup v1 与 v2 混用',
  'recorded.wsl2-systemd': '带 systemd 的 WSL 2：有会话，cgroup v1 与 v2 混用',
  'recorded.nfs-home': 'Debian 13：主目录在 NFS 服务器上',
  'recorded.directory-user': 'Debian 13：用户和从属 ID 来自目录服务',
  'recorded.subids-exhausted': 'Debian 13：所有从属 ID 都已被占用',
  'recorded.rootful-docker': 'Debian 13：rootful Docker 正在使用，有 12 个容器',
  'recorded.ostree': 'Fedora CoreOS 43：整个系统是一个 ostree 镜像',
  'recorded.no-root': 'Debian 13：用户没有任何获得 root 权限的途径',
  'recorded.cgroup-v1': 'AlmaLinux 8，cgroup v1：用户无法设置资源限制',
  'recorded.nixos': 'NixOS 25.05：一切来自其配置',
  'recorded.opensuse-microos': 'openSUSE MicroOS：软件包随下一个快照而来',
  'recorded.unknown-distro': '不认识的发行版，带 dnf',
};
