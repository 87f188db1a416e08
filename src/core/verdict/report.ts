/**
 * The record of a page, `touchstone.report/1` (schema: public/schema/touchstone.report-1.json).
 * Keys are written in a fixed order. It says what was computed and compared, never that anything
 * complies; it holds no file content.
 */
import type { ReadingWay } from '../bytes/reading-way.ts';
import type { CatalogueEntry, CatalogueInfo, GradedDigest } from '../catalogue/catalogue.ts';
import { algorithmOf, ALGORITHMS, type AlgorithmId, type Digests } from '../digest/algorithm.ts';
import type { WireFault } from '../fault.ts';
import type { Finding } from '../finding.ts';
import type { ImageFacts } from '../inspection/image-facts.ts';
import type { Reference } from '../reference/reference.ts';
import type { CheckedSignature, KeyRecord } from '../signature/signature.ts';
import type { SignatureState } from '../signature/trust.ts';
import type { Assessment } from './assess.ts';
import type { AssessedClaim } from './claims.ts';
import type { Diagnosis } from './diagnose.ts';
import { reportIdentity } from './report-identity.ts';

export const REPORT_SCHEMA = 'touchstone.report/1';

export interface ReportTool {
  readonly name: string;
  readonly version: string;
  readonly commit: string;
  readonly edition: 'hosted' | 'portable';
  /** Whose edition it is, if not everyone's: it may have images and keys of its own. */
  readonly own?: { readonly name: string; readonly contact: string };
  readonly selfTest: 'passed' | 'failed' | 'not-finished';
}

/** A moment, as an instant and as the wall clock of the machine showed it. */
export interface Moment {
  readonly utc: string;
  readonly local: string;
}

export interface ReportAttempt {
  readonly reason: string;
  readonly outcome: string;
  readonly startedAt: Moment;
  readonly finishedAt: Moment;
  readonly bytesRead: number;
  readonly sittings: number;
  readonly digests: Digests;
  readonly fault?: WireFault;
}

export interface ReportImageInput {
  readonly name: string;
  readonly size: number;
  readonly lastModified: Moment | undefined;
  readonly state: string;
  readonly bytesRead: number;
  readonly startedAt: Moment | undefined;
  readonly finishedAt: Moment | undefined;
  /** When the row was taken off the page; it stays in the report all the same. */
  readonly removedAt: Moment | undefined;
  /** How many times reading was taken up; 0 before it began. */
  readonly sittings: number;
  /** How the last complete reading was made. */
  readonly reading: { readonly way: ReadingWay; readonly stages: number } | undefined;
  /** What could not be known here, by code. */
  readonly notChecked: readonly string[];
  readonly digests: Digests;
  readonly facts: ImageFacts | undefined;
  readonly assessment: Assessment;
  /** The words shown with the verdict. */
  readonly sentence: string;
  readonly attempts: readonly ReportAttempt[];
}

export interface ReportReferenceInput extends Pick<Reference, 'name' | 'format'> {
  readonly signature: SignatureState;
  /** The signatures that decide: of the list, or of each image that they are over. */
  readonly signatures: readonly CheckedSignature[];
  /** How many. */
  readonly claims: number;
  /** Of the file itself; `undefined` for pasted text. */
  readonly sha256: string | undefined;
  readonly findings: readonly Finding[];
  /** When it was taken off the page; it stays in the report all the same. */
  readonly removedAt: Moment | undefined;
}

export interface ReportInput {
  readonly tool: ReportTool;
  readonly createdAt: Moment;
  readonly environment: {
    readonly userAgent: string;
    readonly cores: number;
    /** How files are read here; `null` before that was found out. */
    readonly reading: ReadingWay | null;
  };
  readonly catalogue: CatalogueInfo | undefined;
  /** Made by `reportReference`, removed ones among them. */
  readonly references: readonly unknown[];
  /** Made by `reportImport`. */
  readonly imports: readonly unknown[];
  /** Made by `reportImage`, those of removed rows among them. */
  readonly images: readonly unknown[];
}

export function buildReport(input: ReportInput): unknown {
  const { catalogue } = input;
  return {
    schema: REPORT_SCHEMA,
    tool: input.tool,
    createdAt: input.createdAt,
    clock: 'not verified',
    environment: input.environment,
    catalogue: catalogue
      ? { entries: catalogue.entries, date: catalogue.date, sha256: catalogue.sha256 }
      : null,
    references: input.references,
    imports: input.imports,
    images: input.images,
  };
}

/** One reference's part of the report. */
export function reportReference(reference: ReportReferenceInput): unknown {
  return {
    name: reference.name ?? null,
    format: reference.format,
    sha256: reference.sha256 ?? null,
    claims: reference.claims,
    signature: reference.signature,
    signatures: reference.signatures.map(reportSignature),
    removedAt: reference.removedAt ?? null,
    findings: reference.findings.map(reportFinding),
  };
}

