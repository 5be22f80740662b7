import { msg } from '../i18n/msg.ts';
import { bytesText } from '../model/bytes.ts';
import type { Message } from '../model/message.ts';
import { chain, pair, plain } from './joined.ts';
import {
  bytesOf,
  chosenGroups,
  isChosen,
  type MovingContainer,
  type MovingGroup,
  type MovingRow,
  movingRows,
} from './moving.ts';
import { visible } from './sanitize.ts';
import type { Line } from './spans.ts';
import { speaker } from './speak.ts';
import type { WizardState } from './state.ts';
import { Writer } from './writer.ts';

/** The sign of a judgement; its words stand beside it. */
const SIGNS = { moves: '+', 'moves-with-changes': '~', stays: '-', moved: '=' } as const;

/** What was found, how much room the chosen part takes, and what comes first. */
export function movingIntro(state: WizardState, columns: number): readonly Line[] {
  const writer = new Writer(speaker(state.language), columns, state.ascii);
  const { moving } = state;
  if (moving === null) return [];
  const { found } = moving;
  const all = found.groups.flatMap(({ containers }) => containers);
  if (all.length === 0) {
    const unseen = found.unseen ?? [];
    writer.say(msg(unseen.length === 0 ? 'migrate.none' : 'migrate.none-seen'));
    for (const note of unseen) writer.say(note, 'warn');
    return writer.lines;
  }
  const can = found.groups.filter(({ moves }) => moves).flatMap(({ containers }) => containers);
  writer.say(
    msg('moving.intro', {
      count: can.length,
      total: all.length,
      user: found.user,
      engine: msg(`engines.${found.engine}`),
    }),
  );
  if (can.length === 0) writer.say(msg('migrate.nothing-moves'), 'warn');
  else writer.say(roomText(state), tooLittle(state) ? 'bad' : undefined);
  for (const note of found.unseen ?? []) writer.say(note, 'warn');
  if (can.length > 0 && state.planned?.stage === 'set-up') {
    writer.say(msg('moving.set-up-first', { user: found.user }), 'warn');
  }
  return writer.lines;
}

function roomText({ moving }: WizardState): Message {
  if (moving === null) return msg('moving.none-chosen');
  const chosen = chosenGroups(moving);
  if (chosen.length === 0) return msg('moving.none-chosen');
  const count = chosen.flatMap(({ containers }) => containers).length;
  const need = bytesOf(chosen);
  const free = moving.found.freeBytes;
  if (need === null || free === null) return msg('moving.chosen', { count });
  const sizes = { need: bytesText(need), free: bytesText(free) };
  if (need > free) return msg('moving.room-short', { count, ...sizes });
  return msg('moving.room', { count, ...sizes, left: bytesText(free - need) });
}

function tooLittle({ moving }: WizardState): boolean {
  const need = moving === null ? null : bytesOf(chosenGroups(moving));
  const free = moving?.found.freeBytes ?? null;
  return need !== null && free !== null && need > free;
}

/** A row in words: the box or the sign, the name, and what becomes of it. */
export function movingRowText(
  state: WizardState,
  row: MovingRow,
): { readonly lead: string; readonly name: string; readonly says: Message } {
  const { moving } = state;
  const { group, container, head } = row;
  const chosen = moving !== null && isChosen(moving, group);
  const sign = container === null ? '' : SIGNS[container.verdict];
  const box = group.moves ? `[${chosen ? 'x' : ' '}]` : ` ${sign || signOf(group)} `;
  const lead = head ? `${box} ` : `    ${sign} `;
  const name = visible(container?.name ?? group.name, { ascii: state.ascii })
    .map(({ text }) => text)
    .join('');
  return {
    lead,
    name,
    says: container === null ? groupSays(state, group) : containerSays(state, row, chosen),
  };
}

function signOf({ containers }: MovingGroup): string {
  return containers.every(({ verdict }) => verdict === 'moved') ? SIGNS.moved : SIGNS.stays;
}

