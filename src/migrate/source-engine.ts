import { SOURCE_ENGINES, type SourceEngine } from '../model/action-move.ts';

/** Which engines of root these containers are of, in the order in which they are shown. */
export function sourcesOf(
  containers: readonly { readonly source: SourceEngine }[],
): readonly SourceEngine[] {
  return SOURCE_ENGINES.filter((engine) => containers.some(({ source }) => source === engine));
}
