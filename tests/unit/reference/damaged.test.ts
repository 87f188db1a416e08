import { describe, expect, test } from 'vitest';
import {
  codesOf,
  isReference,
  MD5,
  paste,
  readFile,
  SHA1,
  SHA256,
  SHA512,
} from '../../support/references.ts';

const FIVE = ['sha256', 'blake2b-256', 'blake2s-256', 'blake3', 'sha3-256'];
const digestOf = (text: string) => paste(text).claims[0]?.digests[0];

describe('nearly a digest', () => {
  test.each([
    ['a letter O for a zero', SHA256.replace('0', 'O')],
    ['a letter l for a one', SHA256.replace('1', 'l')],
    ['four wrong characters', `${SHA256.slice(0, 60)}xyzg`],
    ['a Z for a two', SHA256.replace('2', 'Z')],
    ['question marks', `${SHA256.slice(0, 62)}??`],
    ['0x within', `${SHA256.slice(0, 32)}0x${SHA256.slice(32)}`],
    ['a Cyrillic letter', SHA256.replace('a', '\u0430')],
    ['a zero-width space within', `${SHA256.slice(0, 32)}\u200b${SHA256.slice(32)}`],
    ['a soft hyphen within', `${SHA256.slice(0, 32)}\u00ad${SHA256.slice(32)}`],
    ['a replacement character', `\ufffd${SHA256.slice(1)}`],
    ['one character lost', SHA256.slice(1)],
    ['three characters lost', SHA256.slice(3)],
    ['four characters gained', `${SHA256}abcd`],
  ])('%s is kept as damaged, for all algorithms of its length', (_, text) => {
    expect(digestOf(text)).toEqual({ algorithms: FIVE, text: text.toLowerCase(), damaged: true });
    expect(paste(text).findings).toEqual([
      { code: 'no-claims' },
      { code: 'damaged-digest', line: 1, detail: { text: text.toLowerCase() } },
    ]);
  });

  test('as far from one length as from another it may be of either', () => {
    expect(digestOf(SHA1.slice(0, 36))?.algorithms).toEqual(['sha1', 'md5']);
  });

  test('five wrong characters are no digest', () => {
    expect(codesOf(paste(`${SHA256.slice(0, 59)}vwxyz`))).toEqual(['no-claims', 'malformed-line']);
  });

  test('a cut mark is taken off', () => {
    expect(digestOf(`${SHA512.slice(0, 50)}…`)).toEqual({
      algorithms: [],
      text: SHA512.slice(0, 50),
      damaged: true,
    });
  });

  test('three dots are a cut mark too, and a whole digest before them is still cut', () => {
    expect(digestOf(`${SHA1}...`)).toEqual({ algorithms: ['sha1'], text: SHA1, damaged: true });
  });

  test('a digest in pairs that lost a character is found out', () => {
    const pairs = MD5.replace(/..(?=.)/g, '$& ').replace(' 67 ', ' 6 ');
    expect(digestOf(pairs)).toEqual({
      algorithms: ['md5'],
      text: MD5.replace('67', '6'),
      damaged: true,
    });
  });

  test('beside a name it is a claim about that file', () => {
    const reference = readFile(`${SHA256.replace('0', 'O')}  x.iso\n`);
    expect(reference.claims).toEqual([
      {
        path: 'x.iso',
        digests: [{ algorithms: FIVE, text: SHA256.replace('0', 'o'), damaged: true }],
        line: 1,
      },
    ]);
  });

  test('under a tag only the tagged algorithm is meant', () => {
    const reference = readFile(`SHA3-256 (x.iso) = ${SHA256.replace('0', 'O')}\n`);
    expect(reference.claims[0]?.digests[0]?.algorithms).toEqual(['sha3-256']);
    expect(reference.findings).toEqual([
      { code: 'no-claims' },
      { code: 'damaged-digest', line: 1, detail: { text: SHA256.replace('0', 'O') } },
    ]);
  });

  test('the name of the file narrows it', () => {
    const reference = readFile(`${SHA256.slice(0, 62)}  x.iso\n`, 'SHA256SUMS');
    expect(reference.claims[0]?.digests[0]?.algorithms).toEqual(['sha256']);
  });
});

describe('impossible lengths', () => {
  test.each([45, 50, 51, 69, 91, 101, 123])(
    '%i hex characters belong to no algorithm',
    (length) => {
      const text = SHA512.slice(0, length);
      expect(digestOf(text)).toEqual({ algorithms: [], text });
      expect(paste(text).findings).toEqual([
        { code: 'no-claims' },
        { code: 'impossible-length', line: 1, detail: { text, length } },
      ]);
    },
  );

  test.each([
    [28, 'damaged-digest'],
    [36, 'damaged-digest'],
    [44, 'damaged-digest'],
    [52, 'damaged-digest'],
    [68, 'damaged-digest'],
    [92, 'damaged-digest'],
    [124, 'damaged-digest'],
  ])('%i hex characters are four away from a length', (length, code) => {
    expect(codesOf(paste(SHA512.slice(0, length)))).toContain(code);
  });

  test('a digest that was pasted twice without a break is too long', () => {
    expect(codesOf(paste(SHA512 + SHA512))).toEqual(['no-claims', 'impossible-length']);
  });
});

describe('text that only resembles hex', () => {
  test.each([
    ['27 hex characters', MD5.slice(0, 27)],
    ['27 hex characters and a letter O', `${MD5.slice(0, 27)}O`],
    ['27 hex characters and a cut mark', `${MD5.slice(0, 27)}…`],
    ['a digest with dots in its middle', `${SHA256.slice(0, 30)}...${SHA256.slice(-20)}`],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a digest as a file name', `${MD5}.iso`],
    ['a URL', `https://example.invalid/${MD5}`],
    ['Intel HEX', ':10010000214601360121470136007EFE09D2190140'],
    ['base64', 'iQIzBAEBCAAdFiEEnIhN8/gQZKVppKn64CLlj4402J8FAmeywlAACgkQ4CLlj440'],
    ['three groups of different sizes', '0123456789 abcdef012345 6789abcdef'],
    ['pairs of which the last is longer', MD5.replace(/..(?=....)/g, '$& ')],
    ['a row of single digits', '0 1 2 3 4 5 6 7 8 9 '.repeat(4).trim()],
    ['257 hex characters', 'a'.repeat(257)],
  ])('%s is no digest', (_, text) => {
    expect(paste(text).claims).toEqual([]);
  });

  test('a file of many lines that are all nearly digests is a hex dump', () => {
    const line = `${SHA256.slice(0, 60)}\n`;
    expect([isReference(line.repeat(16)), isReference(line.repeat(17))]).toEqual([true, false]);
    const odd = `${SHA256.slice(0, 50)}\n`;
    expect([isReference(odd.repeat(16)), isReference(odd.repeat(17))]).toEqual([true, false]);
  });
});
