import { removeBlock, setBlock } from './block.ts';
import type { TextEdit } from './edit.ts';
import type { MapEntry } from './id-map.ts';

/** Name of our block in a default.conf that a person wrote. */
const BLOCK = 'lxc';

/** What a default.conf of a user is to say. */
export interface LxcWish {
  readonly uids: readonly MapEntry[];
  readonly gids: readonly MapEntry[];
  readonly bridge: string;
  /** AppArmor is in use: a profile must be named that a user can have without loading it. */
  readonly apparmor: boolean;
}

/** The id maps that a configuration names, by kind, in its order (lxc.container.conf(5), lxc.idmap). */
export interface LxcMaps {
  readonly u: readonly MapEntry[];
  readonly g: readonly MapEntry[];
}

/** The maps of the person: those outside of our block. */
export function ownMaps(text: string): LxcMaps {
  return mapsOf(withoutOurs(text));
}

/** Reads `lxc.idmap = u 0 100000 65536` lines, also by the older name `lxc.id_map`; an empty one takes all before it back. */
function mapsOf(text: string): LxcMaps {
  const maps: { u: MapEntry[]; g: MapEntry[] } = { u: [], g: [] };
  for (const { key, value } of settingsOf(text)) {
    if (key !== 'lxc.idmap' && key !== 'lxc.id_map') continue;
    if (value === '') {
      maps.u = [];
      maps.g = [];
    }
    const [, kind, ...numbers] = /^([ug])\s+(\d+)\s+(\d+)\s+(\d+)$/.exec(value) ?? [];
    const [container = 0, host = 0, count = 0] = numbers.map(Number);
    if (kind === 'u' || kind === 'g') maps[kind].push({ container, host, count });
  }
  return maps;
}

/** The settings of a configuration in its order; comments and lines without `=` are none. */
function settingsOf(text: string): readonly { readonly key: string; readonly value: string }[] {
  return text.split('\n').flatMap((row) => {
    const line = row.trim();
    const equals = line.indexOf('=');
    if (line.startsWith('#') || equals < 1) return [];
    return [{ key: line.slice(0, equals).trim(), value: line.slice(equals + 1).trim() }];
  });
}

/**
 * ~/.config/lxc/default.conf, from which new containers take their settings. A file that is there keeps all it
 * says: an id map or a network of its own stays, and only what it lacks comes in a marked block at its end.
 * `text` is null where there is none.
 */
export function lxcConfig(text: string | null, wish: LxcWish): TextEdit {
  const own = settingsOf(text === null ? '' : withoutOurs(text));
  const has = (key: RegExp): boolean => own.some((setting) => key.test(setting.key));
  const includes = has(/^lxc\.include$/);
  const lines = [
    ...(has(/^lxc\.id_?map$/)
      ? []
      : [
          ...wish.uids.map((entry) => mapLine('u', entry)),
          ...wish.gids.map((entry) => mapLine('g', entry)),
        ]),
    ...(has(/^lxc\.net(work)?\./)
      ? []
      : ['lxc.net.0.type = veth', `lxc.net.0.link = ${wish.bridge}`, 'lxc.net.0.flags = up']),
    // Debian's own file, often included here, asks for a profile that only root can load.
    ...(wish.apparmor && !has(/^lxc\.(apparmor\.profile|aa_profile)$/)
      ? [
          'lxc.apparmor.profile = unconfined',
          ...(includes ? ['lxc.apparmor.allow_nesting = 0'] : []),
        ]
      : []),
  ];
  return lines.length === 0 ? { ok: true, text: text ?? '' } : setBlock(text ?? '', BLOCK, lines);
}

function mapLine(kind: 'u' | 'g', { container, host, count }: MapEntry): string {
  return `lxc.idmap = ${kind} ${container} ${host} ${count}`;
}

/** The text without our block; one that is broken is left, and refused by `setBlock`. */
function withoutOurs(text: string): string {
  const rest = removeBlock(text, BLOCK);
  return rest.ok ? rest.text : text;
}
