import { describe, expect, test } from 'vitest';
import { readBootCatalog } from '../../../../src/core/image/el-torito/boot-catalog.ts';
import { readImplantedText } from '../../../../src/core/image/isomd5sum/implanted-text.ts';
import { readIsoVolume } from '../../../../src/core/image/iso9660/volume.ts';
import { readSystemArea } from '../../../../src/core/image/system-area/system-area.ts';
import { memorySource } from '../../../support/file-source.ts';
import { bootEntry, bootVolume, validation } from '../../../support/hostile-images.ts';
import {
  concat,
  posixName,
  record,
  rockRidgeVolume,
  SECTOR,
  smallVolume,
} from '../../../support/volume-builder.ts';
import { walkTree } from '../../../support/walk-tree.ts';

/** Everything that is read of an image, as the codes of what was told. */
async function readAll(image: Uint8Array) {
  const source = memorySource(image);
  const volume = await readIsoVolume(source);
  const { trees = [], descriptors, findings = [] } = volume ?? {};
  const told = [...findings];
  const paths: string[] = [];
  for (const { tree } of trees) {
    const walk = await walkTree(tree);
    paths.push(...walk.entries.map(({ path }) => path));
    told.push(...walk.findings);
  }
  for (const offset of descriptors?.bootRecords ?? []) {
    const catalog = await readBootCatalog(source, offset);
    told.push(...(catalog?.findings ?? []));
  }
  await readImplantedText(source, 16 * SECTOR);
  await readSystemArea(source);
  return { volume, paths, codes: told.map(({ code }) => code) };
}

describe('an image that ends early', () => {
  const whole = smallVolume().build();
  const sectors = Array.from({ length: whole.length / SECTOR + 1 }, (_, count) => count);

  test.each(sectors)(
    'after %i sectors lists what is there, and tells what is not',
    async (count) => {
      const { volume, paths, codes } = await readAll(whole.subarray(0, count * SECTOR));
      expect(volume !== undefined).toBe(count > 16);
      expect(paths.includes('/HELLO.TXT')).toBe(count > 20);
      expect(paths.includes('/SUB/DATA.BIN')).toBe(count > 21);
      expect(codes.length > 0).toBe(count > 16 && count < 26); // DATA.BIN ends in sector 25
    },
  );

  test('at any byte of its descriptors is read without a fault', async () => {
    const image = bootVolume(19)
      .at(19, concat(validation(), bootEntry({ start: 22 })))
      .build();
    const told: boolean[] = [];
    for (let length = 16 * SECTOR + 6; length < 20 * SECTOR; length++) {
      told.push((await readAll(image.subarray(0, length))).codes.length > 0);
    }
    expect(told).not.toContain(false);
  });

  test('at any byte of its directories is read without a fault, and never lists more', async () => {
    const name = posixName('a name that goes on and on');
    const image = rockRidgeVolume(
      record({ name: 'A.;1', block: 20, length: 5, systemUse: name }),
      record({ name: 'B.;1', block: 20, length: 5, systemUse: name }),
    ).build();
    const counts: number[] = [];
    for (let length = 20 * SECTOR; length < 21 * SECTOR; length++) {
      counts.push((await readAll(image.subarray(0, length))).paths.length);
    }
    expect(counts).toEqual([...counts].sort((left, right) => left - right));
    expect(counts.at(-1)).toBe(4); // two entries in two trees
  });
});
