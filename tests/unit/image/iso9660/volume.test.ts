import { describe, expect, test } from 'vitest';
import { MAX_DESCRIPTORS } from '../../../../src/core/image/iso9660/descriptor-set.ts';
import { readIsoVolume } from '../../../../src/core/image/iso9660/volume.ts';
import { memorySource } from '../../../support/file-source.ts';
import {
  concat,
  descriptor,
  dots,
  ImageBuilder,
  record,
  ROOT,
  SECTOR,
  smallVolume,
  suspText,
  terminator,
  volumeOf,
} from '../../../support/volume-builder.ts';
import { walkTree } from '../../../support/walk-tree.ts';

const read = (image: ImageBuilder) => readIsoVolume(memorySource(image.build()));

async function pathsOf(image: ImageBuilder, index = 0) {
  const tree = (await read(image))?.trees[index]?.tree;
  return tree ? (await walkTree(tree)).entries.map(({ path }) => path) : [];
}

/** Each character two bytes, the high one first. */
const ucs2 = (text: string): string => [...text].map((letter) => `\0${letter}`).join('');

describe('a volume', () => {
  test('of one primary descriptor has its tree, its size and nothing to remark', async () => {
    const volume = await read(smallVolume());
    expect(volume).toMatchObject({ volumeBytes: 40 * SECTOR, findings: [] });
    expect(volume?.primary?.identifiers).toEqual({ volume: 'TOUCHSTONE' });
    expect(await pathsOf(smallVolume())).toEqual(['/HELLO.TXT', '/SUB', '/SUB/DATA.BIN']);
  });

  test('says where its path tables are', async () => {
    const image = smallVolume().atByte(16 * SECTOR + 140, [18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 19]);
    expect((await read(image))?.primary?.pathTables).toEqual([
      { offset: 18 * SECTOR, length: 10 },
      { offset: 19 * SECTOR, length: 10 },
    ]);
  });

  test('of blocks of 512 bytes counts places in these', async () => {
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: 81 }, blockBytes: 512, blocks: 160 }))
      .at(17, terminator())
      .atByte(81 * 512, concat(dots(81, 81), record({ name: 'A.;1', block: 90, length: 3 })));
    const volume = await read(image);
    const walk = volume?.trees[0] && (await walkTree(volume.trees[0].tree));
    expect(volume?.volumeBytes).toBe(160 * 512);
    expect(walk?.entries[0]).toMatchObject({
      path: '/A',
      entry: { extents: [{ offset: 90 * 512, length: 3 }] },
    });
  });

  test('without a descriptor is none', async () => {
    expect(await read(new ImageBuilder(40))).toBeUndefined();
  });

  test('without a primary descriptor still has its other trees', async () => {
    const joliet = descriptor({ type: 2, escapes: '%/E', root: { block: ROOT } });
    const volume = await read(volumeOf().at(16, joliet));
    expect(volume?.trees.map(({ naming }) => naming)).toEqual(['joliet']);
    expect(volume?.findings).toEqual([{ code: 'primary-descriptor-missing' }]);
  });

  test('of several primary descriptors is that of the first', async () => {
    const copy = descriptor({ root: { block: 99 }, label: suspText('COPY') });
    const volume = await read(smallVolume().at(17, copy).at(18, terminator()));
    expect(volume?.trees).toHaveLength(1);
    expect(volume?.primary?.identifiers.volume).toBe('TOUCHSTONE');
  });

  test('whose row of descriptors breaks off says so', async () => {
    const image = smallVolume().at(17, new Uint8Array(SECTOR));
    expect((await read(image))?.findings).toEqual([
      { code: 'terminator-missing', offset: 17 * SECTOR },
    ]);
  });

  test.each([MAX_DESCRIPTORS - 1, MAX_DESCRIPTORS])(
    'of %i descriptors and a terminator is read up to the limit',
    async (count) => {
      const image = new ImageBuilder(120);
      for (let i = 0; i < count; i++) image.at(16 + i, descriptor({ root: { block: ROOT } }));
      image.at(16 + count, terminator());
      const codes = (await read(image))?.findings.map(({ code }) => code) ?? [];
      expect(codes.includes('too-many-descriptors')).toBe(count === MAX_DESCRIPTORS);
    },
  );
});

