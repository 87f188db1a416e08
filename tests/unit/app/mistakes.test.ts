/**
 * The classic mistakes with checksums, from the bytes that people have to the sentence that they
 * read: each is told apart from a damaged image, and none of them makes a wrong verdict.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { describeDiagnosis } from '../../../src/app/text/diagnosis.ts';
import { describeFinding } from '../../../src/app/text/reference.ts';
import { parsePastedText, parseReferenceFile } from '../../../src/core/reference/parse.ts';
import type { Reference } from '../../../src/core/reference/reference.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import { image } from '../../support/page-builder.ts';
import { plain } from './assessments.ts';

const hash = (algorithm: string, content: string): string =>
  createHash(algorithm).update(content).digest('hex');

const CONTENT = 'the image';
const SHA256 = hash('sha256', CONTENT);
const SHA1 = hash('sha1', CONTENT);
const SHA512 = hash('sha512', CONTENT);
const OTHER = hash('sha256', 'another image');

/** A file by its name and content; a text that was pasted has no name. */
type Given = readonly [name: string | undefined, content: string];

function read([name, content]: Given): Reference {
  const bytes = Buffer.from(content);
  const found = name === undefined ? parsePastedText(content) : parseReferenceFile(name, bytes);
  if (!found) throw new Error('expected a reference');
  return name === undefined ? found : { ...found, ownDigests: { sha256: hash('sha256', content) } };
}

/** The verdict on the image of that name, and what is said beside it. */
function seen(given: readonly Given[], name = 'x.iso') {
  const references = given.map((one, index) => ({ id: String(index), reference: read(one) }));
  const others = ['blake2b-256', 'blake2s-256', 'blake3', 'sha3-256', 'blake2b-512', 'sha3-512'];
  const digests = {
    ...Object.fromEntries(
      others.map((id) => [id, hash('md5', id).repeat(id.endsWith('512') ? 4 : 2)]),
    ),
    sha256: SHA256,
    sha1: SHA1,
    md5: hash('md5', CONTENT),
    sha512: SHA512,
  };
  const images = [image(name, { size: CONTENT.length, digests })];
  const found = assess({ images, references, pointings: [] }).get(name);
  return [
    found?.verdict.kind,
    ...(found?.diagnoses ?? []).map((each) => plain(describeDiagnosis(each))),
  ];
}

const SUMS = `${SHA256}  x.iso\n${OTHER}  y.iso\n`;

describe('the wrong thing was hashed or copied', () => {
  test('the checksum file in place of the image', () => {
    expect(
      seen([
        ['SHA256SUMS', SUMS],
        [undefined, hash('sha256', SUMS)],
      ]),
    ).toEqual([
      'mismatch',
      'The pasted digest is that of “SHA256SUMS” itself: the checksum file was hashed instead of the image. Empty the box: what to compare with stands in that file.',
    ]);
  });

  test('the line of another file of the list', () => {
    expect(
      seen([
        ['SHA256SUMS', SUMS],
        [undefined, OTHER],
      ]),
    ).toEqual([
      'mismatch',
      'The digest that it was compared with is the one that “SHA256SUMS” gives for “y.iso”: the wrong line was copied, or the wrong file chosen.',
    ]);
  });

  test('another file under this one’s name', () => {
    expect(seen([['SHA256SUMS', `${OTHER}  x.iso\n${SHA256}  y.iso\n`]])).toEqual([
      'mismatch',
      'This file’s digest stands in “SHA256SUMS” beside another name, “y.iso”: it is that file, under this one’s name, or the two were mixed up.',
    ]);
  });

  test.each([
    [
      'x.iso',
      'x.iso.xz',
      'this image in compressed form. Its digest cannot match what was unpacked: compare the compressed file, or look for a digest of the image itself.',
    ],
    [
      'x.img.gz',
      'x.img',
      'what this file unpacks to. Its digest cannot match the compressed file: unpack it and drop that, or look for a digest of the compressed file.',
    ],
  ])('%s beside a list of %s', (name, listed, words) => {
    const sentence = `“SHA256SUMS” is about “${listed}”, ${words}`;
    expect(seen([['SHA256SUMS', `${OTHER}  ${listed}\n`]], name)).toEqual(['unlisted', sentence]);
  });
});

