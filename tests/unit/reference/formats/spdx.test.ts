import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  OTHER256,
  paste,
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

  const HEAD = 'SPDXVersion:SPDX-2.2\n';

  test('blanks around names and values say nothing, and need not be there', () => {
    const list = readFile(
      `${HEAD}PackageName:  a b.iso \nPackageChecksum:SHA1:${SHA1}  \n\tFileName: c\nFileChecksum:\tSHA1:\t${SHA1}\n`,
    );
    expect([claimsOf(list), list.findings]).toEqual([
      [
        ['a b.iso', SHA1],
        ['c', SHA1],
      ],
      [],
    ]);
  });

  test('a text of several lines says nothing, a text of one line ends in it', () => {
    const list = readFile(
      `${HEAD}PackageName: x\nPackageComment: <text>a\nb\nPackageName: y\n` +
        `PackageChecksum: SHA1: ${SHA1}\n</text>\nPackageSummary: <text>one</text>\n` +
        `PackageChecksum: SHA256: ${SHA256}\n`,
    );
    expect([claimsOf(list), list.findings]).toEqual([[['x', SHA256]], []]);
  });

  test('other fields and comments are not taken for names or checksums', () => {
    const list = readFile(
      `${HEAD}FileName: x\nSnippetFileName: y\nFileNames: z\n# FileName: a\n` +
        `XFileChecksum: SHA1: ${SHA1}\nFileChecksums: SHA1: ${SHA1}\n` +
        `FileChecksum: SHA256: ${SHA256}\n`,
    );
    expect([claimsOf(list), list.findings]).toEqual([[['x', SHA256]], []]);
  });

  test.each([
    ['with words before it', `see SHA1: ${SHA1}`],
    ['with words behind it', `SHA1: ${SHA1} (old)`],
    ['without an algorithm', SHA1],
    ['that is empty', ''],
  ])('a checksum %s is malformed', (_, value) => {
    const list = readFile(
      `${HEAD}FileName: x\nFileChecksum: ${value}\nFileChecksum: MD5: ${SHA1.slice(8)}\n`,
    );
    expect(claimsOf(list)).toEqual([['x', SHA1.slice(8)]]);
    expect(list.findings).toEqual([
      { code: 'malformed-line', line: 3, detail: { text: `x ${value}` } },
    ]);
  });

  test('a checksum before any name is malformed', () => {
    const list = paste(`${HEAD}FileChecksum: SHA1: ${SHA1}\nFileName: x\n`);
    expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'malformed-line']]);
  });

  test.each([
    ['left out', ''],
    ['in a comment', '# SPDXVersion: SPDX-2.3\n'],
    ['that of SPDX 3', 'SPDXVersion: SPDX-3.0\n'],
  ])('with the line of its version %s it is no reference of this form', (_, line) => {
    expect(isReference(TAGS.replace(/^.*\n/, line))).toBe(false);
  });

  test('nor with another line in its place', () => {
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

  test('a package without a file has its own name', () => {
    const checksums = [{ algorithm: 'SHA1', checksumValue: SHA1 }];
    const list = readFile(
      JSON.stringify({
        spdxVersion: 'SPDX-2.2',
        packages: [
          { name: 'a', fileName: 'b', checksums },
          { name: 'c', checksums },
          { checksums },
        ],
      }),
    );
    expect([claimsOf(list), codesOf(list)]).toEqual([
      [
        ['b', SHA1],
        ['c', SHA1],
      ],
      ['malformed-line'],
    ]);
  });

  test('what is no checksum says nothing', () => {
    const checksums = [
      null,
      'SHA1',
      { algorithm: 'SHA1' },
      { checksumValue: SHA1 },
      { algorithm: 'SHA1', checksumValue: 7 },
      { algorithm: 'SHA256', checksumValue: SHA256 },
    ];
    const files = [null, 'x', { fileName: 'x', checksums }];
    const list = readFile(JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: {}, files }));
    expect([claimsOf(list), list.findings]).toEqual([[['x', SHA256]], []]);
  });

  test.each([
    ['the version within something else', `{"a":${JSON_TEXT}}`],
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
