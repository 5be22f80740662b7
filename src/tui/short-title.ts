import { msg } from '../i18n/msg.ts';
import type { Message, MessageArg } from '../model/message.ts';

/** Columns that the list of the review has for a title at 80 columns: a short title keeps to them. */
export const SHORT_COLUMNS = 25;

type Args = Readonly<Record<string, MessageArg>>;

/**
 * The last part of a path: in a list beside the explanation, that one tells files apart. Drop-ins of ours all have
 * one name; what they are put to tells those apart: `storage.conf.d`, `user@.service.d`.
 */
function file({ path = '' }: Args): string {
  return String(path)
    .replace(/(\.d)\/50-rootless-wizard\.conf$/, '$1')
    .replace(/^.*\//, '');
}

/** What a setting is about: `userns_clone` of `kernel.unprivileged_userns_clone`. */
function setting(text: MessageArg | undefined): string {
  return String(text ?? '')
    .replace(/^.*[./]/, '')
    .replace(/^.*unprivileged_/, '');
}

/** `ping` of `/etc/sysctl.d/60-rootless-wizard-ping.conf`. */
function topic({ path = '' }: Args): string {
  return String(path)
    .replace(/^.*\//, '')
    .replace(/^\d+-(rootless-wizard-)?/, '')
    .replace(/\.conf$/, '');
}

/** A unit without the ending that most of them have. */
function unit(name: MessageArg | undefined): string {
  return String(name ?? '').replace(/\.service$/, '');
}

/** The titles that are too long for a list, with their short forms. */
const SHORT: Readonly<Record<string, (args: Args) => Message>> = {
  'steps.packages-title': ({ names = [] }) =>
    msg('tui.short-packages', { count: Array.isArray(names) ? names.length : 1 }),
  'steps.id-tools-reinstall': () => msg('tui.short-reinstall'),
  'steps.id-tools-mode': (args) => msg('tui.short-setuid', { file: file(args) }),
  'steps.dbus-title': () => msg('tui.short-dbus'),
  // A uid alone is no name of a directory.
  'steps.runtime-dir-title': (args) => msg('tui.short-dir', { file: `user/${file(args)}` }),
  'steps.subids-add': (args) => msg('tui.short-subids', { file: file(args) }),
  'steps.subids-remove': (args) => msg('tui.short-subids-less', { file: file(args) }),
  'steps.subids-replace': (args) => msg('tui.short-subids-new', { file: file(args) }),
  'steps.tun-file': () => msg('tui.short-tun-boot'),
  'steps.tun-load': () => msg('tui.short-tun-now'),
  'steps.apparmor-file': (args) => msg('tui.short-profile', { file: file(args) }),
  'steps.apparmor-load': (args) => msg('tui.short-profile-load', { file: file(args) }),
  'steps.sysctl-file': (args) => msg('tui.short-keep', { name: topic(args) }),
  'steps.sysctl-set': ({ key, value = '' }) =>
    key === 'net.ipv4.ip_unprivileged_port_start'
      ? msg('tui.short-ports', { value })
      : msg('tui.short-set', { name: setting(key) }),
  'steps.ports-setcap-title': (args) => msg('tui.short-setcap', { file: file(args) }),
  'steps.docker-restart': () => msg('tui.short-restart', { unit: 'docker' }),
  'steps.podman-migrate': () => msg('tui.short-podman-migrate'),
  'steps.cgroup-title': () => msg('tui.short-cgroup'),
  'steps.cgroup-directory': (args) => msg('tui.short-dir', { file: file(args) }),
  'steps.cgroup-switch-file': () => msg('tui.short-cgroup2'),
  'steps.cgroup-grubby': () => msg('tui.short-cgroup2'),
  'steps.cgroup-openrc': () => msg('tui.short-cgroup2'),
  'steps.cgroup-reload': () => msg('tui.short-reload'),
  'steps.linger-title': () => msg('tui.short-linger'),
  'storage.podman-forget': () => msg('tui.short-podman-forget'),
  'storage.podman-conf-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.containers-conf-title': (args) => msg('tui.short-write', { file: file(args) }),
  'docker-static.title': (args) =>
    msg('tui.short-docker-archive', { file: file({ path: args['archive'] ?? '' }) }),
  'docker-source.key-title': () => msg('tui.short-docker-key'),
  'docker-source.list-title': (args) => msg('tui.short-write', { file: file(args) }),
  'migrate.check-title': () => msg('tui.short-move-check'),
  'migrate.image-title': ({ image = '' }) =>
    msg('tui.short-move-image', { name: file({ path: image }) }),
  'migrate.network-title': ({ name = '' }) => msg('tui.short-move-network', { name }),
  'migrate.volume-title': ({ name = '' }) => msg('tui.short-move-volume', { name }),
  'migrate.volume-title-size': ({ name = '' }) => msg('tui.short-move-volume', { name }),
  'migrate.stop-title': ({ names = [] }) =>
    msg('tui.short-move-stop', { count: Array.isArray(names) ? names.length : 1 }),
  'migrate.owners-title': (args) => msg('tui.short-move-owners', { file: file(args) }),
  'migrate.container-title': ({ name = '' }) => msg('tui.short-move-make', { name }),
  'migrate.prove-title': ({ name = '' }) => msg('tui.short-move-prove', { name }),
  'migrate.cutover-title': () => msg('tui.short-move-cutover'),
  'steps.archive-title': () => msg('tui.short-nerdctl'),
  'steps.archive-fetch-title': ({ from = '' }) =>
    msg('tui.short-fetch', { file: file({ path: from }) }),
  'steps.archive-away-title': (args) => msg('tui.short-away', { file: file(args) }),
  'steps.archive-part-title': ({ part = '' }) => msg('tui.short-nerdctl-part', { part }),
  'shell.nerdctl-mount': (args) => msg('tui.short-write', { file: file(args) }),
  'shell.nerdctl-iptables': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.nerdctl-conf-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.containerd-conf-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.nerdctl-data-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.nerdctl-cni-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.docker-conf-title': (args) => msg('tui.short-write', { file: file(args) }),
  'storage.dir-title': ({ dir = '' }) => msg('tui.short-dir', { file: file({ path: dir }) }),
  'storage.dir-above-title': ({ dir = '' }) => msg('tui.short-dir', { file: file({ path: dir }) }),
  'image.file-title': (args) => msg('tui.short-dir', { file: file(args) }),
  'image.unit-title': () => msg('tui.short-at-boot', { unit: 'mount' }),
  'image.fstab-title': (args) => msg('tui.short-write', { file: file(args) }),
  'image.mount-title': ({ point = '' }) => msg('tui.short-mount', { file: file({ path: point }) }),
  'lxc.usernet-title': (args) => msg('tui.short-write', { file: file(args) }),
  'lxc.config-title': (args) => msg('tui.short-write', { file: file(args) }),
  'lxc.bridge-title': ({ bridge = '' }) => msg('tui.short-dir', { file: bridge }),
  'lxc.way-title': ({ dir = '' }) => msg('lxc.short-way', { file: dir }),
  'service.unit-title': (args) => msg('tui.short-write', { file: file(args) }),
  'service.gateway-title': (args) => msg('tui.short-write', { file: file(args) }),
  'shell.runtime-dir-title': (args) => msg('tui.short-write', { file: file(args) }),
  'service.openrc-script': (args) => msg('tui.short-write', { file: file(args) }),
  'service.openrc-enable': ({ name }) => msg('tui.short-at-boot', { unit: unit(name) }),
  'service.openrc-start': ({ name }) => msg('tui.short-start', { unit: unit(name) }),
  'service.runit-enable': ({ name }) => msg('tui.short-at-boot', { unit: unit(name) }),
  'service.reload-title': () => msg('tui.short-reload'),
  'service.start-title': (args) => msg('tui.short-start', { unit: unit(args['unit']) }),
  'service.restart-title': (args) => msg('tui.short-restart', { unit: unit(args['unit']) }),
  'service.restart-boot-title': (args) => msg('tui.short-at-boot', { unit: unit(args['unit']) }),
  'shell.context-title': ({ name = '' }) => msg('tui.short-context', { name }),
  'shell.context-update': ({ name = '' }) => msg('tui.short-context-mend', { name }),
  'shell.use-title': ({ name = '' }) => msg('tui.short-context-use', { name }),
  'shell.host-title': (args) => msg('tui.short-host-set', { file: file(args) }),
  'shell.host-away': (args) => msg('tui.short-host-away', { file: file(args) }),
};

/**
 * The title of a change for a list, where the whole one stands beside it or a key away. A title without a
 * short form is its own.
 */
export function shortTitle(title: Message): Message {
  const short = Object.hasOwn(SHORT, title.key) ? SHORT[title.key] : undefined;
  return short === undefined ? title : short(title.args ?? {});
}
