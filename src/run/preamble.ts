import accountSh from '../../scripts/helpers/account.sh?raw';
import capabilitySh from '../../scripts/helpers/capability.sh?raw';
import fileSh from '../../scripts/helpers/file.sh?raw';
import kernelSh from '../../scripts/helpers/kernel.sh?raw';
import libSh from '../../scripts/helpers/lib.sh?raw';
import lockSh from '../../scripts/helpers/lock.sh?raw';
import packagesSh from '../../scripts/helpers/packages.sh?raw';
import packagesAskSh from '../../scripts/helpers/packages-ask.sh?raw';
import packagesStoppedSh from '../../scripts/helpers/packages-stopped.sh?raw';
import pathSh from '../../scripts/helpers/path.sh?raw';
import runSh from '../../scripts/helpers/run.sh?raw';
import serviceSh from '../../scripts/helpers/service.sh?raw';
import subidSh from '../../scripts/helpers/subid.sh?raw';
import verifySh from '../../scripts/helpers/verify.sh?raw';
import verifyDockerSh from '../../scripts/helpers/verify-docker.sh?raw';
import verifyLimitsSh from '../../scripts/helpers/verify-limits.sh?raw';
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
  kernelSh,
  capabilitySh,
  serviceSh,
  accountSh,
  runSh,
];

const PROOFS = [verifySh, verifyLimitsSh, verifyPortSh, verifyPodmanSh, verifyDockerSh];

/** The helpers that actions call, for scripts that are exported and for `undo.sh`. */
export function actionHelpersText(): string {
  return join(ACTIONS);
}

/** All helpers, actions and proofs: what a shell of the wizard is given once when it starts. */
export function helpersText(): string {
  return join([...ACTIONS, ...PROOFS]);
}

/** Without the directives for shellcheck, which mean nothing to a reader of the whole. */
function join(files: readonly string[]): string {
  const bodies = files.map((text) => text.replace(/^# shellcheck shell=sh\n/, '').trim());
  return `${bodies.join('\n\n')}\n`;
}
