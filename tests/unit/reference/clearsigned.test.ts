import { describe, expect, test } from 'vitest';
import type { Reference } from '../../../src/core/reference/reference.ts';
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
  vector,
} from '../../support/references.ts';

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n';
const BODY = `SHA256 (x.iso) = ${SHA256}\n`;
const SIGNATURE =
  '-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAdFiEEeH6mrhFH7uVsQLMM\n=jbz6\n-----END PGP SIGNATURE-----\n';
const WHOLE = BEGIN + BODY + SIGNATURE;

/** What becomes of a text that has one claim and a frame that cannot be trusted. */
const DOUBTFUL = {
  claims: [],
  findings: [{ code: 'no-claims' }, { code: 'unsigned-text', line: 1, detail: { count: 1 } }],
  isSigned: false,
};
const essence = ({ claims, findings, isSigned }: Reference) => ({ claims, findings, isSigned });

describe('a whole frame', () => {
  test('makes the claims of its cleartext, which is signed and not checked', () => {
    const reference = readFile(WHOLE);
    expect([claimsOf(reference), codesOf(reference), reference.isSigned]).toEqual([
      [['x.iso', SHA256]],
      [],
      true,
    ]);
  });

  test('counts lines from the beginning of the file', () => {
    expect(readFile(WHOLE).claims[0]?.line).toBe(4);
  });

  test('by GnuPG: dash-escapes are undone, blanks at line ends are not part of the text', () => {
    const reference = readFile(vector('tools/gpg-clearsign.txt'));
    expect(reference.claims).toEqual([
      {
        path: 'plain.iso',
        size: 6,
        digests: [
          {
            algorithms: ['sha256'],
            text: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
          },
          { algorithms: ['sha1'], text: 'f572d396fae9206628714fb2ce00f72e94f2258f' },
        ],
        line: 7,
      },
    ]);
    expect(reference.findings).toEqual([
      { code: 'malformed-line', line: 4, detail: { text: '- a line that begins with a dash' } },
      { code: 'malformed-line', line: 5, detail: { text: '-----not armour-----' } },
    ]);
  });

  test.each([
    ['CR LF', WHOLE.replace(/\n/g, '\r\n')],
    ['blanks after the armour lines', WHOLE.replace(/-----\n/g, '----- \t\n')],
    ['no Hash header', WHOLE.replace('Hash: SHA256\n', '')],
    ['two Hash headers', WHOLE.replace('Hash: ', 'Hash: SHA512\nHash: ')],
    ['a list in the Hash header', WHOLE.replace('Hash: ', 'Hash: SHA512, ')],
    ['headers in the signature', WHOLE.replace('SIGNATURE-----\n', '$&Version: GnuPG v2\n')],
    ['no CRC-24', WHOLE.replace('=jbz6\n', '')],
    ['no final line break', WHOLE.trimEnd()],
    ['a byte order mark', `\ufeff${WHOLE}`],
    ['blank lines around it', `\n\n${WHOLE}\n \n`],
  ])('may have %s', (_, text) => {
    const reference = readFile(text);
    expect([claimsOf(reference), codesOf(reference), reference.isSigned]).toEqual([
      [['x.iso', SHA256]],
      [],
      true,
    ]);
  });

  test('a name keeps no blanks at its end: they are not signed', () => {
    const text = `${BEGIN}${SHA256}  x.iso \t\n${SIGNATURE}`;
    expect(claimsOf(readFile(text))).toEqual([['x.iso', SHA256]]);
  });

  test('a dash-escaped digest line counts', () => {
    expect(claimsOf(readFile(`${BEGIN}- ${BODY}${SIGNATURE}`))).toEqual([['x.iso', SHA256]]);
  });

  test('two frames make the claims of both', () => {
    const second = WHOLE.replace('x.iso', 'y.iso');
    expect(claimsOf(readFile(WHOLE + second))).toEqual([
      ['x.iso', SHA256],
      ['y.iso', SHA256],
    ]);
  });

  test('the form of one list does not bind the list of the next frame', () => {
    const reversed = `${BEGIN}${OTHER256} y.iso\n${SIGNATURE}`;
    const text = `${BEGIN}${SHA256}  x.iso\n${SIGNATURE}${reversed}`;
    expect(claimsOf(readFile(text)).map(([path]) => path)).toEqual(['x.iso', 'y.iso']);
  });

  test('a section header of one frame says nothing of the next', () => {
    const header = '# BLAKE3 HASH\n';
    const text = `${BEGIN}${header}${SHA256}  x\n${SIGNATURE}${BEGIN}${SHA256}  y\n${SIGNATURE}`;
    expect(readFile(text).claims.map(({ digests }) => digests[0]?.algorithms.length)).toEqual([
      1, 5,
    ]);
  });

  test('a form that is told by the whole of a text may be in it', () => {
    const hashdeep = `%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n## x\n5,${SHA256},x.iso\n`;
    const list = readFile(`Hello.\n${BEGIN}${hashdeep}${SIGNATURE}`);
    expect(list.claims).toMatchObject([{ path: 'x.iso', size: 5, line: 8 }]);
    expect([list.format, list.isSigned]).toEqual(['hashdeep', true]);
  });

  test('so may one of XML, without the dash-escapes of its lines', () => {
    const xml = `<metalink>\n<file name="x\n- -y.iso">\n<hash type="sha-256">${SHA256}</hash></file>\n</metalink>\n`;
    const list = readFile(`${BEGIN}${xml}${SIGNATURE}`);
    expect([claimsOf(list), list.claims[0]?.line]).toEqual([[['x -y.iso', SHA256]], 7]);
  });

  test('pasted is read like a file', () => {
    expect([claimsOf(paste(WHOLE)), paste(WHOLE).isSigned]).toEqual([[['x.iso', SHA256]], true]);
  });
});

