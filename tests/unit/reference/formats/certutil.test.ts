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
  SHA256,
  SHA384,
  SHA512,
} from '../../../support/references.ts';

const pairs = (hex: string): string => hex.replace(/..(?=.)/g, '$& ');
const END = 'CertUtil: -hashfile command completed successfully.';

describe('what certutil prints, by the language of Windows', () => {
  // Headings and last lines as users have posted them.
  test.each([
    ['English, Windows 10', 'SHA256 hash of x.iso:', END],
    ['English, with a folder', 'SHA256 hash of file D:\\iso\\x.iso:', END],
    [
      'German',
      'SHA256-Hash von x.iso:',
      'CertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.',
    ],
    [
      'French',
      'Hachage SHA256 de x.iso :',
      'CertUtil: -hashfile La commande s’est terminée correctement.',
    ],
    ['Spanish', 'SHA256 hash de x.iso:', 'CertUtil: -hashfile comando completado correctamente.'],
    [
      'Japanese',
      'SHA256 ハッシュ (対象 x.iso):',
      'CertUtil: -hashfile コマンドは正常に完了しました。',
    ],
    ['Chinese', 'SHA256 的 .\\x.iso 哈希:', 'CertUtil: -hashfile 命令成功完成。'],
    ['Korean', 'SHA256의 x.iso 해시:', 'CertUtil: -hashfile 명령이 성공적으로 완료되었습니다.'],
    [
      'Italian',
      'SHA256 hash di D:\\iso\\x.iso:',
      'CertUtil: - Esecuzione comando hashfile riuscita.',
    ],
    ['Portuguese', 'SHA256 hash de x.iso:', 'CertUtil: -hashfile : comando concluído com êxito.'],
    ['Russian', 'Хэш SHA256 C:\\a b\\x.iso:', 'CertUtil: -hashfile — команда успешно выполнена.'],
  ])('%s', (_, heading, end) => {
    const list = readFile(`${heading}\r\n${SHA256}\r\n${end}\r\n`);
    expect([list.format, list.findings, list.claims[0]?.line]).toEqual(['certutil', [], 2]);
    expect(list.claims[0]?.path).toMatch(/(?:^|\\)x\.iso$/);
    expect(algorithmsOf(list)).toEqual([[['sha256']]].flat());
  });

  test.each([
    ['English', 'SHA1 hash of file x.iso:', END],
    ['German', 'SHA1-Hash der Datei x.iso:', 'CertUtil: -hashfile-Befehl erfolgreich.'],
  ])('Windows 7 writes pairs: %s', (_, heading, end) => {
    expect(claimsOf(readFile(`${heading}\r\n${pairs(SHA1)}\r\n${end}\r\n`))).toEqual([
      ['x.iso', SHA1],
    ]);
  });

  test('Russian in the code page of the console', () => {
    const bytes = Buffer.concat([
      Buffer.from([0x95, 0xed, 0xe8]),
      Buffer.from(` MD5 x.iso:\r\n${MD5}\r\nCertUtil: -hashfile `),
      Buffer.from([0xa4, 0xa0]),
    ]);
    const list = readFile(bytes);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', MD5]], ['encoding-guessed']]);
  });

  test('in a language whose words are not known the digest names no file', () => {
    const list = readFile(`Skrót SHA1 pliku x.iso:\n${SHA1}\nCertUtil: -hashfile - polecenie.\n`);
    expect([list.format, claimsOf(list)]).toEqual(['certutil', [[undefined, SHA1]]]);
  });

  test('Korean in the code page of the console', () => {
    const bytes = Buffer.concat([
      Buffer.from('SHA1'),
      Buffer.from([0xc0, 0xc7]),
      Buffer.from(' x.iso '),
      Buffer.from([0xc7, 0xd8, 0xbd, 0xc3]),
      Buffer.from(`:\r\n${SHA1}\r\nCertUtil: -hashfile `),
      Buffer.from([0xb8, 0xed, 0xb7, 0xc9]),
    ]);
    expect(claimsOf(readFile(bytes))).toEqual([['x.iso', SHA1]]);
  });

  test('a name that begins with "file" is not taken for another file', () => {
    expect(claimsOf(readFile(`SHA1 hash of file x.iso:\n${SHA1}\n${END}\n`))).toEqual([
      [undefined, SHA1],
    ]);
  });
});

describe('the name', () => {
  test.each([
    ['The SHA256 hash of x.iso:', undefined],
    ['Der SHA256-Hash von x.iso:', undefined],
    ['Le Hachage SHA256 de x.iso :', undefined],
    ['El SHA256 hash de x.iso:', undefined],
    ['新 SHA256 ハッシュ (対象 x.iso):', undefined],
    ['新 SHA256 的 x.iso 哈希:', undefined],
    ['А Хэш SHA256 x.iso:', undefined],
    ['Hachage SHA256 de a :b.iso\u00a0:', 'a :b.iso'],
    ['SHA256 hash of my file x.iso:', 'my file x.iso'],
    ['  SHA256 hash of x.iso:  ', 'x.iso'],
  ])('in %j is %j', (heading, name) => {
    const list = readFile(`${heading}\n  ${SHA256} \n${END}\n`);
    expect([list.format, claimsOf(list)]).toEqual(['certutil', [[name, SHA256]]]);
  });
});

