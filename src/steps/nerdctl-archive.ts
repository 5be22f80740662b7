import {
  isPackaged,
  NERDCTL_PARTS,
  type NerdctlPart,
  PART_MEMBERS,
  unpackagedParts,
} from '../distro/nerdctl-parts.ts';
import { fromArchive } from '../engines/nerdctl.ts';
import { fuseSnapshotterFrom, isFullArchive, usesFuse } from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { InstallArchive } from '../model/action-programs.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { change } from './common.ts';
import { archiveName, isAddress, lacksBypass, RELEASES } from './nerdctl-archive-questions.ts';

/** What nerdctl's own release archives hold that is needed here; `nerdctl` first, as its version counts. */
const MEMBERS = ['nerdctl', 'containerd-rootless.sh', 'containerd-rootless-setuptool.sh'];

/** What the full archive, nerdctl-full-VERSION-linux-ARCH.tar.gz, has and Debian and Fedora have not. */
const BUILDKIT = ['buildkitd', 'buildctl'];

/** Every change here, which what needs them names, whether a plan has them or not. */
export const ARCHIVE_CHANGES: readonly string[] = [
  'packages.nerdctl-archive',
  ...NERDCTL_PARTS.map(changeOf),
  changeOf('fuse-overlayfs'),
  changeOf('bypass4netns'),
];

/** Its snapshotter is in there as well, under a name of its own. */
const FUSE_MEMBERS = ['containerd-fuse-overlayfs-grpc'];

/** bypass4netns and its daemon, which looks for it in its own directory. */
const BYPASS_MEMBERS = ['bypass4netns', 'bypass4netnsd'];

/** Nothing comes out of an archive. */
export const NO_ARCHIVE: ArchivePart = {
  changes: [],
  notes: [],
  blocked: null,
  because: msg('steps.archive-change'),
};

/** The part of the packages step that no package manager does. */
export interface ArchivePart {
  readonly changes: readonly Change[];
  readonly notes: readonly Message[];
  /** What is said where nothing else is to be done. */
  readonly because: Message;
  /** What the person has to fetch or say first, or null. */
  readonly blocked: Message | null;
}

/**
 * nerdctl out of a release archive, and of the full one what no package brings. It is on this host already, or
 * the user fetches it from the address that the person gave, once for all that comes out of it, and it goes
 * again after that. Nothing is taken from a file whose sha256 is not the one that the person gave. In the home it
 * needs no root and reaches nobody else; in /usr/local it is everybody's.
 */
export function nerdctlArchive(facts: Facts, values: Values): ArchivePart {
  const target = orNull(facts.target);
  if (target === null || !values.engines.includes('nerdctl')) return NO_ARCHIVE;
  const itself = fromArchive(facts, values);
  const parts = unpackagedParts(facts);
  const fuse = usesFuse(facts, values) && fuseSnapshotterFrom(facts, values) === 'archive';
  const bypass = lacksBypass(facts, values);
  if (!itself && parts.length === 0 && !fuse && !bypass) return NO_ARCHIVE;
  const archive = values['nerdctl.archive'];
  const sha256 = values['nerdctl.sha256'].toLowerCase();
  if (archive === '') {
    const blocked =
      parts.length > 0
        ? msg('steps.archive-missing-full', { url: RELEASES, parts })
        : itself
          ? msg('steps.archive-missing', { url: RELEASES })
          : msg('steps.archive-missing-bypass', { url: RELEASES });
    return { ...NO_ARCHIVE, blocked };
  }
  if (sha256 === '') return { ...NO_ARCHIVE, blocked: msg('steps.sha256-missing', { archive }) };
  const from = placed(target, values, { archive, sha256 });
  const others = [
    ...parts,
    ...(fuse ? FUSE_MEMBERS : []),
    ...(bypass ? BYPASS_MEMBERS.slice(0, 1) : []),
  ];
  const installs = [
    ...(itself ? [ofNerdctl(from)] : []),
    ...parts.map((part) => ofPart(from, part, membersOf(facts, part, from))),
    ...(fuse ? [ofPart(from, 'fuse-overlayfs', FUSE_MEMBERS)] : []),
    ...(bypass ? [ofPart(from, 'bypass4netns', BYPASS_MEMBERS)] : []),
  ];
  return {
    ...NO_ARCHIVE,
    because: itself ? NO_ARCHIVE.because : msg('steps.archive-parts-change', { parts: others }),
    notes: [
      ...(itself && isPackaged(facts, 'nerdctl') ? [msg('steps.archive-instead')] : []),
      ...(others.length > 0 ? [msg('steps.archive-updates', { parts: others })] : []),
      ...(from.scope === 'root' ? [msg('steps.archive-for-all', { dir: from.base })] : []),
    ],
    changes: isAddress(archive) ? fetched(archive, from, installs) : installs,
  };
}

