import { msg } from '../i18n/msg.ts';
import { nothingThere, unseenNotes } from '../migrate/docker-source.ts';
import { USUAL_WAYS } from '../migrate/idmapped.ts';
import { at } from '../migrate/json.ts';
import type { Judgement } from '../migrate/judge.ts';
import { volumesOf } from '../migrate/move.ts';
import { judgeRoom } from '../migrate/room.ts';
import { sourcesOf } from '../migrate/source-engine.ts';
import { bytesText } from '../model/bytes.ts';
import type { Plan } from '../model/plan.ts';
import { visible } from '../report/visible.ts';
import type { Context } from './context.ts';
import { composeFilesOf } from './migrate-lines.ts';
import type { Judged } from './migrate-look.ts';

/** What runs, and what of it can move, for a person. */
export function inventoryText({ grouping, user, inventory }: Judged, context: Context): string {
  const { t } = context;
  const { judgements } = grouping;
  const hidden = unseenNotes(inventory, user).map(t);
  if (judgements.length === 0) return [t(nothingThere(inventory)), ...hidden].join('\n');
  return [
    ...sourcesOf(judgements.map(({ container }) => container)).flatMap((source) => [
      t(msg('migrate.title', { engine: msg(`engines.${source}`), user })),
      ...judgements
        .filter(({ container }) => container.source === source)
        .flatMap((judgement) => lines(judgement, context)),
      '',
    ]),
    ...volumeLines(grouping, inventory, context),
    ...hidden,
  ].join('\n');
}

function lines({ container, verdict, because }: Judgement, { t, style }: Context) {
  const signs = { moves: '+', 'moves-with-changes': '~', stays: '-', moved: '=' };
  const project = container.project === null ? '' : ` (compose: ${visible(container.project)})`;
  const head = `${signs[verdict]} ${visible(container.name)}${project}: ${t(msg(`migrate.${verdict}`))}`;
  return [
    verdict === 'stays' ? style.paint.warn(head) : style.paint.bold(head),
    ...because.map((reason) => `    ${visible(t(reason))}`),
  ];
}

/** What is in the volumes that are to move: what a copy takes, and what in it is out of the ordinary. */
function volumeLines(
  { groups }: Judged['grouping'],
  { looks }: Judged['inventory'],
  { t }: Context,
): readonly string[] {
  const names = volumesOf(groups.flatMap(({ members }) => members));
  if (names.length === 0) return [];
  const lines = names.map((name) => {
    const look = looks?.get(name) ?? null;
    if (look === null) return t(msg('volumes.unseen', { name }));
    const { files, bytes, uid, gid, sockets, fifos, devices, setuid, linked, sparse } = look;
    const line = msg('volumes.line', {
      name,
      files,
      bytes: bytesText(bytes),
      uid: uid.id,
      gid: gid.id,
    });
    const parts = [
      [sockets, 'volumes.sockets'],
      [fifos, 'volumes.fifos'],
      [devices.count, 'volumes.devices'],
      [setuid, 'volumes.setuid'],
      [linked, 'volumes.linked'],
      [sparse, 'volumes.sparse'],
      [look.attributes ?? 0, 'volumes.attributes'],
      [look.trusted ?? 0, 'volumes.trusted'],
      [look.fixed?.count ?? 0, 'volumes.fixed'],
    ] as const;
    const said = parts.flatMap(([count, key]) => (count > 0 ? [t(msg(key, { count }))] : []));
    return t(said.length === 0 ? line : msg('volumes.more', { line, parts: said }));
  });
  return [t(msg('volumes.title')), ...lines.map((line) => `    ${visible(line)}`), ''];
}

/** The same for programs: `rootless-wizard/migrate`, with the plan of the move where something moves. */
export function migrationJson(judged: Judged, plan: Plan | null, { t }: Context): object {
  const { user, inventory, grouping, target, facts } = judged;
  return {
    schema: 'rootless-wizard/migrate',
    version: 1,
    user,
    engine: target.engine,
    containers: grouping.judgements.map(({ container, verdict, because }) => ({
      ...container,
      verdict,
      because: because.map(t),
      written: inventory.written.get(container.id) ?? [],
    })),
    // `fits`: beside the smaller ones, where not all do; null: not known.
    groups: grouping.groups.map(({ name, members }) => ({
      name,
      containers: members.map((each) => each.name),
      fits: fitting(judged, name),
    })),
    unseen: inventory.unseen ?? [],
    // `content`: null where it could not be seen whole, or is not looked at (not a plain local volume).
    volumes: [...inventory.volumes.values()].map(({ name, source, driver, size }) => ({
      name,
      source,
      driver,
      bytes: size,
      content: inventory.looks?.get(name) ?? null,
    })),
    images: [...inventory.images.values()].map(({ id, source, refs, digests = [], size }) => ({
      id,
      source,
      refs,
      digests,
      bytes: size,
    })),
    networks: [...inventory.networks.values()],
    composeFiles: composeFiles(inventory),
    dockerGroup: facts.target.known && facts.target.value.groups.includes('docker'),
    plan,
  };
}

function fitting({ freeBytes, grouping, inventory, target }: Judged, name: string): boolean | null {
  if (freeBytes === null) return null;
  const input = { inventory, groups: grouping.groups, ways: target.ways ?? USUAL_WAYS };
  const room = judgeRoom(input, freeBytes);
  if (room === 'unknown') return null;
  return room === null || room.fits.includes(name);
}

/** The files that each compose project was started from, as its containers name them. */
function composeFiles({ containers, entries }: Judged['inventory']) {
  const projects = new Map<string, readonly string[]>();
  for (const { id, project } of containers) {
    if (project === null) continue;
    const labels = at(at(entries.get(id) ?? {}, 'Config'), 'Labels');
    const files = composeFilesOf(labels);
    projects.set(project, [...new Set([...(projects.get(project) ?? []), ...files])]);
  }
  return [...projects].map(([project, files]) => ({ project, files }));
}
