import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA224,
  SHA256,
  SHA512,
} from '../../support/references.ts';

const PAIRS = MD5.replace(/..(?=.)/g, '$& ');
const FIVE = ['sha256', 'blake2b-256', 'blake2s-256', 'blake3', 'sha3-256'];

describe('spellings of one digest', () => {
  test.each([
    ['plain', SHA256],
    ['upper case', SHA256.toUpperCase()],
    ['0x in front', `0x${SHA256}`],
    ['0X in front of upper case', `0X${SHA256.toUpperCase()}`],
    ['blanks and line breaks around it', `\n  ${SHA256}\t\n\n`],
    ['blanks behind it', `${SHA256}   `],
    ['a byte order mark in front', `\ufeff${SHA256}`],
    ['no-break spaces and a zero-width space around it', `\u00a0${SHA256}\u200b\u00a0`],
    ['quotes', `"${SHA256}"`],
    ['quotes of prose', `\u201c${SHA256}\u201d`],
    ['marks of writing direction around it', `\u200e${SHA256}\u200f`],
    ['back quotes and a full stop', `\`${SHA256}\`.`],
    ['a mode mark without a name', `${SHA256} *`],
    ['colons between pairs', SHA256.replace(/..(?=.)/g, '$&:')],
    ['hyphens between pairs', SHA256.toUpperCase().replace(/..(?=.)/g, '$&-')],
    ['blanks between pairs', SHA256.replace(/..(?=.)/g, '$& ')],
    ['groups of four', SHA256.replace(/.{4}(?=.)/g, '$& ')],
    ['groups of eight', SHA256.replace(/.{8}(?=.)/g, '$& ')],
    ['groups of eight with no-break spaces', SHA256.replace(/.{8}(?=.)/g, '$&\u00a0')],
    ['groups of five, the last one shorter', SHA256.replace(/.{5}(?=.)/g, '$& ')],
    ['three groups, the last one shorter', SHA256.replace(/.{24}/g, '$& ')],
    ['two blanks between groups', SHA256.replace(/.{8}(?=.)/g, '$&  ')],
    ['CRLF', `${SHA256}\r\n`],
  ])('%s', (_, text) => {
    const reference = paste(text);
    expect(claimsOf(reference)).toEqual([[undefined, SHA256]]);
    expect([algorithmsOf(reference), codesOf(reference)]).toEqual([[FIVE], []]);
  });

  test('certutil of Windows 7 separates pairs by blanks', () => {
    expect(claimsOf(paste(PAIRS))).toEqual([[undefined, MD5]]);
  });

  test('a first pair that is also the name of a hash function is hex', () => {
    const text = 'b2 0a a3 11 7b 11 aa b3 f2 c5 f4 e5 f7 d9 e4 02';
    expect(claimsOf(paste(text))).toEqual([[undefined, text.replace(/ /g, '')]]);
  });
});

