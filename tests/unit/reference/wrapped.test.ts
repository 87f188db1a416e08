import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Digests } from '../../../src/core/digest/algorithm.ts';
import { planDigests } from '../../../src/core/verdict/plan.ts';
import { image } from '../../support/page-builder.ts';
import {
  algorithmsOf,
  claimsOf,
  codesOf,
  MD5,
  OTHER256,
  paste,
  readFile,
  SHA256,
} from '../../support/references.ts';

const SHA512 = SHA256 + OTHER256;
const broken = (text: string, width: number): string =>
  text.replace(new RegExp(`.{${String(width)}}(?=.)`, 'g'), '$&\n');

describe('a digest that was broken over lines is put together', () => {
  test.each([
    ['behind a label', `SHA256: ${broken(SHA256, 32)}\n`, undefined, SHA256],
    [
      'behind a label that takes room',
      `SHA256 = ${SHA256.slice(0, 50)}\n  ${SHA256.slice(50)}\n`,
      undefined,
      SHA256,
    ],
    ['of a narrow column', broken(SHA256, 20), undefined, SHA256],
    ['as wide as a console', broken(SHA512, 80), undefined, SHA512],
    ['in its first line as long as a SHA-1', broken(SHA256, 40), undefined, SHA256],
    ['behind a tag', `SHA512 (x.iso) = ${broken(SHA512, 64)}\n`, 'x.iso', SHA512],
    ['before a name', `${broken(SHA512, 80)}  x.iso\n`, 'x.iso', SHA512],
    ['below its tag', `SHA512 (x.iso) =\n   ${SHA512}\n`, 'x.iso', SHA512],
    ['in two lines below its tag', `SHA512 (x.iso) =\n${broken(SHA512, 64)}\n`, 'x.iso', SHA512],
  ])('%s', (_, text, path, digest) => {
    expect([claimsOf(paste(text)), codesOf(paste(text))]).toEqual([[[path, digest]], []]);
    expect(claimsOf(readFile(text))).toEqual([[path, digest]]);
  });
});

test('what stands below a tag is that file’s, be it no digest of the tag', () => {
  const { claims } = paste(`SHA512 (y.iso) =\n${SHA256}\n`);
  expect(claims.map(({ path, digests }) => [path, digests[0]?.damaged])).toEqual([['y.iso', true]]);
});

describe('lines that are digests each stay so', () => {
  test.each([
    ['three of one length', `${SHA256}\n${OTHER256}\n${SHA256}\n`, 3],
    ['one of which is labelled', `MD5: ${MD5}\n${OTHER256.slice(0, 32)}\n`, 2],
    ['with a line between', `${SHA256}\n\n${OTHER256}\n`, 2],
  ])('%s', (_, text, count) => {
    const { claims } = paste(text);
    expect(claims.map(({ digests }) => digests.map(({ partOf }) => partOf))).toEqual(
      Array.from({ length: count }, () => [undefined]),
    );
  });

  test('eight characters a line are no MD5 in four', () => {
    expect(paste(broken(MD5, 8)).claims).toEqual([]);
  });

  test('a hundred thousand of them are a list, read in one pass', () => {
    expect(readFile(`${SHA256}\n${OTHER256}\n`.repeat(50_000)).claims).toHaveLength(100_000);
  });
});

describe('two digests, or two halves of one', () => {
  const computed = { sha256: 'a'.repeat(64), sha1: 'a'.repeat(40) };
  const others: Digests = {
    'blake2b-256': 'b'.repeat(64),
    'blake2s-256': 'b'.repeat(64),
    blake3: 'b'.repeat(64),
    'sha3-256': 'b'.repeat(64),
  };
  const none = { 'blake2b-512': 'c'.repeat(128), 'sha3-512': 'c'.repeat(128) };
  const kindOf = (text: string, digests: Digests): string | undefined => {
    const references = [{ id: 'pasted', reference: paste(text) }];
    const images = [image('x.iso', { digests: { ...computed, ...others, ...digests } })];
    return assess({ images, references, pointings: [] }).get('x.iso')?.verdict.kind;
  };

  test.each([
    ['bare', broken(SHA512, 64)],
    ['before a name', `${broken(SHA512, 64)}  x.iso\n`],
    ['behind a word', `Checksum: ${broken(SHA512, 64)}\n`],
  ])('%s: they fit where the whole does', (_, text) => {
    expect(kindOf(text, { sha512: SHA512 })).toBe('matches');
  });

  test('they are no difference before the whole was compared', () => {
    expect(kindOf(broken(SHA512, 64), {})).toBe('unlisted');
  });

  test('they are one where neither they nor the whole fit', () => {
    expect(kindOf(broken(SHA512, 64), { ...none, sha512: 'c'.repeat(128) })).toBe('mismatch');
  });

  test('one of them fits by itself', () => {
    const text = `${SHA256}\n${'a'.repeat(64)}\n`;
    expect(kindOf(text, { ...none, sha512: 'c'.repeat(128) })).toBe('matches');
  });

  test('the whole is computed when neither fits', () => {
    const references = [{ id: 'pasted', reference: paste(broken(SHA512, 64)) }];
    const one = image('x.iso', { digests: { ...computed, ...others } });
    const wanted = planDigests({ image: one, images: [one], references, pointings: [] });
    expect(wanted).toEqual(expect.arrayContaining(['sha512', 'sha3-512', 'blake2b-512']));
  });

  test('the whole belongs to the algorithms of its length', () => {
    expect(algorithmsOf(paste(broken(MD5 + MD5, 32)))).toEqual([['md5'], ['md5']]);
    const [claim] = paste(broken(SHA512, 64)).claims;
    expect(claim?.digests[0]?.partOf).toEqual({
      algorithms: ['sha512', 'blake2b-512', 'sha3-512'],
      text: SHA512,
    });
  });
});
