import type { lxc as en } from '../en/lxc.ts';

/** LXC についての日本語の文。 */
export const lxc: Readonly<Record<keyof typeof en, string>> = {
  'lxc.help':
    '独自の init を持つシステム全体のコンテナで、小さなマシンのように起動・停止します。Docker のイメージ用ではありません。',
  'lxc.needs-v2': 'root なしの LXC は cgroup v2 でだけ設定できますが、このホストは v1 です。',
  'lxc.home':
    'LXC のコンテナはホームに置かれますが、{dir} ({type}) には置けません。そこではプログラムが動かないか、ファイルをほかの ID の所有にできません。ホームがローカルディスクにあるユーザーを使ってください。',
  'lxc.q-bridge': 'LXC のブリッジはどれにしますか',
  'lxc.q-bridge-help':
    'lxcbr0 は LXC が作り、アドレスは 10.0.3.0/24 で、このホストの内側に置かれます。br0 のようにホストにあるブリッジを指定すると、コンテナはそのネットワークに入ります。',
  'lxc.q-bridge-because': 'LXC が作るもので、このホストの外は何も変わりません。',
  'lxc.bridge-form': '{bridge} はブリッジの名前ではありません。15 文字以内の 1 語です。',
  'lxc.not-looked': 'LXC に必要なものを、このホストでは調べられませんでした。',
  'lxc.no-ids': '{user} にはまだサブ ID がなく、LXC のコンテナには必要です。',
  'lxc.shared-ids':
    'LXC のコンテナは、このユーザーのほかのエンジンのコンテナと同じサブ ID を使います。コンテナの root として外に出た者は、ほかのコンテナのファイルを変えられます。',
  'lxc.ready': 'LXC のコンテナを作れます。新しいコンテナは {path} の設定で始まります。',
  'lxc.change': 'ユーザーのコンテナのために LXC を設定します。',
  'lxc.usernet-title': '{path} でネットワークインターフェースを許可',
  'lxc.usernet-why':
    '{user} は最大 {count} 個のコンテナを {bridge} につなげるようになります。この行がないと、LXC はネットワークのあるコンテナを起動しません。',
  'lxc.no-bridge':
    'このホストにネットワークインターフェース {bridge} はありません。先にそのブリッジを作るか、LXC が作る lxcbr0 を選んでください。',
  'lxc.bridge-off':
    '{path} では LXC がブリッジを作らないことになっています。そこで USE_LXC_BRIDGE="true" とするか、lxc.bridge でこのホストのブリッジを指定してください。',
  'lxc.bridge-taken':
    '{bridge} のアドレスは {network} になりますが、このホストでは {device} がすでに {own} を使っています。{path} で別のアドレスを指定するか (LXC_NETWORK、LXC_ADDR、LXC_NETMASK、LXC_DHCP_RANGE)、lxc.bridge でこのホストのブリッジを指定してください。',
  'lxc.bridge-by-hand':
    'ブリッジ {bridge} がなく、systemd のない環境で LXC がどう作るかは分かりません。ディストリビューションの lxc-net のサービスを起動してから、もう一度始めてください。',
  'lxc.bridge-title': 'ブリッジ {bridge} を今すぐ、そして起動時に作る',
  'lxc.bridge-why':
    'コンテナは {bridge} につながり、そこで dnsmasq からアドレスを受け取り、このホストを通ってネットワークに出ます。',
  'lxc.foreign-map':
    '{path} は {user} のものではない ID を割り当てています。その lxc.idmap の行を消すか直してから、もう一度始めてください。',
  'lxc.config-title': '新しいコンテナの設定 {path}',
  'lxc.config-why':
    '新しいコンテナは、このユーザーの ID と、ブリッジ上のインターフェースを持ちます。コンテナの root はユーザー本人ではなく、これらの ID の最初のものです。',
  'lxc.dir-title': '{dir} を作る',
  'lxc.dir-why': 'LXC のコンテナはここに置かれ、コンテナの root がそこまで届かなければなりません。',
  'lxc.way-title': 'ID {id} に {dir} を通らせる',
  'lxc.way-why':
    'コンテナはこのホストで {id} として動き、自分のファイルまでこのディレクトリを通らなければなりません。中の一覧や内容は読めません。',
  'lxc.short-way': '{file} を通らせる',
  'lxc.q-boot': 'LXC をホスト起動時に始めますか',
  'lxc.q-boot-help':
    '設定に lxc.start.auto = 1 とあるコンテナだけです。ログアウト後も動くサービスが必要です。',
  'lxc.q-boot-because': '設定でそう求めているコンテナだけが対象で、ほかには何もしません。',
  'lxc.q-boot-own': 'ここではすでに {unit} がホストの起動時にコンテナを始めます。',
  'lxc.boot-by-hand':
    'systemd がないため、ここでは LXC のコンテナをホストの起動時に始めません。ホストのサービスが {user} として lxc-autostart を実行する必要があります。',
  'lxc.boot-old':
    'LXC のコンテナはホストの起動時に始まりません。systemd {least} 以降が必要ですが、このホストは {version} です。',
  'lxc.boot-foreign':
    '{path} はこのプログラムが書いたものではないので、そのまま残します。このプログラムは LXC のコンテナをホストの起動時に始めません。',
  'lxc.boot-container-why':
    'コンテナはそれぞれ専用のユニットで、割り当てられた cgroup の中で動きます。ブリッジができるまで起動を繰り返し試し、ホストの終了時には正しく終了させます。',
  'lxc.boot-list-why':
    'lxc.start.auto = 1 のコンテナを、設定にある順番と待ち時間で始めます。これを止めると、このユニットで動くコンテナも正しく終了します。',
  'lxc.boot-scope-why':
    'LXC 6 はコンテナの中で動くものを専用のスコープに移しますが、systemd はホストの終了時にそれをすぐ終わらせます。これがあれば、コンテナが正しく終了するまで待ちます。',
  'lxc.boot-start-why': 'ホストの起動のたびに、そして今も、対象で動いていないコンテナを始めます。',
  'lxc.boot': 'ホスト起動時の開始 (LXC)',
  'lxc.boot-cause':
    'lxc.start.auto のあるコンテナがユニットで始まらなかったか、ユニットと一緒に終わりませんでした。止まった場所は行に出ています。',
  'lxc.boot-no-unit':
    '{path} がないため、ホストの起動時に始めるコンテナを動かすユニットがありません。LXC をもう一度設定してください。',
  'lxc.boot-failed':
    'ホストの起動時にコンテナを始めるユニットが失敗しました。理由はジャーナルにあります。',
  'lxc.run-cause':
    'このユーザーの ID では、LXC がコンテナを作れないか起動できませんでした。止まった場所は行に出ています。',
  'lxc.network': 'コンテナのネットワーク (LXC)',
  'lxc.network-cause':
    'コンテナに {bridge} 上の使えるインターフェースがありません。/etc/lxc/lxc-usernet の許可、ブリッジそのもの、またはアドレスを配る側が原因です。',
  'lxc.check': 'LXC 自身の検査',
  'lxc.check-cause':
    'lxc-checkconfig によると、カーネルに足りないものがあります。内容は行に出ています。',
  'lxc.explain-quota':
    'このユーザーには、これ以上のネットワークインターフェースが許可されていません',
  'lxc.explain-quota-cause':
    'lxc-user-nic は /etc/lxc/lxc-usernet に従って数えます。このユーザーとブリッジの行がないか、許可された数のコンテナがもう動いています。',
  'lxc.explain-nic': 'LXC はコンテナをブリッジにつなげませんでした',
  'lxc.explain-nic-cause':
    'ブリッジがない (lxcbr0 は lxc-net.service が作ります) か、/etc/lxc/lxc-usernet がこのユーザーに許可していません。',
  'lxc.explain-cgroup': 'LXC は cgroup の木の一部を受け取れませんでした',
  'lxc.explain-cgroup-cause':
    'root なしのコンテナには、systemd がユーザーに渡した部分が必要です。本当のログインの中で、systemd-run --user --scope -p Delegate=yes を通して起動してください。',
  'lxc.explain-home': 'コンテナの ID が自分のファイルまで届きません',
  'lxc.explain-home-cause':
    'コンテナの root はサブ ID で、ホームから ~/.local/share/lxc までのすべてのディレクトリを通れなければなりません。',
};
