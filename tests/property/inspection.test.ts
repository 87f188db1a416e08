import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT_KINDS } from '../../src/core/image/opening.ts';
import { listDirectory, locateFile } from '../../src/core/inspection/browse.ts';
import { inspectImage } from '../../src/core/inspection/inspect-image.ts';
import {
  decodeFacts,
  decodeListing,
  decodeLocation,
} from '../../src/engine/shared/decode-answers.ts';
import { memorySource } from '../support/file-source.ts';
import { bootEntry, bootVolume, sectionHeader, validation } from '../support/hostile-images.ts';
import { mbrSector } from '../support/partition-builder.ts';
import { udfVolume } from '../support/udf-volumes.ts';
import { concat, smallVolume } from '../support/volume-builder.ts';
import { wimFile } from '../support/wim-builder.ts';

const bootable = bootVolume(19)
  .at(0, mbrSector({ status: 0x80, type: 0x17, start: 0, sectors: 160 }))
  .at(19, concat(validation(), bootEntry({ start: 22 }), sectionHeader(0xef, 1)));

const IMAGES: readonly Uint8Array[] = [
  smallVolume().build(),
  bootable.build(),
  udfVolume().bytes.slice(),
  udfVolume('metadata', 0x0250).bytes.slice(),
  wimFile(),
];

/** An image that was cut, prolonged and changed in places. */
const damaged = fc
  .record({
    image: fc.constantFrom(...IMAGES),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255))),
    tail: fc.uint8Array({ maxLength: 600 }),
  })
  .map(({ image, share, edits, tail }) => {
    const bytes = concat(image.subarray(0, Math.ceil(image.length * share)), tail);
    for (const [place, value] of edits) bytes[Math.floor(place * bytes.length)] = value;
    return bytes;
  });

// Damage is what this program looks for: it may cost findings, never an answer; and what is
// answered is what the page takes.
test('any image is inspected, whatever was done to it', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const facts = await inspectImage({ name: 'x.iso', ...memorySource(bytes) });
      expect(CONTENT_KINDS).toContain(decodeFacts(structuredClone(facts)).kind);
    }),
    { numRuns: 150 },
  );
});

// What is saved out of an image comes from it, and is not more than the file is said to have.
test('whatever is located lies inside the image', async () => {
  const path = fc.array(fc.nat(5), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(damaged, path, async (bytes, way) => {
      const source = memorySource(bytes);
      decodeListing(structuredClone(await listDirectory(source, way)));
      const located = decodeLocation(structuredClone(await locateFile(source, way)));
      const { parts = [], size = 0 } = located ?? {};
      expect(parts.every(({ offset = 0, length }) => offset + length <= bytes.length)).toBe(true);
      expect(parts.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(size);
    }),
    { numRuns: 150 },
  );
});

// A file grows while it is downloaded: what is said to be missing must only become less.
test('the longer the part of an image that is there, the less of it is lost', async () => {
  const image = smallVolume().build();
  const cut = fc.integer({ min: 17 * 2048 + 1, max: image.length });
  const missing = async (length: number) => {
    const source = memorySource(image.subarray(0, length));
    const { conclusion } = (await inspectImage({ name: 'x.iso', ...source })).sizes;
    return conclusion.kind === 'truncated' ? conclusion.expected - length : 0;
  };
  await fc.assert(
    fc.asyncProperty(cut, async (length) => {
      expect(await missing(length)).toBe(image.length - length);
    }),
    { numRuns: 60 },
  );
});
