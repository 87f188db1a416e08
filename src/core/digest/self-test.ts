/**
 * Known questions that every kernel has to answer before its first job: three short messages, and
 * a long one that is taken up from a saved state just below 4 GiB, where a length counter of 32
 * bits would overflow. The answers come from other programs (see `self-test-vectors.ts` and
 * `self-test-states.ts`), so a kernel that was miscompiled, altered or run by a faulty engine
 * does not pass for its own witness.
 */
import { parseHex } from '../bytes/hex.ts';
import { Fault, isOutOfMemory } from '../fault.ts';
import type { AlgorithmId } from './algorithm.ts';
import type { Hasher, HasherFactory } from './hasher.ts';
import { createHasher } from './kernels.ts';
import { LONG_TAIL_BYTES, SAVED_STATES } from './self-test-states.ts';
import { VECTORS } from './self-test-vectors.ts';

export interface SelfTestResult {
  readonly algorithm: AlgorithmId;
  readonly passed: boolean;
  /** For developers: which question was answered wrongly, or what was thrown instead. */
  readonly reason: string | undefined;
}

/** Not a divisor of any block or window length: pieces end everywhere within a block. */
const PIECE_BYTES = 4_099;

/**
 * One result per algorithm asked for, in their order: a kernel that cannot be made, throws, or
 * refuses the saved state has failed. Rejects only with `Fault('worker.memory')`: a kernel for which
 * there is no memory has given no wrong answer.
 */
export async function selfTest(
  algorithms: readonly AlgorithmId[],
  create: HasherFactory = createHasher,
): Promise<readonly SelfTestResult[]> {
  const results: SelfTestResult[] = [];
  for (const algorithm of algorithms) results.push(await testOne(algorithm, create));
  return results;
}

async function testOne(algorithm: AlgorithmId, create: HasherFactory): Promise<SelfTestResult> {
  try {
    const reason = firstFailure(await create(algorithm), algorithm);
    return { algorithm, passed: reason === undefined, reason };
  } catch (thrown) {
    if (isOutOfMemory(thrown)) throw Fault.of(thrown, 'worker.memory');
    return { algorithm, passed: false, reason: String(thrown) };
  }
}

function firstFailure(hasher: Hasher, algorithm: AlgorithmId): string | undefined {
  for (const vector of VECTORS) {
    hasher.reset();
    feed(hasher, vector.message());
    if (hasher.digest() !== vector.expected[algorithm]) return vector.name;
  }
  const saved = SAVED_STATES[algorithm];
  hasher.restore(parseHex(saved.state) ?? new Uint8Array(0));
  feed(hasher, countingBytes(LONG_TAIL_BYTES));
  return hasher.digest() === saved.expected ? undefined : 'message longer than 4 GiB';
}

function feed(hasher: Hasher, message: Uint8Array): void {
  for (let start = 0; start < message.length; start += PIECE_BYTES) {
    hasher.update(message.subarray(start, start + PIECE_BYTES));
  }
}

/** 0, 1, ... 250, 0, 1, ...: no period in common with a block, and no run of zeros. */
function countingBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = i % 251;
  return bytes;
}
