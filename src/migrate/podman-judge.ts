import { msg } from '../i18n/msg.ts';
import { isObject } from '../model/json.ts';
import type { Message } from '../model/message.ts';
import { at, type Fields, objects, text, texts } from './json.ts';
import { createOptions, lostOptions, valuesOf } from './podman-options.ts';

/** What is known of the Podman of root beside its containers. */
export interface PodmanSide {
  /** Names of pods, by id. */
  readonly pods: ReadonlyMap<string, string>;
  /** Ids of pods with an infra container: their members share namespaces. */
  readonly sharing: ReadonlySet<string>;
  /** The unit of systemd that starts a container and can't go with it, by the container's id. */
  readonly units: ReadonlyMap<string, string>;
  /** The Quadlet file that such a unit is made from, by the unit's name. */
  readonly quadlets: ReadonlyMap<string, string>;
  /** Images without a name, by id, that would be another image on the way. */
  readonly nameless: ReadonlySet<string>;
  /** Would podman-restart.service start it again, and nothing can be done about its policy? */
  readonly restarts: boolean;
}

/** Reasons that only Podman has for a container to stay. `entry`: in the shape of Docker, podman-shape.ts. */
export function podmanReasons(entry: Fields, side: PodmanSide): readonly Message[] {
  const config = at(entry, 'Config');
  const host = at(entry, 'HostConfig');
  const made = createOptions(config);
  const reasons: Message[] = [];
  const pod = text(entry['Pod']);
  if (side.sharing.has(pod)) {
    reasons.push(msg('migrate.pod', { pod: side.pods.get(pod) ?? pod.slice(0, 12) }));
  }
  const unit = side.units.get(text(entry['Id']));
  const file = unit === undefined ? undefined : side.quadlets.get(unit);
  if (file !== undefined) reasons.push(msg('migrate.quadlet', { file }));
  else if (unit !== undefined) reasons.push(msg('migrate.systemd-unit', { unit }));
  if (isObject(host['IDMappings'])) reasons.push(msg('migrate.id-map'));
  const secrets = [
    ...objects(config['Secrets']).map((secret) => text(secret['Name'])),
    // Those that are put in the environment are seen on the command line alone.
    ...valuesOf(made, 'secret').map((value) => value.split(',')[0] ?? ''),
  ];
  if (secrets.length > 0) {
    reasons.push(msg('migrate.podman-secrets', { names: [...new Set(secrets)] }));
  }
  const mode = text(host['NetworkMode']);
  const lost = [
    ...(made === null ? [] : lostOptions(made)),
    ...(mode.startsWith('ns:') ? [`--network ${mode}`] : []),
    ...oddMounts(entry),
  ];
  if (lost.length > 0) reasons.push(msg('migrate.podman-options', { options: [...new Set(lost)] }));
  if (side.nameless.has(text(entry['Image'])))
    reasons.push(msg('migrate.podman-nameless', { engine: 'podman' }));
  if (side.restarts && text(at(host, 'RestartPolicy')['Name']) === 'always') {
    reasons.push(msg('migrate.podman-old-restart'));
  }
  return reasons;
}

/** What Podman gives to every mount, and what `-v` says in other words. */
const PLAIN = /^(rbind|bind|nosuid|nodev|rw|ro|z|Z|U|r?(private|shared|slave)|size=.*|mode=.*)$/;

function oddMounts(entry: Fields): readonly string[] {
  return objects(entry['Mounts']).flatMap((mount) => {
    const odd = texts(mount['Options']).filter((option) => !PLAIN.test(option));
    return odd.map((option) => `-v ...:${text(mount['Destination'])}:${option}`);
  });
}

/** Is this what `podman generate systemd` writes without `--new`: a unit that starts the container, and no more? */
export function onlyStarts(unit: string): boolean {
  const lines = unit.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  const starts = lines.filter((line) => /^ExecStart(Pre|Post)?=/.test(line));
  return starts.length === 1 && /^ExecStart=\S*\bpodman start \S+$/.test(starts[0]?.trim() ?? '');
}

/**
 * Does this unit file start the container? `podman generate systemd` writes such, with `podman start NAME` or
 * with `podman run --name NAME`; so do people. `program`: the client of its engine.
 */
export function startsContainer(
  unit: string,
  name: string,
  id: string,
  program: 'podman' | 'nerdctl' | 'docker' = 'podman',
): boolean {
  const lines = unit.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.some((line) => {
    const words = line.split(/\s+/);
    const asks = /^Exec(Start|StartPre)=/.test(line) && new RegExp(`\\b${program}\\b`).test(line);
    return (
      asks &&
      words.some((word) => ['start', 'run', 'create', 'restart'].includes(word)) &&
      words.some(
        (word) =>
          word === name ||
          word === `--name=${name}` ||
          (/^[0-9a-f]{12,64}$/.test(word) && id.startsWith(word)),
      )
    );
  });
}
