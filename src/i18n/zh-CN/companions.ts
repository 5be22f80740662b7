import type { companions as en } from '../en/companions.ts';

export const companions: Readonly<Record<keyof typeof en, string>> = {
  'companions.q-compose': '要安装 compose 吗？',
  'companions.q-compose-help':
    '用于写在 compose.yaml 里的项目：Podman 用 podman-compose，Docker 用 `docker compose`。',
  'companions.q-compose-because': '没有它容器也能运行；以后可以再装。',
  'companions.q-docker': '让 docker 命令使用 Podman 吗？',
  'companions.q-docker-help':
    '安装 podman-docker 软件包后，本机所有用户的 `docker run` 都会启动 Podman。为 Docker 写的脚本大多可以直接使用。',
  'companions.q-docker-because': 'Podman 的命令都可以用 podman 这个名字。',
  'companions.docker-chosen': '也选了 Docker，两者都会是 docker 命令。请去掉其中一个。',
  'companions.docker-there':
    '本机的 docker 是 Docker 自己的客户端。请先卸载它，或继续使用 podman。',
  'companions.no-podman-compose':
    '选了 compose，但 {os} 没有软件包 {name}。装了别的 compose 也可以用 `podman compose`：https://docs.podman.io/en/latest/markdown/podman-compose.1.html',
  'companions.no-docker-compose':
    '选了 compose，但 {os} 没有当前 `docker compose` 的软件包。Docker 自己的软件源里有（docker.source: docker），也可以把插件放进 ~/.docker/cli-plugins：https://docs.docker.com/compose/install/linux/',
  'companions.no-podman-docker':
    '选了 Podman 的 docker 命令，但 {os} 没有软件包 {name}。用别名差不多：alias docker=podman',
  'companions.no-dnsname':
    'Podman {version} 靠 CNI 插件 dnsname 通过名称找到容器，而 {os} 没有已知的相应软件包：自建网络中的容器将无法通过名称互相找到。同一 pod 的容器可通过 127.0.0.1 互相访问。',
  'companions.dnsname-later': 'Podman 已有的网络要在安装 dnsname 之后重新创建，才能使用名称。',
  'companions.proof-compose': 'compose 项目（{engine}）',
  'companions.proof-compose-cause':
    '项目没有启动，或没有清理干净；输出是 compose 给出的。不用 compose 的容器另有证明。',
  'companions.proof-docker': 'docker 命令（Podman）',
  'companions.proof-docker-cause':
    'docker 不是 Podman 的包装：PATH 里前面有同名的其他程序，或软件包不完整。',
};
