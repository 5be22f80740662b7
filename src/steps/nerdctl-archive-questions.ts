import { unpackagedParts } from '../distro/nerdctl-parts.ts';
import { hasBypass, wantsBypass } from '../engines/bypass.ts';
import { fusePossible } from '../engines/host-rules.ts';
import { fromArchive } from '../engines/nerdctl.ts';
import { canServe, fuseSnapshotterFrom } from '../engines/nerdctl-snapshotter.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Question, Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import { hasControl } from '../model/unseen.ts';

/** Where nerdctl's release archives are published, with SHA256SUMS beside them. */
export const RELEASES = 'https://github.com/containerd/nerdctl/releases';

/** The file with the release, or where it is to be had; empty for none. */
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
    if (isAddress(value)) {
      return archiveName(value) === null ? msg('steps.archive-address', { address: value }) : null;
    }
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

/** Whose programs they are to be. */
export const placeQuestion: Question<'nerdctl.place'> = {
  key: 'nerdctl.place',
  title: msg('steps.q-place'),
  help: msg('steps.q-place-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'home', label: msg('steps.q-place-home'), help: msg('steps.q-place-home-help') },
      {
        value: 'usr-local',
        label: msg('steps.q-place-system'),
        help: msg('steps.q-place-system-help'),
      },
    ],
  },
  applies: (_facts, values) => wantsNerdctl(values) && (values['nerdctl.archive'] ?? '') !== '',
  recommend: (facts) =>
    orNull(facts.home)?.fs.options.includes('noexec') === true
      ? { value: 'usr-local', source: 'detected', because: msg('steps.q-place-noexec') }
      : { value: 'home', source: 'default', because: msg('steps.q-place-because') },
  refuse: () => null,
};

/** Is it to be fetched, rather than here already? */
export function isAddress(archive: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(archive);
}

/**
 * The name of the file that an address leads to, which tells its version and whether it is the full one; null
 * where it is no https: address of a tar.gz. A name and a password do not belong into a plan, which is kept.
 */
export function archiveName(address: string): string | null {
  const found = /^https:\/\/[^\s/@\\]+\/(?:[!-~]*\/)?(\w[\w.+-]*\.(?:tar\.gz|tgz))$/.exec(address);
  return found?.[1] ?? null;
}

function wantsNerdctl(values: Partial<Values>): boolean {
  return values.engines?.includes('nerdctl') ?? false;
}

/**
 * Is bypass4netns asked for and not here? Debian and Ubuntu have a package of it, which counts where a person
 * installed it (seen with Debian 13's 0.4.1); we name it and take the archive, as nerdctl comes from there, too.
 * https://packages.debian.org/trixie/bypass4netns
 */
export function lacksBypass(facts: Facts, values: Partial<Values>): boolean {
  return facts.nerdctl.known && wantsBypass(values) && !hasBypass(facts);
}

/** Would the snapshotter of the full archive be of use: overlay does not mount, fuse-overlayfs would run? */
function wantsSnapshotter(facts: Facts): boolean {
  const fails = facts.overlay.known && !facts.overlay.value.native;
  return (
    fails && canServe(facts) && fusePossible(facts) && fuseSnapshotterFrom(facts, {}) === 'nowhere'
  );
}
