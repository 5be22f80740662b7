/** Made anew at each start, or by the engine itself. */
const FLEETING =
  /^\/(sbin\/docker-init$|run|tmp|dev|proc|sys|var\/run|var\/tmp|var\/cache|var\/log)(\/|$)|^\/etc\/(hosts|hostname|resolv\.conf|mtab)$|\/\.[a-z]*_history$/;

/**
 * Paths that were written in a container itself, from `docker diff`: what lies in no volume and is not made
 * anew at each start. Directories that only lead to a written path, or to one of `mounts`, are not named:
 * the engine makes them.
 */
export function layerPaths(stdout: string, mounts: readonly string[]): readonly string[] {
  const written = stdout.split('\n').flatMap((line) => {
    const [, path = ''] = /^[ACD] (\/.*)$/.exec(line) ?? [];
    return path === '' ? [] : [path];
  });
  const leads = (path: string, places: readonly string[]) =>
    places.some((place) => place.startsWith(`${path}/`));
  return written.filter(
    (path) =>
      !(
        FLEETING.test(path) ||
        mounts.includes(path) ||
        leads(path, mounts) ||
        leads(path, written)
      ),
  );
}
