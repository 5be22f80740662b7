import type { PackageRule } from '../model/engine.ts';

/**
 * Names that a packaging repository or the vendor's documentation gives (`source`, a URL); not tried by us.
 * No names: there is nothing to install for that need, and the source says why.
 */
export function documented(source: string, ...names: string[]): PackageRule {
  return { names, source, confirmed: true };
}
