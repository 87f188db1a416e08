import { describe, expect, test } from 'vitest';
import { describeFinding } from '../../../src/app/text/reference.ts';
import type { Digests } from '../../../src/core/digest/algorithm.ts';
import { parseReferenceFile } from '../../../src/core/reference/parse.ts';
import {
  compareEntries,
  findDifferences,
  orderOf,
} from '../../../src/core/site-catalogue/compare.ts';
import {
  addEntry,
  draftOf,
  newDraft,
  publish,
  rebase,
  removeEntry,
  revert,
} from '../../../src/core/site-catalogue/draft.ts';
import { formatSiteCatalogue } from '../../../src/core/site-catalogue/format.ts';
import { decodeSiteCatalogue, parseSiteCatalogue } from '../../../src/core/site-catalogue/parse.ts';
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

test('a file is read in UTF-8 alone, with a byte order mark or without', () => {
  const text = textOf({ ...a, notes: 'größer' });
  const read = (bytes: Uint8Array) => decodeSiteCatalogue(bytes).kind;
  expect(read(Buffer.from(text))).toBe('whole');
  expect(read(Buffer.from(`\ufeff${text}`))).toBe('whole');
  expect(read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('foreign');
  expect(read(Buffer.from(text, 'latin1'))).toBe('foreign');
});

test('a catalogue that can be read in two ways claims nothing, and says so', () => {
  const text = textOf(a).replace('"size":', '"size":4,"size":');
  const reference = parseReferenceFile('site.json', new TextEncoder().encode(text));
  expect(reference?.claims).toEqual([]);
  expect(reference?.findings.map(describeFinding).join(' ')).toContain('read in two ways');
});

test('a catalogue with an entry that cannot be claims nothing, and says where', () => {
  const text = textOf(a).replace('"size":', '"length":');
  const reference = parseReferenceFile('site.json', new TextEncoder().encode(text));
  expect([
    reference?.claims,
    reference?.findings.map(({ code, detail }) => [code, detail]),
  ]).toEqual([
    [],
    [
      ['no-claims', undefined],
      ['catalogue-unsound', { member: 'entries[0].length' }],
    ],
  ]);
});

test.each(['{"a":"touchstone.catalogue/1"}', '{"schema":"x","a":"touchstone.catalogue/1"}'])(
  'JSON that only speaks of the form is no reference: %s',
  (text) => {
    expect(parseReferenceFile('site.json', new TextEncoder().encode(text))).toBeUndefined();
  },
);

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
  test.each([
    ['another file', { digests: b.digests }, ['file']],
    ['another size, which no file of one digest has', { size: 4 }, ['file']],
    ['one more digest', { digests: { ...a.digests, md5: 'f'.repeat(32) } }, ['digests']],
    ['digests that have no algorithm in common', { digests: { sha1: 'f'.repeat(40) } }, ['file']],
    ['another name and title', { fileName: 'x.iso', title: 'X' }, ['name', 'said']],
    ['another verdict', { verdict: { kind: 'matches' } }, ['origin']],
    ['all of it', { ...b, id: a.id, notes: 'x', verdict: { kind: 'matches' } }, 4],
  ] as const)('say what was changed of an entry: %s', (_, members, expected) => {
    const found = findDifferences({ before: a, after: { ...a, ...members } });
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
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

describe('a file that agrees with an entry', () => {
  const sha1 = 'f'.repeat(40);
  const listed = { ...a, digests: { ...a.digests, sha1 } };
  const draft = draftOf(catalogue(1, listed));
  const offered = (digests: Digests) => addEntry(draft, { ...b, digests });

  test('is there already, if all digests that both have agree', () => {
    expect(offered(listed.digests).kind).toBe('present');
    expect(offered({ sha1 }).kind).toBe('present');
    expect(offered({ ...a.digests, md5: 'f'.repeat(32) }).kind).toBe('present');
  });

  test('is another file, made to be taken for it, if only the SHA-1 agrees', () => {
    const { kind, draft: same } = offered({ ...b.digests, sha1 });
    expect([kind, same]).toEqual(['twin', draft]);
  });

  test('is not the file that the entry describes, if only the SHA-256 agrees', () => {
    expect(offered({ ...a.digests, sha1: '0'.repeat(40) }).kind).toBe('twin');
  });

  test('is another file, if nothing but MD5 agrees', () => {
    const md5 = 'f'.repeat(32);
    const weak = draftOf(catalogue(1, { ...a, digests: { ...a.digests, md5 } }));
    expect(addEntry(weak, { ...b, digests: { ...b.digests, md5 } }).kind).toBe('added');
  });
});

test('a draft without its changes is what was saved last, or nothing', () => {
  const saved = draftOf(catalogue(3, a), 5);
  expect(revert(addEntry(saved, b).draft)).toEqual(saved);
  expect(revert(addEntry(newDraft('id', 'New', MOMENT), b).draft)).toBeUndefined();
});

test('the changes of a draft outlive a newer version of its catalogue', () => {
  const draft = removeEntry(addEntry(draftOf(catalogue(1, a)), c).draft, a.id);
  expect(rebase(draft, catalogue(2, a, b)).entries).toEqual([b, c]);
});
