/** The claims of references beside one image, before the rules that look at the whole page. */
import { compareDigest } from './compare.ts';
import { authorityOf, compareSignatures } from './signed-claims.ts';
import { hasEqualDigest, outcomeOf, type AssessedClaim, type Relation } from './claims.ts';
import type { Image, PageReference, Pointing } from './claims.ts';
import type { Claim, Reference, StatedDigest } from '../reference/reference.ts';
import { isReferenceName } from '../reference/intake.ts';
import { sidecarSubject } from '../reference/sidecar.ts';
import { baseName, findNameDifferences, nameKey, similarNameKey } from '../text/names.ts';

/** Claims about other files that are offered for an image by hand, of each reference. */
const MAX_OFFERED_CLAIMS = 25;

/**
 * Digests without a name that are compared with every image, of each reference. Nobody pastes more
 * to have one image checked; of a longer list the digest that is equal is found all the same, and
 * where none is, the first ones are different as well as all would be.
 */
const MAX_UNNAMED_CLAIMS = 100;

/** Where to find a reference's claims by name and by value; a list may have 100,000 of them. */
interface ClaimIndex {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** By the name less what browsers and file managers add to copies. */
  readonly bySimilarName: ReadonlyMap<string, readonly number[]>;
  readonly byText: ReadonlyMap<string, readonly number[]>;
  /** Claims that name no file, those that can be compared first; at most `MAX_UNNAMED_CLAIMS`. */
  readonly unnamed: readonly number[];
}

const indexes = new WeakMap<Reference, ClaimIndex>();

function indexOf(reference: Reference): ClaimIndex {
  const known = indexes.get(reference);
  if (known) return known;
  const byName = new Map<string, number[]>();
  const bySimilarName = new Map<string, number[]>();
  const byText = new Map<string, number[]>();
  const unnamed: number[] = [];
  reference.claims.forEach((claim, index) => {
    if (claim.path === undefined) unnamed.push(index);
    else {
      append(byName, nameKey(claim.path), index);
      append(bySimilarName, similarNameKey(claim.path), index);
    }
    for (const { text, partOf } of claim.digests) {
      append(byText, text, index);
      if (partOf) append(byText, partOf.text, index);
    }
  });
  const made = { byName, bySimilarName, byText, unnamed: firstUnnamed(reference, unnamed) };
  indexes.set(reference, made);
  return made;
}

function firstUnnamed({ claims }: Reference, unnamed: readonly number[]): readonly number[] {
  if (unnamed.length <= MAX_UNNAMED_CLAIMS) return unnamed;
  const isComparable = (index: number): boolean =>
    claims[index]?.digests.some(({ damaged, algorithms }) => !damaged && algorithms.length > 0) ??
    false;
  return [
    ...unnamed.filter(isComparable),
    ...unnamed.filter((index) => !isComparable(index)),
  ].slice(0, MAX_UNNAMED_CLAIMS);
}

function append(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}

/** Does the reference have a claim about this image, by name or as its sidecar? */
export function speaksOf(reference: Reference, image: Image): boolean {
  const { byName, unnamed } = indexOf(reference);
  if (byName.has(nameKey(image.name))) return true;
  return unnamed.length > 0 && isSidecarOf(reference, image);
}

const subjectOf = ({ name }: Reference): string | undefined =>
  name === undefined ? undefined : sidecarSubject(name);

const isSidecarOf = (reference: Reference, image: Image): boolean => {
  const subject = subjectOf(reference);
  return subject !== undefined && nameKey(subject) === nameKey(image.name);
};

/** The claims of a reference that have this very digest; none for a text that it does not have. */
export const claimsStating = (reference: Reference, text: string): readonly Claim[] =>
  (indexOf(reference).byText.get(text) ?? []).flatMap((index) => reference.claims[index] ?? []);

/** Does it speak of a file with this base name, or stand beside one? */
export function speaksOfName(reference: Reference, name: string): boolean {
  const { byName, unnamed } = indexOf(reference);
  if (byName.has(nameKey(name))) return true;
  const subject = subjectOf(reference);
  return subject !== undefined && unnamed.length > 0 && nameKey(subject) === nameKey(name);
}

