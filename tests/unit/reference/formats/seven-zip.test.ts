import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  MD5,
  paste,
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

const rule = `${'-'.repeat(32)} ${'-'.repeat(16)}  ------------`;
const head = `${'MD5'.padEnd(32)}          Size  Name\n${rule}\n`;

const row = (digest: string, size: string, name: string) =>
  `${digest.padEnd(32)} ${size.padStart(16)}  ${name}\n`;

test('sizes are read as far as files can be so long', () => {
  const list = readFile(
    `${head}${row(MD5, '3320903680', 'x.iso')}${row(MD5, '9007199254740992', 'y.iso')}`,
  );
  expect(list.claims.map(({ path, size }) => [path, size])).toEqual([
    ['x.iso', 3_320_903_680],
    ['y.iso', undefined],
  ]);
});

test('with CR LF, blanks behind the headings and an empty line it is the same table', () => {
  const text = `${head.replace('Name', 'Name  ')}${row(MD5, '5', 'x.iso')} \n${row(MD5, '6', 'y.iso')}`;
  const list = readFile(text.replaceAll('\n', '\r\n'));
  expect([claimsOf(list), list.findings]).toEqual([
    [
      ['x.iso', MD5],
      ['y.iso', MD5],
    ],
    [],
  ]);
});

test('a name that looks like the rule ends nothing', () => {
  const list = readFile(`${head}${row(MD5, '5', '---- ---- ----')}${row(MD5, '6', 'y.iso')}`);
  expect(claimsOf(list).map(([path]) => path)).toEqual(['---- ---- ----', 'y.iso']);
});

test('the columns may be below sixteen lines of other output', () => {
  const text = `${'A line.\n'.repeat(16)}${head}${row(MD5, '5', 'x.iso')}`;
  expect(readFile(text).format).toBe('7-zip');
});

test.each([
  ['cut within its size', MD5.padEnd(40)],
  ['cut before its name', row(MD5, '5', '').trimEnd()],
  ['too wide', `${SHA1}     5  y.iso`],
  ['without a size', row(MD5, '', 'y.iso').trimEnd()],
  ['without a digest', row('', '5', 'y.iso').trimEnd()],
  ['with a size in words', row(MD5, 'five', 'y.iso').trimEnd()],
])('a row is malformed: %s', (_, line) => {
  const list = readFile(`${head}${row(MD5, '5', 'x.iso')}${line}\n${rule}\n`);
  expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', MD5]], ['malformed-line']]);
});

test('a row in which one of two digests is none is malformed as a whole', () => {
  const wide = (digest: string) => `${'-'.repeat(8)} ${digest}`;
  const list = readFile(
    `CRC32    ${head.replace(rule, wide(rule))}deadbeef ${row(MD5, '5', 'x.iso')}no-crc   ${row(MD5, '6', 'y.iso')}`,
  );
  expect([claimsOf(list), codesOf(list)]).toEqual([
    [['x.iso', 'deadbeef', MD5]],
    ['malformed-line'],
  ]);
});

test.each([
  ['without a rule', head.split('\n')[0] ?? ''],
  ['with a rule of fewer columns', head.replace(/ -+(?= )/, '')],
  ['with one heading more than columns', `CRC32 ${head}`],
  ['with a rule of more columns', head.replace(rule, `${rule} ----`)],
  ['with a rule that is too short', head.replace(/ -+(?= )/, ' ---')],
  ['with words before the rule', head.replace(rule, `x ${rule}`)],
  ['with words behind the rule', head.replace(rule, `${rule} x`)],
  ['below a page of prose', `${'A line.\n'.repeat(17)}${head}`],
])('no table %s', (_, text) => {
  expect(paste(`${text}${row(MD5, '5', 'x.iso')}`).format).not.toBe('7-zip');
});
