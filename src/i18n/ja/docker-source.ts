import type { dockerSource as en } from '../en/docker-source.ts';

export const dockerSource: Readonly<Record<keyof typeof en, string>> = {
  'docker-source.q': 'Docker の入手元は？',
  'docker-source.q-help':
    'Docker 公式のリポジトリには、いくつかのシステム向けの最新の Docker があります。ディストリビューションとは別の入手元で、更新もそこから届きます。',
  'docker-source.distribution': 'ディストリビューション',
  'docker-source.distribution-help':
    'このホストにすでにある入手元から入れます。古いことも多いですが、システムと一緒に保守されます。',
  'docker-source.docker': 'Docker 公式',
  'docker-source.docker-help':
    'Docker, Inc. のリポジトリから入れます。追加する鍵とソースのファイルは、事前に表示します。',
  'docker-source.because-there': '今もそのように入っています。',
  'docker-source.because-lists': 'このホストにはすでに Docker のリポジトリがあります。',
  'docker-source.because-distribution': 'ほかの入手元は必要ありません。',
  'docker-source.because-only':
    'このディストリビューションには、root なしで動く Docker がありません。',
  'docker-source.no-scripts':
    '{os} の Docker には、rootless 用スクリプト (dockerd-rootless.sh) がありません。',
  'docker-source.no-scripts-static':
    '{os} の Docker には、rootless 用スクリプト (dockerd-rootless.sh) がありません。Docker 自身のアーカイブには含まれています: --set docker.source=static',
  'docker-source.scripts-package':
    'パッケージ {name} にも、rootless 用スクリプトがあります。ご自身でインストールしてからもう一度始めると、{os} の Docker が使われます。',
  'docker-source.unsupported': '{os} 向けの Docker 公式パッケージはありません。',
  'docker-source.not-replaced':
    '{path} があり、どのパッケージにも属していないため、置き換えません。先に取り除くか、docker.source を指定しないでください。',
  'docker-source.q-address': 'Docker のリポジトリの場所は？',
  'docker-source.q-address-help':
    '公式のアドレス、ミラー、またはこのホスト上の写し (file:///PATH)。どこにあっても、署名が正しいものだけが使われます。',
  'docker-source.address-because': 'Docker 公式のアドレスです。',
  'docker-source.address-form':
    '{address} はリポジトリのアドレスではありません。https://HOST/PATH か file:///PATH の形で、末尾に / を付けないでください。',
  'docker-source.q-key': 'リポジトリの鍵のファイルは？',
  'docker-source.q-key-help':
    'ホストから取得できない場合に、用意したファイルの絶対パスを指定します。空ならリポジトリから取得します。どちらの場合もフィンガープリントを照合します。',
  'docker-source.key-because': 'その変更に同意した後に取得します。',
  'docker-source.q-fingerprint': '鍵のフィンガープリントは？',
  'docker-source.q-fingerprint-help':
    '省略のない 40 桁です。Docker のものと違う値にするのは、別の人が署名するリポジトリのときだけです。',
  'docker-source.fingerprint-because': 'Docker の文書に記載されています。',
  'docker-source.fingerprint-form': 'フィンガープリントは 0〜9 と A〜F の 40 桁です。',
  'docker-source.key-title': 'リポジトリの鍵を {path} に取得する',
  'docker-source.key-why':
    '{from} から取得します。フィンガープリントが {fingerprint} のときだけ入れ、違えば何もしません。',
  'docker-source.list-title': 'Docker のリポジトリを追加する: {path}',
  'docker-source.list-why':
    'パッケージマネージャーが {address} の Docker を見つけ、この鍵で署名されたものだけを受け入れます。',
  'docker-source.tools-why':
    '鍵を信頼する前に、誰の鍵かを gpg で確かめます。確かめずに Docker のものを入れることはありません。',
  'docker-source.other-list':
    '{path} がすでにあり、内容が異なるため、そのままにします。正しいものなら {command} で一覧を更新し、そうでなければ取り除いてから、もう一度始めてください。',
  'docker-source.third-party':
    'Docker は {os} ではなく {address} から入り、更新もそこから届きます。パッケージを残して元に戻すと更新されなくなります。undo --packages ならパッケージも取り除きます。',
  'docker-source.rebuild':
    'Docker の文書に {os} の記載はありません。Red Hat Enterprise Linux 向けのパッケージを使います。',
  'docker-static.label': 'Docker 公式 (パッケージなし)',
  'docker-static.label-help':
    '用意した 2 つのアーカイブから、自分の ~/bin に入れます。root は不要ですが、更新もされません。',
  'docker-static.q-archive': 'Docker のアーカイブは？',
  'docker-static.q-archive-help':
    'このホスト上の docker-VERSION.tgz の絶対パス。{url} 以下の、このマシン用のディレクトリにあります。',
  'docker-static.q-archive-because': '自動では何も取得しません。',
  'docker-static.q-extras': 'rootless extras は？',
  'docker-static.q-extras-help':
    'docker-rootless-extras-VERSION.tgz の絶対パス。{url} 以下の同じディレクトリにあります。',
  'docker-static.q-sha256': 'その sha256 は？',
  'docker-static.q-extras-sha256': 'extras の sha256 は？',
  'docker-static.q-sha256-help':
    'Docker はこのアーカイブのハッシュを公開していません。取得して信頼したファイルから求めてください (sha256sum FILE)。値が異なるファイルには手を付けません。',
  'docker-static.sha256-because': '分かるのはあなただけです。',
  'docker-static.missing':
    '{url} 以下からこのマシン用の docker-VERSION.tgz と docker-rootless-extras-VERSION.tgz を取得し、場所とハッシュを指定してください: {sets}',
  'docker-static.no-sha256':
    'sha256 がないため、{archives} からは何も取り出しません: {sets} (sha256sum で求められます)',
  'docker-static.change': 'Docker を公式のアーカイブから入れます。',
  'docker-static.updates':
    '{dir} の中身は自動では更新されません。更新は自分で行うことになります。シェルが PATH に加える設定なら、次のログインから PATH に入ります。',
  'docker-static.title': '{archive} から {dir} に入れる',
  'docker-static.why':
    '{members} が入ります。ファイルの sha256 が {sha256} のときだけ取り出します。',
  'tui.short-docker-archive': '{file}',
  'engine-check.docker-own-only':
    'dockerd がなく、このディストリビューションには root なしで動くものがありません。Docker 公式のパッケージを入れる手順をウィザードが示します。',
  'report.risk-third-party-repository':
    'このリポジトリに署名する者が、このホストに root としてプログラムを入れられるようになります',
  'tui.short-docker-key': 'Docker の入手元の鍵',
};
