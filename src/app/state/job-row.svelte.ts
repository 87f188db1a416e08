import type { CatalogueMatches } from '../../core/catalogue/catalogue.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { SavedStates } from '../../core/digest/checkpoint.ts';
import type { WireFault } from '../../core/fault.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { Assessment } from '../../core/verdict/assess.ts';
import type { Image, ImageSignature, KnownPrefix } from '../../core/verdict/claims.ts';
import type { HashRun, ReadingReport } from '../../engine/client/engine.ts';
import {
  advance,
  createInterruptedJob,
  createJob,
  type JobEvent,
  type JobState,
} from '../../engine/shared/job.ts';
import { beginPace, nextPace, type Pace } from '../../engine/shared/progress.ts';
import type { Assessor } from './assessor.svelte.ts';
import type { Interrupted, QueueRow } from './queue-row.ts';
import type { JobStateName, JobView } from './view.ts';

const NO_DIGESTS: Digests = {};

const FOLDER_FAULT = {
  kind: 'failed',
  fault: { code: 'input.folder', message: 'folder has no bytes of its own' },
} as const;

/** What a row is made of. */
export type RowSource =
  | { readonly kind: 'file'; readonly name: string; readonly size: number; readonly file: File }
  /** A folder that had been unpacked from an image. */
  | { readonly kind: 'folder'; readonly name: string }
  /** A reading that ended with its page. */
  | {
      readonly kind: 'interrupted';
      readonly name: string;
      readonly size: number;
      readonly interrupted: Interrupted;
      readonly reading: Parameters<typeof createInterruptedJob>[1];
    };

/** One image on the page: the job's state, and what was learned of the image. */
export class JobRow implements JobView, QueueRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isFolder: boolean;

  #file = $state.raw<File | undefined>();
  #interrupted = $state.raw<Interrupted | undefined>();
  #machine = $state.raw<JobState>(createJob(0));
  #pace = $state.raw<Pace | undefined>();
  readonly assessor: Assessor;

  facts = $state.raw<ImageFacts | undefined>();
  matches = $state.raw<CatalogueMatches | undefined>();
  prefixes = $state.raw<readonly KnownPrefix[]>([]);
  signatures = $state.raw<readonly ImageSignature[]>([]);
  reading = $state.raw<ReadingReport | undefined>();
  /** Of the reading that `digests` are from: what its signatures are checked with. */
  states: SavedStates | undefined;
  run: HashRun | undefined;
  declined: readonly AlgorithmId[] = [];

  readonly phase: JobStateName = $derived(this.#machine.phase);
  readonly digests: Digests = $derived(this.#machine.digests ?? NO_DIGESTS);
  readonly #reading = $derived(readingOf(this.#machine));
  /** Derived, so that what shows it is drawn anew only when this very assessment is another. */
  readonly assessment: Assessment = $derived.by(() => this.assessor.assessmentOf(this.id));

  /** What the verdict sees. Made anew only when something that matters to it has changed. */
  readonly image: Image = $derived.by(() => ({
    id: this.id,
    name: this.name,
    size: this.size,
    reading: this.#reading,
    digests: this.digests,
    ...(this.facts && { facts: this.facts }),
    ...(this.matches && { matches: this.matches }),
    ...(this.prefixes.length > 0 && { prefixes: this.prefixes }),
    ...(this.signatures.length > 0 && { signatures: this.signatures }),
    ...(this.isFolder && { unpacked: true as const }),
  }));

  constructor(id: string, source: RowSource, assessor: Assessor) {
    this.id = id;
    this.assessor = assessor;
    this.name = source.name;
    this.size = source.kind === 'folder' ? 0 : source.size;
    this.isFolder = source.kind === 'folder';
    this.#file = source.kind === 'file' ? source.file : undefined;
    this.#interrupted = source.kind === 'interrupted' ? source.interrupted : undefined;
    this.#machine =
      source.kind === 'interrupted'
        ? createInterruptedJob(this.size, source.reading)
        : createJob(this.size);
    if (this.isFolder)
      this.send({ ...FOLDER_FAULT, attempt: this.machine.attempt, at: Date.now() });
  }

  get file(): File | undefined {
    return this.#file;
  }
  get interrupted(): Interrupted | undefined {
    return this.#interrupted;
  }
  get isInterrupted(): boolean {
    return this.#interrupted !== undefined;
  }
  get sittings(): number {
    return this.#machine.sittings;
  }

  takeUp(file: File): void {
    this.#file = file;
    this.#interrupted = undefined;
  }

  get machine(): JobState {
    return this.#machine;
  }
  get state(): JobStateName {
    return this.phase;
  }
  get bytesRead(): number {
    return this.#machine.bytesRead;
  }
  get bytesPerSecond(): number | undefined {
    return this.#pace?.rateBytesPerSecond;
  }
  get secondsLeft(): number | undefined {
    return this.#pace?.secondsLeft;
  }
  get rereadFor(): readonly AlgorithmId[] {
    const { reason, algorithms, digests } = this.#machine;
    if (reason !== 'more-digests') return [];
    return algorithms.filter((id) => digests?.[id] === undefined);
  }
  get fault(): WireFault | undefined {
    return this.#machine.fault;
  }

  send(event: JobEvent): void {
    this.#machine = advance(this.#machine, event);
    if (event.kind === 'start' || event.kind === 'resume') this.#pace = undefined;
  }

  /** @param timeMs on a clock that does not go back */
  sendProgress(bytesRead: number, timeMs: number): void {
    this.send({ kind: 'progress', attempt: this.#machine.attempt, bytesRead });
    const sample = { timeMs, bytesRead };
    this.#pace = this.#pace ? nextPace(this.#pace, sample, this.size) : beginPace(sample);
  }
}

function readingOf({ phase }: JobState): Image['reading'] {
  if (phase === 'done') return 'complete';
  return phase === 'failed' || phase === 'cancelled' ? 'incomplete' : 'pending';
}
