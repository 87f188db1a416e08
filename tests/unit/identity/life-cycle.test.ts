import { describe, expect, test } from 'vitest';
import type { Identity, IdentityField } from '../../../src/core/identity/identity.ts';
import { findLifeCycle } from '../../../src/core/identity/life-cycle.ts';
import { LIFE_CYCLES } from '../../../src/core/identity/life-cycle-table.ts';

type Facts = Readonly<Partial<Record<IdentityField, string | readonly string[]>>>;

const identity = (facts: Facts): Identity => ({
  facts: Object.entries(facts).flatMap(([field, values]) =>
    [values].flat().map((value) => ({
      ...{ field: field as IdentityField, value, source: 'wim-xml' as const, isHint: false },
    })),
  ),
  findings: [],
});

const ends = (facts: Facts) =>
  findLifeCycle(identity(facts))?.ends.map(({ phase, date }) => `${phase} ${date}`);

describe('the life cycle', () => {
  // The dates of the makers' own pages.
  test.each<[string, Facts, readonly string[]]>([
    [
      'Windows 7',
      { product: 'Windows 7', servicePack: 'SP1', edition: 'Professional' },
      ['mainstream 2015-01-13', 'extended 2020-01-14', 'paid 2023-01-10'],
    ],
    ['Windows XP', { product: 'Windows XP' }, ['mainstream 2009-04-14', 'extended 2014-04-08']],
    [
      'a version of Windows 10 at home',
      { product: 'Windows 10', version: '1809', edition: ['Core', 'Professional'] },
      ['support 2020-11-10'],
    ],
    [
      'a version of Windows 10 at work',
      { product: 'Windows 10', version: '1809', edition: 'Enterprise' },
      ['support 2021-05-11'],
    ],
    [
      'a disc for both',
      { product: 'Windows 10', version: '1809', edition: ['Professional', 'Education'] },
      ['support 2020-11-10', 'support 2021-05-11'],
    ],
    [
      'Windows 10 of which the version is not known',
      { product: 'Windows 10', build: '19041.1', edition: 'Core' },
      ['support 2025-10-14', 'paid 2028-10-10'],
    ],
    [
      'long-term servicing',
      { product: 'Windows 10', version: '1809', edition: 'EnterpriseS', build: '17763.316' },
      ['mainstream 2024-01-09', 'extended 2029-01-09'],
    ],
    [
      'long-term servicing of a build that other versions share',
      { product: 'Windows 10', edition: 'EnterpriseSN', build: '19041.1288' },
      ['support 2027-01-12'],
    ],
    [
      'a point release of Debian',
      { product: 'Debian', version: '10.13.0' },
      ['support 2022-09-10', 'long-term 2024-06-30'],
    ],
    ['FreeBSD', { product: 'FreeBSD', version: '13.2' }, ['support 2024-06-30']],
    [
      'CentOS by its long number',
      { product: 'CentOS', version: '8.5.2111' },
      ['support 2021-12-31'],
    ],
  ])('of %s', (_, facts, expected) => {
    expect(ends(facts)).toEqual(expected);
  });

  test.each<[string, Facts]>([
    ['a product that is not in the table', { product: 'TempleOS' }],
    ['a version that is not', { product: 'Debian', version: '99' }],
    ['a number that only begins like one', { product: 'Debian', version: '100' }],
    ['Windows 11 of which the version is not known', { product: 'Windows 11', build: '22621.1' }],
    [
      'a long-term servicing that is not',
      { product: 'Windows 10', edition: 'EnterpriseS', build: '1.1', version: '1809' },
    ],
    ['an image of two products', { product: ['Windows 7', 'Windows 8'] }],
    ['nothing', {}],
  ])('of %s is not known', (_, facts) => {
    expect(findLifeCycle(identity(facts))).toBeUndefined();
  });
});

describe('the table of life cycles', () => {
  test('has a page of the maker for every row', () => {
    expect(LIFE_CYCLES.filter(({ source }) => !/^https:\/\/[\w.-]+\/\S*$/.test(source))).toEqual(
      [],
    );
  });

  test('has real dates', () => {
    const dates = LIFE_CYCLES.flatMap((row) => row.ends.map(({ date }) => date));
    expect(dates.filter((date) => Number.isNaN(Date.parse(date)))).toEqual([]);
  });

  test('has them in the order of time', () => {
    const unordered = LIFE_CYCLES.filter((row) => {
      const dates = row.ends.map(({ date }) => date);
      return dates.join() !== [...dates].sort().join();
    });
    expect(unordered).toEqual([]);
  });

  test('has each version once', () => {
    const keys = LIFE_CYCLES.map(
      ({ product, version, builds }) => `${product}/${version ?? ''}/${String(builds)}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
