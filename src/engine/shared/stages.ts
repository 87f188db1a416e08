/** How the digests of one read are spread over workers. Pure. */
import type { AlgorithmId } from '../../core/digest/algorithm.ts';

/**
 * Time that a kernel takes for a byte, relative to SHA-256: `npm run bench -- kernels` measures it
 * (Chromium 156, bench/results/kernels.json). Only the proportions matter.
 */
const COST: Readonly<Record<AlgorithmId, number>> = {
  sha256: 1,
  sha224: 1,
  sha1: 0.55,
  md5: 0.55,
  sha512: 0.74,
  sha384: 0.74,
  'blake2b-512': 0.38,
  'blake2b-256': 0.38,
  'blake2s-256': 0.62,
  blake3: 0.53,
  'sha3-256': 1.02,
  'sha3-384': 1.32,
  'sha3-512': 1.9,
  crc32: 0.17,
};

/** Below this a second worker takes longer to start than it saves. */
export const MIN_CHAIN_BYTES = 16 * 1024 * 1024;

/**
 * Groups of algorithms, one per worker that hashes, such that the slowest is as light as it can be
 * on that many cores, with no more workers than that needs; beside them another worker reads. No
 * group at all means that the reading worker hashes too: on one core, and for a small file.
 * `algorithms`: each once; `cores`: from 1.
 */
export function composeStages(
  algorithms: readonly AlgorithmId[],
  { cores, size }: { readonly cores: number; readonly size: number },
): readonly (readonly AlgorithmId[])[] {
  if (cores === 1 || size < MIN_CHAIN_BYTES) return [];
  const most = balance(algorithms, Math.min(cores, algorithms.length));
  let stages = most;
  for (let count = most.length - 1; count >= 1; count--) {
    const fewer = balance(algorithms, count);
    if (slowest(fewer) > slowest(most)) break;
    stages = fewer;
  }
  return stages;
}

/** The dearest first, each to the group that has the least to do (Graham 1969: LPT). */
function balance(algorithms: readonly AlgorithmId[], count: number): readonly AlgorithmId[][] {
  const groups: AlgorithmId[][] = Array.from({ length: count }, () => []);
  const dearestFirst = [...algorithms].sort((a, b) => COST[b] - COST[a]);
  for (const id of dearestFirst) {
    const lightest = groups.reduce((best, one) => (costOf(one) < costOf(best) ? one : best));
    lightest.push(id);
  }
  return groups;
}

const costOf = (group: readonly AlgorithmId[]): number =>
  group.reduce((sum, id) => sum + COST[id], 0);

const slowest = (groups: readonly (readonly AlgorithmId[])[]): number =>
  Math.max(...groups.map(costOf));
