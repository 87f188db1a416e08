import type { CatalogueMatches, ClaimedTraits } from '../../core/catalogue/catalogue.ts';
import { ALGORITHMS, type Digests } from '../../core/digest/algorithm.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';

/**
 * What the catalogue has for an image; with `claimed`, also what the image may be. A catalogue that cannot be asked is no reason to fail:
 * `undefined`, and the verdict says that it was not consulted.
 */
export async function findMatches(
  catalogue: Pick<CatalogueClient, 'find'>,
  name: string,
  digests: Digests,
  claimed?: ClaimedTraits,
): Promise<CatalogueMatches | undefined> {
  try {
    return await catalogue.find({
      name,
      digests: ALGORITHMS.flatMap(({ id }) => {
        const hex = digests[id];
        return hex === undefined ? [] : [{ algorithm: id, hex }];
      }),
      ...(claimed === undefined ? {} : { claimed }),
    });
  } catch {
    return undefined;
  }
}
