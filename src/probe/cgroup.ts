import { msg } from '../i18n/msg.ts';
import { known, unknown } from '../model/fact.ts';
import type { Cgroup, Facts } from '../model/facts.ts';
import type { Check, Finding, Goal, Remedy } from '../model/finding.ts';
import { textOf } from '../model/text.ts';
import { cgroupBoot } from './boot-loader.ts';
import { hasSystemd, majorOf, ofTarget, wants } from './common.ts';
import { asRoot, finding, judged } from './finding.ts';
import { type Mount, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';

const ROOT = '/sys/fs/cgroup';

/** What rootless engines can use: `--cpus`, `--cpuset-cpus`, `--device-write-bps`, `--memory`, `--pids-limit`. */
export const WANTED_CONTROLLERS = ['cpu', 'cpuset', 'io', 'memory', 'pids'] as const;

/**
 * Which cgroup tree is mounted, from /proc/self/mountinfo: v2 alone, v1 alone, or both (`hybrid`, where
 * the controllers are still those of v1). null where none is, as in some containers.
 */
export function cgroupVersion(all: readonly Mount[]): Cgroup['version'] | null {
  const mounts = all.filter((mount) => mount.point === ROOT || mount.point.startsWith(`${ROOT}/`));
  // The newest mount on the very directory hides what is below it.
  if (mounts.findLast((mount) => mount.point === ROOT)?.type === 'cgroup2') return 2;
  const v1 = mounts.some((mount) => mount.type === 'cgroup');
  const v2 = mounts.some((mount) => mount.type === 'cgroup2');
  if (v2) return 'hybrid';
  return v1 ? 1 : null;
}

/** Where systemd puts the manager of a user; the controllers in it are those that were delegated. */
export function userManagerCgroup(uid: number): string {
  return `${ROOT}/user.slice/user-${uid}.slice/user@${uid}.service`;
}

export const probe: Probe<'cgroup'> = {
  id: 'cgroup',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const mounts = await readMounts(host);
      if (mounts === null) {
        return unknown(msg('core.file-unreadable', { path: '/proc/self/mountinfo' }));
      }
      const version = cgroupVersion(mounts);
      if (version === null) return unknown(msg('cgroup.none-mounted', { path: ROOT }));
      const words = async (path: string): Promise<readonly string[] | null> => {
        const text = textOf(await host.file(path));
        return text === null ? null : text.split(/\s+/).filter((word) => word !== '');
      };
      const tree = version === 'hybrid' ? `${ROOT}/unified` : ROOT;
      const [controllers, delegated] = await Promise.all([
        version === 1 ? [] : words(`${tree}/cgroup.controllers`),
        version === 2 ? words(`${userManagerCgroup(target.uid)}/cgroup.controllers`) : null,
      ]);
      const boot = version === 2 ? null : await cgroupBoot(host);
      return known(
        { version, controllers: controllers ?? [], delegated, ...(boot === null ? {} : { boot }) },
        '/proc/self/mountinfo',
      );
    }),
};

const VERSION = {
  id: 'cgroup.version',
  title: msg('cgroup.version'),
  source: 'https://rootlesscontaine.rs/getting-started/common/cgroup2/',
};

const DELEGATION = {
  id: 'cgroup.delegation',
  title: msg('cgroup.delegation'),
  source: 'https://systemd.io/CGROUP_DELEGATION/',
};

function versionFinding(facts: Facts, goal: Goal): Finding {
  return judged(VERSION, facts.cgroup, ({ version }) => {
    if (version === 2) return finding(VERSION, 'ok', 'cgroup v2');
    const podman = facts.podman.known ? majorOf(facts.podman.value.version) : null;
    const refused = wants(goal, 'podman') && podman !== null && podman >= 6;
    const evidence = version === 1 ? 'cgroup v1' : 'cgroup v1 + v2 (hybrid)';
    return finding(VERSION, refused ? 'fail' : 'warn', evidence, {
      cause: refused ? msg('cgroup.podman-6-needs-v2') : msg('cgroup.limits-ignored'),
      remedy: switchToV2(facts),
      needs: 'reboot',
    });
  });
}

/** What makes the host mount v2 alone at the next boot; nothing where the host outside decides. */
function switchToV2(facts: Facts): readonly Remedy[] {
  if (facts.environment.known && facts.environment.value.kind === 'container') return [];
  if (facts.init.known && facts.init.value.name === 'openrc') {
    return [
      asRoot(`sed -i 's/^#*rc_cgroup_mode=.*/rc_cgroup_mode="unified"/' /etc/rc.conf`),
      asRoot('rc-update add cgroups'),
    ];
  }
  if (facts.cgroup.known && facts.cgroup.value.boot?.way?.kind === 'void') {
    return [asRoot(`echo 'CGROUP_MODE="unified"' >> /etc/rc.conf`)];
  }
  // Only systemd reads the argument.
  if (hasSystemd(facts) === false) return [];
  const argument = 'systemd.unified_cgroup_hierarchy=1';
  const family = facts.os.known ? facts.os.value.family : 'unknown';
  if (family === 'fedora') return [asRoot(`grubby --update-kernel=ALL --args=${argument}`)];
  if (family !== 'debian') return [];
  const line = `GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX ${argument}"`;
  return [
    asRoot(`printf '%s\n' '${line}' > /etc/default/grub.d/60-cgroup2.cfg`),
    asRoot('update-grub'),
  ];
}

function delegationFinding(facts: Facts): Finding | null {
  if (!facts.cgroup.known || facts.cgroup.value.version !== 2) return null;
  if (hasSystemd(facts) === false) {
    return finding(DELEGATION, 'warn', 'no systemd', { cause: msg('cgroup.no-systemd') });
  }
  const { controllers, delegated } = facts.cgroup.value;
  if (delegated === null) {
    return finding(DELEGATION, 'skip', '', { cause: msg('cgroup.no-manager') });
  }
  if (!WANTED_CONTROLLERS.some((name) => controllers.includes(name))) {
    return finding(DELEGATION, 'warn', '/sys/fs/cgroup/cgroup.controllers', {
      cause: msg('cgroup.no-controllers'),
    });
  }
  const systemd = facts.init.known ? facts.init.value.version : null;
  const missing = WANTED_CONTROLLERS.filter(
    (name) =>
      controllers.includes(name) &&
      !delegated.includes(name) &&
      // systemd can hand out cpuset since version 244 (its NEWS).
      !(name === 'cpuset' && systemd !== null && systemd < 244),
  );
  if (missing.length === 0) return finding(DELEGATION, 'ok', delegated.join(' '));
  const dir = '/etc/systemd/system/user@.service.d';
  const text = `[Service]\nDelegate=${WANTED_CONTROLLERS.join(' ')}\n`;
  return finding(DELEGATION, 'warn', delegated.join(' '), {
    cause: msg('cgroup.not-delegated', { controllers: missing }),
    remedy: [
      asRoot(`mkdir -p ${dir}`),
      asRoot(`printf '${text}' > ${dir}/50-rootless-wizard.conf`),
      asRoot('systemctl daemon-reload'),
    ],
    needs: 'relogin',
  });
}

export const checks: readonly Check[] = [
  {
    id: 'cgroup',
    run(facts, goal) {
      const delegation = delegationFinding(facts);
      const version = versionFinding(facts, goal);
      return delegation === null ? [version] : [version, delegation];
    },
  },
];
