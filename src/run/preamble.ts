import accountSh from '../../scripts/helpers/account.sh?raw';
import archiveSh from '../../scripts/helpers/archive.sh?raw';
import capabilitySh from '../../scripts/helpers/capability.sh?raw';
import fetchSh from '../../scripts/helpers/fetch.sh?raw';
import fileSh from '../../scripts/helpers/file.sh?raw';
import imageSh from '../../scripts/helpers/image.sh?raw';
import kernelSh from '../../scripts/helpers/kernel.sh?raw';
import keySh from '../../scripts/helpers/key.sh?raw';
import libSh from '../../scripts/helpers/lib.sh?raw';
import lockSh from '../../scripts/helpers/lock.sh?raw';
import migrateCheckSh from '../../scripts/helpers/migrate-check.sh?raw';
import migrateContainerSh from '../../scripts/helpers/migrate-container.sh?raw';
import migrateCopySh from '../../scripts/helpers/migrate-copy.sh?raw';
import migrateFinishSh from '../../scripts/helpers/migrate-finish.sh?raw';
import migrateIdmapSh from '../../scripts/helpers/migrate-idmap.sh?raw';
import migrateIdmapLookSh from '../../scripts/helpers/migrate-idmap-look.sh?raw';
import migrateIdmapVolumeSh from '../../scripts/helpers/migrate-idmap-volume.sh?raw';
import migrateImageSh from '../../scripts/helpers/migrate-image.sh?raw';
import migrateInPlaceSh from '../../scripts/helpers/migrate-in-place.sh?raw';
import migrateInPlaceRecordSh from '../../scripts/helpers/migrate-in-place-record.sh?raw';
import migrateInPlaceVolumeSh from '../../scripts/helpers/migrate-in-place-volume.sh?raw';
import migrateLibSh from '../../scripts/helpers/migrate-lib.sh?raw';
import migrateManifestSh from '../../scripts/helpers/migrate-manifest.sh?raw';
import migrateMountSh from '../../scripts/helpers/migrate-mount.sh?raw';
import migrateNerdctlSh from '../../scripts/helpers/migrate-nerdctl.sh?raw';
import migrateNetworkSh from '../../scripts/helpers/migrate-network.sh?raw';
import migrateOwnersSh from '../../scripts/helpers/migrate-owners.sh?raw';
import migratePortSh from '../../scripts/helpers/migrate-port.sh?raw';
import migrateProveSh from '../../scripts/helpers/migrate-prove.sh?raw';
import migrateRoomSh from '../../scripts/helpers/migrate-room.sh?raw';
import migrateRootfulSh from '../../scripts/helpers/migrate-rootful.sh?raw';
import migrateSourceSh from '../../scripts/helpers/migrate-source.sh?raw';
import migrateViewSh from '../../scripts/helpers/migrate-view.sh?raw';
import migrateVolumeSh from '../../scripts/helpers/migrate-volume.sh?raw';
import packagesSh from '../../scripts/helpers/packages.sh?raw';
import packagesAskSh from '../../scripts/helpers/packages-ask.sh?raw';
import packagesStoppedSh from '../../scripts/helpers/packages-stopped.sh?raw';
import pathSh from '../../scripts/helpers/path.sh?raw';
import runSh from '../../scripts/helpers/run.sh?raw';
import runitSh from '../../scripts/helpers/runit.sh?raw';
import serviceSh from '../../scripts/helpers/service.sh?raw';
import subidSh from '../../scripts/helpers/subid.sh?raw';
import undoMovedSh from '../../scripts/helpers/undo-moved.sh?raw';
import verifySh from '../../scripts/helpers/verify.sh?raw';
import verifyComposeSh from '../../scripts/helpers/verify-compose.sh?raw';
import verifyDaemonSh from '../../scripts/helpers/verify-daemon.sh?raw';
import verifyDockerSh from '../../scripts/helpers/verify-docker.sh?raw';
import verifyImageSh from '../../scripts/helpers/verify-image.sh?raw';
import verifyIpv6Sh from '../../scripts/helpers/verify-ipv6.sh?raw';
import verifyLimitsSh from '../../scripts/helpers/verify-limits.sh?raw';
import verifyLxcSh from '../../scripts/helpers/verify-lxc.sh?raw';
import verifyNerdctlSh from '../../scripts/helpers/verify-nerdctl.sh?raw';
import verifyPodmanSh from '../../scripts/helpers/verify-podman.sh?raw';
import verifyPortSh from '../../scripts/helpers/verify-port.sh?raw';

/** In the order in which they may call each other; `lib.sh` sets up the shell and comes first. */
const ACTIONS = [
  libSh,
  pathSh,
  fileSh,
  lockSh,
  subidSh,
  packagesAskSh,
  packagesStoppedSh,
  packagesSh,
  keySh,
  kernelSh,
  capabilitySh,
  serviceSh,
  runitSh,
  accountSh,
  archiveSh,
  fetchSh,
  imageSh,
  runSh,
];

/** What moves something from a daemon of root to an engine of a user. */
const MOVES = [
  migrateLibSh,
  migrateSourceSh,
  migrateNerdctlSh,
  migrateManifestSh,
  migrateCopySh,
  migrateViewSh,
  migrateRoomSh,
  migrateVolumeSh,
  migrateOwnersSh,
  migrateMountSh,
  migrateIdmapSh,
  migrateIdmapLookSh,
  migrateIdmapVolumeSh,
  migrateInPlaceRecordSh,
  migrateInPlaceSh,
  migrateInPlaceVolumeSh,
  migrateImageSh,
  migrateNetworkSh,
  migrateContainerSh,
  migratePortSh,
  migrateProveSh,
  migrateRootfulSh,
  migrateCheckSh,
  migrateFinishSh,
];

const PROOFS = [
  verifySh,
  verifyImageSh,
  verifyLimitsSh,
  verifyPortSh,
  verifyIpv6Sh,
  verifyPodmanSh,
  verifyDaemonSh,
  verifyDockerSh,
  verifyComposeSh,
  verifyNerdctlSh,
  verifyLxcSh,
];

/** The helpers that actions call, for scripts that are exported and for `undo.sh`; `moves`: also those of a migration. */
export function actionHelpersText(needs: { readonly moves?: boolean } = {}): string {
  return join(needs.moves === true ? [...ACTIONS, ...MOVES] : ACTIONS);
}

/** What only `undo.sh` of a set-up needs: it asks the user's engines what root moved there. */
export function movedHereText(): string {
  return join([undoMovedSh]);
}

/** All helpers, actions and proofs: what a shell of the wizard is given once when it starts. */
export function helpersText(): string {
  return join([...ACTIONS, ...MOVES, ...PROOFS]);
}

/** Without the directives for shellcheck, which mean nothing to a reader of the whole. */
function join(files: readonly string[]): string {
  const bodies = files.map((text) => text.replace(/^# shellcheck shell=sh\n/, '').trim());
  return `${bodies.join('\n\n')}\n`;
}
