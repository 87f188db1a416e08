/** What is said of damaged images, beside what 7-Zip and checkisomd5 say of the same bytes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectImage } from '../../src/core/inspection/inspect-image.ts';
import { isSelfCheckGood, sevenZipEnd, type ArchiveEnd } from '../support/disc-tools.ts';
import { memorySource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import { noise } from '../support/fixtures/source-trees.ts';
import { sevenZipLost } from '../support/udf-tools.ts';

const SECTOR = 2048;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchstone-damage-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pathOf = (image: string): string =>
  makeDiscImages().find(({ name }) => name === image)?.path ?? '';

const windows = readFileSync(pathOf('windows'));
const inspect = (bytes: Uint8Array) => inspectImage({ name: 'x.iso', ...memorySource(bytes) });

function written(bytes: Uint8Array): string {
  const file = path.join(folder, 'x.iso');
  writeFileSync(file, bytes);
  return file;
}

function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const cutBy = (bytes: number): Uint8Array => windows.subarray(0, windows.length - bytes);
const followedBy = (tail: Uint8Array): Uint8Array => Buffer.concat([windows, tail]);

/** genisoimage puts 150 sectors behind the last file, and an anchor into the last of them. */
const CUTS: readonly (readonly [string, Uint8Array])[] = [
  ['without its last sector', cutBy(SECTOR)],
  ['without half a sector', cutBy(1_000)],
  ['without what follows the files', cutBy(150 * SECTOR)],
  ['without the last sector of the files', cutBy(151 * SECTOR)],
  ['without its last fifth', cutBy(Math.floor(windows.length / 5))],
  ['without its last half', cutBy(Math.floor(windows.length / 2))],
];

const OTHERS: readonly (readonly [string, Uint8Array])[] = [
  ['as it was made', windows],
  ['followed by 150 sectors of zeros', followedBy(new Uint8Array(150 * SECTOR))],
  ['followed by 777 zeros', followedBy(new Uint8Array(777))],
  ['followed by something else', followedBy(noise('tail', 300_000))],
  ['with a bit changed in a file', flipped(windows, windows.indexOf(noise('setup', 64)) + 50_000)],
  ['with a bit changed in the first anchor', flipped(windows, 256 * SECTOR + 20)],
];

function kindBy({ bytes, isCut, tailBytes }: ArchiveEnd): string {
  if (isCut) return 'truncated';
  if (tailBytes > 0) return 'oversize';
  return bytes > windows.length ? 'padded' : 'whole';
}

describe('a disc like those of Windows', () => {
  test.each([...CUTS, ...OTHERS])('%s ends where 7-Zip sees its end', async (_what, bytes) => {
    const theirs = sevenZipEnd(written(bytes)) ?? { bytes: 0, isCut: false, tailBytes: 0 };
    const { sizes } = await inspect(bytes);
    expect(sizes.conclusion).toMatchObject({
      kind: kindBy(theirs),
      expected: Math.min(theirs.bytes, windows.length),
    });
  });

  test.each(CUTS)('%s has lost what 7-Zip cannot take out', async (_what, bytes) => {
    const theirs = sevenZipLost(written(bytes));
    const { conclusion } = (await inspect(bytes)).sizes;
    const lost = conclusion.kind === 'truncated' ? conclusion.lost : undefined;
    expect([lost?.files, lost?.isPartial]).toEqual([theirs.length, false]);
    expect(theirs).toEqual(expect.arrayContaining([...(lost?.paths ?? ['?'])]));
  });

  /** 7-Zip opens none of these. */
  test.each([
    ['before the first file', 262 * SECTOR],
    ['before the first anchor', 200 * SECTOR],
    ['behind its first descriptor', 17 * SECTOR],
  ])('cut %s is truncated', async (_where, length) => {
    const bytes = windows.subarray(0, length);
    expect(sevenZipEnd(written(bytes))).toBeUndefined();
    expect((await inspect(bytes)).sizes.conclusion).toMatchObject({
      kind: 'truncated',
      expected: windows.length,
    });
  });
});

/** checkisomd5 computes the MD5 that we only point at. */
describe('the bytes that an MD5 inside the image covers', () => {
  const whole = readFileSync(pathOf('fedora-like'));

  test('are those whose change checkisomd5 sees', async () => {
    const { selfCheckedBytes = 0 } = await inspect(whole);
    const isGood = (bytes: Uint8Array) => isSelfCheckGood(written(bytes));
    expect(isGood(whole)).toBe(true);
    expect(isGood(flipped(whole, selfCheckedBytes - 1))).toBe(false);
    expect(isGood(flipped(whole, selfCheckedBytes))).toBe(true);
  });

  test('are not the whole image: it may be truncated, which checkisomd5 does not see', async () => {
    const { selfCheckedBytes } = await inspect(whole);
    const cut = whole.subarray(0, selfCheckedBytes);
    expect(isSelfCheckGood(written(cut))).toBe(true);
    expect((await inspect(cut)).sizes.conclusion.kind).toBe('truncated');
  });
});
