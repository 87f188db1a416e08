/**
 * Disc images from the test suites of libarchive and libcdio, made by many programs since 2004 and
 * some of them broken on purpose, beside what xorriso and 7-Zip list of them.
 */
import { describe, expect, test } from 'vitest';
import { BoundedSource } from '../../src/core/bytes/bounded-source.ts';
import type { IsoEntry, Naming } from '../../src/core/image/iso9660/entry.ts';
import { readIsoVolume } from '../../src/core/image/iso9660/volume.ts';
import { sevenZipList, xorrisoDays, xorrisoFiles } from '../support/disc-tools.ts';
import { withFileSource } from '../support/file-source.ts';
import { findPublishedImages } from '../support/published-images.ts';
import { walkTree, type Walked } from '../support/walk-tree.ts';

const images = findPublishedImages().map(({ name, path }) => [name, path] as const);

const read = (file: string) =>
  withFileSource(file, async (source) => {
    const volume = await readIsoVolume(new BoundedSource(source));
    const trees: (readonly [Naming, readonly Walked<IsoEntry>[]])[] = [];
    const codes = (volume?.findings ?? []).map(({ code }) => code);
    for (const { naming, tree } of volume?.trees ?? []) {
      const { entries, findings } = await walkTree(tree);
      trees.push([naming, entries]);
      codes.push(...findings.map(({ code }) => code));
    }
    return { volume, trees, codes };
  });

/** What is told of images that are broken, and of one that is UDF alone. */
const BROKEN = new Map<string, readonly string[]>([
  ['bad-dir.iso', ['directory-missing']],
  ['malformed.iso', ['terminator-missing', 'impossible-block-size', 'damaged-record']],
  ['malformed2.iso', ['damaged-record', 'directory-missing']],
  ['udf102.iso', []],
]);

describe('a published image', () => {
  test.each(images)(
    '%s is read to an end, and what is wrong with it is told',
    async (name, file) => {
      expect((await read(file)).codes).toEqual(BROKEN.get(name) ?? []);
    },
  );
});

const whole = images.filter(([name]) => !BROKEN.has(name));
const byPath = (left: readonly unknown[], right: readonly unknown[]) =>
  String(left[0]) < String(right[0]) ? -1 : 1;

describe('xorriso finds the same files at the same places', () => {
  test.each(whole)('in %s', async (_name, file) => {
    const [[, entries] = []] = (await read(file)).trees;
    const files = (entries ?? []).filter(({ entry }) => entry.kind === 'file');
    const rows = files.map(({ path, entry }) => [
      path,
      entry.unpackedSize ?? entry.size,
      entry.extents[0]?.offset,
    ]);
    const theirs = xorrisoFiles(file).map(({ path, size, offset }) => [path, size, offset]);
    expect(rows.sort(byPath)).toEqual(theirs.sort(byPath));
  });
});

/** 7-Zip does not follow moved directories, nor names that continue elsewhere. */
const OTHERWISE = [
  'test_read_format_iso_rockridge_rr_moved.iso',
  'test_read_format_iso_rockridge_ce.iso',
];

describe('7-Zip lists the same names, sizes and times', () => {
  test.each(whole.filter(([name]) => !OTHERWISE.includes(name)))('in %s', async (_name, file) => {
    const { trees } = await read(file);
    const [naming, entries] = trees.find(([one]) => one === 'joliet') ?? trees[0] ?? [];
    // Its times are those of ISO 9660, also where Rock Ridge has others.
    const isTimed = naming !== 'rock-ridge';
    const rows = (entries ?? []).map(({ path, entry }) => [
      path,
      entry.kind === 'directory' ? undefined : entry.size,
      isTimed ? formatUtc(entry.modified) : '',
    ]);
    const theirs = sevenZipList(file)
      .filter(({ path }) => !path.startsWith('/[BOOT]'))
      .map(({ path, size, modified }) => [path, size, isTimed ? modified : '']);
    expect(rows.sort(byPath)).toEqual(theirs.sort(byPath));
  });
});

const formatUtc = (date: string | undefined): string =>
  date === undefined ? '' : new Date(date).toISOString().slice(0, 19).replace('T', ' ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function formatDay(modified: string): string {
  const date = new Date(modified);
  return [MONTHS[date.getUTCMonth()], date.getUTCDate(), date.getUTCFullYear()].join(' ');
}

const withRockRidge = whole.filter(([name]) => /rr|rockridge|xorriso|zisofs/.test(name));

describe('xorriso gives the same days of modification', () => {
  test.each(withRockRidge)('in %s', async (_name, file) => {
    const [[, entries] = []] = (await read(file)).trees;
    const rows = (entries ?? []).map(({ path, entry }) => [path, formatDay(entry.modified ?? '')]);
    expect(rows.sort(byPath)).toEqual([...xorrisoDays(file)].sort(byPath));
  });
});
