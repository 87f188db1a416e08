import { describe, expect, test } from 'vitest';
import type { AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { compareDigest, editDistance } from '../../../src/core/verdict/compare.ts';
import { stated } from '../../support/page-builder.ts';

/** SHA-256, SHA-1 and MD5 of the text "abc" (FIPS 180-4 examples, RFC 1321 A.5). */
const SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const SHA1 = 'a9993e364706816aba3e25717850c26c9cd0d89d';
const MD5 = '900150983cd24fb0d6963f7d28e17f72';
const COMPUTED = { sha256: SHA256, sha1: SHA1, md5: MD5 };

const compare = (text: string, ...algorithms: AlgorithmId[]) =>
  compareDigest(stated(text, ...algorithms), COMPUTED);
const nearOf = (text: string, ...algorithms: AlgorithmId[]) => {
  const { outcome, near } = compare(text, ...algorithms);
  return [outcome, near?.code, near?.algorithm, near?.characters];
};
const cut = (algorithm: AlgorithmId, characters: number) => [
  ...['not-compared', 'reference-truncated', algorithm, characters],
];
const garbled = (algorithm: AlgorithmId, characters: number) => [
  ...['not-compared', 'reference-garbled', algorithm, characters],
];
const FAR = ['not-compared', undefined, undefined, undefined];

describe('a digest beside the computed ones', () => {
  test('is equal by the one of its algorithms that it is', () => {
    const { outcome, algorithms } = compare(SHA256, 'blake3', 'sha256');
    expect([outcome, algorithms]).toEqual(['equal', ['sha256']]);
  });

  test('is different when all of its algorithms were computed', () => {
    expect(compare('0'.repeat(64), 'sha256').outcome).toBe('different');
  });

  test('is not compared when one of its algorithms was not computed', () => {
    expect(compare('0'.repeat(64), 'sha256', 'blake3').outcome).toBe('not-compared');
  });

  test('is not compared when it is of no algorithm, or a damaged text', () => {
    expect(compare('0'.repeat(64)).outcome).toBe('not-compared');
    const damaged = { ...stated('0'.repeat(64), 'sha256'), damaged: true as const };
    expect(compareDigest(damaged, COMPUTED).outcome).toBe('not-compared');
    expect(compareDigest({ ...damaged, text: SHA256 }, COMPUTED).outcome).not.toBe('equal');
  });

  test('of no algorithm is never called equal', () => {
    expect(compare(SHA256).outcome).toBe('not-compared');
  });
});

describe('a digest under the name of another algorithm', () => {
  test('is said to be that of this file, from 32 characters on', () => {
    expect(nearOf(MD5, 'sha256')).toEqual(garbled('md5', 0));
    expect(nearOf(SHA256, 'blake3')).toEqual(garbled('sha256', 0));
  });

  test('is not, where it is short enough to be equal by chance', () => {
    const both = { crc32: '352441c2', sha1: SHA1 };
    expect(compareDigest(stated('352441c2', 'md5'), both).near).toBeUndefined();
  });
});

describe('a cut value', () => {
  test('of 28 characters is recognised from the start and from the end', () => {
    expect(nearOf(SHA256.slice(0, 28), 'sha256')).toEqual(cut('sha256', 36));
    expect(nearOf(SHA256.slice(-28), 'sha256')).toEqual(cut('sha256', 36));
    expect(nearOf(SHA1.slice(0, 28))).toEqual(cut('sha1', 12));
  });

  test('of 27 is not: it proves too little', () => {
    expect(nearOf(SHA256.slice(0, 27))).toEqual(FAR);
    expect(nearOf(SHA1.slice(0, 27))).toEqual(FAR);
  });

  test('from the middle is not recognised', () => {
    expect(nearOf(SHA256.slice(10, 50))).toEqual(FAR);
  });

  test('that lost at most four characters is recognised at any place', () => {
    expect(nearOf(SHA1.slice(0, 10) + SHA1.slice(12), 'sha1')).toEqual(cut('sha1', 2));
    expect(nearOf(MD5.slice(0, 20) + MD5.slice(24), 'md5')).toEqual(cut('md5', 4));
    expect(nearOf(MD5.slice(0, 9) + MD5.slice(10, 14) + MD5.slice(18))).toEqual(FAR);
  });
});

describe('a text that differs by some characters', () => {
  const changed = (text: string, ...places: number[]) =>
    Array.from(text, (character, at) => (places.includes(at) ? 'x' : character)).join('');

  test('is damaged up to four, and another digest from five on', () => {
    expect(nearOf(changed(SHA256, 1, 20, 40, 63), 'sha256')).toEqual(garbled('sha256', 4));
    expect(nearOf(changed(SHA256, 1, 20, 40, 50, 63), 'sha256')[0]).toBe('different');
  });

  test('of 32 characters is looked at, of 8 it is not', () => {
    expect(nearOf(changed(MD5, 3), 'md5')).toEqual(garbled('md5', 1));
    const crc = compareDigest(stated('352441c3', 'crc32'), { crc32: '352441c2' });
    expect([crc.outcome, crc.near]).toEqual(['different', undefined]);
  });

  test('may have gained characters', () => {
    expect(nearOf(`${SHA1}00`, 'sha1')).toEqual(garbled('sha1', 2));
    expect(nearOf(`0${MD5}000`, 'md5')).toEqual(garbled('md5', 4));
    expect(nearOf(`0${MD5}0000`)).toEqual(FAR);
  });
});

describe('the distance of two texts', () => {
  test.each([
    ['', '', 0, 0],
    ['abc', 'abc', 0, 0],
    ['abc', 'abd', 0, undefined],
    ['abcd', '', 4, 4],
    ['abcde', '', 4, undefined],
    ['', 'abcd', 4, 4],
    ['xabc', 'abc', 1, 1],
    ['abc', 'xabc', 1, 1],
    ['abcxy', 'xyabc', 4, 4],
    ['abcxy', 'xyabc', 3, undefined],
  ])('of "%s" and "%s" within %i is %s', (a, b, limit, distance) => {
    expect(editDistance(a, b, limit)).toBe(distance);
  });
});
