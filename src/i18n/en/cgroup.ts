/** Sentences of the step that hands controllers to users, and of the way out of cgroup v1. */
export const cgroup = {
  'steps.cgroup-intro': "Makes limits such as --memory and --cpus work for the user's containers.",
  'steps.cgroup-ok': 'The user may set limits for {controllers}.',
  'steps.cgroup-change': "The user's systemd is handed {controllers}.",
  'steps.cgroup-written': 'The setting is there. It takes effect after the next login.',
  'steps.cgroup-unwanted': 'Limits are not wanted: options such as --cpus may have no effect.',
  'steps.cgroup-none': 'This kernel offers no controllers.',
  'steps.cgroup-no-systemd':
    'Without systemd nobody hands controllers to users: limits such as --memory have no effect.',
  'steps.cgroup-old':
    'This host still uses cgroup {version}, where limits of rootless containers have no effect. Boot with {argument} to change that.',
  'steps.cgroup-old-init':
    'This host still uses cgroup {version}. Podman 6 needs v2; limits of rootless containers have no effect with either, as nobody but systemd hands controllers to users.',
  'steps.cgroup-podman6': 'Podman 6 does not run without cgroup v2.',
  'steps.cgroup-outer':
    'This host is a container: the machine around it decides which cgroup version there is.',
  'steps.cgroup-chosen':
    "Somebody chose this with the kernel argument {argument}. Take it out of the boot loader's settings first, then run the wizard again.",
  'steps.cgroup-no-loader':
    'No boot loader was found that the wizard can set: it looked for /etc/default/grub, grubby and the cmdline.txt of a Raspberry Pi. Add the argument where yours keeps them.',
  'steps.cgroup-no-setting':
    'What mounts the cgroups of this host has no setting that the wizard knows: it looked for OpenRC, and for the start scripts of Void.',
  'steps.cgroup-wsl':
    'On Windows, write {line} below [wsl2] in the file .wslconfig of your Windows user, then run: wsl --shutdown',
  'steps.cgroup-prepared': 'The next boot has cgroup v2. Reboot, then run the wizard again.',
  'steps.cgroup-switch-offer': 'The wizard can change this with a reboot: answer yes to {answer}.',
  'steps.cgroup-switch': 'The next boot has cgroup v2, so that limits work.',
  'steps.cgroup-switch-init': 'The next boot has cgroup v2, which Podman 6 needs.',
  'steps.cgroup-reboot-init': 'Reboot when it suits you: until then nothing changes.',
  'steps.cgroup-reboot':
    'Reboot when it suits you, then run the wizard again: it checks the limits.',
  'steps.cgroup-switch-why':
    'Which cgroup version there is, is decided at boot. Only with v2 may users limit their containers.',
  'steps.cgroup-switch-why-init':
    'Which cgroup version there is, is decided at boot. Podman 6 runs only with v2.',
  'steps.cgroup-switch-file': 'Ask for cgroup v2 at boot: {path}',
  'steps.cgroup-menu': 'Make the boot menu anew',
  'steps.cgroup-grubby': 'Ask for cgroup v2 in every boot entry',
  'steps.cgroup-openrc': 'Mount the cgroups at boot',
  'steps.cgroup-title': "Hand {controllers} to the users' systemd",
  'steps.cgroup-why':
    'Limits of containers need these controllers, and users get only some by default.',
  'steps.cgroup-directory': 'Make {path}',
  'steps.cgroup-reload': 'Let systemd read its files again',
  'steps.cgroup-reload-why': 'The new file takes effect from then on.',
  'steps.cgroup-relogin':
    'Sessions that are open do not change: log out of all of them and in again, or restart the host.',
} as const;
