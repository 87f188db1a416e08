import {
  beginPace,
  nextPace,
  wholeOf,
  type Pace,
  type Whole,
} from '../../engine/shared/progress.ts';
import { isEnded } from '../format/job.ts';
import type { JobRow } from './job-row.svelte.ts';
import { isWaiting, type RowList } from './queue-row.ts';
import type { QueueView } from './view.ts';

/** The images of the page in their order, and how far they are as a whole. */
export class JobBoard implements RowList<JobRow>, QueueView {
  rows = $state.raw<readonly JobRow[]>([]);
  #pace = $state.raw<Pace | undefined>();
  /** By all readings so far: unlike what the rows have read, it never goes back. */
  #bytesRead = 0;

  readonly #whole: Whole = $derived.by(() =>
    wholeOf(
      this.rows
        .filter(({ isFolder }) => !isFolder)
        .map(({ bytesRead, size, phase }) => ({ bytesRead, size, hasEnded: isEnded(phase) })),
    ),
  );
  readonly nextId: string | undefined = $derived(this.rows.find(isWaiting)?.id);
  readonly isReading: boolean = $derived(this.rows.some(({ phase }) => phase === 'reading'));

  get count(): number {
    return this.#whole.count;
  }
  get ended(): number {
    return this.#whole.ended;
  }
  get bytesRead(): number {
    return this.#whole.bytesRead;
  }
  get size(): number {
    return this.#whole.size;
  }
  get secondsLeft(): number | undefined {
    return this.#pace?.secondsLeft;
  }

  sample(row: JobRow, bytesRead: number, timeMs: number): void {
    const before = row.bytesRead;
    row.sendProgress(bytesRead, timeMs);
    this.#bytesRead += Math.max(0, row.bytesRead - before);
    const sample = { timeMs, bytesRead: this.#bytesRead };
    const left = this.size - this.bytesRead;
    this.#pace = this.#pace
      ? nextPace(this.#pace, sample, this.#bytesRead + left)
      : beginPace(sample);
  }

  rest(): void {
    this.#pace = undefined;
  }
}
