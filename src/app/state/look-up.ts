import type {
  CatalogueEntry,
  CatalogueMatches,
  CatalogueQuery,
} from '../../core/catalogue/catalogue.ts';
import { ALGORITHMS, type Digests } from '../../core/digest/algorithm.ts';
import type { PrefixDigests } from '../../core/digest/checkpoint.ts';
import { claimedTraits } from '../../core/verdict/candidates.ts';
import type { KnownPrefix } from '../../core/verdict/claims.ts';
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
      digests: listDigests(digests),
      ...(facts && { claimed: claimedTraits(facts.identity, machine.size) }),
    });
  } catch {
    return undefined;
  }
}

/**
 * The prefixes with what the catalogue has for each, asked for all of them at once. Where it cannot
 * be asked they have no entries: references may know them all the same.
 */
export async function findPrefixes(
  catalogue: Pick<CatalogueClient, 'find'>,
  prefixes: readonly PrefixDigests[],
): Promise<readonly KnownPrefix[]> {
  const found = await findEqual(
    catalogue,
    prefixes.flatMap(({ digests }) => listDigests(digests)),
  );
  return prefixes.map(({ bytes, digests }) => ({
    bytes,
    digests,
    entries: found.filter((entry) =>
      entry.digests.some(({ algorithm, hex }) => digests[algorithm] === hex),
    ),
  }));
}

async function findEqual(
  catalogue: Pick<CatalogueClient, 'find'>,
  digests: CatalogueQuery['digests'],
): Promise<readonly CatalogueEntry[]> {
  if (digests.length === 0) return [];
  try {
    return (await catalogue.find({ digests })).byDigest;
  } catch {
    return [];
  }
}

const listDigests = (digests: Digests): CatalogueQuery['digests'] =>
  ALGORITHMS.flatMap(({ id }) => {
    const hex = digests[id];
    return hex === undefined ? [] : [{ algorithm: id, hex }];
  });
