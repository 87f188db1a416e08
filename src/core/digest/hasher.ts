import type { AlgorithmId } from './algorithm.ts';

/**
 * A running computation of one digest. After `digest` only `reset` and `restore` are allowed;
 * anything else throws `Fault('kernel.misuse')`.
 */
export interface Hasher {
  readonly algorithm: AlgorithmId;
  /** The chunk is read before this returns and never kept; its buffer may be reused at once. */
  update(chunk: Uint8Array): void;
  /** Lower-case hex. Ends the computation. */
  digest(): string;
  /**
   * What `restore` needs to go on from here, in a hasher of the same algorithm in the same build.
   * It may hold up to a block of the input as it is: guard it like the input.
   */
  save(): Uint8Array;
  /**
   * Goes on from a saved state, whatever was computed before. Throws `Fault('kernel.state')`, and
   * changes nothing, for a state of another algorithm, of another build, or damaged in length.
   */
  restore(state: Uint8Array): void;
  /** Starts again from nothing: the way to use a hasher for the next input. */
  reset(): void;
}

/** Makes a hasher; it costs milliseconds and memory, so keep it and `reset` it. */
export type HasherFactory = (algorithm: AlgorithmId) => Promise<Hasher>;
