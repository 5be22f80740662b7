import { knowsPasta, lacksProfile, pastaLoopback } from '../distro/docker-ports.ts';
import { msg } from '../i18n/msg.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import type { FileState } from '../model/read-host.ts';
import { textOf } from '../model/text.ts';
import { notToBeHad } from './more-repositories.ts';
import { orNull, packageVersion } from './versions.ts';

/**
 * What Docker and nerdctl have in common in how rootlesskit brings the network into their namespace: which pasta
 * can be had and used, and how what starts them says which network it is to be.
 * https://github.com/rootless-containers/rootlesskit/blob/master/docs/network.md
 */

/** Why no pasta can be had on this host, or null where there is one or a package of it. Unknown is not missing. */
export function lacksPasta(facts: Facts): Message | null {
  return orNull(facts.networkTools)?.pasta == null ? notToBeHad(facts, 'pasta') : null;
}

/**
 * Why that rootlesskit can't use pasta here, or null; `kit` is its version, null where it is not known or still to
 * come, which is not old.
 */
export function pastaProblem(facts: Facts, kit: string | null): Message | null {
  if (kit !== null && !knowsPasta(kit)) return msg('service.pasta-kit', { kit });
  const pasta = pastaVersion(facts);
  const lsm = orNull(facts.lsm);
  return lsm?.apparmorRestrictsUserns === true &&
    !lsm.apparmorProfiles.includes('usr.bin.pasta') &&
    lacksProfile(pasta)
    ? msg('service.pasta-profile', { pasta: pasta ?? '?' })
    : null;
}

/** That published ports would be silent at 127.0.0.1 with this pasta and that rootlesskit, or null. */
export function pastaSilent(facts: Facts, kit: string | null): Message | null {
  const pasta = pastaVersion(facts);
  return pastaLoopback(kit, pasta)
    ? null
    : msg('service.pasta-loopback', { kit: kit ?? '?', pasta: pasta ?? '?' });
}

function pastaVersion(facts: Facts): string | null {
  return orNull(facts.networkTools)?.pasta?.version ?? packageVersion(facts, 'pasta');
}

/**
 * Does one of these files, of which one starts the engine, set all of these variables (`NAME=value`)? As a unit,
 * OpenRC's script and runit's write them. No value may be the beginning of another one, as OpenRC's are not ended.
 */
export function setsAll(
  files: readonly (FileState | undefined)[],
  variables: readonly string[],
): boolean {
  const text = files.map((file) => (file === undefined ? '' : (textOf(file) ?? ''))).join('\n');
  return variables.every((each) =>
    [`Environment=${each}\n`, `--env ${each}`, `\t${each} \\\n`].some((line) =>
      text.includes(line),
    ),
  );
}
