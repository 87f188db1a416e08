/** The list that nobody has asked anything of, and the order of ranks. */
import { describe, expect, it } from 'vitest';
import { RankColumn, sortByColumns } from '../../../src/core/catalogue/ranks.ts';
import { searchCatalogue } from '../../../src/core/catalogue/search.ts';
import { hexOf, inflate, open, packRows, smallSources } from '../../support/catalogue.ts';

/** As a person would have them. */
const IN_ORDER: readonly (readonly [string, object])[] = [
  ['11-25h2.iso', { product: 'Windows 11', release: '25h2 updated may 2026' }],
  ['11-26200.iso', { product: 'Windows 11', release: '26200.6584' }],
  ['11-23h2.iso', { product: 'Windows 11', release: '23h2' }],
  ['10-22h2-feb.iso', { product: 'Windows 10', release: '22h2 updated feb 2023' }],
  ['10-22h2-dec.iso', { product: 'Windows 10', release: '22h2 updated dec 2022' }],
  ['10-22h2.iso', { product: 'Windows 10', release: '22h2' }],
  ['10-20h2.iso', { product: 'Windows 10', release: '20h2' }],
  ['10-2004.iso', { product: 'Windows 10', release: '2004' }],
  ['10-1909.iso', { product: 'Windows 10', release: '1909' }],
  ['10-1511.iso', { product: 'Windows 10', release: '1511' }],
  ['8.1.iso', { product: 'Windows 8.1' }],
  ['7-sp1.iso', { product: 'Windows 7', servicePack: 'SP1' }],
  ['7-ultimate-en.iso', { product: 'Windows 7', edition: 'Ultimate', language: 'en-US' }],
  ['7-ultimate-de.iso', { product: 'Windows 7', edition: 'Ultimate', language: 'de-DE' }],
  ['7-starter.iso', { product: 'Windows 7', edition: 'Starter', language: 'en-US' }],
  ['7-volume.iso', { product: 'Windows 7', edition: 'Ultimate', channel: 'Volume' }],
  ['vista.iso', { product: 'Windows Vista' }],
  ['xp.iso', { product: 'Windows XP' }],
  ['2000.iso', { product: 'Windows 2000' }],
  ['98.iso', { product: 'Windows 98' }],
  ['server-2022.iso', { product: 'Windows Server 2022' }],
  ['server-20h2.iso', { product: 'Windows Server, version 20H2' }],
  ['server-1903.iso', { product: 'Windows Server, version 1903' }],
  ['server-2016.iso', { product: 'Windows Server 2016' }],
  ['server-2008-r2.iso', { product: 'Windows Server 2008 R2' }],
  ['server-2008.iso', { product: 'Windows Server 2008' }],
  ['debian-12.11-amd64.iso', { product: 'Debian', version: '12.11.0', architecture: 'x86_64' }],
  ['debian-12.11-i386.iso', { product: 'Debian', version: '12.11.0', architecture: 'i386' }],
  ['debian-12.9.iso', { product: 'Debian', version: '12.9.0', architecture: 'x86_64' }],
  ['alpine.iso', { product: 'Alpine Linux', version: '3.20' }],
  ['zorin.iso', { product: 'Zorin', version: '99' }],
];

const NOBODY = { vendor: 'Example', channel: 'Retail', sources: [{ source: 1, says: ['sha1'] }] };

it('lists all entries as a person would, whatever the order of their names', () => {
  const entries = [...IN_ORDER]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fileName, traits]) => ({
      ...{ ...NOBODY, product: '', ...traits },
      ...{ id: fileName, fileName, digests: { sha1: hexOf(fileName, 'sha1') } },
    }));
  const catalogue = open(inflate(packRows(smallSources, entries).bytes));
  const { rows } = searchCatalogue(catalogue, { text: ' ', from: 0, count: 100 });
  expect(rows.map(({ entry }) => entry.fileName)).toEqual(IN_ORDER.map(([name]) => name));
});

describe('positions sorted by columns', () => {
  const sorted = (...values: readonly (readonly (number | string)[])[]) => {
    const columns = values.map((of) => {
      const column = new RankColumn(of.length);
      of.forEach((value, position) => column.put(position, String(value), () => [value]));
      return column;
    });
    const steps = sortByColumns(columns, Uint32Array.from(values[0] ?? [], (_, i) => i));
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    return [...step.value];
  };

  it.each([
    ['by numbers as numbers', [[10, 9, 100]], [1, 0, 2]],
    ['by the first column first', [[2, 1, 2, 1], ['a', 'b', 'c', 'd']], [1, 3, 0, 2]],
    ['by the second among equals', [[1, 1, 0, 1], ['c', 'b', 'z', 'a']], [2, 3, 1, 0]],
    ['not at all among equals', [[5, 5, 5]], [0, 1, 2]],
    ['when there are none', [[]], []],
  ])('%s', (_, columns, expected) => {
    expect(sorted(...columns)).toEqual(expected);
  });

  it('keeps values of equal rank together as they were', () => {
    const column = new RankColumn(4);
    ['b', 'a', 'b', 'a'].forEach((value, position) => column.put(position, value, () => [7]));
    expect([...column.sort(Uint32Array.of(3, 0, 2, 1))]).toEqual([3, 0, 2, 1]);
  });
});
