import type { CatalogueMatches } from '../../core/catalogue/catalogue.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { Checkpoint } from '../../core/digest/checkpoint.ts';
import type { KnownPrefix } from '../../core/verdict/claims.ts';
import type { HashRun, ReadingReport } from '../../engine/client/engine.ts';
import type { JobEvent, JobPhase, JobState } from '../../engine/shared/job.ts';

export interface Interrupted {
  readonly checkpoint: Checkpoint;
  /**
   * The file, as it is now. Rejects with a Fault: `read.denied` when the user does not allow it,
   * `read.failed` when it cannot be found.
   */
  readonly open: () => Promise<File>;
  /** Whether that is the file of which a part was read. */
  readonly isSame: (file: File) => boolean;
}

/** Keeps the place of readings, where there is somewhere to keep it. */
export interface PlaceKeeper<Row> {
  keep(row: Row, checkpoint: Checkpoint): void;
  /** Its reading has ended. */
  drop(row: Row): void;
}

/** What the queue must know of an image, and writes down of it. */
export interface QueueRow {
  readonly name: string;
  /** Absent for a folder, which is never read, and for what has to be opened again first. */
  readonly file: File | undefined;
  /** A reading that was interrupted with its page, and can be taken up. */
  readonly interrupted: Interrupted | undefined;
  /** Opened again: from now on it is like any other. */
  takeUp(file: File): void;
  readonly machine: JobState;
  readonly phase: JobPhase;
  readonly digests: Digests;
  /** While the image is read a second time: the digests that the first reading did not compute. */
  readonly rereadFor: readonly AlgorithmId[];
  /** What was seen when it was inspected. */
  facts: ImageFacts | undefined;
  /** What the catalogue has for the name and the digests; `undefined`: it was not consulted. */
  matches: CatalogueMatches | undefined;
  /** Of its first bytes, from the last complete reading. */
  prefixes: readonly KnownPrefix[];
  /** How the last complete reading was made. */
  reading: ReadingReport | undefined;
  /** The reading that is under way. */
  run: HashRun | undefined;
  /** Algorithms whose second reading the user cancelled: not begun again for the same references. */
  declined: readonly AlgorithmId[];
  /** Moves the job on; an event that comes too late changes nothing. */
  send(event: JobEvent): void;
}

/** Its turn has not come. */
export const isWaiting = ({ phase }: Pick<QueueRow, 'phase'>): boolean =>
  phase === 'queued' || phase === 'inspecting';

/** Its turn may come. */
export const isReady = ({ phase, machine }: Pick<QueueRow, 'phase' | 'machine'>): boolean =>
  phase === 'queued' && machine.isInspected;

/** The rows of the page in their order, which for those that wait is the order of reading. */
export interface RowList<Row extends QueueRow> {
  rows: readonly Row[];
  /** Progress of a reading, or that there was none. `timeMs`: on a clock that does not go back. */
  sample(row: Row, bytesRead: number, timeMs: number): void;
  /** Nothing is read now: the time until something is again says nothing of the speed. */
  rest(): void;
}