/** The claims about this image: by name, as its sidecar, or because the user said so. */
export function claimsAbout(
  page: PageReference,
  image: Image,
  pointings: readonly Pointing[],
): readonly Claim[] {
  const { byName, unnamed } = indexOf(page.reference);
  const indexes = new Set(byName.get(nameKey(image.name)));
  if (isSidecarOf(page.reference, image)) for (const index of unnamed) indexes.add(index);
  for (const index of pointedClaims(page, image, pointings)) indexes.add(index);
  return [...indexes].flatMap((index) => page.reference.claims[index] ?? []);
}

/** The digests of claims that name no file. */
export const bareDigests = (reference: Reference): readonly StatedDigest[] =>
  indexOf(reference).unnamed.flatMap((index) => reference.claims[index]?.digests ?? []);

const pointedClaims = (page: PageReference, image: Image, pointings: readonly Pointing[]) =>
  pointings
    .filter(({ referenceId, imageId }) => referenceId === page.id && imageId === image.id)
    .map(({ claim }) => claim);

function relationOf(
  page: PageReference,
  index: number,
  image: Image,
  pointings: readonly Pointing[],
): Relation {
  const { reference } = page;
  const claim = reference.claims[index];
  const path = claim?.path;
  // Nobody can make a digest of other bytes one of this file.
  const isPointed = pointedClaims(page, image, pointings).includes(index);
  if (isPointed && !(claim && mayBeOfOtherBytes(claim, image.name))) return 'pointed';
  if (path !== undefined) return nameKey(path) === nameKey(image.name) ? 'named' : 'none';
  // Among lines with names it may be a key's fingerprint, a commit, or what is left of a line.
  if (reference.name === undefined) return indexOf(reference).byName.size > 0 ? 'none' : 'pasted';
  return isSidecarOf(reference, image) ? 'sidecar' : 'none';
}

/** Indexes of the claims that may matter to the image, in the reference's order. */
function relevantClaims(page: PageReference, image: Image, pointings: readonly Pointing[]) {
  const { byName, byText, unnamed } = indexOf(page.reference);
  const relevant = new Set<number>(byName.get(nameKey(image.name)));
  for (const { digests } of [image, ...(image.prefixes ?? [])]) {
    for (const hex of Object.values(digests)) {
      for (const index of byText.get(hex) ?? []) relevant.add(index);
    }
  }
  for (const index of pointedClaims(page, image, pointings)) relevant.add(index);
  const offered = relevant.size === 0 ? offeredClaims(page.reference, image) : [];
  return [...new Set([...relevant, ...unnamed, ...offered])].sort((a, b) => a - b);
}

/** A signature for a list: it cannot be one over an image, whatever the image is called. */
const isOfAnotherKind = ({ format, claims }: Reference): boolean =>
  format === 'signature' && claims.every(({ path }) => path !== undefined && isReferenceName(path));

/**
 * Claims about other files that the user may point at this image: look-alike names first. None
 * where the reference has a claim of its own for the image: an equal one of another name counts
 * without being pointed, and a different one is not meant.
 */
function offeredClaims(reference: Reference, image: Image): readonly number[] {
  if (isOfAnotherKind(reference)) return [];
  const alike = indexOf(reference).bySimilarName.get(similarNameKey(image.name)) ?? [];
  const first = Math.min(reference.claims.length, MAX_OFFERED_CLAIMS);
  return [...alike, ...Array.from({ length: first }, (_, index) => index)].slice(
    0,
    MAX_OFFERED_CLAIMS,
  );
}

interface KeptClaims {
  readonly claims: readonly AssessedClaim[];
  /** The claims that the user had pointed at the image. */
  readonly pointed: string;
}

/** Images and references never change, they are replaced: what was found for a pair stays true. */
const kept = new WeakMap<Image, WeakMap<PageReference, KeptClaims>>();

/**
 * The claims of one reference beside one image. `applies` is final for every relation but
 * `pasted`, which depends on the other images of the page. The very same claims are given again
 * for the very same image and reference, so that a page of hundreds of images is not compared
 * anew for each that ends.
 */
