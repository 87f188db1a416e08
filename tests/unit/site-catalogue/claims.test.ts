/** A site catalogue as a reference: what its claims say beside the digests. */
import { expect, it } from 'vitest';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import { formatSiteCatalogue } from '../../../src/core/site-catalogue/format.ts';
import type { SiteEntry } from '../../../src/core/site-catalogue/site-catalogue.ts';

const MOMENT = '2026-11-22T10:00:00.000Z';
const entry = (digit: string, words: Partial<SiteEntry>): SiteEntry => ({
  id: `0000000${digit}-0000-4000-8000-000000000000`,
  ...{ fileName: `${digit}.iso`, size: 3, addedAt: MOMENT, verdict: { kind: 'unlisted' } },
  digests: { sha1: digit.repeat(40), sha256: digit.repeat(64) },
  ...words,
});

it('has the title and the asset number of each entry that has them', () => {
  const text = formatSiteCatalogue({
    ...{ id: 'aaaaaaaa-0000-4000-8000-000000000000', name: 'Site', version: 1 },
    ...{ createdAt: MOMENT, savedAt: MOMENT },
    entries: [
      entry('1', { title: 'Gas chromatograph 3', asset: 'LAB-0042' }),
      entry('2', { asset: 'LAB-0043' }),
      entry('3', { notes: 'kept to ourselves' }),
      entry('4', { title: 'Oven' }),
    ],
  });
  const reference = parseReferenceFile('site.json', new TextEncoder().encode(text));
  expect(reference?.format).toBe('site-catalogue');
  const claims = reference?.claims ?? [];
  expect(claims.map(({ path, listedAs, digests }) => [path, listedAs, digests.length])).toEqual([
    ['1.iso', { title: 'Gas chromatograph 3', asset: 'LAB-0042' }, 2],
    ['2.iso', { asset: 'LAB-0043' }, 2],
    ['3.iso', undefined, 2],
    ['4.iso', { title: 'Oven' }, 2],
  ]);
});
