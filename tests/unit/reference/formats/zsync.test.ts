import { expect, test } from 'vitest';
import { parseReferenceFile } from '../../../../src/core/reference/parse.ts';
import { claimsOf, codesOf, readFile, SHA1, vector } from '../../../support/references.ts';

const SUMS = Buffer.from([0, 1, 2, 0xff, 0x0a, 0x0a, 0]);
const file = (header: string) => Buffer.concat([Buffer.from(header), SUMS]);
const HEADER = `zsync: 0.6.2\nFilename: x.iso\nLength: 12\nURL: http://z.example/x.iso\nSHA-1: ${SHA1}\n\n`;

test('what zsyncmake wrote: the name, the size and the SHA-1', () => {
  const { format, claims } = readFile(vector('tools/zsyncmake.zsync'), 'x.zsync');
  expect(format).toBe('zsync');
  const text = '66d8a9c32e243a72fa7eee286ad689f892ad3069';
  expect(claims).toEqual([
    { path: 'x.iso', size: 300_000, digests: [{ algorithms: ['sha1'], text }], line: 8 },
  ]);
});

test('the first of two fields of one name counts', () => {
  const twice = HEADER.replace('Length', 'Filename: y.iso\nLength');
  expect(claimsOf(readFile(file(twice)))).toEqual([['x.iso', SHA1]]);
});

test.each([
  ['no length', '', undefined],
  ['a length in words', 'Length: twelve\n', undefined],
  ['a length in another notation', 'Length: 1e3\n', undefined],
  ['a length with a fraction', 'Length: 12.0\n', undefined],
  ['a length that no file has', 'Length: 9007199254740992\n', undefined],
  ['a length without a blank before it', 'Length:12\n', 12],
])('with %s the size is what can be known', (_, line, size) => {
  const { claims } = readFile(file(HEADER.replace('Length: 12\n', line)));
  expect(claims).toMatchObject([{ path: 'x.iso', digests: [{ text: SHA1 }] }]);
  expect(claims[0]?.size).toBe(size);
});

test('a digest that is none is a finding', () => {
  const list = readFile(file(HEADER.replace(SHA1, 'none')));
  expect(codesOf(list)).toEqual(['no-claims', 'malformed-line']);
});

test('a header that never ends is that of another form', () => {
  expect(readFile(HEADER.slice(0, -1), 'x.zsync').format).toBe('fields');
});

test.each([
  ['no blank line', HEADER.slice(0, -1)],
  ['no name', HEADER.replace('Filename', 'Name')],
  ['no digest', HEADER.replace('SHA-1', 'MD4')],
  ['a line that is no field', HEADER.replace('Length: 12', 'length twelve')],
  ['something before a field', HEADER.replace('Length: 12', '# Length: 12')],
  ['another beginning', HEADER.replace('zsync: ', 'zsnyc: ')],
])('with %s it is none', (_, header) => {
  expect(parseReferenceFile('x.zsync', file(header))).toBeUndefined();
});
