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
  expect(claimsOf(readFile(folded))).toEqual([['balena Etcher-1.18.11.AppImage', HEX]]);
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
