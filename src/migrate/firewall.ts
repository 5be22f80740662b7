import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import type { RootfulContainer } from './container.ts';
import type { TargetEngine } from './target-engine.ts';

/** A firewall of the host that is switched on. */
export type Firewall = 'ufw' | 'firewalld';

/**
 * ufw says so in its configuration, ufw(8); firewalld while its process id is there, firewalld(1). Rules that
 * somebody wrote by hand are not judged.
 */
export async function firewallOf(host: ReadHost): Promise<Firewall | null> {
  const ufw = textOf(await host.file('/etc/ufw/ufw.conf')) ?? '';
  if (/^[ \t]*ENABLED=["']?yes["']?[ \t]*\r?$/im.test(ufw)) return 'ufw';
  const { kind } = await host.stat('/run/firewalld.pid');
  return kind === 'file' ? 'firewalld' : null;
}

/**
 * Who calls a published port is hidden by the ports of rootlesskit unless another network is chosen, and by
 * Podman's for containers in a network of their own; pasta shows it. `shows`: the user's Docker or nerdctl does.
 * https://docs.docker.com/engine/security/rootless/troubleshoot/#docker-run--p-does-not-propagate-source-ip-addresses
 */
export function callersNote(
  engine: TargetEngine,
  shows: boolean,
  members: readonly RootfulContainer[],
): readonly Message[] {
  const open = members.filter(({ ports }) => ports.some(({ address }) => !LOOPBACK.test(address)));
  const hidden = engine === 'podman' ? open.filter(({ networks }) => networks.length > 0) : open;
  if (hidden.length === 0 || (engine !== 'podman' && shows)) return [];
  return engine !== 'podman'
    ? [msg('migrate.note-callers', { answer: `service.${engine}-network` })]
    : [msg('migrate.note-callers-plain', { names: hidden.map(({ name }) => name) })];
}

/** Addresses of the host itself: nobody else reaches a port there, before or after. */
const LOOPBACK = /^(127\.|::1$|localhost$)/;

/**
 * What changes for who reaches these containers. The Docker of root puts its own rules before those of the
 * host, so a published port is open whatever the firewall says; the port of a rootless engine is one of a
 * program of the host, and closed until somebody opens it.
 * https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw
 */
export function firewallNote(
  firewall: Firewall | null,
  members: readonly RootfulContainer[],
): readonly Message[] {
  const open = members
    .flatMap(({ ports }) => ports)
    .filter(({ host, address }) => host > 0 && !LOOPBACK.test(address))
    .map(({ host, protocol }) => `${host}/${protocol}`);
  const ports = [...new Set(open)];
  if (firewall === null || ports.length === 0) return [];
  const command =
    firewall === 'ufw'
      ? ports.map((port) => `sudo ufw allow ${port}`).join(' && ')
      : `sudo firewall-cmd --permanent ${ports.map((port) => `--add-port=${port}`).join(' ')} && sudo firewall-cmd --reload`;
  return [msg('migrate.note-firewall', { firewall, ports, command })];
}
