/** A diagnosis in words: the likely reason, and what to do. */
import { algorithmOf } from '../../core/digest/algorithm.ts';
import type { AssessedClaim } from '../../core/verdict/claims.ts';
import type { Diagnosis } from '../../core/verdict/diagnose.ts';
import { commonWords, productWords } from './product.ts';
import { text } from './text.ts';

export function describeDiagnosis(diagnosis: Diagnosis): string {
  const words = text.diagnosis;
  switch (diagnosis.code) {
    case 'truncated':
      return words.truncated[diagnosis.by](diagnosis);
    case 'oversize':
      return words.oversize[diagnosis.by](diagnosis);
    case 'not-an-image':
      return words.notAnImage[diagnosis.kind];
    case 'compressed-image':
      return words.compressedImage(text.facts.archive(diagnosis.kind));
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

type ReferenceFault = Extract<Diagnosis, { claim: AssessedClaim }>;

function describeReferenceFault(diagnosis: ReferenceFault): string {
  switch (diagnosis.code) {
    case 'reference-garbled':
    case 'reference-truncated':
      return describeNearMiss(diagnosis);
    case 'reference-contradicts-itself':
      return describeContradiction(diagnosis.claim);
    case 'reference-for-other-file':
      return describeForOther(diagnosis.claim);
  }
}

type NearMiss = Extract<Diagnosis, { code: 'reference-garbled' | 'reference-truncated' }>;

function describeNearMiss({ code, claim, algorithm, characters }: NearMiss): string {
  const sentences = code === 'reference-garbled' ? text.diagnosis.garbled : text.diagnosis.cutShort;
  const facts = { algorithm: algorithmOf(algorithm).name, characters };
  const name = referenceName(claim);
  return name === undefined ? sentences.pasted(facts) : sentences.file(facts, name);
}

function describeContradiction(claim: AssessedClaim): string {
  const { contradictsItself } = text.diagnosis;
  if (claim.source.kind === 'catalogue') {
    return contradictsItself.catalogue(claim.source.entry.fileName);
  }
  const name = referenceName(claim);
  return name === undefined ? contradictsItself.pasted : contradictsItself.file(name);
}

function describeForOther(claim: AssessedClaim): string {
  const { forOtherFile } = text.diagnosis;
  const name = referenceName(claim);
  if (name === undefined) return forOtherFile.pasted;
  const isBare = claim.source.kind === 'reference' && claim.source.claim.path === undefined;
  return isBare ? forOtherFile.bare(name) : forOtherFile.named(name);
}

const referenceName = ({ source }: AssessedClaim): string | undefined =>
  source.kind === 'reference' ? source.reference.name : undefined;