describe('labels', () => {
  test.each([
    'sha256:',
    'SHA256: ',
    'SHA-256 = ',
    'sha256=',
    'SHA256 ',
    'SHA-256\uff1a',
    'SHA 256 ',
    'SHA256    ',
    'SHA256 checksum ',
    'SHA  256 ',
    'SHA 256 checksum ',
    'SHA 256  checksum ',
    'sha256sum ',
    'SHA-256 sum: ',
    'sha256 := ',
    'SHA-256 checksum hash value file: ',
    'SHA-256 checksum hash value file\n',
    'SHA256 checksum: ',
    'SHA-256 hash: ',
    'SHA256 hash value = ',
    'SHA256 fingerprint: ',
    'sha256sum: ',
    'Checksum SHA-256: ',
    'SHA256\n',
    'SHA-256:\n',
    '* SHA256: ',
  ])('%j names the algorithm', (label) => {
    const reference = paste(`${label}${SHA256}`);
    expect([claimsOf(reference), algorithmsOf(reference), codesOf(reference)]).toEqual([
      [[undefined, SHA256]],
      [['sha256']],
      [],
    ]);
  });

  test.each([
    ['md5 ', MD5, 'md5'],
    ['SHA-1: ', SHA1, 'sha1'],
    ['SHA3-512: ', SHA512, 'sha3-512'],
    ['blake3:', SHA256, 'blake3'],
    ['crc32: ', 'DEADBEEF', 'crc32'],
    ['CRC-32 = ', '0xdeadbeef', 'crc32'],
    ['crc32 ', 'deadbeef', 'crc32'],
  ])('%j before %s', (label, hex, algorithm) => {
    expect(algorithmsOf(paste(`${label}${hex}`))).toEqual([[algorithm]]);
  });

  test.each(['Hash: ', 'checksum = ', 'Digest: ', 'expected: '])(
    '%j says only that a digest follows',
    (label) => {
      expect(algorithmsOf(paste(`${label}${SHA256}`))).toEqual([FIVE]);
    },
  );

  test.each(['RIPEMD160: ', 'rmd160 = ', 'has160:'])('%j is not compared', (label) => {
    const reference = paste(`${label}${SHA1}`);
    expect([reference.claims, codesOf(reference)]).toEqual([
      [],
      ['no-claims', 'unsupported-algorithm'],
    ]);
  });

  test.each([
    ['SHA512/224: ', SHA224],
    ['SHA2-512/224: ', SHA224],
    ['SHA512/256: ', SHA256],
    ['SHA2-512/256: ', SHA256],
  ])('%j names the shortened output, which is not compared', (label, hex) => {
    const reference = paste(`${label}${hex}`);
    expect([reference.claims, codesOf(reference)]).toEqual([
      [],
      ['no-claims', 'unsupported-algorithm'],
    ]);
  });

  test('a label may stand before a digest in groups', () => {
    expect(claimsOf(paste(`MD5: ${PAIRS}`))).toEqual([[undefined, MD5]]);
  });

  test.each(['sha256:', 'sha256: ', 'SHA256 ', 'SHA 256 '])(
    'the label %j may stand before a digest and a name, which keeps its blanks',
    (label) => {
      const reference = paste(`${label}${SHA256}  a  b.iso`);
      expect([reference.format, claimsOf(reference), algorithmsOf(reference)]).toEqual([
        'gnu',
        [['a  b.iso', SHA256]],
        [['sha256']],
      ]);
    },
  );

  test('an unknown label makes no claim', () => {
    const reference = paste(`commit: ${SHA1}`);
    expect([reference.claims, codesOf(reference)]).toEqual([[], ['no-claims', 'malformed-line']]);
  });

  test('a labelled value of another length is kept as damaged', () => {
    const reference = paste(`sha256: ${SHA1}`);
    expect(reference.claims[0]?.digests).toEqual([
      { algorithms: ['sha256'], text: SHA1, damaged: true },
    ]);
    expect(codesOf(reference)).toEqual(['no-claims', 'length-disagrees']);
  });

  test('a labelled value of fewer than eight characters is no digest', () => {
    expect(codesOf(paste('md5: abcdef0'))).toEqual(['no-claims', 'malformed-line']);
  });

  test.each(['md5 added', 'md5 deadbeef', 'crc32 added'])(
    '%j is a word after a name of an algorithm',
    (text) => {
      expect(codesOf(paste(text))).toEqual(['no-claims', 'malformed-line']);
    },
  );

  test.each([
    ['four words without a mark', `SHA 256 hash value ${SHA256}`],
    ['more than 32 characters', `SHA3-256 checksum hash value file: ${SHA256}`],
  ])('%s are no label in a file', (_, text) => {
    expect(isReference(text)).toBe(false);
  });

  test('a line of more than 32 characters says nothing of the lines below', () => {
    const reference = paste(`SHA3-256 checksum hash value file\n${SHA256}`);
    expect([algorithmsOf(reference), codesOf(reference)]).toEqual([[FIVE], ['malformed-line']]);
  });
});

