import type { AlgorithmId, Digests } from './algorithm.ts';
import { CHECKPOINT_START, type Checkpoint, type PrefixDigests } from './checkpoint.ts';
import { Fault } from '../fault.ts';
import type { Hasher } from './hasher.ts';

export interface DigestSetOptions {
  /** Lengths in bytes, from 1, of the prefixes whose digests are wanted too; in any order. */
  readonly prefixes?: readonly number[];
  /** Where to go on. Its states and prefixes may be of more algorithms than the set has. */
  readonly from?: Checkpoint | undefined;
}

/** Several digests of one input in one pass, and of its prefixes. Every byte is counted. */
export class DigestSet {
  readonly #hashers: readonly Hasher[];
  readonly #reached: PrefixDigests[];
  /** Lengths of the prefixes that are still to come, the shortest first. */
  readonly #ahead: number[];
  #bytes: number;

  /**
   * Takes the hashers, which belong to the set until `digests` was called or the set is dropped.
   * Throws `Fault('kernel.state')` for a checkpoint that lacks one of them or that it refuses.
   */
  constructor(hashers: readonly Hasher[], { prefixes = [], from }: DigestSetOptions = {}) {
    const start = from ?? CHECKPOINT_START;
    for (const hasher of hashers) begin(hasher, start);
    this.#hashers = hashers;
    this.#bytes = start.bytes;
    this.#reached = start.prefixes.map(({ bytes, digests }) => ({
      bytes,
      digests: only(digests, hashers),
    }));
    const ahead = prefixes.filter((length) => length > start.bytes);
    this.#ahead = [...new Set(ahead)].sort((a, b) => a - b);
  }

  /** Bytes of the input taken so far, those before a checkpoint among them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Of the prefixes that were reached. */
  get prefixes(): readonly PrefixDigests[] {
    return this.#reached;
  }

  /** Gives the chunk to every hasher before it returns; the chunk may be reused at once. */
  update(chunk: Uint8Array): void {
    let rest = chunk;
    for (;;) {
      const [length] = this.#ahead;
      if (length === undefined || length > this.#bytes + rest.length) break;
      const missing = length - this.#bytes;
      this.#take(rest.subarray(0, missing));
      rest = rest.subarray(missing);
      this.#reached.push({ bytes: length, digests: peek(this.#hashers) });
      this.#ahead.shift();
    }
    this.#take(rest);
  }

  /** What it takes to go on from here later. The computation goes on. */
  save(): Checkpoint {
    return {
      bytes: this.#bytes,
      states: new Map(this.#hashers.map((hasher) => [hasher.algorithm, hasher.save()])),
      prefixes: [...this.#reached],
    };
  }

  /** Ends the computation; once only, as with a hasher. */
  digests(): Digests {
    const digests: Partial<Record<AlgorithmId, string>> = {};
    for (const hasher of this.#hashers) digests[hasher.algorithm] = hasher.digest();
    return digests;
  }

  #take(part: Uint8Array): void {
    for (const hasher of this.#hashers) hasher.update(part);
    this.#bytes += part.length;
  }
}

function begin(hasher: Hasher, { bytes, states }: Checkpoint): void {
  if (bytes === 0) {
    hasher.reset();
    return;
  }
  const state = states.get(hasher.algorithm);
  if (state === undefined) {
    throw new Fault('kernel.state', `checkpoint expected a state of ${hasher.algorithm}`);
  }
  hasher.restore(state);
}

/** The digests so far, of hashers that go on. */
function peek(hashers: readonly Hasher[]): Digests {
  const digests: Partial<Record<AlgorithmId, string>> = {};
  for (const hasher of hashers) {
    const state = hasher.save();
    digests[hasher.algorithm] = hasher.digest();
    hasher.restore(state);
  }
  return digests;
}

function only(digests: Digests, hashers: readonly Hasher[]): Digests {
  const kept: Partial<Record<AlgorithmId, string>> = {};
  for (const { algorithm } of hashers) {
    const hex = digests[algorithm];
    if (hex !== undefined) kept[algorithm] = hex;
  }
  return kept;
}
