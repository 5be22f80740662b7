import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { atLeast, orNull } from './versions.ts';

/** Where bypass4netns says what it needs and what it does not do. */
export const BYPASS = 'https://github.com/rootless-containers/bypass4netns';

/** What makes nerdctl 2 ask for it. */
export const BYPASS_ANNOTATION = 'nerdctl/bypass4netns=true';

/** The same as an option of `nerdctl run`. */
export const BYPASS_OPTION = `--annotation ${BYPASS_ANNOTATION}`;

/** Are both of its programs here? The daemon looks for the other one in its own directory. */
export function hasBypass(facts: Facts): boolean {
  const found = orNull(facts.nerdctl);
  return found?.bypass4netnsd != null && found.bypass4netns != null;
}

/** Does the person want it beside a containerd that the user's systemd starts? */
export function wantsBypass(values: Partial<Values>): boolean {
  return (
    values.engines?.includes('nerdctl') === true &&
    values['service.nerdctl'] !== false &&
    values['service.nerdctl-bypass'] === true
  );
}

/**
 * Why this kernel can't do it, or null: it puts sockets of the host into processes of containers
 * (SECCOMP_IOCTL_NOTIF_ADDFD), which came with Linux 5.9.
 */
export function refuseBypass({ kernel }: Facts): Message | null {
  if (!kernel.known || atLeast(kernel.value, 5, 9)) return null;
  return msg('service.bypass-kernel', { release: kernel.value.release });
}
