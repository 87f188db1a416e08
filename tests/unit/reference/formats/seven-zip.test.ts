import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  readFile,
  SHA1,
  vector,
} from '../../../support/references.ts';

const hashOf = (algorithm: string, content: string) =>
  createHash(algorithm).update(content).digest('hex');

test('7z h -scrcsha256 of files and a folder: each file, and none of the sums', () => {
  const list = readFile(vector('tools/7z-h-sha256.txt'));
  expect([list.format, list.findings]).toEqual(['7-zip', []]);
  expect(list.claims.map(({ path, size, digests }) => [path, size, digests[0]])).toEqual(
    [
      ['plain.iso', 'hello\n'],
      ['b (1).iso', 'x'],
      ['sub/deep.iso', 'z'],
      ['Grüße.iso', 'u'],
    ].map(([path = '', content = '']) => [
      path,
      content.length,
      { algorithms: ['sha256'], text: hashOf('sha256', content) },
    ]),
  );
});

test('7z h -scrc*: every digest that is compared, and a word on each that is not', () => {
  const list = readFile(vector('tools/7z-h-all.txt'));
  const digests = (content: string) => [
    crc32(content).toString(16),
    ...['sha256', 'sha1', 'md5', 'sha384', 'sha512', 'sha3-256'].map((id) => hashOf(id, content)),
  ];
  expect(claimsOf(list)).toEqual([
    ['plain.iso', ...digests('hello\n')],
    ['b (1).iso', ...digests('x')],
  ]);
  const tags = list.findings.map(({ code, detail }) => [code, detail?.['tag']]);
  expect(tags).toEqual([
    ['unsupported-algorithm', 'CRC64'],
    ['unsupported-algorithm', 'XXH64'],
    ['unsupported-algorithm', 'CRC64'],
    ['unsupported-algorithm', 'XXH64'],
  ]);
});

const rule = `${'-'.repeat(32)} -------------  ------------`;
const head = `${'MD5'.padEnd(32)}          Size  Name\n${rule}\n`;

test('a row that is cut or too wide is malformed', () => {
  const row = `${MD5}             5  x.iso\n`;
  const list = readFile(`${head}${row}${MD5}      \n${SHA1}     5  y.iso\n${rule}\n`);
  expect([claimsOf(list), codesOf(list)]).toEqual([
    [['x.iso', MD5]],
    ['malformed-line', 'malformed-line'],
  ]);
});

test.each([
  ['without a rule', head.split('\n')[0] ?? ''],
  ['with a rule of other columns', head.replace(' -------------', '')],
  ['below a page of prose', `${'A line.\n'.repeat(17)}${head}${MD5}             5  x.iso\n`],
])('no table %s', (_, text) => {
  expect(isReference(text)).toBe(false);
});
