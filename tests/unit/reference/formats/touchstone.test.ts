import { describe, expect, test } from 'vitest';
import {
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  readFile,
  SHA1,
  SHA256,
} from '../../../support/references.ts';

const MIB = 2 ** 20;
const PIECES = { algorithm: 'sha256', length: MIB, digests: [SHA256, OTHER256] };
const FILE = { name: 'x.iso', size: 1_500_000, digests: { sha256: SHA256, sha1: SHA1 } };
const written = (...files: readonly unknown[]) =>
  JSON.stringify({ schema: 'touchstone.reference/1', files }, null, 2);
const piecesIn = (file: object) => readFile(written(file)).claims[0]?.pieces;

test('names, sizes, digests and the digests of pieces, with the line of each file', () => {
  const list = readFile(
    written(FILE, { name: 'y.iso', digests: { 'blake2b-256': OTHER256 }, seen: 'yes' }),
  );
  expect([list.format, list.findings]).toEqual(['touchstone', []]);
  expect(list.claims).toEqual([
    {
      path: 'x.iso',
      size: 1_500_000,
      digests: [
        { algorithms: ['sha256'], text: SHA256 },
        { algorithms: ['sha1'], text: SHA1 },
      ],
      line: 8,
    },
    { path: 'y.iso', digests: [{ algorithms: ['blake2b-256'], text: OTHER256 }], line: 15 },
  ]);
});

test('the digests of pieces are kept, and are a claim also where nothing else is', () => {
  const list = readFile(written({ ...FILE, digests: {}, pieces: PIECES }));
  expect(list.format).toBe('touchstone');
  expect(list.claims).toEqual([
    {
      path: 'x.iso',
      size: 1_500_000,
      digests: [],
      pieces: {
        algorithm: 'sha256',
        length: MIB,
        digests: new Uint8Array(Buffer.from(SHA256 + OTHER256, 'hex')),
      },
      line: 1,
    },
  ]);
});

describe('digests of pieces are left out', () => {
  test.each([
    ['of a file whose size is not said', { ...FILE, size: undefined }, PIECES],
    ['when there are too few', { ...FILE, size: 3 * MIB }, PIECES],
    ['when there are too many', { ...FILE, size: MIB }, PIECES],
    ['of another algorithm', FILE, { ...PIECES, algorithm: 'sha1' }],
    ['with a length of nothing', FILE, { ...PIECES, length: 0 }],
    ['without a length', FILE, { ...PIECES, length: '1048576' }],
    ['when one is cut', FILE, { ...PIECES, digests: [SHA256, OTHER256.slice(2)] }],
    ['when one is no hex', FILE, { ...PIECES, digests: [SHA256, 'x'.repeat(64)] }],
    ['when one is no text', FILE, { ...PIECES, digests: [SHA256, Array(64).fill('a')] }],
    ['that are no object', FILE, 'pieces'],
  ])('%s', (_, file, pieces) => {
    expect(piecesIn({ ...file, pieces })).toBeUndefined();
  });

  test('of a file without a name, whose digest is malformed', () => {
    const list = readFile(
      written(FILE, { size: FILE.size, digests: { md5: MD5 }, pieces: PIECES }),
    );
    expect(claimsOf(list)).toEqual([['x.iso', SHA256, SHA1]]);
    expect(list.findings).toMatchObject([
      { code: 'malformed-line', detail: { text: ` md5 ${MD5}` } },
    ]);
  });

  test('of a file with a name that is longer than any path', () => {
    const names = ['x'.repeat(9_216), 'y'.repeat(9_217)];
    const list = readFile(written(...names.map((name) => ({ ...FILE, name, pieces: PIECES }))));
    expect(list.claims.map(({ path, pieces }) => [path, pieces?.length])).toEqual([
      [names[0], MIB],
    ]);
  });
});

test('a digest that is not whole is never compared, and one of no known algorithm is said', () => {
  const list = readFile(
    written({ name: 'x.iso', digests: { sha256: SHA256.slice(1), tiger: MD5, sha1: 7, md5: MD5 } }),
  );
  expect(list.claims[0]?.digests).toEqual([
    { algorithms: ['sha256'], text: SHA256.slice(1), damaged: true },
    { algorithms: ['md5'], text: MD5 },
  ]);
  expect(codesOf(list)).toEqual(['length-disagrees', 'unsupported-algorithm']);
});

test('a size that no file has is none', () => {
  const { claims } = readFile(
    written(
      ...[-1, 1.5, '7', 2 ** 53].map((size, index) => ({ ...FILE, name: `${index}.iso`, size })),
    ),
  );
  expect(claims.map(({ size }) => size)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a file that is no object says nothing', () => {
  expect(claimsOf(readFile(written(FILE, null, 'y.iso', [FILE])))).toEqual([
    ['x.iso', SHA256, SHA1],
  ]);
});

test.each([
  ['of another version', written(FILE).replace('reference/1', 'reference/2')],
  ['that names the form elsewhere', written(FILE).replace('"schema"', '"form"')],
  ['that breaks off', written(FILE).slice(0, -1)],
  ['in a list', `[${written(FILE)}]`],
  ['without files', '{"schema":"touchstone.reference/1","files":{}}'],
])('JSON %s is no reference', (_, text) => {
  expect(isReference(text)).toBe(false);
});
