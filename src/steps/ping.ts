import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { targetOf } from './common.ts';
import { pingAllowed } from './ports-questions.ts';
import { outerNet, sysctlChanges } from './sysctl-changes.ts';

const PING = 'net.ipv4.ping_group_range';

/**
 * net.ipv4.ping_group_range: the groups that may send echo requests without privilege. slirp4netns and
 * pasta send them for containers with the user's own group, so the range is only widened to hold that
 * one (icmp(7)).
 */
export function pingPlan(
  facts: Facts,
  values: Values,
):
  | {
      readonly because: Message;
      readonly changes: readonly Change[];
      readonly notes: readonly Message[];
    }
  | { readonly refused: Message } {
  const none = { changes: [], notes: [] };
  if (!values['ping.allow']) return { ...none, because: msg('steps.ping-unwanted') };
  if (pingAllowed(facts)) return { ...none, because: msg('steps.ping-ok') };
  const target = targetOf(facts);
  const now = facts.sysctls.known ? (facts.sysctls.value.now[PING] ?? null) : null;
  if (target === null || now === null) return { refused: msg('steps.ping-no-sysctl') };
  if (outerNet(facts)) return { refused: msg('steps.kernel-outer') };
  const value = widened(now, target.gid);
  const plan = sysctlChanges(
    facts,
    {
      id: 'ports.ping',
      role: 'sysctl.ping',
      comment: ['Lets these groups send ping without privilege.', 'Written by rootless-wizard.'],
      why: msg('steps.ping-why', { user: target.name }),
      risks: [],
      source: 'https://docs.docker.com/engine/security/rootless/tips/',
    },
    [{ key: PING, value, now }],
  );
  return 'refused' in plan ? plan : { ...plan, because: msg('steps.ping-change') };
}

/** `1 0` is the kernel's way to say "nobody". */
function widened(now: string, gid: number): string {
  const [low = Number.NaN, high = Number.NaN] = now.split(' ').map(Number);
  const empty = !(low <= high);
  return empty ? `${gid} ${gid}` : `${Math.min(low, gid)} ${Math.max(high, gid)}`;
}
