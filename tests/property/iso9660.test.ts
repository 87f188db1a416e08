import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedSource } from '../../src/core/bytes/bounded-source.ts';
import { readBootCatalog } from '../../src/core/image/el-torito/boot-catalog.ts';
import { parseImplantedText } from '../../src/core/image/isomd5sum/implanted-text.ts';
import { readIsoVolume } from '../../src/core/image/iso9660/volume.ts';
import { readSystemArea } from '../../src/core/image/system-area/system-area.ts';
import { memorySource } from '../support/file-source.ts';
import { bootEntry, bootVolume, sectionHeader, validation } from '../support/hostile-images.ts';
import {
  both32,
  concat,
  continued,
  posixMode,
  posixName,
  record,
  rockRidgeVolume,
  ROOT,
  SECTOR,
  susp,
} from '../support/volume-builder.ts';
import { walkTree } from '../support/walk-tree.ts';

/** Rock Ridge with everything in it, and a boot catalog. */
const rich = () => {
  const systemUse = concat(posixMode(0o120777), posixName('a', 1), continued(31, 0, 100));
  const image = rockRidgeVolume(
    record({ name: 'A.;1', block: 30, length: 5, systemUse }),
    record({ name: 'B', block: 30, length: 0, systemUse: susp('CL', both32(ROOT)) }),
    record({ name: 'C', block: 33, length: SECTOR, flags: 2 }),
  ).at(31, concat(posixName('b'), susp('SL', [0, 0, 3], [0x78, 0x79, 0x7a]), continued(31, 0, 64)));
  const boot = bootVolume(19).build();
  return image
    .at(17, boot.subarray(17 * SECTOR, 18 * SECTOR))
    .at(18, boot.subarray(18 * SECTOR, 19 * SECTOR))
    .at(
      19,
      concat(
        validation(),
        bootEntry({ start: 22 }),
        sectionHeader(0xef, 1),
        bootEntry({ start: 32 }),
      ),
    )
    .build();
};

/** Where structure is: descriptors, catalog, root, continuation. */
const place = fc.integer({ min: 16 * SECTOR, max: 34 * SECTOR - 1 });
const change = fc.tuple(place, fc.integer({ min: 0, max: 255 }));

async function readAll(image: Uint8Array) {
  const source = new BoundedSource(memorySource(image));
  const volume = await readIsoVolume(source);
  const extents = [];
  for (const { tree } of volume?.trees ?? []) {
    const { entries } = await walkTree(tree);
    extents.push(...entries.flatMap(({ entry }) => entry.extents));
  }
  for (const offset of volume?.descriptors.bootRecords ?? []) {
    const catalog = await readBootCatalog(source, offset);
    extents.push(...(catalog?.entries ?? []).flatMap(({ image: one }) => one ?? []));
  }
  const { partitions } = await readSystemArea(source);
  return { extents: [...extents, ...partitions], bytesRead: source.bytesRead };
}

const isExtent = ({ offset, length }: { offset: number; length: number }) =>
  Number.isSafeInteger(offset) &&
  Number.isSafeInteger(offset + length) &&
  offset >= 0 &&
  length > 0;

// What is recorded may be anything; offsets stay exact, work stays bounded, nothing is thrown.
test('an image with any bytes changed is read to an end, to extents that can be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 60 }), async (changes) => {
      const image = rich();
      for (const [offset, value] of changes) image[offset] = value;
      const { extents, bytesRead } = await readAll(image);
      expect(extents.every(isExtent)).toBe(true);
      expect(bytesRead).toBeLessThan(4 << 20);
    }),
    { numRuns: 300 },
  );
});

// A directory's place may hold anything at all.
test('a root directory of any bytes is listed to an end', async () => {
  const bytes = fc.uint8Array({ minLength: 200, maxLength: SECTOR - 68, size: 'max' });
  await fc.assert(
    fc.asyncProperty(bytes, async (noise) => {
      const image = rich();
      image.set(noise, ROOT * SECTOR + 68);
      const { extents } = await readAll(image);
      expect(extents.every(isExtent)).toBe(true);
    }),
  );
});

// A partition table is read at the mercy of what is in the system area, and at the file's end.
test('a system area of any bytes is read to an end', async () => {
  const bytes = fc.uint8Array({ minLength: 512, maxLength: 2048, size: 'max' });
  const heads = fc.constantFrom('', 'ER', 'EFI PART');
  await fc.assert(
    fc.asyncProperty(bytes, heads, async (noise, head) => {
      const image = rich();
      image.set(noise);
      image.set([0x55, 0xaa], 510);
      for (const at of [446, 462, 478, 494]) image[at] = 0;
      image.set(new TextEncoder().encode(head), head === 'ER' ? 0 : 512);
      const { extents } = await readAll(image);
      expect(extents.filter(({ length }) => length > 0).every(isExtent)).toBe(true);
    }),
  );
});

// The text is a line of parts; no part can make it more than text.
test('an implanted text of any letters is parsed to what it says or to nothing', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ISO MD5SUM=;SKIPECTRS 0123456789-aF\0') });
  fc.assert(
    fc.property(letters, (text) => {
      const bytes = new TextEncoder().encode(`ISO MD5SUM = ${text};`);
      const { md5 = '0'.repeat(32), skipSectors = 0 } = parseImplantedText(bytes, 0) ?? {};
      expect(md5).toMatch(/^[0-9a-f]{32}$/);
      expect(Number.isSafeInteger(skipSectors) && skipSectors >= 0).toBe(true);
    }),
  );
});
