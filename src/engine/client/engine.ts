/**
 * The face of the engine: what the app may ask. How the work is spread over workers is behind it.
 */
import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import type { AlgorithmId, Digests } from '../../core/digest/algorithm.ts';
import type { Checkpoint, PrefixDigests, SavedStates } from '../../core/digest/checkpoint.ts';
import type { WireFault } from '../../core/fault.ts';
import type { ImageFacts } from '../../core/inspection/image-facts.ts';
import type { DirectoryListing, EntryPath, FileLocation } from '../../core/inspection/listing.ts';
import type { Extension, HashPlan, Recognised } from '../shared/protocol.ts';
import { runBlocks, type BlockRun } from './block-run.ts';
import { coresForReading } from './cores.ts';
import { Desk } from './desk.ts';
import { FileLender } from './file-lender.ts';
import { Pool } from './pool.ts';
import { PooledHash } from './pooled-hash.ts';
import { systemTimers, type Timers } from './timers.ts';

export interface SelfTest {
  readonly passed: boolean;
  /** Algorithms whose kernel gave a wrong answer; with `fault` it is not known which would. */
  readonly failed: readonly AlgorithmId[];
  /** Why the kernels could not be asked at all. */
  readonly fault?: WireFault;
}

/** How a file was read: for the record. */
export interface ReadingReport {
  readonly way: ReadingWay;
  /** Workers that hashed side by side. */
  readonly stages: number;
}

export type HashOutcome =
  | {
      readonly ok: true;
      readonly digests: Digests;
      /** Of the prefixes that the plan asked for, as far as the file is that long. */
      readonly prefixes: readonly PrefixDigests[];
      /** At the end of the file: what `extend` goes on from. Guard it like the file. */
      readonly states: SavedStates;
      readonly bytesRead: number;
      readonly reading: ReadingReport;
    }
  | { readonly ok: false; readonly fault: WireFault; readonly bytesRead: number };

export interface HashRun {
  /** Never rejects. A cancelled run ends with the fault `cancelled`. */
  readonly outcome: Promise<HashOutcome>;
  /** Gives its workers back until `resume`; a checkpoint is reported when it stands still. */
  pause(): void;
  resume(): void;
  cancel(): void;
}

export interface Engine {
  /** Puts every kernel to the test, in a worker. Never rejects. */
  selfTest(): Promise<SelfTest>;
  /** Rejects with a Fault when the file cannot be read. */
  inspect(file: File): Promise<ImageFacts>;
  /**
   * A directory of the image, by its path from the root, which is `[]`. What is none has no entries
   * and a finding. Rejects with a Fault when the file cannot be read.
   */
  list(file: File, path: EntryPath): Promise<DirectoryListing>;
  /**
   * Where the content of a file of the image is, so that it can be put together out of slices;
   * `undefined` when there is no file at this path. Rejects with a Fault when the image cannot be
   * read.
   */
  locate(file: File, path: EntryPath): Promise<FileLocation | undefined>;
  /**
   * The reference, signature or key that the file holds, or `undefined` when it is none of them. In
   * a worker: a list may have 100 MB. Rejects with a Fault when the file cannot be read.
   */
  /** Reads the file once for the digests of its blocks, beside whatever else is read. */
  mapBlocks(file: File, onProgress: (bytesRead: number) => void): BlockRun;
  recognise(file: File): Promise<Recognised | undefined>;
  /**
   * The digest, in lower-case hex, of what was hashed before with something behind it. Rejects with
   * a Fault.
   */
  extend(extension: Extension): Promise<string>;
  /** The way in which files are read here; `undefined` before the self-test has ended. */
  readonly way: ReadingWay | undefined;
  /** Reads the file once, whole or from `plan.from` on. Runs that find no workers free wait. */
  hash(file: File, plan: HashPlan, listener: HashListener): HashRun;
}

/** Never called after the outcome. */
export interface HashListener {
  /** Bytes of the file that every digest has taken. */
  readonly onProgress: (bytesRead: number) => void;
  /** Every few seconds, and when a pause has taken hold: where the reading could go on. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

export interface EngineOptions {
  readonly timers?: Timers;
  /** Threads that run at once, from 1; as the browser says by default. */
  readonly cores?: number;
  /** As many as one reading takes at least; by default also one for short tasks beside it. */
  readonly maxWorkers?: number;
}

/** Beside a reading's workers: one that parses or inspects meanwhile. */
const SPARE_WORKERS = 1;

/** `spawn` may throw where workers are forbidden: that becomes the fault `worker.start`. */
export function createEngine(spawn: () => Worker, options: EngineOptions = {}): Engine {
  const timers = options.timers ?? systemTimers;
  const cores = options.cores ?? coresForReading();
  // A stage on each core, and the reading worker, which mostly waits.
  const maxWorkers = options.maxWorkers ?? cores + 1 + SPARE_WORKERS;
  const pool = new Pool({ spawn, timers, maxWorkers });
  const lender = new FileLender();
  const desk = new Desk(pool, lender);
  let way: ReadingWay | undefined;
  return {
    get way() {
      return way;
    },
    async selfTest() {
      const { way: workersWay = 'page', ...result } = await desk.selfTest();
      lender.pageReads = workersWay === 'page';
      way = workersWay;
      return result;
    },
    inspect: (file) => desk.inspect(file),
    list: (file, path) => desk.list(file, path),
    locate: (file, path) => desk.locate(file, path),
    mapBlocks: (file, onProgress) => runBlocks(file, onProgress, { pool, lender }),
    recognise: (file) => desk.parse(file),
    extend: (extension) => desk.extend(extension),
    hash: (file, plan, { onProgress, onCheckpoint = () => undefined }) =>
      new PooledHash(file, plan, { pool, timers, lender, cores, onProgress, onCheckpoint }),
  };
}
