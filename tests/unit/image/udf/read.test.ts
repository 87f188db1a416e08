import { describe, expect, test } from 'vitest';
import { ExtentSource } from '../../../../src/core/bytes/extent-source.ts';
import { readUdf } from '../../../../src/core/image/udf/read.ts';
import { memorySource } from '../../../support/file-source.ts';
import { SECTOR, SECTORS, sectorOf, UdfBuilder } from '../../../support/udf-builder.ts';
import { BINARY, KINDS, manyName, udfVolume } from '../../../support/udf-volumes.ts';
import { walkTree } from '../../../support/walk-tree.ts';

async function read(bytes: Uint8Array) {
  const volume = await readUdf(memorySource(bytes));
  if (!volume) throw new Error('no volume');
  return volume;
}

async function walk(bytes: Uint8Array) {
  const { tree } = await read(bytes);
  if (!tree) throw new Error('no tree');
  const { entries, findings } = await walkTree(tree);
  return { entries: new Map(entries.map(({ path, entry }) => [path, entry])), findings };
}

const codesOf = (findings: readonly { readonly code: string }[]) =>
  findings.map(({ code }) => code);

describe.each(KINDS)('a volume with a %s partition, of revision %i', (kind, revision) => {
  const image = () => udfVolume(kind, revision).bytes;

  test('says what it is', async () => {
    const volume = await read(image());
    expect(volume).toMatchObject({
      primary: {
        volumeId: 'VOLUME',
        volumeSetId: '4CE7D2F0 SET',
        application: '*Application',
        implementation: '*Touchstone',
        recorded: '2010-11-20T12:34:56+01:00',
      },
      label: 'LABEL',
      revision,
      sectorBytes: 2048,
      integrity: { isClosed: true, files: 7, directories: 3 },
      findings: [],
    });
  });

  test('lists every file and no deleted one', async () => {
    const { entries, findings } = await walk(image());
    const many = Array.from({ length: 40 }, (_, i) => `/many/${manyName(i)}`);
    expect([...entries.keys()].sort()).toEqual(
      [
        ...['/sources', '/sources/holes.bin', '/sources/chained.bin', '/sources/empty'],
        ...['/tiny.txt', '/naïve.txt', '/漢字-💿.bin', '/link', '/hidden', '/many'],
        ...many,
      ].sort(),
    );
    expect(findings).toEqual([]);
  });

  test('gives each file its kind, size, time and content', async () => {
    const { entries } = await walk(image());
    const entryBytes = revision >= 0x0200 ? 216 : 176;
    expect(entries.get('/naïve.txt')).toEqual({
      name: 'naïve.txt',
      kind: 'file',
      size: 5,
      extents: [{ offset: udfVolume(kind, revision).offsetOf(3) + entryBytes, length: 5 }],
      modified: '2010-11-20T12:34:56+01:00',
    });
    expect(entries.get('/hidden')).toMatchObject({ kind: 'file', size: 0, isHidden: true });
    expect(entries.get('/link')).toMatchObject({ kind: 'link', target: '/sources/../naïve.txt' });
    expect(entries.get('/many')).toMatchObject({ kind: 'directory' });
  });

  test('says where the content of each file is', async () => {
    const { entries } = await walk(image());
    const start = sectorOf.partition * SECTOR;
    const at = (block: number) => start + block * SECTOR;
    expect(entries.get('/漢字-💿.bin')?.extents).toEqual([
      { offset: at(62), length: 2 * SECTOR },
      { offset: at(70), length: SECTOR - 100 },
    ]);
    expect(entries.get('/sources/chained.bin')?.extents).toEqual([
      { offset: at(82), length: SECTOR },
      { offset: at(80), length: SECTOR },
    ]);
    expect(entries.get('/sources/holes.bin')?.extents).toEqual([
      { offset: at(80), length: SECTOR },
      { offset: at(0), length: 2 * SECTOR, isHole: true },
      { offset: at(81), length: SECTOR },
    ]);
  });

  test('lets a file inside it be read like one outside', async () => {
    const bytes = image();
    const entry = (await walk(bytes)).entries.get('/漢字-💿.bin');
    const source = new ExtentSource(memorySource(bytes), entry?.extents ?? [], entry?.size ?? 0);
    expect(Buffer.from(await source.read(0, 100_000))).toEqual(Buffer.from(BINARY));
  });
});

