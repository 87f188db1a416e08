import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  paste,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../../support/references.ts';

test('several digests of each file, told apart by their lengths', () => {
  const list = readFile(vector('tools/rhash-several.txt'));
  const digests = (content: string) => [
    crc32(content).toString(16).padStart(8, '0'),
    ...['md5', 'sha1', 'sha256'].map((id) => createHash(id).update(content).digest('hex')),
  ];
  expect([list.format, list.findings]).toEqual(['rhash', []]);
  expect(claimsOf(list)).toEqual([
    ['plain.iso', ...digests('hello\n')],
    ['b (1).iso', ...digests('x')],
    ['Grüße.iso', ...digests('u')],
  ]);
});

// MD4 for MD5, or RIPEMD-160 for SHA-1, would call a genuine image altered.
test('of rhash --all nothing is guessed', () => {
  expect(claimsOf(paste(Buffer.from(vector('tools/rhash-all.txt')).toString()))).toEqual([]);
});

test('of two values of one length neither is taken, the others are', () => {
  expect(claimsOf(readFile(`x.iso  ${MD5}  ${MD5.toUpperCase()}  ${SHA1}\n`))).toEqual([
    ['x.iso', SHA1],
  ]);
});

test('a name that is like a digest is a name', () => {
  expect(claimsOf(readFile(`deadbeef  ${MD5}  ${SHA1}\n`))).toEqual([['deadbeef', MD5, SHA1]]);
});

test('a name keeps its blanks', () => {
  expect(claimsOf(readFile(`a  b c.iso  ${MD5}  ${SHA1}\n`))).toEqual([['a  b c.iso', MD5, SHA1]]);
});

test.each(['a  my-image123', 'a  image123.iso', 'a  b.c  deadbee'])(
  'a name keeps its last part, be it nearly a value: %j',
  (name) => {
    expect(claimsOf(readFile(`${name}  ${MD5}  ${SHA1}\n`))).toEqual([[name, MD5, SHA1]]);
  },
);

test('comments, empty lines and blanks behind a row say nothing', () => {
  const list = readFile(`; made by hand\n\nx.iso  ${MD5}  ${SHA1}  \n \n`);
  expect([list.format, claimsOf(list), list.findings]).toEqual([
    'rhash',
    [['x.iso', MD5, SHA1]],
    [],
  ]);
});

test.each([
  ['rows of two kinds, as many of each', `x  ${MD5}  ${SHA1}\ny  ${MD5}  ${SHA256}\n`],
  ['a row of one value', `x  ${MD5}  ${SHA1}\ny  ${MD5}\nz  ${MD5}  ${SHA1}\n`],
  ['a row without a name', `x  ${MD5}  ${SHA1}\n    ${MD5}  ${SHA1}\nz  ${MD5}  ${SHA1}\n`],
])('with %s it is of another form', (_, text) => {
  expect(paste(text).format).not.toBe('rhash');
});

// A SHA-256 that lost eight characters is as long as a SHA-224.
test('a row whose values are not as long as those of the others is malformed', () => {
  const row = (name: string, digest: string) => `${name}  ${MD5}  ${digest}\n`;
  const list = readFile(row('x', SHA256) + row('y', SHA256.slice(8)) + row('z', SHA256));
  expect([claimsOf(list), codesOf(list)]).toEqual([
    [
      ['x', MD5, SHA256],
      ['z', MD5, SHA256],
    ],
    ['malformed-line'],
  ]);
});

test('a list of coreutils stays one', () => {
  const list = readFile(`${SHA256}  x  ${MD5}  ${SHA1}\n`);
  expect([list.format, claimsOf(list)]).toEqual(['gnu', [[`x  ${MD5}  ${SHA1}`, SHA256]]]);
});

test.each([
  ['one line of words among them', `x.iso  ${MD5}  ${SHA1}\nand so on\nand on\nand on\n`],
  ['one blank between', `x.iso ${MD5} ${SHA1}\n`],
])('not with %s', (_, text) => {
  expect(isReference(text)).toBe(false);
});

test('other codes follow the list', () => {
  expect(codesOf(readFile(`x.iso  ${MD5}  ${SHA1}\n`))).toEqual([]);
});
