import { describe, expect, test } from 'vitest';
import { MAX_PARTITIONS } from '../../../../src/core/image/system-area/partition.ts';
import { readSystemArea } from '../../../../src/core/image/system-area/system-area.ts';
import { memorySource } from '../../../support/file-source.ts';
import {
  apmDescriptor,
  apmEntry,
  gptEntry,
  gptHeader,
  mbrSector,
  type Slot,
} from '../../../support/partition-builder.ts';
import { concat, ImageBuilder } from '../../../support/volume-builder.ts';

/** Sectors of 2048 bytes: 256 of 512. */
const disk = () => new ImageBuilder(64);
const read = (image: ImageBuilder) => readSystemArea(memorySource(image.build()));
const codesOf = ({ findings }: Awaited<ReturnType<typeof read>>) =>
  findings.map(({ code }) => code);

test('a system area of zeros has no table', async () => {
  expect(await read(disk())).toEqual({ partitions: [], findings: [] });
});

describe('a master boot record', () => {
  const withSlots = (...slots: readonly Slot[]) => disk().at(0, mbrSector(...slots));

  test('lists its partitions in bytes, and where they end', async () => {
    const image = withSlots(
      { status: 0x80, type: 0x17, start: 0, sectors: 256 },
      { type: 0xef, start: 100, sectors: 20 },
    ).atByte(440, [1, 2, 3, 4]);
    const { mbr, partitions, claimedSize, findings } = await read(image);
    expect(mbr?.diskId).toBe(0x04030201);
    expect(partitions).toEqual([
      { scheme: 'mbr', number: 1, offset: 0, length: 131_072, type: '17', isActive: true },
      { scheme: 'mbr', number: 2, offset: 51_200, length: 10_240, type: 'ef' },
    ]);
    expect(claimedSize).toBe(131_072);
    expect(findings).toEqual([]);
  });

  test('with an active slot of type 0 is one, as xorriso writes it', async () => {
    const image = withSlots({ status: 0x80, type: 0, start: 0, sectors: 256 });
    expect((await read(image)).partitions).toMatchObject([{ type: '00', length: 131_072 }]);
  });

  test.each<[string, ImageBuilder]>([
    ['without a used slot', withSlots({ type: 0x83, start: 1, sectors: 0 })],
    ['with a status that cannot be', withSlots({ status: 7, type: 0x83, start: 1, sectors: 1 })],
    ['without the mark', withSlots({ type: 0x83, start: 1, sectors: 1 }).atByte(510, [0])],
  ])('%s is none', async (_name, image) => {
    expect((await read(image)).mbr).toBeUndefined();
  });

  test('with a partition behind the end says which', async () => {
    const { findings } = await read(withSlots({ type: 0x83, start: 1, sectors: 256 }));
    expect(findings).toEqual([
      { code: 'partition-beyond-end', offset: 512, detail: { scheme: 'mbr', number: 1 } },
    ]);
  });

  test('that guards a GPT may claim more than there is', async () => {
    const { findings, claimedSize } = await read(
      withSlots({ type: 0xee, start: 1, sectors: 0xffffffff }),
    );
    expect(findings).toEqual([]);
    expect(claimedSize).toBeUndefined();
  });
});

describe('logical partitions', () => {
  const extended: Slot = { type: 0x0f, start: 10, sectors: 200 };
  const own: Slot = { type: 0x83, start: 1, sectors: 5 };
  const chain = (next: Slot) =>
    disk()
      .at(0, mbrSector(extended))
      .atByte(10 * 512, mbrSector(own, next));

  test('are found along their chain, each counted from its own table', async () => {
    const image = chain({ type: 0x05, start: 20, sectors: 10 }).atByte(30 * 512, mbrSector(own));
    const { partitions, findings } = await read(
      image.atByte(30 * 512, mbrSector(own, { type: 0, start: 0, sectors: 0 })),
    );
    expect(partitions.map(({ number, offset }) => [number, offset / 512])).toEqual([
      [1, 10],
      [5, 11],
      [6, 31],
    ]);
    expect(findings).toEqual([]);
  });

  test.each<[string, Slot]>([
    ['to its beginning', { type: 0x05, start: 0, sectors: 10 }],
    ['to no table', { type: 0x05, start: 50, sectors: 10 }],
    ['behind the end', { type: 0x05, start: 0xfffffff0, sectors: 10 }],
  ])('whose chain leads %s end there, and that is told', async (_name, next) => {
    const area = await read(chain(next));
    expect(area.partitions).toHaveLength(2);
    expect(codesOf(area)).toEqual(['extended-partition-damaged']);
  });

  test('are read up to the limit', async () => {
    const image = new ImageBuilder(300).at(0, mbrSector({ ...extended, sectors: 1000 }));
    for (let i = 0; i < 400; i++) {
      const next: Slot = { type: 0x05, start: i + 1, sectors: 1 };
      image.atByte((10 + i) * 512, mbrSector({ ...own, start: 0, sectors: 1 }, next));
    }
    const area = await read(image);
    expect(area.partitions).toHaveLength(MAX_PARTITIONS + 1);
    expect(codesOf(area)).toEqual(['too-many-partitions']);
  });
});