describe('several digests', () => {
  test('of different algorithms in a row are one claim', () => {
    const reference = paste(`${MD5}\n${SHA1}\n\n${SHA256}`);
    expect(claimsOf(reference)).toEqual([[undefined, MD5, SHA1, SHA256]]);
  });

  test('of one length are a claim each', () => {
    expect(claimsOf(paste(`${SHA256}\n${OTHER256}`))).toEqual([
      [undefined, SHA256],
      [undefined, OTHER256],
    ]);
  });

  test('of which one has a length that none has are one claim, and two such are two', () => {
    const odd = SHA512.slice(0, 50);
    expect(claimsOf(paste(`${MD5}\n${odd}`))).toEqual([[undefined, MD5, odd]]);
    expect(claimsOf(paste(`${odd}\n${MD5}`))).toEqual([[undefined, odd, MD5]]);
    expect(claimsOf(paste(`${odd}\n${odd}0`))).toEqual([
      [undefined, odd],
      [undefined, `${odd}0`],
    ]);
  });

  test('under labels of one length are one claim', () => {
    const reference = paste(`sha256: ${SHA256}\nblake3: ${OTHER256}`);
    expect(claimsOf(reference)).toEqual([[undefined, SHA256, OTHER256]]);
  });

  test('a repeated algorithm begins the next claim', () => {
    expect(claimsOf(paste(`${MD5}\n${SHA1}\n${MD5}\n${SHA1}`))).toEqual([
      [undefined, MD5, SHA1],
      [undefined, MD5, SHA1],
    ]);
  });

  test('a line that is no digest ends the claim', () => {
    expect(claimsOf(paste(`${MD5}\nand for the other file\n${SHA1}`))).toHaveLength(2);
  });

  test('a line that names a file ends the claim', () => {
    expect(claimsOf(paste(`${MD5}\n${SHA256}  x.iso\n${SHA1}`))).toEqual([
      [undefined, MD5],
      ['x.iso', SHA256],
      [undefined, SHA1],
    ]);
  });

  test.each([
    `md5: ${MD5} sha1: ${SHA1}`,
    `${MD5} ${SHA1}`,
    `md5:${MD5},sha1:${SHA1}`,
    `  ${MD5} ${SHA1} `,
  ])('may stand on one line: %s', (line) => {
    expect(claimsOf(paste(line))).toEqual([[undefined, MD5, SHA1]]);
  });

  test('a digest and a name of an algorithm are a digest and a name', () => {
    expect(claimsOf(paste(`${SHA256} sha256`))).toEqual([['sha256', SHA256]]);
  });

  test('two digests with two blanks between them are a digest and a name', () => {
    expect(claimsOf(paste(`${SHA256}  ${SHA1}`))).toEqual([[SHA1, SHA256]]);
  });
});

describe('a dropped file', () => {
  test('may hold one digest and nothing else', () => {
    const reference = readFile(`${SHA1}\n`, 'x.iso.sha1');
    expect([claimsOf(reference), reference.format]).toEqual([[[undefined, SHA1]], 'bare']);
  });

  test('that names files makes no claim of a digest without a name', () => {
    const reference = readFile(`${SHA256}  x.iso\n${MD5}\n${SHA1}\n`);
    expect(claimsOf(reference)).toEqual([['x.iso', SHA256]]);
    expect(reference.findings).toEqual([
      { code: 'malformed-line', line: 2, detail: { text: `${MD5} ${SHA1}` } },
    ]);
  });
});

describe('a pasted text', () => {
  test('may begin with a byte order mark before a digest and a name', () => {
    expect(claimsOf(paste(`\ufeff${SHA256}  x.iso`))).toEqual([['x.iso', SHA256]]);
  });

  test.each(['', ' ', '\n\t\r\n', '\ufeff', '\u00a0'])('%j is blank', (text) => {
    expect(() => paste(text)).toThrow('not to be blank');
  });

  test('of prose is a reference that says it has nothing to compare', () => {
    const reference = paste('Where do I find the checksum?');
    expect([reference.name, reference.format, reference.claims, codesOf(reference)]).toEqual([
      undefined,
      'bare',
      [],
      ['no-claims', 'malformed-line'],
    ]);
  });

  test('may be a digest between two lines of words', () => {
    const text = `SHA1 hash of file x.iso:\n${PAIRS} 89 ab cd ef\nThat is all.`;
    expect(claimsOf(paste(text))).toEqual([[undefined, `${MD5}89abcdef`]]);
  });

  test('of eight hex digits is told what it lacks', () => {
    const reference = paste('DEADBEEF');
    expect([reference.claims, codesOf(reference)]).toEqual([[], ['no-claims', 'unlabelled-crc32']]);
  });
});
