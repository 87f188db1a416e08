/**
 * Blocks of an image, read a little ahead: descriptors of neighbouring files stand side by side on
 * most discs, and each read of a file costs the browser a message to another process.
 */
import type { BoundedSource } from '../../bytes/bounded-source.ts';

/** Read ahead at most, once reads turn out to follow one another. */
const MAX_AHEAD_BYTES = 64 * 2 ** 10;

const FIRST_AHEAD_BYTES = 4 * 2 ** 10;

/** Runs kept: a directory's own, that of its files' descriptors, and a few more. */
const MAX_RUNS = 16;

interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
}

export class BlockReader {
  readonly source: BoundedSource;
  /** The newest last. */
  readonly #runs: Run[] = [];
  #nextStart = -1;
  #ahead = FIRST_AHEAD_BYTES;

  constructor(source: BoundedSource) {
    this.source = source;
  }

  /** Exactly `length` bytes, up to 64 KiB; `undefined` when the image does not have them all. */
  async read(start: number, length: number): Promise<Uint8Array | undefined> {
    const run = this.#findRun(start, length) ?? (await this.#readRun(start, length));
    const bytes = run.bytes.subarray(start - run.start, start - run.start + length);
    return bytes.length === length ? bytes : undefined;
  }

  #findRun(start: number, length: number): Run | undefined {
    return this.#runs.find(
      (run) => run.start <= start && start + length <= run.start + run.bytes.length,
    );
  }

  async #readRun(start: number, length: number): Promise<Run> {
    const isNext = start === this.#nextStart;
    this.#ahead = isNext ? Math.min(2 * this.#ahead, MAX_AHEAD_BYTES) : FIRST_AHEAD_BYTES;
    const bytes = await this.source.read(start, Math.max(length, this.#ahead));
    const run = { start, bytes };
    this.#nextStart = start + bytes.length;
    this.#runs.push(run);
    if (this.#runs.length > MAX_RUNS) this.#runs.shift();
    return run;
  }
}
