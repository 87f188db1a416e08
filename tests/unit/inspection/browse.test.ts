import { describe, expect, test } from 'vitest';
import type { EntryPath, FileLocation } from '../../../src/core/inspection/listing.ts';
import { listDirectory, locateFile, MAX_HOLE_BYTES } from '../../../src/core/inspection/browse.ts';
import { memorySource } from '../../support/file-source.ts';
import { HOSTILE_VOLUMES } from '../../support/hostile-images.ts';
import { UdfBuilder } from '../../support/udf-builder.ts';
import { udfVolume } from '../../support/udf-volumes.ts';
import { record, SECTOR, smallVolume } from '../../support/volume-builder.ts';

const small = smallVolume().build();
const list = (image: Uint8Array, path: EntryPath) => listDirectory(memorySource(image), path);
const locate = (image: Uint8Array, path: EntryPath) => locateFile(memorySource(image), path);

/** As a page puts a file together. */
function contentOf(image: Uint8Array, { parts }: FileLocation): Buffer {
  return Buffer.concat(
    parts.map(({ offset, length }) =>
      offset === undefined ? new Uint8Array(length) : image.slice(offset, offset + length),
    ),
  );
}

describe('a listing', () => {
  test('of the root has its entries', async () => {
    const { entries, findings } = await list(small, []);
    expect(findings).toEqual([]);
    expect(entries).toEqual([
      { name: 'HELLO.TXT', kind: 'file', size: 5, modified: '2010-11-20T23:20:00+00:00' },
      { name: 'SUB', kind: 'directory', size: SECTOR, modified: '2010-11-20T23:20:00+00:00' },
    ]);
  });

  test('of a folder has what that holds', async () => {
    const { entries } = await list(small, [1]);
    expect(entries.map(({ name }) => name)).toEqual(['DATA.BIN']);
  });

  test.each<[string, EntryPath]>([
    ['behind the last entry', [2]],
    ['below a file', [0, 0]],
    ['of a file', [0]],
    ['far below nothing', [9, 9, 9]],
  ])('%s is empty, and says that nothing is there', async (_, path) => {
    const { entries, findings } = await list(small, path);
    expect([entries.length, findings[0]?.code]).toEqual([0, 'directory-missing']);
  });

  test('of something that is no disc is empty', async () => {
    expect(await list(new Uint8Array(5000).fill(65), [])).toMatchObject({ entries: [] });
  });

  test('crosses to another thread as it is', async () => {
    const listing = await list(udfVolume().bytes, []);
    expect(structuredClone(listing)).toEqual(listing);
  });
});

describe('a location', () => {
  test('says where the content is', async () => {
    const parts = [{ offset: 23 * SECTOR, length: 5000 }];
    expect(await locate(small, [1, 0])).toEqual({
      ...{ name: 'DATA.BIN', size: 5000, parts, isWhole: true },
    });
  });

  test.each<[string, EntryPath]>([
    ['a folder', [1]],
    ['the root', []],
    ['nothing', [7]],
  ])('of %s is none', async (_, path) => {
    expect(await locate(small, path)).toBeUndefined();
  });

  test('ends where the image does', async () => {
    const located = await locate(small.subarray(0, 24 * SECTOR), [1, 0]);
    expect(located).toMatchObject({ parts: [{ length: SECTOR }], isWhole: false });
  });

  test('of two files of one name is that of the one that was asked for', async () => {
    const image = smallVolume(record({ name: 'HELLO.TXT;2', block: 25, length: 7 })).build();
    const located = await locate(image, [2]);
    expect(located).toMatchObject({ name: 'HELLO.TXT', parts: [{ offset: 25 * SECTOR }] });
  });

  test('has zeros where UDF recorded a hole', async () => {
    const image = udfVolume().bytes;
    const located = await locate(image, [0, 0]);
    const sector = (letter: string) => Buffer.alloc(SECTOR, letter);
    const expected = [sector('A'), Buffer.alloc(2 * SECTOR), sector('B')];
    expect(located && contentOf(image, located)).toEqual(Buffer.concat(expected));
  });

  test('gives what stands inside the entry of a file in UDF', async () => {
    const image = udfVolume().bytes;
    const located = await locate(image, [1]);
    expect(located && contentOf(image, located).toString()).toBe('tiny\n');
  });

  test('does not ask a page for more zeros than it can hold', async () => {
    const udf = new UdfBuilder({ kind: 'physical', revision: 0x0102, partitionNumber: 0 });
    udf.putFileSet();
    udf.putDirectory(1, [{ name: 'void', node: 2 }]);
    const hole = { bytes: MAX_HOLE_BYTES / 2, block: 0, type: 2 };
    const runs = [hole, hole, { ...hole, bytes: SECTOR }];
    udf.putFile(2, { size: MAX_HOLE_BYTES + SECTOR, form: 'long', runs });
    const located = await locate(udf.bytes, [0]);
    expect(located).toMatchObject({ parts: [{}, {}], isWhole: false });
  });

  test.each(HOSTILE_VOLUMES)('in %s lies inside the image', async (_, image) => {
    const bytes = image.build();
    const { entries } = await list(bytes, []);
    for (const index of entries.slice(0, 8).keys()) {
      const { parts, size } = (await locate(bytes, [index])) ?? { parts: [], size: 0 };
      const isInside = parts.every(({ offset = 0, length }) => offset + length <= bytes.length);
      const located = parts.reduce((sum, { length }) => sum + length, 0);
      expect([isInside, located <= size]).toEqual([true, true]);
    }
  });
});
