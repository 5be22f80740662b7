import { type MapEntry, toContainer, toHost } from '../edit/id-map.ts';
import { msg } from '../i18n/msg.ts';
import type { Style } from './findings-text.ts';
import { visible } from './visible.ts';

/** What `ids` shows: the two maps and the ids that were asked for. */
export interface IdMaps {
  readonly user: string;
  readonly uid: readonly MapEntry[];
  readonly gid: readonly MapEntry[];
  /** True when Docker and Podman read the ranges in another order and so map differently. */
  readonly enginesDiffer: boolean;
}

/** A picture of which container ids are which host ids, and the sentence that a person needs. */
export function idsText(maps: IdMaps, asked: readonly number[], style: Style): string {
  const { t } = style;
  const lines = [t(msg('report.ids-title', { user: maps.user })), ''];
  for (const [label, map] of [
    [t(msg('report.ids-users')), maps.uid],
    [t(msg('report.ids-groups')), maps.gid],
  ] as const) {
    lines.push(style.paint.bold(label), ...picture(map, maps.user, style), '');
  }
  if (maps.enginesDiffer) lines.push(t(msg('report.ids-order')), '');
  for (const id of asked.length > 0 ? asked : [1000]) lines.push(...idSentences(maps, id, style));
  return lines.join('\n');
}

function picture(map: readonly MapEntry[], user: string, style: Style): readonly string[] {
  const range = (start: number, count: number) =>
    count === 1 ? String(start) : `${start}-${start + count - 1}`;
  const rows = map.map(({ container, host, count }) => [
    range(container, count),
    range(host, count),
  ]);
  const wide = Math.max(...rows.map(([left]) => left?.length ?? 0));
  const inside = style.t(msg('report.ids-container'));
  const outside = style.t(msg('report.ids-host'));
  return rows.map(([left = '', right = ''], index) => {
    const note = index === 0 ? ` (root = ${visible(user)})` : '';
    return `  ${inside} ${left.padEnd(wide)}  <->  ${outside} ${right}${note}`;
  });
}

/** Both directions for one number, with the command that lets that container user write to a folder. */
export function idSentences(maps: IdMaps, id: number, style: Style): readonly string[] {
  const { t } = style;
  const host = toHost(maps.uid, id);
  const container = toContainer(maps.uid, id);
  const lines = [
    host === null
      ? t(msg('report.ids-no-host', { id }))
      : t(msg('report.ids-to-host', { id, host })),
  ];
  if (container !== null) lines.push(t(msg('report.ids-to-container', { id, container })));
  if (host !== null && host !== maps.uid[0]?.host) {
    lines.push(
      t(msg('report.ids-folder', { id })),
      `  setfacl -R -m u:${host}:rwX,d:u:${host}:rwX FOLDER`,
    );
  }
  return lines;
}
