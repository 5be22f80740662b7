import { unpackagedParts } from '../distro/nerdctl-parts.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { nerdctlVersion } from './nerdctl-version.ts';
import { atLeast, orNull, versionOf } from './versions.ts';

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

/** Does the person want it beside a containerd that runs as a service? */
export function wantsBypass(values: Partial<Values>): boolean {
  return (
    values.engines?.includes('nerdctl') === true &&
    values['service.nerdctl'] !== false &&
    values['service.nerdctl-bypass'] === true
  );
}

/**
 * Why it can't be done here, or null: what is known to be too old, with the version that it has and the one that
 * it takes. It puts sockets of the host into processes of containers (SECCOMP_IOCTL_NOTIF_ADDFD), which came
 * with Linux 5.9; runc hands out what is needed for it since 1.1; nerdctl has `--annotation` since 2.0 and
 * takes a label before. containerd takes runc, so crun is not asked. Unknown is not old: there the proof tells.
 * It is made for the network of slirp4netns.
 * https://github.com/rootless-containers/bypass4netns#requirements and
 * https://github.com/containerd/nerdctl/releases/tag/v2.0.0-beta.4
 */
export function refuseBypass(facts: Facts, values: Partial<Values>): Message | null {
  const { kernel } = facts;
  if (kernel.known && !atLeast(kernel.value, 5, 9)) {
    return msg('service.bypass-kernel', { release: kernel.value.release });
  }
  if (values['service.nerdctl-network'] === 'pasta') return msg('service.bypass-pasta');
  const nerdctl = nerdctlVersion(facts, values);
  if (isOlder(nerdctl, 2, 0)) return tooOld('nerdctl', nerdctl, '2.0');
  // The runc of the archive comes with its containerd, and before that of the system.
  const replaced = unpackagedParts(facts).includes('containerd');
  const runc = replaced ? null : (orNull(facts.nerdctl)?.runcVersion ?? null);
  return isOlder(runc, 1, 1) ? tooOld('runc', runc, '1.1') : null;
}

function isOlder(version: string | null, major: number, minor: number): version is string {
  const seen = versionOf(version);
  return seen !== null && !atLeast(seen, major, minor);
}

function tooOld(name: string, version: string, needed: string): Message {
  return msg('service.bypass-too-old', { name, version, needed });
}
