import { expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  OTHER256,
  readFile,
  SHA256,
  vector,
} from '../../../support/references.ts';

const LIST = `${SHA256}  data/100%25 %0Aof%0dit.iso\n${OTHER256} *data/a%20b.iso\n`;

test('percent escapes of LF, CR and the percent sign are undone, and no others', () => {
  const list = readFile(LIST, 'manifest-sha256.txt');
  expect(list.format).toBe('bagit');
  expect(claimsOf(list)).toEqual([
    ['data/100% \nof\rit.iso', SHA256],
    ['data/a%20b.iso', OTHER256],
  ]);
});

test("the manifest's own name tells the algorithm", () => {
  expect(algorithmsOf(readFile(LIST, 'manifest-sha256.txt'))).toEqual([['sha256'], ['sha256']]);
});

test('empty lines say nothing', () => {
  const list = readFile(`${LIST.replaceAll('\n', '\n\n')} \n`, 'manifest-sha256.txt');
  expect([list.format, claimsOf(list).length, list.findings]).toEqual(['bagit', 2, []]);
});

test('a line with words before its digest makes it a list of another kind', () => {
  const list = readFile(`${LIST}old ${OTHER256}  data/b.iso\n`);
  expect([list.format, codesOf(list)]).toEqual(['gnu', ['malformed-line']]);
});

test('a list with a file outside of data is a list of coreutils, whose names have no escapes', () => {
  const list = readFile(`${LIST}${OTHER256}  100%25.iso\n`);
  expect(list.format).toBe('gnu');
  expect(claimsOf(list).at(-1)).toEqual(['100%25.iso', OTHER256]);
});

test('a bag of the conformance suite', () => {
  const list = readFile(vector('published/basic-bag-manifest-sha256.txt'), 'manifest-sha256.txt');
  expect(list.format).toBe('bagit');
  expect(claimsOf(list)).toEqual([
    ['data/text-file.txt', '1dd056f18456057df5e333e0dc894ff8e9d600817ae26ec89c49e37ad2d555d4'],
  ]);
});
