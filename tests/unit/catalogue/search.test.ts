/** The search beside the catalogue's reviewable source, which it reads by itself. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import type { Catalogue } from '../../../src/core/catalogue/decode.ts';
import {
  findEntry,
  MAX_FOUND_ROWS,
  prepareSearch,
  searchCatalogue,
} from '../../../src/core/catalogue/search.ts';
import { hexOf, open, smallContent } from '../../support/catalogue.ts';

interface SourceEntry {
  readonly id: string;
  readonly fileName: string;
  readonly aliases?: readonly string[];
  readonly digests: Readonly<Record<string, string>>;
}

const FILES = ['windows', 'windows-monthly', 'other'];
const source: readonly SourceEntry[] = FILES.flatMap((name) =>
  readFileSync(`catalogue/${name}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SourceEntry),
);
/** Prime, so that the sample meets all kinds. */
const STRIDE = 499;
const sample = source.filter((_, index) => index % STRIDE === 0);

let catalogue: Catalogue;
beforeAll(async () => {
  const { bytes } = await buildCatalogue({ sourceDir: 'catalogue' });
  catalogue = open(new Uint8Array(gunzipSync(bytes)));
  prepareSearch(catalogue, 'a word').finish();
});

const search = (text: string, count = 5) => searchCatalogue(catalogue, { text, from: 0, count });
const names = (text: string, count?: number) =>
  search(text, count).rows.map(({ entry }) => entry.fileName);
const idsFor = (text: string) => search(text, MAX_FOUND_ROWS).rows.map(({ entry }) => entry.id);

const GERMAN_PRO = 'de_windows_7_professional_with_sp1_x64_dvd_u_676919.iso';

describe('what people ask for', () => {
  it.each([
    'windows 7 professional sp1 x64 german',
    'german windows 7 professional sp1 64-bit dvd',
    'Deutsch win7 Pro SP1 amd64',
    'de w7 pro service pack 1 x86_64',
    'WINDOWS7 DE PROFESSIONAL SP1 64 BIT retail',
    'x64 sp1 profess germ windows 7',
    'windows 7 pro sp1 64 german',
  ])('%s: the German DVD first', (text) => {
    expect(names(text)[0]).toBe(GERMAN_PRO);
  });

  it.each([
    ['the number in a file name', '676919', GERMAN_PRO],
    ['a piece of a file name', 'professional_with_sp1_x64_dvd_u_676919', GERMAN_PRO],
    ['a piece that begins inside a word', 'indows_7_professional_with_sp1_x64_dvd_u_676919', GERMAN_PRO],
    ['a size with separators', '3,320,903,680 ultimate', 'en_windows_7_ultimate_with_sp1_x64_dvd_u_677332.iso'],
    ['a size', '3320903680 ultimate', 'en_windows_7_ultimate_with_sp1_x64_dvd_u_677332.iso'],
    ['an alias', 'X17-59465.iso', 'en_windows_7_ultimate_with_sp1_x64_dvd_u_677332.iso'],
    [
      'a volume label',
      'GRMCENXEVAL_EN_DVD',
      '7600.16385.090713-1255_x64fre_enterprise_en-us_EVAL_Eval_Enterprise-GRMCENXEVAL_EN_DVD.iso',
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text)[0]).toBe(expected);
  });

  // The digest as Microsoft's subscriber downloads gave it in 2011.
  it.each([
    ['whole', '0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58'],
    ['in groups', '0BCFC540 19EA175B 1EE51F6D 2B207A3D 14DD2B58'],
    ['its beginning', '0bcfc5401'],
    ['with the name of its algorithm', 'SHA-1: 0bcfc54019ea175b1ee51f6d2b207a3d14dd2b58'],
  ])('a digest, %s', (_, text) => {
    expect(names(text)).toEqual(['en_windows_7_professional_with_sp1_x64_dvd_u_676939.iso']);
  });

  it('puts the plain retail image before the volume one and the variant without a player', () => {
    expect(names('german windows 7 professional sp1 x64')).toEqual([
      GERMAN_PRO,
      'de_windows_7_professional_n_with_sp1_x64_dvd_u_677183.iso',
      'de_windows_7_professional_with_sp1_vl_build_x64_dvd_u_677778.iso',
    ]);
  });

  it.each([
    ['server 2008 r2 french', 'Windows Server 2008 R2'],
    ['windows', 'Windows 11'],
    ['windows server', 'Windows Server 2022'], // of 2025 there are evaluation images alone
    ['windows 64 french', 'Windows 11'],
    ['windows 7 32', 'Windows 7'],
    ['windows xp german', 'Windows XP'],
  ])('%s: the plain and newest product first, %s', (text, product) => {
    expect(search(text, 1).rows.map(({ entry }) => entry.product)).toEqual([product]);
  });

  it('takes a short number for a whole one, and no part of a build or a year', () => {
    const products = search('windows 7', MAX_FOUND_ROWS).rows.map(({ entry }) => entry.product);
    expect(products.filter((product) => /Windows (?:1|8|XP|Vista)/.test(product))).toEqual([]);
  });

  it.each([['no such thing as this'], ['0bcfc5401ff'], ['g'.repeat(40)]])(
    'finds nothing for %s',
    (text) => {
      expect(search(text)).toEqual({ total: 0, rows: [], taken: [] });
    },
  );
});

