/** Whatever is typed into the search. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchCatalogue } from '../../src/core/catalogue/search.ts';
import { open, smallContent } from '../support/catalogue.ts';

const catalogue = open(smallContent());
const search = (text: string) => searchCatalogue(catalogue, { text, from: 0, count: 10 });

const fragment = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'x86_',
    '64-bit',
    'sha-1:',
    '1,000,000',
    '22.04.',
    'ﬁ',
    'İ',
    '\u202e',
    '(',
    '[',
    '\\',
  ),
  fc.stringMatching(/^[0-9a-f]{1,70}$/),
);

it('answers any text', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 40 }), (fragments) => {
      const { total, rows } = search(fragments.join(' '));
      expect([rows.length, total <= 2]).toEqual([total, true]);
    }),
  );
});

it('answers a long text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 50_000, maxLength: 60_000 }), (text) => {
      expect(search(text).total).toBeLessThanOrEqual(2);
    }),
    { numRuns: 20 },
  );
});

it('finds the same by words in any order', () => {
  const words = ['serbian', 'retail', 'latin', 'sr', 'latn'];
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: 1 }), (some) => {
      const { rows } = search(some.join(' '));
      expect(rows.map(({ entry }) => entry.id)).toEqual(['alpha-first']);
    }),
  );
});
