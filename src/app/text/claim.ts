/** One claim beside one image, in words. */
import type { CatalogueInfo, GradedDigest } from '../../core/catalogue/catalogue.ts';
import { algorithmOf, type AlgorithmId } from '../../core/digest/algorithm.ts';
import { vouchedBy } from '../../core/signature/trust.ts';
import type { AssessedClaim, ComparedDigest } from '../../core/verdict/claims.ts';
import type { ListedAs } from '../../core/reference/reference.ts';
import { collectedOn, copiedIn, findGraded } from './product.ts';
import { results } from './results.ts';
import { signerOf } from './signature.ts';

export interface ComparedText {
  /** "SHA-256", or how many more it may belong to. */
  readonly algorithms: string;
  /** Where it is another than the claim's, and the claim takes part. */
  readonly outcomeWord: string | undefined;
  /** The stated value, and the computed one where that is another. */
  readonly inFull: readonly { readonly label: string; readonly hex: string }[];
  readonly sources: readonly string[];
}

export interface ClaimText {
  /** The same for the same claim, whatever its place among the others. */
  readonly key: string;
  readonly title: string;
  readonly outcome: AssessedClaim['outcome'];
  readonly outcomeWord: string;
  /** Why it speaks of this image or not, and whose word it is. */
  readonly remarks: readonly string[];
  /** It is about this image, or equal to it. */
  readonly isRelated: boolean;
  /** It is about another image, and stands in a list of good ones that nobody brought for this one. */
  readonly isElsewhere: boolean;
  /** It takes part in the verdict. */
  readonly applies: boolean;
  readonly compared: readonly ComparedText[];
  /** The reference's claim that the user may say is about this image. */
  readonly offer: { readonly referenceId: string; readonly index: number } | undefined;
  readonly attributes: Readonly<Record<`data-${string}`, string | undefined>>;
}

export function describeClaim(claim: AssessedClaim, context: ClaimContext): ClaimText {
  const { source, authority, outcome } = claim;
  const isOther = source.kind === 'reference' && isForOther(claim);
  return {
    key: keyOf(claim),
    title: titleOf(claim),
    outcome,
    outcomeWord: results.claims.outcome[outcome],
    remarks: [
      ...damageOf(claim),
      ...listedAsOf(claim),
      ...relationOf(claim),
      ...(isOther ? [] : [authorityWords(claim, context.catalogue)]),
      ...disputeOf(claim),
    ],
    isRelated: !isOther,
    isElsewhere: isElsewhere(claim),
    applies: claim.applies,
    compared: claim.digests.map((digest) => describeDigest(claim, digest, context)),
    offer: offerOf(claim),
    attributes: {
      'data-authority': authority,
      'data-outcome': outcome,
      'data-reference': source.kind === 'reference' ? (source.reference.name ?? '') : undefined,
      'data-name': source.kind === 'reference' ? (source.claim.path ?? '') : source.entry.fileName,
      'data-entry': source.kind === 'catalogue' ? source.entry.id : undefined,
    },
  };
}

const isForOther = ({ relation, applies }: AssessedClaim): boolean =>
  relation === 'none' && !applies;

function offerOf(claim: AssessedClaim): ClaimText['offer'] {
  const { source, mayBeOfOtherBytes } = claim;
  if (source.kind !== 'reference' || !isForOther(claim)) return undefined;
  if (mayBeOfOtherBytes || isDamaged(claim)) return undefined;
  return { referenceId: source.referenceId, index: source.index };
}

/** Whatever it is said to be about, it is not compared. */
const isDamaged = ({ digests }: AssessedClaim): boolean =>
  digests.length > 0 && digests.every(({ near }) => near);

const isElsewhere = (claim: AssessedClaim): boolean =>
  claim.source.kind === 'reference' && claim.authority === 'own' && isForOther(claim);

export interface ClaimContext {
  readonly catalogue: CatalogueInfo | undefined;
  readonly digests: Readonly<Partial<Record<AlgorithmId, string>>>;
}

const keyOf = ({ source, authority }: AssessedClaim): string =>
  source.kind === 'reference'
    ? `reference ${source.referenceId} ${String(source.index)}`
    : `${authority} ${source.entry.id}`;

function titleOf({ source }: AssessedClaim): string {
  const { catalogueTitle, referenceTitle } = results.claims;
  if (source.kind === 'catalogue') return catalogueTitle(source.entry.fileName);
  const { name, format } = source.reference;
  const { path, line } = source.claim;
  if (name !== undefined && format === 'signature') return referenceTitle.signature(name);
  if (name === undefined) {
    return path === undefined ? referenceTitle.pasted : referenceTitle.pastedPath(path);
  }
  return path === undefined
    ? referenceTitle.file(name, line)
    : referenceTitle.filePath(name, line, path);
}

