/** Is the reference at fault? The classic mistakes with digests, each told from a difference. */
import type { AlgorithmId } from '../digest/algorithm.ts';
import { withoutCompression, compressedNames } from '../text/compressed-names.ts';
import { baseName, nameKey, type NameDifference } from '../text/names.ts';
import {
  contradictsItself,
  isOfReference,
  type AssessedClaim,
  type Image,
  type PageReference,
} from './claims.ts';
import type { KnownStart } from './known-start.ts';
import { claimsStating, findMarkedName, speaksOfName } from './reference-claims.ts';

/** Whose digest it is instead. */
export interface OtherFile {
  /**
   * `image`: the list that is about this image has the image's own digest, beside this name.
   * `digest`: a list has the digest that the claim states, beside this name. `compressed` and
   * `unpacked`: the reference speaks of that form of the image. `marked`: it names the image behind
   * what may be a mark of shasum.
   */
  readonly is: 'image' | 'digest' | 'compressed' | 'unpacked' | 'marked';
  /** As the list writes it. */
  readonly path: string;
  /** Name of the list; `undefined` for pasted text. */
  readonly list: string | undefined;
}

export type ReferenceDiagnosis =
  | {
      readonly code: 'reference-garbled' | 'reference-truncated';
      readonly claim: AssessedClaim;
      readonly algorithm: AlgorithmId;
      /** 0: a whole digest under the name of another algorithm. */
      readonly characters: number;
    }
  | { readonly code: 'reference-contradicts-itself'; readonly claim: AssessedClaim }
  | {
      readonly code: 'reference-for-other-file';
      readonly claim: AssessedClaim;
      readonly other?: OtherFile;
    }
  | {
      readonly code: 'reference-is-the-input';
      readonly claim: AssessedClaim;
      /** The reference file of which the claim has the digest. */
      readonly input: string;
    }
  | {
      readonly code: 'reference-name-differs';
      readonly claim: AssessedClaim;
      /** What was passed over when the name was taken for the image's; at least one. */
      readonly differences: readonly NameDifference[];
    };

export interface ReferenceInput {
  readonly image: Image;
  readonly claims: readonly AssessedClaim[];
  /** All of the page. */
  readonly references: readonly PageReference[];
  readonly starts: readonly KnownStart[];
}

export function diagnoseReferences(input: ReferenceInput): ReferenceDiagnosis[] {
  const { claims } = input;
  const nearMisses = claims.flatMap((claim): ReferenceDiagnosis[] => {
    const near = claim.digests.find((one) => one.near)?.near;
    return near ? [{ ...near, claim }] : [];
  });
  const contradictions = claims
    .filter(contradictsItself)
    .map((claim): ReferenceDiagnosis => ({ code: 'reference-contradicts-itself', claim }));
  const mistaken = findMistaken(input);
  const explained = [...contradictions, ...mistaken].map(({ claim }) => claim);
  return [
    ...nearMisses,
    ...contradictions,
    ...mistaken,
    ...findNamedOtherwise(claims.filter((claim) => !explained.includes(claim))),
    ...findForOtherFiles(input),
  ];
}

const countsAgainst = ({ source, outcome, applies }: AssessedClaim): boolean =>
  source.kind === 'reference' && outcome === 'different' && applies;

/** Digests that count against the image, and are those of something else on the page. */
function findMistaken({ claims, references }: ReferenceInput): ReferenceDiagnosis[] {
  return claims.filter(countsAgainst).flatMap((claim): ReferenceDiagnosis[] => {
    const input = findInput(claim, references);
    if (input !== undefined) return [{ code: 'reference-is-the-input', claim, input }];
    const other = findListedImage(claim, claims) ?? findListedDigest(claim, references);
    return other ? [{ code: 'reference-for-other-file', claim, other }] : [];
  });
}

/**
 * References that count against the image and have its name in no other spelling than a different
 * one: another file may be meant. One diagnosis each.
 */
function findNamedOtherwise(claims: readonly AssessedClaim[]): ReferenceDiagnosis[] {
  const counting = claims.filter(
    (claim) => countsAgainst(claim) && ['named', 'sidecar'].includes(claim.relation),
  );
  const exact = counting.filter(({ nameDifferences }) => !nameDifferences);
  const settled = new Set(exact.map(referenceIdOf));
  return counting.flatMap((claim): ReferenceDiagnosis[] => {
    const { nameDifferences: differences } = claim;
    const id = referenceIdOf(claim);
    if (!differences || settled.has(id)) return [];
    settled.add(id);
    return [{ code: 'reference-name-differs', claim, differences }];
  });
}

