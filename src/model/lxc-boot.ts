/** Names of what starts a user's LXC containers with the host, which `steps/service-lxc-boot.ts` writes. */

/** The unit of the user that starts those that are marked. */
export const LXC_STARTER = 'lxc-autostart.service';

/** The unit of one container; its instance is the name, escaped as systemd-escape(1) does it. */
export const LXC_CONTAINER = 'lxc-container@.service';

/** A drop-in of every scope whose name begins with `lxc-`, below the directory of the user's units: systemd.unit(5) */
export const LXC_SCOPES = 'lxc-.scope.d/50-rootless-wizard.conf';
