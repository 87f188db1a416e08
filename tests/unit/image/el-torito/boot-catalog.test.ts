import { describe, expect, test } from 'vitest';
import { readBootCatalog } from '../../../../src/core/image/el-torito/boot-catalog.ts';
import { memorySource } from '../../../support/file-source.ts';
import {
  bootEntry,
  bootVolume,
  HOSTILE_CATALOGS,
  sectionHeader,
  validation,
} from '../../../support/hostile-images.ts';
import type { ImageBuilder } from '../../../support/volume-builder.ts';
import { concat, SECTOR, smallVolume } from '../../../support/volume-builder.ts';

const RECORD = 17 * SECTOR;
const CATALOG = 19;

const read = (image: ImageBuilder) => readBootCatalog(memorySource(image.build()), RECORD);

/** A volume with this catalog, and zeros for boot images. */
const withCatalog = (...entries: readonly Uint8Array[]) =>
  bootVolume(CATALOG).at(CATALOG, concat(...entries));

const le32 = (...values: readonly number[]): Uint8Array =>
  new Uint8Array(Uint32Array.from(values).buffer);

describe('a boot catalog', () => {
  test('of a BIOS entry says what is loaded from where', async () => {
    expect(await read(withCatalog(validation(), bootEntry({ start: 30 })))).toEqual({
      extent: { offset: CATALOG * SECTOR, length: SECTOR },
      id: '',
      isChecksumRight: true,
      entries: [
        {
          number: 1,
          offset: CATALOG * SECTOR + 32,
          platform: 'bios',
          platformId: 0,
          isBootable: true,
          emulation: 'none',
          loadSegment: 0,
          systemType: 0,
          loadBytes: 2048,
          start: 30 * SECTOR,
          image: { offset: 30 * SECTOR, length: 2048 },
          sizeFrom: 'catalog',
        },
      ],
      findings: [],
    });
  });

  test.each([
    [0, 'bios'],
    [1, 'powerpc'],
    [2, 'mac'],
    [0xef, 'uefi'],
    [7, 'other'],
  ])('of platform %i is for %s', async (id, platform) => {
    const catalog = await read(withCatalog(validation(id), bootEntry({ start: 30 })));
    expect(catalog?.entries[0]?.platform).toBe(platform);
  });

  test('with sections has all of their entries, each for its platform', async () => {
    const extension = concat([0x44, 0x20], new Uint8Array(30));
    const catalog = await read(
      withCatalog(
        validation(),
        bootEntry({ start: 30 }),
        sectionHeader(0xef, 2, false),
        bootEntry({ start: 31 }),
        extension,
        extension,
        bootEntry({ start: 32 }),
        sectionHeader(0, 1),
        bootEntry({ start: 33, indicator: 0 }),
        bootEntry({ start: 34 }), // behind the last section
      ),
    );
    expect(catalog?.entries.map(({ start, platform }) => [start / SECTOR, platform])).toEqual([
      [30, 'bios'],
      [31, 'uefi'],
      [32, 'uefi'],
      [33, 'bios'],
    ]);
    expect(catalog?.entries[3]?.isBootable).toBe(false);
    expect(catalog?.findings).toEqual([]);
  });

  test('whose maker counted too many entries goes on with the next section', async () => {
    const catalog = await read(
      withCatalog(
        validation(),
        bootEntry({ start: 30 }),
        sectionHeader(0xef, 9, false),
        bootEntry({ start: 31 }),
        sectionHeader(0, 1),
        bootEntry({ start: 32 }),
      ),
    );
    expect(catalog?.entries).toHaveLength(3);
    expect(catalog?.findings).toEqual([]);
  });

  test('with an entry that is none is read up to there', async () => {
    const catalog = await read(
      withCatalog(validation(), bootEntry({ start: 30 }), concat([0x33], new Uint8Array(31))),
    );
    expect(catalog?.entries).toHaveLength(1);
    expect(catalog?.findings).toEqual([
      { code: 'boot-catalog-damaged', offset: CATALOG * SECTOR + 64 },
    ]);
  });

  test('of another system than El Torito is not read', async () => {
    const image = smallVolume().at(17, concat([0], new Uint8Array(100)));
    expect(await read(image)).toBeUndefined();
  });

  test.each([
    ['a catalog behind the end', 'boot-catalog-missing'],
    ['a catalog of zeros', 'boot-catalog-missing'],
    ['sections without an end', 'boot-catalog-too-long'],
    ['a boot image behind the end', 'boot-image-beyond-end'],
    ['a checksum that does not fit', 'boot-catalog-checksum'],
  ])('with %s ends, with the finding %s', async (name, code) => {
    const [, image = smallVolume()] = HOSTILE_CATALOGS.find(([of]) => of === name) ?? [];
    expect((await read(image))?.findings.map((finding) => finding.code)).toEqual([code]);
  });
});

