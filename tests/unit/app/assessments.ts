/** Assessments by hand: what the words are made from, without the code that decides it. */
import type {
  CatalogueEntry,
  CatalogueInfo,
  Grade,
  GradedDigest,
} from '../../../src/core/catalogue/catalogue.ts';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { algorithmOf } from '../../../src/core/digest/algorithm.ts';
import type { Assessment, ClaimEvidence } from '../../../src/core/verdict/assess.ts';
import type { AssessedClaim } from '../../../src/core/verdict/claims.ts';
import type { Diagnosis } from '../../../src/core/verdict/diagnose.ts';
import type { Basis, VerdictKind } from '../../../src/core/verdict/judge.ts';
import type { VerdictFacts } from '../../../src/app/text/verdict.ts';

export const CATALOGUE: CatalogueInfo = { entries: 13_390, date: '2026-11-22', sha256: 'ab' };

export const SHA1 = '0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58';

export function entryOf(grade: Grade, algorithm: AlgorithmId, hex = SHA1): CatalogueEntry {
  const digest: GradedDigest = {
    algorithm,
    hex,
    grade,
    lists: grade === 'listed' ? 1 : 6,
    sources: [
      {
        id: 1,
        where: 'a dump',
        family: 'mvs',
        authority: 'publisher-copy',
        note: 'dump of the catalogue, taken 2023-03-21',
      },
    ],
  };
  return {
    id: 'windows-7',
    vendor: 'Microsoft',
    product: 'Windows 7',
    edition: 'Professional',
    servicePack: 'SP1',
    architecture: 'x86_64',
    language: 'de-DE',
    channel: 'Retail',
    fileName: 'win7.iso',
    aliases: ['X17-59186.iso'],
    digests: [digest],
    disputed: [],
  };
}

type ClaimParts = Partial<Omit<AssessedClaim, 'source'>> & { readonly algorithm?: AlgorithmId };

const claimOf = (
  source: AssessedClaim['source'],
  { algorithm = 'sha1', ...parts }: ClaimParts,
): AssessedClaim => {
  const outcome = parts.outcome ?? 'equal';
  return {
    source,
    authority: source.kind === 'catalogue' ? 'catalogue' : 'given',
    relation: 'none',
    outcome,
    digests: [{ outcome, stated: SHA1, algorithms: [algorithm] }],
    applies: true,
    ...parts,
  };
};

export const catalogueClaim = (entry: CatalogueEntry, parts: ClaimParts = {}): AssessedClaim =>
  claimOf({ kind: 'catalogue', entry }, parts);

export interface FromReference {
  readonly name?: string;
  readonly path?: string;
}

export const referenceClaim = (
  { name, path }: FromReference,
  parts: ClaimParts = {},
): AssessedClaim => {
  const claim = { digests: [], line: 12, ...(path !== undefined && { path }) };
  const reference = {
    name,
    format: 'gnu',
    claims: [claim],
    findings: [],
    isSigned: false,
  } as const;
  return claimOf({ kind: 'reference', referenceId: 'r1', reference, index: 0, claim }, parts);
};

function evidenceOf(claim: AssessedClaim): ClaimEvidence | undefined {
  const [digest] = claim.digests;
  const algorithm = digest?.algorithms[0];
  if (!digest || !algorithm || claim.outcome === 'not-compared') return undefined;
  const { strength } = algorithmOf(algorithm);
  return { authority: claim.authority, outcome: claim.outcome, strength, claim, digest };
}

export interface AssessmentParts {
  readonly kind: VerdictKind;
  readonly basis?: Basis;
  readonly deciding?: AssessedClaim;
  readonly claims?: readonly AssessedClaim[];
  readonly diagnoses?: readonly Diagnosis[];
  readonly catalogueConsulted?: boolean;
}

export function assessmentOf({ kind, basis, deciding, ...rest }: AssessmentParts): Assessment {
  const evidence = deciding && evidenceOf(deciding);
  return {
    verdict: { kind, ...(basis && { basis }), ...(evidence && { deciding: evidence }) },
    claims: rest.claims ?? (deciding ? [deciding] : []),
    diagnoses: rest.diagnoses ?? [],
    catalogueConsulted: rest.catalogueConsulted ?? true,
  };
}

export const factsOf = (job: Partial<VerdictFacts['job']> = {}): VerdictFacts => ({
  job: {
    ...{ name: 'win7.iso', size: 4096, state: 'done', bytesRead: 4096 },
    ...{ fault: undefined, sittings: 1 },
    ...job,
  },
  catalogue: CATALOGUE,
});

/** As it is read: without the invisible isolates round quoted names. */
export const plain = (sentence: string): string => sentence.replace(/[\u2068\u2069]/g, '');
