import { msg } from '../i18n/msg.ts';
import { moves } from '../migrate/groups.ts';
import { isGivenVolume, isShownVolume, USUAL_WAYS } from '../migrate/idmapped.ts';
import type { Judgement } from '../migrate/judge.ts';
import { shifted } from '../migrate/judge-changes.ts';
import { volumesOf } from '../migrate/move.ts';
import { bytesText } from '../model/bytes.ts';
import type { Message } from '../model/message.ts';
import { bytesOf, type Moving, type MovingWay } from '../tui/moving.ts';
import type { Judged } from './migrate-look.ts';
import { groupsFor } from './wizard-moving.ts';

type Known = Pick<Judged, 'grouping' | 'inventory' | 'target'>;
type Found = Pick<Moving, 'groups' | 'freeBytes'>;

/**
 * How directories and volumes come along, where this host leaves a choice: directories whose files need other ids,
 * and volumes that can be shown by a mount or, where there is too little room for copies, given where they lie. The same answers as those of a file, in the words of this host.
 */
export function waysFor(judged: Known, found: Found): readonly MovingWay[] {
  return [...directories(judged, found), ...volumes(judged, found)];
}

function directories(judged: Known, found: Found): readonly MovingWay[] {
  const { grouping, inventory, target } = judged;
  const { ways = USUAL_WAYS } = target;
  const needing = grouping.judgements
    .filter((each) => moves(each) || staysByAnswer(each))
    .filter(({ container }) => shifted(container, target, inventory.owners).length > 0);
  const paths = needing.flatMap(({ container }) => shifted(container, target, inventory.owners));
  const names = [...new Set(paths)];
  if (names.length === 0) return [];
  const shown = names.filter((path) => !ways.cannot.has(path)).length;
  const idmapped = {
    value: 'idmapped',
    label: msg('ways.shown'),
    help: some(msg('ways.shown-directories-help'), msg('ways.others-owners'), shown, names),
  } as const;
  return [
    {
      key: 'migrate.directories',
      title: msg('ways.directories'),
      help: msg('ways.directories-help', { paths: fewOf(names) }),
      options: [
        { value: 'owners', label: msg('ways.owners'), help: msg('ways.owners-help') },
        ...(shown > 0 ? [idmapped] : []),
        { value: 'leave', label: msg('ways.leave'), help: msg('ways.leave-help') },
      ],
      because: msg('ways.owners-because'),
      value: ways.directories,
      groups: groupsWith(found, needing),
    },
  ];
}

/** Is it nothing but an answer that keeps this container where it is? */
function staysByAnswer({ verdict, because }: Judgement): boolean {
  return verdict === 'stays' && because.every(({ key }) => key === 'idmapped.left');
}

function volumes(judged: Known, found: Found): readonly MovingWay[] {
  const { grouping, inventory, target } = judged;
  const { ways = USUAL_WAYS } = target;
  const moving = grouping.judgements.filter(moves);
  const isShown = (name: string) =>
    isShownVolume({ ...ways, volumes: 'idmapped' }, inventory, name);
  const names = volumesOf(moving.map(({ container }) => container));
  const shown = names.filter(isShown).length;
  const need = copyBytes(judged);
  const { freeBytes } = found;
  const short = need !== null && freeBytes !== null && need > freeBytes;
  const isGiven = (name: string) =>
    (short || ways.volumes === 'in-place') &&
    isGivenVolume({ ...ways, volumes: 'in-place' }, inventory, name);
  const given = names.filter(isGiven).length;
  if (shown === 0 && given === 0) return [];
  const sizes = { need: bytesText(need ?? 0), free: bytesText(freeBytes ?? 0) };
  const copy = {
    value: 'copy',
    label: msg('ways.copy'),
    help: msg(short ? 'ways.copy-help-short' : 'ways.copy-help'),
  } as const;
  const idmapped = {
    value: 'idmapped',
    label: msg('ways.shown-volumes'),
    help: some(msg('ways.shown-volumes-help'), msg('ways.others-copied'), shown, names),
  } as const;
  const inPlace = {
    value: 'in-place',
    label: msg('ways.given'),
    help: some(msg('ways.given-help'), msg('ways.others-copied'), given, names),
  } as const;
  const others = [...(shown > 0 ? [idmapped] : []), ...(given > 0 ? [inPlace] : [])];
  return [
    {
      key: 'migrate.volumes',
      title: msg('ways.volumes'),
      help: msg('ways.volumes-help', { names: fewOf(names) }),
      options: short ? [...others, copy] : [copy, ...others],
      because: short ? msg('ways.shown-because', sizes) : msg('ways.copy-because'),
      value: ways.volumes,
      groups: groupsWith(
        found,
        moving.filter(({ container }) =>
          volumesOf([container]).some((name) => isShown(name) || isGiven(name)),
        ),
      ),
    },
  ];
}

/** Bytes of images and volumes if all is copied; null where a size is not known. */
function copyBytes({ grouping, inventory, target }: Known): number | null {
  const { ways = USUAL_WAYS } = target;
  const copying = { ...target, ways: { ...ways, volumes: 'copy' } } as const;
  const groups = groupsFor({ grouping, inventory, target: copying });
  return bytesOf(groups.filter((group) => group.moves));
}

function groupsWith({ groups }: Found, judgements: readonly Judgement[]): readonly string[] {
  const names = new Set(judgements.map(({ container }) => container.name));
  return groups
    .filter(({ containers }) => containers.some(({ name }) => names.has(name)))
    .map(({ name }) => name);
}

/** What is done with those that can't go a way stands behind it. */
function some(help: Message, others: Message, can: number, names: readonly string[]): Message {
  return can === names.length ? help : msg('ways.both', { first: help, rest: others });
}

const SHOWN = 3;

/** So many names that the options below keep their room. */
function fewOf(names: readonly string[]): readonly string[] | Message {
  const named = names.map((name) => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name));
  const more = named.length - SHOWN;
  return more <= 0 ? named : msg('ways.more', { names: named.slice(0, SHOWN), count: more });
}
