import type { CatalogueInfo } from '../../core/catalogue/catalogue.ts';
import type { Finding } from '../../core/finding.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { CheckedSignature } from '../../core/signature/signature.ts';
import type { SignatureState } from '../../core/signature/trust.ts';
import type { ReadingReport } from '../../engine/client/engine.ts';
import type { JobState } from '../../engine/shared/job.ts';
import type { JobRow } from './job-row.svelte.ts';
import type { JobView, ReferenceView } from './view.ts';

/** What the report says of an image, as it stood at one moment. */
export interface ImageRecord extends Pick<
  JobView,
  | 'name'
  | 'size'
  | 'state'
  | 'bytesRead'
  | 'fault'
  | 'facts'
  | 'digests'
  | 'assessment'
  | 'sittings'
> {
  readonly machine: JobState;
  readonly reading: ReadingReport | undefined;
  /** Milliseconds since the epoch, as the two below. Absent for a folder. */
  readonly lastModified: number | undefined;
  /** When it was taken off the page. */
  readonly removedAt: number | undefined;
  /** The catalogue that was there to be asked. */
  readonly catalogue: CatalogueInfo | undefined;
}

export interface ReferenceRecord extends Pick<Reference, 'name' | 'format'> {
  readonly signature: SignatureState;
  readonly signatures: readonly CheckedSignature[];
  readonly claims: number;
  /** Of the file itself. */
  readonly sha256: string | undefined;
  readonly findings: readonly Finding[];
  readonly removedAt: number | undefined;
}

/**
 * Keeps what the report needs of images and references that were taken off the page: an attempt
 * stays in the report until the page is closed, so that nobody can test into a good result.
 */
export class RecordKeeper {
  #images = $state.raw<readonly ImageRecord[]>([]);
  #references = $state.raw<readonly ReferenceRecord[]>([]);

  /** How many images and references are kept. */
  get count(): number {
    return this.#images.length + this.#references.length;
  }
  get images(): readonly ImageRecord[] {
    return this.#images;
  }
  get references(): readonly ReferenceRecord[] {
    return this.#references;
  }

  /** Call before a row goes. */
  keepImage(row: JobRow, catalogue: CatalogueInfo | undefined): void {
    this.#images = [...this.#images, recordImage(row, catalogue, Date.now())];
  }

  /** Call when a reference goes. The claims themselves are not kept: a list may have millions. */
  keepReference(view: ReferenceView): void {
    this.#references = [...this.#references, recordReference(view, Date.now())];
  }
}

export const recordImage = (
  row: JobRow,
  catalogue: CatalogueInfo | undefined,
  removedAt?: number,
): ImageRecord => ({
  name: row.name,
  size: row.size,
  state: row.state,
  bytesRead: row.bytesRead,
  fault: row.fault,
  facts: row.facts,
  digests: row.digests,
  assessment: row.assessment,
  machine: row.machine,
  sittings: row.sittings,
  reading: row.reading,
  lastModified: row.file?.lastModified,
  removedAt,
  catalogue,
});

export const recordReference = (
  { reference, signature, signing }: ReferenceView,
  removedAt?: number,
): ReferenceRecord => ({
  name: reference.name,
  format: reference.format,
  signature,
  signatures: signing ? [signing.decisive] : [],
  claims: reference.claims.length,
  sha256: reference.ownDigests?.sha256,
  findings: reference.findings,
  removedAt,
});
