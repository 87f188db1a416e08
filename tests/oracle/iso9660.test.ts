/**
 * Our listing of disc images beside those of isoinfo, xorriso and 7-Zip: images made here by
 * genisoimage and xorriso, and real ones. Where the tools differ from us, docs/formats.md says why.
 */
import { describe, expect, test } from 'vitest';
import type { IsoEntry, Naming } from '../../src/core/image/iso9660/entry.ts';
import { readIsoVolume, type IsoVolume } from '../../src/core/image/iso9660/volume.ts';
import {
  isoinfoList,
  isoinfoVolume,
  sevenZipList,
  xorrisoDetails,
  xorrisoFiles,
  type Listed,
} from '../support/disc-tools.ts';
import { withFileSource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import { findRealImages } from '../support/real-images.ts';
import { walkTree, type Walked } from '../support/walk-tree.ts';

interface Read {
  readonly volume: IsoVolume;
  readonly trees: ReadonlyMap<Naming, readonly Walked<IsoEntry>[]>;
}

const readings = new Map<string, Promise<Read>>();

/** Each image is read once. */
function read(file: string): Promise<Read> {
  const reading = readings.get(file) ?? readFile(file);
  readings.set(file, reading);
  return reading;
}

const readFile = (file: string): Promise<Read> =>
  withFileSource(file, async (source) => {
    const volume = await readIsoVolume(source);
    if (volume === undefined) throw new Error(`${file} is no volume`);
    const trees = new Map<Naming, readonly Walked<IsoEntry>[]>();
    for (const { naming, tree } of volume.trees) trees.set(naming, (await walkTree(tree)).entries);
    return { volume, trees };
  });

const images = [...makeDiscImages(), ...(await findRealImages())].map(
  ({ name, path }) => [name, path] as const,
);

/** What every tool tells, in an order that none of them has. */
const sorted = <Row extends { readonly path: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((left, right) => (left.path < right.path ? -1 : 1));

const listedOf = ({ path, entry }: Walked<IsoEntry>): Listed => {
  const [first] = entry.extents;
  const offset = first === undefined ? {} : { offset: first.offset };
  if (entry.kind === 'directory') return { path, isDirectory: true, ...offset };
  return { path, isDirectory: false, size: entry.size, ...offset };
};

const ours = async (file: string, naming: Naming): Promise<readonly Walked<IsoEntry>[]> =>
  (await read(file)).trees.get(naming) ?? [];

/** genisoimage moves the ninth level away; Rock Ridge says where it belongs (RRIP §4.1.5). */
const MOVED = '/rr_moved/h';
const BELONGS = '/a/b/c/d/e/f/g/h';

/** What a tool lists that does not follow moved folders, put where they belong. */
const movedBack = <Row extends Listed>(rows: readonly Row[]): readonly Row[] =>
  rows.some(({ path }) => path === MOVED)
    ? rows
        .filter(({ path }) => path !== BELONGS)
        .map((row) => ({ ...row, path: row.path.replace(MOVED, BELONGS) }))
    : rows;

const imagesWith = async (naming: Naming) => {
  const found: (readonly [string, string])[] = [];
  for (const image of images) {
    if ((await ours(image[1], naming)).length > 0) found.push(image);
  }
  return found;
};

const withRockRidge = await imagesWith('rock-ridge');
const withJoliet = await imagesWith('joliet');

describe('isoinfo lists the same places, sizes and names', () => {
  test.each(images)('in the plain tree of %s', async (_name, file) => {
    // It shows the enhanced tree of ISO 9660:1999 where there is one.
    const naming = (await ours(file, 'enhanced')).length > 0 ? 'enhanced' : 'plain';
    const listed = (await ours(file, naming)).map(listedOf);
    expect(sorted(listed)).toEqual(sorted(isoinfoList(file)));
  });

  test.each(withRockRidge)('in the Rock Ridge tree of %s', async (_name, file) => {
    const listed = (await ours(file, 'rock-ridge')).map(listedOf);
    expect(sorted(listed)).toEqual(sorted(movedBack(isoinfoList(file, ['-R']))));
  });

  test.each(withJoliet)('in the Joliet tree of %s', async (_name, file) => {
    const listed = (await ours(file, 'joliet')).map(listedOf);
    const latin1 = listed.map((row) => ({ ...row, path: row.path.replace(/[^\0-\xff]/g, '_') }));
    expect(sorted(latin1)).toEqual(sorted(isoinfoList(file, ['-J'])));
  });
});

const best = async (file: string): Promise<readonly Walked<IsoEntry>[]> => {
  const { volume, trees } = await read(file);
  return trees.get(volume.trees[0]?.naming ?? 'plain') ?? [];
};

describe('xorriso finds', () => {
  test.each(images)('the same files at the same places in %s', async (_name, file) => {
    const theirs = xorrisoFiles(file);
    const files = (await best(file)).filter(({ entry }) => entry.kind === 'file');
    // It tells the unpacked length of zisofs content, and leaves its own boot catalog out.
    const listed = files
      .map((walked) => ({
        ...listedOf(walked),
        size: walked.entry.unpackedSize ?? walked.entry.size,
      }))
      .filter(({ path }) => !/\/boot\.cat(alog)?$/.test(path));
    expect(sorted(listed)).toEqual(sorted(theirs));
  });

  test.each(withRockRidge)('the same modes and targets of links in %s', async (_name, file) => {
    const listed = (await ours(file, 'rock-ridge')).map(({ path, entry }) => ({
      path,
      mode: formatMode(entry.mode ?? 0),
      ...(entry.target === undefined ? {} : { target: entry.target }),
    }));
    expect(sorted(listed)).toEqual(sorted(xorrisoDetails(file)));
  });
});

/** As `ls -l` writes it. */
function formatMode(mode: number): string {
  const types = new Map([
    [0o040000, 'd'],
    [0o120000, 'l'],
  ]);
  const bits = [...'rwxrwxrwx'].map((letter, bit) => ((mode >> (8 - bit)) & 1 ? letter : '-'));
  return `${types.get(mode & 0o170000) ?? '-'}${bits.join('')}`;
}

describe('7-Zip lists the same names, sizes and times', () => {
  test.each(images)('in %s', async (_name, file) => {
    const joliet = await ours(file, 'joliet');
    const walked = joliet.length > 0 ? joliet : await best(file);
    const listed = walked.map(({ path, entry }) => ({
      path,
      isDirectory: entry.kind === 'directory',
      ...(entry.kind === 'directory' ? {} : { size: entry.size }),
      modified: entry.modified?.replace('T', ' ').replace('+00:00', '') ?? '',
    }));
    // It lists boot images as files, and does not follow continued names (SUSP §5.1).
    const isCompared = ({ path }: Listed) =>
      !path.startsWith('/[BOOT]') && !path.startsWith('/nnn');
    const theirs = movedBack(sevenZipList(file)).filter(isCompared);
    expect(sorted(listed.filter(isCompared))).toEqual(sorted(theirs));
  });
});

/** By isoinfo's names; blank fields it prints empty. */
const IDENTIFIERS = [
  ['System id', 'system'],
  ['Volume id', 'volume'],
  ['Volume set id', 'volumeSet'],
  ['Publisher id', 'publisher'],
  ['Data preparer id', 'preparer'],
  ['Application id', 'application'],
  ['Copyright File id', 'copyrightFile'],
  ['Abstract File id', 'abstractFile'],
  ['Bibliographic File id', 'bibliographicFile'],
] as const;

describe('isoinfo reads the same descriptor', () => {
  test.each(images)('of %s', async (_name, file) => {
    const { primary } = (await read(file)).volume;
    const identifiers = IDENTIFIERS.map(([name, key]) => [name, primary?.identifiers[key] ?? '']);
    expect(Object.fromEntries(isoinfoVolume(file))).toMatchObject({
      ...Object.fromEntries(identifiers),
      'Volume set size': String(primary?.volumeSetSize),
      'Logical block size': String(primary?.blockBytes),
      'Volume size': String(primary?.volumeBlocks),
    });
  });

  test.each(images)('of %s with the same extensions', async (_name, file) => {
    const { descriptors, trees } = (await read(file)).volume;
    const joliet = descriptors.volumes.find(({ kind }) => kind === 'joliet');
    const theirs = isoinfoVolume(file);
    expect(joliet?.jolietLevel).toBe(Number(theirs.get('joliet')) || undefined);
    expect(trees[0]?.naming === 'rock-ridge').toBe(theirs.has('rockRidge'));
    expect(descriptors.bootRecords.length > 0).toBe(theirs.has('bootCatalog'));
  });

  test.each(images)('of %s without anything to remark', async (_name, file) => {
    expect((await read(file)).volume.findings).toEqual([]);
  });
});
