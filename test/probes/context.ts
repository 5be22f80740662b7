import { msg } from '../../src/i18n/msg.ts';
import { known, unknown } from '../../src/model/fact.ts';
import type { Target } from '../../src/model/facts.ts';
import type { ProbeContext } from '../../src/probe/probe.ts';

/** An ordinary user. */
export const alice: Target = {
  name: 'alice',
  uid: 1000,
  gid: 1000,
  home: '/home/alice',
  shell: '/bin/bash',
  groups: ['alice'],
  self: true,
  origin: 'files',
  configHome: '/home/alice/.config',
  dataHome: '/home/alice/.local/share',
  stateHome: '/home/alice/.local/state',
  runtimeDir: '/run/user/1000',
};

/** The context of a probe for that user. */
export function contextOf(target: Target): ProbeContext {
  return { userName: null, target: Promise.resolve(known(target, 'test')) };
}

/** The context while nobody is chosen. */
export const nobodyYet: ProbeContext = {
  userName: null,
  target: Promise.resolve(unknown(msg('host.user-say-whom'))),
};
