/** Words with a slip of the hand, and what they were taken as. */
import { describe, expect, it } from 'vitest';
import { isOneSlipAway } from '../../../src/core/catalogue/near-words.ts';
import { searchCatalogue } from '../../../src/core/catalogue/search.ts';
import { hexOf, inflate, open, packRows, smallSources } from '../../support/catalogue.ts';

describe('one slip', () => {
  it.each([
    ['a letter left out', 'profesional', 'professional'],
    ['a letter left out at the start', 'indows', 'windows'],
    ['a letter left out at the end', 'window', 'windows'],
    ['a letter put in', 'germann', 'german'],
    ['a letter put in at the start', 'wwindows', 'windows'],
    ['a letter put in inside', 'gerxman', 'german'],
    ['a wrong letter', 'hungarien', 'hungarian'],
    ['a wrong letter at the start', 'eindows', 'windows'],
    ['a wrong letter at the end', 'germam', 'german'],
    ['two letters swapped', 'widnows', 'windows'],
    ['two letters swapped at the start', 'iwndows', 'windows'],
    ['two letters swapped at the end', 'ubunut', 'ubuntu'],
  ])('%s: %s for %s', (_, typed, meant) => {
    expect([isOneSlipAway(typed, meant), isOneSlipAway(meant, typed)]).toEqual([true, true]);
  });

  it.each([
    ['none', 'german', 'german'],
    ['two wrong letters', 'harman', 'german'],
    ['two letters left out', 'gern', 'german'],
    ['letters swapped over another', 'renmag', 'german'],
    ['one left out and one wrong', 'gormn', 'german'],
    ['two swaps', 'egmran', 'german'],
    ['no letters at all', '', 'ab'],
  ])('is not %s: %s, %s', (_, one, other) => {
    expect([isOneSlipAway(one, other), isOneSlipAway(other, one)]).toEqual([false, false]);
  });
});

const NAMES = [
  ['professional-german.iso', 'de-DE'],
  ['professional-french.iso', 'fr-FR'],
  ['professionel-french.iso', 'fr-FR'],
  ['professionel-germane.iso', 'fr-FR'],
  ['12345-french.iso', 'fr-FR'],
] as const;
const entries = NAMES.map(([fileName, language]) => ({
  ...{ id: fileName, fileName, language, vendor: 'Example', product: 'Example' },
  digests: { sha1: hexOf(fileName, 'sha1') },
  sources: [{ source: 1, says: ['sha1'] }],
}));
const catalogue = open(inflate(packRows(smallSources, entries).bytes));

const search = (text: string) => {
  const { rows, taken } = searchCatalogue(catalogue, { text, from: 0, count: 9 });
  return [rows.map(({ entry }) => entry.id).sort(), taken.map(({ asked, as }) => `${asked}>${as}`)];
};

describe('a search', () => {
  it.each([
    ['takes the word that most entries have', 'prfessional', ['professional-french.iso', 'professional-german.iso'], ['prfessional>professional']],
    ['takes one that is there with the other words', 'professionl germane', ['professionel-germane.iso'], ['professionl>professionel']],
    ['takes two of them', 'germn professionl', ['professional-german.iso'], ['germn>german', 'professionl>professional']],
    ['takes what begins so while it is still being typed', 'profesi', ['professional-french.iso', 'professional-german.iso'], ['profesi>professional']],
    ['takes the word as it is where it finds something', 'germane', ['professionel-germane.iso'], []],
    ['takes a part of a word as it is', 'rofessionel', ['professionel-french.iso', 'professionel-germane.iso'], []],
    ['takes no other number', '12346', [], []],
    ['takes no short word as another', 'isi', [], []],
    ['finds nothing when one word cannot be taken as any', 'germn xyzxyz', [], []],
    ['finds nothing when all words are known, but not together', 'germane professional', [], []],
    ['finds nothing for many words that are none', 'germn germn1 frnch profesional exampl', [], []],
  ])('%s: %s', (_, text, ids, taken) => {
    expect(search(text)).toEqual([ids, taken]);
  });
});
