import { msg } from '../i18n/msg.ts';
import { bytesText } from '../model/bytes.ts';
import type { Change } from '../model/change.ts';
import type { RootfulContainer } from './container.ts';
import type { Inventory, RootfulImage } from './inventory.ts';
import { type MoveInput, type MoveStep, move, step } from './move.ts';
import { MANUALS } from './move-sources.ts';

/** Images of root that containers are made from: copied from store to store, or pulled again by their digests. */
export function imagesStep(input: MoveInput, containers: readonly RootfulContainer[]): MoveStep {
  const changes = imagesOf(input.inventory, containers).map((image) => imageChange(input, image));
  const because = input.ways?.images === 'pull' ? 'images.because-pull' : 'migrate.images-because';
  return step('migrate-images', msg(because, { count: changes.length }), changes);
}

function imageChange({ user, engine, ways }: MoveInput, image: RootfulImage): Change {
  const { id, refs } = image;
  const from = ways?.images === 'pull' ? digestOf(image) : null;
  const named = { image: refs[0] ?? shortId(id), size: bytesText(image.size) };
  const base = [user.name, engine, id] as const;
  return move(
    `migrate.image.${shortId(id)}`,
    msg(from === null ? 'migrate.image-title' : 'images.title-pull', named),
    from === null ? msg('migrate.image-why') : msg('images.why-pull', { digest: from }),
    from === null
      ? ['rw_migrate_image', ...base, ...refs]
      : ['rw_migrate_image_pull', ...base, from, ...refs],
    ['rw_migrate_image_undo', ...base, ...refs],
    MANUALS[engine][from === null ? 'load' : 'pull'],
    { from: image.source },
  );
}

/**
 * The digest to pull it by, with the registry in its name: that of its first name, where there is one. A store of
 * containerd has digests of images that were made here, too; those are not found anywhere, and copied then.
 */
function digestOf({ refs, digests = [] }: RootfulImage): string | null {
  const repository = (refs[0] ?? '').replace(/:[^:/]*$/, '');
  const found = digests.find((one) => one.startsWith(`${repository}@`)) ?? digests[0];
  return found === undefined ? null : fullName(found);
}

/**
 * Docker writes names of Docker Hub without it, and Podman asks for a registry then.
 * Source: https://github.com/distribution/reference/blob/main/normalize.go (splitDockerDomain)
 */
function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  return /[.:]/.test(first) || first === 'localhost' ? name : `docker.io/${name}`;
}

/** Images that these containers are made from, once each. */
export function imagesOf(
  inventory: Inventory,
  containers: readonly RootfulContainer[],
): readonly RootfulImage[] {
  const ids = [...new Set(containers.map(({ imageId }) => imageId))];
  return ids.flatMap((id): readonly RootfulImage[] => {
    const image = inventory.images.get(id);
    return image === undefined ? [] : [image];
  });
}

function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