describe('a boot image', () => {
  const imageOf = async (catalog: ImageBuilder) => (await read(catalog))?.entries[0];

  test.each([
    [1, 1_228_800],
    [2, 1_474_560],
    [3, 2_949_120],
  ])('that is a floppy of kind %i has its size', async (media, length) => {
    const entry = await imageOf(withCatalog(validation(), bootEntry({ media, start: 1 })));
    expect(entry).toMatchObject({ image: { offset: SECTOR, length }, sizeFrom: 'emulation' });
  });

  test('that is a disk ends with its last partition', async () => {
    const image = withCatalog(validation(), bootEntry({ media: 4, start: 30 }))
      .atByte(30 * SECTOR + 454, le32(1, 7))
      .atByte(30 * SECTOR + 510, [0x55, 0xaa]);
    expect(await imageOf(image)).toMatchObject({
      image: { offset: 30 * SECTOR, length: 8 * 512 },
      sizeFrom: 'partitions',
    });
  });

  /** A FAT volume of so many sectors. */
  const fat = (sectors: number) => {
    const boot = new Uint8Array(512);
    boot.set([0xeb, 0x3c, 0x90]);
    const view = new DataView(boot.buffer);
    view.setUint16(11, 512, true);
    if (sectors < 0x10000) view.setUint16(19, sectors, true);
    else view.setUint32(32, sectors, true);
    return boot;
  };

  test.each([
    [0, 2880],
    [1, 12],
    [1, 70_000],
  ])('of UEFI with a count of %i is as long as its FAT of %i sectors', async (sectors, length) => {
    const image = withCatalog(validation(0xef), bootEntry({ sectors, start: 30 })).at(
      30,
      fat(length),
    );
    expect(await imageOf(image)).toMatchObject({
      image: { offset: 30 * SECTOR, length: length * 512 },
      sizeFrom: 'fat',
    });
  });

  test('of UEFI with a count of 0 and no FAT is of unknown length', async () => {
    const image = withCatalog(validation(0xef), bootEntry({ sectors: 0, start: 30 }));
    expect((await read(image))?.findings).toEqual([
      { code: 'boot-image-size-unknown', offset: CATALOG * SECTOR + 32, detail: { number: 1 } },
    ]);
  });
});

describe('a table about itself', () => {
  /** 64 bytes, the table in it, then the words 1, 2 and half of a third. */
  const bootImage = (checksum: number) =>
    concat(new Uint8Array(8), le32(16, 30, 74, checksum), new Uint8Array(40), le32(1, 2), [3, 4]);
  const image = (checksum: number) =>
    withCatalog(validation(), bootEntry({ start: 30 })).at(30, bootImage(checksum));
  const sum = 1 + 2 + 0x0403;

  test('with the right checksum tells how long it is', async () => {
    const catalog = await read(image(sum));
    expect(catalog?.entries[0]).toMatchObject({
      image: { offset: 30 * SECTOR, length: 74 },
      sizeFrom: 'boot-info',
      bootInfo: { length: 74, recorded: sum, computed: sum, hasGrubPlace: false },
    });
    expect(catalog?.findings).toEqual([]);
  });

  test('with another checksum is told', async () => {
    expect((await read(image(sum + 1)))?.findings).toEqual([
      {
        code: 'boot-info-mismatch',
        offset: CATALOG * SECTOR + 32,
        detail: { number: 1, recorded: sum + 1, computed: sum },
      },
    ]);
  });

  test('that GRUB uses has its place too', async () => {
    const grub = image(sum).atByte(30 * SECTOR + 2548, le32(30 * 4 + 5, 0));
    expect((await read(grub))?.entries[0]?.bootInfo?.hasGrubPlace).toBe(true);
  });

  test('that names another sector is none', async () => {
    const moved = image(sum).atByte(30 * SECTOR + 12, le32(31));
    expect((await read(moved))?.entries[0]).toMatchObject({ sizeFrom: 'catalog' });
  });

  test('of a boot image that is cut off is not computed', async () => {
    const whole = image(sum).atByte(30 * SECTOR + 16, le32(1 << 20));
    const catalog = await read(whole);
    expect(catalog?.entries[0]?.bootInfo?.computed).toBeUndefined();
    expect(catalog?.findings).toMatchObject([{ code: 'boot-image-beyond-end' }]);
  });
});