export function reportSignature({ key, ...signature }: CheckedSignature): unknown {
  return {
    kind: signature.kind,
    outcome: signature.outcome,
    signedAt: signature.signedAt ?? null,
    issuer: signature.issuer ?? null,
    ...reportKey(key),
    weaknesses: signature.weaknesses,
    reason: signature.reason ?? null,
    trustedComment: signature.trustedComment ?? null,
  };
}

const reportKey = (key: KeyRecord | undefined) => ({
  fingerprint: key?.fingerprint ?? null,
  names: key?.names ?? [],
  trust: key?.trust ?? null,
  project: key?.scope?.project ?? null,
});

/** One image's part of the report, as it stands now. */
export function reportImage(image: ReportImageInput): unknown {
  const { assessment, facts } = image;
  return {
    name: image.name,
    size: image.size,
    lastModified: image.lastModified ?? null,
    state: image.state,
    bytesRead: image.bytesRead,
    startedAt: image.startedAt ?? null,
    finishedAt: image.finishedAt ?? null,
    removedAt: image.removedAt ?? null,
    sittings: image.sittings,
    reading: image.reading ?? null,
    notChecked: image.notChecked,
    digests: inOrder(image.digests),
    identity: facts ? reportIdentity(facts) : null,
    claims: assessment.claims.map(reportClaim),
    ...reportConclusion(image),
    catalogueConsulted: assessment.catalogueConsulted,
    findings: (facts?.findings ?? []).map(reportFinding),
    attempts: image.attempts.map((one) => ({ ...one, digests: inOrder(one.digests) })),
  };
}

/** There is no verdict before the job has ended. */
function reportConclusion({ state, assessment, sentence }: ReportImageInput) {
  if (!['done', 'failed', 'cancelled'].includes(state)) return { verdict: null, diagnosis: [] };
  const { kind, basis = null } = assessment.verdict;
  return {
    verdict: { kind, basis, sentence },
    diagnosis: assessment.diagnoses.map(reportDiagnosis),
  };
}

/** Object keys come out in the order of the closed list of algorithms, whatever order they had. */
function inOrder(digests: Digests): Digests {
  const ordered: Partial<Record<AlgorithmId, string>> = {};
  for (const { id } of ALGORITHMS) {
    const hex = digests[id];
    if (hex !== undefined) ordered[id] = hex;
  }
  return ordered;
}

function reportClaim({ source, authority, relation, outcome, digests, applies }: AssessedClaim) {
  const isReference = source.kind === 'reference';
  return {
    authority,
    relation,
    outcome,
    applies,
    reference: isReference ? (source.reference.name ?? null) : null,
    line: isReference ? source.claim.line : null,
    name: isReference ? (source.claim.path ?? null) : source.entry.fileName,
    entry: isReference ? null : source.entry.id,
    digests: digests.map((one) => ({
      algorithms: one.algorithms,
      strength: strengthOf(one.algorithms),
      stated: one.stated,
      outcome: one.outcome,
      grade: one.grade ?? null,
      sources: isReference ? [] : sourcesOf(source.entry, one.stated),
    })),
  };
}

function strengthOf([algorithm]: readonly AlgorithmId[]): string | null {
  return algorithm === undefined ? null : algorithmOf(algorithm).strength;
}

const sourcesOf = ({ digests }: CatalogueEntry, hex: string): unknown[] =>
  (digests.find((one: GradedDigest) => one.hex === hex)?.sources ?? []).map((source) => ({
    where: source.where,
    ...(source.ref !== undefined && { ref: source.ref }),
    ...(source.collected !== undefined && { collected: source.collected }),
    owner: source.owner ?? null,
    authority: source.authority,
    note: source.note ?? null,
  }));

function reportDiagnosis(diagnosis: Diagnosis): unknown {
  const { code } = diagnosis;
  if ('entry' in diagnosis) {
    const { id, fileName } = diagnosis.entry;
    return { code, entry: id, name: fileName };
  }
  if (diagnosis.code === 'differs-from-known') {
    return { code, entries: diagnosis.entries.map(({ id }) => id) };
  }
  if ('equals' in diagnosis) {
    const { equals, ...rest } = diagnosis;
    return { ...rest, authority: equals.authority, ...reportOrigin(equals) };
  }
  if ('claim' in diagnosis) {
    const { claim, ...rest } = diagnosis;
    const { source } = claim;
    if (source.kind === 'catalogue') return { ...rest, entry: source.entry.id };
    return { ...rest, reference: source.reference.name ?? null, line: source.claim.line };
  }
  return diagnosis;
}

/** Where a claim stands, and what it calls its file. */
const reportOrigin = ({ source }: AssessedClaim): object =>
  source.kind === 'catalogue'
    ? { entry: source.entry.id, name: source.entry.fileName }
    : {
        reference: source.reference.name ?? null,
        line: source.claim.line,
        name: source.claim.path ?? null,
      };

const reportFinding = ({ code, line, offset, detail }: Finding): unknown => ({
  code,
  line: line ?? null,
  offset: offset ?? null,
  detail: detail ?? null,
});