type ArchivedPart = NerdctlPart | 'fuse-overlayfs' | 'bypass4netns';

/** Where the archive lies when it is taken apart, and where what comes out of it goes. */
interface Source {
  readonly archive: string;
  readonly sha256: string;
  readonly scope: 'root' | 'user';
  /** `bin` and `libexec` lie in it. */
  readonly base: string;
  /** The directory of the records, of whoever may write in `base`: undo goes by them. */
  readonly records: string;
}

function placed(
  target: Target,
  values: Values,
  { archive, sha256 }: Pick<Source, 'archive' | 'sha256'>,
): Source {
  const name = archiveName(archive);
  const kept = `${target.dataHome}/rootless-wizard`;
  const given = { archive: name === null ? archive : `${kept}/${name}`, sha256 };
  return values['nerdctl.place'] === 'home'
    ? { ...given, scope: 'user', base: `${target.home}/.local`, records: kept }
    : { ...given, scope: 'root', base: '/usr/local', records: '/usr/local/share/rootless-wizard' };
}

/** In /usr/local a runc would be the first in the PATH of every program of root that asks for one. */
function membersOf(facts: Facts, part: NerdctlPart, { scope }: Source): readonly string[] {
  const there = scope === 'root' && orNull(facts.nerdctl)?.runcVersion !== undefined;
  return PART_MEMBERS[part].filter((name) => name !== 'runc' || !there);
}

/** Between fetching it and taking it away again. */
function fetched(from: string, source: Source, installs: readonly Change[]): readonly Change[] {
  const { archive: path, sha256 } = source;
  const fetch = change({
    id: FETCH,
    kind: 'file',
    scope: 'user',
    title: msg('steps.archive-fetch-title', { from }),
    why: msg('steps.archive-fetch-why', { path, sha256 }),
    action: { do: 'fetch-file', from, sha256, path },
    source: RELEASES,
  });
  const away = change({
    id: `${FETCH}ed`,
    kind: 'file',
    scope: 'user',
    title: msg('steps.archive-away-title', { path }),
    why: msg('steps.archive-away-why'),
    action: { do: 'remove-fetched', sha256, path },
    dependsOn: installs.map(({ id }) => id),
    source: RELEASES,
  });
  return [fetch, ...installs.map((each) => ({ ...each, dependsOn: [FETCH] })), away];
}

const FETCH = 'packages.nerdctl-fetch';

function ofNerdctl(from: Source): Change {
  const { archive, sha256, base } = from;
  const dir = `${base}/bin`;
  const members = isFullArchive(archive) ? [...MEMBERS, ...BUILDKIT] : MEMBERS;
  return change({
    id: 'packages.nerdctl-archive',
    kind: 'file',
    scope: from.scope,
    title: msg('steps.archive-title', { archive, dir }),
    why: msg('steps.archive-why', { members, sha256 }),
    action: install(from, members, dir, 'nerdctl'),
    source: RELEASES,
  });
}

/**
 * One part with a record of its own: what a later run brings must not make this one forget what it put there.
 * The plugins go where nerdctl looks for them by itself.
 */
function ofPart(from: Source, part: ArchivedPart, members: readonly string[]): Change {
  const { archive, sha256, base } = from;
  const dir = `${base}/${part === 'cni-plugins' ? 'libexec/cni' : 'bin'}`;
  const named = part === 'fuse-overlayfs' ? members.join() : part;
  return change({
    id: changeOf(part),
    kind: 'file',
    scope: from.scope,
    title: msg('steps.archive-part-title', { part: named, archive, dir }),
    why:
      part === 'bypass4netns'
        ? msg('steps.archive-bypass-why', { members, sha256 })
        : msg('steps.archive-part-why', { part: named, members, sha256 }),
    action: install(from, members, dir, `nerdctl-${part}`),
    source: RELEASES,
  });
}

function install(
  { archive, sha256, scope, records }: Source,
  members: readonly string[],
  dir: string,
  name: string,
): InstallArchive {
  const record = `${records}/${name}.sha256`;
  const owner = scope === 'root' ? { owner: 'root' as const } : {};
  return { do: 'install-archive', archive, sha256, members, dir, record, ...owner };
}

function changeOf(part: ArchivedPart): string {
  return `packages.nerdctl-${part}`;
}
