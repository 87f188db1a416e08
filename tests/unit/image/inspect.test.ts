import { describe, expect, test } from 'vitest';
import { inspectOpening, OPENING_BYTES } from '../../../src/core/image/inspect.ts';
import type { ContentKind } from '../../../src/core/image/opening.ts';
import { at, isoImage, udfImage } from '../../support/iso-builder.ts';

const inspect = (bytes: Uint8Array) => inspectOpening(bytes, bytes.length);
const ascii = (text: string) => new TextEncoder().encode(text);

/** A signature, then bytes that are no text, no zeros and no partition table. */
const startingWith = (...bytes: number[]) => {
  const file = new Uint8Array(5_000).fill(0x9c);
  file.set(bytes);
  return file;
};

describe('a volume', () => {
  test('of ISO 9660 gives its label and the size it claims', () => {
    const image = isoImage().withVolume({ label: 'GSP1RMCPRXFRER_EN_DVD', blocks: 1_621_535 });
    expect(inspect(image.build())).toEqual({
      kind: 'iso9660',
      label: 'GSP1RMCPRXFRER_EN_DVD',
      expectedSize: 3_320_903_680,
      findings: [],
    });
  });

  test.each<[number, number]>([
    [512, 15_360],
    [1024, 30_720],
    [2048, 61_440],
  ])('counts in logical blocks of %i bytes', (blockBytes, expectedSize) => {
    const image = isoImage().withVolume({ blockBytes }).build();
    expect(inspect(image)).toMatchObject({ expectedSize });
  });

  test('of the largest size that can be recorded keeps it exact', () => {
    const image = isoImage().withVolume({ blocks: 0xffff_ffff }).build();
    expect(inspect(image)).toMatchObject({ expectedSize: 8_796_093_020_160 });
  });

  test.each([0, 1, 3, 256, 4096, 32768])('with blocks of %i bytes claims no size', (blockBytes) => {
    const opening = inspect(isoImage().withVolume({ blockBytes }).build());
    expect(opening).toEqual({ kind: 'iso9660', label: 'TOUCHSTONE', findings: [] });
  });

  test('of no blocks claims no size', () => {
    expect(inspect(isoImage().withVolume({ blocks: 0 }).build()).expectedSize).toBeUndefined();
  });

  test.each(['NSR02', 'NSR03'] as const)('with %s behind the terminator is a bridge', (nsr) => {
    expect(inspect(isoImage().withUdf(nsr).build())).toMatchObject({
      kind: 'udf-bridge',
      label: 'TOUCHSTONE',
    });
  });

  test.each(['NSR02', 'NSR03'] as const)('with nothing but %s is UDF', (nsr) => {
    expect(inspect(udfImage(nsr).build())).toEqual({ kind: 'udf', findings: [] });
  });

  test('with an NSR descriptor outside an extended area is not UDF', () => {
    const image = isoImage().withIdentifier(18, 0, 'NSR02').build();
    expect(inspect(image).kind).toBe('iso9660');
  });

  test('with boot descriptors in between is read to its end', () => {
    const image = isoImage()
      .withIdentifier(17, 0, 'CD001')
      .withIdentifier(18, 255, 'CD001')
      .withIdentifier(19, 0, 'BEA01')
      .withIdentifier(20, 0, 'BOOT2')
      .withIdentifier(21, 0, 'NSR03')
      .build();
    expect(inspect(image).kind).toBe('udf-bridge');
  });

  test('without a primary descriptor is still one', () => {
    const image = isoImage().withIdentifier(16, 0, 'CD001').build();
    expect(inspect(image)).toEqual({ kind: 'iso9660', findings: [] });
  });

  test('with several primary descriptors is described by the first', () => {
    const image = isoImage().withIdentifier(17, 1, 'CD001').build();
    expect(inspect(image)).toMatchObject({ label: 'TOUCHSTONE', expectedSize: 61_440 });
  });

  test('is believed before a partition table in its system area', () => {
    expect(inspect(isoImage().withMasterBootRecord().build()).kind).toBe('iso9660');
  });

  test('is believed before the signature of an archive in its system area', () => {
    const image = isoImage().withBytes(0, [0x50, 0x4b, 0x03, 0x04]).build();
    expect(inspect(image).kind).toBe('iso9660');
  });
});

