import { describe, expect, test } from 'vitest';
import { ALGORITHMS } from '../../../src/core/digest/algorithm.ts';
import type { Hasher, HasherFactory } from '../../../src/core/digest/hasher.ts';
import { createHasher } from '../../../src/core/digest/kernels.ts';
import { selfTest } from '../../../src/core/digest/self-test.ts';

const IDS = ALGORITHMS.map((algorithm) => algorithm.id);

/** A kernel of SHA-256 with one method replaced. */
function faultySha256(fault: (sound: Hasher) => Partial<Hasher>): HasherFactory {
  return async () => {
    const sound = await createHasher('sha256');
    const delegate: Hasher = {
      algorithm: sound.algorithm,
      update: (chunk) => sound.update(chunk),
      digest: () => sound.digest(),
      save: () => sound.save(),
      restore: (state) => sound.restore(state),
      reset: () => sound.reset(),
    };
    return { ...delegate, ...fault(sound) };
  };
}

test('every kernel of this build passes, in the order asked for', async () => {
  const results = await selfTest(IDS);
  expect(results).toEqual(IDS.map((algorithm) => ({ algorithm, passed: true, reason: undefined })));
});

describe('a kernel fails that', () => {
  test.each<[string, string, HasherFactory]>([
    ['answers with another algorithm', 'empty message', () => createHasher('blake3')],
    [
      'has one digit of the digest wrong',
      'empty message',
      faultySha256((sound) => ({ digest: () => sound.digest().replace(/.$/, 'f') })),
    ],
    [
      'drops what an update brings beyond 4,000 bytes',
      "a million 'a'",
      faultySha256((sound) => ({ update: (chunk) => sound.update(chunk.subarray(0, 4_000)) })),
    ],
    [
      'ignores the saved state',
      'message longer than 4 GiB',
      faultySha256((sound) => ({ restore: () => sound.reset() })),
    ],
    [
      'counts bytes in 32 bits',
      'message longer than 4 GiB',
      faultySha256((sound) => countIn32Bits(sound)),
    ],
    [
      'refuses the saved state',
      'Error: refused',
      faultySha256(() => ({
        restore: () => {
          throw new Error('refused');
        },
      })),
    ],
    [
      'traps',
      'RangeError: unreachable',
      faultySha256(() => ({
        update: () => {
          throw new RangeError('unreachable');
        },
      })),
    ],
    ['cannot be made', 'Error: no WebAssembly', () => Promise.reject(new Error('no WebAssembly'))],
  ])('%s', async (_fault, reason, create) => {
    const results = await selfTest(['sha256'], create);
    expect(results).toEqual([{ algorithm: 'sha256', passed: false, reason }]);
  });
});

/**
 * Puts the kernel back below 4 GiB as a 32-bit counter would be: in a saved state of SHA-256 the
 * count of bytes is the 64-bit number behind the mark (7 bytes), the build tag (4) and the block
 * in hand (64).
 */
function countIn32Bits(sound: Hasher): Partial<Hasher> {
  const upperHalfOfCount = 7 + 4 + 64 + 4;
  return {
    digest: () => {
      const state = sound.save().fill(0, upperHalfOfCount, upperHalfOfCount + 4);
      sound.restore(state);
      return sound.digest();
    },
  };
}

test('one bad kernel does not spoil the others', async () => {
  const create: HasherFactory = (algorithm) =>
    algorithm === 'md5' ? createHasher('crc32') : createHasher(algorithm);
  const results = await selfTest(['sha1', 'md5', 'sha256'], create);
  expect(results.map((result) => result.passed)).toEqual([true, false, true]);
});

test('of nothing it finds nothing', async () => {
  expect(await selfTest([])).toEqual([]);
});
