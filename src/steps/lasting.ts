import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Os } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { StepId, StepResult } from '../model/step.ts';
import { ok } from './common.ts';
import { lacksPackages } from './packages-wanted.ts';

type Immutable = NonNullable<Os['immutable']>;

/** These keep /etc and /var of the machine; only what belongs to the image is lost. */
const LAYERED: readonly Immutable[] = ['ostree', 'transactional'];

/** Steps that look for what packages bring: without those they have nothing to say yet. */
const AFTER_PACKAGES: readonly StepId[] = [
  'kernel',
  'ports',
  'storage',
  'service',
  'shell',
  'verify',
];

/**
 * On a system that is made from an image: only what lasts stays a change; what would not is `elsewhere`,
 * for the text that the person puts where it lasts (`distro/snippets`). What can't be done before that is
 * there waits for it, and stops nothing else. On other systems the result as it is.
 */
export function onlyLasting(
  id: StepId,
  result: StepResult,
  facts: Facts,
  values: Values,
): StepResult {
  const immutable = facts.os.known ? facts.os.value.immutable : null;
  if (immutable === null) return result;
  const lasting = (change: Change) => lasts(change, immutable);
  if (result.status === 'blocked') {
    if (isThere(id, facts, values)) return ok(msg('steps.elsewhere-there'), result.notes);
    const waits = LAYERED.includes(immutable)
      ? AFTER_PACKAGES.includes(id) && lacksPackages(facts, values)
      : id !== 'system';
    if (!waits) return result;
    const because = waiting(id, result.because);
    return { ...result, status: 'skip', because, elsewhere: [] };
  }
  const elsewhere = result.changes.filter((each) => !lasting(each));
  if (elsewhere.length === 0) return result;
  const changes = result.changes.filter(lasting);
  const because = msg('steps.elsewhere');
  if (changes.length === 0) return { ...result, status: 'skip', because, changes, elsewhere };
  return { ...result, changes, notes: [...(result.notes ?? []), because], elsewhere };
}

/** What a step that is blocked says: the reason only where it is not simply that programs are missing. */
function waiting(id: StepId, because: Message): Message {
  if (id === 'packages') return msg('steps.elsewhere');
  if (AFTER_PACKAGES.includes(id)) return msg('run.after-elsewhere');
  return msg('steps.elsewhere-waits', { because });
}

function lasts({ scope, action }: Change, immutable: Immutable): boolean {
  if (scope === 'user' || action.do === 'manual') return true;
  if (!LAYERED.includes(immutable)) return false;
  switch (action.do) {
    case 'install-packages':
    case 'remove-packages':
    case 'set-capability':
    case 'set-mode':
      return false;
    case 'write-file':
    case 'make-directory':
      // /usr/local is of the machine there, as all below /var.
      return !/^\/usr\/(?!local\/)/.test(action.path);
    default:
      return true;
  }
}

/**
 * NixOS and Guix have no package manager that could be asked what belongs together: there an engine is
 * there when its programs are, and its service is set up when it runs.
 */
function isThere(id: StepId, facts: Facts, values: Values): boolean {
  if (!facts.docker.known || !facts.podman.known || !facts.nerdctl.known) return false;
  const { docker, podman, nerdctl } = facts;
  const programs = {
    docker: docker.value.dockerd !== null || docker.value.service.active === 'active',
    podman: podman.value.path !== null,
    nerdctl: nerdctl.value.path !== null && nerdctl.value.containerd !== null,
    lxc: facts.lxc.known && facts.lxc.value.path !== null,
  };
  const services = {
    docker: docker.value.service.active === 'active',
    podman: podman.value.path !== null,
    nerdctl: nerdctl.value.service.active === 'active',
    lxc: facts.lxc.known && facts.lxc.value.path !== null,
  };
  if (facts.packages.known) return false;
  if (id === 'packages') return values.engines.every((name) => programs[name]);
  return id === 'service' && values.engines.every((name) => services[name]);
}
