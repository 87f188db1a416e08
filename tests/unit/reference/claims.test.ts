import { describe, expect, test } from 'vitest';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  MD5,
  OTHER256,
  readFile,
  SHA1,
  SHA256,
  SHA512,
} from '../../support/references.ts';

describe('lines for one path', () => {
  test('of several algorithms are one claim, at the line of the first', () => {
    const list = `${MD5}  x.iso\n${SHA1}  y.iso\n${SHA1}  x.iso\n${SHA512}  x.iso\n`;
    expect(
      readFile(list).claims.map(({ path, line, digests }) => [path, line, digests.length]),
    ).toEqual([
      ['x.iso', 1, 3],
      ['y.iso', 2, 1],
    ]);
  });

  test('that contradict each other are both kept, and said', () => {
    const list = readFile(`SHA256 (x.iso) = ${SHA256}\nSHA256 (x.iso) = ${OTHER256}\n`);
    expect(claimsOf(list)).toEqual([['x.iso', SHA256, OTHER256]]);
    expect(list.findings).toEqual([
      { code: 'contradictory-lines', line: 2, detail: { name: 'x.iso' } },
    ]);
  });

  test('contradict each other also when only their length tells the algorithm', () => {
    expect(codesOf(readFile(`${SHA256}  x.iso\n${OTHER256}  x.iso\n`))).toEqual([
      'contradictory-lines',
    ]);
  });

  test('of different algorithms of one length do not contradict each other', () => {
    const list = readFile(`SHA256 (x.iso) = ${SHA256}\nBLAKE3 (x.iso) = ${OTHER256}\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', SHA256, OTHER256]], []]);
  });

  test('that say the same twice say it once', () => {
    const list = readFile(`${SHA256}  x.iso\n${SHA256.toUpperCase()}  x.iso\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', SHA256]], []]);
  });

  test('contradict each other also when only one of them names its algorithm', () => {
    const list = readFile(`${SHA256}  x.iso\nSHA256 (x.iso) = ${OTHER256}\n`);
    expect(codesOf(list)).toEqual(['contradictory-lines']);
  });

  test('of which one names the algorithm of the same value do not contradict each other', () => {
    const list = readFile(`${SHA256}  x.iso\nSHA256 (x.iso) = ${SHA256}\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', SHA256, SHA256]], []]);
  });

  test('that give one value to two algorithms keep it for both', () => {
    const list = readFile(`BLAKE3 (x.iso) = ${SHA256}\nSHA256 (x.iso) = ${SHA256}\n`);
    expect([algorithmsOf(list), codesOf(list)]).toEqual([[['blake3'], ['sha256']], []]);
  });

  test('of which one is cut keep the whole value', () => {
    const list = readFile(`${SHA256}...  x.iso\n${SHA256}  x.iso\n`);
    expect(list.claims[0]?.digests.map(({ damaged }) => damaged)).toEqual([true, undefined]);
  });

  test('a damaged value contradicts nothing', () => {
    const list = readFile(`${SHA256}  x.iso\n${OTHER256.slice(1)}  x.iso\n`);
    expect(codesOf(list)).toEqual(['damaged-digest']);
  });
});

test.each([
  ['./x.iso', 'x.iso'],
  ['x.iso', '.\\x.iso'],
  ['out//x.iso', './out/./x.iso'],
  ['out//x.iso', 'out/x.iso'],
  ['out/./././x.iso', 'out/x.iso'],
  ['./././x.iso', 'x.iso'],
])('%s and %s are one path, written in two ways', (one, other) => {
  const list = readFile(`${SHA256}  ${one}\n${OTHER256}  ${other}\n`);
  expect([claimsOf(list), codesOf(list)]).toEqual([
    [[one, SHA256, OTHER256]],
    ['contradictory-lines'],
  ]);
});

test.each([
  ['/x.iso', 'x.iso'],
  ['../x.iso', 'x.iso'],
  ['../x.iso', '.x.iso'],
  ['out./x.iso', 'outx.iso'],
  ['out//x.iso', 'outx.iso'],
])('%s and %s are two paths', (one, other) => {
  const list = readFile(`${SHA256}  ${one}\n${OTHER256}  ${other}\n`);
  expect([claimsOf(list), codesOf(list)]).toEqual([
    [
      [one, SHA256],
      [other, OTHER256],
    ],
    [],
  ]);
});

test('one base name under different paths is a claim for each path', () => {
  const list = `${SHA256}  a/x.iso\n${OTHER256}  b/x.iso\n${SHA256}  ./x.iso\n`;
  expect(claimsOf(readFile(list)).map(([path]) => path)).toEqual(['a/x.iso', 'b/x.iso', './x.iso']);
});

describe('sizes in comments', () => {
  test.each([
    ['before', `# x.iso: 123 bytes\n${SHA256}  x.iso\n`],
    ['after', `${SHA256}  x.iso\n# x.iso: 123 bytes\n`],
    ['without a blank, before', `#x.iso: 123 bytes\n${SHA256}  x.iso\n`],
    ['between blanks, before', ` # x.iso: 123 bytes \n${SHA256}  x.iso\n`],
  ])('%s the line of the file are its claim’s', (_, list) => {
    expect(readFile(list).claims[0]?.size).toBe(123);
  });

  test('a name may contain a colon', () => {
    expect(readFile(`# a: b: 7 bytes\n${SHA256}  a: b\n`).claims[0]?.size).toBe(7);
  });

  test.each([
    ['of another path', '# y.iso: 123 bytes\n'],
    ['that two comments state differently', '# x.iso: 1 bytes\n# x.iso: 2 bytes\n'],
    ['beyond 2^53', '# x.iso: 9007199254740992 bytes\n'],
    ['with a sign', '# x.iso: -1 bytes\n'],
    ['of seventeen digits', '# x.iso: 00000000000000001 bytes\n'],
    ['in a comment of another kind', '; # x.iso: 123 bytes\n'],
    ['with words behind it', '# x.iso: 123 bytes free\n'],
  ])('a size %s is not taken', (_, comment) => {
    const [claim] = readFile(`${comment}${SHA256}  x.iso\n`).claims;
    expect(claim && 'size' in claim).toBe(false);
  });

  test('a file may be named __proto__', () => {
    const list = `# __proto__: 5 bytes\n${SHA256}  __proto__\n${SHA1}  constructor\n`;
    expect(readFile(list).claims.map(({ size }) => size)).toEqual([5, undefined]);
  });
});

describe('the comments of corz checksum', () => {
  test('name the algorithm of the line below', () => {
    const text =
      `# made with checksum.. point-and-click hashing for windows\n#\n` +
      `#sha1#x.iso#2013.04.21@02.48:46\n${SHA1} *x.iso\n` +
      `#sha256#y.iso#2013.04.21@02.48:47\n${SHA256} *y.iso\n`;
    const list = readFile(text);
    expect([claimsOf(list), algorithmsOf(list), codesOf(list)]).toEqual([
      [
        ['x.iso', SHA1],
        ['y.iso', SHA256],
      ],
      [['sha1'], ['sha256']],
      [],
    ]);
  });

  test('count only where the line begins with them', () => {
    const list = readFile(`# of #blake3#x.iso#2013.04.21@02.48:46\n${SHA256} *x.iso\n`);
    expect(algorithmsOf(list)[0]).toContain('blake2s-256');
  });

  test('with a name that is not known leave every algorithm of the length', () => {
    const list = readFile(`#blake2#x.iso#2013.04.21@02.48:46\n${SHA256} *x.iso\n`);
    expect(algorithmsOf(list)[0]).toContain('blake2s-256');
  });
});

test('a BagIt manifest is a list of coreutils’ kind, of the algorithm that its name tells', () => {
  const list = readFile(`${SHA256}  data/x.iso\n`, 'manifest-sha256.txt');
  expect([claimsOf(list), algorithmsOf(list)]).toEqual([[['data/x.iso', SHA256]], [['sha256']]]);
});
