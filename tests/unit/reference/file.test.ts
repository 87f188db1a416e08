import { describe, expect, test } from 'vitest';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import { sniffReference } from '../../../src/core/reference/sniff.ts';
import { SNIFF_BYTES } from '../../../src/core/reference/limits.ts';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  readFile,
  SHA1,
  SHA256,
  vector,
} from '../../support/references.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const LIST = `${SHA256}  x.iso\n${OTHER256}  y.iso\n`;

describe('what is a reference', () => {
  test.each([
    ['a list', LIST],
    ['one digest', SHA256],
    ['one digest among comments', `# a\n# b\n; c\n\n${SHA256}\n`],
    ['a list of two lines, one of them broken', `${SHA256}  x.iso\n??\n`],
    [
      'as many broken lines as others',
      `${SHA256}  x.iso\n${`O${SHA1.slice(1)}\n`.repeat(2)}?\n?\n?\n`,
    ],
    ['a digest of impossible length alone', SHA256.slice(0, 50)],
    ['a damaged digest alone', `O${SHA256.slice(1)}`],
    ['a list of algorithms that are not compared', `RMD160 (x) = ${SHA1}\n`.repeat(50)],
    ['a list of bare digests', `${SHA1}\n`.repeat(3)],
    ['a value after a heading', `Checksum of x.iso\n${SHA256}\n`],
  ])('%s', (_, text) => {
    expect(isReference(text)).toBe(true);
  });

  test.each([
    ['an empty file', ''],
    ['blank lines', '\n \n'],
    ['comments alone', '# SHA256 HASH\n# nothing follows\n'],
    ['prose', 'Verify your download.\nIt is easy.\n'],
    [
      'prose with a line that is a digest',
      `Verify your download.\nIt should be\n${SHA256}\nBye.\n`,
    ],
    ['prose with a digest in a sentence', `The SHA-256 is ${SHA256}, see above.\n`],
    ['more broken lines than whole ones', `${SHA256}  x.iso\n?\n?\n?\n`],
    ['two broken lines and no whole one', '?\n?\n'],
    [
      'source code with a digest in a constant',
      `# build\nurl = "https://example.invalid/x.iso"\nsha256 = "${SHA256}"\nname = "x"\nmake()\n`,
    ],
    [
      'a lock file',
      `[[package]]\nname = "a"\nversion = "1"\nsource = "b"\nchecksum = "${SHA256}"\n`,
    ],
    ['JSON', `{\n  "sha256": "${SHA256}"\n}\n`],
    ['a web page', `<html>\n<body>\n<p>${SHA256}</p>\n</body>\n`],
    ['NULs', `${SHA256}  x.iso\0\n`],
    ['a zero-terminated list', `${SHA256}  x.iso\0${OTHER256}  y.iso\0`],
    ['two lines of words that begin with hex', 'deadbeef it was\nfacade of cafes\n'],
  ])('not %s', (_, text) => {
    expect(isReference(text)).toBe(false);
  });

  test('not a binary file, whatever its name', () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251);
    expect(parseReferenceFile('x.iso.sha256', bytes)).toBeUndefined();
  });

  test('not a binary file without a NUL either', () => {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => ((index * 7919) % 250) + 1);
    expect(parseReferenceFile('x.iso.sha256', bytes)).toBeUndefined();
  });

  test('the name is kept as it is', () => {
    expect(readFile(LIST, 'a/b\u202e.sha256').name).toBe('a/b\u202e.sha256');
  });
});

describe('encodings', () => {
  test('UTF-8 with a byte order mark and CR LF', () => {
    expect(claimsOf(readFile(vector('tools/utf-8-bom-crlf.txt')))[0]?.[0]).toBe('plain.iso');
  });

  test('UTF-16LE with a byte order mark, as Windows PowerShell 5 writes it', () => {
    const list = readFile(vector('tools/utf-16le-crlf.txt'));
    expect([claimsOf(list)[0]?.[0], codesOf(list)]).toEqual(['plain.iso', []]);
  });

  test.each(['le', 'be'])('UTF-16%s without a byte order mark', (order) => {
    const list = readFile(vector(`tools/utf-16${order}-unmarked.txt`));
    expect([claimsOf(list), codesOf(list)]).toEqual([
      [
        ['plain.iso', '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03'],
        ['Grüße.iso', '0bfe935e70c321c7ca3afc75ce0d0ca2f98b5422e008bb31c00c6d7f1f1c0ad6'],
      ],
      [],
    ]);
  });

  test('a large list in UTF-16 without a mark, whose sample ends within a character', () => {
    const line = `${SHA256}  ${'x'.repeat(61)}\n`; // 256 bytes
    const long = `${line.repeat(255)}${SHA256}  ${'y'.repeat(61)}😀\n${line}`;
    const bytes = Buffer.from(long, 'utf16le');
    const head = bytes.subarray(0, SNIFF_BYTES);
    expect(sniffReference('list.txt', head, bytes.length)).toBe(true);
    expect(claimsOf(readFile(bytes))[1]).toEqual([`${'y'.repeat(61)}😀`, SHA256]);
  });

  test('what is neither is read byte by byte, and said to be guessed', () => {
    const list = readFile(vector('tools/latin-1.txt'));
    expect([claimsOf(list)[0]?.[0], list.findings]).toEqual([
      'Grüße.iso',
      [{ code: 'encoding-guessed' }],
    ]);
  });
});

