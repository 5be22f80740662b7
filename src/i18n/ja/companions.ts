import type { companions as en } from '../en/companions.ts';

export const companions: Readonly<Record<keyof typeof en, string>> = {
  'companions.q-compose': 'compose を追加しますか？',
  'companions.q-compose-help':
    'compose.yaml に書いたプロジェクトを動かすためのものです。Podman には podman-compose、Docker には `docker compose` を入れます。',
  'companions.q-compose-because': 'コンテナはこれなしで動きます。後からでも追加できます。',
  'companions.q-docker': 'docker を Podman にしますか？',
  'companions.q-docker-help':
    'podman-docker パッケージを入れると、このホストのすべてのユーザーで `docker run` が Podman を起動します。Docker 用のスクリプトの多くがそのまま動きます。',
  'companions.q-docker-because': 'Podman のコマンドはすべて podman の名前で使えます。',
  'companions.docker-chosen':
    'Docker も選ばれていて、どちらも docker コマンドになります。どちらかを外してください。',
  'companions.docker-there':
    'このホストの docker は Docker 自身のクライアントです。先にそれを削除するか、podman をそのまま使ってください。',
  'companions.no-podman-compose':
    'compose が選ばれましたが、{os} にはパッケージ {name} がありません。ほかの compose を入れれば `podman compose` で使えます: https://docs.podman.io/en/latest/markdown/podman-compose.1.html',
  'companions.no-docker-compose':
    'compose が選ばれましたが、{os} には今の `docker compose` のパッケージがありません。Docker のリポジトリにはあります (docker.source: docker)。または ~/.docker/cli-plugins にプラグインを置いてください: https://docs.docker.com/compose/install/linux/',
  'companions.no-podman-docker':
    'Podman の docker コマンドが選ばれましたが、{os} にはパッケージ {name} がありません。エイリアスでもほぼ同じことができます: alias docker=podman',
  'companions.no-dnsname':
    'Podman {version} は CNI プラグイン dnsname でコンテナを名前で見つけますが、{os} のそのパッケージは知られていません。作ったネットワークのコンテナ同士は、名前では見つかりません。同じ Pod のコンテナ同士は 127.0.0.1 で届きます。',
  'companions.dnsname-later':
    'Podman にすでにあるネットワークでは、dnsname を入れたあとで作り直すまで名前が使えません。',
  'companions.proof-compose': 'compose のプロジェクト ({engine})',
  'companions.proof-compose-cause':
    'プロジェクトを起動できないか、片づけられませんでした。出力は compose のものです。compose を使わないコンテナは別に確かめています。',
  'companions.proof-docker': 'docker コマンド (Podman)',
  'companions.proof-docker-cause':
    'docker が Podman のものではありません。同じ名前の別のプログラムが PATH の先にあるか、パッケージが壊れています。',
};