describe('every entry of a sample', () => {
  it.each(sample)('$fileName is found by its name', ({ id, fileName }) => {
    expect(idsFor(fileName)).toContain(id);
  });

  it('is found by each of its digests, and alone', () => {
    const found = sample.flatMap(({ id, digests }) =>
      Object.values(digests).map((hex) => [id, idsFor(hex)]),
    );
    expect(found.filter(([id, ids]) => ids?.length !== 1 || ids[0] !== id)).toEqual([]);
  });

  it('is found by each of its other names', () => {
    const aliased = source.filter(({ aliases = [] }) => aliases.length > 0).slice(0, 60);
    const lost = aliased.flatMap(({ id, aliases = [] }) =>
      aliases.filter((alias) => !idsFor(alias).includes(id)),
    );
    expect(lost).toEqual([]);
  });

  it('is shown by its id', () => {
    expect(sample.map(({ id }) => findEntry(catalogue, id)?.fileName)).toEqual(
      sample.map(({ fileName }) => fileName),
    );
  });
});

describe('the list as a whole', () => {
  it('has all entries when nothing is asked', () => {
    expect(search(' ').total).toBe(source.length);
  });

  it('comes in parts that join', () => {
    const part = (from: number, count: number) =>
      searchCatalogue(catalogue, { text: 'xp mode', from, count }).rows.map(({ entry }) => entry.id);
    expect([...part(0, 10), ...part(10, 10)]).toEqual(part(0, 20));
  });

  it.each([
    ['from behind the end', 1e9, 5],
    ['of none', 0, 0],
    ['of fewer than none', 0, -3],
    ['of no number', 0, Number.NaN],
  ])('has no rows in a part %s', (_, from, count) => {
    expect(searchCatalogue(catalogue, { text: '', from, count }).rows).toEqual([]);
  });

  it('gives no more rows at a time than its limit', () => {
    expect(search('', 1e9).rows).toHaveLength(MAX_FOUND_ROWS);
  });
});

describe('a row', () => {
  const small = open(smallContent());
  const rows = searchCatalogue(small, { text: '', from: 0, count: 9 }).rows;

  it('has the best grade of its digests, their algorithms, and whether one is disputed', () => {
    expect(
      rows.map(({ entry, grade, algorithms, isDisputed }) => [
        entry.id,
        grade,
        [...algorithms].sort(),
        isDisputed,
      ]),
    ).toEqual([
      ['alpha-first', 'publisher-signed', ['md5', 'sha512'], false],
      ['beta', 'publisher-copy', ['sha1', 'sha256'], true],
    ]);
  });

  it.each(['serbian', 'srpski', 'sr-latn-rs', 'ALPHA retail', hexOf('alpha', 'md5').slice(0, 8)])(
    'is found by %s',
    (text) => {
      const { rows: found } = searchCatalogue(small, { text, from: 0, count: 9 });
      expect(found.map(({ entry }) => entry.id)).toEqual(['alpha-first']);
    },
  );

  it('is not there for an id that no entry has', () => {
    expect([findEntry(small, 'gamma'), findEntry(small, '__proto__')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