describe('the size of a volume', () => {
  test('is proven by the anchor in its last sector', async () => {
    const { provenSize, neededSize, anchors } = await read(udfVolume().bytes);
    expect(provenSize).toBe(SECTORS * SECTOR);
    expect(neededSize).toBe((sectorOf.partition + 100) * SECTOR);
    expect(anchors).toEqual([256, 399]);
  });

  test('is proven too when zeros follow it', async () => {
    const padded = new Uint8Array(SECTORS * SECTOR + 300 * SECTOR + 77);
    padded.set(udfVolume().bytes);
    expect((await read(padded)).provenSize).toBe(SECTORS * SECTOR);
  });

  test('is not proven when its end is missing', async () => {
    const volume = await read(udfVolume().bytes.subarray(0, (SECTORS - 1) * SECTOR));
    expect(volume.provenSize).toBeUndefined();
    expect(codesOf(volume.findings)).toEqual(['udf-end-missing']);
    expect(volume.neededSize).toBe((sectorOf.partition + 100) * SECTOR);
  });

  test('of media that are open for more is proven by the table of their blocks', async () => {
    const image = udfVolume('virtual', 0x0150).putSector(64, new UdfBuilder().integrity(0));
    const padded = new Uint8Array((SECTORS + 100) * SECTOR);
    padded.set(image.bytes);
    const volume = await read(padded);
    expect(volume.provenSize).toBe(SECTORS * SECTOR);
    expect(volume.findings).toEqual([]);
  });

  test('of media that are open for more is not proven without that table', async () => {
    const { bytes } = udfVolume('virtual', 0x0150);
    const volume = await read(bytes.subarray(0, (SECTORS - 1) * SECTOR));
    expect(volume.provenSize).toBeUndefined();
  });
});