describe('a supplementary descriptor', () => {
  test.each([
    ['%/@', 1],
    ['%/C', 2],
    ['%/E', 3],
  ])('with %s is Joliet of level %i', async (escapes, level) => {
    const joliet = descriptor({ type: 2, escapes, root: { block: ROOT } });
    const volume = await read(smallVolume().at(17, joliet).at(18, terminator()));
    expect(volume?.descriptors.volumes[1]).toMatchObject({ kind: 'joliet', jolietLevel: level });
  });

  test('of Joliet has a tree of its own, with names in UTF-16', async () => {
    const label = suspText(ucs2('Tst '));
    const joliet = descriptor({ type: 2, escapes: '%/E', root: { block: 30 }, label });
    const image = smallVolume()
      .at(17, joliet)
      .at(18, terminator())
      .at(30, concat(dots(30, 30), record({ name: ucs2('Hello World.;1'), block: 22, length: 5 })))
      .atByte(17 * SECTOR + 48, new Uint8Array(24)); // padding of NULs
    const volume = await read(image);
    expect(volume?.descriptors.volumes[1]?.identifiers.volume).toBe('Tst');
    expect(volume?.trees.map(({ naming }) => naming)).toEqual(['joliet', 'plain']);
    expect(await pathsOf(image)).toEqual(['/Hello World.']);
  });

  test('of Joliet keeps characters beyond UCS-2, and marks half of one', async () => {
    const joliet = descriptor({ type: 2, escapes: '%/E', root: { block: 30 } });
    const image = smallVolume()
      .at(17, joliet)
      .at(18, terminator())
      .at(
        30,
        concat(
          dots(30, 30),
          record({ name: '\xd8\x3d\xde\x00', block: 22, length: 5 }),
          record({ name: '\xd8\x3d', block: 22, length: 5 }),
        ),
      );
    expect(await pathsOf(image)).toEqual(['/😀', '/\ufffd']);
  });

  test('of version 2 is the enhanced one of ISO 9660:1999, with names as they are', async () => {
    const enhanced = descriptor({ type: 2, version: 2, root: { block: 30 } });
    const image = smallVolume()
      .at(17, enhanced)
      .at(18, terminator())
      .at(30, concat(dots(30, 30), record({ name: 'ends with a dot.', block: 22, length: 5 })));
    expect((await read(image))?.trees[0]?.naming).toBe('enhanced');
    expect(await pathsOf(image)).toEqual(['/ends with a dot.']);
  });
});

describe('an identifier', () => {
  test.each<[string, readonly number[], string]>([
    ['in UTF-8', [0x47, 0xc3, 0xb6], 'Gö'],
    ['in Latin-1', [0x47, 0xf6], 'Gö'],
  ])('%s is decoded', async (_name, bytes, text) => {
    const padded = Uint8Array.from([...bytes, ...Array<number>(32 - bytes.length).fill(0x20)]);
    const image = smallVolume().at(16, descriptor({ root: { block: ROOT }, label: padded }));
    expect((await read(image))?.primary?.identifiers.volume).toBe(text);
  });
});

describe('a date of the descriptor', () => {
  test('is given in ISO 8601', async () => {
    const image = smallVolume().atByte(16 * SECTOR + 813, suspText('2010112023200000'));
    expect((await read(image))?.primary?.dates).toEqual({ created: '2010-11-20T23:20:00+00:00' });
  });

  test('that cannot be is told and left out', async () => {
    const image = smallVolume().atByte(16 * SECTOR + 830, suspText('2010139923200000'));
    const volume = await read(image);
    expect(volume?.primary?.dates).toEqual({});
    expect(volume?.findings).toEqual([
      {
        code: 'impossible-date',
        offset: 16 * SECTOR + 830,
        detail: { field: 'modified', text: '2010139923200000' },
      },
    ]);
  });
});
