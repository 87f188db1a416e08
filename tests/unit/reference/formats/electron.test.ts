import { expect, test } from 'vitest';
import {
  claimsOf,
  isReference,
  OTHER256,
  readFile,
  SHA256,
  vector,
} from '../../../support/references.ts';

const HEX = SHA256 + OTHER256;
const BASE64 = Buffer.from(HEX, 'hex').toString('base64');

/** As electron-builder 24 writes it. */
const YAML = `version: 1.18.11
files:
  - url: balena%20Etcher-1.18.11.AppImage
    sha512: ${BASE64}
    size: 104583168
    blockMapSize: 109000
path: balena%20Etcher-1.18.11.AppImage
sha512: ${BASE64}
releaseDate: '2023-07-24T12:00:00.000Z'
`;

test('the SHA-512 in base64 and the size of each file; the name without its escapes', () => {
  const list = readFile(YAML, 'latest.yml');
  expect(list.format).toBe('electron');
  expect(list.claims).toMatchObject([
    {
      path: 'balena Etcher-1.18.11.AppImage',
      size: 104_583_168,
      digests: [{ algorithms: ['sha512'], text: HEX }],
    },
  ]);
  expect(list.findings).toEqual([]);
});

test('a value that older versions broke onto the next line', () => {
  const folded = YAML.replaceAll(`sha512: ${BASE64}`, `sha512: >-\n      ${BASE64}`);
  const list = readFile(folded);
  expect([claimsOf(list), list.findings]).toEqual([[['balena Etcher-1.18.11.AppImage', HEX]], []]);
});

test.each(['>', '|', '>+'])(
  'a value may be broken behind %j, and empty lines say nothing',
  (mark) => {
    const folded = YAML.replaceAll(`sha512: ${BASE64}`, `sha512: ${mark}\n\n      ${BASE64} `);
    expect(claimsOf(readFile(folded))).toEqual([['balena Etcher-1.18.11.AppImage', HEX]]);
  },
);

test.each([
  ["'a b.exe'", 'a b.exe'],
  ['"a b.exe" ', 'a b.exe'],
  ['a%20b.exe ', 'a b.exe'],
  ['100%.exe', '100%.exe'],
  ["x 'a'", "x 'a'"],
  ["'a' x", "'a' x"],
  ['x "a"', 'x "a"'],
  ['"a" x', '"a" x'],
  ['a>', 'a>'],
  ['>-a', '>-a'],
])('a file that is written as %s is called %s', (written, name) => {
  const text = `version: 1\npath: ${written}\nsha512: ${BASE64}\nsize: 5\n`;
  const { claims } = readFile(text);
  expect(claims.map(({ path, size }) => [path, size])).toEqual([[name, 5]]);
});

test('SHA-256 in hex, as versions before 19 wrote it', () => {
  const text = `version: 1\npath: x.exe\nsha2: ${SHA256}\nsha512: ${BASE64}\n`;
  expect(claimsOf(readFile(text))).toEqual([['x.exe', SHA256, HEX]]);
});

test('a digest is given to no file but its own', () => {
  const entry = (first: string) => `  - ${first}\n    path: y\n    sha512: ${BASE64}\n`;
  const text = `version: 1\nfiles:\n${entry('url: a.exe')}${entry('size: 5')}sha512: none\n`;
  const list = readFile(`${text}${entry('url: b.exe')}`);
  expect(list.claims.map(({ path, size }) => [path, size])).toEqual([
    ['a.exe', undefined],
    ['b.exe', undefined],
  ]);
  expect(list.findings).toEqual([
    { code: 'malformed-line', line: 8, detail: { text: ` ${BASE64}` } },
    { code: 'malformed-line', line: 9, detail: { text: ' none' } },
  ]);
});

test('words before a field, and a size that is no number, are passed over', () => {
  const text = `version: 1\npath: x.exe\n  see url: y.exe\nsha512: ${BASE64}\n`;
  const list = readFile(`${text}size: about 5\nsize: 5 MB\n`);
  expect(list.claims.map(({ path, size }) => [path, size])).toEqual([['x.exe', undefined]]);
});

test.each(['url', 'name'])('with digests of nothing but a %s it is a reference or not', (key) => {
  const text = `version: 1\nfiles:\n  - ${key}: x.exe\n    sha512: ${BASE64}\n`;
  expect(isReference(text)).toBe(key === 'url');
});

test('release notes in several lines are passed over', () => {
  const notes = `${YAML}releaseNotes: |\n  - One change\n  It is: good\n`;
  expect(claimsOf(readFile(notes))).toHaveLength(1);
});

test('a list of files has a claim for each', () => {
  const other = Buffer.from(OTHER256 + SHA256, 'hex').toString('base64');
  const two = YAML.replace('path:', `  - url: 'b.exe'\n    sha512: ${other}\n    size: 2\npath:`);
  expect(claimsOf(readFile(two))).toEqual([
    ['balena Etcher-1.18.11.AppImage', HEX],
    ['b.exe', OTHER256 + SHA256],
  ]);
});

test('other YAML is no reference', () => {
  expect(isReference(YAML.replace('version: ', 'name: '))).toBe(false);
});

test('what electron-builder wrote for a published program', () => {
  const { claims } = readFile(vector('published/mission-control-0.0.4-latest.yml'), 'latest.yml');
  const stated =
    'c7aceeb28ae6e24e756ff9d00230178bd8a3f5d0105f665d797c7873ab8cb0f46b7c6e8ff97218771a4d30a68294196625dd6cc867568097601f1b1574bc6727'; // by base64 -d
  expect(claims).toMatchObject([
    { path: 'Mission-Control-Setup-0.0.4.exe', size: 55_105_896, digests: [{ text: stated }] },
  ]);
});
