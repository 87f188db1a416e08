/** A diagnosis in words: the likely reason, and what to do. */
import { algorithmOf } from '../../core/digest/algorithm.ts';
import type { ContentKind } from '../../core/image/opening.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import type { Diagnosis } from '../../core/verdict/diagnose.ts';
import { commonWords, productWords } from './product.ts';
import { results } from './results.ts';

export function describeDiagnosis(diagnosis: Diagnosis): string {
  const words = results.diagnosis;
  if ('equals' in diagnosis) return describeKnownStart(diagnosis);
  switch (diagnosis.code) {
    case 'truncated':
      return diagnosis.by === 'volume'
        ? words.truncated.volume(diagnosis, diagnosis.witness, diagnosis.lost)
        : words.truncated[diagnosis.by](diagnosis);
    case 'oversize':
      return diagnosis.by === 'volume'
        ? words.oversize.volume(diagnosis, diagnosis.witness)
        : words.oversize[diagnosis.by](diagnosis);
    case 'padded':
      return words.padded(diagnosis, diagnosis.witness, diagnosis.isSampled);
    case 'not-an-image':
      return notAnImageWords(diagnosis.kind);
    case 'compressed-image':
      return words.compressedImage(results.facts.archive(diagnosis.kind));
    case 'unpacked-image':
      return words.unpackedImage;
    case 'other-known-image':
      return words.otherKnownImage(diagnosis.entry.fileName, productWords(diagnosis.entry));
    case 'list-disagrees':
      return words.listDisagrees(diagnosis.entry.fileName);
    case 'differs-from-known':
      return words.differsFromKnown(commonWords(diagnosis.entries), diagnosis.entries.length);
    default:
      return describeReferenceFault(diagnosis);
  }
}

/** Of references that speak of other files, those that call for the same words share a sentence. */
export function describeDiagnoses(diagnoses: readonly Diagnosis[]): readonly string[] {
  const { forOtherFile } = results.diagnosis;
  const named: string[] = [];
  const bare: string[] = [];
  const apart: string[] = [];
  for (const one of diagnoses) {
    const name = one.code === 'reference-for-other-file' ? referenceName(one.claim) : undefined;
    if (one.code !== 'reference-for-other-file' || one.other || name === undefined) {
      apart.push(describeDiagnosis(one));
    } else (isBare(one.claim) ? bare : named).push(name);
  }
  return [
    ...(named.length > 0 ? [forOtherFile.named(named)] : []),
    ...(bare.length > 0 ? [forOtherFile.bare(bare)] : []),
    ...apart,
  ];
}

const isBare = ({ source }: AssessedClaim): boolean =>
  source.kind === 'reference' && source.claim.path === undefined;

type FoundStart = Extract<Diagnosis, { by: 'prefix' }>;

function describeKnownStart(diagnosis: FoundStart): string {
  const { sentence, behind, listed } = results.diagnosis.knownStart;
  const zeros = diagnosis.isSampled ? behind.sampledZeros : behind.zeros;
  const tail = (diagnosis.code === 'padded' ? zeros : behind.other)(diagnosis);
  const said = sentence(diagnosis, startName(diagnosis.equals), tail);
  return diagnosis.equals.authority === 'listed' ? `${said} ${listed}` : said;
}

function startName({ source }: AssessedClaim): string {
  const { names } = results.diagnosis.knownStart;
  if (source.kind === 'catalogue') {
    return names.catalogue(source.entry.fileName, productWords(source.entry));
  }
  const { reference, claim } = source;
  if (reference.name === undefined) {
    return claim.path === undefined ? names.pasted : names.pastedNamed(claim.path);
  }
  return claim.path === undefined
    ? names.file(reference.name)
    : names.named(claim.path, reference.name);
}

function notAnImageWords(kind: ContentKind): string {
  const words: Partial<Record<ContentKind | 'other', string>> = results.diagnosis.notAnImage;
  return words[kind] ?? results.diagnosis.notAnImage.other;
}

type ReferenceFault = Extract<Diagnosis, { claim: AssessedClaim }>;

function describeReferenceFault(diagnosis: ReferenceFault): string {
  switch (diagnosis.code) {
    case 'reference-garbled':
    case 'reference-truncated':
      return describeNearMiss(diagnosis);
    case 'reference-contradicts-itself':
      return describeContradiction(diagnosis.claim);
    case 'reference-for-other-file':
      return describeForOther(diagnosis);
    case 'reference-is-the-input':
      return describeInput(diagnosis);
    case 'reference-name-differs':
      return describeNaming(diagnosis);
  }
}

type NearMiss = Extract<Diagnosis, { code: 'reference-garbled' | 'reference-truncated' }>;

function describeNearMiss({ code, claim, algorithm, characters }: NearMiss): string {
  const sentences =
    code === 'reference-garbled' ? results.diagnosis.garbled : results.diagnosis.cutShort;
  const facts = { algorithm: algorithmOf(algorithm).name, characters };
  const name = referenceName(claim);
  if (characters === 0) {
    const { mislabelled } = results.diagnosis;
    return name === undefined ? mislabelled.pasted(facts) : mislabelled.file(facts, name);
  }
  return name === undefined ? sentences.pasted(facts) : sentences.file(facts, name);
}

function describeContradiction(claim: AssessedClaim): string {
  const { contradictsItself } = results.diagnosis;
  if (claim.source.kind === 'catalogue') {
    return contradictsItself.catalogue(claim.source.entry.fileName);
  }
  const name = referenceName(claim);
  return name === undefined ? contradictsItself.pasted : contradictsItself.file(name);
}

function describeInput({ claim, input }: ReferenceFault & { input: string }): string {
  const { isTheInput } = results.diagnosis;
  const name = referenceName(claim);
  return name === undefined ? isTheInput.pasted(input) : isTheInput.file(name, input);
}

type Naming = Extract<Diagnosis, { code: 'reference-name-differs' }>;

function describeNaming({ claim, differences }: Naming): string {
  const { namedOtherwise } = results.diagnosis;
  const path = claim.source.kind === 'reference' ? claim.source.claim.path : undefined;
  const name = referenceName(claim);
  if (path === undefined) return namedOtherwise.sidecar(name ?? '', differences);
  return name === undefined
    ? namedOtherwise.pasted(path, differences)
    : namedOtherwise.file(path, differences, name);
}

type ForOther = Extract<Diagnosis, { code: 'reference-for-other-file' }>;

function describeForOther({ claim, other }: ForOther): string {
  const { forOtherFile, otherFile } = results.diagnosis;
  if (other) {
    const list = other.list ?? results.references.pastedName;
    return otherFile[other.is](list, other.path);
  }
  const name = referenceName(claim);
  if (name === undefined) return forOtherFile.pasted;
  return isBare(claim) ? forOtherFile.bare([name]) : forOtherFile.named([name]);
}

const referenceName = ({ source }: AssessedClaim): string | undefined =>
  source.kind === 'reference' ? source.reference.name : undefined;
