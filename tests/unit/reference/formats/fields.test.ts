import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  paste,
  readFile,
  SHA1,
  SHA256,
} from '../../../support/references.ts';

const outcome = (text: string) => {
  const list = readFile(text);
  return { format: list.format, claims: claimsOf(list), findings: codesOf(list) };
};

describe('what is read', () => {
  test('TC4Shell, whose other algorithms are said', () => {
    const text =
      `[x.iso]\r\nBLAKE2sp: ${OTHER256}\r\nCRC32:    C22FBAA2\r\nCRC64:    A0101FA05A07CCE8\r\n` +
      `MD2:      ${MD5}\r\nMD5:      ${MD5}\r\nSHA-256:  ${SHA256.toUpperCase()}\r\n`;
    expect(outcome(text)).toEqual({
      format: 'fields',
      claims: [['x.iso', 'c22fbaa2', MD5, SHA256]],
      findings: ['unsupported-algorithm', 'unsupported-algorithm'],
    });
  });

  test('7-Zip’s dialogue, with the size', () => {
    const text = `Name: x.iso\nSize: 3320903680 bytes : 3167 MiB\nCRC32: C22FBAA2\nSHA256: ${SHA256}\n`;
    const list = paste(text);
    expect([claimsOf(list), list.claims[0]?.size]).toEqual([
      [['x.iso', 'c22fbaa2', SHA256]],
      3_320_903_680,
    ]);
  });

  test('Microsoft’s listing', () => {
    const text =
      'File Name: en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso\nLanguages: English\n' +
      `Size: 3.09 GB\nSHA1: ${SHA1.toUpperCase()}\n`;
    const list = readFile(text);
    expect(claimsOf(list)).toEqual([
      ['en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso', SHA1],
    ]);
    expect(list.claims[0]?.size).toBeUndefined();
  });

  test('Microsoft’s listing with its headings, and two values on one line', () => {
    const text =
      `Windows 7 Professional with Service Pack 1 (x64) - DVD (English)\nISO\nEnglish\n` +
      `Release Date: 5/12/2011\nDetails \n3.09 GB\nFile Name:  x.iso\n` +
      `Date Published (UTC): 5/12/2011 12:00:51 PM\tLast Updated (UTC): 1/14/2013 3:55:34 PM\n` +
      `SHA1: ${SHA1.toUpperCase()}\tISO/CRC: 1DD7D4BE\n`;
    expect(outcome(text)).toEqual({
      format: 'fields',
      claims: [['x.iso', SHA1]],
      findings: [],
    });
  });

  test('a list with bullets', () => {
    const text = `* Windows Server:\n\t* File Name: x.iso\n\t* SHA1 Hash: ${SHA1}\n\t* Link: http://a\n`;
    expect(outcome(text)).toEqual({ format: 'fields', claims: [['x.iso', SHA1]], findings: [] });
  });

  test('another value behind a digest is not its file’s name', () => {
    expect(claimsOf(paste(`SHA1: ${SHA1}\tISO/CRC: 1DD7D4BE\n`))).toEqual([[undefined, SHA1]]);
  });

  test('several files, with and without blank lines between them', () => {
    const one = (name: string, digest: string) => `File: ${name}\nSHA-256 checksum: ${digest}\n`;
    const claims = [
      ['x.iso', SHA256],
      ['y.iso', OTHER256],
    ];
    expect(outcome(one('x.iso', SHA256) + one('y.iso', OTHER256)).claims).toEqual(claims);
    expect(outcome(`${one('x.iso', SHA256)}\n\n${one('y.iso', OTHER256)}`).claims).toEqual(claims);
  });

  test('a digest that does not name its algorithm', () => {
    expect(outcome(`File: x.iso\nHash: ${SHA1}\n`).claims).toEqual([['x.iso', SHA1]]);
  });
});

