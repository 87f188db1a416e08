import { expect, test } from 'vitest';
import { claimsOf, codesOf, MD5, paste, readFile, SHA1, vector } from '../../support/references.ts';

const SHA1_OF_IMAGE = '66d8a9c32e243a72fa7eee286ad689f892ad3069';

test("RHash's magnet link: name, size and digests, SHA-1 from base32", () => {
  const list = readFile(vector('tools/rhash-magnet.txt'));
  expect(list.format).toBe('rhash');
  expect(list.claims).toMatchObject([{ path: 'x.iso', size: 300_000 }]);
  expect(claimsOf(list)).toEqual([
    [
      'x.iso',
      '3f8873b0f85fd1d7a39cdfbee8fcbe0d',
      SHA1_OF_IMAGE,
      '5a67e7e545f6c42a3662c41aa6e0ede53d2a9011915681169310b402a518bf24',
    ],
  ]);
});

test("RHash's eD2k link: a hash that is not compared", () => {
  const list = readFile(vector('tools/rhash-ed2k.txt'));
  expect(list.claims).toEqual([]);
  expect(codesOf(list)).toEqual(['no-claims', 'unsupported-algorithm']);
});

test('a link with nothing but an info-hash is a torrent, and claims nothing', () => {
  const list = paste(`magnet:?xt=urn:btih:${SHA1}&dn=x.iso`);
  expect(codesOf(list)).toEqual(['no-claims', 'torrent-info-hash']);
});

test.each([
  [
    'an info-hash beside a digest is passed over',
    `xt=urn:btih:${SHA1}&xt.1=urn:md5:${MD5}&dn=a`,
    [['a', MD5]],
  ],
  [
    'the first half of a bitprint is a SHA-1',
    `xt=urn:bitprint:m3mktqzoeq5hf6t65yugvvuj7cjk2mdj.X&dn=a`,
    [['a', SHA1_OF_IMAGE]],
  ],
  ['escapes in the name are undone', `xt=urn:md5:${MD5}&dn=a%20%28b%29+c`, [['a (b) c', MD5]]],
  ['a name with a broken escape stays as it is', `xt=urn:md5:${MD5}&dn=a%zz`, [['a%zz', MD5]]],
  ['without a name it is a bare digest', `xt=urn:md5:${MD5}`, [[undefined, MD5]]],
])('%s', (_, query, claims) => {
  expect(claimsOf(paste(`magnet:?${query}`))).toEqual(claims);
});
