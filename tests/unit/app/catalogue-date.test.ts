import { expect, it } from 'vitest';
import { describeCatalogueDate } from '../../../src/app/text/catalogue-date.ts';
import { CATALOGUE, catalogueClaim, entryOf, referenceClaim } from './assessments.ts';

const NOW = new Date('2026-12-01T00:00:00Z');

it.each([
  [
    'its own word',
    catalogueClaim(entryOf('publisher', 'sha1')),
    'By the built-in catalogue of 22 November 2026.',
  ],
  [
    'the word of a list',
    referenceClaim({ name: 'SUMS' }),
    'Looked up in the built-in catalogue of 22 November 2026.',
  ],
  ['nobody’s word', undefined, 'Looked up in the built-in catalogue of 22 November 2026.'],
])('under a verdict that is %s the catalogue does not pose as more', (_whose, deciding, words) => {
  expect(describeCatalogueDate(CATALOGUE, deciding, NOW)).toBe(words);
});
