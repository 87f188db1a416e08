/** What a site catalogue may be at most: each limit reached, and exceeded by one. */
import { describe, expect, test } from 'vitest';
import {
  addEntry,
  draftOf,
  findObstacle,
  rebase,
  removeEntry,
} from '../../../src/core/site-catalogue/draft.ts';
import { formatSiteCatalogue } from '../../../src/core/site-catalogue/format.ts';
import { parseSiteCatalogue } from '../../../src/core/site-catalogue/parse.ts';
import type { SiteEntry } from '../../../src/core/site-catalogue/site-catalogue.ts';

const MOMENT = '2026-11-22T10:00:00.000Z';
const MIB = 2 ** 20;

const entryNumber = (index: number): SiteEntry => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  ...{ fileName: `${index}.iso`, size: 3 },
  digests: { sha256: index.toString(16).padStart(64, '0') },
  addedAt: MOMENT,
  verdict: { kind: 'unlisted' },
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => entryNumber(index));
const [first = entryNumber(0)] = numbered(1);

const head = {
  schema: 'touchstone.catalogue/1',
  id: 'aaaaaaaa-0000-4000-8000-000000000000',
  ...{ name: 'Site', version: 1, createdAt: MOMENT, savedAt: MOMENT },
};
const read = (members: object) =>
  parseSiteCatalogue(JSON.stringify({ ...head, entries: [first], ...members }));
const readEntry = (members: object) => read({ entries: [{ ...first, ...members }] });
const refused = (at: string) => ({ kind: 'unsound', at });

test('it has from one to 5,000 entries', () => {
  expect(read({ entries: [] })).toEqual(refused('entries'));
  expect(read({ entries: numbered(5000) })).toMatchObject({ kind: 'whole' });
  expect(read({ entries: numbered(5001) })).toEqual(refused('entries'));
});

test('its version is from 1 to a thousand million', () => {
  expect(read({ version: 0 })).toEqual(refused('version'));
  expect(read({ version: 1_000_000_000 })).toMatchObject({ kind: 'whole' });
  expect(read({ version: 1_000_000_001 })).toEqual(refused('version'));
});

test('its name has from 1 to 120 characters', () => {
  expect(read({ name: '' })).toEqual(refused('name'));
  expect(read({ name: 'n'.repeat(120) })).toMatchObject({ kind: 'whole' });
  expect(read({ name: 'n'.repeat(121) })).toEqual(refused('name'));
});

test.each([
  ['fileName', 1024],
  ['title', 200],
  ['notes', 2000],
  ['asset', 200],
])('the %s of an entry has from 1 to %i characters', (member, limit) => {
  expect(readEntry({ [member]: '' })).toEqual(refused(`entries[0].${member}`));
  expect(readEntry({ [member]: 'n'.repeat(limit) })).toMatchObject({ kind: 'whole' });
  expect(readEntry({ [member]: 'n'.repeat(limit + 1) })).toEqual(refused(`entries[0].${member}`));
});

test('a size is a whole number that JavaScript tells from its neighbours', () => {
  expect(readEntry({ size: 0 })).toMatchObject({ kind: 'whole' });
  expect(readEntry({ size: -1 })).toEqual(refused('entries[0].size'));
  expect(readEntry({ size: 9_007_199_254_740_991 })).toMatchObject({ kind: 'whole' });
  expect(readEntry({ size: 9_007_199_254_740_992 })).toEqual(refused('entries[0].size'));
});

test.each([
  ['2024-02-29T23:59:59Z', true],
  ['2023-02-29T23:59:59Z', false],
  ['2026-11-22T24:00:00Z', false],
  ['2026-11-22T10:00:00.5Z', true],
  ['2026-11-22T10:00:00+01:00', false],
])('a moment is one of the calendar, in UTC: %s', (moment, isOne) => {
  expect(read({ savedAt: moment }).kind).toBe(isOne ? 'whole' : 'unsound');
});

