import { describe, expect, test } from 'vitest';
import { readUdf } from '../../../../src/core/image/udf/read.ts';
import { memorySource } from '../../../support/file-source.ts';
import { SECTOR, SECTORS, sectorOf, type MapKind } from '../../../support/udf-builder.ts';
import { udfVolume } from '../../../support/udf-volumes.ts';
import { walkTree } from '../../../support/walk-tree.ts';

/** Without the long directory, which says nothing more here. */
const smallVolume = (kind?: MapKind, revision?: number) =>
  udfVolume(kind, revision).putDirectory(6, []);

const kinds = [
  ['physical', 0x0102],
  ['metadata', 0x0250],
  ['virtual', 0x0150],
] as const;

async function read(bytes: Uint8Array) {
  const volume = await readUdf(memorySource(bytes));
  const walk = volume?.tree && (await walkTree(volume.tree));
  const findings = [...(volume?.findings ?? []), ...(walk?.findings ?? [])];
  return { volume, findings };
}

describe.each(kinds)('an image with a %s partition', (kind, revision) => {
  test('cut at any sector is none, or has a finding', async () => {
    const whole = smallVolume(kind, revision).bytes;
    for (let sectors = 0; sectors < SECTORS; sectors++) {
      const { volume, findings } = await read(whole.subarray(0, sectors * SECTOR));
      const isReadable = sectors > sectorOf.firstAnchor;
      expect([sectors, volume !== undefined]).toEqual([sectors, isReadable]);
      expect([sectors, findings.length > 0]).toEqual([sectors, isReadable]);
    }
  });
});

/** Sectors with descriptors: the sequence, integrity, an anchor, a file set, entries, a directory. */
const image = smallVolume();
const DESCRIPTORS = [
  ...[32, 33, 34, 35, 64, 256],
  ...[0, 1, 2, 4, 9, 10].map((node) => image.offsetOf(node) / SECTOR),
];

describe('a descriptor', () => {
  test.each(DESCRIPTORS)(
    'in sector %i with zeros from any byte on makes no reader fail',
    async (sector) => {
      const whole = smallVolume().bytes;
      const used = whole.subarray(sector * SECTOR, (sector + 1) * SECTOR);
      const last = used.findLastIndex((byte) => byte !== 0);
      for (let length = last; length >= 0; length--) {
        used.fill(0, length);
        const { volume } = await read(whole);
        expect([length, volume?.sectorBytes]).toEqual([length, 2048]);
      }
    },
  );
});