const referenceIdOf = ({ source }: AssessedClaim): string | undefined =>
  source.kind === 'reference' ? source.referenceId : undefined;

/** Somebody hashed the checksum file instead of the image. */
function findInput(
  { digests }: AssessedClaim,
  references: readonly PageReference[],
): string | undefined {
  return references
    .map(({ reference }) => reference)
    .find(({ ownDigests }) =>
      digests.some(
        ({ stated, algorithms, outcome }) =>
          outcome === 'different' && algorithms.some((id) => ownDigests?.[id] === stated),
      ),
    )?.name;
}

/** The list gives the image's digest to another name: one file was taken for the other. */
function findListedImage(
  { source }: AssessedClaim,
  claims: readonly AssessedClaim[],
): OtherFile | undefined {
  for (const { source: other, outcome } of claims) {
    if (source.kind !== 'reference' || other.kind !== 'reference') return undefined;
    const { path } = other.claim;
    const isSameList = other.referenceId === source.referenceId;
    if (isSameList && outcome === 'equal' && path !== undefined) {
      return { is: 'image', path, list: other.reference.name };
    }
  }
  return undefined;
}

/** The digest stands beside another name in a list of the page. */
function findListedDigest(
  { source, digests }: AssessedClaim,
  references: readonly PageReference[],
): OtherFile | undefined {
  const own = source.kind === 'reference' ? source.claim : undefined;
  for (const { reference } of references) {
    for (const { stated, outcome } of digests) {
      const stating = outcome === 'different' ? claimsStating(reference, stated) : [];
      const path = stating.find((one) => one !== own && isOther(one.path, own?.path))?.path;
      if (path !== undefined) return { is: 'digest', path, list: reference.name };
    }
  }
  return undefined;
}

const isOther = (path: string | undefined, own: string | undefined): boolean =>
  path !== undefined && (own === undefined || nameKey(path) !== nameKey(own));

/**
 * References of which no claim has anything to do with this image, nor with what it begins with:
 * one diagnosis each.
 */
function findForOtherFiles({ image, claims, starts }: ReferenceInput): ReferenceDiagnosis[] {
  const isOfStart = (id: string): boolean => starts.some(({ equals }) => isOfReference(equals, id));
  const byReference = new Map<string, AssessedClaim[]>();
  for (const claim of claims) {
    if (claim.source.kind !== 'reference' || isOfStart(claim.source.referenceId)) continue;
    // What a signature is over is said where it stands: mostly it is a list.
    if (claim.source.reference.format === 'signature') continue;
    if (isOwnCatalogue(claim)) continue;
    const { referenceId } = claim.source;
    const ofOne = byReference.get(referenceId);
    if (ofOne) ofOne.push(claim);
    else byReference.set(referenceId, [claim]);
  }
  return [...byReference.values()].flatMap((ofOne): ReferenceDiagnosis[] => {
    const [first] = ofOne;
    if (!first || contradictsItself(first) || !ofOne.every(isForOther)) return [];
    const other = findTwin(first, image);
    return [{ code: 'reference-for-other-file', claim: first, ...(other && { other }) }];
  });
}

/** One that was accepted lists all good images of a site, as the built-in one lists those of the world. */
const isOwnCatalogue = ({ source, authority }: AssessedClaim): boolean =>
  source.kind === 'reference' &&
  source.reference.format === 'site-catalogue' &&
  authority === 'own';

const isForOther = ({ relation, outcome, digests }: AssessedClaim): boolean =>
  relation === 'none' && outcome !== 'equal' && !digests.some(({ near }) => near);

/** The reference is about the image as it was before it was compressed, or after. */
function findTwin({ source }: AssessedClaim, { name }: Image): OtherFile | undefined {
  if (source.kind !== 'reference') return undefined;
  const { reference } = source;
  const list = reference.name;
  const image = baseName(name);
  const marked = findMarkedName(reference, image);
  if (marked !== undefined) return { is: 'marked', path: marked, list };
  const unpacked = withoutCompression(image);
  if (unpacked !== undefined && speaksOfName(reference, unpacked)) {
    return { is: 'unpacked', path: unpacked, list };
  }
  const path = compressedNames(image).find((one) => speaksOfName(reference, one));
  return path === undefined ? undefined : { is: 'compressed', path, list };
}
