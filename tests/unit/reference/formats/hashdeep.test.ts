import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  readFile,
  SHA256,
  vector,
} from '../../../support/references.ts';

const HEAD = '%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /home\n##\n';

test('what hashdeep writes gives every name, size and digest that is compared', () => {
  const list = readFile(vector('tools/hashdeep.txt'));
  const files = [
    ['plain.iso', 'hello\n'],
    ['comma, name.iso', 'k'],
    ['Grüße.iso', 'u'],
  ] as const;
  expect(list.claims).toEqual(
    files.map(([path, content], index) => ({
      path,
      size: content.length,
      digests: ['md5', 'sha1', 'sha256'].map((id) => ({
        algorithms: [id],
        text: createHash(id).update(content).digest('hex'),
      })),
      line: index + 6,
    })),
  );
  expect([list.format, new Set(codesOf(list))]).toEqual([
    'hashdeep',
    new Set(['unsupported-algorithm']), // Tiger
  ]);
});

describe('a row', () => {
  test('keeps all commas of the name', () => {
    const list = readFile(`${HEAD}5,${MD5},${SHA256},C:\\a,b,,c.iso\n`);
    expect([claimsOf(list), list.claims[0]?.size]).toEqual([[['C:\\a,b,,c.iso', MD5, SHA256]], 5]);
  });

  test('may be of a file that is called as the header is', () => {
    const names = ['%%%% HASHDEEP-1.0', '%%%% size,md5,filename', '## x'];
    const list = readFile(`${HEAD}${names.map((name) => `5,${MD5},${SHA256},${name}\n`).join('')}`);
    expect([claimsOf(list).map(([path]) => path), list.findings]).toEqual([names, []]);
  });

  test('has a size as far as files can be so long', () => {
    const row = (size: string, name: string) => `${size},${MD5},${SHA256},${name}\n`;
    const list = readFile(`${HEAD}${row('3320903680', 'x')}${row('9007199254740992', 'y')}`);
    expect(list.claims.map(({ path, size }) => [path, size])).toEqual([
      ['x', 3_320_903_680],
      ['y', undefined],
    ]);
  });

  test('without a digest has the others', () => {
    expect(claimsOf(readFile(`${HEAD}5,,${SHA256},x.iso\n`))).toEqual([['x.iso', SHA256]]);
  });

  test('whose digest lost a character is not compared by it', () => {
    const list = readFile(`${HEAD}5,${MD5},${SHA256.slice(1)},x.iso\n`);
    expect([list.claims[0]?.digests.map(({ damaged }) => damaged), codesOf(list)]).toEqual([
      [undefined, true],
      ['length-disagrees'],
    ]);
  });

  test.each([
    ['with too few cells', `5,${MD5}`],
    ['without a name', `5,${MD5},${SHA256},`],
    ['without a size', `,${MD5},${SHA256},x.iso`],
    ['with a size in words', `5 KB,${MD5},${SHA256},x.iso`],
    ['with a size behind a sign', `-5,${MD5},${SHA256},x.iso`],
    ['without digests', `5,,,x.iso`],
    ['of words', 'so it is'],
  ])('%s is malformed', (_, row) => {
    const list = readFile(`${HEAD}${row}\n5,${MD5},${SHA256},y.iso\n`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['y.iso', MD5, SHA256]], ['malformed-line']]);
  });

  test('before the columns are named is malformed', () => {
    const row = `5,${MD5},${SHA256},x.iso\n`;
    const list = readFile(`%%%% HASHDEEP-1.0\n${row}${HEAD}${row}`);
    expect([claimsOf(list), codesOf(list)]).toEqual([[['x.iso', MD5, SHA256]], ['malformed-line']]);
  });
});

test('blanks behind the header and empty lines say nothing', () => {
  const text = `\n \n${HEAD.replace('1.0', '1.10 ').replace('filename', 'filename \t')}\n5,${MD5},${SHA256},x\n \n`;
  const list = readFile(text);
  expect([claimsOf(list), list.findings]).toEqual([[['x', MD5, SHA256]], []]);
});

test('the header must be the first line', () => {
  expect(isReference(`Listing\n${HEAD}5,${MD5},${SHA256},x.iso\n`)).toBe(false);
});
