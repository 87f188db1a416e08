/**
 * The head of the brigade: one complete read of one file. Every byte goes to every stage once, and
 * is counted. What is handed back is the digests of exactly the file that was there at the start,
 * a checkpoint of a reading that was parked, or a fault.
 */
import type { ReadingWay } from '../../core/bytes/reading-way.ts';
import type { Digests } from '../../core/digest/algorithm.ts';
import type { Checkpoint, PrefixDigests, SavedStates } from '../../core/digest/checkpoint.ts';
import type { DigestSet } from '../../core/digest/digest-set.ts';
import { Fault } from '../../core/fault.ts';
import type { ChunkReader } from '../../platform/bytes/chunk-reader.ts';
import { touch, type FileBytes } from '../../platform/bytes/file-bytes.ts';
import type { OpenReader } from '../../platform/bytes/open-reader.ts';
import { readFault } from '../../platform/bytes/read-fault.ts';
import { isLast, takeBucket, type Bucket, type Link } from './bucket.ts';
import type { RunControl } from './run-control.ts';

export interface ReadingPorts {
  /** Milliseconds on a clock that does not go back. */
  readonly now: () => number;
  /** Lets waiting messages in: orders arrive as such. */
  readonly yieldToMessages: () => Promise<void>;
  readonly openReader: (
    file: FileBytes,
    start: number,
    passedOnTo: 'chain' | 'alone',
  ) => Promise<OpenReader>;
}

export interface Reading {
  readonly file: FileBytes;
  /** What this worker computes itself; its `bytes` say where to begin. */
  readonly set: DigestSet;
  /** The stages of other workers: to the first of them, and from the last. */
  readonly chain: { readonly out: Link; readonly home: Link } | undefined;
  readonly control: RunControl;
  readonly onProgress: (bytesRead: number) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
}

export type ReadingOutcome =
  | {
      readonly kind: 'hashed';
      readonly digests: Digests;
      readonly prefixes: readonly PrefixDigests[];
      /** At the end of the file. */
      readonly states: SavedStates;
      readonly bytesRead: number;
      readonly way: ReadingWay;
    }
  | { readonly kind: 'parked'; readonly checkpoint: Checkpoint };

/**
 * Often enough to look alive. Each report is painted, and that takes time from the digests: at ten
 * a second, with a transition between them, a third of all (Chromium 156 without a GPU, 2 cores).
 */
const PROGRESS_INTERVAL_MS = 250;

/** Half of what a crash may cost at most. Saving takes some 10 microseconds. */
const CHECKPOINT_INTERVAL_MS = 5_000;

/**
 * Rejects with a Fault: `read.failed`, `read.changed`, `read.short`, `cancelled`, `kernel.state`.
 * Progress counts bytes that every stage has hashed; it is reported at the start, then no more
 * often than every `PROGRESS_INTERVAL_MS`, and once more at the end, however the reading ends.
 */
export async function runHead(reading: Reading, ports: ReadingPorts): Promise<ReadingOutcome> {
  const head = new Head(reading, ports);
  try {
    return await head.run();
  } catch (thrown) {
    await head.giveUp();
    throw thrown;
  } finally {
    head.close();
  }
}

class Head {
  readonly #reading: Reading;
  readonly #ports: ReadingPorts;
  #reader: ChunkReader | undefined;
  /** Bytes that went out. */
  #sent: number;
  /** Bytes that came home. */
  #hashed: number;
  #reportedAt = 0;
  #savedAt = 0;
  readonly #lastHome: Promise<Bucket>;
  #settleHome: (bucket: Bucket) => void = () => undefined;
  /** What went wrong with a bucket that came home. */
  #failure: Fault | undefined;