describe('a label', () => {
  test.each<[string, readonly number[], string | undefined]>([
    ['of 32 characters is taken whole', Array<number>(32).fill(0x41), 'A'.repeat(32)],
    ['keeps spaces inside and in front', [...ascii('  ARCH 2026 ')], '  ARCH 2026'],
    ['padded with NULs loses them', [0x41, 0x42, ...Array<number>(30).fill(0)], 'AB'],
    ['keeps a NUL in its middle', [0x41, 0, 0x42], 'A\0B'],
    ['in UTF-8 is decoded', [...ascii('Überprüfung')], 'Überprüfung'],
    ['in ISO 8859-1 is decoded', [0xdc, 0x42], 'ÜB'],
    ['of nothing but padding is absent', [], undefined],
  ])('%s', (_name, bytes, label) => {
    expect(inspect(isoImage().withRawLabel(bytes).build()).label).toBe(label);
  });
});

describe('halves that differ', () => {
  test('in the volume space size: the little-endian half is believed and both are reported', () => {
    const image = isoImage()
      .withBytes(at.volumeSpaceSize + 7, [31])
      .build();
    expect(inspect(image)).toMatchObject({
      expectedSize: 61_440,
      findings: [
        {
          code: 'both-byte-mismatch',
          offset: 32_848,
          detail: { field: 'volumeSpaceSize', le: 30, be: 31 },
        },
      ],
    });
  });

  test('in the logical block size: the little-endian half is believed', () => {
    const image = isoImage().withBytes(at.logicalBlockSize, [0, 4]).build();
    expect(inspect(image)).toMatchObject({
      expectedSize: 30_720,
      findings: [{ detail: { field: 'logicalBlockSize', le: 1024, be: 2048 } }],
    });
  });

  test('in fields that are not otherwise used are reported in the order of their offsets', () => {
    const image = isoImage()
      .withBytes(at.pathTableSize, [99])
      .withBytes(at.volumeSetSize, [2])
      .build();
    expect(inspect(image).findings).toMatchObject([
      { offset: 32_888, detail: { field: 'volumeSetSize', le: 2, be: 1 } },
      { offset: 32_900, detail: { field: 'pathTableSize', le: 99, be: 10 } },
    ]);
  });
});

