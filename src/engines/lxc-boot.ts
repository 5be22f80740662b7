import { LXC_CONTAINER } from '../model/lxc-boot.ts';

/**
 * Starts the containers of groups ($1) that have `lxc.start.auto = 1` and do not run, each by its own unit, in the
 * order and with the waits that their configuration names. `lxc-autostart -L` prints them as `NAME SECONDS` and
 * starts none; its exit code tells nothing: it is 1 where there is no container at all. lxc-autostart(1)
 */
export const LXC_START_THEM = [
  'lxc-autostart -L -g "$1" | while read -r row; do',
  `systemctl --user start "$(systemd-escape --template=${LXC_CONTAINER} -- "\${row% *}")";`,
  `sleep "\${row##* }";`,
  'done',
].join(' ');

/** What root's own lxc.service starts: the group `onboot`, then what is in none. lxc-autostart(1) */
export const LXC_GROUPS = 'onboot,';
