import type { Paper } from '../../model/paper.ts';
import { guixServices } from './guix.ts';
import { nixosModule } from './nixos.ts';
import { ostreePapers } from './ostree.ts';
import { packagesOf, type Wanted } from './wanted.ts';

export type { Wanted } from './wanted.ts';

/**
 * What a person puts where, so that it lasts on a system that is made from an image or a configuration.
 * Empty where nothing is missing that such a text could bring.
 */
export function papersFor(wanted: Wanted): readonly Paper[] {
  switch (wanted.os.immutable) {
    case 'nixos':
      return [nixosModule(wanted)];
    case 'guix':
      return [guixServices(wanted)];
    case 'ostree':
      return ostreePapers(wanted);
    case 'transactional':
      return transactionalUpdate(wanted);
    case 'read-only-etc':
    case 'read-only-root':
      return wanted.actions.length === 0 ? [] : [{ name: 'image.sh', text: wanted.script }];
  }
}

/** openSUSE MicroOS and SLE Micro: a new snapshot has them, after a reboot. transactional-update(8) */
function transactionalUpdate(wanted: Wanted): readonly Paper[] {
  const packages = packagesOf(wanted).join(' ');
  if (packages === '') return [];
  const text = [
    '#!/bin/sh',
    '# Installs the missing packages into the next snapshot of this system; run it as root.',
    'set -eu',
    `transactional-update --non-interactive pkg install ${packages}`,
    'echo "Now reboot, then start rootless-wizard again."',
    '',
  ];
  return [{ name: 'transactional.sh', text: text.join('\n') }];
}
