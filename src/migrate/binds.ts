import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import type { RootfulContainer } from './container.ts';
import type { Owners } from './owners.ts';

/** What a directory of the host needs so that a container of the user sees it as one of root did. */
export type BindNeed =
  /** Nothing: it can be read by all, or is the user's own already. */
  | { readonly need: 'nothing' }
  /** Its files get the ids of the user's containers, where they are. */
  | { readonly need: 'owners' }
  /** It can't be given: the container stays. */
  | { readonly need: 'stay'; readonly because: Message };

/** Below these nothing gets another owner: programs of the host rely on them. */
const SYSTEM =
  /^\/(etc|usr|bin|sbin|lib|lib32|lib64|boot|dev|proc|sys|run|root|var\/(run|log|lib\/(docker|containers|containerd|dpkg|rpm|systemd)))(\/|$)/;
/** These neither, but what people put below them may. */
const SHARED =
  /^\/((home|srv|opt|mnt|media|tmp|var|var\/(lib|tmp|www|opt))(\/)?)?$|^\/home\/[^/]+\/?$/;

/**
 * Judges one mount from the host. `owners` null: could not be looked at.
 * https://docs.docker.com/engine/security/rootless/tips/ and user_namespaces(7): an id without a
 * counterpart in the user's range shows as `nobody`.
 */
export function bindNeed(
  container: RootfulContainer,
  { source, writable }: RootfulContainer['mounts'][number],
  owners: Owners | null,
  uid: number,
): BindNeed {
  if (owners === null) return stay(msg('migrate.bind-unseen', { path: source }));
  if (owners.special) return stay(msg('migrate.bind-special', { path: source }));
  if (!writable && owners.readable) return { need: 'nothing' };
  const asRoot = /^(|0|root)(:|$)/.test(container.user);
  if (asRoot && owners.uids.every((each) => each === uid)) return { need: 'nothing' };
  if (SYSTEM.test(source) || SHARED.test(source)) {
    return stay(msg('migrate.bind-system', { path: source }));
  }
  return { need: 'owners' };
}

function stay(because: Message): BindNeed {
  return { need: 'stay', because };
}
