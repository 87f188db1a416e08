/** UDF volumes with a tree in them, of each kind of partition; and what the tree is. */
import { SECTOR, UdfBuilder, type MapKind, type NamePlan } from './udf-builder.ts';
import { concat, name16, uint } from './udf-fields.ts';

export const KINDS: readonly (readonly [kind: MapKind, revision: number])[] = [
  ['physical', 0x0102],
  ['physical', 0x0201],
  ['sparable', 0x0150],
  ['virtual', 0x0150],
  ['virtual', 0x0201],
  ['metadata', 0x0250],
  ['metadata', 0x0260],
];

/** Content of "漢字-💿.bin", in two runs. */
export const BINARY = Uint8Array.from(
  { length: 3 * SECTOR - 100 },
  (_, i) => (i * 7 + (i >> 8)) & 0xff,
);

export const ROOT_NAMES: readonly NamePlan[] = [
  { name: 'sources', node: 2, flags: 2 },
  { name: 'tiny.txt', node: 3 },
  { name: 'naïve.txt', node: 3 },
  { name: 'gone.txt', node: 3, flags: 4 },
  { name: '漢字-💿.bin', node: 4 },
  { name: 'link', node: 5 },
  { name: 'many', node: 6, flags: 2 },
  { name: 'hidden', node: 7, flags: 1 },
];

const block = (letter: string): Uint8Array => new Uint8Array(SECTOR).fill(letter.charCodeAt(0));

/**
 * /sources/{holes.bin, chained.bin, empty}, /tiny.txt, /naïve.txt (the same file), /漢字-💿.bin,
 * /link, /many/ with 40 files, /hidden; a deleted name is in the root.
 */
export function udfVolume(kind: MapKind = 'physical', revision = 0x0102): UdfBuilder {
  const udf = new UdfBuilder({ kind, revision, partitionNumber: kind === 'metadata' ? 8192 : 0 });
  udf.putFileSet();
  udf.putDirectory(1, ROOT_NAMES);
  udf.putDirectory(2, [
    { name: 'holes.bin', node: 8 },
    { name: 'chained.bin', node: 9 },
    { name: 'empty', node: 7 },
  ]);
  putFiles(udf);
  const many = Array.from({ length: 40 }, (_, i) => ({ name: manyName(i), node: 3 }));
  return udf.putLongDirectory(6, 12, many);
}

/** Odd lengths, so that descriptors cross the borders of blocks. */
export const manyName = (i: number): string => `${'entry-'.repeat(1 + (i % 4))}${i}.txt`;

function putFiles(udf: UdfBuilder): void {
  const tiny = new TextEncoder().encode('tiny\n');
  udf.putFile(3, { size: 5, form: 'embedded', content: tiny });
  udf.putData(62, BINARY.subarray(0, SECTOR)).putData(63, BINARY.subarray(SECTOR, 2 * SECTOR));
  udf.putData(70, BINARY.subarray(2 * SECTOR));
  udf.putFile(4, {
    size: BINARY.length,
    form: 'long',
    runs: [
      { bytes: 2 * SECTOR, block: 62 },
      { bytes: SECTOR - 100, block: 70 },
    ],
  });
  const target = linkTo(['', 'sources', '..', 'naïve.txt']);
  udf.putFile(5, { type: 12, size: target.length, form: 'embedded', content: target });
  udf.putFile(7, { size: 0, form: 'embedded' });
  udf.putData(80, block('A')).putData(81, block('B')).putData(82, block('C'));
  udf.putFile(8, {
    size: 4 * SECTOR,
    form: 'long',
    runs: [
      { bytes: SECTOR, block: 80 },
      { bytes: 2 * SECTOR, block: 0, type: 2 },
      { bytes: SECTOR, block: 81 },
    ],
  });
  const { nodeReference: reference } = udf;
  udf.putFile(9, {
    size: 2 * SECTOR,
    form: 'long',
    runs: [
      { bytes: SECTOR, block: 82 },
      { bytes: SECTOR, block: udf.blockOf(10), reference, type: 3 },
    ],
  });
  udf.putNode(10, udf.continuation(10, { form: 'long', runs: [{ bytes: SECTOR, block: 80 }] }));
}

/** 4/14.16: components of a path; an empty one is the root. */
function linkTo(path: readonly string[]): Uint8Array {
  return concat(
    ...path.map((part) => {
      if (part === '') return Uint8Array.of(2, 0, 0, 0);
      if (part === '..') return Uint8Array.of(3, 0, 0, 0);
      const name = name16(part);
      return concat(Uint8Array.of(5, name.length), uint(0, 2), name);
    }),
  );
}
