import { describe, expect, test } from 'vitest';
import { sidecarSubject } from '../../../src/core/reference/sidecar.ts';
import {
  algorithmsOf,
  codesOf,
  MD5,
  readFile,
  SHA1,
  SHA224,
  SHA256,
  SHA512,
} from '../../support/references.ts';

describe('a sidecar stands beside', () => {
  test.each([
    ['x.iso.sha256', 'x.iso'],
    ['x.iso.SHA256', 'x.iso'],
    ['x.iso.sha256.txt', 'x.iso'],
    ['x.iso.sha256sum', 'x.iso'],
    ['x.iso.sha256sums', 'x.iso'],
    ['x.iso.md5', 'x.iso'],
    ['x.iso.md5sum.txt', 'x.iso'],
    ['x.iso.sha1.txt', 'x.iso'],
    ['x.iso.sha1', 'x.iso'],
    ['x.iso.sha512', 'x.iso'],
    ['x.iso.sha512.asc', 'x.iso'],
    ['x.iso.sha3-256', 'x.iso'],
    ['x.iso.blake3', 'x.iso'],
    ['x.iso.b3', 'x.iso'],
    ['x.iso.b2', 'x.iso'],
    ['x.iso.crc32', 'x.iso'],
    ['x.iso.rmd160', 'x.iso'],
    ['x.iso.checksum', 'x.iso'],
    ['x.iso.checksums', 'x.iso'],
    ['x.iso.digest', 'x.iso'],
    ['x.iso.hash', 'x.iso'],
    ['x.iso.sum', 'x.iso'],
    ['x.iso.sums', 'x.iso'],
    ['x.iso.sha256-sums', 'x.iso'],
    ['x.iso.sha256_sum.txt', 'x.iso'],
    ['x.iso.md5.sha256', 'x.iso.md5'],
    ['x.signed.iso.sha256', 'x.signed.iso'],
    [' x.iso.sha256 ', 'x.iso'],
    [`${'a'.repeat(1013)}.iso.sha256`, `${'a'.repeat(1013)}.iso`],
    ['x.iso-CHECKSUM', 'x.iso'],
    ['x.iso_sha256.txt', 'x.iso'],
    ['x.img.xz.sha256', 'x.img.xz'],
    ['x.7z.sha256', 'x.7z'],
    [
      'en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso.sha1',
      'en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso',
    ],
    ['Qubes-R4.2.4-x86_64.iso.DIGESTS', 'Qubes-R4.2.4-x86_64.iso'],
    ['rocky-10.0-aarch64.ISO.checksum', 'rocky-10.0-aarch64.ISO'],
    ['x.iso (1).sha256', 'x.iso'],
    ['x.iso.sha256 (1).txt', 'x.iso'],
    ['x.iso.sha256 (2)', 'x.iso'],
    ['/home/me/x.iso.sha256', 'x.iso'],
    ['C:\\iso\\x.iso.sha256', 'x.iso'],
    ['Grüße.iso.sha256', 'Grüße.iso'],
  ])('%s: %s', (name, subject) => {
    expect(sidecarSubject(name)).toBe(subject);
  });

  test.each([
    'SHA256SUMS',
    'sha256sum.txt',
    'x.sha256',
    'release-1.2.sha256',
    'CHECKSUM',
    'CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64.asc',
    'Fedora-Workstation-35-1.2-x86_64-CHECKSUM',
    'x.iso',
    'x.iso.txt',
    'notes.txt',
    '.sha256',
    'sha256',
    '',
    'x.iso files.sha256',
    `${'a'.repeat(1014)}.iso.sha256`,
    `${'a'.repeat(2000)}.iso.sha256`,
  ])('nothing: %j', (name) => {
    expect(sidecarSubject(name)).toBeUndefined();
  });
});

