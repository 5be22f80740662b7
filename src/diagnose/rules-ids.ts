import { type Rule, root, user, WIZARD } from './rule.ts';

const DOCKER = 'https://docs.docker.com/engine/security/rootless/troubleshoot/';
const PODMAN = 'https://github.com/containers/podman/blob/main/troubleshooting.md';

/** What engines print where a user has no subordinate ids, or the host gives no user namespace. */
export const ID_RULES: readonly Rule[] = [
  {
    id: 'no-subids',
    pattern:
      /No subuid ranges found|no subuid ranges|cannot find UID\/GID for user|no subgid ranges/i,
    confidence: 'certain',
    title: 'diagnose.no-subids',
    cause: 'diagnose.no-subids-cause',
    findings: ['subid.present'],
    remedy: [WIZARD],
    source: DOCKER,
  },
  {
    id: 'too-few-subids',
    pattern:
      /potentially insufficient UIDs or GIDs|not be enough IDs available|lchown .*: invalid argument/i,
    confidence: 'certain',
    title: 'diagnose.too-few-subids',
    cause: 'diagnose.too-few-subids-cause',
    findings: ['subid.size', 'subid.present'],
    remedy: [WIZARD, user('podman system migrate')],
    source: PODMAN,
  },
  {
    id: 'newuidmap-missing',
    pattern: /"?new[ug]idmap"?:? (executable file )?not found|exec: "?new[ug]idmap/i,
    confidence: 'certain',
    title: 'diagnose.newuidmap-missing',
    cause: 'diagnose.newuidmap-missing-cause',
    findings: ['idtools.newuidmap'],
    remedy: [WIZARD, root('apt-get install uidmap')],
    source: 'newuidmap(1)',
  },
  {
    id: 'newuidmap-refused',
    pattern:
      /new[ug]idmap: .*(not allowed|write to [ug]id_map failed|Operation not permitted|different user)/i,
    confidence: 'likely',
    title: 'diagnose.newuidmap-refused',
    cause: 'diagnose.newuidmap-refused-cause',
    findings: ['idtools.newuidmap-privilege', 'subid.present', 'subid.overlap'],
    remedy: [WIZARD],
    source: 'newuidmap(1)',
  },
  {
    id: 'userns-forbidden',
    pattern:
      /fork\/exec \/proc\/self\/exe: operation not permitted|cannot clone: Operation not permitted|unshare.*Operation not permitted/i,
    confidence: 'likely',
    title: 'diagnose.userns-forbidden',
    cause: 'diagnose.userns-forbidden-cause',
    findings: ['userns.works', 'userns.apparmor', 'userns.clone'],
    remedy: [WIZARD],
    source: DOCKER,
  },
  {
    id: 'userns-limit',
    pattern: /fork\/exec \/proc\/self\/exe: no space left on device|cannot clone: No space left/i,
    confidence: 'certain',
    title: 'diagnose.userns-limit',
    cause: 'diagnose.userns-limit-cause',
    findings: ['userns.max'],
    remedy: [WIZARD],
    source: DOCKER,
  },
];
