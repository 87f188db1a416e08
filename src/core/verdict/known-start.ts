/**
 * Whether a file begins with a whole file that is known: by the digests of its first bytes, which
 * are compared as those of a whole file are. It makes a diagnosis, never a verdict.
 */
import type { CatalogueEntry } from '../catalogue/catalogue.ts';
import type { Digests } from '../digest/algorithm.ts';
import { assessEntry } from './catalogue-claims.ts';
import { outcomeOf, provesSameBytes, type AssessedClaim, type Image } from './claims.ts';
import { compareDigest } from './compare.ts';

/** The first bytes of an image, and a claim that is equal to them. */
export interface KnownStart {
  /** From 1, less than the image's size. */
  readonly bytes: number;
  /**
   * As compared with these bytes alone: equal by a strong or aged digest, and no digest of it is
   * different. Its authority says who stands behind it.
   */
  readonly equals: AssessedClaim;
}

/**
 * The longest first; of one length the catalogue first, then the user's references, then what is
 * only listed in the catalogue. None before the image was read to its end.
 */
export function findKnownStarts(
  image: Image,
  claims: readonly AssessedClaim[],
): readonly KnownStart[] {
  if (image.reading !== 'complete') return [];
  return [...(image.prefixes ?? [])]
    .sort((a, b) => b.bytes - a.bytes)
    .flatMap(({ bytes, digests, entries }) => {
      const known = entries.flatMap((entry) => findEqualEntry(entry, digests));
      const referred = claims.flatMap((claim) => findEqualClaim(claim, digests));
      return [
        ...known.filter(({ authority }) => authority !== 'listed'),
        ...referred,
        ...known.filter(({ authority }) => authority === 'listed'),
      ].map((equals) => ({ bytes, equals }));
    });
}

/** One digest that differs shows that it is a twin at most, whoever states it. */
function findEqualEntry(entry: CatalogueEntry, digests: Digests): readonly AssessedClaim[] {
  const claims = assessEntry(entry, digests, 'none');
  if (claims.some(({ outcome }) => outcome === 'different')) return [];
  return claims.filter(provesSameBytes).slice(0, 1);
}

function findEqualClaim(claim: AssessedClaim, digests: Digests): readonly AssessedClaim[] {
  const { source } = claim;
  if (source.kind !== 'reference') return [];
  const compared = source.claim.digests.map((stated) => compareDigest(stated, digests));
  const outcome = outcomeOf(compared);
  const ofStart: AssessedClaim = { ...claim, outcome, digests: compared, applies: false };
  return outcome === 'equal' && provesSameBytes(ofStart) ? [ofStart] : [];
}
