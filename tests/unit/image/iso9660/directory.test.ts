import { describe, expect, test } from 'vitest';
import type { IsoEntry } from '../../../../src/core/image/iso9660/entry.ts';
import { readIsoVolume } from '../../../../src/core/image/iso9660/volume.ts';
import { memorySource } from '../../../support/file-source.ts';
import {
  concat,
  descriptor,
  DIRECTORY,
  dots,
  ImageBuilder,
  MULTI_EXTENT,
  record,
  ROOT,
  SECTOR,
  smallVolume,
  terminator,
  volumeOf,
} from '../../../support/volume-builder.ts';

async function treeOf(image: ImageBuilder) {
  const volume = await readIsoVolume(memorySource(image.build()));
  const tree = volume?.trees[0]?.tree;
  if (tree === undefined) throw new Error('no tree');
  return tree;
}

async function listRoot(image: ImageBuilder) {
  const tree = await treeOf(image);
  return tree.list(tree.root);
}

const namesOf = (entries: readonly IsoEntry[]) => entries.map(({ name }) => name);
const file = (name: string, block = 30, length = 5) => record({ name, block, length });

describe('an entry', () => {
  test('has its kind, size, place and date', async () => {
    const { entries } = await listRoot(smallVolume());
    expect(entries).toEqual([
      {
        name: 'HELLO.TXT',
        kind: 'file',
        size: 5,
        extents: [{ offset: 22 * SECTOR, length: 5 }],
        modified: '2010-11-20T23:20:00+00:00',
      },
      {
        name: 'SUB',
        kind: 'directory',
        size: SECTOR,
        extents: [{ offset: 21 * SECTOR, length: SECTOR }],
        modified: '2010-11-20T23:20:00+00:00',
      },
    ]);
  });

  test('loses its version and a last dot', async () => {
    const { entries } = await listRoot(volumeOf(file('A.;1'), file('B.TXT;32767'), file('C;x')));
    expect(namesOf(entries)).toEqual(['A', 'B.TXT', 'C;x']);
  });

  test('of no bytes has no extents', async () => {
    const { entries } = await listRoot(volumeOf(file('EMPTY.;1', 30, 0)));
    expect(entries[0]).toMatchObject({ size: 0, extents: [] });
  });

  test('begins behind its extended attributes', async () => {
    const fields = { name: 'A.;1', block: 30, length: 5, extendedAttributes: 2 };
    const { entries } = await listRoot(volumeOf(record(fields)));
    expect(entries[0]?.extents).toEqual([{ offset: 32 * SECTOR, length: 5 }]);
  });

  test('that is marked so is hidden, and a second fork too', async () => {
    const hidden = record({ name: 'A.;1', block: 30, length: 5, flags: 1 });
    const fork = record({ name: 'B.;1', block: 31, length: 5, flags: 4 });
    const { entries } = await listRoot(volumeOf(hidden, fork, file('B.;1')));
    expect(entries.map(({ kind, isHidden }) => [kind, isHidden])).toEqual([
      ['file', true],
      ['other', true],
      ['file', undefined],
    ]);
  });

  test('that alternates with others is not located', async () => {
    const { entries, findings } = await listRoot(
      volumeOf(record({ name: 'A.;1', block: 30, length: 5, gap: 2 })),
    );
    expect(entries[0]).toMatchObject({ size: 5, extents: [] });
    expect(findings).toMatchObject([{ code: 'interleaved-file', detail: { name: 'A' } }]);
  });

  test('whose halves differ is read by the first, and both are told', async () => {
    const damaged = file('A.;1', 30, 5);
    damaged[10] = 6; // the little-endian half of the length
    const { entries, findings } = await listRoot(volumeOf(damaged));
    expect(entries[0]?.size).toBe(6);
    expect(findings).toMatchObject([
      { code: 'both-byte-mismatch', detail: { field: 'dataLength', le: 6, be: 5 } },
    ]);
  });

  test('with both numbers torn is taken for damage', async () => {
    const damaged = file('A.;1', 30, 5);
    damaged.set([9, 9], 2);
    damaged.set([9, 9], 10);
    const { entries, findings } = await listRoot(volumeOf(damaged));
    expect(entries).toEqual([]);
    expect(findings).toMatchObject([{ code: 'damaged-record' }]);
  });
});