describe('a name and a size', () => {
  test.each(['File Name', 'Filename', 'file', 'NAME', 'Name '])(
    'a name stands behind %j',
    (key) => {
      expect(outcome(`${key}: C# ; x.iso \nSHA1: ${SHA1}\n`).claims).toEqual([
        ['C# ; x.iso', SHA1],
      ]);
    },
  );

  test.each([
    ['Size: 5', 5],
    ['filesize : 5 byte', 5],
    ['File size: 3320903680 bytes : 3167 MiB', 3_320_903_680],
    ['Size: 9007199254740992', undefined],
    ['Size: 5 KB', undefined],
    ['Size: about 5', undefined],
    ['Size: 5 bytesome', undefined],
  ])('of %j the size is %j', (line, size) => {
    const list = readFile(`[x.iso]\n${line}\nSHA1: ${SHA1}\n`);
    expect([claimsOf(list), list.claims[0]?.size]).toEqual([[['x.iso', SHA1]], size]);
  });

  test('fields that are called nearly so are others', () => {
    const list = readFile(
      'Name: x.iso\nSize: 5\nReal name: y\nNames: y\nProfile: y\nFiles: y\nNew file name: y\n' +
        `File name in it: y\nBlock size: 9\nSize on disk: 9\nSHA1: ${SHA1}\n`,
    );
    expect([claimsOf(list), list.claims[0]?.size]).toEqual([[['x.iso', SHA1]], 5]);
  });

  test('a size above all names is that of no file', () => {
    expect(readFile(`Size: 7\nName: x.iso\nSHA1: ${SHA1}\n`).claims[0]?.size).toBeUndefined();
  });
});

describe('around the fields', () => {
  test('comments, blanks and an empty line below the name say nothing', () => {
    const text = `# by hand\n; so it is\nName: x.iso\n \n  SHA1: ${SHA1}\n \n`;
    expect(outcome(text)).toEqual({ format: 'fields', claims: [['x.iso', SHA1]], findings: [] });
  });

  test('a field as long as a page is passed over', () => {
    const text = `Name: x.iso\nNote: ${'word '.repeat(500)}\nSHA1: ${SHA1}\n`;
    expect(outcome(text).claims).toEqual([['x.iso', SHA1]]);
  });

  test('what is like a digest under a name that is like no algorithm is passed over', () => {
    const text =
      `Name: x.iso\nSerial: ${OTHER256}\nOld BLAKE2sp: ${OTHER256}\nBLAKE2sp (old): ${OTHER256}\n` +
      `SHA1: ${SHA1}\n`;
    expect(outcome(text)).toEqual({ format: 'fields', claims: [['x.iso', SHA1]], findings: [] });
  });
});

describe('a digest is given to no file but its own', () => {
  test.each([
    ['before the first name', `SHA1: ${SHA1}\nName: x.iso\nSHA1: ${SHA1}\n`],
    ['below a blank line', `Name: x.iso\nSHA1: ${SHA1}\n\nSHA256: ${SHA256}\n`],
    [
      'of an algorithm that the file has',
      `Name: x.iso\nSHA1: ${SHA1}\nMD5: ${MD5}\nSHA1: ${SHA1}\n`,
    ],
    ['among lines of another form', `Name: x.iso\nso it is\nSHA1: ${SHA1}\n`],
    ['below a name in the middle of a line', `Name: x.iso\nsee [y.iso]\nSHA1: ${SHA1}\n`],
    ['below a name with words behind it', `Name: x.iso\n[y.iso] too\nSHA1: ${SHA1}\n`],
    ['behind a name in its line', `Name: x.iso\ny.iso = SHA1: ${SHA1}\n`],
    ['below an empty name', `Name: x.iso\nSize: 5\nName:\nSHA1: ${SHA1}\n`],
    ['with something behind it', `Name: x.iso\nSHA1: ${SHA1} ; old\nMD5: ${MD5}\n`],
  ])('where one stands %s, the form is refused', (_, text) => {
    expect(paste(text).format).not.toBe('fields');
    expect(claimsOf(paste(text)).map(([path]) => path)).not.toContain('x.iso');
  });
});

test.each([
  ['settings', `[section]\nkey=1\nother=2\nchecksum=${SHA256}\n`],
  ['a package list', `[[package]]\nname = "a"\nchecksum = "${SHA256}"\nversion = "1"\nx = 1\n`],
  ['a letter', 'Name: Bob\nSubject: sums\nSHA1: see below\n'],
  ['a list of files', 'Name: a\nSize: 5\n\nName: b\nSize: 6\n'],
])('%s are no reference', (_, text) => {
  expect(isReference(text)).toBe(false);
});
