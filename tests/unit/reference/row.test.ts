import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import { image } from '../../support/page-builder.ts';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  isReference,
  MD5,
  OTHER256,
  paste,
  SHA1,
  SHA256,
} from '../../support/references.ts';

describe('a line of a page that was pasted names its image', () => {
  test.each([
    ['a row of a table', `x.iso\t1.2 GB\t${SHA256}`],
    ['a name and a colon', `x.iso: ${SHA256}`],
    ['a name and two blanks', `x.iso  ${SHA256}`],
    ['a name and a comma', `x.iso,${SHA256}`],
    ['Markdown', `| [x.iso](https://a.invalid/d/x.iso) | \`${SHA256}\` |`],
    ['HTML', `<a href="d/x.iso">x.iso</a> <code>${SHA256}</code>`],
    ['an address', `https://a.invalid/d/x.iso ${SHA256.toUpperCase()}`],
    ['a fragment', `https://a.invalid/d/x.iso#sha256=${SHA256}`],
    ['a sentence', `The checksum of x.iso is ${SHA256}.`],
  ])('%s', (_, text) => {
    expect([claimsOf(paste(text)), paste(text).format]).toEqual([[['x.iso', SHA256]], 'page']);
  });

  test('with several digests, and with the name of the algorithm', () => {
    const list = paste(`x.iso\t${MD5}\t${SHA256}\ny.iso SHA-1 ${SHA1}\n`);
    expect(claimsOf(list)).toEqual([
      ['x.iso', MD5, SHA256],
      ['y.iso', SHA1],
    ]);
    expect(algorithmsOf(paste(`x.iso SHA3-256 ${SHA256}`))).toEqual([['sha3-256']]);
  });

  test('of an algorithm that is not compared, it is said', () => {
    expect(codesOf(paste(`x.iso RIPEMD-160 ${SHA1}`))).toEqual([
      'no-claims',
      'unsupported-algorithm',
    ]);
  });
});

describe('a line of a page without the name of an image', () => {
  test('is called by its words, and counts against no image', () => {
    const text = `Edition\tHash code\nEnglish 64-bit\t${SHA256}\nFrench 64-bit\t${OTHER256}\n`;
    expect(claimsOf(paste(text))).toEqual([
      ['English 64-bit', SHA256],
      ['French 64-bit', OTHER256],
    ]);
    const kindOf = (sha256: string) => {
      const images = [image('Win11.iso', { digests: { sha256, sha1: SHA1 } })];
      const references = [{ id: 'pasted', reference: paste(text) }];
      const found = assess({ images, references, pointings: [] }).get('Win11.iso');
      return [found?.verdict.kind, found?.diagnoses.map(({ code }) => code)];
    };
    expect(kindOf(OTHER256)).toEqual(['matches', []]);
    expect(kindOf(MD5 + MD5)).toEqual(['unlisted', ['reference-for-other-file']]);
  });

  test.each([`{"sha256": "${SHA256}"}`, `The SHA-256 is ${SHA256} for this file`])(
    'and without other words is a bare digest: %s',
    (text) => {
      expect(claimsOf(paste(text))).toEqual([[undefined, SHA256]]);
    },
  );
});

describe('what is no digest of an image, or not certainly one', () => {
  test.each([
    ['a torrent', `x.iso info hash ${SHA1}`],
    ['a commit', `x.iso, built from commit ${SHA1}`],
    ['a key', `x.iso, signed with the key ${SHA1}`],
    ['as many characters as those have, without the name of SHA-1', `x.iso ${SHA1}`],
    ['two of one length', `x.iso or y.iso: ${SHA256}, ${OTHER256}`],
    ['part of a longer word', `x.iso id${SHA256}`],
    ['what somebody computed', `Actual: ${SHA256}`],
    ['what another one has', `I got ${SHA256} for x.iso`],
    ['a name', `x.iso of ${SHA256}.iso`],
    ['part of an address', `x.iso https://a.invalid/by-id/${SHA256}/x`],
  ])('%s', (_, text) => {
    expect(paste(text).claims).toEqual([]);
  });

  test('a file with such lines is no reference', () => {
    expect(isReference(`Download\nx.iso\t1.2 GB\t${SHA256}\nContact\nImprint\n`)).toBe(false);
  });
});
