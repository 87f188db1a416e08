import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  OTHER256,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../../support/references.ts';

/** After the examples of SPDX 2.3, annex and clause 7.10. */
const TAGS = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
DocumentName: glibc-v2.3
DocumentComment: <text>This may say
PackageChecksum: SHA256: anything
</text>

PackageName: example
PackageFileName: example.iso
PackageChecksum: SHA1: ${SHA1}
PackageChecksum: SHA256: ${SHA256}
FileName: ./lib/other.iso
FileChecksum: SHA256: ${OTHER256}
FileChecksum: SHA3-256: short
`;

const JSON_TEXT = JSON.stringify({
  spdxVersion: 'SPDX-2.3',
  packages: [
    {
      name: 'example',
      packageFileName: 'example.iso',
      checksums: [
        { algorithm: 'SHA1', checksumValue: SHA1 },
        { algorithm: 'SHA256', checksumValue: SHA256 },
      ],
    },
    { name: 'without', checksums: 7 },
  ],
  files: [
    { fileName: './lib/other.iso', checksums: [{ algorithm: 'SHA256', checksumValue: OTHER256 }] },
    { fileName: 'x', checksums: [{ algorithm: 'ADLER32', checksumValue: '03da0195' }] },
  ],
});

const CLAIMS = [
  ['example.iso', SHA1, SHA256],
  ['./lib/other.iso', OTHER256],
];

describe('tag: value', () => {
  test('the checksums of packages and files; text between <text> says nothing', () => {
    const list = readFile(TAGS);
    expect(list.format).toBe('spdx');
    expect(claimsOf(list)).toEqual(CLAIMS);
    expect(algorithmsOf(list)).toEqual([['sha1'], ['sha256'], ['sha256']]);
    expect(codesOf(list)).toEqual(['malformed-line']);
  });

  test('without the line of its version it is no reference of this form', () => {
    expect(isReference(TAGS.replace('SPDXVersion', 'Version'))).toBe(false);
  });
});

describe('JSON', () => {
  test('the checksums of packages and files', () => {
    const list = readFile(JSON_TEXT);
    expect(list.format).toBe('spdx');
    expect(claimsOf(list)).toEqual(CLAIMS);
    expect(codesOf(list)).toEqual(['unsupported-algorithm']);
  });

  test.each([
    ['another version', JSON_TEXT.replace('SPDX-2.3', 'SPDX-3.0')],
    ['JSON that breaks off', JSON_TEXT.slice(0, -1)],
    ['a list', `[${JSON_TEXT}]`],
  ])('%s is no reference', (_, text) => {
    expect(isReference(text)).toBe(false);
  });
});

describe('what tools write', () => {
  test('reuse: a tag and a value for each file', () => {
    const list = readFile(vector('tools/reuse.spdx'));
    expect(list.format).toBe('spdx');
    expect(claimsOf(list)).toEqual([
      ['./images/x.iso', '66d8a9c32e243a72fa7eee286ad689f892ad3069'], // by sha1sum
      ['./plain.iso', 'f572d396fae9206628714fb2ce00f72e94f2258f'],
    ]);
  });

  test('npm sbom: the digest of a package', () => {
    const list = readFile(vector('tools/npm-sbom.spdx.json'));
    expect(list.format).toBe('spdx');
    const stated =
      'e350a27e483a7bc4f2952a5db53a5e2d532abd20445734edb47bc4443ef8d7ea6767c00dbf4d34e0c44be3740a3c394af5c1af369e8d6566540656c65d8c719e';
    expect(claimsOf(list)).toEqual([['node_modules/is-number', stated]]);
  });
});
