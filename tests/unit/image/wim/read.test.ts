import { describe, expect, test } from 'vitest';
import { readLookupTable } from '../../../../src/core/image/wim/lookup-table.ts';
import { MAX_XML_BYTES, readWim, readWimImages } from '../../../../src/core/image/wim/read.ts';
import { recordingSource } from '../../../support/recording-source.ts';
import { atWim, resource, wimFile, type WimPlan } from '../../../support/wim-builder.ts';

const read = (bytes: Uint8Array) => readWim(recordingSource(bytes));
const findingsOf = async (bytes: Uint8Array) => (await read(bytes))?.findings;
const codesOf = async (bytes: Uint8Array) => (await findingsOf(bytes))?.map(({ code }) => code);

function changed(offset: number, bytes: ArrayLike<number>, plan: WimPlan = {}): Uint8Array {
  const file = wimFile(plan);
  file.set(bytes, offset);
  return file;
}

const uint32 = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);

const twoPieces: WimPlan = { data: [new Uint8Array(5_000).fill(1), new Uint8Array(4_000)] };
const LOOKUP_START = 208 + 9_000;
const LOOKUP_END = LOOKUP_START + 2 * 50;

/** `head -c 4000 /dev/zero | sha1sum` */
const SHA1_OF_4000_ZEROS = '8d82693c897d1b9dd38ffebed9a9d040799d6734';

describe('a WIM file', () => {
  test('says what its header says', async () => {
    const wim = await read(wimFile({ flags: 0x40002 }));
    expect(wim?.findings).toEqual([]);
    expect(wim?.header).toMatchObject({
      isPipable: false,
      version: 0x10d00,
      compression: 'lzx',
      guid: '00112233-4455-6677-8899-aabbccddeeff',
      part: 1,
      parts: 1,
      isSplit: false,
      isUnfinished: false,
      imageCount: 1,
      bootImage: 0,
    });
  });

  test.each([
    [0, 'none'],
    [0x20002, 'xpress'],
    [0x40002, 'lzx'],
    [0x80002, 'lzms'],
    [0x200002, 'xpress'],
    [0x2, 'unknown'],
    [0x40000, 'none'],
  ])('with the flags %i is compressed by %s', async (flags, compression) => {
    expect((await read(wimFile({ flags })))?.header.compression).toBe(compression);
  });

  test('expects to be as long as everything in it, also when it was cut', async () => {
    const file = wimFile();
    expect((await read(file))?.expectedSize).toBe(file.length);
    expect((await read(file.subarray(0, 3_000)))?.expectedSize).toBe(file.length);
  });

  test('gives the bounds of its integrity table', async () => {
    const file = wimFile(twoPieces);
    expect((await read(file))?.integrity).toEqual({
      start: 208,
      end: LOOKUP_END,
      chunkBytes: 4_096,
      count: 3,
      digestsOffset: file.length - 3 * 20,
    });
  });

  test('may have no integrity table', async () => {
    const wim = await read(wimFile({ hasIntegrity: false }));
    expect(wim?.integrity).toBeUndefined();
    expect(wim?.findings).toEqual([]);
  });

  test('gives the rows of its lookup table', async () => {
    const source = recordingSource(wimFile(twoPieces));
    const wim = await readWim(source);
    if (!wim) throw new Error('not read');
    const table = await readLookupTable(source, wim.header);
    const row = table.readRow(1);
    expect(table.count).toBe(2);
    expect(row).toMatchObject({ offset: 5_208, storedBytes: 4_000, originalBytes: 4_000, part: 1 });
    expect(Buffer.from(row.sha1).toString('hex')).toBe(SHA1_OF_4000_ZEROS);
    expect(wim.lookup).toEqual({
      rows: 2,
      metadata: 1,
      solidResources: 0,
      end: LOOKUP_START,
      beyondEnd: 0,
    });
  });

  test('is one part of several when it says so', async () => {
    const file = changed(atWim.part, [2, 0, 3, 0], { flags: 8 });
    expect((await read(file))?.header).toMatchObject({ part: 2, parts: 3, isSplit: true });
  });

  test('that holds a solid resource is solid, and what is inside that counts for no size', async () => {
    const file = wimFile(twoPieces);
    file.set(resource(5_000, 208, 0x10), LOOKUP_START);
    file.set([0, 0, 0, 0, 1], LOOKUP_START + 16); // 2^32 for a size: the resource itself
    file.set(resource(4_000, 2 ** 40, 0x10), LOOKUP_START + 50);
    const wim = await read(file);
    expect(wim).toMatchObject({ isSolid: true, expectedSize: file.length, findings: [] });
    expect(wim?.lookup).toMatchObject({ solidResources: 1, end: 5_208, beyondEnd: 0 });
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['another signature', new Uint8Array(300)],
    ['a header that is cut', wimFile().subarray(0, 207)],
  ])('is not %s', async (_, bytes) => {
    expect(await read(bytes)).toBeUndefined();
  });
});

describe('a pipable WIM file', () => {
  const pipable = () => {
    const file = wimFile();
    file.set([0x57, 0x4c, 0x50, 0x57, 0x4d, 0, 0, 0]);
    const end = file.slice(0, 208);
    file.fill(0, atWim.lookup, 208); // at its start the places of the tables are not known yet
    return new Uint8Array([...file, ...end]);
  };

  test('is read from the header at its end', async () => {
    const file = pipable();
    const wim = await read(file);
    expect(wim).toMatchObject({ findings: [], expectedSize: file.length });
    expect(wim?.images[0]?.name).toBe('One');
  });

  test('without that end was cut', async () => {
    const file = pipable();
    expect(await codesOf(file.subarray(0, file.length - 1))).toEqual([
      'wim-end-missing',
      'wim-xml-missing',
    ]);
  });
});

