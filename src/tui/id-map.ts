import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import type { IdMap, IdMapRow } from './session.ts';
import { EMPTY, type Line, line } from './spans.ts';
import { pad, widthOf, wrap } from './wrap.ts';

/** Which container ids are which host ids: a picture, and the sentence that a person needs. */
export function idMapLines(map: IdMap | null, t: Translate, columns: number): readonly Line[] {
  if (map === null) return wrap(t(msg('tui.ids-unknown')), columns).map((text) => line(text));
  const title = wrap(t(msg('report.ids-title', { user: map.user })), columns);
  const host = hostId(map.uids, 1000);
  const sentences =
    host === null
      ? [t(msg('report.ids-no-host', { id: 1000 }))]
      : [
          t(msg('report.ids-to-host', { id: 1000, host })),
          t(msg('report.ids-folder', { id: 1000 })),
          `  setfacl -R -m u:${host}:rwX,d:u:${host}:rwX FOLDER`,
        ];
  return [
    ...title.map((text) => line(text)),
    EMPTY,
    ...picture(t(msg('report.ids-users')), map.uids, t, map.user),
    EMPTY,
    ...picture(t(msg('report.ids-groups')), map.gids, t, map.user),
    EMPTY,
    ...sentences.flatMap((text) => wrap(text, columns).map((one) => line(one))),
  ];
}

function picture(
  heading: string,
  rows: readonly IdMapRow[],
  t: Translate,
  user: string,
): readonly Line[] {
  const left = t(msg('report.ids-container'));
  const right = t(msg('report.ids-host'));
  const texts = rows.map((row) => range(row.container, row.count));
  const wide = Math.max(widthOf(left), ...texts.map(widthOf)) + 2;
  return [
    line(heading, 'title'),
    line(`  ${pad(left, wide)}    ${right}`, 'dim'),
    ...rows.map((row, index) =>
      line(
        `  ${pad(texts[index] ?? '', wide)} -> ${range(row.host, row.count)}${
          row.container === 0 ? `  (root = ${user})` : ''
        }`,
      ),
    ),
  ];
}

function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start}-${start + count - 1}`;
}

/** The host id of a container id, or null where the map has none. */
export function hostId(rows: readonly IdMapRow[], id: number): number | null {
  const row = rows.find(({ container, count }) => id >= container && id < container + count);
  return row === undefined ? null : row.host + id - row.container;
}
