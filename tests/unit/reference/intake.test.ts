import { describe, expect, test } from 'vitest';
import {
  isAlwaysImage,
  isDiscImageName,
  isReferenceName,
} from '../../../src/core/reference/intake.ts';

const MIB = 2 ** 20;

describe('always an image', () => {
  test.each([
    ['x.iso', 100],
    ['X.ISO', 100],
    ['x.img', 1],
    ['install.wim', 1],
    ['install.esd', 1],
    ['x.bin', 1],
    ['x.iso.xz', 1],
    ['C:\\iso\\x.iso', 1],
    [' x.iso ', 1],
    ['SHA256SUMS', 0],
    ['x.iso.sha256', 0],
    ['SHA256SUMS', 128 * MIB + 1],
  ])('%s of %i bytes', (name, size) => {
    expect(isAlwaysImage(name, size)).toBe(true);
  });
});

test.each([
  ...['iso', 'img', 'udf', 'nrg', 'mdf', 'isz', 'toast', 'wim', 'esd'],
  ...['bin', 'ima', 'raw', 'dd', 'dmg', 'swm', 'ffu', 'cab', 'exe', 'msu'],
  ...['vhd', 'vhdx', 'vmdk', 'vdi', 'qcow2', 'ova'],
  ...['xz', 'gz', 'zst', 'bz2', 'zip', '7z', 'rar'],
])('a file is always an image when its name ends in .%s', (extension) => {
  expect(isAlwaysImage(`x.${extension}`, 1)).toBe(true);
});

describe('perhaps a reference', () => {
  test.each([
    ['SHA256SUMS', 128 * MIB],
    ['x.iso.sha256', 1],
    ['x.iso.txt', 1],
    ['iso', 1],
    ['x.', 1],
    ['', 1],
    ['x.iso/SHA256SUMS', 1],
    ['__proto__', 1],
    ['x.constructor', 1],
  ])('%s of %i bytes', (name, size) => {
    expect(isAlwaysImage(name, size)).toBe(false);
  });
});

test.each([
  ['x.iso', true],
  ['sources/install.WIM', true],
  ['x.iso.sha256', false],
  ['setup.exe', false],
  ['iso', false],
])('in a folder %s is an image by its name: %s', (name, expected) => {
  expect(isDiscImageName(name)).toBe(expected);
});

test.each([
  ['SHA256SUMS', true],
  ['x.iso.sha256', true],
  ['x.iso.md5.txt', true],
  ['Fedora-35-CHECKSUM', true],
  ['x.DIGESTS', true],
  ['x.checksums', true],
  ['x.digest', true],
  ['hashes.txt', true],
  ['site.touchstone.json', true],
  ['site.TOUCHSTONE.JSON.minisig', true],
  ['site.touchstone.json.', false],
  ['site.touchstone.jsonl', false],
  ['readme.txt', false],
  ['checksummed.txt', false],
  ['x.iso', false],
])('%s promises a checksum file: %s', (name, expected) => {
  expect(isReferenceName(name)).toBe(expected);
});
