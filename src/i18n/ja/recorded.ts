import type { recorded as en } from '../en/recorded.ts';

/** Japanese. */
export const recorded: Readonly<Record<keyof typeof en, string>> = {
  'recorded.debian-12': 'Debian 12、systemd 252：コンテナの準備はまだ何もない',
  'recorded.debian-13': 'Debian 13、systemd 257：コンテナの準備はまだ何もない',
  'recorded.ubuntu-22-04': 'Ubuntu 22.04：Podman 3 と CNI、pasta なし、uidmap は未導入',
  'recorded.ubuntu-24-04': 'Ubuntu 24.04：AppArmor がユーザー名前空間を制限',
  'recorded.ubuntu-26-04': 'Ubuntu 26.04：sudo-rs、AppArmor の制限は 24.04 と同じ',
  'recorded.fedora-43': 'Fedora 43：SELinux、dnf、サブ ID は 524288 から',
  'recorded.rhel-9': 'RHEL 9：SELinux、Podman は導入済み、Docker は提供なし',
  'recorded.opensuse-leap': 'openSUSE Leap 16：zypper、SELinux、サブ ID はまだない',
  'recorded.arch': 'Arch Linux：ローリング、Docker に rootless 用スクリプトなし',
  'recorded.alpine': 'Alpine 3.22：OpenRC と doas、systemd も tun もない',
  'recorded.void': 'Void：runit と sudo、systemd はない',
  'recorded.gentoo': 'Gentoo：OpenRC と doas、cgroup v1 と v2 が混在',
  'recorded.wsl2': 'systemd なしの WSL 2：セッションなし、cgroup v1/v2 混在',
  'recorded.wsl2-systemd': 'systemd ありの WSL 2：セッションあり、cgroup v1/v2 混在',
  'recorded.nfs-home': 'Debian 13：ホームが NFS サーバーにある',
  'recorded.directory-user': 'Debian 13：ユーザーとサブ ID がディレクトリサービスにある',
  'recorded.subids-exhausted': 'Debian 13：サブ ID がすべて使われている',
  'recorded.rootful-docker': 'Debian 13：rootful Docker が稼働中、コンテナ 12 個',
  'recorded.ostree': 'Fedora CoreOS 43：システム全体がイメージ (ostree)',
  'recorded.no-root': 'Debian 13：root になる手段がないユーザー',
  'recorded.cgroup-v1': 'AlmaLinux 8、cgroup v1：ユーザーは制限を設定できない',
  'recorded.nixos': 'NixOS 25.05：すべて設定から作られる',
  'recorded.opensuse-microos': 'openSUSE MicroOS：パッケージは次のスナップショットで入る',
  'recorded.unknown-distro': '知られていないディストリビューション、dnf あり',
};
