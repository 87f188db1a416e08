import { describe, expect, test } from 'vitest';
import { mapStructures } from '../../../src/core/image/map-structures.ts';
import { StructureMap, type Structure } from '../../../src/core/image/structure-map.ts';
import { memorySource } from '../../support/file-source.ts';
import { bootEntry, bootVolume, validation } from '../../support/hostile-images.ts';
import { udfVolume } from '../../support/udf-volumes.ts';
import { concat, record, SECTOR, smallVolume } from '../../support/volume-builder.ts';
import { wimFile } from '../../support/wim-builder.ts';

const words = (structures: readonly Structure[]) =>
  structures.map(({ kind, path }) => (path === undefined ? kind : `${kind} /${path}`));

const mapOf = (bytes: Uint8Array) => mapStructures(memorySource(bytes));

describe('in a volume', () => {
  const image = smallVolume(record({ name: 'TWIN.TXT;1', block: 22, length: 5 })).build();

  test.each([
    ['the first byte', 0, ['system-area']],
    ['a descriptor', 16 * SECTOR, ['volume-descriptors']],
    ['the root', 20 * SECTOR + 100, ['directory /']],
    ['a folder', 21 * SECTOR, ['directory /SUB']],
    ['a file of two names', 22 * SECTOR, ['file /HELLO.TXT', 'file /TWIN.TXT']],
    ['the last byte of a file', 23 * SECTOR + 4999, ['file /SUB/DATA.BIN']],
    ['the byte behind it', 23 * SECTOR + 5000, []],
    ['a byte that is not there', 99 * SECTOR, []],
  ])('%s is known by its name', async (_, offset, expected) => {
    expect(words((await mapOf(image)).findAt(offset))).toEqual(expected);
  });

  test('a range meets all that has a byte of it', async () => {
    const found = (await mapOf(image)).findIn(21 * SECTOR, 23 * SECTOR + 1);
    expect(words(found)).toEqual([
      'directory /SUB',
      'file /HELLO.TXT',
      'file /TWIN.TXT',
      'file /SUB/DATA.BIN',
    ]);
  });
});

test('what starts a computer is on the map', async () => {
  const image = bootVolume(19).at(19, concat(validation(), bootEntry({ start: 30 })));
  const map = await mapOf(image.build());
  expect(words(map.findIn(19 * SECTOR, 31 * SECTOR))).toContain('boot-catalog');
  expect(words(map.findAt(30 * SECTOR))).toEqual(['boot-image']);
});

test('of UDF, the anchors, the descriptors and the files are on the map', async () => {
  const map = await mapOf(udfVolume().bytes);
  expect(words(map.findAt(256 * 2048))).toEqual(['udf-anchor']);
  const kinds = new Set(map.structures.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([
    'directory',
    'file',
    'system-area',
    'udf-anchor',
    'udf-descriptors',
  ]);
});

test('of a WIM file, its header and its tables are on the map', async () => {
  const map = await mapOf(wimFile());
  expect(words(map.findAt(0))).toEqual(['wim-header']);
  expect(words(map.structures)).toEqual(expect.arrayContaining(['wim-lookup', 'wim-xml']));
});

test('a directory that cannot be read leaves the map in part', async () => {
  const { isPartial } = await mapOf(
    smallVolume()
      .build()
      .subarray(0, 21 * SECTOR),
  );
  expect(isPartial).toBe(true);
});

test('a long structure is found behind many short ones', () => {
  const short = Array.from({ length: 500 }, (_, i) => ({
    ...{ kind: 'file' as const, start: 10 + i * 10, end: 15 + i * 10, path: String(i) },
  }));
  const map = new StructureMap([...short, { kind: 'boot-image', start: 0, end: 9000 }], false);
  expect(words(map.findAt(4012))).toEqual(['boot-image', 'file /400']);
  expect(words(map.findAt(4016))).toEqual(['boot-image']);
});