describe('a large file', () => {
  const long = LIST.repeat(2000);

  test('that begins as a list is read whole', () => {
    const list = readFile(`${long}${MD5}  z.iso\n`);
    expect(claimsOf(list)).toEqual([
      ['x.iso', SHA256],
      ['y.iso', OTHER256],
      ['z.iso', MD5],
    ]);
  });

  test('that begins with nothing but comments is read whole', () => {
    expect(isReference(`${'# comment\n'.repeat(10_000)}${LIST}`)).toBe(true);
  });

  test('that begins as prose is not, even if a list follows', () => {
    expect(isReference(`${'Once upon a time.\n'.repeat(5000)}${long.repeat(2)}`)).toBe(false);
  });

  test('is one that is longer than the first look, which leaves the cut line out', () => {
    const [lines, last] = [`${SHA256}  x.iso\n`.repeat(2), `${OTHER256}  y.iso\n`];
    const comments = '#\n'.repeat((SNIFF_BYTES - lines.length - last.length - 6) / 2);
    expect(isReference(`?\n?\n?\n${lines}${comments}${last}`)).toBe(true);
    expect(isReference(`?\n?\n?\n${lines}${comments}#\n${last}`)).toBe(false);
  });

  test('of one endless line is not', () => {
    expect(isReference('a'.repeat(2 * SNIFF_BYTES))).toBe(false);
  });

  test('with a clear-signed list behind a long letter is read whole', () => {
    const frame =
      `-----BEGIN PGP SIGNED MESSAGE-----\n\n${LIST}` +
      '-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n';
    const letter = 'Dear user,\n'.repeat(1000);
    expect(claimsOf(readFile(`${letter}${frame}${letter.repeat(10)}`))).toHaveLength(2);
  });
});

describe('the first look', () => {
  const look = (text: string, size: number, name = 'list.txt') => {
    const head = encode(text).subarray(0, SNIFF_BYTES);
    return sniffReference(name, head, size);
  };

  test('finds a short list worth reading', () => {
    expect(look(LIST, LIST.length)).toBe(true);
  });

  test.each([
    ['a list with a broken line', `${SHA256}  x.iso\n?\n`],
    ['a list with a damaged line', `${SHA256}  x.iso\nO${SHA256.slice(1)}  y.iso\n`],
    ['a form that is told by the whole of a text', '<?xml version="1.0"?>\n<metalink>\n'],
    ['a letter that is signed', `Hello,\n\n\nyou\n-----BEGIN PGP SIGNED MESSAGE-----\n`],
  ])('finds %s worth reading', (_, text) => {
    expect(look(text, text.length)).toBe(true);
  });

  test('finds a list of which only the beginning is there worth reading', () => {
    expect(look(LIST.repeat(1000), 100_000_000)).toBe(true);
  });

  test('does not look at the line that the sample cuts', () => {
    const balanced = `${SHA256}  x\n?\n`.repeat(3);
    const comments = '#\n'.repeat((SNIFF_BYTES - balanced.length) / 2 - 4);
    const cut = `${balanced}${comments}${'?'.repeat(100)}`;
    expect([look(cut, 1_000_000), look(cut.slice(0, SNIFF_BYTES), SNIFF_BYTES)]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ['an image by its name', LIST, LIST.length, 'x.ISO'],
    ['an empty file', '', 0, 'x.sha256'],
    ['a file larger than any reference', LIST, 128 * 2 ** 20 + 1, 'SHA256SUMS'],
    ['prose', 'Once upon a time.\n'.repeat(5000), 100_000_000, 'tale.txt'],
    ['NULs', `${LIST}\0`, LIST.length + 1, 'x.sha256'],
    ['one endless line', 'a'.repeat(SNIFF_BYTES), 100_000_000, 'x.sha256'],
    ['comments alone', '# a\n', 4, 'x.sha256'],
  ])('refuses %s', (_, text, size, name) => {
    expect(look(text, size, name)).toBe(false);
  });
});