describe('a GUID partition table', () => {
  const LAST = 255;
  const entries = concat(
    gptEntry(0x11, 10, 19, 'ISOHybrid'),
    new Uint8Array(128),
    gptEntry(0x22, 30, 39),
    new Uint8Array(128),
  );
  const copy = (fields: object = {}) => ({
    entries,
    alternate: LAST,
    block: 1,
    entriesBlock: 2,
    ...fields,
  });
  const back = (fields: object = {}) =>
    copy({ block: LAST, alternate: 1, entriesBlock: LAST - 1, ...fields });
  const whole = () =>
    disk()
      .atByte(512, gptHeader(copy()))
      .atByte(2 * 512, entries)
      .atByte((LAST - 1) * 512, entries)
      .atByte(LAST * 512, gptHeader(back()));

  test('with both copies intact lists its partitions and the end of the image', async () => {
    const { gpt, claimedSize, findings } = await read(whole());
    const intact = { isIntact: true, hasIntactEntries: true };
    expect(gpt).toMatchObject({ blockBytes: 512, primary: intact, backup: intact });
    expect(gpt?.diskGuid).toBe('03020100-0504-0706-0809-0a0b0c0d0e0f');
    expect(gpt?.partitions).toEqual([
      {
        scheme: 'gpt',
        number: 1,
        offset: 5120,
        length: 5120,
        type: '11111111-1111-1111-1111-111111111111',
        name: 'ISOHybrid',
      },
      {
        scheme: 'gpt',
        number: 3,
        offset: 15_360,
        length: 5120,
        type: '22222222-2222-2222-2222-222222222222',
      },
    ]);
    expect(claimedSize).toBe(131_072);
    expect(findings).toEqual([]);
  });

  test('with a changed bit in the first header is read from the second', async () => {
    const { gpt, findings } = await read(whole().atByte(512 + 56, [1]));
    expect(gpt).toMatchObject({
      diskGuid: '03020100-0504-0706-0809-0a0b0c0d0e0f',
      primary: { isIntact: false },
      backup: { isIntact: true },
    });
    expect(findings).toMatchObject([{ code: 'gpt-checksum', detail: { part: 'primary' } }]);
  });

  test('with a changed bit in the first list is read from the second', async () => {
    const { gpt, findings } = await read(whole().atByte(2 * 512 + 32, [11]));
    expect(gpt?.partitions[0]?.offset).toBe(5120);
    expect(findings).toMatchObject([{ code: 'gpt-checksum', detail: { part: 'primary-entries' } }]);
  });

  test('that lost its first copy is found at the end', async () => {
    const { gpt, claimedSize } = await read(whole().atByte(512, new Uint8Array(8)));
    expect(gpt?.primary).toBeUndefined();
    expect(gpt?.partitions).toHaveLength(2);
    expect(claimedSize).toBe(131_072);
  });

  test('that lost its second copy still tells where the image ended', async () => {
    const area = await readSystemArea(
      memorySource(
        whole()
          .build()
          .subarray(0, 60 * 2048),
      ),
    );
    expect(area.claimedSize).toBe(131_072);
    expect(area.findings).toEqual([
      { code: 'gpt-backup-missing', offset: 130_560, detail: { place: 130_560 } },
    ]);
  });

  test('whose copies differ says in what', async () => {
    const other = gptHeader(back({ diskGuid: new Uint8Array(16) }));
    expect((await read(whole().atByte(LAST * 512, other))).findings).toEqual([
      { code: 'gpt-headers-disagree', offset: 130_560, detail: { field: 'diskGuid' } },
    ]);
  });

  test('in blocks of 2048 bytes is read so', async () => {
    const image = disk()
      .at(1, gptHeader(copy({ alternate: 63 })))
      .at(2, entries)
      .at(62, entries)
      .at(63, gptHeader(copy({ block: 63, alternate: 1, entriesBlock: 62 })));
    expect((await read(image)).gpt).toMatchObject({ blockBytes: 2048, findings: [] });
  });

  test.each<[string, object, readonly string[]]>([
    ['entries of no bytes', { entryBytes: 0, entryCount: 4 }, ['gpt-malformed']],
    ['entries of 2^31 bytes', { entryBytes: 2 ** 31, entryCount: 4 }, ['gpt-malformed']],
    ['2^32 - 1 entries', { entryCount: 0xffffffff }, ['gpt-checksum']],
    ['entries at 2^62', { entriesBlock: 2 ** 62 }, ['gpt-malformed']],
    ['a second copy at 2^62', { alternate: 2 ** 62 }, ['gpt-malformed']],
  ])('with %s does not stop the reading', async (_name, fields, codes) => {
    const area = await read(whole().atByte(512, gptHeader(copy(fields))));
    expect(codesOf(area)).toEqual(codes);
    expect(area.gpt?.backup?.isIntact).toBe(true);
  });
});

describe('an Apple partition map', () => {
  const map = (blockBytes: number, stride: number) =>
    disk()
      .at(0, apmDescriptor(blockBytes))
      .atByte(stride, apmEntry(2, 1, 2, 'Apple_partition_map'))
      .atByte(2 * stride, apmEntry(2, 10, 20, 'Apple_HFS'));

  test.each([
    [512, 512],
    [2048, 2048],
    [2048, 512], // the descriptor of the disc, the map of the disk
  ])('of blocks of %i in steps of %i is listed', async (blockBytes, stride) => {
    const { apm, findings } = await read(map(blockBytes, stride));
    expect(apm?.partitions).toEqual([
      {
        scheme: 'apm',
        number: 1,
        offset: stride,
        length: 2 * stride,
        type: 'Apple_partition_map',
        name: 'name',
      },
      {
        scheme: 'apm',
        number: 2,
        offset: 10 * stride,
        length: 20 * stride,
        type: 'Apple_HFS',
        name: 'name',
      },
    ]);
    expect(findings).toEqual([]);
  });

  test('that breaks off is read up to there', async () => {
    const area = await read(map(512, 512).atByte(512, apmEntry(0xffffffff, 1, 2, 'x')));
    expect(area.partitions).toHaveLength(2);
    expect(codesOf(area)).toEqual(['apm-malformed']);
  });
});
