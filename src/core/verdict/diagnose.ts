/**
 * What is probably the reason. Labels, sizes and structure are hints: they make diagnoses, never a
 * `mismatch`. `zero-filled`, `damaged-region` and `changed-by-mounting` need readers that do not
 * exist yet and are never given.
 */
import type { CatalogueEntry } from '../catalogue/catalogue.ts';
import type { ContentKind } from '../image/opening.ts';
import type { LostContent, SizeWitness } from '../image/size.ts';
import { findKnownOthers, type KnownOthers } from './candidates.ts';
import { provesSameBytes, type AssessedClaim, type Image, type PageReference } from './claims.ts';
import { diagnoseReferences, type ReferenceDiagnosis } from './diagnose-references.ts';
import type { VerdictKind } from './judge.ts';
import { findKnownStarts, type KnownStart } from './known-start.ts';

export type Diagnosis =
  | {
      readonly code: 'truncated' | 'oversize';
      /** Bytes that the file should have, and who says so. */
      readonly expected: number;
      readonly size: number;
      readonly by: 'claim' | 'catalogue';
    }
  | {
      readonly code: 'truncated';
      readonly expected: number;
      readonly size: number;
      readonly by: 'volume';
      /** Which structure of the image says so. */
      readonly witness: SizeWitness;
      readonly lost: LostContent;
    }
  | {
      readonly code: 'oversize' | 'padded';
      readonly expected: number;
      readonly size: number;
      readonly by: 'volume';
      readonly witness: SizeWitness;
      /** Only some of the bytes behind the end were looked at. */
      readonly isSampled: boolean;
    }
  | {
      readonly code: 'oversize' | 'padded';
      /** Bytes of a known file, whole, with which this one begins. */
      readonly expected: number;
      readonly size: number;
      readonly by: 'prefix';
      /** What these bytes are equal to. */
      readonly equals: AssessedClaim;
      /** Only some of the bytes behind them were looked at. */
      readonly isSampled: boolean;
    }
  | { readonly code: 'not-an-image' | 'compressed-image'; readonly kind: ContentKind }
  | { readonly code: 'unpacked-image' }
  | { readonly code: 'other-known-image'; readonly entry: CatalogueEntry }
  | { readonly code: 'list-disagrees'; readonly entry: CatalogueEntry }
  | ({ readonly code: 'differs-from-known' } & KnownOthers)
  | ReferenceDiagnosis;

export type DiagnosisCode = Diagnosis['code'];

const NOT_AN_IMAGE: readonly ContentKind[] = [
  ...(['empty', 'zeros', 'text', 'html', 'checksum-file'] as const),
  ...(['raw-sectors', 'nrg', 'mdf', 'dmg', 'vhd', 'vhdx', 'qcow2'] as const),
];
const COMPRESSED: readonly ContentKind[] = ['gzip', 'xz', 'zstd', 'bzip2', 'zip', '7z'];

/**
 * In the order in which they should be read; no code twice for the same cause. `references`: all
 * of the page.
 */
export function diagnose(
  image: Image,
  claims: readonly AssessedClaim[],
  kind: VerdictKind,
  references: readonly PageReference[],
): Diagnosis[] {
  if (image.unpacked) return [{ code: 'unpacked-image' }];
  const starts = isSettled(kind) ? [] : findKnownStarts(image, claims);
  const [start] = starts;
  // An equal digest says more than any structure or stated size.
  const ofSize = start ? [diagnoseStart(image, start)] : diagnoseSize(image, claims, kind);
  return [
    ...diagnoseContent(image, kind),
    ...(image.reading === 'complete' ? diagnoseClaims(claims, kind) : []),
    ...ofSize,
    ...diagnoseIdentity(image, kind, ofSize),
    ...diagnoseReferences({ image, claims, references, starts }),
  ];
}

/** A signature says more than that a list has no such image; else only a known equal one does. */
function diagnoseIdentity(
  image: Image,
  kind: VerdictKind,
  ofSize: readonly Diagnosis[],
): Diagnosis[] {
  if (kind === 'verified' || ofSize.some((one) => explainsDifference(one, image))) return [];
  const others = findKnownOthers(image);
  return others === undefined ? [] : [{ code: 'differs-from-known', ...others }];
}

/**
 * An incomplete copy differs, and so does a known image with something behind it. Only where that
 * is said instead, and never on the word of a reference: a forger's own list must not hide it.
 */
function explainsDifference(diagnosis: Diagnosis, { facts }: Image): boolean {
  if (diagnosis.code === 'truncated') return facts?.sizes.conclusion.kind === 'truncated';
  return 'equals' in diagnosis && diagnosis.equals.source.kind === 'catalogue';
}

const isSettled = (kind: VerdictKind): boolean => kind === 'verified' || kind === 'matches';

