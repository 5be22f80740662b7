import {
  isPackaged,
  NERDCTL_PARTS,
  type NerdctlPart,
  PART_MEMBERS,
  unpackagedParts,
} from '../distro/nerdctl-parts.ts';
import { hasBypass, wantsBypass } from '../engines/bypass.ts';
import { fusePossible } from '../engines/host-rules.ts';
import { fromArchive } from '../engines/nerdctl.ts';
import {
  canServe,
  fuseSnapshotterFrom,
  isFullArchive,
  usesFuse,
} from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts, Target } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { hasControl } from '../model/unseen.ts';
import { change } from './common.ts';

/** Where nerdctl's release archives are published, with SHA256SUMS beside them. */
export const RELEASES = 'https://github.com/containerd/nerdctl/releases';

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

/** The file with the release; empty for none. */
export const archiveQuestion: Question<'nerdctl.archive'> = {
  key: 'nerdctl.archive',
  title: msg('steps.q-archive'),
  help: msg('steps.q-archive-help', { url: RELEASES }),
  input: { type: 'text' },
  // Where a package has it, an answers file may still name an archive.
  applies: (facts, values) =>
    wantsNerdctl(values) &&
    (fromArchive(facts, values) ||
      unpackagedParts(facts).length > 0 ||
      wantsSnapshotter(facts) ||
      lacksBypass(facts, values)),
  recommend: (facts, values) => {
    const parts = unpackagedParts(facts);
    const because =
      parts.length > 0
        ? msg('steps.q-archive-because-full', { parts })
        : wantsSnapshotter(facts)
          ? msg('steps.q-archive-because-fuse')
          : lacksBypass(facts, values)
            ? msg('steps.q-archive-because-bypass')
            : msg('steps.q-archive-because');
    return { value: '', source: 'default', because };
  },
  refuse: (value) => {
    if (value === '') return null;
    const plain = /^\/./.test(value) && !value.endsWith('/') && !hasControl(value);
    return plain ? null : msg('steps.archive-path', { path: value });
  },
};

/** What its bytes must be. */
export const sha256Question: Question<'nerdctl.sha256'> = {
  key: 'nerdctl.sha256',
  title: msg('steps.q-sha256'),
  help: msg('steps.q-sha256-help'),
  input: { type: 'text' },
  applies: (_facts, values) => wantsNerdctl(values) && (values['nerdctl.archive'] ?? '') !== '',
  recommend: () => ({ value: '', source: 'default', because: msg('steps.q-sha256-because') }),
  refuse: (value) =>
    value === '' || /^[0-9a-fA-F]{64}$/.test(value) ? null : msg('steps.sha256-form'),
};

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
 * nerdctl out of a release archive that is on this host already, and of the full one what no package brings:
 * nothing is fetched by us, and nothing is taken from a file whose sha256 is not the one that the person gave.
 * It goes into the home, so it needs no root and reaches nobody else.
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
  const from = { archive, sha256 };
  const others = [
    ...parts,
    ...(fuse ? FUSE_MEMBERS : []),
    ...(bypass ? BYPASS_MEMBERS.slice(0, 1) : []),
  ];
  return {
    ...NO_ARCHIVE,
    because: itself ? NO_ARCHIVE.because : msg('steps.archive-parts-change', { parts: others }),
    notes: [
      ...(itself && isPackaged(facts, 'nerdctl') ? [msg('steps.archive-instead')] : []),
      ...(others.length > 0 ? [msg('steps.archive-updates', { parts: others })] : []),
    ],
    changes: [
      ...(itself ? [ofNerdctl(target, from)] : []),
      ...parts.map((part) => ofPart(target, from, part, PART_MEMBERS[part])),
      ...(fuse ? [ofPart(target, from, 'fuse-overlayfs', FUSE_MEMBERS)] : []),
      ...(bypass ? [ofPart(target, from, 'bypass4netns', BYPASS_MEMBERS)] : []),
    ],
  };
}

type ArchivedPart = NerdctlPart | 'fuse-overlayfs' | 'bypass4netns';

interface Source {
  readonly archive: string;
  readonly sha256: string;
}

function ofNerdctl(target: Target, { archive, sha256 }: Source): Change {
  const dir = `${target.home}/.local/bin`;
  const full = isFullArchive(archive);
  const members = full ? [...MEMBERS, ...BUILDKIT] : MEMBERS;
  return change({
    id: 'packages.nerdctl-archive',
    kind: 'file',
    scope: 'user',
    title: msg('steps.archive-title', { archive, dir }),
    why: msg('steps.archive-why', { members, sha256 }),
    action: {
      do: 'install-archive',
      archive,
      sha256,
      members,
      dir,
      record: recordOf(target, 'nerdctl'),
    },
    source: RELEASES,
  });
}

/**
 * One part with a record of its own: what a later run brings must not make this one forget what it put there.
 * The plugins go where nerdctl looks for them by itself.
 */
function ofPart(
  target: Target,
  { archive, sha256 }: Source,
  part: ArchivedPart,
  members: readonly string[],
): Change {
  const dir = `${target.home}/.local/${part === 'cni-plugins' ? 'libexec/cni' : 'bin'}`;
  const named = part === 'fuse-overlayfs' ? members.join() : part;
  return change({
    id: changeOf(part),
    kind: 'file',
    scope: 'user',
    title: msg('steps.archive-part-title', { part: named, archive, dir }),
    why:
      part === 'bypass4netns'
        ? msg('steps.archive-bypass-why', { members, sha256 })
        : msg('steps.archive-part-why', { part: named, members, sha256 }),
    action: {
      do: 'install-archive',
      archive,
      sha256,
      members,
      dir,
      record: recordOf(target, `nerdctl-${part}`),
    },
    source: RELEASES,
  });
}

function changeOf(part: ArchivedPart): string {
  return `packages.nerdctl-${part}`;
}

function recordOf({ dataHome }: Target, name: string): string {
  return `${dataHome}/rootless-wizard/${name}.sha256`;
}

function wantsNerdctl(values: Partial<Values>): boolean {
  return values.engines?.includes('nerdctl') ?? false;
}

/**
 * Is bypass4netns asked for and not here? Debian and Ubuntu have a package of it, which counts where a person
 * installed it (seen with Debian 13's 0.4.1); we name it and take the archive, as nerdctl comes from there, too.
 * https://packages.debian.org/trixie/bypass4netns
 */
function lacksBypass(facts: Facts, values: Partial<Values>): boolean {
  return facts.nerdctl.known && wantsBypass(values) && !hasBypass(facts);
}

/** Would the snapshotter of the full archive be of use: overlay does not mount, fuse-overlayfs would run? */
function wantsSnapshotter(facts: Facts): boolean {
  const fails = facts.overlay.known && !facts.overlay.value.native;
  return (
    fails && canServe(facts) && fusePossible(facts) && fuseSnapshotterFrom(facts, {}) === 'nowhere'
  );
}
