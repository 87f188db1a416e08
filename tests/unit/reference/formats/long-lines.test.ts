import { expect, test } from 'vitest';
import { claimsOf, MD5, paste, SHA1, SHA512 } from '../../../support/references.ts';

/** PATH_MAX of Linux twice over, and a digest. */
const LIMIT = 9_216;
const BASE64 = Buffer.from(SHA512, 'hex').toString('base64');
const RULE = [32, 16, 12].map((width) => '-'.repeat(width)).join(' ');

const filled = (length: number, before: string, after: string) =>
  before + 'n'.repeat(length - before.length - after.length) + after;

test.each<[string, (length: number) => string]>([
  [
    '7-zip',
    (length) =>
      `${'MD5'.padEnd(32)} Size Name\n${RULE}\n${filled(length, `${MD5} ${'5'.padStart(16)} `, '')}\n`,
  ],
  ['bagit', (length) => `${filled(length, `${MD5}  data/`, '')}\n`],
  ['certutil', (length) => `${filled(length, 'MD5 hash of ', ':')}\n${MD5}\nCertUtil: -hashfile\n`],
  [
    'electron',
    (length) => `version: 1\n${filled(length, 'path: ', '')}\nsha512: ${BASE64}\nsize: 5\n`,
  ],
  ['fields', (length) => `File: a\nSize: 5\n${filled(length, 'Name: ', '')}\nSHA1: ${SHA1}\n`],
  [
    'hashdeep',
    (length) =>
      `%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n${filled(length, `5,${MD5},`, '')}\n5,${MD5},a\n`,
  ],
  ['powershell', (length) => `Hash : ${SHA1}\nPath : ${filled(length, '', '')}\n`],
  ['rhash', (length) => `${filled(length, '', `  ${MD5}  ${SHA1}`)}\n`],
  ['sfv', (length) => `; a\n${filled(length, '', ' DEADBEEF')}\n`],
  [
    'spdx',
    (length) =>
      `SPDXVersion: SPDX-2.3\nFileName: ${filled(length, '', '')}\nFileChecksum: SHA1: ${SHA1}\n`,
  ],
])('%s: a name as long as any path is read, and no claim is made of a longer one', (form, of) => {
  const list = paste(of(LIMIT));
  expect([list.format, claimsOf(list)[0]?.[0]?.includes('nnn')]).toEqual([form, true]);
  expect(claimsOf(paste(of(LIMIT + 1))).filter(([path]) => path?.includes('nnn'))).toEqual([]);
});
