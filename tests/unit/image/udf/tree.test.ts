import { describe, expect, test } from 'vitest';
import { MAX_EXTENTS, readAllocation } from '../../../../src/core/image/udf/allocation.ts';
import { readUdf } from '../../../../src/core/image/udf/read.ts';
import { memorySource } from '../../../support/file-source.ts';
import { SECTOR, sectorOf, type FilePlan, type UdfBuilder } from '../../../support/udf-builder.ts';
import { udfVolume } from '../../../support/udf-volumes.ts';
import { walkTree } from '../../../support/walk-tree.ts';

async function walk(image: UdfBuilder) {
  const volume = await readUdf(memorySource(image.bytes));
  if (!volume?.tree) throw new Error('no tree');
  const { entries, findings } = await walkTree(volume.tree);
  return { entries: new Map(entries.map(({ path, entry }) => [path, entry])), findings };
}

/** A volume in which /tiny.txt and /naïve.txt are this file. */
const withFile = (plan: FilePlan) => walk(udfVolume().putFile(3, plan));
const tinyOf = async (plan: FilePlan) => (await withFile(plan)).entries.get('/tiny.txt');

const at = (block: number) => (sectorOf.partition + block) * SECTOR;
const MAX_RUN = 2 ** 30 - SECTOR;

describe('the content of a file', () => {
  test.each(['short', 'long', 'extended'] as const)('is found by %s descriptors', async (form) => {
    const runs = [
      { bytes: SECTOR, block: 62 },
      { bytes: SECTOR, block: 70 },
    ];
    expect((await tinyOf({ size: 2 * SECTOR, form, runs }))?.extents).toEqual([
      { offset: at(62), length: SECTOR },
      { offset: at(70), length: SECTOR },
    ]);
  });

  test('of more than 1 GiB is one extent, though it takes several descriptors', async () => {
    const runs = [0, 1, 2].map((i) => ({ bytes: MAX_RUN, block: 62 + i * (MAX_RUN / SECTOR) }));
    const { entries, findings } = await withFile({ size: 3 * MAX_RUN - 5, form: 'short', runs });
    expect(entries.get('/tiny.txt')?.extents).toEqual([
      { offset: at(62), length: 3 * MAX_RUN - 5 },
    ]);
    expect(findings[0]?.code).toBe('extent-beyond-end');
  });

  test('ends with its size, though the last descriptor goes on', async () => {
    const runs = [{ bytes: 2 * SECTOR, block: 62 }];
    const { entries, findings } = await withFile({ size: SECTOR + 1, form: 'long', runs });
    expect(entries.get('/tiny.txt')?.extents).toEqual([{ offset: at(62), length: SECTOR + 1 }]);
    expect(findings).toEqual([]);
  });

  test('that was allocated but not recorded is zeros', async () => {
    const runs = [{ bytes: SECTOR, block: 62, type: 1 }];
    expect((await tinyOf({ size: SECTOR, form: 'long', runs }))?.extents).toEqual([
      { offset: at(62), length: SECTOR, isHole: true },
    ]);
  });

  test('ends at a descriptor of length zero', async () => {
    const runs = [
      { bytes: SECTOR, block: 62 },
      { bytes: 0, block: 0 },
      { bytes: SECTOR, block: 70 },
    ];
    const { entries, findings } = await withFile({ size: 3 * SECTOR, form: 'long', runs });
    expect(entries.get('/tiny.txt')?.extents).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'udf-size-disagrees',
      detail: { name: 'tiny.txt', located: SECTOR },
    });
  });

  test('of 2^63 bytes is what was located', async () => {
    const runs = [{ bytes: SECTOR, block: 62 }];
    const size = 2n ** 63n - 1n;
    const { entries, findings } = await withFile({ size, form: 'long', runs });
    expect(entries.get('/tiny.txt')?.size).toBe(SECTOR);
    expect(findings[0]?.code).toBe('udf-size-disagrees');
  });

  test('in a partition that there is not breaks off', async () => {
    const runs = [
      { bytes: SECTOR, block: 62 },
      { bytes: SECTOR, block: 62, reference: 9 },
    ];
    const { entries, findings } = await withFile({ size: 2 * SECTOR, form: 'long', runs });
    expect(entries.get('/tiny.txt')?.extents).toHaveLength(1);
    expect(findings[0]?.code).toBe('udf-extents-damaged');
  });

  test('whose descriptors lead back to themselves breaks off', async () => {
    const image = udfVolume();
    const loop = { bytes: SECTOR, block: image.blockOf(10), type: 3 };
    image.putNode(10, image.continuation(10, { form: 'long', runs: [loop] }));
    const { findings } = await walk(image);
    expect(findings).toEqual([
      { code: 'udf-extents-damaged', offset: image.offsetOf(9), detail: { name: 'chained.bin' } },
    ]);
  });

  test('whose descriptors go on in something else breaks off', async () => {
    const { findings } = await walk(udfVolume().putNode(10, new Uint8Array(SECTOR)));
    expect(findings.map(({ code }) => code)).toEqual(['udf-extents-damaged']);
  });

  test('inside its entry is no longer than the entry', async () => {
    const content = new Uint8Array(10);
    const { entries, findings } = await withFile({ size: 1_000, form: 'embedded', content });
    expect(entries.get('/tiny.txt')?.extents).toMatchObject([{ length: 10 }]);
    expect(findings[0]?.code).toBe('udf-size-disagrees');
  });

  test('has a bounded number of extents', async () => {
    const allocate = (count: number) =>
      readAllocation(
        {
          locate: ({ block }, bytes) => [{ offset: block * SECTOR, length: bytes }],
          readContinuation: ({ block }) => Promise.resolve(runsFrom(block, count)),
        },
        { form: 'short', descriptors: runsFrom(0, count), reference: 0, size: 2 ** 52 },
      );
    expect(await allocate(MAX_EXTENTS)).toMatchObject({ covered: MAX_EXTENTS * SECTOR });
    expect((await allocate(MAX_EXTENTS)).problem).toBeUndefined();
    expect((await allocate(MAX_EXTENTS + 1)).problem).toBe('too-many');
  });
});