describe('what is odd about a WIM file', () => {
  test.each([
    ['headerBytes', atWim.headerBytes, [207], 207],
    ['version', atWim.version, [1, 2, 3], 0x30201],
    ['part', atWim.part, [0], 0],
    ['part', atWim.part, [2], 2],
  ])('a %s that cannot be', async (field, offset, bytes, value) => {
    expect(await findingsOf(changed(offset, bytes))).toEqual([
      { code: 'wim-header-damaged', offset, detail: { field, value } },
    ]);
  });

  test('more images than there can be, which is also not what the XML says', async () => {
    expect(await findingsOf(changed(atWim.imageCount, uint32(0xffffffff)))).toEqual([
      {
        code: 'wim-header-damaged',
        offset: atWim.imageCount,
        detail: { field: 'imageCount', value: 0xffffffff },
      },
      { code: 'wim-images-disagree', detail: { header: 0xffffffff, xml: 1 } },
    ]);
  });

  test('a boot image that it does not have', async () => {
    expect(await codesOf(changed(atWim.bootImage, [2]))).toEqual(['wim-header-damaged']);
  });

  test('an unfinished one says so', async () => {
    const wim = await read(wimFile({ flags: 0x40 }));
    expect(wim?.header.isUnfinished).toBe(true);
    expect(wim?.findings).toEqual([{ code: 'wim-unfinished' }]);
  });

  test('tables behind the end of the file, each by its name', async () => {
    const file = wimFile(twoPieces);
    expect(await findingsOf(file.subarray(0, LOOKUP_START + 10))).toEqual([
      { code: 'wim-beyond-end', detail: { resource: 'lookup' } },
      { code: 'wim-beyond-end', detail: { resource: 'xml' } },
      { code: 'wim-beyond-end', detail: { resource: 'integrity' } },
    ]);
  });

  test('data behind the end of the file, counted', async () => {
    const file = changed(LOOKUP_START + 50, resource(4_000, 2 ** 40, 0), twoPieces);
    expect(await findingsOf(file)).toEqual([
      { code: 'wim-data-beyond-end', detail: { count: 1, part: 1 } },
    ]);
  });

  test('data of another part are not looked for here', async () => {
    const file = changed(LOOKUP_START + 50, resource(4_000, 2 ** 40, 0), twoPieces);
    file[LOOKUP_START + 50 + 24] = 2;
    expect(await codesOf(file)).toEqual([]);
  });

  test('no XML', async () => {
    const file = changed(atWim.xml, new Uint8Array(24));
    expect(await codesOf(file)).toEqual(['wim-xml-missing']);
  });

  test('XML that is not UTF-16', async () => {
    const file = wimFile();
    const xml = Buffer.from(file).readUInt32LE(atWim.xml + 8);
    file[xml] = 0;
    expect(await codesOf(file)).toEqual(['wim-xml-unreadable']);
  });

  test('XML of any length but what is read, and nothing of it then', async () => {
    const file = changed(atWim.xml, uint32(MAX_XML_BYTES + 1));
    expect(await codesOf(file)).toContain('wim-xml-too-long');
    const huge = changed(atWim.xml, [255, 255, 255, 255, 255, 255, 255]);
    expect(await codesOf(huge)).toContain('wim-xml-too-long');
  });

  test('a lookup table that is not made of whole rows', async () => {
    expect(await codesOf(changed(atWim.lookup, [49], { hasIntegrity: false }))).toEqual([
      'wim-lookup-damaged',
    ]);
  });

  test('a lookup table of 50 TiB: only what is there is read', async () => {
    const source = recordingSource(
      changed(atWim.lookup, [0, 0, 0, 0, 0, 0x32, 0], { hasIntegrity: false }),
    );
    const codes = (await readWim(source))?.findings.map(({ code }) => code);
    expect(codes).toContain('wim-lookup-too-long');
    expect(codes).toContain('wim-beyond-end');
    expect(source.reads.every(({ length }) => length <= source.size)).toBe(true);
  });

  test.each([
    ['size', 0, 73],
    ['count', 4, 0xffffffff],
    ['count', 4, 2],
    ['chunkBytes', 8, 0],
    ['chunkBytes', 8, 4_095],
    ['chunkBytes', 8, 128 * 2 ** 20 + 1],
  ])('an integrity table whose %s cannot be is not used', async (field, offset, value) => {
    const file = wimFile(twoPieces);
    const table = file.length - 72;
    file.set(uint32(value), table + offset);
    const wim = await read(file);
    expect(wim?.integrity).toBeUndefined();
    expect(wim?.findings).toEqual([
      { code: 'wim-integrity-damaged', offset: table + offset, detail: { field, value } },
    ]);
  });

  test('a file cut at any byte is read as far as it goes', async () => {
    const file = wimFile({ data: [new Uint8Array(300)] });
    for (let length = 208; length < file.length; length++) {
      const wim = await read(file.subarray(0, length));
      expect([length, wim?.expectedSize]).toEqual([length, file.length]);
      expect([length, wim?.findings.length]).not.toEqual([length, 0]);
    }
  });
});

describe('the images alone', () => {
  test('are those of the whole reading, by the header and the XML alone', async () => {
    const source = recordingSource(wimFile({ data: [new Uint8Array(50_000)] }));
    const list = await readWimImages(source);
    expect(list).toMatchObject({ images: [{ index: 1, name: 'One' }], findings: [] });
    const [header, ...rest] = source.reads;
    expect(header).toEqual({ start: 0, length: 208 });
    expect(rest.every(({ start }) => start >= 50_000)).toBe(true);
  });

  test('are none where there is no WIM file', async () => {
    expect(await readWimImages(recordingSource(new Uint8Array(500)))).toBeUndefined();
  });
});
