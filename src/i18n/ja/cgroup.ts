import type { cgroup as en } from '../en/cgroup.ts';

export const cgroup: Readonly<Record<keyof typeof en, string>> = {
  'steps.cgroup-intro': '--memory や --cpus などの制限をユーザーのコンテナで使えるようにします。',
  'steps.cgroup-ok': 'ユーザーは {controllers} を制限できます。',
  'steps.cgroup-change': 'ユーザーの systemd に {controllers} を委譲します。',
  'steps.cgroup-written': '設定は済んでいます。次のログインから有効になります。',
  'steps.cgroup-unwanted':
    '制限は選ばれていません。--cpus などのオプションは効かないことがあります。',
  'steps.cgroup-none': 'このカーネルにはコントローラーがありません。',
  'steps.cgroup-no-systemd':
    'systemd がないとコントローラーはユーザーに委譲されず、--memory などの制限は効きません。',
  'steps.cgroup-old':
    'このホストはまだ cgroup {version} で、rootless コンテナの制限が効きません。変えるには {argument} を付けて起動してください。',
  'steps.cgroup-old-init':
    'このホストはまだ cgroup {version} です。Podman 6 には v2 が必要です。rootless コンテナの制限は、systemd 以外にコントローラーをユーザーへ委譲するものがないため、どちらでも効きません。',
  'steps.cgroup-podman6': 'Podman 6 は cgroup v2 なしでは動きません。',
  'steps.cgroup-outer': 'このホストはコンテナです。cgroup のバージョンは外側のマシンが決めます。',
  'steps.cgroup-chosen':
    'カーネル引数 {argument} でこの状態が選ばれています。まずブートローダーの設定からそれを取り除き、ウィザードをもう一度実行してください。',
  'steps.cgroup-no-loader':
    'ウィザードが設定できるブートローダーが見つかりません (/etc/default/grub、grubby、Raspberry Pi の cmdline.txt を調べました)。お使いのブートローダーの設定に引数を追加してください。',
  'steps.cgroup-no-setting':
    'このホストで cgroup をマウントしているものには、ウィザードの知っている設定がありません (OpenRC と Void の起動スクリプトを調べました)。',
  'steps.cgroup-wsl':
    'Windows 側で、ご自分の Windows ユーザーのファイル .wslconfig の [wsl2] の下に {line} と書き、wsl --shutdown を実行してください。',
  'steps.cgroup-prepared':
    '次の起動から cgroup v2 になります。再起動してから、ウィザードをもう一度実行してください。',
  'steps.cgroup-switch-offer':
    '再起動を伴いますが、ウィザードで変更できます。{answer} に「はい」と答えてください。',
  'steps.cgroup-switch': '次の起動から cgroup v2 になり、制限が効くようになります。',
  'steps.cgroup-switch-init': '次の起動から、Podman 6 に必要な cgroup v2 になります。',
  'steps.cgroup-reboot-init': '都合のよいときに再起動してください。それまでは何も変わりません。',
  'steps.cgroup-reboot':
    '都合のよいときに再起動し、ウィザードをもう一度実行してください。制限が効くか確かめます。',
  'steps.cgroup-switch-why':
    'cgroup のバージョンは起動時に決まります。ユーザーが自分のコンテナを制限できるのは v2 だけです。',
  'steps.cgroup-switch-why-init':
    'cgroup のバージョンは起動時に決まります。Podman 6 が動くのは v2 だけです。',
  'steps.cgroup-switch-file': '起動時に cgroup v2 を使う: {path}',
  'steps.cgroup-menu': '起動メニューを作り直す',
  'steps.cgroup-grubby': 'すべての起動項目で cgroup v2 を使う',
  'steps.cgroup-openrc': '起動時に cgroup をマウントする',
  'steps.cgroup-title': 'ユーザーの systemd に {controllers} を委譲する',
  'steps.cgroup-why':
    'コンテナの制限にはこれらのコントローラーが必要ですが、既定では一部しか委譲されません。',
  'steps.cgroup-directory': '{path} を作る',
  'steps.cgroup-reload': 'systemd にファイルを読み直させる',
  'steps.cgroup-reload-why': 'これで新しいファイルが有効になります。',
  'steps.cgroup-relogin':
    '開いているセッションには反映されません。すべてログアウトしてログインし直すか、ホストを再起動してください。',
};
