import type { FileSystem } from './facts.ts';

/** Can the file system hold few more files, whatever its room? One image has tens of thousands. */
export function hasFewInodes({ freeInodes }: Pick<FileSystem, 'freeInodes'>): boolean {
  return freeInodes !== null && freeInodes < 100_000;
}

/**
 * Is less than 15 % free? Databases of engines break where a disk gets full
 * (https://github.com/containers/podman/issues/27480). What is left of a large disk may be plenty all the same.
 */
export function isNearlyFull(fs: Pick<FileSystem, 'freeBytes' | 'totalBytes'>): boolean {
  return fs.freeBytes < 0.15 * fs.totalBytes && fs.freeBytes < 50_000_000_000;
}
