/**
 * The whole page at once: every image beside every claim. Pure, so that it is simply done again
 * when an image, a reference or the catalogue arrives, in any order.
 */
import { algorithmOf } from '../digest/algorithm.ts';
import { assessCatalogue } from './catalogue-claims.ts';
import {
  hasEqualDigest,
  type AssessedClaim,
  type ComparedDigest,
  type Image,
  type PageReference,
  type Pointing,
} from './claims.ts';
import { diagnose, type Diagnosis } from './diagnose.ts';
import { judge, type Evidence, type Verdict } from './judge.ts';
import { assessReference } from './reference-claims.ts';

/** Evidence that remembers where it came from. */
export interface ClaimEvidence extends Evidence {
  readonly claim: AssessedClaim;
  readonly digest: ComparedDigest;
}

export interface Assessment {
  readonly verdict: Verdict<ClaimEvidence>;
  /** Claims that apply first, then those that could not be compared or name other files. */
  readonly claims: readonly AssessedClaim[];
  readonly diagnoses: readonly Diagnosis[];
  /** False when the catalogue could not be asked: every verdict says so. */
  readonly catalogueConsulted: boolean;
}

export interface Page {
  readonly images: readonly Image[];
  readonly references: readonly PageReference[];
  readonly pointings: readonly Pointing[];
}

/**
 * The assessment of every image of the page, by image id. An image of which nothing has changed
 * gets the very same object again: its card need not be drawn anew.
 */
export function assess(page: Page): ReadonlyMap<string, Assessment> {
  const claimsByImage: ClaimsByImage = new Map(
    page.images.map((image) => [
      image,
      page.references.flatMap((one) => assessReference(one, image, page.pointings)),
    ]),
  );
  settlePasted(claimsByImage);
  return new Map(
    page.images.map((image) => {
      const claims = [...(claimsByImage.get(image) ?? []), ...assessCatalogue(image)];
      return [image.id, assessImage(image, inOrder(claims), page.references)];
    }),
  );
}

type ClaimsByImage = Map<Image, readonly AssessedClaim[]>;

interface KeptAssessment {
  readonly claims: readonly AssessedClaim[];
  readonly references: readonly PageReference[];
  readonly assessment: Assessment;
}

const kept = new WeakMap<Image, KeptAssessment>();

function assessImage(
  image: Image,
  claims: readonly AssessedClaim[],
  references: readonly PageReference[],
): Assessment {
  const known = kept.get(image);
  if (known && isSameList(known.claims, claims) && isSameList(known.references, references)) {
    return known.assessment;
  }
  const assessment = conclude(image, claims, references);
  kept.set(image, { claims, references, assessment });
  return assessment;
}

const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

function conclude(
  image: Image,
  claims: readonly AssessedClaim[],
  references: readonly PageReference[],
): Assessment {
  const evidence = claims.filter(({ applies }) => applies).flatMap(evidenceOf);
  const verdict = judge(image.reading === 'complete', evidence);
  return {
    verdict,
    claims: claims.map(asCounted),
    diagnoses: diagnose(image, claims, verdict.kind, references),
    catalogueConsulted: image.matches !== undefined,
  };
}

/**
 * A difference that does not count is not called one: the claim is about something else. What only
 * one list says never counts, but that it differs is told.
 */
const asCounted = (claim: AssessedClaim): AssessedClaim =>
  claim.outcome === 'different' && !claim.applies && claim.authority !== 'listed'
    ? { ...claim, outcome: 'not-compared' }
    : claim;

function evidenceOf(claim: AssessedClaim): ClaimEvidence[] {
  return claim.digests.flatMap((digest) => {
    const { outcome, algorithms, grade } = digest;
    const [algorithm] = algorithms;
    if (outcome === 'not-compared' || algorithm === undefined) return [];
    const { strength } = algorithmOf(algorithm);
    const common = { authority: claim.authority, outcome, strength, claim, digest };
    return [grade === undefined ? common : { ...common, grade }];
  });
}

/**
 * A bare pasted digest applies to the images it equals. If it equals none, it counts against every
 * finished image that no other claim is equal to; where every image has such a claim it must be
 * about one of them, and counts against all that no other pasted digest is equal to: a list that
 * agrees may not hide it. While an image is still being read it may yet equal that one, and counts
 * against nothing.
 */
function settlePasted(claimsByImage: ClaimsByImage): void {
  const images = [...claimsByImage.keys()];
  const isPending = images.some(({ reading }) => reading === 'pending');
  const equalSomewhere = new Set(
    [...claimsByImage.values()].flat().filter(isPasted).filter(hasEqualDigest).map(sourceKey),
  );
  const finished = [...claimsByImage].filter(([{ reading }]) => reading === 'complete');
  const isOneOpen = finished.some(
    ([, claims]) => !claims.some(isEqual) || claims.some(isDifferent),
  );
  for (const [image, claims] of claimsByImage) {
    const isSpokenFor = claims.some((claim) => isEqual(claim) && (isOneOpen || isPasted(claim)));
    const countsAgainst = image.reading === 'complete' && !isPending && !isSpokenFor;
    const settled = claims.map((claim) =>
      isPasted(claim) && claim.outcome === 'different' && !equalSomewhere.has(sourceKey(claim))
        ? withApplies(claim, countsAgainst)
        : claim,
    );
    claimsByImage.set(image, settled);
  }
}

const isEqual = ({ applies, outcome }: AssessedClaim): boolean => applies && outcome === 'equal';

const isDifferent = ({ applies, outcome }: AssessedClaim): boolean =>
  applies && outcome === 'different';

const turned = new WeakMap<AssessedClaim, AssessedClaim>();

/** The claim with this answer; the very same object again for the very same claim. */
function withApplies(claim: AssessedClaim, applies: boolean): AssessedClaim {
  if (claim.applies === applies) return claim;
  const other = turned.get(claim) ?? { ...claim, applies };
  turned.set(claim, other);
  return other;
}

const isPasted = ({ relation }: AssessedClaim): boolean => relation === 'pasted';

const sourceKey = ({ source }: AssessedClaim): string =>
  source.kind === 'reference' ? `${source.referenceId}/${String(source.index)}` : source.entry.id;

/** What takes part in the verdict first; a difference before an equality. */
function inOrder(claims: readonly AssessedClaim[]): AssessedClaim[] {
  const rank = ({ applies, outcome, relation }: AssessedClaim): number => {
    if (applies) return outcome === 'different' ? 0 : 1;
    return relation === 'none' ? 3 : 2;
  };
  return [...claims].sort((a, b) => rank(a) - rank(b));
}
