import { bringsStaticDocker } from '../engines/docker-source.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import { hasControl } from '../model/unseen.ts';
import { change } from './common.ts';
import { scriptsNotes } from './docker-source.ts';
import { type ArchivePart, NO_ARCHIVE } from './nerdctl-archive.ts';

/** Docker's static programs: https://docs.docker.com/engine/install/binaries/ ; there are no hashes beside them. */
const RELEASES = 'https://download.docker.com/linux/static/stable/';
const SOURCE = 'https://docs.docker.com/engine/security/rootless/';

/** Of docker-VERSION.tgz; `docker` first, as its version counts. */
const MEMBERS = [
  'docker',
  'dockerd',
  'docker-init',
  'docker-proxy',
  'containerd',
  'containerd-shim-runc-v2',
  'runc',
];

/** Of docker-rootless-extras-VERSION.tgz. */
const EXTRAS = ['dockerd-rootless.sh', 'dockerd-rootless-setuptool.sh', 'rootlesskit'];

/** dockerd before 28 does not start without the first; the second is there on amd64 alone. */
const OPTIONAL = ['rootlesskit-docker-proxy', 'vpnkit'];

type PathKey = 'docker.archive' | 'docker.extras';
type HashKey = 'docker.sha256' | 'docker.extras-sha256';

function pathQuestion<K extends PathKey>(
  key: K,
  text: Pick<Question<K>, 'title' | 'help'>,
): Question<K> {
  return {
    key,
    ...text,
    input: { type: 'text' } as Question<K>['input'],
    applies: wantsStatic,
    recommend: () => ({
      value: '',
      source: 'default',
      because: msg('docker-static.q-archive-because'),
    }),
    refuse: (value) =>
      value === '' || (/^\/./.test(value) && !value.endsWith('/') && !hasControl(value))
        ? null
        : msg('steps.archive-path', { path: value }),
  };
}

function hashQuestion<K extends HashKey>(
  key: K,
  archive: PathKey,
  title: Question<K>['title'],
): Question<K> {
  return {
    key,
    title,
    help: msg('docker-static.q-sha256-help'),
    input: { type: 'text' } as Question<K>['input'],
    applies: (facts, values) => wantsStatic(facts, values) && (values[archive] ?? '') !== '',
    recommend: () => ({
      value: '',
      source: 'default',
      because: msg('docker-static.sha256-because'),
    }),
    refuse: (value) =>
      value === '' || /^[0-9a-fA-F]{64}$/.test(value) ? null : msg('steps.sha256-form'),
  };
}

/** Both archives and what their bytes must be. */
export const staticQuestions = [
  pathQuestion('docker.archive', {
    title: msg('docker-static.q-archive'),
    help: msg('docker-static.q-archive-help', { url: RELEASES }),
  }),
  hashQuestion('docker.sha256', 'docker.archive', msg('docker-static.q-sha256')),
  pathQuestion('docker.extras', {
    title: msg('docker-static.q-extras'),
    help: msg('docker-static.q-extras-help', { url: RELEASES }),
  }),
  hashQuestion('docker.extras-sha256', 'docker.extras', msg('docker-static.q-extras-sha256')),
] as const;

/**
 * Docker out of the vendor's two archives that are on this host already, into ~/bin as the vendor's own
 * script does it: no root, and nobody else is reached. newuidmap and its ranges of ids must be there, or come
 * from an administrator: nothing in a home can stand for them.
 */
export function dockerArchives(facts: Facts, values: Values): ArchivePart {
  const target = orNull(facts.target);
  if (target === null || !bringsStaticDocker(facts, values)) return NO_ARCHIVE;
  const archives = [
    ['docker.archive', 'docker.sha256'],
    ['docker.extras', 'docker.extras-sha256'],
  ] as const;
  const unsaid = archives.filter(([path, hash]) => values[path] === '' || values[hash] === '');
  if (unsaid.length > 0) {
    const sets = setsOf(unsaid.flat().filter((key) => values[key] === ''));
    if (unsaid.some(([path]) => values[path] === '')) {
      const blocked = msg('docker-static.missing', { url: RELEASES, sets });
      return { ...NO_ARCHIVE, blocked, notes: scriptsNotes(facts) };
    }
    const given = unsaid.map(([path]) => values[path]);
    return { ...NO_ARCHIVE, blocked: msg('docker-static.no-sha256', { archives: given, sets }) };
  }
  return {
    blocked: null,
    because: msg('docker-static.change'),
    notes: [msg('docker-static.updates', { dir: `${target.home}/bin` })],
    changes: [
      install(target, 'archive', values['docker.archive'], values['docker.sha256'], MEMBERS),
      install(
        target,
        'extras',
        values['docker.extras'],
        values['docker.extras-sha256'],
        EXTRAS,
        OPTIONAL,
      ),
    ],
  };
}

/** The options that give these answers, as one would type them. */
function setsOf(keys: readonly (PathKey | HashKey)[]): string {
  return keys.map((key) => `--set ${key}=${key.includes('sha256') ? 'HASH' : '/PATH'}`).join(' ');
}

function install(
  { home, dataHome }: Target,
  what: 'archive' | 'extras',
  archive: string,
  hash: string,
  members: readonly string[],
  optional: readonly string[] = [],
): Change {
  const dir = `${home}/bin`;
  const sha256 = hash.toLowerCase();
  return change({
    id: `packages.docker-${what}`,
    kind: 'file',
    scope: 'user',
    title: msg('docker-static.title', { archive, dir }),
    why: msg('docker-static.why', { members, sha256 }),
    action: {
      do: 'install-archive',
      archive,
      sha256,
      members,
      ...(optional.length > 0 ? { optional } : {}),
      dir,
      record: `${dataHome}/rootless-wizard/docker-${what}.sha256`,
    },
    source: SOURCE,
  });
}

function wantsStatic(facts: Facts, values: Partial<Values>): boolean {
  return bringsStaticDocker(facts, { ...values, engines: values.engines ?? [] });
}
