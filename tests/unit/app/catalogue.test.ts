import { describe, expect, it } from 'vitest';
import type {
  CatalogueEntry,
  CatalogueInfo,
  Grade,
  GradedDigest,
  Source,
} from '../../../src/core/catalogue/catalogue.ts';
import {
  describeAge,
  describeCount,
  describeEntry,
  describeFound,
  describeNothing,
} from '../../../src/app/text/catalogue.ts';

const source = (
  id: number,
  authority: Source['authority'],
  rest: Partial<Source> = {},
): Source => ({
  ...{ id, where: `list ${id}`, family: 'lists', authority },
  ...rest,
});
const COPY = source(1, 'publisher-copy', { note: 'a dump, taken 2023-03-21' });
const LOST = source(9, 'untraceable');

const digest = (
  algorithm: GradedDigest['algorithm'],
  grade: Grade,
  lists: number,
  ...sources: readonly Source[]
): GradedDigest => ({ algorithm, hex: 'ab', grade, lists, sources });

const entryWith = (rest: Partial<CatalogueEntry>): CatalogueEntry => ({
  ...{ id: 'x', vendor: 'Microsoft', product: 'Windows 7', edition: 'Ultimate' },
  ...{ fileName: 'x.iso', aliases: [], digests: [], disputed: [], language: 'de-DE' },
  ...rest,
});

const info: CatalogueInfo = { entries: 2, date: '2026-11-22', sha256: 'cd' };
const NOW = new Date('2026-12-01T00:00:00Z');
const describeWith = (rest: Partial<CatalogueEntry>) => describeEntry(entryWith(rest), info, NOW);

describe('an entry', () => {
  const both = {
    disputed: ['sha1'] as const,
    digests: [digest('md5', 'listed', 1, LOST), digest('sha1', 'publisher-copy', 3, COPY, LOST)],
  };

  it('gives the digest on the best word first, with the word of each', () => {
    expect(
      describeWith(both).digests.map(({ algorithm, sentences }) => [algorithm.id, ...sentences]),
    ).toEqual([
      [
        'sha1',
        'Microsoft’s own list, in one third-party copy from March 2023; 2 separate lists agree.',
        'Disputed: a source gave another value.',
        'An older method: no known attack alters an existing file unnoticed.',
      ],
      [
        'md5',
        'One third-party list; no second list was found.',
        'An old check: it shows accidents, and no alteration on purpose.',
      ],
    ]);
  });

  it('gives each source once, those that cannot be traced last', () => {
    expect(describeWith(both).sources.map(({ where, facts }) => [where, facts[0]?.value])).toEqual([
      ['list 1', 'SHA-1'],
      ['list 9', 'SHA-1, MD5'],
    ]);
  });

  it.each([
    ['disputed', both, ['The sources do not agree: at least one of those seen gave another SHA-1']],
    [
      'on one lineage',
      { digests: [digest('sha1', 'listed', 1, COPY)] },
      ['Only lists of one lineage'],
    ],
    [
      'with an MD5 alone',
      { digests: [digest('md5', 'corroborated', 2, COPY)] },
      ['Only MD5 is known of this file.'],
    ],
    ['with nothing to bear in mind', { digests: [digest('sha256', 'publisher', 1, COPY)] }, []],
  ])('%s says so', (_, rest, expected) => {
    expect(describeWith(rest).care).toEqual(
      expected.map((start): unknown => expect.stringContaining(start)),
    );
  });

  it('says how long its makers mend it, and nothing where that depends on the build', () => {
    expect(describeWith({}).lifeCycle?.sentence).toContain('Extended support ended');
    expect(
      describeWith({ product: 'Windows 10', edition: 'Enterprise LTSC 2019' }).lifeCycle,
    ).toBeUndefined();
  });
});

it('a line of the list says what weakens the entry', () => {
  const { digests: _, aliases: _none, disputed: _no, ...entry } = entryWith({});
  const found = { entry, grade: 'corroborated' as const, algorithms: ['md5' as const] };
  expect(describeFound({ ...found, isDisputed: true })).toEqual({
    product: 'Windows 7, Ultimate, German (Germany)',
    grade: 'Separate lists agree',
    marks: ['MD5 only', 'disputed'],
  });
});

it.each([
  ['0bcfc540 19ea175b 1ee51f6d', 'No known image has this digest, or one that begins so.'],
  ['windows 12', 'No known image has all of this: “\u2068windows 12\u2069”.'],
])('of nothing found for %s it says why', (text, sentence) => {
  expect(describeNothing(text)).toBe(sentence);
});

it.each([
  ['all of them', 42_614, [], '42,614 images'],
  ['some of them', 3, [], '3 of 42,614 images'],
  [
    'some for another word',
    44,
    [{ asked: 'widnows', as: 'windows' }],
    '44 of 42,614 images. No image has “\u2068widnows\u2069”: it was taken as “\u2068windows\u2069”.',
  ],
])('says how many were found: %s', (_, total, taken, line) => {
  expect(describeCount({ total, taken }, 42_614)).toBe(line);
});

it.each([
  ['2027-01-01', undefined],
  ['2028-12-01', 'The catalogue is 24 months old'],
  ['2001-01-01', 'the clock looks wrong'],
])('by a clock of %s the catalogue’s age is told', (day, expected) => {
  const told = describeAge(info, new Date(day));
  expect(told).toEqual(expected === undefined ? undefined : expect.stringContaining(expected));
});