/** A thousand short descriptors of every second block from `first` on, and one that leads on. */
function runsFrom(first: number, count: number): Uint8Array {
  const here = Math.min(1_000, count - first);
  const words = Array.from({ length: here }, (_, i) => [SECTOR, 2 * (first + i)]).flat();
  const next = [3 * 2 ** 30 + SECTOR, first + here];
  return new Uint8Array(Uint32Array.from(here < 1_000 ? words : [...words, ...next]).buffer);
}

describe('the entry of a file', () => {
  test('may lead to another one, which prevails', async () => {
    const image = udfVolume();
    image.putNode(3, image.indirect(3, 7));
    expect((await walk(image)).entries.get('/tiny.txt')).toMatchObject({ kind: 'file', size: 0 });
  });

  test('may be followed by a newer one (strategy 4096)', async () => {
    const image = udfVolume();
    image.putDirectory(1, [{ name: 'a', node: 20, icbBlocks: 2 }]);
    image.putFile(20, { size: 3, form: 'embedded', content: new Uint8Array(3), strategy: 4096 });
    image.putNode(21, image.indirect(21, 23));
    image.putFile(23, { size: 9, form: 'embedded', content: new Uint8Array(9), strategy: 4096 });
    const { entries, findings } = await walk(image);
    expect(entries.get('/a')?.size).toBe(9);
    expect(findings).toEqual([]);
  });

  test('that leads to itself is damaged', async () => {
    const image = udfVolume();
    image.putNode(3, image.indirect(3, 3));
    const codes = new Set((await walk(image)).findings.map(({ code }) => code));
    expect([...codes]).toEqual(['udf-entry-chain', 'udf-entry-damaged']);
  });

  test.each([
    [5, 'file'],
    [0, 'file'],
    [249, 'file'],
    [4, 'directory'],
    [12, 'link'],
    [6, 'other'],
    [9, 'other'],
  ])('of file type %i is of the kind %s', async (type, kind) => {
    expect((await tinyOf({ type, size: 0, form: 'embedded' }))?.kind).toBe(kind);
  });
});

describe('a directory', () => {
  const nested = (node: number, name = 'again') =>
    udfVolume().putDirectory(2, [{ name, node, flags: 2 }]);

  test('that holds the root is listed without it', async () => {
    const image = nested(1);
    const { entries, findings } = await walk(image);
    expect(entries.get('/sources/again')?.kind).toBe('directory');
    expect(findings).toEqual([
      {
        code: 'directory-listed-before',
        offset: image.offsetOf(1),
        detail: { name: 'again' },
      },
    ]);
  });

  test('may be listed twice under its own name', async () => {
    const tree = (await readUdf(memorySource(udfVolume().bytes)))?.tree;
    const root = tree && (await tree.list(tree.root));
    const again = tree && (await tree.list(tree.root));
    expect(root?.entries).toHaveLength(7);
    expect(again).toEqual(root);
  });

  test('of another tree is not listed', async () => {
    const tree = (await readUdf(memorySource(udfVolume().bytes)))?.tree;
    expect(await tree?.list({ name: 'x', kind: 'directory', size: 0, extents: [] })).toEqual({
      entries: [],
      findings: [{ code: 'directory-missing', detail: { name: 'x' } }],
    });
  });

  test('that is a file is not listed', async () => {
    const tree = (await readUdf(memorySource(udfVolume().bytes)))?.tree;
    const file = tree && (await tree.list(tree.root)).entries.find(({ kind }) => kind === 'file');
    expect(file && (await tree.list(file)).findings[0]?.code).toBe('directory-missing');
  });

  test.each(['..', '.', 'a/b', 'a\0b', '/'])(
    'with the name %j says so, and keeps it',
    async (name) => {
      const { entries, findings } = await walk(nested(3, name));
      expect(entries.get(`/sources/${name}`)?.name).toBe(name);
      expect(findings).toEqual([{ code: 'deceptive-name', detail: { name } }]);
    },
  );

  test('has a name that is half a surrogate pair shown with its replacement', async () => {
    const { entries } = await walk(nested(3, 'a\ud83d€'));
    expect(entries.has('/sources/a\ufffd€')).toBe(true);
  });

  test('that goes on behind the end of the image says so', async () => {
    const runs = [{ bytes: SECTOR, block: 2 ** 31 }];
    const image = udfVolume().putFile(2, { type: 4, size: SECTOR, form: 'short', runs });
    const { findings } = await walk(image);
    expect(findings.map(({ code }) => code)).toEqual(['extent-beyond-end', 'directory-cut']);
  });
});
