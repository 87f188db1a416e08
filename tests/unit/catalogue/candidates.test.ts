import { beforeAll, describe, expect, test } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import { MAX_CANDIDATES, type ClaimedTraits } from '../../../src/core/catalogue/catalogue.ts';
import type { Catalogue } from '../../../src/core/catalogue/decode.ts';
import { findMatches } from '../../../src/core/catalogue/lookup.ts';
import { hexOf, inflate, open, packRows, smallSources } from '../../support/catalogue.ts';

const row = (id: string, words: Readonly<Record<string, unknown>>) => ({
  ...{ id, vendor: 'Example', product: 'Rescue', fileName: `${id}.iso`, ...words },
  digests: { sha1: hexOf(id, 'sha1') },
  sources: [{ source: 1, says: ['sha1'] }],
});

const small = open(
  inflate(
    packRows(smallSources, [
      row('bare', {}),
      row('de', { language: 'de-DE', architecture: 'x86_64', size: 4096 }),
      row('en-both', { language: 'en-US', architecture: 'x86+x64', version: '12.2.0', size: 2048 }),
      row('oem', { channel: 'OEM', servicePack: 'SP1 (media refresh, May 2011)' }),
      row('other', { product: 'Other', size: 2048, volumeLabel: 'OTHER' }),
      row('w-n-x', { edition: 'Core/Pro', fileName: 'w_8_1_n_x64.iso' }),
      row('w-x', { edition: 'Core/Pro', fileName: 'w_8_1_x64.iso' }),
    ]).bytes,
  ),
);

const ask = (catalogue: Catalogue, claimed: ClaimedTraits) =>
  findMatches(catalogue, { digests: [], claimed }).candidates?.map(({ id }) => id);

/** Those of the product, less these. */
const all = ['bare', 'de', 'en-both', 'oem', 'w-n-x', 'w-x'];
const without = (...ids: readonly string[]) => all.filter((id) => !ids.includes(id));

describe('candidates', () => {
  test.each<[string, ClaimedTraits, readonly string[]]>([
    ['all of a product', {}, all],
    ['a language, whatever its country', { languages: ['de'] }, without('en-both')],
    ['a processor by another name', { architectures: ['x64'] }, all],
    ['one of two processors', { architectures: ['x86'] }, without('de')],
    ['a version in fewer numbers', { version: '12' }, all],
    ['another version', { version: '11' }, without('en-both')],
    ['a service pack in more words', { servicePack: 'SP1' }, all],
    ['another service pack', { servicePack: 'RTM' }, without('oem')],
    ['another channel', { channel: 'Retail' }, without('oem')],
    ['one of several editions', { editions: ['Core'] }, without('w-n-x')],
    ['an edition of Europe', { editions: ['ProfessionalN'] }, without('w-x')],
    ['another edition', { editions: ['Ultimate'] }, without('w-x', 'w-n-x')],
  ])('%s', (_, claimed, expected) => {
    expect([...(ask(small, { product: 'Rescue', ...claimed }) ?? [])].sort()).toEqual(expected);
  });

  test('those of the very size come first, those of another size last', () => {
    const found = ask(small, { product: 'Rescue', size: 2048 });
    expect([found?.at(0), found?.at(-1)]).toEqual(['en-both', 'de']);
  });

  test.each<[string, ClaimedTraits, readonly string[]]>([
    ['of its size', { size: 2048 }, ['en-both', 'other']],
    ['of its label', { label: 'OTHER' }, ['other']],
    ['none without either', {}, []],
    ['none of an unknown product', { product: '__proto__', size: 2048 }, []],
  ])('of an image that does not say what it is: %s', (_, claimed, expected) => {
    expect(ask(small, claimed)).toEqual(expected);
  });
});

describe('the shipped catalogue', () => {
  let shipped: Catalogue;
  beforeAll(async () => {
    shipped = open(inflate((await buildCatalogue({ sourceDir: 'catalogue' })).bytes));
  });

  const SEVEN: ClaimedTraits = {
    ...{ product: 'Windows 7', servicePack: 'SP1', channel: 'Retail' },
    ...{ editions: ['Professional'], architectures: ['x64'], languages: ['en-US'] },
  };

  // The SP1 of February 2011 and its refresh of May; catalogue/windows.jsonl.
  test('knows two retail discs of Windows 7 Professional with SP1, 64-bit, English', () => {
    expect(ask(shipped, SEVEN)).toEqual([
      'en-windows-7-professional-with-sp1-x64-dvd-621750',
      'en-windows-7-professional-with-sp1-x64-dvd-u-676939',
    ]);
  });

  test('keeps Korea’s and Europe’s editions apart from the others', () => {
    const found = ask(shipped, { ...SEVEN, languages: ['ko-KR'], editions: ['ProfessionalKN'] });
    expect(found).toEqual(['ko-windows-7-professional-kn-with-sp1-x64-dvd-u-677208']);
  });

  test('tells N editions of Windows 8.1 by their names', () => {
    const eight = { product: 'Windows 8.1', architectures: ['x64'], languages: ['fr-FR'] };
    const found = ask(shipped, { ...eight, channel: 'Retail', editions: ['CoreN', 'ProfessionalN'] });
    expect(found).toEqual([
      'fr-windows-8.1-n-with-update-x64-dvd-6051683',
      'fr-windows-8-1-n-x64-dvd-2707904',
    ]);
  });

  test('knows Linux by the same words', () => {
    const debian = { product: 'Debian', version: '12.2.0', architectures: ['x64'] };
    expect(ask(shipped, debian)).not.toEqual([]);
  });

  test('answers with a bounded list', () => {
    expect(ask(shipped, { product: 'Windows 10' })).toHaveLength(MAX_CANDIDATES);
  });
});
