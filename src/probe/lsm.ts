import { msg } from '../i18n/msg.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Facts, Lsm } from '../model/facts.ts';
import type { Check, EngineName, Finding, Goal } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { finding, judged, skipped } from './finding.ts';
import type { Probe } from './probe.ts';

const RESTRICT = 'kernel.apparmor_restrict_unprivileged_userns';

/** AppArmor and SELinux, from the kernel's own files. */
export const probe: Probe<'lsm'> = {
  id: 'lsm',
  async read(host): Promise<Fact<Lsm>> {
    const [enabled, restrict, enforce, profiles] = await Promise.all([
      line(host, '/sys/module/apparmor/parameters/enabled'),
      line(host, `/proc/sys/${RESTRICT.replaceAll('.', '/')}`),
      line(host, '/sys/fs/selinux/enforce'),
      host.list('/etc/apparmor.d'),
    ]);
    const value: Lsm = {
      apparmor: enabled === 'Y',
      apparmorRestrictsUserns: enabled === 'Y' && restrict !== '' && restrict !== '0',
      apparmorProfiles: profiles ?? [],
      selinux: enforce === '' ? 'disabled' : enforce === '1' ? 'enforcing' : 'permissive',
    };
    return known(value, '/sys/module/apparmor, /sys/fs/selinux');
  },
};

async function line(host: ReadHost, path: string): Promise<string> {
  return (textOf(await host.file(path)) ?? '').trim();
}

const APPARMOR = {
  id: 'userns.apparmor',
  title: msg('checks.apparmor'),
  source: 'https://docs.docker.com/engine/security/rootless/',
};
const SELINUX = {
  id: 'lsm.selinux',
  title: msg('checks.selinux'),
  source: 'https://github.com/containers/podman/blob/main/troubleshooting.md',
};

/** What the security modules want of each engine. */
export const checks: readonly Check[] = [
  { id: 'userns.apparmor', run: (facts, goal) => apparmorFindings(facts, goal) },
  {
    id: 'lsm.selinux',
    run: ({ lsm }) => [
      judged(SELINUX, lsm, ({ selinux }) =>
        selinux === 'enforcing'
          ? finding(SELINUX, 'info', selinux, { cause: msg('checks.selinux-enforcing') })
          : finding(SELINUX, 'ok', selinux),
      ),
    ],
  },
];

/** The program of an engine that makes the user namespace. */
function makerOf(facts: Facts, engine: EngineName): string | null {
  switch (engine) {
    case 'podman':
      return facts.podman.known ? facts.podman.value.path : null;
    case 'lxc':
      return facts.lxc.known ? facts.lxc.value.path : null;
    default:
      return facts.docker.known ? (facts.docker.value.rootlesskit?.path ?? null) : null;
  }
}

/**
 * AppArmor names a profile file by the path (`usr.bin.podman`); Ubuntu's own package also uses the bare
 * name of the program.
 */
export function hasProfile(profiles: readonly string[], path: string): boolean {
  const dotted = path.replace(/^\//, '').replaceAll('/', '.');
  const bare = path.slice(path.lastIndexOf('/') + 1);
  // The package's profiles are for /usr/bin only.
  return profiles.includes(dotted) || (path === `/usr/bin/${bare}` && profiles.includes(bare));
}

function apparmorFindings(facts: Facts, goal: Goal): readonly Finding[] {
  const { lsm } = facts;
  if (!lsm.known) return [skipped(APPARMOR, lsm)];
  const { apparmor, apparmorRestrictsUserns: restricted, apparmorProfiles } = lsm.value;
  if (!restricted) {
    return [finding(APPARMOR, 'ok', apparmor ? `${RESTRICT} = 0` : 'AppArmor: disabled')];
  }
  const makers = goal.engines
    .map((engine) => makerOf(facts, engine))
    .filter((path) => path !== null);
  const bare = [...new Set(makers)].filter((path) => !hasProfile(apparmorProfiles, path));
  const evidence = `${RESTRICT} = 1`;
  if (bare.length > 0) {
    const cause = msg('checks.apparmor-no-profile', { programs: bare });
    return [finding(APPARMOR, 'fail', [evidence, ...bare].join(', '), { cause })];
  }
  if (makers.length > 0) return [finding(APPARMOR, 'ok', [evidence, ...makers].join(', '))];
  return [finding(APPARMOR, 'info', evidence, { cause: msg('checks.apparmor-later') })];
}
