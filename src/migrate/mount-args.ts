import type { RootfulContainer } from './container.ts';
import { at, type Fields, number, objects, pairs, text } from './json.ts';

/** Volumes, directories of the host and memory file systems of a container, as words for `create`. */
export function mountArgs(container: RootfulContainer, host: Fields): readonly string[] {
  const places = container.mounts.flatMap((mount) => {
    if (mount.type !== 'volume' && mount.type !== 'bind') return [];
    return bound(mount);
  });
  const memory = pairs(host['Tmpfs']).flatMap(([path, options]) => [
    '--tmpfs',
    options === '' ? path : `${path}:${options}`,
  ]);
  const more = objects(host['Mounts'])
    .filter((mount) => text(mount['Type']) === 'tmpfs')
    .flatMap((mount) => {
      const options = at(mount, 'TmpfsOptions');
      const size = number(options['SizeBytes']);
      const mode = number(options['Mode']);
      const fields = [
        'type=tmpfs',
        `target=${text(mount['Target'])}`,
        ...(size === 0 ? [] : [`tmpfs-size=${size}`]),
        ...(mode === 0 ? [] : [`tmpfs-mode=${mode.toString(8)}`]),
      ];
      return ['--mount', fields.map(csv).join(',')];
    });
  return [...places, ...memory, ...more];
}

/** `-v` where the paths allow it: it is what people know. A colon needs `--mount`, which is CSV. */
function bound(mount: RootfulContainer['mounts'][number]): readonly string[] {
  const { type, source, destination, writable } = mount;
  // Of a volume, the engine itself says z.
  const label =
    type === 'volume' ? '' : /\bZ\b/.test(mount.mode) ? 'Z' : /\bz\b/.test(mount.mode) ? 'z' : '';
  const propagation = ['', 'rprivate'].includes(mount.propagation) ? '' : mount.propagation;
  if (!source.includes(':') && !destination.includes(':')) {
    const options = [writable ? '' : 'ro', label, propagation].filter((word) => word !== '');
    return ['-v', [source, destination, options.join(',')].filter((word) => word !== '').join(':')];
  }
  const fields = [
    `type=${type}`,
    `source=${source}`,
    `target=${destination}`,
    ...(writable ? [] : ['readonly']),
    ...(propagation === '' ? [] : [`bind-propagation=${propagation}`]),
  ];
  return ['--mount', fields.map(csv).join(',')];
}

/** A field of CSV: RFC 4180. */
function csv(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Memory file systems by their places, with only the options that every engine takes. */
export function memoryOptions(places: Fields): Fields {
  return Object.fromEntries(
    Object.entries(places).map(([path, options]) => [
      path,
      text(options)
        .split(',')
        .filter((option) => /^(size|mode)=|^(ro|noexec)$/.test(option))
        .join(','),
    ]),
  );
}

/**
 * The same of engines from whose memory file systems programs run unless somebody said otherwise, or that say
 * so: with the others, it is the other way round.
 */
export function runnable(places: Fields): Fields {
  return Object.fromEntries(
    pairs(memoryOptions(places)).map(([path, options]) => [
      path,
      options.split(',').includes('noexec')
        ? options
        : [options, 'exec'].filter((word) => word !== '').join(','),
    ]),
  );
}