/** Text that is so many bytes long in UTF-8. */
function textOf(bytes: number, filling: string): string {
  const text = JSON.stringify({ ...head, entries: [first] });
  const missing = bytes - Buffer.byteLength(text);
  const wide = filling.repeat(Math.floor(missing / Buffer.byteLength(filling)));
  return text + wide + ' '.repeat(missing - Buffer.byteLength(wide));
}

describe('the text has at most 4 MiB in UTF-8', () => {
  test('counted in bytes, as its signature is', () => {
    expect(parseSiteCatalogue(textOf(4 * MIB, ' '))).toMatchObject({ kind: 'whole' });
    expect(parseSiteCatalogue(textOf(4 * MIB + 1, ' '))).toEqual(refused(''));
  });

  test('whatever its characters take', () => {
    const named = (count: number) =>
      numbered(count).map((entry) => ({ ...entry, notes: '画'.repeat(2000) }));
    const bytesOf = (count: number) =>
      Buffer.byteLength(JSON.stringify({ ...head, entries: named(count) }));
    expect([bytesOf(600) < 4 * MIB, bytesOf(700) > 4 * MIB]).toEqual([true, true]);
    expect(read({ entries: named(600) })).toMatchObject({ kind: 'whole' });
    expect(read({ entries: named(700) })).toEqual(refused(''));
  });
});

describe('what could not be read again', () => {
  const draft = (entries: readonly SiteEntry[]) => draftOf({ ...head, ...{ version: 1, entries } });

  test('is not added: a 5,001st entry', () => {
    const { kind, draft: grown } = addEntry(draft(numbered(4999)), entryNumber(4999));
    expect([kind, grown.entries.length, findObstacle(grown)]).toEqual(['added', 5000, undefined]);
    expect(addEntry(grown, entryNumber(5000)).kind).toBe('full');
  });

  test('is not added: an entry that makes the text too long', () => {
    const full = numbered(698).map((entry) => ({ ...entry, notes: '画'.repeat(1920) }));
    const { kind, draft: same } = addEntry(draft(full), {
      ...entryNumber(4999),
      notes: '画'.repeat(2000),
    });
    expect([kind, same.entries.length]).toEqual(['full', 698]);
  });

  test('is not added: a last entry whose text is too long by the length of a full moment', () => {
    const createdAt = '2026-11-22T10:00:00Z';
    const full = numbered(690).map((entry) => ({ ...entry, notes: '画'.repeat(1930) }));
    const base = { ...head, version: 1, createdAt, entries: full.slice(0, 1) };
    const lengthOf = (entries: readonly SiteEntry[]) =>
      Buffer.byteLength(formatSiteCatalogue({ ...base, version: 2, savedAt: MOMENT, entries }));
    const room = 4 * MIB - lengthOf(full);
    const last = (notes: number): SiteEntry => ({ ...entryNumber(4999), notes: 'n'.repeat(notes) });
    const overhead = lengthOf([...full, last(1)]) - lengthOf(full) - 1;
    const grown = { ...draftOf(base), entries: full };

    expect(addEntry(grown, last(room - overhead)).kind).toBe('added');
    expect(addEntry(grown, last(room - overhead + 1)).kind).toBe('full');
  });

  test('is not saved: what two hands added together, a version beyond the last, no entries', () => {
    const [base, mine, all] = [numbered(1), numbered(3001), numbered(5001)];
    const ours = { ...draft(base), entries: mine };
    const onto = { ...head, version: 2, entries: [...base, ...all.slice(3001)] };
    expect(findObstacle(rebase(ours, onto))).toBe('too-many');
    const last = draftOf({ ...head, version: 1_000_000_000, entries: numbered(2) });
    expect(findObstacle(last)).toBe(undefined);
    expect(findObstacle(removeEntry(last, first.id))).toBe('last-version');
    expect(findObstacle(removeEntry(draft(base), first.id))).toBe('empty');
  });
});
