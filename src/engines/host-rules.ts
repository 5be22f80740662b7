import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { STORES } from '../model/store-image.ts';
import { atLeast, obtainable, orNull, type Version } from './versions.ts';

/** What no rootless engine can work without and no step can mend. */
export function commonRefusal(facts: Facts): Message | null {
  if (orNull(facts.environment)?.kind === 'wsl1') return msg('engines.wsl1');
  const userns = orNull(facts.userns);
  if (userns === null) return null;
  // newuidmap is setuid root; with no_new_privs it stays what it is called by (prctl(2)).
  if (userns.noNewPrivs) return msg('engines.no-new-privs');
  return userns.nested && !userns.works ? msg('engines.nested', { detail: userns.detail }) : null;
}

/**
 * Does the trial of overlay say something about this data directory? It was made below the home; a directory
 * outside of the home's own mount lies on another file system, and so does an image. `default` is in the home.
 */
export function wasTried(facts: Facts, dir: string, image = ''): boolean {
  const home = orNull(facts.home);
  if (dir === 'default' || home === null) return true;
  if (image !== '' && dir.startsWith(`${STORES}/`)) return false;
  if (home.fs.mountPoint === '/') return true;
  return dir.startsWith(`${home.fs.mountPoint}/`);
}

/** Is fuse-overlayfs to be installed: asked for, or the kernel's own overlay does not work in `dir`? */
export function needsFuse(
  facts: Facts,
  podman: Version | null,
  asked: string,
  dir = 'default',
  image = '',
): boolean {
  if (asked !== 'auto') return asked === 'fuse-overlayfs';
  const overlay = orNull(facts.overlay);
  if (overlay === null) return false;
  const old = podman !== null && !atLeast(podman, 3, 1);
  const fails = !overlay.native && wasTried(facts, dir, image);
  return (fails || old) && orNull(facts.devices)?.fuse === true;
}

/** Can fuse-overlayfs run here: is the device there, and the program there or to be had? */
export function fusePossible(facts: Facts): boolean {
  const program = facts.overlay.known && facts.overlay.value.fuseOverlayfs !== null;
  const device = facts.devices.known && facts.devices.value.fuse;
  return device && (program || obtainable(facts, 'fuse-overlayfs') === true);
}
