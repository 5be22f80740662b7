import { msg } from '../i18n/msg.ts';
import { known } from '../model/fact.ts';
import type { Facts, Rootful } from '../model/facts.ts';
import type { Check, Finding } from '../model/finding.ts';
import type { ReadHost } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { systemUnits } from './commands.ts';
import { ofTarget, targetWord, wants } from './common.ts';
import { asRoot, finding, skipped } from './finding.ts';
import type { Probe } from './probe.ts';
import { parseUnit } from './units.ts';

const UNITS = ['docker.service', 'docker.socket', 'containerd.service', 'podman.socket'];
const UNIT_DIRS = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

/** The answer to `systemUnits`, by unit name. */
export function parseUnits(stdout: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    stdout.split(/\n\s*\n/).flatMap((block) => {
      const unit = parseUnit(block);
      const id = unit.get('Id');
      return id === undefined ? [] : [[id, unit] as const];
    }),
  );
}

/** Units that are installed: asking systemd about the others would cost a process for nothing. */
async function installedUnits(host: ReadHost): Promise<readonly string[]> {
  const there = await Promise.all(
    UNITS.map(async (unit) => {
      const states = await Promise.all(UNIT_DIRS.map((dir) => host.stat(`${dir}/${unit}`)));
      return states.some((state) => state.kind !== 'absent');
    }),
  );
  return UNITS.filter((_, index) => there[index]);
}

/** Is the process of a pid file alive, and is it that program? For hosts without systemd. */
async function alive(host: ReadHost, pidFile: string, program: string): Promise<boolean> {
  const pid = /^\d+/.exec(textOf(await host.file(pidFile)) ?? '')?.[0];
  if (pid === undefined) return false;
  return textOf(await host.file(`/proc/${pid}/comm`))?.trim() === program;
}

/** Does something lie there at all? */
async function exists(host: ReadHost, ...paths: readonly string[]): Promise<boolean> {
  const states = await Promise.all(paths.map((path) => host.stat(path)));
  return states.some((state) => state.kind !== 'absent');
}

export const probe: Probe<'rootful'> = {
  id: 'rootful',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const [booted, installed, dockerAlive, containerdAlive, socket, incus] = await Promise.all([
        // sd_booted(3): the way to know that systemd runs.
        exists(host, '/run/systemd/system'),
        installedUnits(host),
        alive(host, '/run/docker.pid', 'dockerd'),
        alive(host, '/run/containerd/containerd.pid', 'containerd'),
        host.stat('/run/docker.sock'),
        exists(host, '/var/lib/incus', '/var/lib/lxd', '/var/snap/lxd'),
      ]);
      const answer =
        booted && installed.length > 0 ? (await host.run(systemUnits(installed))).stdout : '';
      const units = parseUnits(answer);
      const active = (unit: string): boolean => units.get(unit)?.get('ActiveState') === 'active';
      const enabled = (unit: string): boolean =>
        units.get(unit)?.get('UnitFileState') === 'enabled';
      return known(
        {
          docker: {
            active: active('docker.service') || dockerAlive,
            enabled: enabled('docker.service') || enabled('docker.socket'),
            socket: socket.kind === 'other',
          },
          containerd: { active: active('containerd.service') || containerdAlive },
          podman: { active: active('podman.socket') },
          incus,
          targetInDockerGroup: target.groups.includes('docker'),
        },
        'systemctl show, /run/docker.sock',
      );
    }),
};

const DAEMON = {
  id: 'docker.rootful',
  title: msg('engine-check.rootful'),
  source: 'https://docs.docker.com/engine/security/rootless/',
};
const GROUP = {
  id: 'docker.group',
  title: msg('engine-check.docker-group'),
  source: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
};

function daemonFinding({ docker }: Rootful): Finding {
  const evidence = [
    docker.active ? 'active' : 'inactive',
    docker.enabled ? 'enabled' : 'disabled',
    ...(docker.socket ? ['/run/docker.sock'] : []),
  ].join(', ');
  if (!docker.active && !docker.enabled) return finding(DAEMON, 'ok', evidence);
  return finding(DAEMON, 'info', evidence, { cause: msg('engine-check.rootful-beside') });
}

/** Root without a password, for as long as the group and a rootful daemon are there. */
function groupFinding(facts: Facts, { targetInDockerGroup, docker }: Rootful): Finding {
  if (!targetInDockerGroup) return finding(GROUP, 'ok', '-');
  const live = docker.active || docker.enabled || docker.socket;
  return finding(GROUP, live ? 'warn' : 'info', 'docker', {
    cause: msg('engine-check.docker-group-cause'),
    remedy: [asRoot(`gpasswd -d ${targetWord(facts)} docker`)],
    needs: 'relogin',
  });
}

export const checks: readonly Check[] = [
  {
    id: 'docker',
    run(facts, goal) {
      if (!wants(goal, 'docker', 'nerdctl', 'podman')) return [];
      const { rootful } = facts;
      if (!rootful.known) return [DAEMON, GROUP].map((head) => skipped(head, rootful));
      return [daemonFinding(rootful.value), groupFinding(facts, rootful.value)];
    },
  },
];