describe('the digest is right, and written otherwise', () => {
  test.each([
    ['in base64', Buffer.from(SHA512, 'hex').toString('base64')],
    ['in base64 for browsers', `sha512-${Buffer.from(SHA512, 'hex').toString('base64')}`],
    ['in capital pairs', SHA256.toUpperCase().replace(/..(?=.)/g, '$& ')],
    ['behind 0x', `0x${SHA1.toUpperCase()}`],
    ['over two lines', `${SHA512.slice(0, 64)}\n${SHA512.slice(64)}`],
  ])('%s', (_, text) => {
    expect(seen([[undefined, text]])).toEqual(['matches']);
  });

  test('under the name of another algorithm', () => {
    expect(seen([[undefined, `SHA-256: ${SHA1}`]])).toEqual([
      'unlisted',
      'What was pasted under the name of another algorithm is this file’s SHA-1. The label is wrong, so it was not compared: paste the value without it.',
    ]);
  });
});

describe('the text of the digest is damaged', () => {
  const damaged = (what: string) => `The pasted SHA-256 ${what} copy it again from its source.`;
  const garbled = (characters: string) =>
    damaged(
      `differs from this file’s by only ${characters}. That is a damaged text, not another file, and it was not compared:`,
    );
  const cut = (characters: string) =>
    damaged(
      `lacks ${characters}; the rest is like this file’s. A part proves nothing, so it was not compared:`,
    ).replace('copy it again', 'copy the whole of it');
  const lookAlike = SHA256.replace('0', 'O');

  test.each([
    [
      'three characters differ',
      `${SHA256.slice(0, 30)}zzz${SHA256.slice(33)}`,
      garbled('3 characters'),
    ],
    ['a letter looks like a digit', lookAlike, garbled('1 character')],
    [
      'a character came in',
      `${SHA256.slice(0, 9)}\u200b${SHA256.slice(9)}`,
      garbled('1 character'),
    ],
    ['two were lost', SHA256.slice(0, 20) + SHA256.slice(22), cut('2 characters')],
    ['the end was cut off', `${SHA256.slice(0, 40)}...`, cut('24 characters')],
  ])('%s', (_, text, sentence) => {
    expect(text).not.toBe(SHA256);
    expect(seen([[undefined, text]])).toEqual(['unlisted', sentence]);
  });
});

describe('the name is another way of writing the image’s', () => {
  const taken = (path: string, what: string) =>
    `“SHA256SUMS” names “${path}”. It was taken for this file, because names that differ only in ${what} count as the same. If that is another file, find the digest that belongs to this one.`;

  test.each([
    ['/builds/out/x.iso', 'the folder', 'x.iso'],
    ['C:\\build\\out\\x.iso', 'the folder', 'x.iso'],
    ['X.ISO', 'letter case', 'x.iso'],
    ['Gru\u0308n.iso', 'how accents are encoded', 'Grün.iso'],
  ])('%s', (path, what, name) => {
    expect(seen([['SHA256SUMS', `${OTHER}  ${path}\n`]], name)).toEqual([
      'mismatch',
      taken(path, what),
    ]);
    expect(seen([['SHA256SUMS', `${SHA256}  ${path}\n`]], name)).toEqual(['matches']);
  });
});

test('two lines for one file contradict', () => {
  const text = `${SHA256}  x.iso\n${OTHER}  x.iso\n`;
  expect(seen([['SHA256SUMS', text]])).toEqual([
    'mismatch',
    '“SHA256SUMS” contradicts itself: of the digests it gives for one file, one is equal to this file’s and another is not. Get it again from its source.',
  ]);
  expect(read(['SHA256SUMS', text]).findings.map((each) => plain(describeFinding(each)))).toEqual([
    'Line 2: Two lines give “x.iso” different digests of one algorithm. At least one is wrong; get the reference again.',
  ]);
});

describe('hex that stands among the lines of a list that was pasted', () => {
  const KEY = '843938df228d22f7b3742bc0d94aa3f0efe21092';

  test('is no difference: it may be a key, or what is left of a line', () => {
    expect(seen([[undefined, `${SUMS}\n${KEY}\n`]])).toEqual(['matches']);
    expect(seen([[undefined, `${OTHER}  y.iso\n\n${KEY}\n`]])).toEqual([
      'unlisted',
      'The pasted text speaks of other files only. If one of its lines is meant for this file, use the button beside that line.',
    ]);
  });

  test('is a match where it is the image’s', () => {
    expect(seen([[undefined, `${OTHER}  y.iso\n\n${SHA1}\n`]])).toEqual(['matches']);
  });
});
