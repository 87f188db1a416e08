/**
 * What the catalogue knows of a digest, a name, or what an image claims to be. Digests are compared
 * whole, in canonical form; names by the key that all of core uses, against file names and aliases
 * alike.
 */
import { nameKey } from '../text/names.ts';
import type { CatalogueMatches, CatalogueQuery, ClaimedTraits } from './catalogue.ts';
import { findCandidates } from './candidates.ts';
import type { Catalogue } from './decode.ts';

/** The first of `count` positions whose key is not before `key`; keys must ascend. */
function firstNotBefore(count: number, key: string, keyAt: (position: number) => string): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyAt(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* positionsOf(
  count: number,
  key: string,
  keyAt: (position: number) => string,
): Generator<number> {
  const first = firstNotBefore(count, key, keyAt);
  for (let position = first; position < count && keyAt(position) === key; position++) {
    yield position;
  }
}

/** Positions of the entries with this file name or alias. */
export function findNamed(catalogue: Catalogue, name: string): ReadonlySet<number> {
  const key = nameKey(name);
  const keyOfEntry = (index: number): string => nameKey(catalogue.fileNameAt(index));
  const keyOfAlias = (row: number): string => nameKey(catalogue.aliasAt(row).alias);
  const found = new Set(positionsOf(catalogue.info.entries, key, keyOfEntry));
  for (const row of positionsOf(catalogue.aliasCount, key, keyOfAlias)) {
    found.add(catalogue.aliasAt(row).entry);
  }
  return found;
}

function entriesWithDigests(
  catalogue: Catalogue,
  digests: CatalogueQuery['digests'],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { algorithm, hex } of digests) {
    const entry = catalogue.findDigest(algorithm, hex);
    if (entry !== undefined) found.add(entry);
  }
  return found;
}

function matchesOf(
  catalogue: Catalogue,
  claimed: ClaimedTraits,
): Pick<CatalogueMatches, 'candidates' | 'isCompleteList'> {
  const { product, channel } = claimed;
  return {
    candidates: findCandidates(catalogue, claimed),
    isCompleteList:
      product !== undefined && channel !== undefined && catalogue.isComplete(product, channel),
  };
}

/**
 * Each entry at most once in each list. Throws `Fault('catalogue.unreadable')` when an entry that
 * was found cannot be decoded: then nothing of this catalogue may be used.
 */
export function findMatches(catalogue: Catalogue, query: CatalogueQuery): CatalogueMatches {
  const { name, digests, claimed } = query;
  const named = name === undefined ? [] : findNamed(catalogue, name);
  return {
    byDigest: [...entriesWithDigests(catalogue, digests)].map((i) => catalogue.entryAt(i)),
    byName: [...named].map((i) => catalogue.entryAt(i)),
    ...(claimed === undefined ? {} : matchesOf(catalogue, claimed)),
  };
}