export function assessReference(
  page: PageReference,
  image: Image,
  pointings: readonly Pointing[],
): readonly AssessedClaim[] {
  const pointed = pointedClaims(page, image, pointings).join();
  const ofImage = kept.get(image) ?? new WeakMap<PageReference, KeptClaims>();
  const known = ofImage.get(page);
  if (known?.pointed === pointed) return known.claims;
  const claims = compareReference(page, image, pointings);
  kept.set(image, ofImage.set(page, { claims, pointed }));
  return claims;
}

function compareReference(
  page: PageReference,
  image: Image,
  pointings: readonly Pointing[],
): readonly AssessedClaim[] {
  const assessed = relevantClaims(page, image, pointings).flatMap((index) => {
    const claim = page.reference.claims[index];
    return claim ? [assessClaim(page, { claim, index }, image, pointings)] : [];
  });
  return settleAlternatives(assessed);
}

function assessClaim(
  page: PageReference,
  { claim, index }: { claim: Claim; index: number },
  image: Image,
  pointings: readonly Pointing[],
): AssessedClaim {
  const relation = relationOf(page, index, image, pointings);
  const { signing, digests: compared } = compareClaim(page, claim, image);
  const digests = compared
    // An empty file is never a match: its digests are the same for every empty file.
    .map((one) => (image.size === 0 && one.outcome === 'equal' ? withhold(one) : one));
  const isAbout = relation !== 'none' && relation !== 'pasted';
  const { id: referenceId, reference } = page;
  const outcome = outcomeOf(digests);
  const isEqual = digests.some((one) => one.outcome === 'equal');
  return {
    source: { kind: 'reference', referenceId, reference, index, claim },
    authority: authorityOf(claim, page, signing),
    ...(signing && { signing }),
    relation,
    ...differencesOf(claim.path ?? subjectOf(reference), image),
    ...(mayBeOfOtherBytes(claim, image.name) && { mayBeOfOtherBytes: true as const }),
    outcome,
    digests,
    applies: isEqual || (isAbout && outcome === 'different'),
  };
}

function differencesOf(name: string | undefined, image: Image) {
  const nameDifferences = name === undefined ? [] : findNameDifferences(name, image.name);
  return nameDifferences.length > 0 ? { nameDifferences } : {};
}

/** By its digests; a file of signatures states none, and is right or wrong about all bytes. */
function compareClaim(page: PageReference, claim: Claim, image: Image) {
  if (page.reference.format === 'signature') return compareSignatures(page, claim, image);
  const isOfOtherBytes = mayBeOfOtherBytes(claim, image.name);
  const digests = claim.digests.map((stated) => {
    const one = compareDigest(stated, image.digests);
    return isOfOtherBytes && one.outcome === 'different' ? withhold(one) : one;
  });
  return { signing: page.signing, digests };
}

/** It names this file behind what may be a mark of shasum: it is no digest of the file then. */
const mayBeOfOtherBytes = ({ path, digests }: Claim, name: string): boolean =>
  path !== undefined &&
  digests.some(({ mayBeMarked }) => mayBeMarked) &&
  similarNameKey(baseName(path).slice(1)) === similarNameKey(name);

/** The path by which a reference names this file behind what may be a mark of shasum. */
export function findMarkedName(reference: Reference, name: string): string | undefined {
  const { byName } = indexOf(reference);
  return ['U', '^', '?']
    .flatMap((mark) => byName.get(nameKey(mark + baseName(name))) ?? [])
    .flatMap((index) => reference.claims[index] ?? [])
    .find((claim) => mayBeOfOtherBytes(claim, name))?.path;
}

const withhold = <T extends { outcome: string }>(one: T) => ({
  ...one,
  outcome: 'not-compared' as const,
});

/** One base name under several paths of one list: alternatives, of which one equal settles it. */
function settleAlternatives(claims: readonly AssessedClaim[]): AssessedClaim[] {
  const named = claims.filter(({ relation }) => relation === 'named');
  const isSettled = named.length > 1 && named.some(({ outcome }) => outcome === 'equal');
  if (!isSettled) return [...claims];
  return claims.map((claim) =>
    claim.relation === 'named' && claim.outcome !== 'equal' && !hasEqualDigest(claim)
      ? { ...claim, relation: 'alternative', applies: false }
      : claim,
  );
}