describe('the name of the file narrows untagged digests', () => {
  test.each([
    ['SHA256SUMS', ['sha256']],
    ['sha256sums.txt', ['sha256']],
    ['SHA256SUMS (1)', ['sha256']],
    ['SHA-256.txt', ['sha256']],
    ['x.iso.sha256', ['sha256']],
    ['x.iso.sha256.txt', ['sha256']],
    ['x.iso.sha3-256', ['sha3-256']],
    ['x.iso.blake3', ['blake3']],
    ['x.iso.b3', ['blake3']],
    ['b3sums.txt', ['blake3']],
    ['x.blake2b-256.txt', ['blake2b-256']],
    ['ubuntu-sha256-list.txt', ['sha256']],
    ['sha1-and-sha256.sha256', ['sha256']],
    ['x-md5-or-a.sha3-256', ['sha3-256']],
    ['x-sha3-256-list.txt', ['sha3-256']],
    ['sha256-and-SHA-256-list.txt', ['sha256']],
    ['b3sums-of-x.txt', ['blake3']],
  ])('%s', (name, algorithms) => {
    expect(algorithmsOf(readFile(`${SHA256}  x.iso\n`, name))).toEqual([algorithms]);
  });

  test.each([
    ['CHECKSUM.SHA512-FreeBSD-14.1-RELEASE-amd64', ['sha512']],
    ['b2sums.txt', ['blake2b-512']],
    ['x.iso.b2', ['blake2b-512']],
    ['release-1-b2-amd64.txt', ['sha512', 'blake2b-512', 'sha3-512']],
    ['md5-sha512-blake2b-list.txt', ['sha512', 'blake2b-512', 'sha3-512']],
    ['sha512-blake2b-list.txt', ['sha512', 'blake2b-512', 'sha3-512']],
    ['sha512-sha512-blake2b-list.txt', ['sha512', 'blake2b-512', 'sha3-512']],
  ])('%s, 128 characters', (name, algorithms) => {
    expect(algorithmsOf(readFile(`${SHA512}  x.iso\n`, name))).toEqual([algorithms]);
  });

  test('only where the digest has the length of the algorithm', () => {
    expect(algorithmsOf(readFile(`${SHA1}  x.iso\n`, 'SHA256SUMS'))).toEqual([['sha1']]);
  });

  test('and never against a tag', () => {
    expect(algorithmsOf(readFile(`BLAKE3 (x.iso) = ${SHA256}\n`, 'SHA256SUMS'))).toEqual([
      ['blake3'],
    ]);
  });

  test('and less than a section header', () => {
    const list = `# BLAKE3 HASH\n${SHA256}  x.iso\n`;
    expect(algorithmsOf(readFile(list, 'SHA256SUMS'))).toEqual([['blake3']]);
  });

  test.each([
    ...['adler32', 'crc32c'].map((name) => [name, 'deadbeef'] as const),
    ...['md2', 'md4', 'ed2k', 'snefru128', 'snefru-128'].map((name) => [name, MD5] as const),
    ...['rmd160', 'ripemd160', 'ripemd-160', 'has160'].map((name) => [name, SHA1] as const),
    ...['sha512-224', 'sha512224', 'sha3-224'].map((name) => [name, SHA224] as const),
    ...['sha512-256', 'sha512256', 'sm3', 'keccak256'].map((name) => [name, SHA256] as const),
    ...['gost94', 'gost12-256', 'streebog256', 'snefru256'].map((name) => [name, SHA256] as const),
    ...['whirlpool', 'gost12-512', 'streebog512', 'skein512'].map(
      (name) => [name, SHA512] as const,
    ),
    ['rmd160-rmd160-list.txt', SHA1] as const,
  ])('to nothing that is compared, if it is %s, which is off the list', (name, digest) => {
    const list = readFile(`${digest}  x.iso\n`, `x.iso.${name}`);
    expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'unsupported-algorithm']]);
  });

  test.each(['rmd160-has160-list.txt', 'sha1-rmd160-list.txt', 'rmd160-sha1-list.txt'])(
    'to none of several that do not agree: %s',
    (name) => {
      expect(algorithmsOf(readFile(`${SHA1}  x.iso\n`, name))).toEqual([['sha1']]);
    },
  );

  test('eight hex digits are a CRC-32 in a file of that name', () => {
    expect(algorithmsOf(readFile('DEADBEEF\n', 'x.iso.crc32'))).toEqual([['crc32']]);
  });

  test('a name without end is not searched', () => {
    expect(algorithmsOf(readFile(`${SHA1}\n`, 'sha1.'.repeat(1e6)))).toEqual([['sha1']]);
  });
});
