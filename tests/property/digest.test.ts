import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALGORITHMS, type AlgorithmId } from '../../src/core/digest/algorithm.ts';
import type { Hasher } from '../../src/core/digest/hasher.ts';
import { createHasher } from '../../src/core/digest/kernels.ts';
import { NODE_ALGORITHMS, nodeDigest } from '../support/node-digest.ts';

const IDS = ALGORITHMS.map((algorithm) => algorithm.id);

/** Longer than the kernels' 16 KiB window now and then; mostly short, where the block ends are. */
const message = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 600 }) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 16_000, maxLength: 40_000, size: 'max' }) },
);
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** The message in pieces, some of them empty; views into one buffer. */
function partition(bytes: Uint8Array, fractions: readonly number[]): readonly Uint8Array[] {
  const inside = fractions.map((fraction) => Math.floor(fraction * bytes.length));
  const ends = [...inside, bytes.length].sort((a, b) => a - b);
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

function digestOf(hasher: Hasher, parts: readonly Uint8Array[]): string {
  hasher.reset();
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}

// A digest is a function of the message alone; Node computes it with code of its own.
test.each(NODE_ALGORITHMS)('%s of any message equals what Node computes', async (algorithm) => {
  const hasher = await createHasher(algorithm);
  fc.assert(
    fc.property(message, (bytes) => {
      expect(digestOf(hasher, [bytes])).toBe(nodeDigest(algorithm, bytes));
    }),
  );
});

describe.each(IDS)('%s', (algorithm: AlgorithmId) => {
  // However the message is cut, its concatenation is the same; copies and views are equal bytes.
  test('does not depend on how the message is cut', async () => {
    const hasher = await createHasher(algorithm);
    fc.assert(
      fc.property(message, cuts, (bytes, fractions) => {
        const views = partition(bytes, fractions);
        const copies = views.map((view) => view.slice());
        const whole = digestOf(hasher, [bytes]);
        expect([digestOf(hasher, views), digestOf(hasher, copies)]).toEqual([whole, whole]);
      }),
    );
  });

  // A saved state is all that a computation remembers, so going on from it changes nothing.
  test('survives save and restore between any two pieces', async () => {
    const first = await createHasher(algorithm);
    const second = await createHasher(algorithm);
    fc.assert(
      fc.property(message, cuts, (bytes, fractions) => {
        const expected = digestOf(first, [bytes]);
        first.reset();
        let [running, resting] = [first, second];
        for (const part of partition(bytes, fractions)) {
          running.update(part);
          resting.restore(running.save());
          [running, resting] = [resting, running];
        }
        expect(running.digest()).toBe(expected);
      }),
    );
  });

  // What stands in a state is a secret of the kernel: any other bytes are refused or harmless.
  test('never takes a state that it did not mark', async () => {
    const hasher = await createHasher(algorithm);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        expect(() => hasher.restore(bytes)).toThrow(
          expect.objectContaining({ code: 'kernel.state' }),
        );
      }),
    );
  });
});
