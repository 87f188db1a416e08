import { expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  MD5,
  paste,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../support/references.ts';

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
  expect([algorithmsOf(list), codesOf(list)]).toEqual([[['md5'], ['sha1'], ['sha256']], []]);
});

test("RHash's eD2k link: a hash that is not compared", () => {
  const list = readFile(vector('tools/rhash-ed2k.txt'));
  expect(list.claims).toEqual([]);
  expect(list.findings).toEqual([
    { code: 'no-claims' },
    { code: 'unsupported-algorithm', line: 1, detail: { tag: 'ED2K' } },
  ]);
});

test('a digest that is not compared is said to be none', () => {
  const list = paste('magnet:?xt=urn:tree:tiger:ABCDEFGHABCDEFGH&dn=x.iso');
  expect(list.findings).toEqual([
    { code: 'no-claims' },
    { code: 'unsupported-algorithm', line: 1, detail: { tag: 'tree:tiger' } },
  ]);
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
  ['so it is with an empty name', `xt=urn:md5:${MD5}&dn=`, [[undefined, MD5]]],
  ['so it is with a size', `xt=urn:md5:${MD5}&xl=5`, [[undefined, MD5]]],
  ['SHA-1 may be in hex', `xt=urn:sha1:${SHA1}&dn=a`, [['a', SHA1]]],
  [
    'topics may be numbered',
    `xt.1=urn:md5:${MD5}&xt.10=urn:sha1:${SHA1}`,
    [[undefined, MD5, SHA1]],
  ],
  [
    'a topic within an address is none',
    `xt=urn:md5:${MD5}&tr=http://a/?xt=urn:sha1:${SHA1}`,
    [[undefined, MD5]],
  ],
  [
    'a topic with something behind it is none',
    `xt.1=urn:md5:${MD5}!&xt.2=urn:sha1:${SHA1}`,
    [[undefined, SHA1]],
  ],
])('%s', (_, query, claims) => {
  const list = paste(`magnet:?${query}`);
  expect([claimsOf(list), codesOf(list)]).toEqual([claims, []]);
});

test('a link may stand between blanks', () => {
  expect(claimsOf(paste(`  MAGNET:?xt=urn:sha256:${SHA256}  `))).toEqual([[undefined, SHA256]]);
});

test.each([`see magnet:?xt=urn:md5:${MD5}`, `see ed2k://|file|x.iso|5|${MD5}|/`])(
  '%j is no link',
  (text) => {
    expect(isReference(text)).toBe(false);
  },
);

test.each(['5e3', '-5', '', '9007199254740992', '00000000000000005'])(
  'a link with the size %j has none',
  (size) => {
    const [claim] = paste(`magnet:?xt=urn:md5:${MD5}&dn=x.iso&xl=${size}`).claims;
    expect([claim?.path, claim?.size]).toEqual(['x.iso', undefined]);
  },
);
