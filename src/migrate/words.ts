import { createHash } from 'node:crypto';
import type { Recipe } from './create-args.ts';

/** The words of a recipe, taken apart: what a file that makes the same container is written from. */
export interface Words {
  /** Options in their order, each with its value; '' for those that take none. */
  readonly options: readonly (readonly [string, string])[];
  readonly image: string;
  readonly command: readonly string[];
}

/** Options of `recipeOf` without a value. */
const ALONE = [
  '--init',
  '--tty',
  '--interactive',
  '--read-only',
  '--no-healthcheck',
  '--publish-all',
];

/** Takes the words after `create` apart. Options come first, then the image, then its command. */
export function wordsOf({ create }: Recipe): Words {
  const options: [string, string][] = [];
  let at = 0;
  for (let word = create[at]; word?.startsWith('-'); word = create[at]) {
    const alone = ALONE.includes(word);
    options.push([word, alone ? '' : (create[at + 1] ?? '')]);
    at += alone ? 1 : 2;
  }
  return { options, image: create[at] ?? '', command: create.slice(at + 1) };
}

/** A network that is joined, with what was chosen there. */
export interface Joined {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly ipv4: string;
  readonly ipv6: string;
}

/** All user-defined networks of a recipe, that of `create` first. Modes (`none`, `container:...`) are none. */
export function joinedOf(recipe: Recipe): readonly Joined[] {
  const { options } = wordsOf(recipe);
  const of = (name: string) => options.filter(([key]) => key === name).map(([, value]) => value);
  // nerdctl takes all of them at once, and has no aliases.
  const [first = '', ...more] = of('--network');
  const connected = recipe.connect.map((line): Joined => {
    const [name = '', ...rest] = line.split(' ');
    const after = (key: string) => rest.filter((_, at) => rest[at - 1] === key);
    const [ipv4 = ''] = after('--ip');
    const [ipv6 = ''] = after('--ip6');
    return { name, aliases: after('--alias'), ipv4, ipv6 };
  });
  const further = [
    ...more.map((name): Joined => ({ name, aliases: [], ipv4: '', ipv6: '' })),
    ...connected,
  ];
  if (first === '' || isMode(first)) return further;
  const [ipv4 = ''] = of('--ip');
  const [ipv6 = ''] = of('--ip6');
  return [{ name: first, aliases: of('--network-alias'), ipv4, ipv6 }, ...further];
}

/** Is it a way to be without a network of one's own? */
export function isMode(network: string): boolean {
  return network === 'none' || network.startsWith('container:');
}

/** The fields of a `--mount`, which are CSV (RFC 4180): `key=value`, or a key alone. */
export function mountFields(value: string): ReadonlyMap<string, string> {
  const fields = value.match(/("(?:[^"]|"")*"|[^,])+/g) ?? [];
  return new Map(
    fields.map((field) => {
      const bare = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
      const cut = bare.indexOf('=');
      return cut < 0 ? [bare, ''] : [bare.slice(0, cut), bare.slice(cut + 1)];
    }),
  );
}

/**
 * What the label of a moved container says when `rw_migrate_container` makes it with these arguments: undo
 * takes back what carries it, and a second move knows it again.
 */
export function movedLabel(args: readonly string[]): string {
  const lines = ['container', ...args].map((word) => `${word}\n`).join('');
  return `rootless-wizard.moved=${createHash('sha256').update(lines).digest('hex')}`;
}
