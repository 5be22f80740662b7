/** English sentences about images that are pulled again. This file is the type that the other languages must satisfy. */
export const images = {
  'images.title-pull': 'Pull the image {image} again ({size})',
  'images.why-pull':
    'From the registry it came from, by its digest, so that it is the same one: {digest}. If it is not to be had there, the one of root is copied.',
  'images.because-pull': '{count} {count#image#images} to pull or copy while everything still runs',
  'images.q': 'Images when migrating?',
  'images.q-help':
    'The containers that move need their images in your own engine. They come from the Docker or Podman of root, or again from the registries they once came from.',
  'images.q-copy': 'Copied',
  'images.q-copy-help': 'From the store of root. No network is needed.',
  'images.q-pull': 'Pulled again by digest',
  'images.q-pull-help':
    'Images that came from a registry are fetched there again. Those that were built here, or are no longer there, are copied.',
  'images.q-because': 'What runs now is here already.',
} as const;
