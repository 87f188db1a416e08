/** A computation of several digests of one input, stopped on its way. Data: it may be stored. */
import type { AlgorithmId, Digests } from './algorithm.ts';

/** Digests of an input's first bytes. */
export interface PrefixDigests {
  /** Length of the prefix in bytes, from 1. */
  readonly bytes: number;
  readonly digests: Digests;
}

/** What each hasher saved (`Hasher.save`). */
export type SavedStates = ReadonlyMap<AlgorithmId, Uint8Array>;

export interface Checkpoint {
  /** Bytes of the input taken so far: where to go on reading. */
  readonly bytes: number;
  /**
   * Of use only to the very same build. It may hold up to a block of the input as it is.
   */
  readonly states: SavedStates;
  /** Of the prefixes that were reached. */
  readonly prefixes: readonly PrefixDigests[];
}

/** Before the first byte. */
export const CHECKPOINT_START: Checkpoint = { bytes: 0, states: new Map(), prefixes: [] };

/** One checkpoint of two, taken at the same byte by hashers of different algorithms. */
export function joinCheckpoints(a: Checkpoint, b: Checkpoint): Checkpoint {
  return {
    bytes: b.bytes,
    states: new Map([...a.states, ...b.states]),
    prefixes: joinPrefixes(a.prefixes, b.prefixes),
  };
}

/** The digests of both, by the length of their prefix. */
export function joinPrefixes(
  a: readonly PrefixDigests[],
  b: readonly PrefixDigests[],
): readonly PrefixDigests[] {
  const byLength = new Map<number, Digests>();
  for (const { bytes, digests } of [...a, ...b]) {
    byLength.set(bytes, { ...byLength.get(bytes), ...digests });
  }
  return [...byLength].map(([bytes, digests]) => ({ bytes, digests }));
}
