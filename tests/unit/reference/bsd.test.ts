import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  MD5,
  paste,
  readFile,
  SHA1,
  SHA224,
  SHA256,
  SHA384,
  SHA512,
  vector,
} from '../../support/references.ts';

const hashOf = (algorithm: string, content: string) =>
  createHash(algorithm).update(content).digest('hex');

describe('what tools write', () => {
  test('openssl dgst, with the tags of OpenSSL 3, of two files', () => {
    const { claims } = readFile(vector('tools/openssl-dgst.txt'));
    const algorithms = [
      [['sha256'], 'sha256'],
      [['sha3-256'], 'sha3-256'],
      [['blake2b-512'], 'blake2b512'],
      [['blake2s-256'], 'blake2s256'],
    ] as const;
    const digests = (content: string) =>
      algorithms.map(([ids, name]) => ({ algorithms: ids, text: hashOf(name, content) }));
    expect(claims).toEqual([
      { path: 'plain.iso', digests: digests('hello\n'), line: 1 },
      { path: 'b (1).iso', digests: digests('x'), line: 2 },
    ]);
  });

  test('what openssl dgst names and this program does not compare is said, and not claimed', () => {
    const { findings } = readFile(vector('tools/openssl-dgst.txt'));
    expect(findings.map(({ code, line, detail }) => [code, line, detail?.['tag']])).toEqual([
      ['unsupported-algorithm', 5, 'SHA2-512/256'],
      ['unsupported-algorithm', 6, 'SHA2-512/256'],
      ['unsupported-algorithm', 7, 'RIPEMD-160'],
      ['unsupported-algorithm', 8, 'RIPEMD-160'],
    ]);
  });

  test('openssl dgst -c puts colons into the digest', () => {
    expect(claimsOf(readFile(vector('tools/openssl-dgst-c.txt')))).toEqual([
      ['plain.iso', hashOf('sha256', 'hello\n')],
    ]);
  });

  test('openssl dgst of standard input names no file', () => {
    const { claims } = readFile(vector('tools/openssl-stdin.txt'));
    expect(claims).toEqual([
      { digests: [{ algorithms: ['sha256'], text: hashOf('sha256', 'hello\n') }], line: 1 },
    ]);
  });

  test('b2sum --tag names the length only when it is not the whole', () => {
    expect(algorithmsOf(readFile(vector('tools/b2sum-256-tag.txt')))).toEqual([
      ['blake2b-256'],
      ['blake2b-512'],
    ]);
  });

  test('shasum --tag writes the tag of the BSDs', () => {
    expect(claimsOf(readFile(vector('tools/shasum-tag.txt')))).toEqual([
      ['plain.iso', hashOf('sha512', 'hello\n')],
    ]);
  });

  test('rhash --bsd --all: what is on the list is claimed, each under its own algorithm', () => {
    const reference = readFile(vector('tools/rhash-bsd-all.txt'));
    expect(algorithmsOf(reference).flat()).toEqual([
      ...['crc32', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
      ...['sha3-256', 'sha3-384', 'sha3-512', 'blake2s-256', 'blake2b-512'],
    ]);
    expect(reference.claims).toHaveLength(1);
  });

  test('rhash --bsd --all: a BitTorrent hash is told apart from a digest', () => {
    const { findings } = readFile(vector('tools/rhash-bsd-all.txt'));
    expect(findings.filter(({ code }) => code === 'torrent-info-hash')).toHaveLength(1);
  });
});

describe('tags', () => {
  test.each([
    ['MD5', MD5, 'md5'],
    ['SHA1', SHA1, 'sha1'],
    ['SHA-1', SHA1, 'sha1'],
    ['sha256', SHA256, 'sha256'],
    ['SHA-256', SHA256, 'sha256'],
    ['SHA2-256', SHA256, 'sha256'],
    ['SHA2-224', SHA224, 'sha224'],
    ['SHA224', SHA224, 'sha224'],
    ['SHA2-384', SHA384, 'sha384'],
    ['SHA2-512', SHA512, 'sha512'],
    ['SHA3-256', SHA256, 'sha3-256'],
    ['SHA3-384', SHA384, 'sha3-384'],
    ['SHA3_512', SHA512, 'sha3-512'],
    ['BLAKE2b', SHA512, 'blake2b-512'],
    ['BLAKE2B-512', SHA512, 'blake2b-512'],
    ['BLAKE2b-256', SHA256, 'blake2b-256'],
    ['BLAKE2s-256', SHA256, 'blake2s-256'],
    ['BLAKE3', SHA256, 'blake3'],
    ['CRC32', 'deadbeef', 'crc32'],
  ])('%s is known', (tag, hex, algorithm) => {
    expect(algorithmsOf(readFile(`${tag} (x.iso) = ${hex}\n`))).toEqual([[algorithm]]);
  });

  test.each([
    ['SHA512/256', SHA256],
    ['SHA512-224', SHA224],
    ['SHA3-224', SHA224],
    ['RMD160', SHA1],
    ['RIPEMD-160', SHA1],
    ['WHIRLPOOL', SHA512],
    ['SM3', SHA256],
    ['MD4', MD5],
    ['BLAKE2b-160', SHA1],
    ['SHAKE256', SHA256],
    ['ADLER32', 'deadbeef'],
    ['Never-Heard-Of', SHA256],
    ['Never-Heard-Of', SHA256.slice(0, 28)],
  ])('%s is not on the closed list', (tag, hex) => {
    const reference = readFile(`${tag} (x.iso) = ${hex}\n`);
    expect(reference.claims).toEqual([]);
    expect(reference.findings).toEqual([
      { code: 'no-claims' },
      { code: 'unsupported-algorithm', line: 1, detail: { tag } },
    ]);
  });

  test('a digest of another length than its tag says is kept as damaged', () => {
    const reference = readFile(`SHA256 (x.iso) = ${SHA1}\n`);
    expect(reference.claims[0]?.digests).toEqual([
      { algorithms: ['sha256'], text: SHA1, damaged: true },
    ]);
    expect(reference.findings).toEqual([
      { code: 'no-claims' },
      { code: 'length-disagrees', line: 1, detail: { tag: 'SHA256', length: 40 } },
    ]);
  });

  test('a digest cut short under a tag is kept as damaged, however short', () => {
    const reference = readFile('SHA256 (x.iso) = 5891B5B5\n');
    expect(reference.claims[0]?.digests).toEqual([
      { algorithms: ['sha256'], text: '5891b5b5', damaged: true },
    ]);
    expect(codesOf(reference)).toContain('length-disagrees');
  });

  test('a CRC-32 that lost its leading zero does not have the length of one', () => {
    expect(codesOf(readFile('CRC32 (x.iso) = eadbeef\n'))).toContain('length-disagrees');
  });
});

describe('lines', () => {
  test.each([
    [`SHA256 (x.iso) = ${SHA256}`, 'x.iso'],
    [`SHA256(x.iso)= ${SHA256}`, 'x.iso'],
    [`SHA256(x.iso)=${SHA256}`, 'x.iso'],
    [`  SHA256   (x.iso)  =  ${SHA256}  `, 'x.iso'],
    [`SHA256 (b (1).iso) = ${SHA256}`, 'b (1).iso'],
    [`SHA256 (a) = b) = ${SHA256}`, 'a) = b'],
    [`SHA256 (() = ${SHA256}`, '('],
    [`SHA256 ( x.iso ) = ${SHA256}`, ' x.iso '],
    [`\\SHA256 (a\\nb\\\\c) = ${SHA256}`, 'a\nb\\c'],
    [`SHA256 (a\\nb) = ${SHA256}`, 'a\\nb'],
    [`SHA256 (__proto__) = ${SHA256.toUpperCase()}`, '__proto__'],
  ])('%j names %j', (line, path) => {
    expect(claimsOf(readFile(line))).toEqual([[path, SHA256]]);
  });

  test.each([
    ['a digest behind the closing parenthesis is missing', 'SHA256 (x.iso) = '],
    ['a word follows the digest', `SHA256 (x.iso) = ${SHA256} (verified)`],
    ['the name is empty', `SHA256 () = ${SHA256}`],
    ['the equals sign is missing', `SHA256 (x.iso) ${SHA256}`],
    ['the value is a word', 'foo (bar) = baz'],
    ['27 hex digits follow an unknown tag', `Never-Heard-Of (x) = ${SHA256.slice(0, 27)}`],
    ['the escape is unknown', `\\SHA256 (a\\tb) = ${SHA256}`],
    ['there is no tag and no (stdin)', `(x.iso) = ${SHA256}`],
    ['the tag has a blank', `SHA 256 sum (x.iso) = ${SHA256}`],
    ['words stand before (stdin)', `the digest of (stdin)= ${SHA256}`],
    ['something stands before the equals sign', `SHA256 (x.iso)x=  ${SHA256}`],
  ])('is no list when %s', (_, line) => {
    expect(isReference(line)).toBe(false);
  });

  test("OpenSSL's old form for standard input has no tag", () => {
    expect(claimsOf(readFile(`(stdin)= ${SHA256}\n`))).toEqual([[undefined, SHA256]]);
  });

  test('sha256sum --tag of standard input names no file', () => {
    expect(claimsOf(paste(`SHA256 (-) = ${SHA256}`))).toEqual([[undefined, SHA256]]);
  });

  test('a list may have both grammars, and says which one most lines have', () => {
    const list = readFile(`${SHA1}  x.iso\nSHA256 (x.iso) = ${SHA256}\nMD5 (y) = ${MD5}\n`);
    expect([claimsOf(list), list.format]).toEqual([
      [
        ['x.iso', SHA1, SHA256],
        ['y', MD5],
      ],
      'bsd',
    ]);
  });
});