describe('text outside of frames', () => {
  const OUTSIDE = `SHA1 (x.iso) = ${SHA1}\nMD5 (y.iso) = ${MD5}\n`;

  test.each([
    ['before', OUTSIDE + WHOLE, 1],
    ['after', WHOLE + OUTSIDE, 10],
    ['between', WHOLE + OUTSIDE + WHOLE, 10],
  ])('%s a frame makes no claims, and how many it would have made is said', (_, text, line) => {
    const reference = readFile(text);
    expect(claimsOf(reference)).toEqual([['x.iso', SHA256]]);
    expect(reference.findings).toEqual([{ code: 'unsigned-text', line, detail: { count: 2 } }]);
  });

  test('that is prose is counted as no claims', () => {
    const reference = readFile(`Dear user,\nhere is the list.\nBye\n${WHOLE}`);
    expect(reference.findings).toEqual([{ code: 'unsigned-text', line: 1, detail: { count: 0 } }]);
  });

  test('cannot hide in a second value for a signed name', () => {
    const reference = readFile(`${WHOLE}SHA256 (x.iso) = ${OTHER256}\n`);
    expect(codesOf(reference)).toEqual(['unsigned-text']);
  });
});

describe('a broken frame claims nothing', () => {
  test.each([
    ['the signature is missing', BEGIN + BODY],
    ['the end of the signature is missing', WHOLE.replace(/-----END.*\n/, '')],
    ['the signature is empty', WHOLE.replace(/iQIz.*\n=jbz6\n/, '')],
    ['the empty line after the headers is missing', WHOLE.replace('SHA256\n\n', 'SHA256\n')],
    ['a header is not Hash', WHOLE.replace('Hash:', 'Comment: all of this is signed\nHash:')],
    ['a header only ends like Hash', WHOLE.replace('Hash:', 'NotHash:')],
    ['a Hash header says more', WHOLE.replace('SHA256\n', 'SHA256; all below is signed\n')],
    ['the line after the headers only looks empty', WHOLE.replace('\n\n', '\n\u00a0\n')],
    ['the cleartext has an armour line', BEGIN + BODY + BEGIN + BODY + '-----END-----\n'],
    ['the signature holds a digest line', WHOLE.replace('=jbz6', BODY.trim())],
    ['the signature holds a sentence', WHOLE.replace('=jbz6', '(see also: elsewhere)')],
    ['something stands before the CRC-24', WHOLE.replace('=jbz6', '!=jbz6')],
    ['something stands behind the CRC-24', WHOLE.replace('=jbz6', '=jbz6!')],
    ['the armour is indented', WHOLE.replace(/^/gm, '  ')],
    ['the beginning is missing', WHOLE.slice(WHOLE.indexOf('SHA256 (')).repeat(2)],
  ])('%s', (_, text) => {
    expect(essence(paste(text))).toEqual(DOUBTFUL);
  });

  test('all that is left of it may be the end of the signature', () => {
    const end = SIGNATURE.slice(SIGNATURE.indexOf('\n') + 1);
    expect(essence(paste(BODY + end))).toEqual(DOUBTFUL);
  });

  test.each([
    ['cut', BEGIN + BODY],
    ['cut behind many lines of its signature', `${WHOLE.split('=jbz6')[0]}${'abcd\n'.repeat(20)}`],
    ['indented', WHOLE.replace('=jbz6', 'abcd\n'.repeat(20)).replace(/^/gm, '  ')],
    ['without its beginning', BODY.repeat(5) + SIGNATURE],
  ])('a dropped file that is %s is still a reference and no image', (_, text) => {
    expect(essence(readFile(text))).toEqual(DOUBTFUL);
  });

  test('with a whole and a damaged digest and many other lines is one too', () => {
    const body = `${BODY}SHA1 (y.iso) = O${SHA1.slice(1)}\n`;
    expect(claimsOf(readFile(`${BEGIN}${body}${'-----x\n'.repeat(20)}`))).toEqual([]);
  });

  test('in which nothing is a digest is no reference', () => {
    expect(isReference(`${BEGIN}Dear all,\nnothing\nto see.\nBye\n`)).toBe(false);
  });

  test('a frame after a broken one is whole', () => {
    const reference = readFile(BEGIN + BODY + WHOLE.replace('x.iso', 'y.iso'));
    expect([claimsOf(reference), codesOf(reference)]).toEqual([
      [['y.iso', SHA256]],
      ['unsigned-text'],
    ]);
  });

  test('cut anywhere, it never claims anything', () => {
    const whole = WHOLE.trimEnd();
    for (let length = 1; length < whole.length; length++) {
      const claims = length < BEGIN.length ? [] : paste(whole.slice(0, length)).claims;
      expect(claims, `${String(length)} characters`).toEqual([]);
    }
  });
});

describe('what is not a clear-signed text', () => {
  test('a detached signature alone is no reference', () => {
    expect(isReference(SIGNATURE, 'SHA256SUMS.sign')).toBe(false);
  });

  test('a letter with a digest and a detached signature in it is no reference', () => {
    const letter = `Dear all,\nthe digest is\n${SHA256}\nand this its signature.\nBye\n`;
    expect(isReference(letter + SIGNATURE)).toBe(false);
  });

  test('a signed letter with no digest in it is no reference', () => {
    expect(isReference(`${BEGIN}Dear all,\nthere is nothing here.\n${SIGNATURE}`)).toBe(false);
  });

  test('a public key block beside a list is only malformed lines', () => {
    const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\nmDMEY\n-----END PGP PUBLIC KEY BLOCK-----\n';
    const reference = readFile(BODY.repeat(1) + `MD5 (y) = ${MD5}\nSHA1 (z) = ${SHA1}\n${key}`);
    expect(claimsOf(reference)).toHaveLength(3);
  });

  test('a file may be named like armour', () => {
    const name = '-----BEGIN PGP SIGNED MESSAGE-----';
    expect(claimsOf(readFile(`${SHA256}  ${name}\n`))).toEqual([[name, SHA256]]);
  });
});