describe('a file of several sections', () => {
  const part = (block: number, length: number, flags = MULTI_EXTENT) =>
    record({ name: 'BIG.BIN;1', block, length, flags });

  test('has all of them, in order, and their sum', async () => {
    const { entries, findings } = await listRoot(volumeOf(part(30, 4096), part(25, 100, 0)));
    expect(entries).toMatchObject([
      {
        name: 'BIG.BIN',
        size: 4196,
        extents: [
          { offset: 30 * SECTOR, length: 4096 },
          { offset: 25 * SECTOR, length: 100 },
        ],
      },
    ]);
    expect(findings).toEqual([]);
  });

  test('above 4 GiB has its exact size', async () => {
    const { entries } = await listRoot(volumeOf(part(30, 0xfffff800), part(31, 5_244_928, 0)));
    expect(entries[0]?.size).toBe(4_300_210_176);
  });

  test('ends where another name begins, and that is told', async () => {
    const { entries, findings } = await listRoot(volumeOf(part(30, 2048), file('NEXT.;1')));
    expect(namesOf(entries)).toEqual(['BIG.BIN', 'NEXT']);
    expect(findings).toMatchObject([{ code: 'unfinished-file', detail: { name: 'BIG.BIN' } }]);
  });

  test('may go on in the next sector of its directory', async () => {
    const filler = Array.from({ length: 40 }, (_, i) => file(`F${String(i)}.;1`));
    const sector = concat(dots(ROOT, ROOT), ...filler, part(30, 2048));
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: ROOT, length: 2 * SECTOR } }))
      .at(17, terminator())
      .at(ROOT, sector)
      .at(ROOT + 1, part(31, 1, 0));
    const { entries, findings } = await listRoot(image);
    expect(entries.at(-1)).toMatchObject({ name: 'BIG.BIN', size: 2049 });
    expect(findings).toEqual([]);
  });
});

describe('damage', () => {
  test('costs the rest of its sector and not the next one', async () => {
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: ROOT, length: 2 * SECTOR } }))
      .at(17, terminator())
      .at(ROOT, concat(dots(ROOT, ROOT), file('A.;1'), [20], new Uint8Array(19), file('LOST.;1')))
      .at(ROOT + 1, file('B.;1'));
    const { entries, findings } = await listRoot(image);
    expect(namesOf(entries)).toEqual(['A', 'B']);
    expect(findings).toHaveLength(1);
  });

  test('does not let a record cross the end of its sector', async () => {
    const filler = Array.from({ length: 48 }, (_, i) =>
      file(`FILL${String(i).padStart(2, '0')}.;1`),
    );
    const sector = concat(dots(ROOT, ROOT), ...filler);
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: ROOT, length: 2 * SECTOR } }))
      .at(17, terminator())
      .at(ROOT, sector)
      .atByte(ROOT * SECTOR + SECTOR - 20, file('CROSSING.;1'));
    const { findings } = await listRoot(image);
    expect(findings).toMatchObject([{ code: 'damaged-record' }, { code: 'damaged-record' }]);
  });

  test('of its first record does not lose a directory', async () => {
    const image = smallVolume().atByte(ROOT * SECTOR + 33, [0x41]);
    const { entries, findings } = await listRoot(image);
    expect(namesOf(entries)).toEqual(['A', 'HELLO.TXT', 'SUB']);
    expect(findings).toMatchObject([{ code: 'directory-missing' }]);
  });
});

describe('a directory', () => {
  test('that is listed twice answers twice', async () => {
    const tree = await treeOf(smallVolume());
    const once = await tree.list(tree.root);
    const again = await tree.list(tree.root);
    expect(again).toEqual(once);
    const [, sub] = again.entries;
    expect(sub && (await tree.list(sub)).findings).toEqual([]);
  });

  test('under a second name is listed under the first alone', async () => {
    const second = record({ name: 'TWIN', block: 21, length: SECTOR, flags: DIRECTORY });
    const tree = await treeOf(smallVolume(second));
    const [, sub, twin] = (await tree.list(tree.root)).entries;
    expect(sub && namesOf((await tree.list(sub)).entries)).toEqual(['DATA.BIN']);
    expect(twin && (await tree.list(twin))).toEqual({
      entries: [],
      findings: [
        { code: 'directory-listed-before', offset: 21 * SECTOR, detail: { name: 'TWIN' } },
      ],
    });
  });

  test('that is a file has no entries', async () => {
    const tree = await treeOf(smallVolume());
    const [hello] = (await tree.list(tree.root)).entries;
    expect(hello && (await tree.list(hello))).toEqual({
      entries: [],
      findings: [{ code: 'directory-missing', detail: { name: 'HELLO.TXT' } }],
    });
  });

  test('of another tree has no entries', async () => {
    const tree = await treeOf(smallVolume());
    const other = await treeOf(smallVolume());
    expect((await tree.list(other.root)).entries).toEqual([]);
  });

  test('that goes on behind the end is listed as far as it is there', async () => {
    const image = smallVolume()
      .at(16, descriptor({ root: { block: ROOT, length: 64 * SECTOR } }))
      .at(22, new Uint8Array(SECTOR))
      .at(23, new Uint8Array(3 * SECTOR));
    const { entries, findings } = await listRoot(image);
    expect(namesOf(entries).slice(0, 2)).toEqual(['HELLO.TXT', 'SUB']);
    expect(findings).toContainEqual({
      code: 'directory-cut',
      offset: ROOT * SECTOR,
      detail: { name: '' },
    });
  });
});
