/** The built-in catalogue's claims about one image. */
import { isListed, type CatalogueEntry, type GradedDigest } from '../catalogue/catalogue.ts';
import type { Digests } from '../digest/algorithm.ts';
import { nameKey } from '../text/names.ts';
import {
  outcomeOf,
  type AssessedClaim,
  type ComparedDigest,
  type Dispute,
  type Image,
  type Relation,
} from './claims.ts';

const kept = new WeakMap<Image, readonly AssessedClaim[]>();

/** As `compareCatalogue`; the very same claims again for the very same image. */
export function assessCatalogue(image: Image): readonly AssessedClaim[] {
  const known = kept.get(image) ?? compareCatalogue(image);
  kept.set(image, known);
  return known;
}

/**
 * A claim for each matching entry and authority: its digests graded better than `listed` make one
 * claim, those that are only `listed` another, which never counts against the image. An entry
 * found by name alone counts against the image only if the name belongs to no other entry and is
 * the file name itself: aliases are often somebody's own short name (`win2019-eval.iso`).
 */
function compareCatalogue(image: Image): readonly AssessedClaim[] {
  if (!image.matches || image.size === 0) return [];
  const { byDigest, byName } = image.matches;
  const owner =
    byName.length === 1 ? byName.find((entry) => isFileNameOf(entry, image)) : undefined;
  const entries = new Map([...byDigest, ...byName].map((entry) => [entry.id, entry]));
  const relationOf = ({ id }: CatalogueEntry): Relation => {
    if (id === owner?.id) return 'catalogue-name';
    return byName.some((entry) => entry.id === id) ? 'catalogue-alias' : 'none';
  };
  return [...entries.values()].flatMap((entry) =>
    assessEntry(entry, image.digests, relationOf(entry)),
  );
}

const isFileNameOf = ({ fileName }: CatalogueEntry, { name }: Image): boolean =>
  nameKey(fileName) === nameKey(name);

/** What an entry says beside these digests: what is better than `listed` first. */
export function assessEntry(
  entry: CatalogueEntry,
  computed: Digests,
  relation: Relation,
): AssessedClaim[] {
  const vouched = entry.digests.filter((digest) => !isListed(digest));
  const listed = entry.digests.filter(isListed);
  const counts = relation === 'catalogue-name';
  const claims: AssessedClaim[] = [];
  for (const [authority, digests] of [
    ['catalogue', vouched],
    ['listed', listed],
  ] as const) {
    if (digests.length === 0) continue;
    const compared = digests.map((digest) => compareGraded(digest, computed));
    const outcome = outcomeOf(compared);
    const isEqual = compared.some((one) => one.outcome === 'equal');
    claims.push({
      source: { kind: 'catalogue', entry },
      authority,
      relation,
      outcome,
      digests: compared,
      ...(entry.disputed.length > 0 && { disputes: disputesOf(entry, computed) }),
      applies: isEqual || (counts && outcome === 'different' && authority === 'catalogue'),
    });
  }
  return claims;
}

const disputesOf = (
  { disputed, otherValues = [] }: CatalogueEntry,
  computed: Digests,
): readonly Dispute[] =>
  disputed.map((algorithm) => {
    const values = otherValues.filter((one) => one.algorithm === algorithm);
    return { algorithm, isImages: values.some(({ hex }) => hex === computed[algorithm]) };
  });

/** The catalogue's own values are never damaged texts: whatever is not equal is different. */
function compareGraded({ algorithm, hex, grade }: GradedDigest, computed: Digests): ComparedDigest {
  const found = computed[algorithm];
  const outcome = found === undefined ? 'not-compared' : found === hex ? 'equal' : 'different';
  return { outcome, stated: hex, algorithms: [algorithm], grade };
}
