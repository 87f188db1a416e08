import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/bytes/source.ts';
import { MAX_LOST_PATHS } from '../../../src/core/image/read-sizes.ts';
import { readImage } from '../../../src/core/image/read-image.ts';
import { MAX_TAIL_BYTES } from '../../../src/core/image/tail.ts';
import { memorySource } from '../../support/file-source.ts';
import { bootEntry, bootVolume, sectionHeader, validation } from '../../support/hostile-images.ts';
import { mbrSector } from '../../support/partition-builder.ts';
import { udfVolume } from '../../support/udf-volumes.ts';
import {
  concat,
  DIRECTORY,
  dots,
  record,
  ROOT,
  SECTOR,
  smallVolume,
  volumeOf,
} from '../../support/volume-builder.ts';
import { wimFile } from '../../support/wim-builder.ts';

const read = (bytes: Uint8Array) => readImage(memorySource(bytes));
const conclude = async (bytes: Uint8Array) => (await read(bytes)).sizes.conclusion;

/** 40 sectors, with files in sectors 22 and 23 to 25. */
const small = smallVolume().build();
const END = 40 * SECTOR;

const zeros = (length: number) => concat(small, new Uint8Array(length));

describe('an image', () => {
  test('of the size that its volume claims is whole', async () => {
    expect(await conclude(small)).toEqual({ kind: 'whole', by: 'iso9660', expected: END });
  });

  test('without its last sectors is truncated, although no file lies there', async () => {
    const lost = { paths: [], files: 0, bootImages: 0, isPartial: false };
    expect(await conclude(small.subarray(0, 30 * SECTOR))).toEqual({
      ...{ kind: 'truncated', by: 'iso9660', expected: END, lost },
    });
  });

  test('that ends in the middle of a file has lost that one', async () => {
    const lost = { paths: ['SUB/DATA.BIN'], files: 1, bootImages: 0, isPartial: false };
    expect(await conclude(small.subarray(0, 24 * SECTOR))).toMatchObject({ lost });
  });

  test('that ends before its directories has lost nobody knows what', async () => {
    const lost = { paths: [], files: 0, isPartial: true };
    expect(await conclude(small.subarray(0, 19 * SECTOR))).toMatchObject({ lost });
  });

  test('that has lost many files names the first ones', async () => {
    const records = Array.from({ length: 9 }, (_, i) =>
      record({ name: `F${String(i)}`, block: 35, length: SECTOR }),
    );
    const cut = volumeOf(...records).build();
    const conclusion = await conclude(cut.subarray(0, 30 * SECTOR));
    const paths = ['F0', 'F1', 'F2', 'F3', 'F4'].slice(0, MAX_LOST_PATHS);
    expect(conclusion).toMatchObject({ lost: { paths, files: 9 } });
  });

  test.each([1, SECTOR, 150 * SECTOR, MAX_TAIL_BYTES])(
    'with %s zero bytes behind it is padded',
    async (length) => {
      const padded = { kind: 'padded', by: 'iso9660', expected: END, isSampled: false };
      expect(await conclude(zeros(length))).toEqual(padded);
    },
  );

  test('with more zeros than are read is padded as far as was looked', async () => {
    const longer = await conclude(zeros(MAX_TAIL_BYTES + 1));
    expect(longer).toMatchObject({ kind: 'padded', isSampled: true });
  });

  test.each([
    ['cannot be read', () => Promise.resolve(new Uint8Array(0))],
    ['is there in part only', () => Promise.resolve(new Uint8Array(7))],
  ])('with zeros behind it of which a piece %s is padded as far as was looked', async (_, bad) => {
    const whole = memorySource(zeros(300_000));
    const source: ByteSource = {
      size: whole.size,
      read: (start, length) => (start > END + 100_000 ? bad() : whole.read(start, length)),
    };
    const { sizes } = await readImage(source);
    expect(sizes.conclusion).toMatchObject({ kind: 'padded', isSampled: true });
  });

  test.each([
    ['first', END],
    ['last', END + 299],
  ])('with another byte than zero as the %s behind it is oversize', async (_, at) => {
    const image = zeros(300);
    image[at] = 1;
    const conclusion = await conclude(image);
    expect(conclusion).toEqual({
      kind: 'oversize',
      by: 'iso9660',
      expected: END,
      isSampled: false,
    });
  });

  test('whose long tail ends with something else than zeros is oversize', async () => {
    const image = zeros(MAX_TAIL_BYTES + 5 * SECTOR);
    image[image.length - 1] = 1;
    expect(await conclude(image)).toMatchObject({ kind: 'oversize', isSampled: false });
  });

  test('that does not say how long it is, is as long as its files', async () => {
    const image = smallVolume().atByte(16 * SECTOR + 80, new Uint8Array(8));
    expect(await conclude(image.build())).toMatchObject({
      ...{ kind: 'padded', by: 'files', expected: 23 * SECTOR + 5000 },
    });
  });
});

