import { msg } from '../i18n/msg.ts';
import type { Facts, HostServices, UnitState } from '../model/facts.ts';
import type { Check, Finding, Goal, Level, Remedy } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import { wants } from './common.ts';
import { rootlessSocket } from './docker-client.ts';
import { asRoot, asUser, type FindingHead, finding } from './finding.ts';

/** Two things on one host that get into each other's way. What cannot be looked at makes no finding here: the fact itself says so. */
interface Conflict extends FindingHead {
  readonly level: Level;
  /** What was seen of it, or null: not in conflict, or not part of the goal. */
  seen(facts: Facts, goal: Goal): string | null;
  readonly cause: Message;
  /** Commands of systemctl are left out where systemd does not start things. */
  readonly remedy: readonly Remedy[];
}

/**
 * Every conflict between engines that we know, in one table. A line here is all that a new one takes. Some
 * are also a reason to refuse an engine (`engines/`), which then says what to choose instead.
 */
const CONFLICTS: readonly Conflict[] = [
  {
    // The client of Podman's package and Docker's own are the same file, /usr/bin/docker.
    id: 'conflict.podman-docker',
    level: 'fail',
    title: msg('engine-check.podman-docker'),
    source: 'https://packages.debian.org/podman-docker',
    seen: (facts, goal) =>
      wants(goal, 'docker') && facts.docker.known && facts.docker.value.podmanDocker === true
        ? 'docker → podman'
        : null,
    cause: msg('engine-check.podman-docker-cause'),
    remedy: [],
  },
  {
    // The set-up tools of both refuse each other's state for the same user.
    id: 'conflict.containerd-rootless',
    level: 'fail',
    title: msg('engine-check.containerd-rootless'),
    source: 'https://github.com/moby/moby/blob/master/contrib/dockerd-rootless-setuptool.sh',
    seen: (facts, goal) =>
      wants(goal, 'docker') && facts.nerdctl.known && facts.nerdctl.value.rootlessContainerd
        ? (hostServiceOf(facts.nerdctl.value) ?? `${runtimeDir(facts)}/containerd-rootless`)
        : null,
    cause: msg('engine-check.containerd-conflict'),
    remedy: [asUser('systemctl --user disable --now containerd.service')],
  },
  {
    id: 'conflict.dockerd-rootless',
    level: 'fail',
    title: msg('engine-check.dockerd-rootless'),
    source: 'https://github.com/containerd/nerdctl/blob/main/docs/rootless.md',
    seen: (facts, goal) =>
      wants(goal, 'nerdctl') && facts.docker.known
        ? (hostServiceOf(facts.docker.value) ??
          (isSetUp(facts.docker.value.service) ? 'docker.service (systemctl --user)' : null))
        : null,
    cause: msg('engine-check.dockerd-conflict'),
    remedy: [asUser('systemctl --user disable --now docker.service')],
  },
  {
    // Docker's own packages, the distribution's and nerdctl's full archive each bring one. A profile of AppArmor and
    // the capability for low ports belong to one path, and an update to one package.
    id: 'conflict.two-rootlesskits',
    level: 'info',
    title: msg('engine-check.two-rootlesskits'),
    source: 'https://rootlesscontaine.rs/getting-started/common/apparmor/',
    seen: (facts, goal) =>
      (wants(goal, 'docker') || wants(goal, 'nerdctl')) && facts.docker.known
        ? (facts.docker.value.rootlesskits?.join(', ') ?? null)
        : null,
    cause: msg('engine-check.two-rootlesskits-cause'),
    remedy: [],
  },
  {
    // The client takes DOCKER_HOST before every context, so `docker context use` seems to do nothing.
    id: 'conflict.docker-host-context',
    // `docker.host-env` warns of where the variable leads; this says why the context does not help.
    level: 'info',
    title: msg('engine-check.host-and-context'),
    source: 'https://docs.docker.com/engine/manage-resources/contexts/',
    seen: hostAgainstContext,
    cause: msg('engine-check.host-and-context-cause'),
    remedy: [asUser('unset DOCKER_HOST')],
  },
  {
    // Docker sets the policy of the FORWARD chain to DROP for the whole host, and with it cuts other bridges off.
    id: 'conflict.forward-drop',
    level: 'warn',
    title: msg('engine-check.forward-drop'),
    source: 'https://linuxcontainers.org/incus/docs/main/howto/network_bridge_firewalld/',
    seen: (facts) =>
      facts.rootful.known &&
      facts.rootful.value.docker.active &&
      (facts.rootful.value.incus || (facts.lxc.known && facts.lxc.value.path !== null))
        ? 'docker.service + lxc'
        : null,
    cause: msg('engine-check.forward-drop-cause'),
    remedy: [asRoot('iptables -S FORWARD')],
  },
];

/** Running now, or from the next login on. */
function isSetUp({ enabled, active }: UnitState): boolean {
  return active === 'active' || enabled === 'enabled';
}

/** The name of the service that runs an engine where OpenRC or runit starts things. */
function hostServiceOf({ openrc, runit }: HostServices): string | null {
  if (openrc?.enabled === true) return openrc.name;
  return runit?.enabled === true ? runit.name : null;
}

function runtimeDir({ target }: Facts): string {
  return target.known ? target.value.runtimeDir : '';
}

/** DOCKER_HOST names one daemon and the chosen context another one. */
function hostAgainstContext(facts: Facts, goal: Goal): string | null {
  if (!wants(goal, 'docker') || !facts.dockerClient.known) return null;
  const { dockerHost, dockerContext, currentContext, contexts } = facts.dockerClient.value;
  const name = dockerContext ?? currentContext;
  const endpoint = contexts.find((each) => each.name === name)?.host;
  if (dockerHost === null || endpoint === undefined || endpoint === dockerHost) return null;
  // Where the variable already leads to the user's own daemon, nothing goes to the wrong one.
  if (dockerHost === rootlessSocket(runtimeDir(facts))) return null;
  return `DOCKER_HOST=${dockerHost}, ${name} ${endpoint}`;
}

function found(conflict: Conflict, facts: Facts, goal: Goal): readonly Finding[] {
  const evidence = conflict.seen(facts, goal);
  if (evidence === null) return [];
  const { level, cause } = conflict;
  const systemd = !facts.init.known || facts.init.value.name === 'systemd';
  const remedy = conflict.remedy.filter(
    ({ command }) => systemd || !command.startsWith('systemctl '),
  );
  return [finding(conflict, level, evidence, { cause, remedy })];
}

/** Finding ids `conflict.*`; nothing is said about what is not in conflict. */
export const checks: readonly Check[] = [
  {
    id: 'conflict',
    run: (facts, goal) => CONFLICTS.flatMap((conflict) => found(conflict, facts, goal)),
  },
];