describe('around it', () => {
  test('several results, with the commands, blank lines and failures', () => {
    const text =
      `D:\\iso>certutil -hashfile x.iso SHA256\nSHA256 hash of x.iso:\n${SHA256}\n${END}\n\n` +
      'D:\\iso>certutil -hashfile z.iso\nCertUtil: -hashfile command FAILED: 0x80070002\n' +
      'CertUtil: The system cannot find the file specified.\n\n' +
      `D:\\iso>certutil -hashfile y.iso SHA256\nSHA256 hash of y.iso:\n${OTHER256}\n${END}\n\nD:\\iso>\n`;
    const list = paste(text);
    expect([claimsOf(list), list.findings]).toEqual([
      [
        ['x.iso', SHA256],
        ['y.iso', OTHER256],
      ],
      [],
    ]);
  });

  test('results of which the last lines were left out, as findstr and people do', () => {
    const text = `C:\\>certutil -hashfile x.iso SHA256\nSHA256 hash of x.iso:\n${SHA256}\nSHA256 hash of y.iso:\n${OTHER256}\n`;
    expect([claimsOf(paste(text)), codesOf(paste(text)), paste(text).format]).toEqual([
      [
        ['x.iso', SHA256],
        ['y.iso', OTHER256],
      ],
      [],
      'certutil',
    ]);
  });

  test.each([
    ['MD5', MD5, 'md5'],
    ['sha1', SHA1, 'sha1'],
    ['SHA384', SHA384, 'sha384'],
    ['SHA512', SHA512, 'sha512'],
  ])('the algorithm is named: %s', (name, digest, id) => {
    const list = readFile(`${name} hash of x.iso:\n${digest}\n${END}\n`);
    expect(algorithmsOf(list)).toEqual([[id]]);
  });

  test('an algorithm in the file’s name is not the digest’s', () => {
    const list = readFile(`SHA256 hash of sha1 (MD5).iso:\n${SHA256}\n${END}\n`);
    expect([claimsOf(list), algorithmsOf(list)]).toEqual([
      [['sha1 (MD5).iso', SHA256]],
      [['sha256']],
    ]);
  });

  test('two algorithms of the digest’s length are one too many', () => {
    const list = readFile(`MD4 hash of MD5.iso:\n${MD5}\n${END}\nMD5 hash of y:\n${MD5}\n${END}\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['y', MD5]], ['malformed-line']]);
  });

  test('MD4 is not taken for MD5', () => {
    const list = readFile(`MD4 hash of x.iso:\n${MD5}\n${END}\n`);
    expect([list.claims, codesOf(list)]).toEqual([[], ['no-claims', 'unsupported-algorithm']]);
  });

  test('a digest that lost characters is never compared', () => {
    const list = readFile(`SHA256 hash of x.iso:\n${SHA256.slice(2)}\n${END}\n`);
    expect([list.claims[0]?.digests[0]?.damaged, codesOf(list)]).toEqual([
      true,
      ['no-claims', 'length-disagrees'],
    ]);
  });
});

describe('is refused as a whole', () => {
  test.each([
    [
      'with prose before it',
      `Dear all,\nhere it is.\nRegards\nA.\nSHA1 hash of x:\n${SHA1}\n${END}\n`,
    ],
    ['with two digests under one heading', `MD5 hash of x:\n${MD5}\n${MD5}\n${END}\n`],
    [
      'without the last of its last lines, where the headings are in no known language',
      `Skrót MD5 pliku x:\n${MD5}\n${END}\nSkrót MD5 pliku y:\n${MD5}\n`,
    ],
    ['with a heading without an algorithm', `Hash of x:\n${MD5}\n${END}\n`],
    ['with a heading without a colon', `MD5 hash of x\n${MD5}\n${END}\n`],
    ['with a colon in its heading, not behind it', `MD5 hash of C:\\x\n${MD5}\n${END}\n`],
    ['with words in the digest’s place', `MD5 hash of x:\nnone at all\n${END}\n`],
    ['with groups of no one size', `MD5 hash of x:\n01 234 5 6789 ab\n${END}\n`],
    ['with its last line within another', `MD5 hash of x:\n${MD5}\nso: ${END}\n${END}\n`],
  ])('%s', (_, text) => {
    expect(paste(text).format).not.toBe('certutil');
  });

  test('without an algorithm in its heading a bare digest is left', () => {
    expect(claimsOf(paste(`Hash of x:\n${MD5}\n${END}\n`))).toEqual([[undefined, MD5]]);
  });

  test('a log in which it stands is no reference', () => {
    const log = `step 1\nstep 2\nstep 3\nSHA1 hash of x:\n${SHA1}\n${END}\n`;
    expect(isReference(log)).toBe(false);
  });

  test('without its last line, in words that are not known, a bare digest is left', () => {
    const list = readFile(`Skrót SHA1 pliku x.iso:\n${SHA1}\n`);
    expect([list.format, claimsOf(list)]).toEqual(['bare', [[undefined, SHA1]]]);
  });
});