describe('a file that is no volume', () => {
  test.each<[ContentKind, string, Uint8Array]>([
    ['gzip', 'RFC 1952', startingWith(0x1f, 0x8b, 0x08)],
    ['xz', 'the .xz file format', startingWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)],
    ['zstd', 'RFC 8878', startingWith(0x28, 0xb5, 0x2f, 0xfd)],
    ['bzip2', 'a block', startingWith(...ascii('BZh9'), 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)],
    [
      'bzip2',
      'an empty stream',
      startingWith(...ascii('BZh1'), 0x17, 0x72, 0x45, 0x38, 0x50, 0x90),
    ],
    ['zip', 'a local header', startingWith(...ascii('PK'), 3, 4)],
    ['zip', 'an empty archive', startingWith(...ascii('PK'), 5, 6)],
    ['7z', 'the signature header', startingWith(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
    ['wim', 'an ordinary one', startingWith(...ascii('MSWIM'), 0, 0, 0)],
    ['wim', 'a pipable one', startingWith(...ascii('WLPWM'), 0, 0, 0)],
    ['raw-sectors', 'two sectors', rawSectors(4_704)],
    ['raw-sectors', 'less than two sectors', rawSectors(2_352)],
    ['mdf', 'two sectors with subchannel', rawSectors(4_896, 2_448)],
    ['vhd', 'one that grows', startingWith(...ascii('conectix'))],
    ['vhdx', 'its signature', startingWith(...ascii('vhdxfile'))],
    ['qcow2', 'its signature', startingWith(0x51, 0x46, 0x49, 0xfb)],
    ['disk', 'a master boot record', masterBootRecord()],
    ['disk', 'GPT behind 512 bytes', withText(512, 'EFI PART')],
    ['disk', 'GPT behind 4096 bytes', withText(4096, 'EFI PART')],
    ['zeros', 'of one byte', new Uint8Array(1)],
    ['zeros', 'of many bytes', new Uint8Array(OPENING_BYTES)],
    ['text', 'a checksum file', ascii('d41d8cd98f00b204e9800998ecf8427e *x.iso\r\n')],
    ['text', 'in UTF-8', ascii('Prüfsumme')],
    ['text', 'with a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)],
    ['text', 'in UTF-16', utf16('d41d8cd9 x.iso')],
    ['text', 'in UTF-16 without a mark', utf16('d41d8cd9 x.iso').subarray(2)],
    ['html', 'with a document type', ascii('\n<!DOCTYPE html><title>Sign in</title>')],
    ['html', 'without one', ascii('<html lang="en"><body>404</body></html>')],
    ['html', 'in UTF-16', utf16('<html>')],
    ['unrecognised', 'one byte', Uint8Array.of(0x80)],
    ['unrecognised', 'three letters of bzip2 in a binary', startingWith(...ascii('BZh9'))],
    ['unrecognised', 'a sync pattern that does not come again', notRawSectors()],
    ['unrecognised', 'the boot sector of a bare FAT volume', fatBootSector()],
    ['unrecognised', 'text with a NUL', Uint8Array.of(0x41, 0x42, 0x00)],
    ['unrecognised', 'text with a bell', Uint8Array.of(0x41, 0x07, 0x42)],
  ])('%s: %s', (kind, _example, bytes) => {
    expect(inspect(bytes)).toEqual({ kind, findings: [] });
  });

  test('empty: a file of no bytes', () => {
    expect(inspectOpening(new Uint8Array(0), 0)).toEqual({ kind: 'empty', findings: [] });
  });

  test('unrecognised: a file of which no byte was handed over', () => {
    expect(inspectOpening(new Uint8Array(0), 10)).toEqual({ kind: 'unrecognised', findings: [] });
  });

  test('text: a character cut at the end of what was read', () => {
    expect(inspectOpening(ascii('Größe').subarray(0, 3), 1_000).kind).toBe('text');
  });
});

describe('limits', () => {
  const endless = (sectors: number) => {
    const image = isoImage().ofSectors(sectors + 20);
    const row = Array.from({ length: sectors }, (_, i) => 16 + i);
    return row.reduce((built, sector) => built.withIdentifier(sector, 0, 'CD001'), image);
  };

  test('the 64th descriptor is the last that is read', () => {
    const image = endless(62).withIdentifier(78, 0, 'BEA01').withIdentifier(79, 0, 'NSR02');
    expect(inspect(image.build()).kind).toBe('udf-bridge');
  });

  test('a 65th descriptor is not read', () => {
    const image = endless(63).withIdentifier(79, 0, 'BEA01').withIdentifier(80, 0, 'NSR02');
    expect(inspect(image.build()).kind).toBe('iso9660');
  });

  test('what lies behind the opening changes nothing', () => {
    const zeros = new Uint8Array(OPENING_BYTES + 10);
    zeros[OPENING_BYTES] = 1;
    expect(inspect(zeros).kind).toBe('zeros');
  });
});

describe('a file cut off within the primary descriptor', () => {
  const whole = isoImage().build();
  const cutAt = (within: number) => inspect(whole.subarray(0, at.primary + within));
  const lengths = Array.from({ length: 2049 }, (_, within) => within);

  test('is known as ISO 9660 from the identifier on, at every length', () => {
    const known = lengths.filter((within) => cutAt(within).kind === 'iso9660');
    expect(known).toEqual(lengths.slice(6));
  });

  test('has its label once all of it is there, at every length', () => {
    const labelled = lengths.filter((within) => cutAt(within).label === 'TOUCHSTONE');
    const unlabelled = lengths.filter((within) => cutAt(within).label === undefined);
    expect([unlabelled, labelled]).toEqual([lengths.slice(0, 72), lengths.slice(72)]);
  });

  test('claims a size once the block size is there, at every length', () => {
    const sized = lengths.filter((within) => cutAt(within).expectedSize === 61_440);
    const unsized = lengths.filter((within) => cutAt(within).expectedSize === undefined);
    expect([unsized, sized]).toEqual([lengths.slice(0, 132), lengths.slice(132)]);
  });

  test('gives no finding at any length', () => {
    expect(lengths.filter((within) => cutAt(within).findings.length > 0)).toEqual([]);
  });
});

function rawSectors(length: number, step = 2_352): Uint8Array {
  const file = new Uint8Array(length).fill(7);
  const sync = [0, ...Array<number>(10).fill(0xff), 0];
  for (let sector = 0; sector < length; sector += step) file.set(sync, sector);
  return file;
}

function notRawSectors(): Uint8Array {
  const file = rawSectors(4_704);
  file[2352] = 1;
  return file;
}

function masterBootRecord(): Uint8Array {
  return isoImage()
    .withMasterBootRecord()
    .build()
    .subarray(0, 16 * 2048);
}

function withText(offset: number, text: string): Uint8Array {
  const file = new Uint8Array(8_192);
  file.set(ascii(text), offset);
  return file;
}

/** Boot code where a partition table would be, and the mark at its end. */
function fatBootSector(): Uint8Array {
  const file = new Uint8Array(512).fill(0xcd);
  file.set([0xeb, 0x3c, 0x90, ...ascii('MSDOS5.0')]);
  file.set([0x55, 0xaa], 510);
  return file;
}

function utf16(text: string): Uint8Array {
  const units = Array.from(`\ufeff${text}`, (char) => char.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}
