import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectOpening } from '../../src/core/image/inspect.ts';
import { CONTENT_KINDS } from '../../src/core/image/opening.ts';
import { at, isoImage } from '../support/iso-builder.ts';

const opening = (bytes: Uint8Array) => inspectOpening(bytes, bytes.length);

// A file may hold anything: each has an answer, and it is on the list.
test('any bytes are of some kind', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000, size: 'max' }), (bytes) => {
      expect(CONTENT_KINDS).toContain(opening(bytes).kind);
    }),
  );
});

// Whatever stands in a descriptor, a size is only what 32-bit counts of small blocks can give.
test('any primary descriptor claims a size that is a safe integer, or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 100, maxLength: 2_041, size: 'max' }), (bytes) => {
      const image = isoImage().build();
      image.set(bytes, at.primary + 7);
      const { expectedSize } = opening(image);
      expect(Number.isSafeInteger(expectedSize ?? 1) && (expectedSize ?? 1) > 0).toBe(true);
    }),
  );
});

// The halves disagree exactly when a writer or an accident changed one of them.
test('one changed byte in a both-byte field is always found', () => {
  const offset = fc.integer({ min: at.volumeSpaceSize, max: at.volumeSpaceSize + 7 });
  fc.assert(
    fc.property(offset, fc.integer({ min: 1, max: 255 }), (byte, change) => {
      const image = isoImage().build();
      image[byte] = (image[byte] ?? 0) ^ change;
      expect(opening(image).findings).toHaveLength(1);
    }),
  );
});
