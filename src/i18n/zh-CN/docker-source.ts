import type { dockerSource as en } from '../en/docker-source.ts';

export const dockerSource: Readonly<Record<keyof typeof en, string>> = {
  'docker-source.q': 'Docker 从哪里来？',
  'docker-source.q-help':
    'Docker 自己的软件源为一部分系统提供最新的 Docker；它是发行版之外的来源，以后的更新也来自那里。',
  'docker-source.distribution': '发行版',
  'docker-source.distribution-help': '来自本机已有的软件源。通常较旧，但随系统一起维护。',
  'docker-source.docker': 'Docker 官方',
  'docker-source.docker-help':
    '来自 Docker, Inc. 的软件源：会添加它的密钥和软件源文件，添加前都会显示。',
  'docker-source.because-there': '现在安装的就是它。',
  'docker-source.because-lists': '本机已有 Docker 的软件源。',
  'docker-source.because-distribution': '不需要别的来源。',
  'docker-source.because-only': '这个发行版没有能在无 root 下运行的 Docker。',
  'docker-source.no-scripts': '{os} 的 Docker 不带 rootless 脚本（dockerd-rootless.sh）。',
  'docker-source.no-scripts-static':
    '{os} 的 Docker 不带 rootless 脚本（dockerd-rootless.sh）。Docker 自己的归档里有：--set docker.source=static',
  'docker-source.scripts-package':
    '软件包 {name} 里也有 rootless 脚本：请自行安装，然后重新开始，就会使用 {os} 的 Docker。',
  'docker-source.unsupported': 'Docker 没有为 {os} 提供自己的软件包。',
  'docker-source.not-replaced':
    '{path} 已存在，且不属于任何软件包，因此不会替换。请先移除它，或不要指定 docker.source。',
  'docker-source.q-address': 'Docker 的软件源在哪里？',
  'docker-source.q-address-help':
    '官方地址、镜像，或本机上的副本（file:///PATH）。无论在哪里，只有签名正确的内容才会被采用。',
  'docker-source.address-because': 'Docker 官方的地址。',
  'docker-source.address-form':
    '{address} 不是软件源的地址：应为 https://HOST/PATH 或 file:///PATH，末尾不带 /。',
  'docker-source.q-key': '软件源的密钥是哪个文件？',
  'docker-source.q-key-help':
    '本机无法下载时，给出您带来的文件的完整路径。留空则从软件源获取。两种情况都会核对指纹。',
  'docker-source.key-because': '在您同意该项更改之后才获取。',
  'docker-source.q-fingerprint': '密钥的指纹应当是什么？',
  'docker-source.q-fingerprint-help':
    '完整的 40 位。只有由他人签名的软件源才需要与 Docker 不同的指纹。',
  'docker-source.fingerprint-because': 'Docker 的文档中写明了它。',
  'docker-source.fingerprint-form': '指纹是 40 位的 0 到 9 和 A 到 F。',
  'docker-source.key-title': '获取软件源的密钥，存为 {path}',
  'docker-source.key-why': '来自 {from}。仅当指纹为 {fingerprint} 时才会安装；否则什么都不做。',
  'docker-source.list-title': '添加 Docker 的软件源：{path}',
  'docker-source.list-why':
    '软件包管理器就能在 {address} 找到 Docker，并且只接受由该密钥签名的内容。',
  'docker-source.tools-why':
    '在信任密钥之前，用 gpg 确认它是谁的；未经确认，不会安装任何来自 Docker 的东西。',
  'docker-source.other-list':
    '{path} 已存在且内容不同，保持不变。如果它是对的，请用 {command} 刷新列表；否则请移除它，然后重新开始。',
  'docker-source.third-party':
    'Docker 来自 {address} 而不是 {os}，更新也来自那里。撤销时若保留软件包，它们将不再得到更新：undo --packages 会一并移除。',
  'docker-source.rebuild':
    'Docker 的文档没有提到 {os}：将使用为 Red Hat Enterprise Linux 提供的软件包。',
  'docker-static.label': 'Docker 官方（不用软件包）',
  'docker-static.label-help':
    '来自您带来的两个归档，放进您自己的 ~/bin：不需要 root，但也没有更新。',
  'docker-static.q-archive': 'Docker 的归档在哪里？',
  'docker-static.q-archive-help':
    '本机上 docker-VERSION.tgz 的完整路径，来自 {url} 下适用于本机的目录。',
  'docker-static.q-archive-because': '不会替您下载任何东西。',
  'docker-static.q-extras': 'rootless extras 在哪里？',
  'docker-static.q-extras-help':
    'docker-rootless-extras-VERSION.tgz 的完整路径，来自 {url} 下的同一目录。',
  'docker-static.q-sha256': '它的 sha256？',
  'docker-static.q-extras-sha256': 'extras 的 sha256？',
  'docker-static.q-sha256-help':
    'Docker 没有随这些归档公布哈希：请对您下载并信任的文件计算（sha256sum FILE）。值不同的文件不会被使用。',
  'docker-static.sha256-because': '只有您知道。',
  'docker-static.missing':
    '请从 {url} 下载适用于本机的 docker-VERSION.tgz 和 docker-rootless-extras-VERSION.tgz，然后说明它们在哪里、哈希应当是什么：{sets}',
  'docker-static.no-sha256':
    '没有 sha256，就不会从 {archives} 中取出任何东西：{sets}（用 sha256sum 计算）',
  'docker-static.change': 'Docker 来自官方的归档。',
  'docker-static.updates':
    '没有人会更新 {dir} 中的内容：需要您自己更新。如果您的 shell 会把它加入 PATH，下次登录后即可使用。',
  'docker-static.title': '从 {archive} 安装到 {dir}',
  'docker-static.why': '它带来 {members}。仅当文件的 sha256 为 {sha256} 时才会取出。',
  'tui.short-docker-archive': '{file}',
  'engine-check.docker-own-only':
    '没有安装 dockerd，这个发行版也没有能在无 root 下运行的版本：向导会说明如何安装 Docker 官方的。',
  'report.risk-third-party-repository': '此后为该软件源签名的人可以在本机以 root 身份安装程序',
  'tui.short-docker-key': 'Docker 软件源的密钥',
};