function containerSays(
  state: WizardState,
  { group, container, head }: MovingRow,
  chosen: boolean,
): Message {
  if (container === null) return plain('');
  if (group.moves && !chosen) return msg('moving.not-now');
  const says = msg(`moving.${container.verdict}`);
  const data = dataOf(group);
  if (!head || !group.moves) return says;
  return chain([says, ...(data === null ? [] : [plain(data)]), ...noRoom(state, group)]);
}

/** Of what is ticked, and too much in all: which of it. */
function noRoom(state: WizardState, group: MovingGroup): readonly Message[] {
  const { moving } = state;
  const isOne = moving !== null && isChosen(moving, group) && group.short === true;
  return isOne && tooLittle(state) ? [msg('room.mark')] : [];
}

function groupSays(state: WizardState, group: MovingGroup): Message {
  const count = msg('moving.containers', { count: group.containers.length });
  const data = dataOf(group);
  const what = group.moves
    ? []
    : [msg(signOf(group) === SIGNS.moved ? 'moving.moved' : 'moving.stays')];
  const size = data === null || !group.moves ? [] : [plain(data)];
  return chain([count, ...what, ...size, ...noRoom(state, group)]);
}

/** Size of the group's own data; null where there is none, or it is not known. */
function dataOf(group: MovingGroup): string | null {
  const volumes = group.things.filter(({ kind }) => kind === 'volume');
  const bytes = bytesOf([{ ...group, things: volumes }]);
  return volumes.length === 0 || bytes === null ? null : bytesText(bytes);
}

/** What is to be known of a row, in full: Enter shows it, the list as much of it as there is room. */
export function movingDetail(state: WizardState, row: MovingRow, columns: number): readonly Line[] {
  const writer = new Writer(speaker(state.language), columns, state.ascii);
  const { group, container } = row;
  if (container !== null) judged(writer, container);
  if (group.source !== undefined) {
    writer.say(msg('moving.of-source', { engine: msg(`engines.${group.source}`) }));
  }
  if (group.moves) {
    if (group.containers.length > 1) writer.say(msg('moving.together', { name: group.name }));
    for (const line of group.notes) writer.say(line);
  } else if (group.containers.some(({ verdict }) => verdict === 'stays')) {
    writer.say(msg('moving.stays-means'));
  }
  if (container === null) {
    for (const each of group.containers) judged(writer, each);
  }
  return writer.lines;
}

function judged(writer: Writer, { name, verdict, because }: MovingContainer): void {
  const style = verdict === 'stays' ? 'warn' : undefined;
  writer.say(pair(plain(name), msg(`moving.${verdict}`)), style);
  for (const reason of because) writer.say(reason, undefined, 2);
}

/** The text of a row: the judgements, then images, volumes with their sizes, and ports. */
export function movingDocument(
  state: WizardState,
  id: string,
  columns: number,
): { readonly title: string; readonly lines: readonly Line[] } {
  const row = movingRows(state).find((one) => one.id === id);
  if (row === undefined) return { title: id, lines: [] };
  const { group, container } = row;
  const writer = new Writer(speaker(state.language), columns, state.ascii);
  writer.lines.push(...movingDetail(state, row, columns));
  const things = (heading: Message, names: readonly string[]) => {
    if (names.length === 0) return;
    writer.blank();
    writer.say(heading, 'title');
    for (const name of names) writer.host(name, undefined, 2);
  };
  const containers = container === null ? group.containers : [container];
  things(msg('moving.images'), [...new Set(containers.map(({ image }) => image))]);
  things(msg('moving.ports'), [...new Set(containers.flatMap(({ ports }) => ports))]);
  if (group.moves && row.head) {
    things(
      msg('moving.copied'),
      group.things.map(({ name, bytes }) =>
        bytes === null ? name : `${name}  ${bytesText(bytes)}`,
      ),
    );
  }
  return { title: container?.name ?? group.name, lines: writer.lines };
}