/** What the list calls the file, beside its name. */
function listedAsOf({ source }: AssessedClaim): string[] {
  const { listedTitle, listedAsset } = results.claims;
  const { title, asset }: ListedAs =
    source.kind === 'catalogue' ? source.entry : (source.claim.listedAs ?? {});
  return [
    ...(title === undefined ? [] : [listedTitle(title)]),
    ...(asset === undefined ? [] : [listedAsset(asset)]),
  ];
}

const decisiveOf = ({ digests, outcome }: AssessedClaim): ComparedDigest | undefined =>
  digests.find((one) => one.outcome === outcome) ?? digests[0];

/** The grade of the digest that made the outcome, in words; or whose word the claim is. */
function authorityWords(claim: AssessedClaim, catalogue: CatalogueInfo | undefined): string {
  const { source, authority, signing } = claim;
  if (source.kind === 'reference') {
    const signer = signing && vouchedBy(signing.decisive, source.claim.path);
    return signing && signer !== undefined && signer === authority
      ? results.claims.signedBy[signer](signerOf(signing.decisive))
      : results.claims.authority[authority];
  }
  const decisive = decisiveOf(claim);
  const graded = decisive && findGraded(source.entry, decisive.stated, decisive.algorithms);
  if (!graded) return results.claims.authority[authority];
  return results.claims.provenance[graded.grade]({
    publisher: source.entry.vendor,
    copiedIn: copiedIn(graded),
    collectedOn: collectedOn(graded, catalogue),
    lists: graded.lists,
  });
}

function relationOf(claim: AssessedClaim): string[] {
  const { relation, applies, digests } = claim;
  const words = results.claims;
  const isAside = !applies && digests.some((one) => one.outcome === 'different');
  if (relation === 'pasted' && isAside) return [words.pastedAside];
  return relation === 'none' ? unrelated(claim) : [words.relation[relation], ...namingOf(claim)];
}

function unrelated({ source, outcome, nameDifferences = [] }: AssessedClaim): string[] {
  const words = results.claims;
  if (source.kind === 'catalogue') return [];
  if (outcome === 'equal' && source.claim.path !== undefined) return [words.equalUnderOtherName];
  if (nameDifferences.includes('copy')) return [words.likeCopy];
  return [source.claim.path === undefined ? words.unnamed : words.relation.none];
}

/** Why it is about this file although it writes the name otherwise. */
function namingOf({ relation, nameDifferences }: AssessedClaim): string[] {
  const isByName = relation === 'named' || relation === 'alternative' || relation === 'sidecar';
  return isByName && nameDifferences ? [results.claims.writtenOtherwise(nameDifferences)] : [];
}

const disputeOf = ({ disputes = [] }: AssessedClaim): string[] =>
  disputes.length === 0
    ? []
    : [results.claims.disputed(namesOf(disputes.map(({ algorithm }) => algorithm)))];

function damageOf({ digests }: AssessedClaim): string[] {
  const near = digests.find((one) => one.near)?.near;
  if (!near) return [];
  return [near.characters === 0 ? results.claims.mislabelled : results.claims.damaged];
}

function describeDigest(
  claim: AssessedClaim,
  { algorithms, outcome, stated, near }: ComparedDigest,
  { digests }: ClaimContext,
): ComparedText {
  const words = results.claims.inFull;
  const { source } = claim;
  const graded =
    source.kind === 'catalogue' ? findGraded(source.entry, stated, algorithms) : undefined;
  const compared = near ? [near.algorithm] : algorithms;
  const names = namesOf(compared);
  const others = compared.flatMap((id) => {
    const hex = digests[id];
    return hex === undefined || hex === stated
      ? []
      : [{ label: words.computed(namesOf([id])), hex }];
  });
  const label = outcome === 'equal' ? words.equal(names) : words.stated(names);
  const isComputed = compared.some((id) => digests[id] !== undefined);
  const statedRow = { label: isComputed ? label : words.notComputed(names), hex: stated };
  return {
    algorithms: shortNamesOf(compared),
    outcomeWord:
      outcome === claim.outcome || isForOther(claim) ? undefined : results.claims.outcome[outcome],
    // A signature over the image states no digest.
    inFull: stated === '' ? others : [statedRow, ...others],
    sources: graded ? sourceWords(graded) : [],
  };
}

const namesOf = (algorithms: readonly AlgorithmId[]): string =>
  algorithms.map((id) => algorithmOf(id).name).join(', ');

/** More would not stand beside the words. */
const MAX_BESIDE = 2;

function shortNamesOf(algorithms: readonly AlgorithmId[]): string {
  const [first] = algorithms;
  return first === undefined || algorithms.length <= MAX_BESIDE
    ? namesOf(algorithms)
    : results.claims.orOthers(algorithmOf(first).name, algorithms.length - 1);
}

const sourceWords = ({ sources }: GradedDigest): string[] => sources.map(({ where }) => where);
