import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { PageReference } from '../../core/verdict/claims.ts';
import {
  buildReport,
  reportImage,
  type Moment,
  type ReportAttempt,
  type ReportTool,
} from '../../core/verdict/report.ts';
import { downloadText } from '../../platform/files/download.ts';
import type { Attempt } from '../../engine/shared/job.ts';
import type { JobRow } from './job-row.svelte.ts';

export interface RecordWords {
  /** The words that the page shows with the verdict of this image. */
  sentence(row: JobRow): string;
}

export interface PageRecord {
  readonly rows: readonly JobRow[];
  readonly references: readonly PageReference[];
  readonly selfTest: ReportTool['selfTest'];
  readonly catalogue: CatalogueInfo | undefined;
}

/**
 * Keeps what the report needs of rows that were taken off the page: an attempt stays in the report
 * until the page is closed, so that nobody can test into a good result.
 */
export class RecordKeeper {
  readonly #words: RecordWords;
  readonly #removed: unknown[] = [];

  constructor(words: RecordWords) {
    this.#words = words;
  }

  /** Call before a row goes. */
  keep(row: JobRow): void {
    this.#removed.push(this.#imageOf(row, momentOf(Date.now())));
  }

  save(page: PageRecord): void {
    const now = Date.now();
    const report = buildReport({
      tool: {
        name: 'touchstone',
        version: __VERSION__,
        commit: __COMMIT__,
        edition: __EDITION__,
        selfTest: page.selfTest,
      },
      createdAt: momentOf(now),
      environment: { userAgent: navigator.userAgent, cores: navigator.hardwareConcurrency },
      catalogue: page.catalogue,
      references: page.references,
      images: [...this.#removed, ...page.rows.map((row) => this.#imageOf(row, undefined))],
    });
    const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
    const text = `${JSON.stringify(report, undefined, 2)}\n`;
    downloadText(text, `touchstone-report-${stamp}Z.json`, 'application/json');
  }

  #imageOf(row: JobRow, removedAt: Moment | undefined): unknown {
    const { machine, file } = row;
    return reportImage({
      name: row.name,
      size: row.size,
      lastModified: file && momentOf(file.lastModified),
      state: machine.phase,
      bytesRead: machine.bytesRead,
      startedAt: momentOf(machine.startedAt),
      finishedAt: momentOf(machine.finishedAt),
      removedAt,
      digests: row.digests,
      opening: row.opening,
      assessment: row.assessment,
      sentence: this.#words.sentence(row),
      attempts: machine.attempts.map(attemptOf),
    });
  }
}

const attemptOf = (attempt: Attempt): ReportAttempt => ({
  reason: attempt.reason,
  outcome: attempt.outcome,
  startedAt: momentOf(attempt.startedAt),
  finishedAt: momentOf(attempt.finishedAt),
  bytesRead: attempt.bytesRead,
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
