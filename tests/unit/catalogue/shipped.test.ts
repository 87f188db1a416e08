/** The catalogue that is shipped, through its real binary form. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../scripts/build-catalogue.mjs';
import type { Catalogue } from '../../../src/core/catalogue/decode.ts';
import { findMatches } from '../../../src/core/catalogue/lookup.ts';
import { algorithmOf, type AlgorithmId } from '../../../src/core/digest/algorithm.ts';
import { inflate, open } from '../../support/catalogue.ts';

interface Row {
  readonly id: string;
  readonly fileName: string;
  readonly aliases?: readonly string[];
  readonly digests: Readonly<Partial<Record<AlgorithmId, string>>>;
  readonly sources: readonly { readonly source: number; readonly says: readonly string[] }[];
}

interface SourceRow {
  readonly id: number;
  readonly authority: string;
  readonly family: string;
  readonly owner?: string;
}

const SOURCE_DIR = 'catalogue';

const readText = (name: string): string => readFileSync(`${SOURCE_DIR}/${name}`, 'utf8');
const plan = JSON.parse(readText('catalogue.json')) as { collected: string; entries: string[] };

const rowsOf = (name: string): readonly unknown[] =>
  readText(name)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const rows = plan.entries.flatMap(rowsOf) as readonly Row[];
const sources = new Map((rowsOf('sources.jsonl') as readonly SourceRow[]).map((source) => [source.id, source]));
const digestsOf = (row: Row) => Object.entries(row.digests) as [AlgorithmId, string][];
const namesOf = (row: Row) => [row.fileName, ...(row.aliases ?? [])];

/** The rule as catalogue/README.md puts it, in other words than the build's. */
function gradeByRule(row: Row | undefined, algorithm: string): string | undefined {
  const stating = (row?.sources ?? [])
    .filter(({ says }) => says.includes(algorithm))
    .flatMap(({ source }) => sources.get(source) ?? [])
    .filter(({ authority }) => authority !== 'untraceable');
  const best = ['publisher-signed', 'publisher', 'publisher-copy'].find((name) =>
    stating.some(({ authority }) => authority === name),
  );
  const families = new Set(stating.map(({ family }) => family)).size;
  const templates = stating.filter(({ family }) => family === 'templates');
  const owners = new Set(templates.map(({ owner }) => owner)).size;
  return best ?? (families >= 2 || owners >= 3 ? 'corroborated' : 'listed');
}

let built: Awaited<ReturnType<typeof buildCatalogue>>;
let catalogue: Catalogue;

beforeAll(async () => {
  built = await buildCatalogue({ sourceDir: SOURCE_DIR });
  catalogue = open(inflate(built.bytes));
});

function idOf(algorithm: AlgorithmId, hex: string): string | undefined {
  return findMatches(catalogue, { digests: [{ algorithm, hex }] }).byDigest[0]?.id;
}

/** The digest with one bit turned, another one for each number. */
function turned(hex: string, number: number): string {
  const bytes = Buffer.from(hex, 'hex');
  const bit = number % (bytes.length * 8);
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return bytes.toString('hex');
}

describe('the shipped catalogue', () => {
  it('has every entry of its source, of the day on which it was collected', () => {
    expect(catalogue.info).toEqual({
      entries: rows.length,
      date: plan.collected,
      sha256: built.info.sha256,
    });
  });

  it('grades every digest by the rule in catalogue/README.md', () => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const entries = Array.from({ length: rows.length }, (_, i) => catalogue.entryAt(i));
    const wrong = entries.flatMap(({ id, digests }) =>
      digests.filter(({ algorithm, grade }) => grade !== gradeByRule(byId.get(id), algorithm)),
    );
    expect(wrong).toEqual([]);
  });

  // What the first collection counted, by other means than this build. It may grow, not shrink:
  // what a source that is retired gave is taken off here too.
  it.each([
    ['publisher-signed sha1', 57],
    ['publisher-signed sha256', 1159],
    ['publisher sha1', 6],
    ['publisher sha256', 822],
    ['publisher-copy sha1', 8202 + 19_230],
    ['publisher-copy sha256', 2202 + 25_746],
  ])('has the grade %s at least as often as it was first counted', (key, count) => {
    expect(built.info.grades.get(key)).toBeGreaterThanOrEqual(count);
  });

  it('finds every entry by every digest it has', () => {
    const lost = rows.filter((row) =>
      digestsOf(row).some(([algorithm, hex]) => idOf(algorithm, hex) !== row.id),
    );
    expect(lost).toEqual([]);
  });

  it('finds every entry by its file name and by every alias, in upper case too', () => {
    const isFound = (id: string, name: string) =>
      findMatches(catalogue, { name, digests: [] }).byName.some((entry) => entry.id === id);
    const lost = rows.filter((row) =>
      namesOf(row).some((name) => !isFound(row.id, name) || !isFound(row.id, name.toUpperCase())),
    );
    expect(lost).toEqual([]);
  });

  it('gives each digest as its source writes it, each with a grade and its sources', () => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const entries = Array.from({ length: rows.length }, (_, i) => catalogue.entryAt(i));
    const altered = entries.filter((entry) => {
      const stated = entry.digests.map(({ algorithm, hex }) => [algorithm, hex] as const);
      const source = Object.entries(byId.get(entry.id)?.digests ?? {}).sort();
      return JSON.stringify([...stated].sort()) !== JSON.stringify(source);
    });
    expect(altered).toEqual([]);
  });

  it('finds none of ten thousand random digests', () => {
    const algorithms: readonly AlgorithmId[] = ['md5', 'sha1', 'sha256', 'sha512'];
    const found = Array.from({ length: 10_000 }, (_, i) => {
      const algorithm = algorithms[i % 4] ?? 'sha1';
      const random = createHash('sha512').update(`random ${i}`).digest('hex');
      return idOf(algorithm, random.slice(0, algorithmOf(algorithm).digestBytes * 2));
    });
    expect(found.filter((id) => id !== undefined)).toEqual([]);
  });

  it('finds none of its own digests with one bit turned', () => {
    const near = rows.flatMap((row) => digestsOf(row));
    const found = near.map(([algorithm, hex], i) => idOf(algorithm, turned(hex, i)));
    expect(found.filter((id) => id !== undefined)).toEqual([]);
  });

  it('gives the Windows 7 Ultimate DVD with its names, on the word of a copied publisher list', () => {
    const hex = '36ae90defbad9d9539e649b193ae573b77a71c83';
    const [entry] = findMatches(catalogue, { digests: [{ algorithm: 'sha1', hex }] }).byDigest;
    const digest = entry?.digests.find(({ algorithm }) => algorithm === 'sha1');
    expect([entry?.product, entry?.fileName, entry?.aliases, entry?.disputed]).toEqual([
      'Windows 7',
      'en_windows_7_ultimate_with_sp1_x64_dvd_u_677332.iso',
      ['Win7_Ult_SP1_English_x64.iso', 'X17-59465.iso'],
      ['sha1'],
    ]);
    expect([digest?.grade, digest?.lists, digest?.sources[0]?.owner]).toEqual([
      'publisher-copy',
      5,
      'awuctl',
    ]);
  });
});
