/** The report as a file. Loaded when it is asked for: no page needs it before. */
import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import {
  buildReport,
  reportImage,
  reportReference,
  reportSignature,
  type Moment,
  type ReportAttempt,
  type ReportTool,
} from '../../core/verdict/report.ts';
import type { Attempt } from '../../engine/shared/job.ts';
import { noticesRewriting } from '../../platform/bytes/rewriting.ts';
import { downloadText } from '../../platform/files/download.ts';
import { describeJob } from '../text/describe.ts';
import type { ImageRecord, ReferenceRecord } from './record-keeper.svelte.ts';
import type { SiteImport } from './site-import.ts';

export interface PageRecord {
  /** Those that were removed first. */
  readonly images: readonly ImageRecord[];
  readonly references: readonly ReferenceRecord[];
  readonly imports: readonly SiteImport[];
  readonly selfTest: ReportTool['selfTest'];
  readonly way: ReadingWay | undefined;
  readonly catalogue: CatalogueInfo | undefined;
}

export function saveReport(page: PageRecord): void {
  const now = Date.now();
  const report = buildReport({
    tool: {
      name: 'touchstone',
      version: __VERSION__,
      commit: __COMMIT__,
      edition: __EDITION__,
      ...(__OWN_EDITION__ && { own: __OWN_EDITION__ }),
      selfTest: page.selfTest,
    },
    createdAt: momentOf(now),
    environment: {
      userAgent: navigator.userAgent,
      cores: navigator.hardwareConcurrency,
      reading: page.way ?? null,
    },
    catalogue: page.catalogue,
    references: page.references.map((one) =>
      reportReference({ ...one, removedAt: momentOf(one.removedAt) }),
    ),
    imports: page.imports.map(importOf),
    images: page.images.map(imageOf),
  });
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  const text = `${JSON.stringify(report, undefined, 2)}\n`;
  downloadText(text, `touchstone-report-${stamp}Z.json`, 'application/json');
}

function imageOf(record: ImageRecord): unknown {
  const { machine } = record;
  return reportImage({
    name: record.name,
    size: record.size,
    lastModified: momentOf(record.lastModified),
    state: machine.phase,
    bytesRead: machine.bytesRead,
    startedAt: momentOf(machine.startedAt),
    finishedAt: momentOf(machine.finishedAt),
    removedAt: momentOf(record.removedAt),
    sittings: record.sittings,
    reading: record.reading,
    notChecked: noticesRewriting() ? [] : ['rewritten-while-read'],
    digests: record.digests,
    facts: record.facts,
    assessment: record.assessment,
    sentence: describeJob(record, record.catalogue),
    attempts: machine.attempts.map(attemptOf),
  });
}

function importOf({ at, signatures, ...rest }: SiteImport): unknown {
  const { sha256 = null, replaced = null } = rest;
  const checked = signatures.map(reportSignature);
  return { at: momentOf(at), ...rest, sha256, signatures: checked, replaced };
}

const attemptOf = (attempt: Attempt): ReportAttempt => ({
  reason: attempt.reason,
  outcome: attempt.outcome,
  startedAt: momentOf(attempt.startedAt),
  finishedAt: momentOf(attempt.finishedAt),
  bytesRead: attempt.bytesRead,
  sittings: attempt.sittings,
  digests: attempt.digests ?? {},
  ...(attempt.fault && { fault: attempt.fault }),
});

function momentOf(time: number): Moment;
function momentOf(time: number | undefined): Moment | undefined;
function momentOf(time: number | undefined): Moment | undefined {
  if (time === undefined) return undefined;
  const date = new Date(time);
  return { utc: date.toISOString(), local: localTime(date) };
}

/** RFC 3339 with the offset of the machine's own time zone at that moment. */
function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const [sign, minutes] = offset < 0 ? ['-', -offset] : ['+', offset];
  return `${shifted}${sign}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
