import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, LxcBoot, Target } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import { LXC_STARTER } from '../model/lxc-boot.ts';
import { textOf } from '../model/text.ts';
import { versionOf } from './commands.ts';
import { installing, ofTarget, shellWord, wants } from './common.ts';
import { asRoot, asUser, finding, skipped } from './finding.ts';
import { lxcPlace } from './lxc-place.ts';
import type { Probe } from './probe.ts';
import { which } from './which.ts';

const USERNET = '/etc/lxc/lxc-usernet';

/** Does lxc-usernet(5) allow the target a network interface? Lines `NAME|@GROUP TYPE BRIDGE COUNT`. */
export function allowsNic(usernet: string, target: Pick<Target, 'name' | 'groups'>): boolean {
  return usernet.split('\n').some((line) => {
    const [who = '', type, bridge, count] = line.replace(/#.*/, '').trim().split(/\s+/);
    const named = who.startsWith('@') ? target.groups.includes(who.slice(1)) : who === target.name;
    return named && type === 'veth' && bridge !== undefined && Number(count) > 0;
  });
}

export const probe: Probe<'lxc'> = {
  id: 'lxc',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const [path, usernet, place] = await Promise.all([
        which(host, 'lxc-start'),
        host.file(USERNET),
        lxcPlace(host, target),
      ]);
      const version =
        path === null
          ? null
          : (/\d+(\.\d+)+/.exec((await host.run(versionOf(target, path))).stdout)?.[0] ?? null);
      const userNicAllowed = allowsNic(textOf(usernet) ?? '', target);
      return known({ path, version, userNicAllowed, place }, path ?? 'PATH');
    }),
};

const INSTALLED = {
  id: 'lxc.installed',
  title: msg('engine-check.lxc-installed'),
  source: 'https://linuxcontainers.org/lxc/getting-started/',
};
const NIC = { id: 'lxc.usernet', title: msg('engine-check.lxc-usernet'), source: 'lxc-usernet(5)' };

const BOOT = { id: 'lxc.boot', title: msg('lxc.boot'), source: 'lxc-autostart(1)' };

/** Where containers are to start with the host: can they? Nothing is said where nobody asked for it; linger is a finding of its own. */
function bootFindings(boot: LxcBoot | undefined): readonly Finding[] {
  if (boot === undefined || boot.state.enabled !== 'enabled') return [];
  if (boot.container.kind !== 'file') {
    const { path } = boot.container;
    return [finding(BOOT, 'fail', path, { cause: msg('lxc.boot-no-unit', { path }) })];
  }
  if (boot.state.active === 'failed') {
    return [
      finding(BOOT, 'warn', boot.starter.path, {
        cause: msg('lxc.boot-failed'),
        remedy: [asUser(`journalctl --user -u ${LXC_STARTER} -n 20`)],
      }),
    ];
  }
  return [finding(BOOT, 'ok', boot.starter.path)];
}

function lxcFindings(facts: Facts): readonly Finding[] {
  if (!facts.lxc.known) return [skipped(INSTALLED, facts.lxc)];
  const { path, version, userNicAllowed, place } = facts.lxc.value;
  if (path === null) {
    return [
      finding(INSTALLED, 'fail', '', {
        cause: msg('engine-check.not-installed', { name: 'lxc' }),
        remedy: installing(facts, 'lxc'),
      }),
    ];
  }
  const installed = finding(INSTALLED, 'ok', `${path} ${version ?? ''}`.trim());
  const boot = bootFindings(place?.boot);
  if (userNicAllowed) return [installed, finding(NIC, 'ok', USERNET), ...boot];
  const user = facts.target.known ? facts.target.value.name : 'USER';
  const line = shellWord(`${user} veth lxcbr0 10`);
  return [
    installed,
    finding(NIC, 'warn', USERNET, {
      cause: msg('engine-check.lxc-no-nic', { user }),
      remedy: [asRoot(`printf '%s\\n' ${line} >> ${USERNET}`)],
    }),
    ...boot,
  ];
}

export const checks: readonly Check[] = [
  { id: 'lxc', run: (facts, goal) => (wants(goal, 'lxc') ? lxcFindings(facts) : []) },
];