/** An archive that a publisher listed is what it should be: said only while that is not known. */
function diagnoseContent({ facts, size }: Image, kind: VerdictKind): Diagnosis[] {
  if (size === 0) return [{ code: 'not-an-image', kind: 'empty' }];
  if (!facts || isSettled(kind)) return [];
  if (NOT_AN_IMAGE.includes(facts.kind)) return [{ code: 'not-an-image', kind: facts.kind }];
  if (COMPRESSED.includes(facts.kind)) return [{ code: 'compressed-image', kind: facts.kind }];
  return [];
}

function diagnoseClaims(claims: readonly AssessedClaim[], kind: VerdictKind): Diagnosis[] {
  const found: Diagnosis[] = [];
  for (const claim of claims) {
    const { source, authority, outcome, relation, applies } = claim;
    if (source.kind !== 'catalogue') continue;
    const { entry } = source;
    if (kind === 'mismatch' && isWholeOf(claim)) {
      found.push({ code: 'other-known-image', entry });
    }
    const isHeard = applies || relation === 'catalogue-name';
    if (authority === 'listed' && outcome === 'different' && isHeard) {
      found.push({ code: 'list-disagrees', entry });
    }
  }
  return found.filter((one, index) => found.findIndex((other) => sameEntry(one, other)) === index);
}

/** The file is that known image, so whatever its structures say of its size is right. */
const isWholeOf = (claim: AssessedClaim): boolean =>
  claim.source.kind === 'catalogue' && claim.outcome === 'equal' && provesSameBytes(claim);

const sameEntry = (a: Diagnosis, b: Diagnosis): boolean =>
  a.code === b.code && 'entry' in a && 'entry' in b && a.entry.id === b.entry.id;

/**
 * The best word on how long the file should be: its claims, then the catalogue, then the image
 * itself. That a file is longer by zeros alone is said in any case: it says what to do.
 */
function diagnoseSize(
  image: Image,
  claims: readonly AssessedClaim[],
  kind: VerdictKind,
): Diagnosis[] {
  const { size } = image;
  if (isSettled(kind) || size === 0) return [];
  const stated = kind === 'mismatch' ? findStatedSize(claims) : findSizeAlone(claims);
  const own = diagnoseOwnSize(image, claims);
  if (!stated || stated.expected === size) return own;
  if (own[0]?.code === 'padded' && own[0].expected === stated.expected) return own;
  return [{ code: size < stated.expected ? 'truncated' : 'oversize', size, ...stated }];
}

/** Behind the end that the image claims were only zeros: so they are behind a file that ends there or later. */
function diagnoseStart({ facts, size }: Image, { bytes: expected, equals }: KnownStart): Diagnosis {
  const { conclusion } = facts?.sizes ?? {};
  const isPadded = conclusion?.kind === 'padded' && conclusion.expected <= expected;
  const isSampled = isPadded && conclusion.isSampled;
  return {
    code: isPadded ? 'padded' : 'oversize',
    expected,
    size,
    by: 'prefix',
    equals,
    isSampled,
  };
}

/** What the image's own structures say. */
function diagnoseOwnSize(
  { facts, size }: Image,
  claims: readonly AssessedClaim[],
): (Diagnosis & { readonly expected: number })[] {
  if (claims.some(isWholeOf)) return [];
  const { conclusion } = facts?.sizes ?? {};
  switch (conclusion?.kind) {
    case 'truncated': {
      const { by: witness, expected, lost } = conclusion;
      return [{ code: 'truncated', expected, size, by: 'volume', witness, lost }];
    }
    case 'padded':
    case 'oversize': {
      const { kind: code, by: witness, expected, isSampled } = conclusion;
      return [{ code, expected, size, by: 'volume', witness, isSampled }];
    }
    case 'unknown':
    case 'whole':
    case undefined:
      return [];
  }
}

/** What has no digest of the whole file, as a torrent, may still say how long it is. */
function findSizeAlone(
  claims: readonly AssessedClaim[],
): { expected: number; by: 'claim' } | undefined {
  for (const { source, relation } of claims) {
    if (source.kind !== 'reference' || (relation !== 'named' && relation !== 'pointed')) continue;
    const { digests, size: expected } = source.claim;
    if (digests.length === 0 && expected !== undefined) return { expected, by: 'claim' };
  }
  return undefined;
}

function findStatedSize(
  claims: readonly AssessedClaim[],
): { expected: number; by: 'claim' | 'catalogue' } | undefined {
  for (const { source, outcome, applies } of claims) {
    if (!applies || outcome !== 'different') continue;
    const expected = source.kind === 'reference' ? source.claim.size : source.entry.size;
    if (expected === undefined) continue;
    return { expected, by: source.kind === 'reference' ? 'claim' : 'catalogue' };
  }
  return undefined;
}
