/**
 * A verdict in words: for the card, the live region and the report alike. It chooses among the
 * sentences of the language; what the verdict is was decided in `core/verdict`.
 */
import type { CatalogueEntry, CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import { algorithmOf, type AlgorithmId } from '../../core/digest/algorithm.ts';
import { baseName, nameKey } from '../../core/text/names.ts';
import { vouchedBy } from '../../core/signature/trust.ts';
import type { Assessment, ClaimEvidence } from '../../core/verdict/assess.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import type { Diagnosis, DiagnosisCode } from '../../core/verdict/diagnose.ts';
import type { Basis, VerdictKind } from '../../core/verdict/judge.ts';
import type { JobView } from '../state/view.ts';
import { describeDiagnoses, describeDiagnosis } from './diagnosis.ts';
import { describeDisputes } from './dispute.ts';
import { collectedOn, copiedIn, findGraded } from './product.ts';
import { describeListSigning } from './list-signing.ts';
import { results } from './results.ts';
import { signerOf } from './signature.ts';

/** What the sentences need to know of the image. */
export interface VerdictFacts {
  readonly job: Pick<JobView, 'name' | 'size' | 'state' | 'bytesRead' | 'fault' | 'sittings'>;
  readonly catalogue: CatalogueInfo | undefined;
}

export interface VerdictText {
  /** "Verified" */
  readonly word: string;
  /** What the verdict says and proves, and what not. */
  readonly sentence: string;
  /** Why not to rely on it, whatever it is. */
  readonly warnings: readonly string[];
  /** The likely reasons, and what to do about each. */
  readonly reasons: readonly string[];
  /** What else to bear in mind or to do. */
  readonly care: readonly string[];
}

type Statement = Omit<VerdictText, 'reasons' | 'warnings'>;

const { words, care } = results.verdict;

/** Diagnoses that explain no verdict: they are told after the others. */
const ASIDES: readonly DiagnosisCode[] = [
  'reference-for-other-file',
  'list-disagrees',
  'differs-from-known',
];

/** Whose digest it is that differs is a reason, too. */
const isReason = (diagnosis: Diagnosis): boolean =>
  !ASIDES.includes(diagnosis.code) ||
  ('other' in diagnosis && ['image', 'digest'].includes(diagnosis.other.is));

/**
 * That a reference speaks of other files matters only where nothing speaks of this one; that it
 * differs from all that are known is then the verdict's own sentence.
 */
const isWorthSaying = ({ code }: Diagnosis, kind: VerdictKind): boolean =>
  kind === 'unlisted' ? code !== 'differs-from-known' : code !== 'reference-for-other-file';

export function describeVerdict(assessment: Assessment, facts: VerdictFacts): VerdictText {
  const { word, sentence, care: ownCare } = describeKind(assessment, facts);
  const { diagnoses, catalogueConsulted, verdict } = assessment;
  const { kind, deciding } = verdict;
  const signing = describeListSigning(deciding?.claim);
  // A job that failed early never got as far as the catalogue, which may be sound.
  const isConsultationMissed =
    !catalogueConsulted && (kind !== 'incomplete' || facts.catalogue === undefined);
  return {
    word,
    sentence,
    warnings: signing.warnings,
    reasons: diagnoses.filter(isReason).map(describeDiagnosis),
    care: [
      ...ownCare,
      ...signing.care,
      ...(deciding ? describeDisputes(deciding.claim, deciding.digest.algorithms) : []),
      ...describeDiagnoses(diagnoses.filter((one) => !isReason(one) && isWorthSaying(one, kind))),
      ...(facts.job.sittings > 1 ? [care.sittings(facts.job.sittings)] : []),
      ...(isConsultationMissed ? [care.catalogueNotConsulted] : []),
    ],
  };
}

function describeKind(assessment: Assessment, facts: VerdictFacts): Statement {
  const { kind, basis, deciding } = assessment.verdict;
  switch (kind) {
    case 'verified':
      return deciding && basis
        ? describeVerified(deciding, basis, facts)
        : describeUnlisted(assessment, facts);
    case 'matches':
      return deciding ? describeMatches(deciding, facts) : describeUnlisted(assessment, facts);
    case 'weak-match':
      return { word: words.weakMatch, sentence: weakSentence(deciding), care: [] };
    case 'mismatch':
      return describeMismatch(assessment);
    case 'unlisted':
      return describeUnlisted(assessment, facts);
    case 'incomplete':
      return describeIncomplete(facts);
  }
}

function describeVerified(
  evidence: ClaimEvidence,
  basis: Basis,
  { job, catalogue }: VerdictFacts,
): Statement {
  const sentence = verifiedSentence(evidence, basis, catalogue);
  return {
    word: words.verified,
    sentence,
    care: [...agedCare(evidence), ...nameCare(evidence, job.name), care.suitable],
  };
}

function verifiedSentence(
  { claim: { source, signing }, digest }: ClaimEvidence,
  basis: Basis,
  catalogue: CatalogueInfo | undefined,
): string {
  if (source.kind === 'catalogue') return catalogueSentence(source.entry, digest, basis, catalogue);
  const { verified } = results.verdict;
  const list = source.reference.name ?? results.references.pastedName;
  const signer = signing ? signerOf(signing.decisive) : results.signatures.signer.unnamed;
  return source.reference.format === 'signature'
    ? verified.signedItself(list, signer)
    : verified.signed(source.claim.path ?? list, list, signer);
}

function catalogueSentence(
  entry: CatalogueEntry,
  { stated, algorithms }: ClaimEvidence['digest'],
  basis: Basis,
  catalogue: CatalogueInfo | undefined,
): string {
  const { verified } = results.verdict;
  const known = knownFile(entry, algorithms);
  const graded = findGraded(entry, stated, algorithms);
  const date = collectedOn(graded, catalogue);
  switch (basis) {
    case 'signed': // a basis of signed lists, never of the catalogue
    case 'publisher-signed':
      return verified.publisherSigned(known, date);
    case 'publisher':
      return verified.publisher(known, date);
    case 'publisher-copy':
      return verified.publisherCopy(known, graded && copiedIn(graded));
    case 'corroborated':
      return verified.corroborated(known, graded?.lists ?? 0);
  }
}

const knownFile = (entry: CatalogueEntry, algorithms: readonly AlgorithmId[]) => ({
  fileName: entry.fileName,
  publisher: entry.vendor,
  algorithm: algorithmNames(algorithms),
});

const algorithmNames = (algorithms: readonly AlgorithmId[]): string =>
  algorithms.map((id) => algorithmOf(id).name).join(', ');

const agedCare = ({ strength }: ClaimEvidence): string[] =>
  strength === 'aged' ? [care.aged] : [];

/** A renamed copy is still the copy; both names are shown. */
function nameCare({ claim: { source, authority } }: ClaimEvidence, own: string): string[] {
  const names =
    source.kind === 'catalogue'
      ? [source.entry.fileName, ...source.entry.aliases]
      : [baseName(source.claim.path ?? own)];
  const [name = own] = names;
  if (names.some((one) => nameKey(one) === nameKey(own))) return [];
  return authority === 'signed' ? [care.otherSignedName(own, name)] : [care.otherName(own)];
}

function describeMatches(evidence: ClaimEvidence, { job }: VerdictFacts): Statement {
  const { matches } = results.verdict;
  const { source } = evidence.claim;
  const after = [...agedCare(evidence), ...nameCare(evidence, job.name)];
  if (source.kind === 'catalogue') {
    const { stated, algorithms } = evidence.digest;
    const lists = findGraded(source.entry, stated, algorithms)?.lists ?? 1;
    const sentence = matches.listed(knownFile(source.entry, algorithms), lists);
    return { word: words.matchesListed, sentence, care: after };
  }
  return { word: words.matches, sentence: matchSentence(evidence.claim, source, job), care: after };
}

function matchSentence(
  { authority, signing }: AssessedClaim,
  { reference, claim }: ReferenceSource,
  job: VerdictFacts['job'],
): string {
  const { matches } = results.verdict;
  const list = reference.name ?? results.references.pastedName;
  if (authority !== 'own') {
    return reference.name === undefined ? matches.pasted : matches.file(reference.name);
  }
  if (signing && vouchedBy(signing.decisive, claim.path) === 'own') {
    const key = signerOf(signing.decisive);
    return reference.format === 'signature'
      ? matches.ownSignedItself(list, key)
      : matches.ownSigned(claim.path ?? job.name, list, key);
  }
  return matches.ownCatalogue(claim.path ?? job.name, list);
}

type ReferenceSource = Extract<AssessedClaim['source'], { kind: 'reference' }>;

function weakSentence(evidence: ClaimEvidence | undefined): string {
  const { weak, errorDetecting } = results.verdict.weakMatch;
  const sentences = evidence?.strength === 'error-detecting' ? errorDetecting : weak;
  const source = evidence?.claim.source;
  if (source?.kind === 'catalogue') return sentences.catalogue(source.entry.fileName);
  const name = source?.reference.name;
  return name === undefined ? sentences.pasted : sentences.file(name);
}

function describeMismatch({ verdict, claims, diagnoses }: Assessment): Statement {
  const { mismatch } = results.verdict;
  const isContradicted = claims.some(({ applies, outcome }) => applies && outcome === 'equal');
  const why = diagnoses.some(isReason) ? mismatch.reasonBelow : mismatch.noReason;
  return {
    word: words.mismatch,
    sentence: `${mismatchSentence(verdict.deciding)} ${why}`,
    care: isContradicted ? [mismatch.contradicted] : [],
  };
}

function mismatchSentence(evidence: ClaimEvidence | undefined): string {
  const { mismatch } = results.verdict;
  if (evidence === undefined) return mismatch.pasted;
  const { source } = evidence.claim;
  return source.kind === 'catalogue'
    ? mismatch.catalogue(source.entry.fileName)
    : differsFrom(evidence.claim, source);
}

function differsFrom(
  { relation, signing }: AssessedClaim,
  { reference: { name, format }, claim: { path } }: ReferenceSource,
): string {
  const { mismatch } = results.verdict;
  if (name === undefined) return mismatch.pasted;
  if (format === 'signature' && signing) {
    return mismatch.signedItself(name, signerOf(signing.decisive));
  }
  return relation === 'pointed' && path !== undefined
    ? mismatch.fileAndPath(name, path)
    : mismatch.file(name);
}

/** Of a file that has a flaw, nobody may read that there is no bad news; nor that the flaw of a reference is its own. */
const FLAWS: readonly [DiagnosisCode, 'notWhole' | 'noImage' | 'flawedReference'][] = [
  ['truncated', 'notWhole'],
  ['not-an-image', 'noImage'],
  ['reference-garbled', 'flawedReference'],
  ['reference-truncated', 'flawedReference'],
];

function describeUnlisted(
  { claims, diagnoses }: Assessment,
  { catalogue }: VerdictFacts,
): Statement {
  const { unlisted } = results.verdict;
  const differs = diagnoses.find(({ code }) => code === 'differs-from-known');
  if (differs) return { word: words.unlisted, sentence: describeDiagnosis(differs), care: [] };
  if (diagnoses.some((one) => 'equals' in one)) {
    return { word: words.unlisted, sentence: unlisted.knownStart, care: [] };
  }
  const isPossiblyKnown = claims.length === 0 && diagnoses.length === 0;
  const flaw = FLAWS.find(([code]) => diagnoses.some((one) => one.code === code));
  return {
    word: words.unlisted,
    sentence: unlisted[flaw?.[1] ?? whatIsHere(claims)],
    care: isPossiblyKnown && catalogue ? [unlisted.notInCatalogue(catalogue.entries)] : [],
  };
}

function whatIsHere(claims: readonly AssessedClaim[]): 'nothing' | 'othersOnly' | 'notComparable' {
  if (claims.length === 0) return 'nothing';
  return claims.every(({ relation }) => relation === 'none') ? 'othersOnly' : 'notComparable';
}

function describeIncomplete({ job }: VerdictFacts): Statement {
  const { byFault, running } = results.verdict.incomplete;
  const portion = { read: job.bytesRead, size: job.size };
  const code = job.fault?.code ?? (job.state === 'cancelled' ? 'cancelled' : undefined);
  return {
    word: code === 'input.folder' ? words.unlisted : words.incomplete,
    sentence: code === undefined ? running(portion) : byFault[code](portion),
    care: [],
  };
}
