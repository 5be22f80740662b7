import { msg } from '../i18n/msg.ts';
import type { Engine, PackageNeed } from '../model/engine.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { commonRefusal } from './host-rules.ts';
import { obtainable, orNull } from './versions.ts';

/**
 * Unprivileged LXC: system containers whose ids are mapped by the user's default.conf. Its needs are
 * known; the steps that write that file and /etc/lxc/lxc-usernet are not there yet, so it is refused
 * with that reason. https://linuxcontainers.org/lxc/getting-started/
 */
export const lxc: Engine = {
  name: 'lxc',
  title: msg('engines.lxc'),
  needs,
  refuse,
  proofs: () => [],
  tryNext: () => [],
};

function needs(facts: Facts): readonly PackageNeed[] {
  const systemd = orNull(facts.init)?.name === 'systemd';
  return ['lxc', 'uidmap', ...(systemd ? (['dbus-user'] as const) : [])];
}

function refuse(facts: Facts): Message {
  const common = commonRefusal(facts);
  if (common !== null) return common;
  const there = orNull(facts.lxc)?.path != null;
  if (!there && obtainable(facts, 'lxc') === false)
    return msg('engines.no-package', { name: 'lxc' });
  return msg('engines.lxc-later');
}
