import { msg } from '../i18n/msg.ts';
import type { Message } from '../model/message.ts';
import { isShown, isShownVolume, USUAL_WAYS, type Ways } from './idmapped.ts';
import type { Inventory } from './inventory.ts';
import { isPlain, type Owned, type VolumeLook } from './volume-look.ts';

/** The ids that the user's containers will have. */
export interface ContainerIds {
  readonly uid: IdSpan;
  readonly gid: IdSpan;
  /** Can an answer (`subids.count`) give them more? */
  readonly more: boolean;
}

/** Those of one kind: 0 to `last` inside; outside, beside the user's own id, these ranges. */
export interface IdSpan {
  readonly last: number;
  readonly ranges: readonly { readonly start: number; readonly count: number }[];
}

/** More than this, `subids.count` does not give. */
const MOST_IDS = 1_000_000_000;

/** What is known of the target, as far as ids and ways go. */
interface Side {
  readonly ids?: ContainerIds;
  readonly ways?: Ways;
}

/**
 * Why a volume can't come along: what scripts/helpers/migrate-check.sh would end the whole move for, found
 * beforehand. A volume that could not be looked through gives no reason; the helper looks again.
 */
export function volumeReasons(
  name: string,
  { ids, ways = USUAL_WAYS }: Side,
  around: Pick<Inventory, 'volumes'> & Partial<Pick<Inventory, 'looks'>>,
): readonly Message[] {
  if (!isPlain(around.volumes.get(name))) return [msg('migrate.volume-driver', { volume: name })];
  const look = around.looks?.get(name) ?? null;
  if (look === null) return [];
  const given = ways.volumes === 'in-place';
  const beyond = ids === undefined ? null : firstBeyond(look, ids, given);
  // One that is shown by a mount keeps what it has, and its devices open to nobody.
  const device = look.devices.count > 0 && !isShownVolume(ways, around, name);
  return [
    ...(beyond === null ? [] : [beyondReason(name, beyond)]),
    ...(device ? [msg('volumes.device', { volume: name, path: look.devices.path })] : []),
  ];
}

interface Beyond extends Owned {
  readonly kind: 'uid' | 'gid';
  readonly last: number;
  readonly more: boolean;
}

/** The largest id that has no counterpart. `given`: a try that was cut off may have left ids of the user. */
function firstBeyond(
  owned: Readonly<Record<'uid' | 'gid', Owned>>,
  ids: ContainerIds,
  given: boolean,
): Beyond | null {
  for (const kind of ['uid', 'gid'] as const) {
    const { last, ranges } = ids[kind];
    const { id } = owned[kind];
    if (id > last && !(given && isIn(id, ranges))) {
      return { ...owned[kind], kind, last, more: ids.more && id <= MOST_IDS };
    }
  }
  return null;
}

function isIn(id: number, ranges: IdSpan['ranges']): boolean {
  return ranges.some(({ start, count }) => id >= start && id < start + count);
}

function beyondReason(volume: string, { kind, id, path, last, more }: Beyond): Message {
  return more
    ? msg('volumes.ids', { volume, path, kind, id, last })
    : msg('volumes.ids-fixed', { volume, path, kind, id, last });
}

/**
 * Why the files of a directory of the host can't get the ids of the user's containers, or be shown with them:
 * likewise what the helper would end the move for. Ids of the user are left of a try that was cut off.
 */
export function directoryReasons(
  path: string,
  { ids, ways = USUAL_WAYS }: Side,
  owners: NonNullable<ReturnType<Inventory['owners']['get']>>,
): readonly Message[] {
  const reasons: Message[] = [];
  for (const kind of ['uid', 'gid'] as const) {
    if (ids === undefined) break;
    const { last, ranges } = ids[kind];
    const id = owners[kind === 'uid' ? 'uids' : 'gids'].findLast(
      (each) => each > last && !isIn(each, ranges),
    );
    if (id === undefined) continue;
    const args = { path, kind, id, last };
    const more = ids.more && id <= MOST_IDS;
    reasons.push(more ? msg('volumes.bind-ids', args) : msg('volumes.bind-ids-fixed', args));
  }
  return [...reasons, ...keptReasons(path, ways, owners)];
}

/** What new owners would end or can't be had by, and what the `nosuid` of a mount would end. */
function keptReasons(
  path: string,
  ways: Ways,
  { setuid = false, kept = {} }: NonNullable<ReturnType<Inventory['owners']['get']>>,
): readonly Message[] {
  const shown = isShown(ways, path);
  if (shown && ways.open?.has(path) !== true) return [];
  const programs = [kept.setuid ?? (setuid ? path : undefined), kept.capable];
  if (shown) {
    return programs.flatMap((file) =>
      file === undefined ? [] : [msg('volumes.bind-nosuid', { path, file })],
    );
  }
  return [
    ...(setuid ? [msg('volumes.bind-setuid', { path })] : []),
    ...(kept.capable === undefined ? [] : [msg('volumes.bind-capable', { file: kept.capable })]),
    ...(kept.fixed === undefined ? [] : [msg('volumes.bind-fixed', { file: kept.fixed })]),
  ];
}

/**
 * Why the files of a volume can't get new owners where they lie, so that it is copied: what the helper would end
 * the move for.
 */
export function givenReason(look: VolumeLook | null | undefined): Message | null {
  const { outside = null, fixed = null } = look ?? {};
  if (outside !== null && outside.count > 0) {
    return msg('in-place.outside', { path: outside.path });
  }
  return fixed === null || fixed.count === 0 ? null : msg('in-place.fixed', { path: fixed.path });
}
