import { describe, expect, test } from 'vitest';
import { gnuAlgorithm } from '../../../../src/core/reference/write/commands.ts';
import { formatBsd, formatGnu } from '../../../../src/core/reference/write/lines.ts';
import { formatHashdeep } from '../../../../src/core/reference/write/hashdeep.ts';
import { MD5, OTHER256, SHA1, SHA256 } from '../../../support/references.ts';

const named = (name: string) => ({ name, size: 5, digests: { sha256: SHA256, sha1: SHA1 } });

describe('a plain list', () => {
  test.each([
    ['x.iso', `${SHA256}  x.iso\n`],
    [' a  b ', `${SHA256}   a  b \n`],
    ['a\\b\nc\rd', `\\${SHA256}  a\\\\b\\nc\\rd\n`],
    // What checkers would take for standard input, for a mark, or for no name at all.
    ['-', `${SHA256}  ./-\n`],
    ['stdin', `${SHA256}  ./stdin\n`],
    ['*', `${SHA256}  ./*\n`],
    ['  ', `${SHA256}  ./  \n`],
    ['--', `${SHA256}  --\n`],
    ['*x', `${SHA256}  *x\n`],
  ])('of %j', (name, line) => {
    expect(formatGnu(named(name), 'sha256')).toBe(line);
  });

  test('is empty without the digest that is asked for', () => {
    expect(formatGnu(named('x.iso'), 'sha512')).toBe('');
  });
});

test('a tagged list has every digest under the tag that coreutils, the BSDs or RHash write', () => {
  const digests = {
    ...{ sha224: '1', sha256: '2', sha384: '3', sha512: '4' },
    ...{ 'sha3-256': '5', 'sha3-384': '6', 'sha3-512': '7' },
    ...{ 'blake2b-256': '8', 'blake2b-512': '9', 'blake2s-256': 'a', blake3: 'b' },
    ...{ sha1: 'c', md5: 'd', crc32: 'e' },
  };
  expect(formatBsd({ name: 'a)\n', size: 5, digests }).trimEnd().split('\n').sort()).toEqual([
    '\\BLAKE2b (a)\\n) = 9',
    '\\BLAKE2b-256 (a)\\n) = 8',
    '\\BLAKE2s (a)\\n) = a',
    '\\BLAKE3 (a)\\n) = b',
    '\\MD5 (a)\\n) = d',
    '\\SHA1 (a)\\n) = c',
    '\\SHA224 (a)\\n) = 1',
    '\\SHA256 (a)\\n) = 2',
    '\\SHA3-256 (a)\\n) = 5',
    '\\SHA3-384 (a)\\n) = 6',
    '\\SHA3-512 (a)\\n) = 7',
    '\\SHA384 (a)\\n) = 3',
    '\\SHA512 (a)\\n) = 4',
  ]);
});

test('a tagged list of an ordinary name has no mark in front of its lines', () => {
  expect(formatBsd(named('x.iso'))).toBe(`SHA256 (x.iso) = ${SHA256}\nSHA1 (x.iso) = ${SHA1}\n`);
});

test.each([
  [{ sha256: SHA256, sha1: SHA1 }, 'sha256'],
  [{ sha1: SHA1, md5: MD5 }, 'sha1'],
  [{ md5: MD5 }, undefined],
])('the plain list of %j is one of %s', (digests, algorithm) => {
  expect(gnuAlgorithm(digests)).toBe(algorithm);
});

describe("hashdeep's list", () => {
  test('names its columns, and has of the digests those that it knows', () => {
    const digests = { sha512: OTHER256, sha256: SHA256, sha1: SHA1, md5: MD5 };
    expect(formatHashdeep({ name: 'a, b.iso', size: 5, digests })).toBe(
      `%%%% HASHDEEP-1.0\n%%%% size,md5,sha1,sha256,filename\n##\n5,${MD5},${SHA1},${SHA256},a, b.iso\n`,
    );
    expect(formatHashdeep({ name: 'x', size: 0, digests: { sha256: SHA256 } })).toBe(
      `%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n##\n0,${SHA256},x\n`,
    );
  });

  test.each(['a\nb', 'a\rb'])('is not written for %j', (name) => {
    expect(formatHashdeep(named(name))).toBeUndefined();
  });

  test('is not written of nothing but what it does not know', () => {
    expect(formatHashdeep({ name: 'x', size: 5, digests: { sha512: OTHER256 } })).toBeUndefined();
  });
});
