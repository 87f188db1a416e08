import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../src/core/catalogue/lookup.ts';
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import { hexOf, open, smallContent } from '../../support/catalogue.ts';

const catalogue = open(smallContent());
const ids = (entries: readonly CatalogueEntry[]) => entries.map((entry) => entry.id);
const named = (name: string) => ids(findMatches(catalogue, { name, digests: [] }).byName);

describe('look-up by name', () => {
  it.each([
    ['a file name', 'Beta.iso', ['beta']],
    ['a file name in other letters', 'bETA.ISO', ['beta']],
    ['a path', 'D:\\images\\beta.iso', ['beta']],
    ['an alias', 'b-2.iso', ['beta']],
    ['a file name that is also an alias of another', 'ALPHA.img', ['alpha-first', 'beta']],
    ['the beginning of a name', 'Beta', []],
    ['a name and more', 'Beta.iso.txt', []],
    ['nothing', '', []],
    ['a name before all others', '!', []],
    ['a name after all others', '~~~', []],
    ['the name of an object property', '__proto__', []],
    ['a very long name', 'x'.repeat(100_000), []],
  ])('of %s', (_, name, expected) => {
    expect(named(name)).toEqual(expected);
  });
});

describe('look-up by digest', () => {
  const found = (...digests: Parameters<typeof findMatches>[1]['digests']) =>
    ids(findMatches(catalogue, { digests }).byDigest);
  const sha1 = hexOf('beta', 'sha1');
  const sha256 = hexOf('beta', 'sha256');

  it('finds an entry by each of its digests, and gives it once', () => {
    expect(found({ algorithm: 'sha1', hex: sha1 }, { algorithm: 'sha256', hex: sha256 })).toEqual([
      'beta',
    ]);
  });

  it('finds each entry when the digests belong to several', () => {
    const md5 = hexOf('alpha', 'md5');
    expect(found({ algorithm: 'sha1', hex: sha1 }, { algorithm: 'md5', hex: md5 })).toEqual([
      'beta',
      'alpha-first',
    ]);
  });

  it('does not depend on letter case', () => {
    expect(found({ algorithm: 'sha1', hex: sha1.toUpperCase() })).toEqual(['beta']);
  });

  it.each([
    ['another algorithm of the same length', 'blake2s-256', sha256],
    ['an algorithm without a table', 'crc32', 'cbf43926'],
    ['the beginning of a digest', 'sha1', sha1.slice(0, 38)],
    ['a digest and more', 'sha1', `${sha1}00`],
    ['the beginning of a longer digest', 'sha1', sha256.slice(0, 40)],
    ['nothing', 'sha1', ''],
    ['what is not hex', 'sha1', 'g'.repeat(40)],
    ['a disputed value', 'sha256', hexOf('other', 'sha256')],
  ] as const)('finds nothing for %s', (_, algorithm, hex) => {
    expect(found({ algorithm, hex })).toEqual([]);
  });

  it('says nothing of names when none is asked', () => {
    expect(findMatches(catalogue, { digests: [] })).toEqual({ byDigest: [], byName: [] });
  });
});
