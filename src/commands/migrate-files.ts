import { writeText } from '../edit/file.ts';
import { msg } from '../i18n/msg.ts';
import { keptFiles } from '../migrate/files.ts';
import { type MoveInput, type MoveStep, step } from '../migrate/move.ts';
import { versionOf } from '../migrate/quadlet.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { PlanUser } from '../model/plan.ts';
import type { ReadHost } from '../model/read-host.ts';

const SOURCES = {
  compose: 'https://docs.docker.com/reference/compose-file/services/',
  quadlet: 'https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html',
} as const;

/**
 * The changes that write out how containers are made again. Only the user reads the files: what an
 * environment holds may be secret. Reads only.
 */
export async function filesOf(
  host: ReadHost,
  input: MoveInput,
  { uid, gid, home }: PlanUser,
  { podman }: Facts,
): Promise<readonly Change[]> {
  const version = versionOf(podman.known ? podman.value.version : null);
  const changes: Change[] = [];
  for (const { container, kind, path, text } of keptFiles(input, version)) {
    const state = await host.file(`${home}/${path}`);
    const edit = writeText(state, text, { mode: 0o600, uid, gid });
    // What can't be written there is no reason not to move.
    if (edit.kind !== 'action') continue;
    changes.push({
      id: `migrate.file.${container}`,
      kind: 'file',
      scope: 'user',
      title: msg(`migrate.file-${kind}`, { name: container }),
      why: msg(`migrate.file-${kind}-why`),
      action: edit.action,
      risks: [],
      needs: 'none',
      dependsOn: [`migrate.container.${container}`],
      source: SOURCES[kind],
    });
  }
  return changes;
}

/**
 * The steps of a move with those files that are not left out, and whose container moves: after the
 * containers, before root's Docker is switched off.
 */
export function withFiles(
  steps: readonly MoveStep[],
  files: readonly Change[],
  without: ReadonlySet<string> = new Set(),
): readonly MoveStep[] {
  const made = new Set(steps.flatMap(({ changes }) => changes.map(({ id }) => id)));
  const kept = files.filter(
    ({ id, dependsOn }) => !without.has(id) && dependsOn.every((each) => made.has(each)),
  );
  if (kept.length === 0) return steps;
  const because = msg('migrate.files-because', { count: kept.length });
  return [...steps.slice(0, -1), step('migrate-files', because, kept), ...steps.slice(-1)];
}
