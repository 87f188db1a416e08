/**
 * Which claims speak of an image, and how they compare. An equal digest applies whatever the names
 * say. A different one counts against an image only when its claim is about that image: it names
 * the file, is its sidecar, was pasted for it, or the user pointed it there.
 */
import type { CatalogueEntry, CatalogueMatches, Grade } from '../catalogue/catalogue.ts';
import { algorithmOf, type AlgorithmId, type Digests } from '../digest/algorithm.ts';
import type { PrefixDigests } from '../digest/checkpoint.ts';
import type { ImageFacts } from '../inspection/image-facts.ts';
import type { Claim, Reference } from '../reference/reference.ts';
import type { CheckedSignature, ImageSignaturePlan } from '../signature/signature.ts';
import type { Signing } from '../signature/trust.ts';
import type { NameDifference } from '../text/names.ts';
import type { Comparison } from './compare.ts';
import type { Authority } from './judge.ts';

/** One image as the verdict sees it: values only. */
export interface Image {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * `pending`: queued, or being read. `complete`: every byte was read and the file did not
   * change. `incomplete`: failed or cancelled.
   */
  readonly reading: 'pending' | 'complete' | 'incomplete';
  /** All from one complete read; empty until then. */
  readonly digests: Digests;
  readonly facts?: Pick<ImageFacts, 'kind' | 'sizes' | 'identity'>;
  /** `undefined` when the catalogue was not consulted. */
  readonly matches?: CatalogueMatches;
  /** Of the file's first bytes, as far as that was planned; from the same read as `digests`. */
  readonly prefixes?: readonly KnownPrefix[];
  /** Of signatures over the image itself, those that were checked; over the bytes of `digests`. */
  readonly signatures?: readonly ImageSignature[];
  /** Set when a folder was dropped that had been unpacked from an image. */
  readonly unpacked?: true;
}

/** A file of signatures, checked against one image. */
export interface ImageSignature {
  readonly referenceId: string;
  readonly checks: readonly CheckedSignature[];
}

/** The first bytes of an image, and what the catalogue has for their digests. */
export interface KnownPrefix extends PrefixDigests {
  /** Entries with a digest equal to one of these. */
  readonly entries: readonly CatalogueEntry[];
}

/** A reference on the page. */
export interface PageReference {
  readonly id: string;
  readonly reference: Reference;
  /** Absent before its signature was checked, and where it has none. */
  readonly signing?: Signing;
  /** Of a file of signatures: what has to be computed over an image to check them. */
  readonly plans?: readonly ImageSignaturePlan[];
  /** Of a site catalogue: the person has said that it vouches for images. */
  readonly accepted?: true;
}

/** The user said: this claim is about that image. */
export interface Pointing {
  readonly referenceId: string;
  /** Index into `reference.claims`. */
  readonly claim: number;
  readonly imageId: string;
}

/**
 * Why a claim is about an image. `none`: it names something else, or nothing. `alternative`: it
 * names the file under another path, and the claim for one of the paths is equal.
 * `catalogue-alias`: the entry has this name among others, or several entries have it.
 */
export type Relation =
  | 'named'
  | 'sidecar'
  | 'pasted'
  | 'pointed'
  | 'alternative'
  | 'catalogue-name'
  | 'catalogue-alias'
  | 'none';

export type ClaimSource =
  | {
      readonly kind: 'reference';
      readonly referenceId: string;
      readonly reference: Reference;
      readonly index: number;
      readonly claim: Claim;
    }
  | { readonly kind: 'catalogue'; readonly entry: CatalogueEntry };

export interface ComparedDigest extends Comparison {
  /** For catalogue claims: the grade of this digest. */
  readonly grade?: Grade;
}

/** Some source gave another value for an entry's file than the entry has. */
export interface Dispute {
  readonly algorithm: AlgorithmId;
  /** That other value is the image's own. */
  readonly isImages: boolean;
}

/** A claim beside one image. */
export interface AssessedClaim {
  readonly source: ClaimSource;
  readonly authority: Authority;
  readonly relation: Relation;
  /** Of a reference: how the name that it is about is written otherwise than the image's. */
  readonly nameDifferences?: readonly NameDifference[];
  /** It names the image behind what may be a mark of shasum: no difference of it ever counts. */
  readonly mayBeOfOtherBytes?: true;
  /** The whole claim: one difference makes it `different`, whatever else is equal. */
  readonly outcome: 'equal' | 'different' | 'not-compared';
  readonly digests: readonly ComparedDigest[];
  /** Of an entry on which the sources do not agree. It changes no outcome, and has to be said. */
  readonly disputes?: readonly Dispute[];
  /** What the signatures over it come to. */
  readonly signing?: Signing;
  /** A different or equal claim that takes part in the verdict. */
  readonly applies: boolean;
}

/** One difference makes the claim different; otherwise one equality makes it equal. */
export function outcomeOf(digests: readonly Comparison[]): AssessedClaim['outcome'] {
  if (digests.some(({ outcome }) => outcome === 'different')) return 'different';
  return digests.some(({ outcome }) => outcome === 'equal') ? 'equal' : 'not-compared';
}

export const hasEqualDigest = ({ digests }: AssessedClaim): boolean =>
  digests.some(({ outcome }) => outcome === 'equal');

/** Is a digest equal that no accident and no stranger could make so? */
export const provesSameBytes = ({ digests }: AssessedClaim): boolean =>
  digests.some(({ outcome, algorithms: [algorithm] }) => {
    const strength = algorithm && algorithmOf(algorithm).strength;
    return outcome === 'equal' && (strength === 'strong' || strength === 'aged');
  });

/** Is the claim about this image, equal to it, or pasted for any image and compared with this one? */
export function concernsImage(claim: AssessedClaim): boolean {
  if (claim.relation === 'none') return hasEqualDigest(claim);
  if (claim.relation !== 'pasted') return true;
  return claim.digests.some(({ outcome }) => outcome !== 'not-compared');
}

export const isOfReference = ({ source }: AssessedClaim, referenceId: string): boolean =>
  source.kind === 'reference' && source.referenceId === referenceId;

export const contradictsItself = (claim: AssessedClaim): boolean =>
  claim.outcome === 'different' && hasEqualDigest(claim);
