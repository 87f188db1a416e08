import type { CatalogueMatches } from '../../core/catalogue/catalogue.ts';
import { ALGORITHMS, type Digests } from '../../core/digest/algorithm.ts';
import { claimedTraits } from '../../core/verdict/candidates.ts';
import type { CatalogueClient } from '../../engine/client/catalogue.ts';
import type { QueueRow } from './queue-row.ts';

/**
 * What the catalogue has for an image, and once that was looked at, what it may be. A catalogue
 * that cannot be asked is no reason to fail: `undefined`, and the verdict says that it was not
 * consulted.
 */
export async function findMatches(
  catalogue: Pick<CatalogueClient, 'find'>,
  { name, facts, machine }: Pick<QueueRow, 'name' | 'facts' | 'machine'>,
  digests: Digests = {},
): Promise<CatalogueMatches | undefined> {
  try {
    return await catalogue.find({
      name,
      digests: ALGORITHMS.flatMap(({ id }) => {
        const hex = digests[id];
        return hex === undefined ? [] : [{ algorithm: id, hex }];
      }),
      ...(facts && { claimed: claimedTraits(facts.identity, machine.size) }),
    });
  } catch {
    return undefined;
  }
}
