import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../src/core/catalogue/lookup.ts';
import {
  SIGNER,
  hexOf,
  inflate,
  open,
  packRows,
  smallEntries,
  smallSources,
  type EntryRow,
} from '../../support/catalogue.ts';

const sha256 = hexOf('golden', 'sha256');

const bank = {
  ...{ id: 1, where: 'IT images', owner: 'Example Bank', family: 'example-bank' },
  authority: 'publisher',
};

const golden: EntryRow = {
  ...{ id: 'golden', vendor: 'Example Bank', product: 'Teller image', fileName: 'golden.iso' },
  ...{ digests: { sha256 }, sources: [{ source: 1, says: ['sha256'] }] },
};

const withOwn = (entry: object, source: object = {}) =>
  packRows(smallSources, smallEntries, {
    own: { sources: [{ ...bank, ...source }], entries: [{ ...golden, ...entry }] },
  });

describe('the catalogue of an own edition', () => {
  it('is found beside the built-in one, on the word of its own source', () => {
    const catalogue = open(inflate(withOwn({}).bytes));
    const [entry] = findMatches(catalogue, {
      digests: [{ algorithm: 'sha256', hex: sha256 }],
    }).byDigest;
    expect([catalogue.info.entries, entry?.vendor]).toEqual([3, 'Example Bank']);
    // Its source has number 1 in its own folder, where the built-in one has another of that number.
    expect(entry?.digests).toMatchObject([
      { grade: 'publisher', lists: 1, sources: [{ where: 'IT images', owner: 'Example Bank' }] },
    ]);
  });

  it('leaves the built-in entries and their sources as they are', () => {
    const alone = open(inflate(packRows(smallSources, smallEntries).bytes));
    const both = open(inflate(withOwn({}).bytes));
    expect([both.entryAt(0), both.entryAt(1)]).toEqual([alone.entryAt(0), alone.entryAt(1)]);
  });

  it.each([
    [
      'a digest that is built in',
      { digests: { sha256: hexOf('beta', 'sha256') } },
      `own entries:1: sha256 ${hexOf('beta', 'sha256')}: already at entries:1`,
    ],
    ['an id that is built in', { id: 'beta' }, 'own entries:1: id beta: already at entries:1'],
    [
      'a file name that a built-in entry has',
      { fileName: 'BETA.iso' },
      'own entries:1: BETA.iso: the built-in catalogue has another file of this name at entries:1',
    ],
    [
      'an alias that is an alias of a built-in entry',
      { aliases: ['b-2.ISO'] },
      'b-2.ISO: the built-in catalogue has another file of this name at entries:1',
    ],
    [
      "another maker's name for what its own source vouches for",
      { vendor: 'Microsoft' },
      'vendor: must be Example Bank',
    ],
    [
      'a source of the built-in catalogue',
      { sources: [{ source: 7, says: ['sha256'] }] },
      'own entries:1: sources: 7 is not known',
    ],
  ])('is refused with %s', (_, entry, complaint) => {
    expect(() => withOwn(entry)).toThrow(complaint);
  });

  it.each([
    ['a copied publisher list', { authority: 'publisher-copy' }, 'authority: not one of'],
    ['no owner', { owner: undefined }, 'owner: '],
  ])('is refused with a source of %s', (_, source, complaint) => {
    expect(() => withOwn({}, source)).toThrow(complaint);
  });

  it("may have other makers' images on a third party's word, which stays listed", () => {
    const { info } = withOwn({ vendor: 'Microsoft' }, { authority: 'third-party' });
    expect(info.grades.get('listed sha256')).toBe(
      (packRows(smallSources, smallEntries).info.grades.get('listed sha256') ?? 0) + 1,
    );
  });

  it('may have a signed list of its own', () => {
    const sources = [{ source: 1, says: ['sha256'], signedBy: SIGNER }];
    const { info } = withOwn({ sources, signedBy: [SIGNER] }, { authority: 'publisher-signed' });
    expect(info.grades.get('publisher-signed sha256')).toBe(1);
  });
});
