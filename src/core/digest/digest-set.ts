import type { AlgorithmId, Digests } from './algorithm.ts';
import type { Hasher } from './hasher.ts';

/** Several digests of one input in one pass. Every byte is counted. */
export interface DigestSet {
  /** Bytes taken since the set was made. */
  readonly bytes: number;
  /** Gives the chunk to every hasher before it returns; the chunk may be reused at once. */
  update(chunk: Uint8Array): void;
  /** Ends the computation; once only, as with a hasher. */
  digests(): Digests;
}

/** Resets the hashers, which belong to the set until `digests` was called or the set is dropped. */
export function createDigestSet(hashers: readonly Hasher[]): DigestSet {
  for (const hasher of hashers) hasher.reset();
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    update(chunk) {
      for (const hasher of hashers) hasher.update(chunk);
      bytes += chunk.length;
    },
    digests() {
      const digests: Partial<Record<AlgorithmId, string>> = {};
      for (const hasher of hashers) digests[hasher.algorithm] = hasher.digest();
      return digests;
    },
  };
}
