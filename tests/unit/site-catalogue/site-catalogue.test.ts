import { describe, expect, test } from 'vitest';
import { compareEntries, orderOf } from '../../../src/core/site-catalogue/compare.ts';
import {
  addEntry,
  draftOf,
  publish,
  rebase,
  removeEntry,
} from '../../../src/core/site-catalogue/draft.ts';
import { formatSiteCatalogue } from '../../../src/core/site-catalogue/format.ts';
import { parseSiteCatalogue } from '../../../src/core/site-catalogue/parse.ts';
import type { SiteCatalogue, SiteEntry } from '../../../src/core/site-catalogue/site-catalogue.ts';

const MOMENT = '2026-11-22T10:00:00.000Z';
const entry = (digit: string, fileName = `${digit}.iso`): SiteEntry => ({
  id: `0000000${digit}-0000-4000-8000-000000000000`,
  ...{ fileName, size: 3, digests: { sha256: digit.repeat(64) }, addedAt: MOMENT },
  verdict: { kind: 'unlisted' },
});
const [a, b, c] = [entry('1'), entry('2'), entry('3')];
const catalogue = (version: number, ...entries: SiteEntry[]): SiteCatalogue => ({
  ...{ id: 'aaaaaaaa-0000-4000-8000-000000000000', name: 'Site', version },
  ...{ createdAt: MOMENT, savedAt: MOMENT, entries },
});
const textOf = (...entries: SiteEntry[]) => formatSiteCatalogue(catalogue(1, ...entries));
const refusedAt = (text: string) => {
  const reading = parseSiteCatalogue(text);
  return reading.kind === 'unsound' ? reading.at : undefined;
};

describe('the text of a catalogue', () => {
  test('is read as it was written', () => {
    expect(parseSiteCatalogue(textOf(a, b))).toEqual({
      kind: 'whole',
      catalogue: catalogue(1, a, b),
    });
  });
  test('has one line for each entry', () => {
    expect(
      textOf(a, b)
        .split('\n')
        .filter((line) => line.includes('sha256')),
    ).toHaveLength(2);
  });
  test.each([
    ['a cut', textOf(a).slice(0, -9), ''],
    ['an unknown member', textOf(a).replace('"size":', '"bytes":'), 'entries[0].bytes'],
    ['a digest of another length', textOf(a).replace('111', '11'), 'entries[0].digests.sha256'],
    ['two entries of one name', textOf(a, entry('2', '1.ISO')), 'entries[1]'],
    ['two entries of one file', textOf(a, { ...b, digests: a.digests }), 'entries[1]'],
    ['no entries', textOf(), 'entries'],
  ])('is refused as a whole for %s', (_, text, at) => {
    expect(refusedAt(text)).toBe(at);
  });
});

describe('versions', () => {
  test('are told apart by number, and twins by what they say', () => {
    const used = catalogue(2, a);
    expect([1, 2, 3].map((version) => orderOf(used, catalogue(version, a)))).toEqual([
      'older',
      'same',
      'newer',
    ]);
    expect(orderOf(used, catalogue(2, b))).toBe('twin');
  });
  test('show what came, changed and went', () => {
    const { added, changed, removed } = compareEntries([a, b], [{ ...b, title: 'B' }, c]);
    expect([added, changed.map(({ after }) => after.title), removed]).toEqual([[c], ['B'], [a]]);
  });
  test('go up with a change, and stay without one', () => {
    const draft = draftOf(catalogue(4, a));
    expect(publish(draft, MOMENT).version).toBe(4);
    expect(publish(addEntry(draft, b).draft, MOMENT).version).toBe(5);
  });
  test('go beyond the highest that was seen', () => {
    expect(publish(addEntry(draftOf(catalogue(1, a), 7), b).draft, MOMENT).version).toBe(8);
  });
});

test('an image of a listed name replaces its entry and keeps the id', () => {
  const { kind, draft } = addEntry(draftOf(catalogue(1, a)), entry('2', '1.iso'));
  expect([kind, draft.entries.map(({ id }) => id)]).toEqual(['replaced', [a.id]]);
});

test('the changes of a draft outlive a newer version of its catalogue', () => {
  const draft = removeEntry(addEntry(draftOf(catalogue(1, a)), c).draft, a.id);
  expect(rebase(draft, catalogue(2, a, b)).entries).toEqual([b, c]);
});