describe('a damaged volume', () => {
  /** One bit of a byte of the sector is changed. */
  const damaged = (image: UdfBuilder, sector: number, at = 40): Uint8Array => {
    const offset = sector * SECTOR + at;
    image.bytes[offset] = (image.bytes[offset] ?? 0) ^ 1;
    return image.bytes;
  };

  test('without its first anchor is read from the last', async () => {
    const bytes = damaged(udfVolume(), sectorOf.firstAnchor, 20);
    const volume = await read(bytes);
    expect(volume.findings).toEqual([
      { code: 'udf-anchor-missing', offset: 256 * SECTOR, detail: { sector: 256 } },
    ]);
    expect((await walk(bytes)).entries.size).toBe(50);
  });

  test('without any anchor is none', async () => {
    const image = udfVolume();
    damaged(image, sectorOf.firstAnchor, 20);
    expect(await readUdf(memorySource(damaged(image, sectorOf.lastAnchor, 20)))).toBeUndefined();
  });

  test.each([0, 1, 2])(
    'with descriptor %i of the main sequence damaged is read from the reserve',
    async (i) => {
      const sector = sectorOf.mainSequence + i;
      const volume = await read(damaged(udfVolume(), sector, 100));
      expect(volume).toMatchObject({ label: 'LABEL', primary: { volumeId: 'VOLUME' } });
      expect(volume.findings).toEqual([
        { code: 'udf-sequence-damaged', offset: sector * SECTOR, detail: { sequence: 'main' } },
      ]);
      expect(volume.tree).toBeDefined();
    },
  );

  test('in both sequences has no files, and says so', async () => {
    const image = udfVolume();
    damaged(image, sectorOf.mainSequence + 2);
    const volume = await read(damaged(image, sectorOf.reserveSequence + 2));
    expect(volume.tree).toBeUndefined();
    expect(codesOf(volume.findings)).toEqual([
      'udf-sequence-damaged',
      'udf-sequence-damaged',
      'udf-no-files',
    ]);
  });

  test('whose sequences differ is believed in the first', async () => {
    const image = udfVolume();
    const sector = sectorOf.reserveSequence + 2;
    image.putSector(sector, image.logicalVolume(sector, { label: 'OTHER' }));
    const volume = await read(image.bytes);
    expect(volume.label).toBe('LABEL');
    expect(volume.findings).toEqual([
      { code: 'udf-sequences-disagree', detail: { descriptor: 'logical' } },
    ]);
  });

  test('that was not closed says so', async () => {
    const image = udfVolume();
    const volume = await read(image.putSector(64, image.integrity(0)).bytes);
    expect(volume.integrity?.isClosed).toBe(false);
    expect(codesOf(volume.findings)).toEqual(['udf-not-closed']);
  });

  test('without its record of integrity says so', async () => {
    const volume = await read(damaged(udfVolume(), 64));
    expect(volume.integrity).toBeUndefined();
    expect(codesOf(volume.findings)).toEqual(['udf-integrity-missing']);
  });

  test('with blocks of an impossible size has no files', async () => {
    const volume = await read(udfVolume().putSequences({ blockBytes: 2047 }).bytes);
    expect(volume.tree).toBeUndefined();
    expect(codesOf(volume.findings)).toEqual(['udf-block-size', 'udf-no-files']);
  });

  test('without its file set has no files', async () => {
    const image = udfVolume();
    const volume = await read(damaged(image, image.offsetOf(0) / SECTOR));
    expect(codesOf(volume.findings)).toEqual(['udf-file-set-missing', 'udf-no-files']);
  });

  test('without its root directory has a tree that is empty', async () => {
    const image = udfVolume();
    const { tree, findings } = await read(damaged(image, image.offsetOf(1) / SECTOR));
    expect(codesOf(findings)).toEqual(['directory-missing']);
    expect(tree && (await walkTree(tree)).entries).toEqual([]);
  });

  test('keeps the name of a file whose entry is damaged', async () => {
    const image = udfVolume();
    const { entries, findings } = await walk(damaged(image, image.offsetOf(4) / SECTOR));
    expect(entries.get('/漢字-💿.bin')).toEqual({
      name: '漢字-💿.bin',
      kind: 'file',
      size: 0,
      extents: [],
    });
    expect(findings).toEqual([{ code: 'udf-entry-damaged', detail: { name: '漢字-💿.bin' } }]);
  });

  test('reads a damaged block of the metadata partition from its mirror', async () => {
    const image = udfVolume('metadata', 0x0250);
    const { entries, findings } = await walk(damaged(image, image.offsetOf(4) / SECTOR));
    expect(entries.get('/漢字-💿.bin')?.size).toBe(BINARY.length);
    expect(codesOf(findings)).toEqual(['udf-mirror-used']);
  });

  test.each([
    [0, 'file'],
    [1, 'mirror'],
  ])('reads the metadata partition without entry %i, that of its %s', async (block, copy) => {
    const image = udfVolume('metadata', 0x0250);
    const bytes = damaged(image, sectorOf.partition + block);
    expect((await read(bytes)).findings).toEqual([
      { code: 'udf-metadata-damaged', detail: { copy } },
    ]);
    expect((await walk(bytes)).entries.size).toBe(50);
  });

  test('without its virtual table has no files', async () => {
    const volume = await read(damaged(udfVolume('virtual', 0x0150), SECTORS - 1));
    expect(codesOf(volume.findings)).toEqual([
      'udf-virtual-missing',
      'udf-file-set-missing',
      'udf-no-files',
    ]);
  });

  test('without its sparing table says that files may be misplaced', async () => {
    const volume = await read(
      udfVolume('sparable', 0x0150).putSector(370, new Uint8Array(SECTOR)).bytes,
    );
    expect(codesOf(volume.findings)).toContain('udf-sparing-missing');
  });

  test('whose descriptor was made for another block is read, and that is said', async () => {
    const image = udfVolume();
    image.putNode(3, image.entry(image.blockOf(4), { size: 0, form: 'embedded' }));
    const { findings } = await walk(image.bytes);
    const [first] = findings;
    expect(first).toEqual({
      code: 'udf-tag-location',
      offset: image.offsetOf(3),
      detail: { recorded: image.blockOf(4), expected: image.blockOf(3) },
    });
  });

  test('lists a directory up to the name that is damaged', async () => {
    const image = udfVolume();
    const offset = image.offsetOf(13); // the second block of /many
    image.bytes[offset + 300] = (image.bytes[offset + 300] ?? 0) ^ 1;
    const { entries, findings } = await walk(image.bytes);
    const listed = [...entries.keys()].filter((path) => path.startsWith('/many/'));
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.length).toBeLessThan(40);
    expect(codesOf(findings)).toEqual(['damaged-record']);
    expect(findings[0]?.offset).toBeGreaterThan(offset);
    expect(findings[0]?.offset).toBeLessThanOrEqual(offset + 300);
  });
});
