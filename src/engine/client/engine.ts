/**
 * The face of the engine: what the app may ask. How the work is spread over workers is behind it.
 */
import { ALGORITHMS, type AlgorithmId, type Digests } from '../../core/digest/algorithm.ts';
import { Fault, type WireFault } from '../../core/fault.ts';
import type { Opening } from '../../core/image/opening.ts';
import type { Reference } from '../../core/reference/reference.ts';
import type { Request, TaskEvent } from '../shared/protocol.ts';
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

export type HashOutcome =
  | { readonly ok: true; readonly digests: Digests; readonly bytesRead: number }
  | { readonly ok: false; readonly fault: WireFault; readonly bytesRead: number };

export interface HashRun {
  /** Never rejects. A cancelled run ends with the fault `cancelled`. */
  readonly outcome: Promise<HashOutcome>;
  pause(): void;
  resume(): void;
  cancel(): void;
}

export interface Engine {
  /** Puts every kernel to the test, in a worker. Never rejects. */
  selfTest(): Promise<SelfTest>;
  /** Rejects with a Fault when the file cannot be read. */
  inspect(file: File): Promise<Opening>;
  /**
   * The reference that the file holds, or `undefined` when it is none. In a worker: a list may
   * have 100 MB. Rejects with a Fault when the file cannot be read.
   */
  parseReference(file: File): Promise<Reference | undefined>;
  /**
   * Reads the whole file once. `onProgress` is given bytes, from 0 on, never after the outcome.
   * Runs beyond the number of workers wait for their turn.
   */
  hash(
    file: File,
    algorithms: readonly AlgorithmId[],
    onProgress: (bytesRead: number) => void,
  ): HashRun;
}

export interface EngineOptions {
  readonly timers?: Timers;
  readonly maxWorkers?: number;
}

/** `spawn` may throw where workers are forbidden: that becomes the fault `worker.start`. */
export function createEngine(spawn: () => Worker, options: EngineOptions = {}): Engine {
  const timers = options.timers ?? systemTimers;
  const maxWorkers = options.maxWorkers ?? Math.max(1, navigator.hardwareConcurrency);
  const pool = new Pool({ spawn, timers, maxWorkers });
  return {
    selfTest: () => runSelfTest(pool),
    inspect: (file) => runInspect(pool, file),
    parseReference: (file) => runParse(pool, file),
    hash: (file, algorithms, onProgress) =>
      new PooledHash(file, algorithms, { pool, timers, onProgress }),
  };
}

async function runSelfTest(pool: Pool): Promise<SelfTest> {
  const algorithms = ALGORITHMS.map((algorithm) => algorithm.id);
  try {
    const event = await ask(pool, {
      kind: 'self-test',
      algorithms,
      file: new File(['?'], 'probe'),
    });
    if (event.kind !== 'self-tested') throw answeredBy(event);
    return { passed: event.failed.length === 0, failed: event.failed };
  } catch (thrown) {
    return { passed: false, failed: [], fault: Fault.of(thrown, 'worker.died').toWire() };
  }
}

async function runInspect(pool: Pool, file: File): Promise<Opening> {
  const event = await ask(pool, { kind: 'inspect', file });
  if (event.kind !== 'inspected') throw answeredBy(event);
  return event.opening;
}

async function runParse(pool: Pool, file: File): Promise<Reference | undefined> {
  const event = await ask(pool, { kind: 'parse', file });
  if (event.kind !== 'parsed') throw answeredBy(event);
  return event.reference;
}

/** A failure as it was told, or an answer to another question. */
function answeredBy(event: TaskEvent): Fault {
  if (event.kind === 'failed') return Fault.fromWire(event.fault);
  return new Fault('worker.protocol', `short task was answered by ${event.kind}`);
}

/**
 * A short task shares its worker with a hash, and the worker may be ended for that one's sake: so
 * a worker that died under it is no reason to fail before a second one was asked.
 */
async function ask(pool: Pool, request: Request<File>): Promise<TaskEvent> {
  try {
    return await askOnce(pool, request);
  } catch (thrown) {
    if (Fault.of(thrown, 'worker.protocol').code !== 'worker.died') throw thrown;
    return askOnce(pool, request);
  }
}

function askOnce(pool: Pool, request: Request<File>): Promise<TaskEvent> {
  return new Promise((resolve, reject) => {
    pool.run({ request, onEvent: resolve, onLost: reject });
  });
}
