import { describe, expect, test } from 'vitest';
import { MAX_NAME_BYTES } from '../../../../src/core/image/iso9660/rock-ridge/attributes.ts';
import { readIsoVolume } from '../../../../src/core/image/iso9660/volume.ts';
import { memorySource } from '../../../support/file-source.ts';
import {
  both32,
  concat,
  continued,
  descriptor,
  DIRECTORY,
  dots,
  ImageBuilder,
  posixMode,
  posixName,
  record,
  rockRidgeMark,
  rockRidgeVolume,
  ROOT,
  SECTOR,
  sharing,
  susp,
  suspText,
  terminator,
} from '../../../support/volume-builder.ts';
import { walkTree } from '../../../support/walk-tree.ts';

const read = (image: ImageBuilder) => readIsoVolume(memorySource(image.build()));

async function walk(image: ImageBuilder) {
  const tree = (await read(image))?.trees[0];
  if (tree?.naming !== 'rock-ridge') throw new Error('no Rock Ridge');
  return walkTree(tree.tree);
}

const file = (...systemUse: readonly Uint8Array[]) =>
  record({ name: 'F.;1', block: 30, length: 5, systemUse: concat(...systemUse) });

const firstOf = async (...systemUse: readonly Uint8Array[]) =>
  (await walk(rockRidgeVolume(file(...systemUse)))).entries[0]?.entry;

const namingsOf = async (systemUse: Uint8Array) => {
  const image = new ImageBuilder(40)
    .at(16, descriptor({ root: { block: ROOT } }))
    .at(17, terminator())
    .at(ROOT, dots(ROOT, ROOT, systemUse));
  return (await read(image))?.trees.map(({ naming }) => naming);
};

describe('Rock Ridge', () => {
  test('is told by its mark, and comes before the plain tree', async () => {
    expect(await namingsOf(concat(sharing(), rockRidgeMark()))).toEqual(['rock-ridge', 'plain']);
  });

  test('is told by its entries where nobody wrote a mark', async () => {
    expect(await namingsOf(concat(sharing(), posixMode(0o40755)))).toEqual(['rock-ridge', 'plain']);
  });

  test('is found behind what CD-ROM XA keeps in front', async () => {
    const systemUse = concat(new Uint8Array(14).fill(0x55), sharing(14), rockRidgeMark());
    expect(await namingsOf(systemUse)).toEqual(['rock-ridge', 'plain']);
  });

  test('is found where the mark continues in another sector', async () => {
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: ROOT } }))
      .at(17, terminator())
      .at(ROOT, dots(ROOT, ROOT, concat(sharing(), continued(30, 100, 22))))
      .atByte(30 * SECTOR + 100, rockRidgeMark());
    expect((await read(image))?.trees[0]?.naming).toBe('rock-ridge');
  });

  test.each([
    ['CD-ROM XA alone', concat([0, 0, 0, 0, 13, 85], suspText('XA'), new Uint8Array(6))],
    ['entries without the protocol', concat(rockRidgeMark())],
    ['the protocol alone', concat(sharing())],
  ])('is not %s', async (_name, systemUse) => {
    expect(await namingsOf(systemUse)).toEqual(['plain']);
  });
});

describe('a name', () => {
  test('replaces the one of ISO 9660', async () => {
    expect((await firstOf(posixName('a long name;1.')))?.name).toBe('a long name;1.');
  });

  test('in UTF-8 is decoded, anything else is Latin-1', async () => {
    expect((await firstOf(posixName(Uint8Array.of(0xc3, 0xb6))))?.name).toBe('ö');
    expect((await firstOf(posixName(Uint8Array.of(0xf6))))?.name).toBe('ö');
  });

  test('in parts is joined, in whatever area the parts are', async () => {
    const image = rockRidgeVolume(file(posixName('one ', 1), continued(31, 8, 64)))
      .atByte(31 * SECTOR + 8, concat(posixName('two ', 1), continued(32, 0, 12)))
      .at(32, posixName('three'));
    expect((await walk(image)).entries[0]?.path).toBe('/one two three');
  });

  test('that is missing is the one of ISO 9660', async () => {
    expect((await firstOf(posixMode(0o100644)))?.name).toBe('F');
  });

  test('behind what is to be skipped is found', async () => {
    const image = new ImageBuilder(40)
      .at(16, descriptor({ root: { block: ROOT } }))
      .at(17, terminator())
      .at(
        ROOT,
        concat(
          dots(ROOT, ROOT, concat(sharing(6), rockRidgeMark())),
          file(new Uint8Array(6).fill(1), posixName('six')),
        ),
      );
    expect((await walk(image)).entries[0]?.path).toBe('/six');
  });

  test('of more than the limit is cut, and that is told', async () => {
    const parts = (count: number) =>
      Array.from({ length: count }, () => posixName('n'.repeat(250), 1));
    const image = rockRidgeVolume(file(continued(31, 0, 5 * 255))).at(31, concat(...parts(5)));
    const { entries, findings } = await walk(image);
    expect(entries[0]?.entry.name).toBe('n'.repeat(MAX_NAME_BYTES));
    expect(findings).toMatchObject([{ code: 'overlong-name', detail: { limit: 1024 } }]);
  });
});