describe('a boot catalog', () => {
  const image = (...entries: readonly Uint8Array[]) =>
    bootVolume(19).at(19, concat(validation(), ...entries));
  const both = image(
    bootEntry({ start: 22 }),
    sectionHeader(0xef, 1),
    bootEntry({ start: 23, sectors: 8 }),
  );

  test('with entries for both makes a disc start by BIOS and UEFI', async () => {
    const { boot } = await read(both.build());
    const signs = ['el-torito-bios', 'el-torito-uefi'];
    expect(boot).toEqual({ bios: true, uefi: true, hybrid: false, signs });
  });

  test('with an entry that is not to be booted starts nothing', async () => {
    const { boot } = await read(image(bootEntry({ start: 22, indicator: 0 })).build());
    expect(boot).toEqual({ bios: false, uefi: false, hybrid: false, signs: [] });
  });

  test('with code in the first sector and a partition makes a stick start too', async () => {
    const slot = { status: 0x80, type: 0x17, start: 0, sectors: 160 };
    const sector = mbrSector(slot);
    sector[0] = 0xfa;
    const { boot } = await read(both.at(0, sector).build());
    expect(boot).toMatchObject({ hybrid: true, signs: expect.arrayContaining(['mbr-code']) });
  });

  test('is among what is lost when its images lie behind the end', async () => {
    const cut = image(bootEntry({ start: 39, sectors: 4 })).build();
    const conclusion = await conclude(cut.subarray(0, 38 * SECTOR));
    expect(conclusion).toMatchObject({ kind: 'truncated', lost: { bootImages: 1 } });
  });
});

test('a folder with a loader for UEFI starts a stick that it is copied to', async () => {
  const folder = (name: string, block: number) =>
    record({ name, block, length: SECTOR, flags: DIRECTORY });
  const image = smallVolume(folder('EFI', 26))
    .at(26, concat(dots(26, ROOT), folder('BOOT', 27)))
    .at(27, concat(dots(27, 26), record({ name: 'BOOTX64.EFI;1', block: 22, length: 5 })));
  const { boot } = await read(image.build());
  expect(boot).toEqual({ bios: false, uefi: true, hybrid: false, signs: ['efi-boot-folder'] });
});

describe('the tree that is shown', () => {
  test('is that of ISO 9660 where there is no other', async () => {
    const { tree } = await read(small);
    expect(tree).toMatchObject({ naming: 'plain', entries: [{ name: 'HELLO.TXT' }, {}] });
  });

  test('is that of UDF where ISO 9660 holds but a note', async () => {
    const udf = udfVolume().bytes.slice();
    const note = volumeOf(record({ name: 'README.TXT;1', block: 22, length: 5 })).build();
    const bridge = concat(note.subarray(0, 18 * SECTOR), udf.subarray(18 * SECTOR));
    bridge.set(udf.subarray(16 * SECTOR, 19 * SECTOR), 18 * SECTOR);
    bridge.set(note.subarray(ROOT * SECTOR, (ROOT + 1) * SECTOR), ROOT * SECTOR);
    const { opening, tree, trees } = await read(bridge);
    expect(opening.kind).toBe('udf-bridge');
    expect(trees.map(({ naming }) => naming)).toEqual(['udf', 'plain']);
    expect(tree?.entries.map(({ name }) => name)).toContain('sources');
  });

  test('is none in a WIM file, whose tables say how long it is', async () => {
    const { tree, wim, sizes } = await read(wimFile());
    expect([tree, wim?.header.part, sizes.conclusion.kind]).toEqual([undefined, 1, 'whole']);
  });
});

test('a WIM file without its end is truncated', async () => {
  const whole = wimFile();
  expect(await conclude(whole.subarray(0, whole.length - 1))).toMatchObject({
    ...{ kind: 'truncated', by: 'wim', expected: whole.length },
  });
});

test('the labels of UDF stand beside those of ISO 9660', async () => {
  const { labels } = await read(udfVolume().bytes);
  expect(labels).toMatchObject({ udfVolume: expect.any(String) as string });
});
