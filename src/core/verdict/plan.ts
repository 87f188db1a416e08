/**
 * Which digests an image needs. SHA-256 and SHA-1 always: most of what is known of Windows 7 is
 * SHA-1. Others when a claim needs them, a catalogue entry of the image's name, or one that it may
 * be. A value whose length fits several algorithms is tried with the likeliest first; the rest are
 * computed, in a second read, only when that one was not equal.
 */
import { isListed, type CatalogueEntry } from '../catalogue/catalogue.ts';
import { ALGORITHMS, type AlgorithmId } from '../digest/algorithm.ts';
import type { StatedDigest } from '../reference/reference.ts';
import { mayEqual } from './candidates.ts';
import { compareDigest } from './compare.ts';
import type { Image, PageReference, Pointing } from './claims.ts';
import { assessReference, bareDigests, claimsAbout, speaksOf } from './reference-claims.ts';
import { hasEqualDigest } from './claims.ts';

export const ALWAYS: readonly AlgorithmId[] = ['sha256', 'sha1'];

export interface PlanInput {
  readonly image: Image;
  /** All images of the page, this one among them. */
  readonly images: readonly Image[];
  readonly references: readonly PageReference[];
  readonly pointings: readonly Pointing[];
}

/**
 * The algorithms to compute for an image, in the order of `ALGORITHMS`; those already computed are
 * among them, since a second read computes all digests anew. No second read is needed when the
 * answer holds nothing that `image.digests` lacks.
 */
export function planDigests(input: PlanInput): readonly AlgorithmId[] {
  const { image } = input;
  const wanted = new Set<AlgorithmId>(ALWAYS);
  for (const id of Object.keys(image.digests)) wanted.add(id as AlgorithmId);
  addForCatalogue(image, wanted);
  const isSettled = hasEqualClaim(input);
  for (const page of input.references) {
    addForSignatures(page, input, wanted);
    for (const stated of relevantDigests(page, input, isSettled))
      addForStated(stated, image, wanted);
  }
  return ALGORITHMS.map(({ id }) => id).filter((id) => wanted.has(id));
}

function addForCatalogue(image: Image, wanted: Set<AlgorithmId>): void {
  const { byName, candidates = [] } = image.matches ?? { byName: [] };
  for (const entry of byName) addForEntry(entry, wanted);
  for (const entry of candidates) if (mayEqual(entry, image)) addForCandidate(entry, wanted);
}

/** A catalogue entry that SHA-256 and SHA-1 cannot decide needs the digests that it has. */
function addForEntry({ digests }: CatalogueEntry, wanted: Set<AlgorithmId>): void {
  const isDecided = digests.some((one) => ALWAYS.includes(one.algorithm) && !isListed(one));
  if (isDecided) return;
  for (const { algorithm } of digests) wanted.add(algorithm);
}

/** A candidate is one of many: it adds to the work only if nothing else could ever tell it. */
function addForCandidate({ digests }: CatalogueEntry, wanted: Set<AlgorithmId>): void {
  if (digests.some(({ algorithm }) => ALWAYS.includes(algorithm))) return;
  for (const { algorithm } of digests) wanted.add(algorithm);
}

/** What the signatures over this very image were made with. */
function addForSignatures(
  page: PageReference,
  { image, pointings }: PlanInput,
  wanted: Set<AlgorithmId>,
): void {
  const { plans = [] } = page;
  if (plans.length === 0 || claimsAbout(page, image, pointings).length === 0) return;
  for (const { algorithm } of plans) wanted.add(algorithm);
}

/** The likeliest algorithm of a stated digest; the others when that one was not equal. */
function addForStated(stated: StatedDigest, image: Image, wanted: Set<AlgorithmId>): void {
  const [likeliest] = stated.algorithms;
  if (stated.damaged || likeliest === undefined) return;
  wanted.add(likeliest);
  if (image.digests[likeliest] === undefined) return;
  const { outcome, near } = compareDigest(stated, image.digests);
  if (outcome !== 'not-compared' || near) return;
  const { algorithms, partOf } = stated;
  for (const algorithm of [...algorithms, ...(partOf?.algorithms ?? [])]) wanted.add(algorithm);
}

/**
 * The digests of a reference that this image needs: of claims about it and of bare ones; of a list
 * that speaks of no image on the page, all, since the image may be a renamed copy, unless an equal
 * claim was found already.
 */
function relevantDigests(
  page: PageReference,
  input: PlanInput,
  isSettled: boolean,
): readonly StatedDigest[] {
  const { image, images, pointings } = input;
  const about = claimsAbout(page, image, pointings).flatMap(({ digests }) => digests);
  // A pasted digest may differ where a list agrees, and then the difference counts.
  if (isSettled && page.reference.name !== undefined) return about;
  const bare = bareDigests(page.reference).map((stated) =>
    isWorthMore(stated, input) ? stated : likeliestOnly(stated),
  );
  return [...about, ...bare, ...(!isSettled && isForNobody(page, images) ? oneOfEach(page) : [])];
}

/** Kept for the very same images, since each of them asks the same of each reference. */
const forNobody = new WeakMap<readonly Image[], WeakMap<PageReference, boolean>>();

function isForNobody(page: PageReference, images: readonly Image[]): boolean {
  const known = forNobody.get(images) ?? new WeakMap<PageReference, boolean>();
  const answer = known.get(page) ?? !images.some((one) => speaksOf(page.reference, one));
  forNobody.set(images, known.set(page, answer));
  return answer;
}

/**
 * A bare digest that another image is equal to, or may yet be, is not tried with less likely
 * algorithms.
 */
function isWorthMore(stated: StatedDigest, { image, images }: PlanInput): boolean {
  return images.every(
    (other) =>
      other.id === image.id ||
      (other.reading !== 'pending' && compareDigest(stated, other.digests).outcome !== 'equal'),
  );
}

const likeliestOnly = ({ partOf: _, ...stated }: StatedDigest): StatedDigest => ({
  ...stated,
  algorithms: stated.algorithms.slice(0, 1),
});

const samples = new WeakMap<PageReference, readonly StatedDigest[]>();

/** One digest for each likeliest algorithm of a list, without the less likely ones. */
function oneOfEach(page: PageReference): readonly StatedDigest[] {
  const known = samples.get(page) ?? findSamples(page);
  samples.set(page, known);
  return known;
}

function findSamples({ reference }: PageReference): readonly StatedDigest[] {
  const byAlgorithm = new Map<AlgorithmId, StatedDigest>();
  for (const { digests } of reference.claims) {
    for (const { algorithms, text, damaged } of digests) {
      const [algorithm] = algorithms;
      if (damaged || algorithm === undefined || byAlgorithm.has(algorithm)) continue;
      byAlgorithm.set(algorithm, { algorithms: [algorithm], text });
    }
  }
  return [...byAlgorithm.values()];
}

function hasEqualClaim({ image, references, pointings }: PlanInput): boolean {
  return references.some((page) => assessReference(page, image, pointings).some(hasEqualDigest));
}