describe('a link', () => {
  const component = (flags: number, text = '') => concat([flags, text.length], suspText(text));
  test.each<[string, readonly Uint8Array[], string]>([
    ['up and down', [susp('SL', [0], component(4), component(0, 'hello.txt'))], '../hello.txt'],
    [
      'from the root',
      [susp('SL', [0], component(8), component(0, 'abs'), component(0, 'y'))],
      '/abs/y',
    ],
    ['to the root', [susp('SL', [0], component(8))], '/'],
    ['to itself', [susp('SL', [0], component(2))], '.'],
    [
      'in two entries, and a component in two parts',
      [susp('SL', [1], component(0, 'a'), component(1, 'b')), susp('SL', [0], component(0, 'c'))],
      'a/bc',
    ],
  ])('%s has its target', async (_name, entries, target) => {
    expect(await firstOf(posixMode(0o120777), ...entries)).toMatchObject({ kind: 'link', target });
  });
});

describe('a link that is longer than the limit', () => {
  test('is cut, and that is told', async () => {
    const part = susp('SL', [1, 1, 248], suspText('x'.repeat(248)));
    const parts = (count: number) => concat(...Array.from({ length: count }, () => part));
    const image = rockRidgeVolume(file(posixName('link'), continued(30, 0, SECTOR)))
      .at(30, concat(parts(7), continued(31, 0, SECTOR)))
      .at(31, concat(parts(7), continued(32, 0, SECTOR)))
      .at(32, parts(7));
    const { entries, findings } = await walk(image);
    expect(entries[0]?.entry.target).toBe('x'.repeat(4096));
    expect(findings).toMatchObject([{ code: 'overlong-name', detail: { limit: 4096 } }]);
  });
});

describe('attributes', () => {
  test.each([
    [0o100644, 'file'],
    [0o120777, 'link'],
    [0o060660, 'other'],
    [0o020660, 'other'],
    [0o010644, 'other'],
    [0o140755, 'other'],
    [0o040755, 'file'], // the record says that it is none
  ])('of mode %i make a %s', async (mode, kind) => {
    expect(await firstOf(posixMode(mode))).toMatchObject({ mode, kind });
  });

  const stamp = (year: number) => [year, 5, 4, 3, 2, 1, 4];
  test.each<[string, readonly Uint8Array[], string]>([
    ['in seven bytes', [susp('TF', [0x02], stamp(100))], '2000-05-04T03:02:01+01:00'],
    [
      'behind the creation',
      [susp('TF', [0x03], stamp(99), stamp(101))],
      '2001-05-04T03:02:01+01:00',
    ],
    [
      'in seventeen bytes',
      [susp('TF', [0x82], suspText('2003050403020100'), [0])],
      '2003-05-04T03:02:01+00:00',
    ],
    ['without one, from the record', [susp('TF', [0x04], stamp(99))], '2010-11-20T23:20:00+00:00'],
  ])('tell the date of modification %s', async (_name, entries, modified) => {
    expect((await firstOf(...entries))?.modified).toBe(modified);
  });

  test('tell the unpacked length of zisofs content, whose own size is kept', async () => {
    const zisofs = susp('ZF', suspText('pz'), [4, 15], both32(70_000));
    expect(await firstOf(zisofs)).toMatchObject({ size: 5, unpackedSize: 70_000 });
  });
});

describe('a moved directory', () => {
  /** /deep (a child link) is /moved/deep, in sector 31. */
  const image = () =>
    rockRidgeVolume(
      record({ name: 'DEEP', block: 30, length: 0, systemUse: susp('CL', both32(31)) }),
      record({ name: 'MOVED', block: 32, length: SECTOR, flags: DIRECTORY }),
    )
      .at(31, concat(dots(31, 32, susp('PL', both32(ROOT))), file(posixName('found'))))
      .at(
        32,
        concat(
          dots(32, ROOT),
          record({
            name: 'DEEP',
            block: 31,
            length: SECTOR,
            flags: DIRECTORY,
            systemUse: susp('RE'),
          }),
        ),
      );

  test('is listed where it belongs, and only there', async () => {
    const { entries, findings } = await walk(image());
    expect(entries.map(({ path }) => path)).toEqual(['/DEEP', '/MOVED', '/DEEP/found']);
    expect(findings).toEqual([]);
  });

  test('has the place and the size that it gives itself', async () => {
    const [deep] = (await walk(image())).entries;
    expect(deep?.entry).toMatchObject({
      kind: 'directory',
      size: SECTOR,
      extents: [{ offset: 31 * SECTOR, length: SECTOR }],
    });
  });
});