  constructor(reading: Reading, ports: ReadingPorts) {
    this.#reading = reading;
    this.#ports = ports;
    this.#sent = reading.set.bytes;
    this.#hashed = this.#sent;
    this.#lastHome = new Promise((resolve) => (this.#settleHome = resolve));
    reading.chain?.home.onBucket((bucket) => this.#takeHome(bucket));
  }

  async run(): Promise<ReadingOutcome> {
    const { file, control, chain } = this.#reading;
    const { size } = file;
    this.#report();
    const { reader, way } = await this.#orFault(
      this.#ports.openReader(file, this.#sent, chain ? 'chain' : 'alone'),
    );
    this.#reader = reader;
    this.#reportedAt = this.#savedAt = this.#ports.now();
    await this.#pump(reader);
    if (this.#failure) throw this.#failure;
    if (control.order === 'cancel') {
      throw new Fault('cancelled', `read cancelled at ${this.#sent} bytes`);
    }
    if (control.order === 'park') return this.#park();
    // Chromium's byte streams do not notice that the file is written to while they read it.
    await this.#orFault(touch(file));
    requireSize(this.#sent, size);
    this.#send({ kind: 'end', checkpoint: this.#emptyCheckpoint(), digests: {} });
    const end = await this.#lastHome;
    if (end.kind !== 'end') throw this.#failed(end, 'end');
    const { digests, checkpoint } = end;
    const { prefixes, states } = checkpoint;
    return { kind: 'hashed', digests, prefixes, states, bytesRead: size, way };
  }

  /** Lets the stages go that wait for more. */
  async giveUp(): Promise<void> {
    this.#send({ kind: 'stop' });
    await this.#lastHome;
  }

  close(): void {
    this.#reader?.close();
    this.#reading.chain?.home.close();
    this.#report();
  }

  /** Reads until the end or an order. */
  async #pump(reader: ChunkReader): Promise<void> {
    const { control, chain } = this.#reading;
    for (;;) {
      if (!chain) await this.#ports.yieldToMessages();
      if (control.order !== undefined) return;
      const chunk = await this.#orFault(control.untilOrdered(reader.read()));
      if (chunk === undefined) return;
      this.#send({ kind: 'chunk', offset: this.#sent, bytes: chunk });
      this.#saveNowAndThen();
    }
  }

  async #park(): Promise<ReadingOutcome> {
    this.#send({ kind: 'park', checkpoint: this.#emptyCheckpoint() });
    const parked = await this.#lastHome;
    if (parked.kind !== 'park') throw this.#failed(parked, 'park');
    return { kind: 'parked', checkpoint: parked.checkpoint };
  }

  #failed({ kind }: Bucket, expected: Bucket['kind']): Fault {
    const message = `brigade expected to end with ${expected}, got ${kind}`;
    return this.#failure ?? new Fault('worker.protocol', message);
  }

  #send(bucket: Bucket): void {
    if (bucket.kind === 'chunk') this.#sent += bucket.bytes.length;
    if (this.#reading.chain) this.#reading.chain.out.post(bucket);
    else this.#takeHome(bucket);
  }

  /** A bucket that has been everywhere else. */
  #takeHome(bucket: Bucket): void {
    try {
      const full = takeBucket(bucket, this.#reading.set);
      if (full.kind === 'chunk') this.#reuse(full);
      if (full.kind === 'save') this.#reading.onCheckpoint(full.checkpoint);
      if (isLast(full)) this.#settleHome(full);
    } catch (thrown) {
      this.#failure = Fault.of(thrown, 'worker.died');
      this.#reading.control.cancel();
      this.#settleHome({ kind: 'stop' });
    }
  }

  #reuse({ offset, bytes }: Extract<Bucket, { kind: 'chunk' }>): void {
    this.#hashed = offset + bytes.length;
    this.#reader?.giveBack(bytes.buffer);
    const now = this.#ports.now();
    if (now - this.#reportedAt < PROGRESS_INTERVAL_MS) return;
    this.#reportedAt = now;
    this.#report();
  }

  #saveNowAndThen(): void {
    const now = this.#ports.now();
    if (now - this.#savedAt < CHECKPOINT_INTERVAL_MS) return;
    this.#savedAt = now;
    this.#send({ kind: 'save', checkpoint: this.#emptyCheckpoint() });
  }

  #emptyCheckpoint(): Checkpoint {
    return { bytes: this.#sent, states: new Map(), prefixes: [] };
  }

  #report(): void {
    this.#reading.onProgress(Math.min(this.#hashed, this.#reading.file.size));
  }

  /** What the platform gives, or a Fault for why it does not. */
  async #orFault<T>(given: Promise<T>): Promise<T> {
    try {
      return await given;
    } catch (thrown) {
      throw await readFault(thrown, this.#reading.file, this.#sent > 0);
    }
  }
}

function requireSize(bytesRead: number, size: number): void {
  if (bytesRead === size) return;
  const code = bytesRead < size ? 'read.short' : 'read.changed';
  throw new Fault(code, `read expected ${size} bytes, got ${bytesRead}`);
}
